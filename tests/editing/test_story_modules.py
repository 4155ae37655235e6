"""The scripts of the story's form: each in the import map, imported by name."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from articles.editing import body_field
from articles.editing.story import media as story_media

SOURCES = sorted((Path(settings.BASE_DIR) / "static" / story_media.FOLDER).glob("*.js"))


def test_every_module_in_the_folder_is_in_the_import_map():
    # tagging.js is the module of another screen's page, which imports three of these.
    assert {path.stem for path in SOURCES} - {"tagging"} == set(story_media.MODULES)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_module_imports_by_name_so_that_hashed_addresses_hold(path):
    imported = set(re.findall(r'from "([^"]+)"', path.read_text()))

    assert imported <= {f"body-editor/{name}" for name in body_field.MODULES} | {
        f"story/{name}" for name in story_media.MODULES
    }
