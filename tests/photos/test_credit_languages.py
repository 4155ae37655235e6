"""A credit in the paper's language: our words translated, names and agencies' forms never."""

import pytest
from django.utils import translation

from articles.photos.credit_line import AGENCY_FORMS, COMPOSERS, CreditFacts, compose, parse
from articles.photos.rights import missing
from articles.photos.vocabularies import label

JANE = ("Jane Doe",)
FACTS = {
    "": CreditFacts(creators=JANE, via="Getty"),
    "staff": CreditFacts(kind="staff", creators=(*JANE, "Li Wei"), house="The Harbour"),
    "freelance": CreditFacts(kind="freelance", creators=JANE, house="The Harbour"),
    "agency": CreditFacts(kind="agency", creators=JANE, supplier="Coast News", via="AP"),
    "pool": CreditFacts(kind="pool", creators=JANE, supplier="AFP"),
    "handout": CreditFacts(kind="handout", holder="Coast Guard"),
    "courtesy": CreditFacts(kind="courtesy", holder="Photo & Archive Museum"),
    "user_submitted": CreditFacts(kind="user_submitted", creators=JANE),
    "screenshot": CreditFacts(kind="screenshot", holder="Harbour TV"),
    "archive": CreditFacts(kind="archive", holder="City Archive"),
    "public_domain": CreditFacts(kind="public_domain", holder="NASA"),
    "creative_commons": CreditFacts(
        kind="creative_commons", creators=JANE, license_name="CC BY 4.0"
    ),
    "stock": CreditFacts(kind="stock"),
    "generated": CreditFacts(kind="generated", supplier="Inkwell", creators=JANE),
}
SAME = {
    "pool": "Jane Doe/Pool/AFP",
    "creative_commons": "Jane Doe / CC BY 4.0",
}
PRINTED = {
    "de": SAME
    | {
        "": "Jane Doe via Getty Images",
        "staff": "Jane Doe und Li Wei / The Harbour",
        "freelance": "Jane Doe für The Harbour",
        "agency": "Jane Doe/Coast News via AP",
        "handout": "Handout/Coast Guard",
        "courtesy": "Foto: mit freundlicher Genehmigung von Photo & Archive Museum",
        "user_submitted": "Foto: eingesandt von Jane Doe",
        "screenshot": "Screenshot: Harbour TV",
        "archive": "City Archive (Archiv)",
        "public_domain": "NASA / Gemeinfrei",
        "stock": "Stockfoto",
        "generated": "Illustration, generiert mit Inkwell, von Jane Doe",
    },
    "fr": SAME
    | {
        "": "Jane Doe via Getty Images",
        "staff": "Jane Doe et Li Wei / The Harbour",
        "freelance": "Jane Doe pour The Harbour",
        "agency": "Jane Doe/Coast News via AP",
        "handout": "Document fourni/Coast Guard",
        "courtesy": "Photo : avec l’aimable autorisation de Photo & Archive Museum",
        "user_submitted": "Photo : transmise par Jane Doe",
        "screenshot": "Capture d’écran: Harbour TV",
        "archive": "City Archive (archives)",
        "public_domain": "NASA / Domaine public",
        "stock": "Photo d’illustration",
        "generated": "Illustration générée avec Inkwell, par Jane Doe",
    },
    "es": SAME
    | {
        "": "Jane Doe vía Getty Images",
        "staff": "Jane Doe y Li Wei / The Harbour",
        "freelance": "Jane Doe para The Harbour",
        "agency": "Jane Doe/Coast News vía AP",
        "handout": "Imagen cedida/Coast Guard",
        "courtesy": "Foto: cortesía de Photo & Archive Museum",
        "user_submitted": "Foto: enviada por Jane Doe",
        "screenshot": "Captura de pantalla: Harbour TV",
        "archive": "City Archive (archivo)",
        "public_domain": "NASA / Dominio público",
        "stock": "Foto de stock",
        "generated": "Ilustración generada con Inkwell, por Jane Doe",
    },
}


@pytest.mark.parametrize("language", PRINTED)
def test_each_kind_of_credit_is_printed_in_the_papers_language(language):
    with translation.override(language):
        printed = {kind: compose(facts) for kind, facts in FACTS.items()}

    assert printed == PRINTED[language]
    assert PRINTED[language].keys() == {"", *COMPOSERS}


@pytest.mark.parametrize("language", PRINTED)
@pytest.mark.parametrize("agency", AGENCY_FORMS)
def test_the_form_an_agency_asks_for_is_the_same_in_every_language(agency, language):
    facts = CreditFacts(kind="agency", creators=JANE, supplier=agency)

    with translation.override(language):
        assert compose(facts) == AGENCY_FORMS[agency][0].format(names="Jane Doe")


@pytest.mark.parametrize("language", PRINTED)
def test_prescribed_words_are_nobodys_to_translate(language):
    with translation.override(language):
        assert compose(CreditFacts(kind="handout", mandatory_line="Handout")) == "Handout"


@pytest.mark.parametrize("language", ["en-gb", *PRINTED])
def test_what_is_read_is_understood_alike_whatever_the_paper_speaks(language):
    with translation.override(language):
        understood = parse("Photo courtesy of Harbour Museum")

    assert understood == CreditFacts(kind="courtesy", holder="Harbour Museum")


@pytest.mark.parametrize("language", ["en-gb", *PRINTED])
def test_prescribed_words_that_name_nobody_are_refused_in_every_language(language):
    with translation.override(language):
        bare = compose(CreditFacts(kind="courtesy"))
        lacking = missing(CreditFacts(kind="courtesy", mandatory_line=bare))

    assert [reason.code for reason in lacking] == ["mandatory_line"]


def test_readers_are_told_of_a_generated_picture_in_their_language():
    with translation.override("de"):
        assert label("trainedAlgorithmicMedia") == "Generiertes Bild"
