"""The marks of a body in a real browser: citations, quotations, photos."""

import pytest

from .body_page import (
    EVERYTHING,
    Desk,
    body_of,
    dismiss,
    fresh_keys,
    paste,
    put_caret,
    save,
    submit,
    tool,
)

pytest_plugins = ["tests.editing.body_page"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.editing.body_page"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_static_files"),
]


def test_a_new_citation_is_asked_for_and_stands_after_the_words_marked(open_story, page):
    fresh_keys(page)
    open_story("<p>Rates rose.</p>", marks={})
    put_caret(page, "all")
    tool(page, "Cite").click()
    page.get_by_label("Source or document").fill("Central bank, minutes")
    submit(page)

    mark = page.get_by_role("img", name="Citation 1: Central bank, minutes")
    assert mark.get_attribute("title") == "Central bank, minutes"
    assert save(page) == '<p>Rates rose.<cite data-key="aaaaaaaa"></cite></p>'
    assert page.locator(".body-text cite").get_attribute("data-number") == "1"


def test_a_citation_can_be_used_again_by_typing_part_of_its_name(open_story):
    page = open_story("<p>One</p>")
    put_caret(page, "end")
    page.keyboard.press("Control+Shift+c")
    page.get_by_label("Find").fill("court")
    submit(page)

    assert body_of(page) == '<p>One<cite data-key="c0court1"></cite></p>'


def test_giving_up_a_dialog_changes_nothing(open_story):
    page = open_story("<p>One</p>")
    put_caret(page, "end")
    page.keyboard.press("Control+Shift+c")
    dismiss(page)
    page.keyboard.type("!")

    assert body_of(page) == "<p>One!</p>"


def test_citations_are_numbered_in_the_order_of_the_text(open_story):
    page = open_story(EVERYTHING)
    numbers = page.locator(".body-text cite").evaluate_all(
        "marks => marks.map((mark) => mark.dataset.number)"
    )

    assert numbers == ["1", "2", "1"]


def test_citations_with_one_note_share_a_number(open_story):
    one_document = [{"key": key, "label": key, "note": "document 7"} for key in ("aaaa", "bbbb")]
    page = open_story(
        '<p>A<cite data-key="aaaa"></cite> b<cite data-key="bbbb"></cite></p>',
        marks={"citations": one_document},
    )

    assert page.locator('.body-text cite[data-number="1"]').count() == 2


def test_a_citation_of_which_nothing_is_recorded_says_so(open_story):
    page = open_story('<p>One<cite data-key="lost1234"></cite></p>')

    assert page.get_by_role("img", name="Nothing is recorded").is_visible()


def test_the_forms_own_provider_takes_the_place_of_the_plain_one(open_story):
    page = open_story("<p>Rates rose.</p>")
    page.evaluate("""async () => {
      const { registerMarks } = await import("body-editor/marks")
      const rows = []
      registerMarks({ citations: {
        list: () => rows,
        add: async ({ selected }) => {
          rows.push({ key: "row12345", label: `On “${selected}”` })
          return rows[0]
        },
        edit: () => rows[0].label = "Changed",
      } })
    }""")
    put_caret(page, "all")
    tool(page, "Cite").click()
    page.get_by_role("img", name="Citation 1: On “Rates rose.”").wait_for()
    assert body_of(page) == '<p>Rates rose.<cite data-key="row12345"></cite></p>'

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.get_by_role("img", name="Citation 1: Changed").wait_for()


def test_a_paragraph_becomes_a_quotation_with_its_speaker(open_story, page):
    fresh_keys(page)
    open_story("<p>We had no choice.</p>")
    put_caret(page, "end")
    page.keyboard.press("Control+Shift+b")
    page.get_by_label("Speaker").fill("  Ada   Nwosu ")
    page.get_by_label("Role at the time").fill('Minister "for now" & MP')
    submit(page)

    kept = (
        '<blockquote data-key="aaaaaaaa" data-speaker="Ada Nwosu"'
        ' data-role="Minister &quot;for now&quot; &amp; MP"><p>We had no choice.</p></blockquote>'
    )
    assert save(page) == kept
    assert Desk.sent == kept
    assert page.locator(".body-text blockquote").get_attribute("data-speaker") == "Ada Nwosu"


def test_a_quotation_becomes_paragraphs_again(open_story):
    page = open_story('<blockquote data-key="q81mz0pd" data-speaker="A"><p>No.</p></blockquote>')
    put_caret(page, "start")
    page.keyboard.press("Control+Shift+b")

    assert body_of(page) == "<p>No.</p>"


def test_a_click_on_the_attribution_opens_it(open_story):
    page = open_story('<blockquote data-key="q81mz0pd" data-speaker="Ada"><p>No.</p></blockquote>')
    box = page.locator(".body-text blockquote").bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + box["height"] - 8)
    page.get_by_label("Speaker").fill("Ada Nwosu")
    submit(page)

    assert 'data-speaker="Ada Nwosu"' in body_of(page)


def test_a_click_on_the_words_of_a_quotation_opens_nothing(open_story):
    page = open_story('<blockquote data-key="q81mz0pd" data-speaker="Ada"><p>No.</p></blockquote>')
    page.locator(".body-text blockquote p").click()

    assert page.locator("dialog").count() == 0


def test_the_speaker_can_be_reached_from_the_keyboard(open_story):
    page = open_story(
        '<p>One</p><blockquote data-key="q81mz0pd" data-speaker="Ada"><p>No.</p></blockquote>'
    )
    assert tool(page, "Who said this?").is_hidden()
    page.locator(".body-text blockquote p").click()
    page.keyboard.press("Shift+Tab")
    for _ in range(20):
        if page.evaluate("document.activeElement.ariaLabel") == "Who said this?":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    assert page.get_by_label("Speaker").input_value() == "Ada"


def test_leaving_the_middle_of_a_quotation_leaves_two_with_keys_of_their_own(open_story, page):
    fresh_keys(page)
    open_story('<blockquote data-key="q81mz0pd"><p>A</p><p>B</p><p>C</p></blockquote>')
    page.locator(".body-text blockquote p", has_text="B").click()
    tool(page, "Quote").click()

    assert body_of(page) == (
        '<blockquote data-key="q81mz0pd"><p>A</p></blockquote><p>B</p>'
        '<blockquote data-key="aaaaaaaa"><p>C</p></blockquote>'
    )


@pytest.mark.parametrize("place", ["start", "end"])
def test_a_pasted_copy_of_a_quotation_gets_a_key_of_its_own(open_story, page, place):
    fresh_keys(page)
    quotation = '<blockquote data-key="q81mz0pd" data-speaker="Ada"><p>No.</p></blockquote>'
    open_story(f"<p>Before</p>{quotation}<p>After</p>")
    put_caret(page, place)
    paste(page, f"<p>Head</p>{quotation}<p>Tail</p>")

    copy = quotation.replace("q81mz0pd", "aaaaaaaa")
    body = body_of(page)
    assert (body.count(quotation), body.count(copy)) == (1, 1)
    assert (body.index(copy) < body.index(quotation)) == (place == "start")


def test_a_quotation_that_is_cut_and_pasted_keeps_its_key(open_story):
    page = open_story(
        '<blockquote data-key="q81mz0pd" data-speaker="Ada"><p>No.</p></blockquote><p>After</p>'
    )
    html = body_of(page)
    put_caret(page, "all")
    page.keyboard.press("Delete")
    paste(page, html)

    assert body_of(page) == html


def test_a_pasted_copy_of_a_citation_keeps_its_key(open_story):
    page = open_story('<p>One<cite data-key="k3f9x2ab"></cite></p>')
    put_caret(page, "end")
    paste(page, '<p>two<cite data-key="k3f9x2ab"></cite></p>')

    assert body_of(page).count('<cite data-key="k3f9x2ab"></cite>') == 2


def test_a_pasted_copy_of_a_photo_is_left_out(open_story):
    page = open_story('<figure data-key="p7bb2k1s"></figure><p>One</p>')
    put_caret(page, "end")
    paste(page, '<p>two</p><figure data-key="p7bb2k1s"></figure>')

    assert body_of(page) == '<figure data-key="p7bb2k1s"></figure><p>Onetwo</p>'


def test_a_photo_is_placed_below_the_paragraph_and_shown_with_caption_and_credit(open_story):
    page = open_story("<p>One</p><p>Two</p>")
    put_caret(page, "start")
    tool(page, "Photo").click()
    page.get_by_role("button", name="Cranes").click()
    page.locator("dialog").wait_for(state="detached")

    figure = page.locator(".body-text figure")
    assert figure.get_by_role("img", name="Two cranes").is_visible()
    assert "The cranes at Pier 9 on Tuesday." in figure.inner_text()
    assert "Ines Okafor/The Newsroom" in figure.inner_text()
    assert save(page) == '<p>One</p><figure data-key="p7bb2k1s"></figure><p>Two</p>'
    assert page.get_by_role("img", name="Two cranes").is_visible()


def test_a_photo_that_is_in_the_text_is_not_offered_again(open_story):
    page = open_story('<p>One</p><figure data-key="p7bb2k1s"></figure>')
    put_caret(page, "start")
    tool(page, "Photo").click()

    assert page.get_by_role("button", name="Cranes").is_disabled()
    assert page.get_by_role("button", name="Ferry").is_enabled()
    dismiss(page)


def test_one_can_write_on_below_a_photo_at_the_end(open_story):
    page = open_story("<p>One</p>")
    put_caret(page, "end")
    tool(page, "Photo").click()
    page.get_by_role("button", name="Ferry").click()
    page.locator("dialog").wait_for(state="detached")
    page.keyboard.type("Two")

    assert body_of(page) == '<p>One</p><figure data-key="p2ferry0"></figure><p>Two</p>'


def test_a_photo_can_be_edited_from_its_figure(open_story):
    page = open_story('<figure data-key="p2ferry0"></figure><p>One</p>')
    page.get_by_role("button", name="Edit photo").click()
    page.get_by_label("Credit").fill("Ana Lindqvist")
    submit(page)
    page.locator(".photo-figure small", has_text="Ana Lindqvist").wait_for()

    assert body_of(page) == '<figure data-key="p2ferry0"></figure><p>One</p>'


def test_a_citation_is_never_part_of_a_link(open_story):
    page = open_story('<p>One<cite data-key="k3f9x2ab"></cite> two</p>')
    put_caret(page, "all")
    page.keyboard.press("Control+k")
    page.get_by_label("Address").fill("https://example.org/")
    submit(page)

    link = '<a href="https://example.org/">'
    assert body_of(page) == (f'<p>{link}One</a><cite data-key="k3f9x2ab"></cite>{link} two</a></p>')


def test_undo_takes_back_a_mark_in_one_step(open_story):
    page = open_story("<p>One</p>")
    put_caret(page, "end")
    tool(page, "Photo").click()
    page.get_by_role("button", name="Ferry").click()
    page.locator("dialog").wait_for(state="detached")
    page.keyboard.press("Control+z")

    assert body_of(page) == "<p>One</p>"


def test_who_may_only_cite_adds_a_citation_and_changes_no_word(open_story):
    page = open_story("<p>One</p>", attrs={"data-marks-only": "citations"})
    put_caret(page, "end")
    page.keyboard.type(" two")
    page.keyboard.press("Control+b")
    paste(page, "<p>three</p>")
    page.keyboard.press("Backspace")
    assert tool(page, "Bold").count() == tool(page, "Photo").count() == 0
    assert "You may change the citations here" in page.locator(".body-foot").inner_text()

    tool(page, "Cite").click()
    page.get_by_role("button", name="Port authority").click()
    page.locator("dialog").wait_for(state="detached")
    assert body_of(page) == '<p>One<cite data-key="k3f9x2ab"></cite></p>'

    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    assert body_of(page) == "<p>One</p>"


def test_who_may_only_place_photos_places_one_and_takes_it_out(open_story):
    page = open_story("<p>One</p>", attrs={"data-marks-only": "placements"})
    put_caret(page, "end")
    tool(page, "Photo").click()
    page.get_by_role("button", name="Ferry").click()
    page.locator("dialog").wait_for(state="detached")
    assert body_of(page) == '<p>One</p><figure data-key="p2ferry0"></figure>'

    page.locator(".photo-figure figcaption").click()
    page.keyboard.press("Delete")
    assert body_of(page) == "<p>One</p>"
