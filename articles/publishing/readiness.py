"""What still keeps a story from print: one small function for each rule.

A rule looks at a `Case` and yields problems. To add one, write it and name it in `RULES`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from .. import body
from ..photos.models import Photo, PhotoCredit
from ..sources.models import Document
from ..stories import copy as copies
from ..stories.copy import Copy
from ..stories.models import Story

TK = re.compile(r"\bTK(?:TK)*\b")


@dataclass(frozen=True)
class Problem:
    """Something to put right. A blocking one keeps the story from print."""

    code: str
    message: str
    field: str = ""
    blocking: bool = True


@dataclass
class Case:
    """A copy under examination, with the library rows it refers to, each fetched once."""

    copy: Copy
    photos: dict[int, Photo] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    copy_credit: PhotoCredit | None = None

    def __post_init__(self):
        self.marks = body.marks(self.copy.body)
        self.text = body.plain(self.copy.body)

    @classmethod
    def of(cls, copy: Copy) -> Self:
        photos = Photo.objects.filter(pk__in=[p.photo for p in copy.placements])
        documents = Document.objects.filter(pk__in=[c.document for c in copy.citations])
        return cls(
            copy,
            photos={photo.pk: photo for photo in photos.select_related("credit")},
            documents={document.pk: document for document in documents},
            copy_credit=PhotoCredit.objects.filter(pk=copy.copy_credit).first(),
        )


def problems(story: Story) -> list[Problem]:
    """What keeps `story` from print, the blocking ones first."""
    return examine(Case.of(copies.of(story)))


def blocking(found: list[Problem]) -> list[Problem]:
    return [problem for problem in found if problem.blocking]


def examine(case: Case) -> list[Problem]:
    found = [problem for rule in RULES for problem in rule(case)]
    return sorted(found, key=lambda problem: not problem.blocking)


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


def every_mark_has_its_citation(case: Case) -> Iterator[Problem]:
    known = {citation.key for citation in case.copy.citations}
    if missing := [key for key in dict.fromkeys(case.marks.citations) if key not in known]:
        yield Problem(
            "undefined_citation",
            f"{counted(len(missing), 'citation mark')} in the text cites nothing:"
            " cite again or take it out.",
            "body",
        )


def every_citation_has_its_mark(case: Case) -> Iterator[Problem]:
    for citation in case.copy.citations:
        if citation.document and citation.key not in case.marks.citations:
            document = case.documents.get(citation.document)
            yield Problem(
                "unused_citation",
                f"“{document}” is cited, but nothing in the text points to it.",
                "citations",
                blocking=False,
            )


def credits_become_documents(case: Case) -> Iterator[Problem]:
    bare = [c for c in case.copy.citations if not c.document and c.role == "credit_only"]
    if bare:
        yield Problem(
            "no_document",
            f"{counted(len(bare), 'credit')} with no document yet: say which article or statement.",
            "citations",
            blocking=False,
        )


def every_quotation_has_a_speaker(case: Case) -> Iterator[Problem]:
    for quotation in case.marks.quotations:
        if not quotation.speaker:
            start = quotation.words[:40]
            yield Problem("no_speaker", f"Who said “{start}…”? Name the speaker.", "body")


def quotations_rest_on_something(case: Case) -> Iterator[Problem]:
    cited = {q.key for q in case.copy.quotations if q.citation}
    marks_inside = [q for q in case.marks.quotations if q.key in cited]
    without = len(case.marks.quotations) - len(marks_inside)
    if without:
        yield Problem(
            "uncited_quotation",
            f"{counted(without, 'quotation')} without a citation.",
            "quotations",
            blocking=False,
        )


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
        for message in photo.problems() if photo else ["A photo has left the library."]:
            yield Problem("photo_credit", f"“{photo}”: {message}", "placements")


def the_credit_in_the_copy_is_whole(case: Case) -> Iterator[Problem]:
    if case.copy_credit and (missing := case.copy_credit.problems()):
        yield Problem(
            "copy_credit",
            f"The copy credits a photo as “{case.copy_credit}”. {missing[0].message}",
            "copy_credit",
            blocking=bool(case.copy.placements),
        )


def every_photo_is_described(case: Case) -> Iterator[Problem]:
    for placement in case.copy.placements:
        photo = case.photos.get(placement.photo)
        if photo and not (placement.alt_text or photo.alt_text):
            yield Problem(
                "no_alt_text", f"“{photo}” has no alt text.", "placements", blocking=False
            )


def somebody_signs_it(case: Case) -> Iterator[Problem]:
    if not case.copy.bylines:
        yield Problem("no_byline", "The story has no byline.", "bylines", blocking=False)


def it_can_be_found(case: Case) -> Iterator[Problem]:
    if not case.copy.tags:
        yield Problem("no_tags", "The story has no tags.", "tags", blocking=False)


def it_rests_on_something(case: Case) -> Iterator[Problem]:
    if not case.copy.citations:
        yield Problem("no_citations", "Nothing in the story is cited.", "citations", blocking=False)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


RULES = (
    a_section_is_chosen,
    there_is_a_text,
    nothing_is_to_come,
    every_mark_has_its_citation,
    every_citation_has_its_mark,
    credits_become_documents,
    every_quotation_has_a_speaker,
    quotations_rest_on_something,
    every_figure_has_its_photo,
    inline_photos_stand_in_the_text,
    every_photo_may_run,
    the_credit_in_the_copy_is_whole,
    every_photo_is_described,
    somebody_signs_it,
    it_can_be_found,
    it_rests_on_something,
)
