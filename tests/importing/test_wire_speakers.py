"""Sentences that lead to a quotation or follow it, and whom they name."""

import pytest

from articles.importing.wire.speakers import (
    Speaker,
    attributed_to,
    follows,
    introduced_by,
    last_sentence,
)


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        (
            "In Baghdad, army spokesman Colonel Steve Warren stated:",
            "Steve Warren",
            "army spokesman Colonel",
        ),
        (
            "In contrast to Lavrov, Secretary of State John Kerry took a slightly different tone:",
            "John Kerry",
            "Secretary of State",
        ),
        ("Lavrov said:", "Lavrov", ""),
        (
            "Russian Foreign Minister Sergei Lavrov said:",
            "Sergei Lavrov",
            "Russian Foreign Minister",
        ),
        ("Jane Doe, the mayor of Westport, said:", "Jane Doe", "the mayor of Westport"),
        ("Jane Doe, mayor of Westport said:", "Jane Doe", "mayor of Westport"),
        (
            "The current president of Namibia, Hage Geingob, wrote:",
            "Hage Geingob",
            "The current president of Namibia",
        ),
        ("The mayor of London, Sadiq Khan, tweeted:", "Sadiq Khan", "The mayor of London"),
        ("His lawyer, John Roe, replied:", "John Roe", "His lawyer"),
        (
            "President of Ukraine Volodymyr Zelenskyy said:",
            "Volodymyr Zelenskyy",
            "President of Ukraine",
        ),
        (
            "Secretary of Defense Lloyd J. Austin III warned:",
            "Lloyd J. Austin III",
            "Secretary of Defense",
        ),
        (
            "U.N. Secretary-General António Guterres, speaking in New York, said:",
            "António Guterres",
            "U.N. Secretary-General",
        ),
        ("Prime Minister Ann Poe, who visited on Monday, said:", "Ann Poe", "Prime Minister"),
        ("Jane Doe, 34, said:", "Jane Doe", ""),
        ("Mr. Kerry said:", "Kerry", ""),
        ("King Abdullah II of Jordan said:", "King Abdullah II", "King of Jordan"),
        ("Pope Francis said:", "Pope Francis", ""),
        ("Stephen King said:", "Stephen King", ""),
        ("Ursula von der Leyen said:", "Ursula von der Leyen", ""),
        (
            "Bank of England governor Andrew Bailey wrote:",
            "Andrew Bailey",
            "Bank of England governor",
        ),
        (
            "Rutgers University political scholar Kelly Dittmar said:",
            "Kelly Dittmar",
            "Rutgers University political scholar",
        ),
        ("Ann Poe of the Center for Food Safety said:", "Ann Poe", "of the Center for Food Safety"),
        ("According to Jane Doe, the mayor of Westport:", "Jane Doe", "the mayor of Westport"),
        (
            "Remarked Harbour Trust scientist Tierra Curry,",
            "Tierra Curry",
            "Harbour Trust scientist",
        ),
        ("On Monday Warren said:", "Warren", ""),
        (
            "Asked whether it would hold, Chief Engineer Ann Poe answered:",
            "Ann Poe",
            "Chief Engineer",
        ),
        (
            "But Dina Li, an IT specialist, offered a good illustration:",
            "Dina Li",
            "an IT specialist",
        ),
        ("However, Mayor Jane Doe disagreed:", "Jane Doe", "Mayor"),
        ("He was tired; Mayor Jane Doe said:", "Jane Doe", "Mayor"),
        (
            "Iraqi Joint Operations Command issued a statement which read:",
            "Iraqi Joint Operations Command",
            "",
        ),
        ("The White House said in a statement:", "The White House", ""),
        ("University of California said:", "University of California", ""),
        (
            "Chancellor Ann Poe and President Max Moe said:",
            "Chancellor Ann Poe and President Max Moe",
            "",
        ),
        ("A Pentagon spokesman said:", "", "A Pentagon spokesman"),
        ("An official who asked not to be named said:", "", "An official"),
        (
            "Col. Ann Poe, a Pentagon spokeswoman, stated:",
            "Ann Poe",
            "Col., a Pentagon spokeswoman",
        ),
        ("Police said:", "", "Police"),
        ("武氏は、", "武氏", ""),
    ],
)
def test_the_subject_of_a_sentence_speaks(sentence, name, role):
    assert introduced_by(sentence) == Speaker(name, role)


@pytest.mark.parametrize(
    "sentence",
    [
        "She told reporters:",
        "It read:",
        "The rules are simple:",
        "Monday:",
        "",
        ":",
        "Here are the details:",
    ],
)
def test_a_sentence_that_names_nobody_has_no_speaker(sentence):
    assert introduced_by(sentence) is None


@pytest.mark.parametrize(
    ("clause", "name", "role"),
    [
        ("said Jane Doe, the mayor of Westport. It rained.", "Jane Doe", "the mayor of Westport"),
        ("said study co-author Karen Alley.", "Karen Alley", "study co-author"),
        (
            "said California Attorney General Xavier Becerra.",
            "Xavier Becerra",
            "California Attorney General",
        ),
        ("said Kipchoge after the run.", "Kipchoge", ""),
        ("said Dr. Livermore.", "Livermore", ""),
        ("SpaceX founder Elon Musk told the press.", "Elon Musk", "SpaceX founder"),
        ("according to Ann Poe, a harbour pilot.", "Ann Poe", "a harbour pilot"),
        (
            "said University of California, San Diego's chancellor, Pradeep Khosla.",
            "Pradeep Khosla",
            "University of California, San Diego's chancellor",
        ),
        (
            "said his father, Abdullah Kurdi, following the ceremony.",
            "Abdullah Kurdi",
            "his father",
        ),
    ],
)
def test_a_clause_behind_a_quotation_names_its_speaker(clause, name, role):
    assert follows(clause) == Speaker(name, role)


@pytest.mark.parametrize(
    "clause", ["he said.", "and then it rained.", "while Doe said no", "", "The wall fell."]
)
def test_a_clause_that_names_nobody_has_no_speaker(clause):
    assert follows(clause) is None


def test_a_dash_and_a_name_attribute():
    assert attributed_to("— Jane Doe, mayor of Westport") == Speaker(
        "Jane Doe", "mayor of Westport"
    )
    assert attributed_to("-- Mayor Jane Doe") == Speaker("Jane Doe", "Mayor")
    assert attributed_to("— Jane Doe (@jane) May 21, 2015") == Speaker(
        "Jane Doe", "(@jane) May 21, 2015"
    )


def test_a_dash_before_a_sentence_attributes_nothing():
    assert attributed_to("Jane Doe, mayor") is None
    assert attributed_to("— and so the wall fell down in the night, said nobody") is None
    assert attributed_to("- more -") is None


def test_an_abbreviation_ends_no_sentence():
    assert last_sentence("It rained. U.S. Sen. John Roe said:") == "U.S. Sen. John Roe said:"
