import pytest

from tests.newsroom import a_user


@pytest.fixture
def publisher():
    return a_user("Publisher", name="Paula Press")
