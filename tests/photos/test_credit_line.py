import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from articles.photos.credit_line import COMPOSERS, CreditFacts, compose, parse

JANE = ("Jane Doe",)
BOTH = ("Jane Doe", "Li Wei")

COMPOSED = [
    (CreditFacts(kind="staff", creators=JANE, house="The Harbour"), "Jane Doe / The Harbour"),
    (CreditFacts(kind="staff", house="The Harbour"), "The Harbour"),
    (CreditFacts(kind="freelance", creators=JANE, house="The Harbour"), "Jane Doe for The Harbour"),
    (CreditFacts(kind="agency", creators=JANE, supplier="AP"), "AP Photo/Jane Doe"),
    (CreditFacts(kind="agency", creators=BOTH, supplier="AP"), "AP Photo/Jane Doe and Li Wei"),
    (CreditFacts(kind="agency", supplier="The Associated Press"), "AP Photo"),
    (CreditFacts(kind="agency", creators=JANE, supplier="Reuters"), "REUTERS/Jane Doe"),
    (CreditFacts(kind="agency", supplier="Reuters"), "REUTERS"),
    (CreditFacts(kind="agency", creators=JANE, supplier="AFP"), "Jane Doe / AFP"),
    (
        CreditFacts(kind="agency", creators=JANE, supplier="AFP", via="Getty Images"),
        "Jane Doe/AFP via Getty Images",
    ),
    (
        CreditFacts(kind="agency", creators=JANE, supplier="The New York Times", via="AP"),
        "Jane Doe/The New York Times via AP",
    ),
    (
        CreditFacts(kind="agency", creators=JANE, supplier="Getty"),
        "Photo by Jane Doe/Getty Images",
    ),
    (CreditFacts(kind="agency", supplier="Getty Images"), "Getty Images"),
    (CreditFacts(kind="agency", creators=JANE, supplier="Coast News"), "Jane Doe/Coast News"),
    (CreditFacts(kind="agency", creators=JANE), "Jane Doe"),
    (CreditFacts(kind="pool", creators=JANE, supplier="AFP"), "Jane Doe/Pool/AFP"),
    (CreditFacts(kind="pool", creators=JANE, via="AP"), "Jane Doe/Pool via AP"),
    (CreditFacts(kind="pool"), "Pool"),
    (CreditFacts(kind="handout", holder="Coast Guard"), "Handout/Coast Guard"),
    (CreditFacts(kind="handout", holder="Coast Guard", via="AP"), "Coast Guard via AP"),
    (CreditFacts(kind="handout", via="Reuters"), "Handout via REUTERS"),
    (CreditFacts(kind="courtesy", holder="Harbour Museum"), "Photo courtesy of Harbour Museum"),
    (
        CreditFacts(kind="courtesy", creators=JANE, holder="Harbour Museum"),
        "Photo by Jane Doe, courtesy of Harbour Museum",
    ),
    (CreditFacts(kind="courtesy"), "Photo courtesy"),
    (CreditFacts(kind="user_submitted", creators=JANE), "Photo submitted by Jane Doe"),
    (CreditFacts(kind="user_submitted"), "Photo submitted by a reader"),
    (CreditFacts(kind="screenshot", holder="Harbour TV"), "Screenshot: Harbour TV"),
    (
        CreditFacts(kind="archive", creators=JANE, holder="City Archive"),
        "Jane Doe / City Archive (archive)",
    ),
    (CreditFacts(kind="public_domain", holder="NASA"), "NASA / Public domain"),
    (
        CreditFacts(kind="creative_commons", creators=JANE, license_name="CC BY 4.0"),
        "Jane Doe / CC BY 4.0",
    ),
    (CreditFacts(kind="stock", creators=JANE, supplier="Stock & Sons"), "Jane Doe/Stock & Sons"),
    (CreditFacts(kind="generated", supplier="Inkwell"), "Illustration generated with Inkwell"),
    (
        CreditFacts(kind="generated", supplier="Inkwell", creators=JANE),
        "Illustration generated with Inkwell by Jane Doe",
    ),
]

# Forms that are read into facts word by word; {} is any name.
FORMS = [
    "AP Photo/{}",
    "REUTERS/{}",
    "{} / AFP",
    "{}/AFP via Getty Images",
    "{}/The New York Times via AP",
    "Photo by {}/Getty Images",
    "{}/Pool/AFP",
    "{}/Pool",
    "Photo courtesy of {}",
    "Photo by Jane Doe, courtesy of {}",
    "Handout/{}",
    "{} via AP",
    "{} / CC BY 4.0",
    "{} / CC BY-SA 3.0 DE",
    "{} / CC0",
    "{} / Public domain",
    "Photo submitted by {}",
    "Screenshot: {}",
    "{} (archive)",
    "Illustration generated with {}",
]

names = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzåéñøüžЖ李'-.", min_size=2, max_size=12),
    min_size=2,
    max_size=3,
).map(lambda words: " ".join(word.title() for word in words))


@pytest.mark.parametrize(("facts", "line"), COMPOSED)
def test_a_credit_is_printed_in_the_form_its_supplier_asks_for(facts, line):
    assert compose(facts) == line


def test_prescribed_words_are_printed_as_they_stand():
    facts = CreditFacts(kind="agency", supplier="AP", mandatory_line="© Doe Estate,  1961")

    assert compose(facts) == "© Doe Estate,  1961"


def test_nothing_known_is_an_empty_line():
    assert compose(CreditFacts()) == ""


@pytest.mark.parametrize("kind", ["", *COMPOSERS])
@given(creators=st.lists(names, min_size=1, max_size=30))
def test_no_creator_is_ever_left_out_or_cut(kind, creators):
    line = compose(CreditFacts(kind=kind, creators=tuple(creators), supplier="AP"))

    assert all(name in line for name in creators)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("REUTERS/Jane Doe", CreditFacts(kind="agency", creators=JANE, supplier="REUTERS")),
        ("AP Photo/Jane Doe", CreditFacts(kind="agency", creators=JANE, supplier="AP")),
        ("AP Photo/Jane Doe and Li Wei", CreditFacts(kind="agency", creators=BOTH, supplier="AP")),
        (
            "Jane Doe/AFP via Getty Images",
            CreditFacts(kind="agency", creators=JANE, supplier="AFP", via="Getty Images"),
        ),
        ("Jane Doe/Pool/AFP", CreditFacts(kind="pool", creators=JANE, supplier="AFP")),
        ("Photo courtesy of Harbour Museum", CreditFacts(kind="courtesy", holder="Harbour Museum")),
        ("Coast Guard via AP", CreditFacts(kind="handout", holder="Coast Guard", via="AP")),
        (
            "Jane Doe / CC BY 4.0",
            CreditFacts(kind="creative_commons", creators=JANE, license_name="CC BY 4.0"),
        ),
        ("NASA / Public domain", CreditFacts(kind="public_domain", creators=("NASA",))),
        ("Getty Images", CreditFacts(kind="agency", supplier="Getty Images")),
    ],
)
def test_a_line_in_a_known_form_is_read_into_its_facts(line, facts):
    assert parse(line) == facts


@pytest.mark.parametrize(
    "line", ["Photo courtesy", "photo courtesy of", "Courtesy photo", "COURTESY"]
)
def test_a_bare_courtesy_is_courtesy_of_nobody(line):
    assert parse(line) == CreditFacts(kind="courtesy")


def test_an_agencys_own_words_may_be_in_any_case():
    assert parse("Reuters/Jane Doe") == parse("REUTERS/Jane Doe")


@pytest.mark.parametrize(
    "line", ["(AP Photo/Jane Doe)", "[AP Photo/Jane Doe]", " AP Photo/Jane Doe "]
)
def test_the_brackets_of_a_caption_are_no_part_of_the_credit(line):
    assert parse(line) == parse("AP Photo/Jane Doe")


def test_the_house_is_recognised_by_its_name():
    assert parse("Jane Doe / The Harbour", house="The Harbour").kind == "staff"
    assert parse("Jane Doe for The Harbour", house="The Harbour").kind == "freelance"


def test_what_is_understood_only_in_part_is_kept_word_by_word_as_well():
    facts = parse("Jane Doe/Reuters")

    assert (facts.kind, facts.creators, facts.supplier) == ("agency", JANE, "Reuters")
    assert facts.mandatory_line == "Jane Doe/Reuters"


@pytest.mark.parametrize(
    "line",
    ["© Doe Estate, all rights reserved", "J. Doe", "x" * 1000, "Jane Doe/Somewhere/Else/AP?"],
)
def test_what_is_not_understood_is_kept_word_by_word(line):
    assert parse(line) == CreditFacts(mandatory_line=line)


def test_an_empty_line_says_nothing():
    assert parse("  ") == CreditFacts()


@pytest.mark.parametrize("form", FORMS)
@given(name=names)
def test_a_known_form_is_read_and_printed_again_letter_by_letter(form, name):
    line = form.format(name)
    facts = parse(line)

    assert compose(facts) == line
    assert facts.mandatory_line == ""


@given(st.text(max_size=60))
@example("AP Photo/ Jane")
@example("Photo by A, B and C/Getty Images")
@example("a and b / CC BY 4.0")
@example("Handout/ via AP")
@example("()")
def test_no_line_loses_a_word(line):
    facts = parse(line)
    assume(facts != CreditFacts(kind=facts.kind))  # a bare phrase: see the test below
    printed = compose(facts)
    plain = line.strip()
    unbracketed = plain[1:-1].strip()

    assert printed.casefold() in (plain.casefold(), unbracketed.casefold())


@pytest.mark.parametrize("line", ["Stock photo", "Pool photo", "File photo", "Handout"])
def test_a_bare_phrase_still_prints_what_sort_of_photo_it_is(line):
    assert compose(parse(line)) in {"Stock photo", "Pool", "Archive", "Handout"}
