"""The body editor in a real browser: writing, its marks, and who can use it."""

import pytest

from articles.body import sanitise

from .body_page import (
    EVERYTHING,
    MARKS,
    Desk,
    body_of,
    dismiss,
    fresh_keys,
    paste,
    put_caret,
    save,
    submit,
    text_area,
    tool,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.editing.body_page"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_static_files"),
]


@pytest.fixture
def open_story(live_server, page, complaints):
    """Open the page on a body; afterwards nothing may have been refused or gone wrong."""

    def open_(body="", marks=MARKS):
        Desk.body, Desk.sent, Desk.marks = body, None, marks
        page.set_default_timeout(5_000)
        page.goto(f"{live_server.url}/story/")
        page.wait_for_selector(".body-text")
        return page

    yield open_
    assert complaints() == []


def test_what_is_typed_is_saved_and_still_there(open_story):
    page = open_story()
    text_area(page).click()
    page.keyboard.type("The harbour closed.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("Nobody")
    page.keyboard.press("Control+b")
    page.keyboard.type(" was hurt.")

    kept = "<p>The harbour closed.</p><p><strong>Nobody</strong> was hurt.</p>"
    assert save(page) == kept
    assert text_area(page).inner_text().split("\n\n") == ["The harbour closed.", "Nobody was hurt."]


def test_a_body_of_everything_is_sent_exactly_as_it_is_kept(open_story):
    page = open_story(EVERYTHING)
    assert sanitise(EVERYTHING) == EVERYTHING
    put_caret(page, "start")
    page.keyboard.type("X")

    save(page)

    changed = EVERYTHING.replace("Why", "XWhy")
    assert (Desk.sent, Desk.body) == (changed, changed)


def test_a_story_that_is_only_looked_at_is_sent_back_untouched(open_story):
    untidy = "<p>Tea</p>\n\n<p>  Cake </p>"
    page = open_story(untidy)

    save(page)

    assert Desk.sent == untidy


def test_blocks_in_which_nothing_is_said_are_not_sent(open_story):
    page = open_story()
    text_area(page).click()
    page.keyboard.type("One")
    for _ in range(3):
        page.keyboard.press("Enter")

    assert body_of(page) == "<p>One</p>"


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

    assert save(page) == (
        '<blockquote data-key="aaaaaaaa" data-speaker="Ada Nwosu"'
        """ data-role='Minister "for now" &amp; MP'><p>We had no choice.</p></blockquote>"""
    )
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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("example.org/news", "https://example.org/news"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_words_are_linked_to_an_address(open_story, typed, kept):
    page = open_story("<p>Here</p>")
    put_caret(page, "all")
    page.keyboard.press("Control+k")
    page.get_by_label("Address").fill(typed)
    submit(page)

    linked = f'<p><a href="{kept}">Here</a></p>'
    assert save(page) == linked
    assert Desk.sent == linked


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org", "//example.org"])
def test_an_address_that_is_not_of_the_web_or_mail_is_refused(open_story, address):
    page = open_story("<p>Here</p>")
    put_caret(page, "all")
    page.keyboard.press("Control+k")
    page.get_by_label("Address").fill(address)
    page.keyboard.press("Enter")

    assert page.get_by_label("Address").is_visible()
    dismiss(page)
    page.keyboard.press("Delete")
    paste(page, f'<p><a href="{address}">There</a></p>')
    assert body_of(page) == "<p>There</p>"


def test_a_link_is_taken_away_by_emptying_its_address(open_story):
    page = open_story('<p><a href="https://example.org/">Here</a></p>')
    page.locator(".body-text a").click()
    page.keyboard.press("Control+k")
    page.get_by_label("Address").fill("")
    submit(page)

    assert body_of(page) == "<p>Here</p>"


def test_a_citation_is_never_part_of_a_link(open_story):
    page = open_story('<p>One<cite data-key="k3f9x2ab"></cite> two</p>')
    put_caret(page, "all")
    page.keyboard.press("Control+k")
    page.get_by_label("Address").fill("https://example.org/")
    submit(page)

    link = '<a href="https://example.org/">'
    assert body_of(page) == (f'<p>{link}One</a><cite data-key="k3f9x2ab"></cite>{link} two</a></p>')


def test_quotation_marks_dashes_and_ellipses_are_set_as_typed(open_story):
    page = open_story()
    text_area(page).click()
    page.keyboard.type("""She said "it's 'over'"--then... left""")

    assert body_of(page) == "<p>She said “it’s ‘over’”—then… left</p>"


def test_backspace_takes_the_typography_back(open_story):
    page = open_story()
    text_area(page).click()
    page.keyboard.type("a--")
    page.keyboard.press("Backspace")

    assert body_of(page) == "<p>a--</p>"


def test_pasted_markup_is_reduced_to_what_a_body_may_hold(open_story):
    page = open_story()
    text_area(page).click()
    paste(
        page,
        '<h1 style="color:red">Head</h1><div><b>Bold</b> <u>under</u> <span>span</span></div>'
        '<ol start="4" type="a"><li>four</li></ol><img src="https://example.org/x.png">'
        "<table><tr><td>cell</td></tr></table><p>Amazon.com<script>alert(1)</script></p>",
    )

    save(page)

    assert (
        Desk.sent
        == Desk.body
        == (
            "<h2>Head</h2><p><strong>Bold</strong> under span</p><ol><li><p>four</p></li></ol>"
            "<p>cell</p><p>Amazon.com</p>"
        )
    )


def test_bold_and_italic_said_in_styles_survive_a_paste(open_story):
    page = open_story()
    text_area(page).click()
    paste(
        page,
        "<style>p { color: red }</style>"
        '<b style="font-weight:normal;"><p><span style="font-weight:700">Bold</span>'
        '<span style="font-weight:400"> plain </span>'
        '<span style="font-style:italic">italic</span></p></b>',
    )

    assert body_of(page) == "<p><strong>Bold</strong> plain <em>italic</em></p>"


def test_undo_takes_back_a_mark_in_one_step(open_story):
    page = open_story("<p>One</p>")
    put_caret(page, "end")
    tool(page, "Photo").click()
    page.get_by_role("button", name="Ferry").click()
    page.locator("dialog").wait_for(state="detached")
    page.keyboard.press("Control+z")

    assert body_of(page) == "<p>One</p>"


def test_the_words_are_counted(open_story):
    page = open_story("<p>One two</p><p>three</p>")
    assert page.locator(".body-count").inner_text() == "3 words"

    put_caret(page, "end")
    page.keyboard.type(" four")
    assert page.locator(".body-count").inner_text() == "4 words"


def test_the_label_leads_to_the_text(open_story):
    page = open_story("<p>One</p>")
    page.get_by_text("Body:").click()
    page.keyboard.type("X")

    assert body_of(page) == "<p>XOne</p>"


def test_without_javascript_the_textarea_is_there_and_saves(live_server, browser):
    Desk.body, Desk.marks = "<p>One</p>", {}
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/story/")
    page.get_by_label("Body").fill("<p>Two</p>")
    page.get_by_role("button", name="Save").click()

    assert page.get_by_label("Body").input_value() == "<p>Two</p>"
    assert Desk.body == "<p>Two</p>"
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_shuts_anyone_out_nor_runs_off_the_page(
    open_story, page, axe_violations, scheme, width
):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    open_story(EVERYTHING + '<p>Lost<cite data-key="lost1234"></cite></p>')
    assert axe_violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    put_caret(page, "start")
    for name in ("Cite", "Photo"):
        tool(page, name).click()
        page.get_by_label("Find").wait_for()
        assert axe_violations() == []
        dismiss(page)
