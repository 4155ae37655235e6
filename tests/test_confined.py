"""Strangers' files are opened by a process of its own, which can take and tell nothing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from articles import confined

from .hosts import HARD_TO_READ


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


OPENERS = ("photos.decoding", "sources.pdf_words", "sources.page_article")


@pytest.mark.parametrize("module", [f"articles.{opener}" for opener in OPENERS])
def test_it_knows_no_secret(module):
    code = f"import sys, {module}; print('django.conf' in sys.modules)"

    assert in_the_process(code).stdout == b"False\n"


def test_what_breaks_or_takes_for_ever_is_too_much():
    with pytest.raises(confined.TooMuch, match="ended with"):
        confined.done("articles.photos.decoding", {"do": "nonsense"}, b"", seconds=60)
    with pytest.raises(confined.TooMuch, match="more than 0 seconds"):
        confined.done("articles.photos.decoding", {"do": "examine"}, b"", seconds=0)


PAGE = b"<title>Wall</title><p>The wall leaks, an inspector said on Monday.</p>"


@pytest.fixture
def ready():
    return confined.Ready("articles.sources.page_article")


def title(ready: confined.Ready) -> str:
    return ready.done({}, PAGE, seconds=60)[0]["title"]


def test_what_stands_ready_is_started_once_for_many_files(ready):
    assert title(ready) == "Wall"
    process = ready.process

    with ThreadPoolExecutor(4) as several:
        assert [*several.map(title, [ready] * 8)] == ["Wall"] * 8
    assert ready.process is process


def test_what_takes_for_ever_is_too_much_and_takes_nothing_else_with_it(ready):
    assert title(ready) == "Wall"
    process = ready.process

    for page in HARD_TO_READ.values():
        with pytest.raises(confined.TooMuch):
            ready.done({}, page.encode(), seconds=0.5)

    assert title(ready) == "Wall"
    assert ready.process is process


def test_what_breaks_says_nothing_and_that_is_too_much():
    nonsense = confined.Ready("articles.sources.no_such_module")

    with pytest.raises(confined.TooMuch, match="ended"):
        nonsense.done({}, PAGE, seconds=60)


def test_what_stood_ready_and_was_killed_is_started_again(ready):
    assert title(ready) == "Wall"
    ready.process.kill()
    ready.process.wait()

    assert title(ready) == "Wall"


def test_it_ends_with_who_started_it(ready):
    assert title(ready) == "Wall"

    ready.way_there.close()

    assert ready.process.wait(60) == 0
