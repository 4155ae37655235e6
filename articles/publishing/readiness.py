"""What still keeps a story from print: one small function for each rule.

A rule looks at a `Case` and yields problems. To add one, write it and name it in `RULES`; those on
what a story rests on are sourcing.py's.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from ..photos import describing
from ..photos.credits import use
from ..stories import copy as copies
from ..stories.models import Story
from . import sourcing
from .case import Case, Problem

TK = re.compile(r"\bTK(?:TK)*\b")


def problems(story: Story, at: datetime | None = None) -> list[Problem]:
    """What keeps `story` from print, now or `at` that time, the blocking ones first."""
    return examine(Case.of(copies.of(story), story, at))


def blocking(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.blocking]


def examine(case: Case) -> list[Problem]:
    found = [problem for rule in RULES for problem in rule(case)]
    return sorted(found, key=lambda problem: not problem.blocking)


def in_brief(found: list[Problem], *, most: int = 2) -> list[Problem]:
    """`found` for a list to be read: of many alike the first `most`, then how many more."""
    counts, told, brief = Counter(problem.code for problem in found), Counter(), []
    for problem in found:
        told[problem.code] += 1
        if problem.blocking or told[problem.code] <= most or counts[problem.code] == most + 1:
            brief.append(problem)
        elif told[problem.code] == most + 1:
            more = f"{counts[problem.code] - most} more like it."
            brief.append(Problem(problem.code, more, problem.field, blocking=False))
    return brief


def a_section_is_chosen(case: Case) -> Iterator[Problem]:
    if not case.copy.section:
        yield Problem("no_section", "Choose a section.", "section")


def there_is_a_text(case: Case) -> Iterator[Problem]:
    if not case.text:
        yield Problem("no_body", "The story has no text.", "body")


def nothing_is_to_come(case: Case) -> Iterator[Problem]:
    for name in ("headline", "kicker", "dek", "dateline"):
        if TK.search(getattr(case.copy, name)):
            yield Problem("tk", f"A TK stands in the {name}.", name)
    if count := len(TK.findall(case.text)):
        yield Problem("tk", f"TK stands in the text {count}×: a fact is still to come.", "body")
    for placement in case.copy.placements:
        if TK.search(placement.caption):
            yield Problem("tk", "A TK stands in a photo's caption.", "placements")


def every_figure_has_its_photo(case: Case) -> Iterator[Problem]:
    known = {placement.key for placement in case.copy.placements}
    if any(key not in known for key in case.marks.placements):
        yield Problem(
            "undefined_figure",
            "A figure in the text has no photo: choose one or take it out.",
            "body",
        )


def inline_photos_stand_in_the_text(case: Case) -> Iterator[Problem]:
    for placement in case.copy.placements:
        if placement.role == "inline" and placement.key not in case.marks.placements:
            yield Problem(
                "unplaced_photo",
                f"“{case.photos.get(placement.photo)}” is attached but stands nowhere in the text.",
                "placements",
                blocking=False,
            )


def every_photo_may_run(case: Case) -> Iterator[Problem]:
    for placement in case.copy.placements:
        photo = case.photos.get(placement.photo)
        if photo is None:
            yield Problem("photo_credit", "A photo has left the library.", "placements")
            continue
        there = use(used_by=case.used_by.get(photo.pk, ""))
        for reason in photo.may_run(there, case.at, alt_text=placement.alt_text):
            code = "photo_credit" if reason.blocking else reason.code
            yield Problem(code, f"“{photo}”: {reason.message}", "placements", reason.blocking)


def the_credit_in_the_copy_is_whole(case: Case) -> Iterator[Problem]:
    if case.copy_credit and (missing := case.copy_credit.problems()):
        yield Problem(
            "copy_credit",
            f"The copy credits a photo as “{case.copy_credit}”. {missing[0].message}",
            "copy_credit",
            blocking=bool(case.copy.placements),
        )


def every_photo_is_described_well(case: Case) -> Iterator[Problem]:
    for placement in case.copy.placements:
        if photo := case.photos.get(placement.photo):
            words = placement.alt_text or photo.alt_text, placement.caption or photo.caption
            for doubt in describing.doubts(*words):
                yield Problem("description", f"“{photo}”: {doubt}", "placements", blocking=False)


def somebody_signs_it(case: Case) -> Iterator[Problem]:
    if not case.copy.bylines:
        yield Problem("no_byline", "The story has no byline.", "bylines", blocking=False)


def it_can_be_found(case: Case) -> Iterator[Problem]:
    if not case.copy.tags:
        yield Problem("no_tags", "The story has no tags.", "tags", blocking=False)


RULES = (
    a_section_is_chosen,
    there_is_a_text,
    nothing_is_to_come,
    every_figure_has_its_photo,
    inline_photos_stand_in_the_text,
    every_photo_may_run,
    the_credit_in_the_copy_is_whole,
    every_photo_is_described_well,
    somebody_signs_it,
    it_can_be_found,
    *sourcing.RULES,
)
