import pytest

from tests.newsroom import a_user

from .screens import Screen


@pytest.fixture
def editor(db):
    return a_user("Editor", name="Ed Itor")


@pytest.fixture
def screen(editor):
    return Screen(editor)
