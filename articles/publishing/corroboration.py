"""What an unnamed source says and nobody else bears out, judged by what stands together.

A paragraph that rests on somebody unnamed is borne out if it rests on a document or on somebody
named as well. Two people without names don't bear each other out: readers can't ask either.
"""

from collections.abc import Iterable, Iterator

from ..body import Passage
from ..stories.copy import CitationCopy
from ..stories.models import Citation

# Cited with the words, and yet not for what they say.
BEARS_NOTHING_OUT = {
    Citation.Role.CONTRADICTS,
    Citation.Role.BACKGROUND,
    Citation.Role.CREDIT_ONLY,
}


def uncorroborated(
    citations: Iterable[CitationCopy],
    passages: Iterable[Passage],
    unnamed: set[int],
    cited: dict[str, str | None],
) -> Iterator[CitationCopy]:
    """Those of `citations` that are of an `unnamed` agreement and stand somewhere without another.

    `cited` has the citation that is known of each quotation. A quotation is somebody's own words,
    so it is looked at only for what stands in no paragraph.
    """
    citations, passages = tuple(citations), tuple(passages)
    others = {c.key for c in citations if c.agreement not in unnamed}
    others -= {c.key for c in citations if c.role in BEARS_NOTHING_OUT}
    resting = [(p, {*p.citations, cited.get(p.quotation)}) for p in passages]
    for citation in citations:
        if citation.agreement not in unnamed:
            continue
        places = [(p, keys) for p, keys in resting if citation.key in keys]
        in_text = [keys for p, keys in places if not p.quotation]
        if any(not others & keys for keys in in_text or [keys for _, keys in places]):
            yield citation
