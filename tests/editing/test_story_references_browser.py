"""A list of references pasted in a real browser, from the empty form to saved citations."""

import pytest

from articles.sources.models import Document
from articles.stories.models import Story
from tests import newsroom
from tests.editing.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = """Sources:
1. Jane Doe, “The wall that fell”, The Kellmouth Echo, 3 March 2026, https://echo.example/wall
2. [Inspection report](https://board.example/report.pdf) – Harbour Board, March 2026
3. https://tides.example/2026?utm_source=mail
4. Reuters: Wall gives way (3 March 2026)
5. 中前博之『港の壁が崩落』。日本経済新聞、2026年3月4日閲覧。"""
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture
def readings():
    return newsroom.a_document("Readings", url="https://www.tides.example/2026/")


def test_five_references_are_five_saved_citations_in_five_acts(open_form, readings, complaints):
    story = newsroom.a_story()
    page = open_form("Researcher", story)
    hand = Hand(page)

    hand.press("Paste references")
    hand.type(LIST)
    hand.press("Read the list")
    page.get_by_text("5 documents: 1 in the library, 4 to add to it.").wait_for()
    hand.press("Cite 5 documents")
    page.locator("#references-dialog").wait_for(state="hidden")
    hand.save()

    citations = Story.objects.get().citations.all()
    assert [str(citation) for citation in citations] == [
        "The wall that fell",
        "Inspection report",
        "Readings",
        "Wall gives way",
        "港の壁が崩落",
    ]
    assert citations[2].document == readings
    assert str(citations[4].accessed_on) == "2026-03-04"
    assert Document.objects.count() == 5
    assert hand.acts == 5
    assert not complaints()


def test_it_is_done_by_keyboard_alone(open_form):
    story = newsroom.a_story()
    page = open_form("Editor", story)
    page.get_by_role("button", name="Paste references").focus()

    page.keyboard.press("Enter")
    page.keyboard.insert_text("“The wall”, The Kellmouth Echo\n“Tides”, Harbour Board")
    page.keyboard.press("Control+Enter")
    page.get_by_text("2 documents: 0 in the library, 2 to add to it.").wait_for()
    assert page.evaluate("document.activeElement.matches('[data-told]')")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Cite 1 document", exact=True).wait_for()
    page.keyboard.press("Control+Enter")

    page.locator(".citation").get_by_text("Tides").wait_for()
    assert page.locator(".citation [data-label-text]").all_inner_texts() == ["Tides"]
    assert page.locator(".citation [data-mark]").all_inner_texts() == ["–"]
    assert list(Document.objects.all().values_list("title", flat=True)) == ["Tides"]


def test_a_document_cited_already_says_so_and_a_line_without_a_title_stays(open_form, readings):
    page = open_form("Editor", newsroom.a_story())
    hand = Hand(page)
    hand.press("Paste references")
    hand.type("https://tides.example/2026")
    hand.press("Read the list")
    hand.press("Cite 1 document")

    hand.press("Paste references")
    hand.type("https://tides.example/2026\nhttps://a.example/\n“The wall”, The Kellmouth Echo")
    hand.press("Read the list")
    page.get_by_text("cited already").wait_for()
    hand.press("Cite 2 documents")
    page.get_by_text("A document needs a title: give it one.").wait_for()
    page.locator(".reference").get_by_label("Title").fill("A")
    hand.press("Cite 1 document")
    page.locator("#references-dialog").wait_for(state="hidden")

    cited = page.locator(".citation [data-label-text]").all_inner_texts()
    assert cited == ["Readings", "The wall", "A"]


def test_links_copied_from_a_page_keep_their_addresses(open_form):
    page = open_form("Editor", newsroom.a_story())
    page.get_by_role("button", name="Paste references").click()

    page.evaluate(
        """() => {
          const data = new DataTransfer()
          data.setData("text/plain", "The wall\\nTides")
          data.setData("text/html", '<ul style="color: red"><li><a href="https://a.example/1" ' +
            'style="color: red">The wall</a>, Reuters</li><li>Tides, Harbour Board</li></ul>')
          const paste = new ClipboardEvent("paste", { clipboardData: data, cancelable: true })
          document.querySelector("#references-dialog textarea").dispatchEvent(paste)
        }"""
    )

    pasted = page.get_by_label("References", exact=True).input_value()
    assert pasted == "[The wall](https://a.example/1), Reuters\nTides, Harbour Board"


def test_who_may_add_no_documents_has_no_button(open_form):
    page = open_form("Photo desk", newsroom.a_story_in("submitted"))

    assert page.get_by_role("button", name="Choose…").count()
    assert not page.get_by_role("button", name="Paste references").count()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_is_for_everybody_on_any_screen(
    size, scheme, open_form, readings, page, complaints, axe_violations
):
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=scheme)
    open_form("Editor", newsroom.a_story())
    hand = Hand(page)
    hand.press("Paste references")
    assert axe_violations() == []

    hand.type(f"https://a.example/\n{LIST}")
    hand.press("Read the list")
    page.get_by_text("6 documents: 1 in the library").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size]["width"]
    dialog = page.locator("#references-dialog")
    assert dialog.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    assert axe_violations() == []
    assert not complaints()
