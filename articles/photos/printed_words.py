"""Find photos by their printed credit, which stands in no column: it is composed.

A line is made of names, which stand in columns, and of words that the paper or an agency puts round
them: "AP Photo/…", "… / Public domain". Here is which photos have a word round the names of theirs.
"""

from collections import defaultdict
from functools import cache
from itertools import product

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from ..names import fold
from .credit_line import AGENCY_FORMS, COMPOSERS, CreditFacts, compose, spellings

NAME = "\ue000"  # stands for whatever anybody is called; a letter of nobody's alphabet
CREATORS = ((), (NAME,), (NAME, NAME))
MAYBE = ("", NAME)


def printed_with(word: str) -> Q:
    """Photos in whose printed credit `word`, in whatever case, is none of the names as entered."""
    word, found = fold(word), Q(pk__in=())
    for (kind, agency), lines in round_names(settings.SITE_NAME, get_language()).items():
        if word in lines:
            found |= Q(credit__kind=kind) & (called("supplier", agency) if agency else Q())
    for agency in AGENCY_FORMS:
        if word in fold(agency):
            found |= called("supplier", agency) | called("via", agency)
    return found


def called(field: str, agency: str) -> Q:
    """Photos whose credit has the agency in that field, however it is spelled there."""
    found = Q(pk__in=())
    for name in spellings(agency):
        found |= Q(**{f"credit__{field}__iexact": name})
    return found


@cache
def round_names(house: str, language: str) -> dict[tuple[str, str], str]:
    """All lines of each kind without the names in them, folded; by kind and agency.

    Agency "" is for every supplier; the others have what they alone want printed. Of one house and
    one language: compose() speaks what is spoken at the time.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, agency in product(COMPOSERS, ("", *AGENCY_FORMS)):
        for creators, supplier, via, holder in product(
            CREATORS, (agency,) if agency else MAYBE, MAYBE, MAYBE
        ):
            facts = CreditFacts(
                kind=kind,
                creators=creators,
                supplier=supplier,
                via=via,
                holder=holder,
                license_name=NAME,
                house=house,
            )
            line = compose(facts)
            found[kind, agency].add(fold(line.replace(agency, NAME) if agency else line))
        if agency:
            found[kind, agency] -= found[kind, ""]
    return {key: "\n".join(sorted(lines)) for key, lines in found.items() if lines}
