"""The words readers are told beside a photo, in every language they are given in."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings

LOCALE = settings.BASE_DIR / "articles" / "locale"
LANGUAGES = sorted(path.name for path in LOCALE.iterdir())
SOURCES = sorted((settings.BASE_DIR / "articles").rglob("*.py"))


def marked(path: Path) -> set[str]:
    return {message for _, message, _, _ in extract_from_file("python", path, keywords={"_": None})}


def catalogue(language: str):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def placeholders(words: str) -> set[str]:
    return set(re.findall(r"{\w+}", words))


def test_the_languages_are_those_that_readme_names():
    assert LANGUAGES == ["de", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_marked_is_translated_and_none_besides(language):
    wanted = set().union(*(marked(path) for path in SOURCES if "gettext as _" in path.read_text()))

    told = {message.id: message.string for message in catalogue(language) if message.id}

    assert told.keys() == wanted
    assert all(told.values())
    assert {id for id in told if placeholders(id) != placeholders(told[id])} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_words_are_the_written_ones(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    anew = BytesIO()
    write_mo(anew, catalogue(language))
    anew.seek(0)

    assert compiled == {message.id: message.string for message in read_mo(anew) if message.id}
    assert compiled
