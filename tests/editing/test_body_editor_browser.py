"""The body editor in a real browser: writing, pasting, links, and who can use it."""

import pytest

from articles.body import sanitise

from .body_page import (
    EVERYTHING,
    Desk,
    body_of,
    dismiss,
    paste,
    put_caret,
    save,
    submit,
    text_area,
    tool,
)

pytest_plugins = ["tests.editing.body_page"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.editing.body_page"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("plain_static_files"),
]


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


def test_the_words_are_counted(open_story):
    page = open_story("<p>One two</p><p>three</p>")
    assert "3 words" in page.locator(".body-foot").inner_text()

    put_caret(page, "end")
    page.keyboard.type(" four")
    assert "4 words" in page.locator(".body-foot").inner_text()


def test_a_body_that_is_read_only_has_no_tools_and_takes_no_words(open_story):
    page = open_story("<p>One</p>", attrs={"readonly": True})
    text_area(page).click()
    page.keyboard.type("X")

    assert page.get_by_role("toolbar").count() == 0
    assert body_of(page) == "<p>One</p>"


def test_the_label_leads_to_the_text(open_story):
    page = open_story("<p>One</p>")
    page.get_by_text("Body:").click()
    page.keyboard.type("X")

    assert body_of(page) == "<p>XOne</p>"


def test_without_javascript_the_textarea_is_there_and_saves(live_server, browser):
    Desk.body, Desk.marks, Desk.attrs = "<p>One</p>", {}, {}
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
