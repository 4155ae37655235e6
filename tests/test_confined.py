"""Strangers' files are opened by a process of its own, which can take and tell nothing."""

import subprocess
import sys

import pytest
from django.conf import settings

from articles import confined


def in_the_process(code: str) -> subprocess.CompletedProcess:
    """Run `code` in a process that has given up what opening a file does not need."""
    given_up = "from articles import confined; confined.within(memory=2_000_000_000, seconds=9)"
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"{given_up}; {code}"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("greed", "answer"),
    [
        ("bytearray(3_000_000_000)", "MemoryError"),
        ("open('/tmp/x', 'w').write('x' * 99_999)", ""),
    ],
)
def test_it_can_neither_take_all_memory_nor_write_files(greed, answer):
    ended = in_the_process(greed)

    assert ended.returncode != 0
    assert answer in ended.stderr.decode()


@pytest.mark.parametrize("module", ["articles.photos.decoding", "articles.sources.pdf_words"])
def test_it_knows_no_secret(module):
    code = f"import sys, {module}; print('django.conf' in sys.modules)"

    assert in_the_process(code).stdout == b"False\n"


def test_what_breaks_or_takes_for_ever_is_too_much():
    with pytest.raises(confined.TooMuch, match="ended with"):
        confined.done("articles.photos.decoding", {"do": "nonsense"}, b"", seconds=60)
    with pytest.raises(confined.TooMuch, match="more than 0 seconds"):
        confined.done("articles.photos.decoding", {"do": "examine"}, b"", seconds=0)
