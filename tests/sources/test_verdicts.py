"""One bad day never kills a link; what was captured tells a page from another in its place."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.sources.verdicts import (
    APART,
    MEANS,
    NO_RULES,
    PATIENCE,
    Known,
    Look,
    Rules,
    Sign,
    State,
    Verdict,
    judged,
    look_again,
    read,
)
from articles.web import failures

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAGE = "https://paper.example/2026/wall"
ARTICLE = (
    "The harbour wall leaks, an inspector said on Monday. He had walked along it for two hours "
    "with a lamp. The Harbour Board declined to say when it would be mended, or at what price. "
    "Fishermen have complained since the spring that their cellars are wet."
)
CASINO = (
    "Play the best slots and win a welcome bonus at once. Our tables are open every day of the "
    "week and all night long. Roulette, poker, blackjack: whatever you like, with free spins for "
    "new players. Terms and conditions apply to all of our offers."
)
KNOWN = Known("The wall leaks", ARTICLE, ("an inspector said on Monday",))
PAYWALL = Rules(paywall=True)
NEW = State()


def saw(status=200, *, address=PAGE, text=None, **fields) -> Look:
    return Look(asked=PAGE, address=address, status=status, text=text, **fields)


# What a visit is a sign of


@pytest.mark.parametrize("status", [200, 203, 206, 304])
def test_an_answer_is_a_page_that_is_there(status):
    assert read(saw(status)) == Sign.SAME


@pytest.mark.parametrize(
    ("status", "sign", "on_a_paywalled_host"),
    [
        (401, Sign.PAYWALLED, Sign.PAYWALLED),
        (402, Sign.PAYWALLED, Sign.PAYWALLED),
        (403, Sign.BLOCKED, Sign.PAYWALLED),
        (412, Sign.BLOCKED, Sign.PAYWALLED),
        (428, Sign.BLOCKED, Sign.PAYWALLED),
        (440, Sign.BLOCKED, Sign.PAYWALLED),
        (449, Sign.BLOCKED, Sign.PAYWALLED),
        (400, Sign.BLOCKED, Sign.BLOCKED),
        (405, Sign.BLOCKED, Sign.BLOCKED),
        (429, Sign.BLOCKED, Sign.BLOCKED),
        (451, Sign.BLOCKED, Sign.BLOCKED),
        (302, Sign.BLOCKED, Sign.BLOCKED),
        (999, Sign.BLOCKED, Sign.BLOCKED),
        (404, Sign.GONE, Sign.GONE),
        (410, Sign.GONE, Sign.GONE),
        (500, Sign.SERVER, Sign.SERVER),
        (503, Sign.SERVER, Sign.SERVER),
        (521, Sign.SERVER, Sign.SERVER),
    ],
)
def test_a_status_is_read(status, sign, on_a_paywalled_host):
    assert read(saw(status)) == sign
    assert read(saw(status), rules=PAYWALL) == on_a_paywalled_host


def every_failure(kind=failures.Failed):
    for failure in kind.__subclasses__():
        yield failure.kind
        yield from every_failure(failure)


def test_every_failure_to_fetch_is_read():
    signs = {kind: read(Look(asked=PAGE, failure=kind)) for kind in every_failure()}

    assert signs == {
        "failed": Sign.UNSURE,
        "refused": Sign.UNSURE,
        "no_host": Sign.NO_HOST,
        "look_up": Sign.UNSURE,
        "connection": Sign.CONNECTION,
        "tls": Sign.TLS,
        "protocol": Sign.PROTOCOL,
        "large": Sign.UNSURE,
        "slow": Sign.SLOW,
        "redirects": Sign.REDIRECTS,
    }


def test_a_page_too_large_for_us_is_there():
    assert read(saw(200, failure="large")) == Sign.SAME
    assert read(saw(404, failure="large")) == Sign.GONE


@pytest.mark.parametrize(
    ("address", "is_permanent", "sign"),
    [
        ("https://paper.example/archive/wall", True, Sign.MOVED),
        ("https://paper.example/archive/wall", False, Sign.SAME),
        ("https://www.paper.example/2026/wall/?utm_source=x", True, Sign.SAME),
        ("https://paper.example/", True, Sign.SOFT_404),
        ("https://paper.example/", False, Sign.SOFT_404),
        ("https://paper.example", False, Sign.SOFT_404),
    ],
)
def test_where_redirects_end_is_read_without_a_page(address, is_permanent, sign):
    assert read(saw(address=address, is_permanent=is_permanent)) == sign


def test_a_front_page_that_was_cited_itself_is_there():
    assert read(Look("https://paper.example/", "https://www.paper.example/", 200)) == Sign.SAME


def test_a_page_with_what_was_cited_is_there_whatever_else_changed():
    page = f"{CASINO} An Inspector  said on Monday {CASINO}"

    assert read(saw(text=page, title="404 not found"), KNOWN) == Sign.SAME
    assert read(saw(text=page, address="https://paper.example/"), KNOWN) == Sign.SAME
    moved = saw(text=page, address="https://other.example/wall", is_permanent=True)
    assert read(moved, KNOWN) == Sign.MOVED


def test_a_page_without_what_was_cited_has_drifted():
    page = ARTICLE.replace("on Monday", "on Tuesday")

    assert read(saw(text=page), KNOWN) == Sign.DRIFTED
    assert read(saw(text=page), Known(KNOWN.title, ARTICLE)) == Sign.SAME


def test_a_page_of_which_nothing_remains_has_drifted():
    assert read(saw(text=CASINO), KNOWN) == Sign.DRIFTED
    assert read(saw(text=CASINO), Known(KNOWN.title, ARTICLE)) == Sign.DRIFTED


def test_a_page_that_says_it_is_not_there_is_believed_only_when_it_is_another():
    lost = {"title": "Sorry, page not found", "text": CASINO}

    assert read(saw(**lost), KNOWN) == Sign.SOFT_404
    assert read(saw(**lost)) == Sign.SAME
    assert read(saw(title="Sorry, page not found", text=ARTICLE), KNOWN) == Sign.SAME


def test_another_page_at_the_front_door_is_no_page():
    assert read(saw(text=CASINO, address="https://paper.example/"), KNOWN) == Sign.SOFT_404
    assert read(saw(text=CASINO, address="https://paper.example/")) == Sign.SOFT_404


def test_a_domain_that_was_sold_is_somebody_elses():
    sold = saw(text=CASINO, title="Best slots", address="https://casino.example/play")
    for_sale = saw(text=f"This domain is for sale! {CASINO}", title="paper.example")

    assert read(sold, KNOWN) == Sign.USURPED
    assert read(for_sale, KNOWN) == Sign.USURPED
    assert read(sold) == Sign.SAME


def test_another_site_with_the_same_title_is_not_taken_for_a_sale():
    rebuilt = saw(text=CASINO, title="The wall leaks – Paper", address="https://new.example/wall")

    assert read(rebuilt, KNOWN) == Sign.DRIFTED


def test_a_teaser_on_a_paywalled_host_is_a_paywall():
    assert read(saw(text=CASINO), KNOWN, PAYWALL) == Sign.PAYWALLED
    assert read(saw(text=CASINO, title="Page not found"), KNOWN, PAYWALL) == Sign.SOFT_404


def test_a_page_drawn_by_scripts_tells_nothing_by_its_words():
    drawn = Known("The wall leaks", "Please enable JavaScript.")

    assert read(saw(text="Loading …"), drawn) == Sign.SAME


# What follows from signs


def after(*signs: Sign, days: float = 3, state=NEW, rules=NO_RULES) -> State:
    now = NOW
    for sign in signs:
        state = judged(state, sign, now=now, rules=rules)
        now += timedelta(days=days)
    return state


@pytest.mark.parametrize(("sign", "verdict"), MEANS.items())
def test_a_visit_that_is_no_failure_is_a_verdict(sign, verdict):
    assert after(sign) == State(verdict)


@pytest.mark.parametrize(("sign", "patience"), PATIENCE.items())
def test_a_link_is_dead_after_its_patience_and_suspect_before(sign, patience):
    verdicts = [after(*[sign] * n).verdict for n in range(1, patience + 1)]

    assert verdicts == ["suspect"] * (patience - 1) + ["dead"]


def test_patience_is_three_failures_at_least_and_least_for_what_is_gone():
    assert set(PATIENCE) == set(Sign) - set(MEANS) - {Sign.UNSURE}
    assert min(PATIENCE.values()) == PATIENCE[Sign.NO_HOST] == PATIENCE[Sign.GONE] == 3
    assert min(PATIENCE[Sign.SERVER], PATIENCE[Sign.SLOW], PATIENCE[Sign.TLS]) > 3


def test_failures_within_three_days_are_one():
    state = after(*[Sign.NO_HOST] * 100, days=2.9 / 100)

    assert state == State(Verdict.SUSPECT, 1, NOW)


def test_one_success_begins_anew():
    state = after(Sign.GONE, Sign.GONE, Sign.SAME, Sign.GONE, Sign.GONE)

    assert (state.verdict, state.failures) == (Verdict.SUSPECT, 2)


def test_a_dead_link_that_answers_is_alive_again():
    dead = after(*[Sign.GONE] * 3)

    assert after(Sign.SAME, state=dead) == State(Verdict.ALIVE)
    assert judged(dead, Sign.SLOW, now=NOW + timedelta(days=30)).verdict == Verdict.DEAD


def test_a_visit_we_could_not_make_changes_nothing():
    suspect = after(Sign.GONE, Sign.GONE)

    assert after(Sign.UNSURE, state=suspect) == suspect


def test_a_refusal_neither_raises_the_dead_nor_ends_failing():
    suspect, dead = after(Sign.GONE, Sign.GONE), after(*[Sign.GONE] * 3)

    assert after(Sign.BLOCKED, state=suspect) == suspect
    assert after(Sign.BLOCKED, state=dead) == dead
    assert after(*[Sign.GONE, Sign.BLOCKED] * 3).verdict == Verdict.DEAD


@pytest.mark.parametrize("sign", [Sign.SAME, Sign.MOVED, Sign.DRIFTED, Sign.PAYWALLED])
def test_a_refusal_of_what_was_well_is_a_verdict(sign):
    assert after(sign, Sign.BLOCKED) == State(Verdict.BLOCKED)


def test_a_failing_link_that_is_refused_is_looked_at_in_three_days():
    suspect, dead = after(Sign.GONE), after(*[Sign.GONE] * 3)
    later = NOW + timedelta(days=40)

    assert look_again(suspect, Sign.BLOCKED, now=later) == later + timedelta(days=3)
    assert look_again(dead, Sign.BLOCKED, now=later) == later + timedelta(days=30)


def test_what_people_say_goes_before_what_a_visit_saw():
    assert after(Sign.GONE, rules=Rules(always_alive=True)) == State(Verdict.ALIVE)
    assert after(Sign.SAME, rules=Rules(forced=Verdict.DEAD)) == State(Verdict.DEAD)
    forced = Rules(always_alive=True, forced=Verdict.DEAD)
    assert after(Sign.SAME, rules=forced) == State(Verdict.DEAD)


def test_what_people_once_said_is_no_failure():
    assert after(Sign.GONE, state=State(Verdict.DEAD)).verdict == Verdict.SUSPECT


@pytest.mark.parametrize(
    ("sign", "days"),
    [
        (Sign.SAME, 7),
        (Sign.MOVED, 7),
        (Sign.DRIFTED, 7),
        (Sign.BLOCKED, 14),
        (Sign.PAYWALLED, 14),
        (Sign.GONE, 3),
        (Sign.UNSURE, 1),
    ],
)
def test_when_to_look_again(sign, days):
    state = judged(State(), sign, now=NOW)

    assert look_again(state, sign, now=NOW) == NOW + timedelta(days=days)


def test_a_dead_link_is_looked_at_now_and_then():
    dead = after(*[Sign.GONE] * 3)

    assert look_again(dead, Sign.GONE, now=NOW) == NOW + timedelta(days=30)


@pytest.mark.parametrize(
    "rules", [Rules(never_fetch=True), Rules(always_alive=True), Rules(forced=Verdict.DEAD)]
)
def test_what_is_settled_is_not_looked_at(rules):
    assert look_again(State(), Sign.SAME, now=NOW, rules=rules) is None


# Whatever happens

visits = st.lists(
    st.tuples(st.sampled_from(list(Sign)), st.timedeltas(timedelta(0), timedelta(days=20))),
    max_size=60,
)


SHOWN = [sign for sign in MEANS if sign != Sign.BLOCKED]


@given(visits)
def test_no_link_is_dead_before_three_failures_in_a_row_over_six_days(visits):
    state, now, failing = State(), NOW, []
    for sign, later in visits:
        now += later
        state = judged(state, sign, now=now)
        if sign in PATIENCE:
            failing.append(now)
        elif sign in SHOWN:
            failing = []
        if state.verdict == Verdict.DEAD:
            assert len(failing) >= 3
            assert failing[-1] - failing[0] >= 2 * APART


@given(visits, st.sampled_from(SHOWN))
def test_a_success_always_ends_failing(visits, success):
    state, now = State(), NOW
    for sign, later in visits:
        now += later
        state = judged(state, sign, now=now)

    assert judged(state, success, now=now) == State(MEANS[success])


@given(visits)
def test_every_link_is_looked_at_again_and_not_at_once(visits):
    state, now = State(), NOW
    for sign, later in visits:
        now += later
        state = judged(state, sign, now=now)
        again = look_again(state, sign, now=now)
        assert now < again <= now + timedelta(days=30)


@given(visits)
def test_a_link_that_only_fails_dies_in_the_end(visits):
    state, now = State(), NOW
    for sign, later in visits:
        now += later
        state = judged(state, sign, now=now)
    for _ in range(max(PATIENCE.values()) + 1):
        now += APART
        state = judged(state, Sign.GONE, now=now)

    assert state.verdict == Verdict.DEAD


looks = st.builds(
    Look,
    asked=st.just(PAGE),
    address=st.sampled_from(
        [PAGE, "", "https://paper.example/", "https://x.example/y", "[", "a:b"]
    ),
    status=st.integers(100, 999),
    failure=st.sampled_from(["", "", "large", "slow", "unheard_of"]),
    is_permanent=st.booleans(),
    title=st.text(max_size=20),
    text=st.none() | st.text(max_size=50) | st.just(ARTICLE) | st.just(CASINO),
)


@given(looks, st.sampled_from([Known(), KNOWN]), st.builds(Rules, paywall=st.booleans()))
def test_whatever_is_seen_is_some_sign(look, known, rules):
    assert read(look, known, rules) in Sign
