"""Numbers sources are known by: read in any spelling, refused when mistyped."""

import pytest
from django.core.exceptions import ValidationError

from articles.sources.identifiers import RULES, Scheme, address, read
from articles.sources.models import SourceIdentifier
from tests.newsroom import a_source


@pytest.mark.parametrize(
    ("scheme", "typed", "value"),
    [
        ("wikidata", "Q130879", "Q130879"),
        ("wikidata", " q42 ", "Q42"),
        ("wikidata", "https://www.wikidata.org/wiki/Special:EntityPage/Q11148#P31", "Q11148"),
        ("issn", "0261-3077", "0261-3077"),
        ("issn", "ISSN 01406736", "0140-6736"),
        ("issn", "2434-561x", "2434-561X"),
        ("issn", "https://portal.issn.org/resource/ISSN/0140-6736", "0140-6736"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "0000000151093700", "0000-0001-5109-3700"),
        ("orcid", "0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("isni", "0000 0001 2103 2683", "0000000121032683"),
        ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683"),
        ("ror", "https://ror.org/05dxps055", "05dxps055"),
        ("ror", "03YRM5C26", "03yrm5c26"),
        ("lei", "549300mludYVRQOOXS22", "549300MLUDYVRQOOXS22"),
        ("lei", "https://search.gleif.org/#/record/HWUPKR0MPOU8FGXBT394", "HWUPKR0MPOU8FGXBT394"),
    ],
)
def test_it_is_read_as_its_scheme_writes_it(scheme, typed, value):
    assert read(Scheme(scheme), typed) == value


@pytest.mark.parametrize(
    ("scheme", "typed", "complaint"),
    [
        ("wikidata", "P31", "An identifier of Wikidata looks like Q130879."),
        ("wikidata", "Q0", "An identifier of Wikidata"),
        ("issn", "0261-3078", "0261-3078 is mistyped: by its check digits it is no ISSN."),
        ("issn", "0216-3077", "mistyped"),
        ("issn", "10261-30775", "An identifier of ISSN"),
        ("orcid", "0000-0002-1825-0079", "mistyped"),
        ("orcid", "0261-3077", "An identifier of ORCID"),
        ("isni", "0000 0001 2103 2638", "mistyped"),
        ("ror", "05dxps056", "mistyped"),
        ("ror", "05dxpu055", "An identifier of ROR looks like 05dxps055"),
        ("lei", "549300MLUDYVRQOOXS23", "mistyped"),
        ("lei", "549300MLUDYVRQOOSX22", "mistyped"),
        ("lei", "", "An identifier of LEI"),
    ],
)
def test_what_is_mistyped_is_refused_with_a_reason(scheme, typed, complaint):
    with pytest.raises(ValueError, match=complaint):
        read(Scheme(scheme), typed)


def test_each_scheme_takes_its_own_example_and_leads_somewhere():
    assert RULES.keys() == set(Scheme)
    for scheme, rules in RULES.items():
        assert read(scheme, rules.example) == rules.example
        shown = address(scheme, rules.example)
        assert shown.startswith("https://")
        assert read(scheme, shown) == rules.example


@pytest.mark.django_db
def test_a_source_keeps_it_clean_or_says_what_is_wrong():
    typed = SourceIdentifier(source=a_source(), scheme="orcid", value="0000000218250097")
    typed.full_clean()
    assert str(typed) == "ORCID 0000-0002-1825-0097"
    assert typed.address == "https://orcid.org/0000-0002-1825-0097"

    typed.value = "0000000218250098"
    with pytest.raises(ValidationError, match="mistyped"):
        typed.full_clean()
