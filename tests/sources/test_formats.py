"""Cited works leave for reference managers: what others' readers make of them is what we know."""

import json
import re

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from articles.names import tidy
from articles.sources.formats import TYPES, Work, bibtex, csl_json, ris
from articles.sources.models import Document

BUDGET = Work(
    key="document-7",
    kind="news_article",
    title="Budget 2027: 50% for {harbour} & C_x ~ #1 \\ “why”",
    authors=("Jane Doe", "Board of Trade and Industry", "李明"),
    publisher="The $ Gazette",
    issued="2026-11-03",
    url="https://gazette.example/a_{b}?q=1%20&r=#top",
    accessed="2026-11-23",
    note="p. 2; p. 40",
)
# What an editor can have put in: everything the door lets through, and what TeX and RIS live by.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("\\{}$&%#_^~\"'`-,<>?!=@\r\n\t\u2028\x85  abé壁"),
        st.characters(exclude_categories=("Cs", "Co", "Cn")),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: tidy(text))
DATES = st.one_of(
    st.just(""),
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
)
WORKS = st.builds(
    Work,
    key=st.integers(1, 10**6).map("document-{}".format),
    kind=st.sampled_from(sorted(TYPES)),
    title=TEXTS,
    authors=st.lists(TEXTS, max_size=3).map(tuple),
    publisher=st.one_of(st.just(""), TEXTS),
    issued=DATES,
    url=st.just("https://gazette.example/a_b"),
    accessed=st.dates().map(lambda day: day.isoformat()),
    note=st.one_of(st.just(""), TEXTS),
)


def test_every_kind_of_document_has_a_type_in_each_format():
    assert TYPES.keys() == set(Document.Kind.values)


# --- RIS ---


def read_ris(text: str) -> dict:
    [record] = rispy.loads(text)
    return record


def test_ris_says_what_is_known():
    assert read_ris(ris([BUDGET])) == {
        "type_of_reference": "NEWS",
        "id": "document-7",
        "title": BUDGET.title,
        "authors": list(BUDGET.authors),
        "secondary_title": "The $ Gazette",
        "year": "2026",
        "date": "2026/11/03/",
        "urls": [BUDGET.url],
        "access_date": "2026/11/23/",
        "notes": ["p. 2; p. 40"],
    }


@pytest.mark.parametrize(
    ("issued", "written"), [("2026", "2026///"), ("2026-11", "2026/11//"), ("", None)]
)
def test_a_ris_date_is_no_finer_than_it_is_known(issued, written):
    work = Work("document-1", "report", "A report", issued=issued)
    assert read_ris(ris([work])).get("date") == written


def test_what_is_unknown_is_left_out_of_ris():
    assert read_ris(ris([Work("document-1", "other", "A paper")])) == {
        "type_of_reference": "GEN",
        "id": "document-1",
        "title": "A paper",
    }


@given(WORKS)
def test_any_work_comes_back_from_ris(work):
    record = read_ris(ris([work]))
    assert record["title"] == tidy(work.title)
    assert record.get("authors", []) == [tidy(name) for name in work.authors]
    publisher = record.get("secondary_title") or record.get("publisher", "")
    assert publisher == tidy(work.publisher)
    assert record.get("notes", [""]) == [tidy(work.note)]


def test_works_follow_each_other_in_ris():
    keys = [record["id"] for record in rispy.loads(ris([BUDGET, Work("document-8", "book", "B")]))]
    assert keys == ["document-7", "document-8"]


# --- BibTeX ---


def read_bibtex(text: str):
    [(key, entry)] = parse_string(text, "bibtex").entries.items()
    return key, entry


LATEX = get_default_latex_context_db()
LATEX.add_context_category(  # commands of LaTeX that this reader of it does not know, or mistakes
    "signs",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)


def words(field: str) -> str:
    """What TeX would print of a field."""
    return LatexNodes2Text(latex_context=LATEX).latex_to_text(field)


def authors(entry) -> list[str]:
    return [words(str(person)) for person in entry.persons.get("author", [])]


def test_bibtex_says_what_is_known():
    key, entry = read_bibtex(bibtex([BUDGET]))

    assert (key, entry.type) == ("document-7", "article")
    assert authors(entry) == list(BUDGET.authors)
    told = dict(entry.fields)
    assert {name: words(told.pop(name)) for name in ("title", "journal", "note")} == {
        "title": BUDGET.title,
        "journal": "The $ Gazette",
        "note": "p. 2; p. 40",
    }
    assert told == {
        "year": "2026",
        "month": "November",
        "day": "3",
        "url": "https://gazette.example/a_%7Bb%7D?q=1%20&r=#top",
        "urldate": "2026-11-23",
    }


def test_a_bibtex_date_is_no_finer_than_it_is_known():
    _, entry = read_bibtex(bibtex([Work("document-1", "book", "A book", issued="2026-02")]))
    assert (entry.fields["year"], entry.fields["month"]) == ("2026", "February")
    assert "day" not in entry.fields


def test_an_article_of_nobody_known_is_no_bibtex_article():
    _, entry = read_bibtex(bibtex([Work("document-1", "news_article", "A piece")]))
    assert (entry.type, dict(entry.fields)) == ("misc", {"title": "{A piece}"})


@given(WORKS)
def test_any_work_comes_back_from_bibtex(work):
    key, entry = read_bibtex(bibtex([work]))
    assert key == work.key
    assert words(entry.fields["title"]) == tidy(work.title)
    assert authors(entry) == [tidy(name) for name in work.authors]
    assert words(entry.fields.get("note", "")) == tidy(work.note)


@given(TEXTS)
def test_no_text_is_a_command_of_tex(text):
    """No sign that TeX obeys is left standing, but in the names of the signs we mean."""
    [title] = re.findall(r"  title = \{\{(.*)\}\},", bibtex([Work("document-1", "other", text)]))
    meant = r"\\(?:textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum)\{\}"
    left = re.sub(rf"{meant}|\\[&%$#_]|(?<=[-`'?!<>,])\{{\}}(?=[-`'<>,])", "", title)
    assert not set(left) & set("\\{}$&%#_^~")


# --- CSL-JSON ---


def test_csl_says_what_is_known():
    assert json.loads(csl_json([BUDGET])) == [
        {
            "id": "document-7",
            "type": "article-newspaper",
            "title": BUDGET.title,
            "author": [{"literal": name} for name in BUDGET.authors],
            "container-title": "The $ Gazette",
            "issued": {"date-parts": [[2026, 11, 3]]},
            "accessed": {"date-parts": [[2026, 11, 23]]},
            "URL": BUDGET.url,
            "note": "p. 2; p. 40",
        }
    ]


@given(WORKS)
def test_any_work_comes_back_from_csl(work):
    source = CiteProcJSON(json.loads(csl_json([work])))
    item = source[work.key]
    assert item.type.replace("_", "-") == TYPES[work.kind].csl.replace("_", "-")
    assert [name.parts()[1] for name in item.get("author", [])] == [tidy(n) for n in work.authors]
    parts = [int(part) for part in work.issued.split("-") if part]
    issued = item.get("issued") or {}
    assert [issued[part] for part in ("year", "month", "day") if part in issued] == parts
