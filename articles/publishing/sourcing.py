"""What is to be said of what a story rests on: each citation and quotation, and the whole.

A rule looks at a `Case` and yields problems, each with the key of the citation or the quotation
that it is about. To add one, write it and name it in `RULES`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from ..sources import capture
from ..sources.addresses import domain_of
from ..sources.models import Document
from ..sources.verdicts import Verdict
from ..stories.copy import CitationCopy
from ..stories.models import Citation
from . import corroboration, promises
from .case import Case, Problem
from .printed import agreements_behind

# What a document that was withdrawn may still be cited for.
NOT_RELIED_ON = {Citation.Role.CONTRADICTS, Citation.Role.BACKGROUND}


@dataclass(frozen=True)
class Measure:
    """How much of a text rests on something: passages that do, of how many."""

    paragraphs: tuple[int, int]
    quotations: tuple[int, int]
    sources: tuple[str, ...]  # the names of all it rests on

    def __str__(self):
        resting = [
            f"{some} of {every} {noun}"
            for (some, every), noun in (
                (self.paragraphs, "paragraphs"),
                (self.quotations, "quotations"),
            )
            if every
        ]
        if not resting or not self.sources:
            return ""
        said = f"Cited: {' and '.join(resting)}."
        one = f" All on one source: {self.sources[0]}." if len(self.sources) == 1 else ""
        return said + one


@dataclass(frozen=True)
class State:
    """How one citation or quotation stands, in a few words; `tone` is good, warn or wrong.

    `todo` is what to do about it, and goes with the words.
    """

    words: str
    tone: str
    todo: str = field(default="", compare=False)


ONLY_SOURCE = State("the only source", "warn", "Find another that says the same.")


def states(case: Case, found: list[Problem]) -> dict[str, list[State]]:
    """By key, what was `found` of each; a document of which nothing was is pinned, and it is said
    if we keep a copy. If one source is behind several citations and no other, the first says so."""
    by_key: dict[str, list[State]] = {}
    for problem in found:
        if problem.key:
            tone = "wrong" if problem.blocking else "warn"
            state = State(problem.state, tone, problem.todo)
            by_key.setdefault(problem.key, []).append(state)
    for citation in case.copy.citations:
        if citation.document:
            words = "pinned, copy kept" if citation.document in case.kept else "pinned"
            by_key.setdefault(citation.key, [State(words, "good")])
    keys = {citation.key for citation in case.copy.citations}
    if len(keys) > 1 and len(sources_behind(case)) == 1:
        first = next((key for key in case.marks.citations if key in keys), min(keys))
        by_key.setdefault(first, []).append(ONLY_SOURCE)
    return by_key


def measure(case: Case) -> Measure:
    """Count what rests on a citation: by a mark in it or, a quotation, by what its row says."""
    known = {citation.key for citation in case.copy.citations}
    attributed = {q.key for q in case.copy.quotations if q.citation in known}
    paragraphs, quotations = [], []
    for passage in case.passages:
        resting = bool(known.intersection(passage.citations)) or passage.quotation in attributed
        (quotations if passage.quotation else paragraphs).append(resting)
    return Measure(
        (sum(paragraphs), len(paragraphs)),
        (sum(quotations), len(quotations)),
        sources_behind(case),
    )


def sources_behind(case: Case) -> tuple[str, ...]:
    """The names of all that a copy rests on."""
    names = {name_of(citation, case) for citation in case.copy.citations} - {""}
    return tuple(sorted(names))


def name_of(citation: CitationCopy, case: Case) -> str:
    """The source a citation rests on in the end; a document nobody published is its own."""
    document = case.documents.get(citation.document)
    source = document.publisher if document else case.sources.get(citation.source)
    return str(source or document or case.agreements.get(citation.agreement) or "")


def label_of(citation: CitationCopy, case: Case) -> str:
    found = (
        case.documents.get(citation.document)
        or case.sources.get(citation.source)
        or case.agreements.get(citation.agreement)
    )
    return citation.credited_as or str(found or "A citation")


def about(
    citation: CitationCopy, case: Case, code: str, state: str, todo: str, *, blocking: bool = False
) -> Problem:
    """A problem of one citation: how it stands, and what to do."""
    message = f"“{label_of(citation, case)}”: {state}. {todo}"
    return Problem(code, message, "citations", blocking, citation.key, state, todo)


def every_mark_has_its_citation(case: Case) -> Iterator[Problem]:
    known = {citation.key for citation in case.copy.citations}
    if missing := [key for key in dict.fromkeys(case.marks.citations) if key not in known]:
        count = "A citation mark" if len(missing) == 1 else f"{len(missing)} citation marks"
        verb = "cites" if len(missing) == 1 else "cite"
        yield Problem(
            "undefined_citation",
            f"{count} in the text {verb} nothing: cite again or take it out.",
            "body",
        )


def every_citation_has_its_mark(case: Case) -> Iterator[Problem]:
    resting = {q.citation for q in case.copy.quotations} | set(case.marks.citations)
    for citation in case.copy.citations:
        if not citation.source and citation.key not in resting:
            todo = "Mark the words that rest on it, or take it out."
            yield about(citation, case, "unused_citation", "nothing in the text points to it", todo)


def credits_become_documents(case: Case) -> Iterator[Problem]:
    for citation in case.copy.citations:
        if not citation.document and citation.role == Citation.Role.CREDIT_ONLY:
            todo = "Say which article or statement it is of."
            yield about(citation, case, "no_document", "a credit with no document yet", todo)


def nothing_is_cited_twice_alike(case: Case) -> Iterator[Problem]:
    seen = set()
    for citation in case.copy.citations:
        alike = (citation.document, citation.locator, citation.excerpt)
        if citation.document and alike in seen:
            todo = "Mark the words with the one you have: readers get one note either way."
            yield about(citation, case, "double_citation", "cited twice alike", todo)
        seen.add(alike)


def what_was_retracted_is_not_relied_on(case: Case) -> Iterator[Problem]:
    for citation, document in documents_of(case):
        if document.retracted_on and citation.role not in NOT_RELIED_ON:
            state = f"retracted on {document.retracted_on:%-d %B %Y}"
            todo = "Cite what replaced it, or cite it as background and say that it was withdrawn."
            yield about(citation, case, "retracted_document", state, todo, blocking=True)


def nothing_was_seen_before_it_came_out(case: Case) -> Iterator[Problem]:
    for citation, document in documents_of(case):
        if citation.accessed_on and citation.accessed_on < first_day_of(document):
            todo = "One of the two dates is wrong."
            yield about(
                citation, case, "accessed_before_published", "seen before it was published", todo
            )


def first_day_of(document: Document) -> date:
    """The earliest a document can have come out, as far as that is known."""
    day, precision = document.published_on, document.published_precision
    if day is None:
        return date.min
    if precision == Document.Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Document.Precision.MONTH else day


def nothing_rests_on_ourselves(case: Case) -> Iterator[Problem]:
    ours = domain_of(settings.SITE_URL)
    for citation, document in documents_of(case):
        if document.url and domain_of(document.url) == ours:
            todo = "Cite what that story of ours rested on."
            yield about(citation, case, "circular_citation", "we are the source ourselves", todo)


# What the monitor found that somebody at the desk can do something about.
ROTTEN = {
    Verdict.DEAD: ("the page is gone", "Cite where it stands now, or see that a copy is kept."),
    Verdict.DRIFTED: (
        "the page no longer says it",
        "Look again: what rests on it may have been put right there.",
    ),
    Verdict.MOVED: ("the page has moved", "Give the document its new address."),
}


def every_page_still_stands(case: Case) -> Iterator[Problem]:
    for citation in case.copy.citations:
        link = case.links.get(citation.document)
        if link and link.verdict in ROTTEN:
            state, todo = ROTTEN[Verdict(link.verdict)]
            yield about(citation, case, f"link_{link.verdict}", state, todo)


def every_excerpt_was_there(case: Case) -> Iterator[Problem]:
    """Of a page that has changed since, what the monitor found says more than what was captured."""
    for citation in case.copy.citations:
        link, kept = case.links.get(citation.document), case.captures.get(citation.document, [])
        if not (citation.excerpt and kept) or (link and link.verdict == Verdict.DRIFTED):
            continue
        if all(capture.shows(each, citation.excerpt) is False for each in kept):
            todo = "Look at its words again, or cite what does say it."
            yield about(citation, case, "excerpt_not_found", "excerpt not found in our copy", todo)


def documents_of(case: Case) -> Iterator[tuple[CitationCopy, Document]]:
    for citation in case.copy.citations:
        if document := case.documents.get(citation.document):
            yield citation, document


def every_quotation_has_a_speaker(case: Case) -> Iterator[Problem]:
    for quotation in case.marks.quotations:
        if not quotation.speaker:
            todo = "Name the speaker."
            words = f"Who said “{quotation.words[:40]}…”? {todo}"
            yield Problem("no_speaker", words, "body", True, quotation.key, "no speaker", todo)


def quotations_rest_on_something(case: Case) -> Iterator[Problem]:
    cited = {q.key for q in case.copy.quotations if q.citation}
    cited |= {p.quotation for p in case.passages if p.citations}
    for quotation in case.marks.quotations:
        if quotation.key not in cited:
            todo = "Cite where it was said."
            words = f"“{quotation.words[:40]}…” rests on nothing yet. {todo}"
            state = "no citation"
            yield Problem(
                "uncited_quotation", words, "quotations", False, quotation.key, state, todo
            )


def it_rests_on_something(case: Case) -> Iterator[Problem]:
    if not case.copy.citations:
        yield Problem("no_citations", "Nothing in the story is cited.", "citations", blocking=False)


def every_agreement_is_kept(case: Case) -> Iterator[Problem]:
    """What readers are to see stays within what was agreed with a person."""
    for citation in case.copy.citations:
        agreement = case.agreements.get(citation.agreement)
        if agreement and citation.visibility == Citation.Visibility.PUBLIC:
            for code, state, todo, blocks in promises.breaches(agreement, case.at):
                yield about(citation, case, code, state, todo, blocking=blocks)


def nobody_unnamed_has_a_page(case: Case) -> Iterator[Problem]:
    """Who is quoted under an agreement not to be named is not the library's named source."""
    agreed = {
        citation.key: citation.agreement
        for citation in case.copy.citations
        if (agreement := case.agreements.get(citation.agreement)) and agreement.is_anonymous
    }
    cited = {quotation.key: quotation.citation for quotation in case.copy.quotations}
    unnamed = agreements_behind(case.copy.body, agreed, cited)
    for quotation in case.copy.quotations:
        if quotation.speaker and quotation.key in unnamed:
            todo = "Take the speaker's source out, or cite where they said it under their name."
            state = "names who is not to be named"
            words = f"The source of a quotation {state}. {todo}"
            yield Problem(
                "unnamed_speaker_named", words, "quotations", True, quotation.key, state, todo
            )


def what_is_said_without_a_name_is_borne_out(case: Case) -> Iterator[Problem]:
    unnamed = {pk for pk, agreement in case.agreements.items() if agreement.is_anonymous}
    cited = {quotation.key: quotation.citation for quotation in case.copy.quotations}
    alone = corroboration.uncorroborated(case.copy.citations, case.passages, unnamed, cited)
    for citation in alone:
        state = "rests on an unnamed source alone"
        todo = "Cite in the same paragraph what bears it out, or say that nobody else does."
        yield about(citation, case, "uncorroborated", state, todo)


def somebody_is_named(case: Case) -> Iterator[Problem]:
    cited = [case.agreements.get(citation.agreement) for citation in case.copy.citations]
    if cited and all(agreement and agreement.is_anonymous for agreement in cited):
        words = "The story rests on people who are not named, and on nothing else."
        yield Problem("anonymous_only", words, "citations", blocking=False)


RULES = (
    every_mark_has_its_citation,
    every_citation_has_its_mark,
    credits_become_documents,
    nothing_is_cited_twice_alike,
    what_was_retracted_is_not_relied_on,
    nothing_was_seen_before_it_came_out,
    nothing_rests_on_ourselves,
    every_page_still_stands,
    every_excerpt_was_there,
    every_quotation_has_a_speaker,
    quotations_rest_on_something,
    it_rests_on_something,
    every_agreement_is_kept,
    nobody_unnamed_has_a_page,
    what_is_said_without_a_name_is_borne_out,
    somebody_is_named,
)
