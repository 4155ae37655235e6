"""The body's form field: what it accepts, keeps and sends to the browser."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

from articles.editing.body_field import FOLDER, MODULES, BodyField, BodyWidget

SOURCES = sorted((Path(settings.BASE_DIR) / "static" / FOLDER).glob("*.js"))


class StoryForm(forms.Form):
    body = BodyField(required=False)


def cleaned(body: str) -> str:
    form = StoryForm({"body": body})
    assert form.is_valid(), form.errors
    return form.cleaned_data["body"]


def test_a_body_with_every_sort_of_mark_is_kept_as_it_is():
    body = (
        '<p>Rates rose<cite data-key="k3f9x2ab"></cite> in <strong>May</strong>.</p>'
        '<blockquote data-key="q81mz0pd" data-speaker="Ada Nwosu" data-role="Minister">'
        "<p>We had no choice.</p></blockquote>"
        '<figure data-key="p7bb2k1s"></figure>'
    )

    assert cleaned(body) == body


def test_markup_outside_the_allowlist_goes_and_its_words_stay():
    assert cleaned('<p onclick="steal()">Hello <u>there</u></p>') == "<p>Hello there</p>"


def test_a_script_goes_with_all_that_is_in_it():
    assert cleaned("<p>Hello</p><script>steal()</script>") == "<p>Hello</p>"


def test_a_body_of_empty_paragraphs_is_empty():
    assert cleaned("<p></p><p>  </p>") == ""


def test_a_required_body_refuses_to_be_empty():
    class Required(forms.Form):
        body = BodyField()

    form = Required({"body": "<p></p>"})

    assert not form.is_valid()
    assert form.errors.as_data()["body"][0].code == "required"


def test_without_scripts_it_is_a_textarea_that_holds_the_body_escaped():
    html = str(StoryForm(initial={"body": "<p>Tea &amp; cake</p>"})["body"])

    assert html.startswith("<textarea")
    assert "&lt;p&gt;Tea &amp;amp; cake&lt;/p&gt;" in html


def test_the_hidden_textarea_never_asks_the_browser_to_require_it():
    assert " required" not in BodyField().widget.render("body", "")
    assert not BodyField().widget.use_required_attribute("")


def test_the_marks_travel_with_the_textarea():
    marks = {"citations": [{"key": "k3f9x2ab", "label": 'The "Daily" <News>'}], "placements": []}

    html = BodyWidget(marks=marks).render("body", "")

    written = re.search(r'data-body-editor="([^"]*)"', html)[1]
    assert json.loads(unescape(written)) == marks


def test_every_module_in_the_folder_is_in_the_import_map():
    assert {path.stem for path in SOURCES} == set(MODULES)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_module_imports_by_name_so_that_hashed_addresses_hold(path):
    imported = re.findall(r'from "([^"]+)"', path.read_text())

    known = {"django-prose-editor/editor"} | {f"body-editor/{name}" for name in MODULES}
    assert set(imported) <= known


def test_the_import_map_carries_the_nonce_of_the_page():
    html = StoryForm().media.render(attrs={"nonce": "abc123"})

    scripts = re.findall(r"<script[^>]*>", html)
    assert [tag for tag in scripts if 'type="importmap"' in tag]
    assert all('nonce="abc123"' in tag for tag in scripts)
