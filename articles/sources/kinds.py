"""What sort of thing a claim rests on, as readers are told it. Pure.

The desk keeps what a document is (a court filing, a podcast) and who a source is (a newspaper, a
person). What a reader asks is how far from the event it stands: that follows from both.
"""

import re
from enum import Enum


class Sort(Enum):
    """Value: what one is called, and what several are. In the order in which they weigh."""

    FIRST_HAND = "First-hand document", "first-hand documents"
    DATA = "Data set", "data sets"
    INTERVIEW = "Interview", "interviews"
    STATEMENT = "Statement", "statements"
    PERSON = "Person", "people"
    STUDY = "Study or report", "studies and reports"
    OUTLET = "Other outlet’s report", "other outlets’ reports"
    OWN = "Own reporting", "pieces of own reporting"
    OTHER = "", "other sources"

    @property
    def label(self) -> str:
        """As a note has it; of OTHER there is nothing to say."""
        return self.value[0]

    def counted(self, number: int) -> str:
        """“1 interview”, “3 first-hand documents”."""
        if number > 1:
            return f"{number} {self.value[1]}"
        one = {Sort.OTHER: "other source", Sort.OWN: "piece of own reporting"}.get(self)
        return f"1 {one or self.label[0].lower() + self.label[1:]}"


# What a document's own kind settles, whoever brought it out.
BY_DOCUMENT = {
    "law_or_statute": Sort.FIRST_HAND,
    "court_filing": Sort.FIRST_HAND,
    "government_record": Sort.FIRST_HAND,
    "foia_release": Sort.FIRST_HAND,
    "leaked_document": Sort.FIRST_HAND,
    "photo_or_graphic": Sort.FIRST_HAND,
    "video": Sort.FIRST_HAND,
    "dataset": Sort.DATA,
    "interview": Sort.INTERVIEW,
    "statement_by_email": Sort.STATEMENT,
    "press_release": Sort.STATEMENT,
    "speech_or_hearing": Sort.STATEMENT,
    "social_post": Sort.STATEMENT,
    "academic_paper": Sort.STUDY,
    "news_article": Sort.OUTLET,
    "wire_story": Sort.OUTLET,
    "broadcast": Sort.OUTLET,
    "podcast": Sort.OUTLET,
    "own_observation": Sort.OWN,
}
# The others are what they are because of who brought them out.
BY_PUBLISHER = {
    "news_agency": Sort.OUTLET,
    "newspaper": Sort.OUTLET,
    "broadcaster": Sort.OUTLET,
    "magazine": Sort.OUTLET,
    "web_publication": Sort.OUTLET,
    "government": Sort.FIRST_HAND,
    "court": Sort.FIRST_HAND,
    "legislature": Sort.FIRST_HAND,
    "academic": Sort.STUDY,
    "company": Sort.STATEMENT,
    "ngo": Sort.STATEMENT,
    "person": Sort.STATEMENT,
    "social_account": Sort.STATEMENT,
    "own_reporting": Sort.OWN,
}
OUTLETS = {kind for kind, sort in BY_PUBLISHER.items() if sort is Sort.OUTLET}
PEOPLE = {"person", "social_account"}


def sort_of(document_kind: str, source_kind: str) -> Sort:
    """The sort of a document by the kind of its publisher, or of a source alone.

    Either kind may be "": a source without a document, a document nobody is known to have
    published.
    """
    if not document_kind:
        return sort_of_source(source_kind)
    settled = BY_DOCUMENT.get(document_kind)
    if settled is Sort.OUTLET and source_kind == "own_reporting":
        return Sort.OWN
    if settled:
        return settled
    by_publisher = BY_PUBLISHER.get(source_kind, Sort.OTHER)
    # A company that writes a report has looked into something; its web page only speaks for it.
    if document_kind == "report" and by_publisher in {Sort.STATEMENT, Sort.OTHER}:
        return Sort.STUDY
    return Sort.OTHER if document_kind == "book" else by_publisher


def sort_of_source(kind: str) -> Sort:
    """Of what rests on somebody's word, no document being known."""
    if kind in PEOPLE:
        return Sort.PERSON
    if kind == "own_reporting":
        return Sort.OWN
    if kind in OUTLETS:
        return Sort.OUTLET
    return Sort.STATEMENT if kind in BY_PUBLISHER else Sort.OTHER


ARTICLE = re.compile(r"(?:an?|the|one|another|two|three|several|some)\s+", re.IGNORECASE)


def is_named(speaker: str) -> bool:
    """Whether `speaker` is a name and not a description: “a senior official briefed on the talks”.

    A description begins with an article, small or before a word that ends in small letters only:
    “An official” is nobody's name, “An Wang” is one.
    """
    if not speaker:
        return False
    article = ARTICLE.match(speaker)
    return not article or not (speaker[0].islower() or speaker.split()[-1].islower())
