"""Where and when a story was written, and by whom it was sent: in as many forms as there are."""

from datetime import date

import pytest

from articles.importing.wire.story import plain
from articles.importing.wire.text import read

FIRST = (
    "The harbour wall reopened on Monday after three months of repairs, officials of the town said."
)


def below(story) -> list[str]:
    return [plain(block.text) for block in story.blocks]


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("LONDON — ", "LONDON"),
        ("LONDON—", "LONDON"),
        ("LONDON: ", "LONDON"),
        ("LONDON/PARIS — ", "LONDON/PARIS"),
        ("LONDON/PARIS, March 3 (Reuters) - ", "LONDON/PARIS, March 3 (Reuters)"),
        ("BAGHDAD, Sept. 27 (Reuters) — ", "BAGHDAD, Sept. 27 (Reuters)"),
        ("OSLO. Nov 12 (Interfax) - ", "OSLO. Nov 12 (Interfax)"),
        ("OSLO, 12/11/2025 (AFP) – ", "OSLO, 12/11/2025 (AFP)"),
        ("(Reuters) - ", "(Reuters)"),
        ("NEW YORK (AP) -- ", "NEW YORK (AP)"),
        ("OSLO (AFP)-", "OSLO (AFP)"),
        ("PARIS (AFP) _ ", "PARIS (AFP)"),
        ("Kellmouth (dpa) - ", "Kellmouth (dpa)"),
        ("ST. PAUL, Minn. – ", "ST. PAUL, Minn."),
        ("WASHINGTON, D.C. — ", "WASHINGTON, D.C."),
        ("ABOARD AIR FORCE ONE (AP) — ", "ABOARD AIR FORCE ONE (AP)"),
        ("St. Petersburg, Russia (TASS) — ", "St. Petersburg, Russia (TASS)"),
        ("MOSCOW, March 3. /TASS/. ", "MOSCOW, March 3. /TASS/"),
        ("OSLO, March 3, 2026 /PRNewswire/ -- ", "OSLO, March 3, 2026 /PRNewswire/"),
        ("OSLO — AP — ", "OSLO — AP"),
        ("Kellmouth, 3 March — ", "Kellmouth, 3 March"),
        ("Kellmouth, 3 March\n\n", "Kellmouth, 3 March"),
        ("KELLMOUTH, England\n\n", "KELLMOUTH, England"),
        (
            "OSLO | Sun Sep 27, 2015 8:10am\n\n(Reuters) - ",
            "OSLO | Sun Sep 27, 2015 8:10am (Reuters)",
        ),
        ("**BAGHDAD, Iraq (AP)** — ", "BAGHDAD, Iraq (AP)"),
        ("<strong>Oslo, 3 March (Reuters)</strong> - ", "Oslo, 3 March (Reuters)"),
        ("【ロンドン共同】", "ロンドン共同"),
        ("بغداد (رويترز) - ", "بغداد (رويترز)"),
    ],
)
def test_datelines_of_many_kinds_are_taken_off(opening, dateline):
    story = read(f"Wall reopens\n\n{opening}{FIRST}")

    assert story.dateline == dateline
    assert below(story) == [FIRST]
    assert "dateline" not in {doubt.code for doubt in story.doubts}


@pytest.mark.parametrize(
    ("opening", "providers"),
    [
        ("OSLO (AP) — ", ["AP"]),
        ("OSLO (AP/Reuters) — ", ["AP", "Reuters"]),
        ("OSLO (AP, AFP) — ", ["AP", "AFP"]),
        ("MOSCOW, March 3. /TASS/. ", ["TASS"]),
        ("OSLO — AP — ", ["AP"]),
        ("GENEVA (3 March 2026) – ", []),
        ("OSLO, 12/11/2025 – ", []),
    ],
)
def test_who_sent_it_is_credited(opening, providers):
    story = read(f"Wall reopens\n\n{opening}{FIRST}")

    assert [credit.text for credit in story.credits] == providers
    assert {credit.origin for credit in story.credits} <= {"dateline"}


def test_the_day_of_a_dateline_dates_the_story():
    assert read(f"Wall reopens\n\nGENEVA (3 March 2026) – {FIRST}").published_on == date(2026, 3, 3)
    assert read(f"Wall reopens\n\nGENEVA, 3 March – {FIRST}").published_on is None


@pytest.mark.parametrize(
    ("opening", "dateline"), [("NEW DELHI: ", "NEW DELHI"), ("Oslo, Norway – ", "Oslo, Norway")]
)
def test_what_may_be_a_dateline_is_taken_for_one_and_pointed_out(opening, dateline):
    story = read(f"Wall reopens\n\n{opening}{FIRST}")

    assert (story.dateline, below(story)) == (dateline, [FIRST])
    assert [doubt.code for doubt in story.doubts] == ["dateline"]


@pytest.mark.parametrize(
    "opening",
    [
        "NOTE — ",
        "A reader writes - ",
        "UPDATE: ",
        "WHAT WE KNOW: ",
        "The mayor — ",
        "Walls (old ones) hold — ",
        "NATO - the alliance - met as ",
        "Tuesday, 3 March — ",
        "Jane Doe, mayor – ",
        "モダンはGRAND - ",
    ],
)
def test_what_only_looks_like_a_dateline_stays(opening):
    story = read(f"Wall reopens\n\n{opening}{FIRST}")

    assert story.dateline == ""
    assert below(story) == [opening + FIRST]
