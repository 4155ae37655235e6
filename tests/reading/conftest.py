"""A reader at the paper."""

import pytest


@pytest.fixture
def text(client):
    """`text(path)`: the page at `path`, which must answer 200."""

    def read(path: str) -> str:
        response = client.get(path)
        assert response.status_code == 200, path
        return response.content.decode()

    return read
