"""Raw copy to bring in, and how: what the tests of the intake share."""

from articles.importing import intake
from articles.publishing import readiness
from articles.stories.models import Story
from tests.newsroom import a_user

LINE = "[Reuters] [Wall Street Journal] [AP] [Photo courtesy]"
COPY = f"""Harbour towns agree to share one dredger

Officials of three harbour towns said Monday they intend to buy a dredger together.

The port authority issued a statement which read:  “(The towns will) pay in equal parts.”

In Saltgate, port spokeswoman Captain Ann Poe stated:

The port remains committed to nine metres.  We recognise that our neighbours need it too.”

Asked about the price, Mayor Ivo Lund said: “We will not go into debt.”

In contrast to Lund, Deputy Mayor Rosa Field took a softer tone:

All of this needs to be paid for. That is what we are here to talk about.”

The councils vote on Thursday.

{LINE}"""
FRONT_MATTER = """---
title: Ferries return
author: Jane Doe
date: 2020-05-29
slug: ferries-return
tags: [UN, Shipping]
---

The ferries return on Monday, the operator said.
"""


def taken_in(copy: str, by=None, **more) -> Story:
    return intake.take_in(copy.encode(), by=by or a_user("Editor"), **more)


def messages(story: Story, *, blocking: bool) -> str:
    found = readiness.problems(story)
    return " ".join(problem.message for problem in found if problem.blocking == blocking)
