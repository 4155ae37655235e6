"""The evidence for a document on the desk: listed, asked for, brought, kept from readers."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from articles.sources import capture, capturing, merging
from articles.sources.evidence import Capture
from articles.sources.links import HostRule, Link, LinkCheck
from articles.stories.copy import CitationCopy
from tests.newsroom import a_capture, a_document, a_link, a_story, a_user

from ..pdf_files import a_pdf
from .desks import at_the_desk, queries, said, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]

URL = "https://paper.example/wall"
HTML = "<title>Wall</title><p>The harbour wall leaks, an inspector said.</p>"


@pytest.fixture
def document():
    return a_document("Wall leaks", url=URL)


@pytest.fixture
def researcher():
    return at_the_desk("Researcher", name="Rosa Researcher")


def of(document) -> str:
    return f"/desk/articles/document/{document.pk}/"


def screen(kept, what: str = "") -> str:
    return f"/desk/articles/document/captures/{kept.pk}/{what}"


def a_picture(format: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (9, 9), (9, 90, 90)).save(file, format)
    return file.getvalue()


def brought(document, content: bytes, name: str = "x", kind: str = "other") -> Capture:
    by = a_user("Researcher")
    return capture.bring(document, BytesIO(content), name=name, kind=kind, by=by)


def citing(document, *excerpts: str):
    return a_story(
        citations=tuple(
            CitationCopy(f"key{n}", document=document.pk, excerpt=excerpt)
            for n, excerpt in enumerate(excerpts)
        )
    )


def listed(page: str) -> list[str]:
    """What a document's screen says of each capture."""
    [rows] = re.findall(r'<ol class="plain captures">(.*?)</ol>', page, re.DOTALL)
    found = re.findall(r"<li[^>]*>(.*?)</li>", rows, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


# The document's screen


def test_it_lists_what_is_kept_newest_first(document, researcher, hosts):
    hosts.redirect("https://paper.example/old", to=URL, status=302)
    hosts.page(URL, HTML)
    citing(document, "an inspector said", "an engineer said")
    first = capture.take(a_document("Old", url="https://paper.example/old"))
    Capture.objects.filter(pk=first.pk).update(document=document)
    capture.take(document)
    brought(document, a_picture(), "shot.png", "screenshot")

    rows = listed(shown(researcher, f"{of(document)}change/"))

    assert [row.partition(",")[0] for row in rows] == [
        "Screenshot “shot.png”",
        "Web page",
        "Web page",
    ]
    assert "By the monitor · 200 · " in rows[1]
    assert f"{first.sha256[:12]} · the same as on" in rows[1]
    assert "1 of 2 excerpts stand in it" in rows[1]
    assert f"https://paper.example/old → {URL}" in rows[2]
    assert "excerpts" not in rows[0]


def test_of_a_document_nothing_is_kept_of_it_says_so(document, researcher):
    [row] = listed(shown(researcher, f"{of(document)}change/"))

    assert row.startswith("Nothing is kept of it yet. Pages are captured when a story")


def test_it_says_what_readers_are_not_given(document, researcher):
    a_capture(document, asks_not_to_be_archived=True)
    withheld, _ = a_capture(document), a_capture(document)
    capture.withhold(withheld, "owner", by=a_user("Editor"))

    rows = listed(shown(researcher, f"{of(document)}change/"))

    assert ["Kept from readers" in row for row in rows] == [False, True, False]
    assert ["Asks not to be archived" in row for row in rows] == [False, False, True]


def test_it_says_how_the_link_stands_and_what_the_last_visits_saw(document, researcher):
    a_link(document, verdict="dead", since=timezone.now())
    LinkCheck.objects.create(
        document=document,
        address=URL,
        at=timezone.now(),
        by=researcher.user,
        sign="gone",
        verdict="dead",
        status=404,
    )

    page = " ".join(re.sub(r"<[^>]+>", " ", shown(researcher, f"{of(document)}change/")).split())

    assert "Dead since" in page
    assert "not found (404), asked for by Rosa Researcher" in page


@pytest.mark.parametrize("many", [1, 9])
def test_it_takes_as_many_queries_for_many_captures_as_for_one(document, researcher, many):
    citing(document, "leaks")
    for n in range(many):
        again = a_capture(document, text=f"The wall leaks {n}.", by=a_user("Editor"))
        a_capture(document, same_as=again, file="", file_sha256="", sha256=again.sha256)
    address = f"{of(document)}change/"
    shown(researcher, address)

    assert queries(researcher, address) <= 15


def test_a_new_document_has_no_evidence_yet(researcher):
    assert 'id="evidence"' not in shown(researcher, "/desk/articles/document/add/")


# Capture now


def test_a_page_is_captured_when_somebody_presses_whoever_cites_it(
    document, researcher, hosts, django_capture_on_commit_callbacks
):
    hosts.page(URL, HTML)
    citing(document, "leaks")

    with django_capture_on_commit_callbacks(execute=True):
        response = researcher.post(f"{of(document)}capture/")

    assert response.url == f"{of(document)}change/#evidence"
    assert (Capture.objects.get().by, LinkCheck.objects.get().by) == (researcher.user,) * 2
    link = Link.objects.get()
    assert (link.asked_by, link.verdict, link.capture_at) == (researcher.user, "alive", None)


def test_nothing_goes_out_before_somebody_presses(document, researcher, hosts):
    citing(document, "leaks")

    shown(researcher, f"{of(document)}change/")
    researcher.get(f"{of(document)}capture/")

    assert hosts.looked_up == []


def test_only_that_page_is_visited(document, researcher, hosts, django_capture_on_commit_callbacks):
    hosts.page(URL, HTML)
    other = a_document("Another", url="https://another.example/")
    now = timezone.now()
    a_link(other, visit_at=now, capture_at=now)

    with django_capture_on_commit_callbacks(execute=True):
        researcher.post(f"{of(document)}capture/")

    assert set(hosts.looked_up) == {"paper.example"}


def test_the_screen_says_what_is_under_way(document, researcher):
    researcher.post(f"{of(document)}capture/")

    assert "The page is being captured: Rosa Researcher asked" in shown(
        researcher, f"{of(document)}change/"
    )

    Link.objects.update(capture_at=timezone.now() + timedelta(days=1), asked_by=None, asked_at=None,
                        watched_since=timezone.now())  # fmt: skip

    assert "could not be captured; it is tried again on" in shown(
        researcher, f"{of(document)}change/"
    )


def test_what_a_visit_met_instead_is_told(
    document, researcher, hosts, django_capture_on_commit_callbacks
):
    hosts.page(URL, status=404)

    with django_capture_on_commit_callbacks(execute=True):
        researcher.post(f"{of(document)}capture/")

    page = shown(researcher, f"{of(document)}change/")
    assert "not found (404)" in page
    assert "being captured" not in page


def test_what_people_said_is_never_to_be_visited_is_not(document, researcher, hosts):
    HostRule.objects.create(
        host="paper.example", treatment="never_fetch", reason="They asked.", by=a_user("Editor")
    )

    response = researcher.post(f"{of(document)}capture/")

    assert said(response) == ["People have said that paper.example is never to be visited."]
    assert not Link.objects.exists()


def test_what_has_no_address_cannot_be_captured(researcher):
    document = a_document("A letter")

    response = researcher.post(f"{of(document)}capture/")

    assert said(response) == ["The document has no address to visit."]
    assert "Capture now" not in shown(researcher, f"{of(document)}change/")


def test_what_a_task_that_died_has_left_is_done_by_the_next_run(document, researcher, hosts):
    hosts.page(URL, HTML)
    researcher.post(f"{of(document)}capture/")  # its task is never run: nothing is committed here

    capturing.capture_due()

    assert Capture.objects.get().by == researcher.user


# Bring evidence


def bring(client, document, content: bytes, name="shot.png", **typed):
    file = SimpleUploadedFile(name, content, content_type="image/png")
    data = {"file": file, "kind": "screenshot", "note": "Taken by Rosa on her phone."} | typed
    return client.post(f"{of(document)}bring/", data)


def test_a_screenshot_is_brought_listed_and_shown(document, researcher):
    picture = a_picture()

    response = bring(researcher, document, picture)

    kept = Capture.objects.get()
    assert response.url == f"{of(document)}change/#evidence"
    assert said(response) == ["The evidence is kept."]
    assert (kept.kind, kept.by, kept.note) == (
        "screenshot",
        researcher.user,
        "Taken by Rosa on her phone.",
    )
    assert "Taken by Rosa on her phone." in listed(shown(researcher, f"{of(document)}change/"))[0]
    page = shown(researcher, screen(kept))
    assert f'<img src="{screen(kept, "content/")}"' in page
    assert kept.sha256 in page
    assert researcher.get(screen(kept, "content/")).content == picture


def test_the_same_file_again_is_said_to_be_the_same(document, researcher):
    bring(researcher, document, a_picture())

    response = bring(researcher, document, a_picture(), name="again.png")

    assert said(response)[-1] == "The evidence is kept. It is the same file as one there was."


@pytest.mark.parametrize(
    ("content", "typed", "error"),
    [
        (b"<html>", {}, "This is no screenshot, whatever it is called."),
        (b"", {}, "The submitted file is empty."),
        (a_picture(), {"kind": "page"}, "page is not one of the available choices"),
        (a_picture(), {"note": " "}, "This field is required."),
        (bytes(capture.MAX_BROUGHT + 1), {"kind": "other"}, "The file is larger than 40 MB."),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_note_is_not_lost(
    document, researcher, content, typed, error
):
    response = bring(researcher, document, content, **typed)

    assert error in response.content.decode()
    assert Capture.objects.count() == 0
    if "note" not in typed:
        assert "Taken by Rosa on her phone." in response.content.decode()


def test_a_pdf_is_brought_and_its_words_are_looked_through(document, researcher):
    citing(document, "the wall leaks", "the wall holds")
    bring(researcher, document, a_pdf("The wall leaks."), name="report.html", kind="other")

    page = shown(researcher, screen(Capture.objects.get()))

    assert re.findall(r"<mark>(.*?)</mark>", page) == ["The wall leaks"]
    assert page.count("Stands in it") == page.count("Not found") == 1


# Its bytes

HOSTILE = {
    "a page with a script": b"<!doctype html><script>alert(document.cookie)</script>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "xml that becomes a page": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "a picture and a page": a_picture("GIF") + b"<script>alert(1)</script>",
    "a picture by its first letters alone": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "a pdf with a script": a_pdf("x") + b"<script>alert(1)</script>",
    "a page after blanks": b"\n\n  \t<HTML><body onload=alert(1)>",
    "mail with a page": b"Content-Type: text/html\n\n<script>alert(1)</script>",
    "an archive": b"PK\x03\x04\0\0",
    "a flash film": b"CWS\x0a\0\0",
    "words": b"Words.",
}
NAMES = (
    "x.html",
    "x.png",
    "../../x.svg",
    'x"; filename="evil.html',
    "x\r\nSet-Cookie: a=b\r\n\r\n<script>.png",
    "ёлка\u202egpj.exe",
    "",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_is_ever_active_on_our_origin(document, researcher, hostile, name):
    kept = brought(document, HOSTILE[hostile], name)
    shown_here = set()

    for what in ("content/", "file/"):
        response = researcher.get(screen(kept, what))

        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "no-store" in response["Cache-Control"]
        assert "Set-Cookie" not in response
        disposition = response.get("Content-Disposition")
        if disposition is None:
            shown_here.add(response["Content-Type"])
        else:
            assert re.fullmatch(r'attachment; filename="evidence-\d+\.[a-z0-9]+"', disposition)
            assert not disposition.endswith(('html"', 'svg"', 'exe"'))
            assert response["Content-Type"] == "application/octet-stream"

    assert shown_here <= {"text/plain; charset=utf-8", "image/png", "image/gif"}


@pytest.mark.parametrize(
    ("body", "said_to_be"),
    [
        (b"<script>alert(1)</script>", "text/html"),
        (b"<svg onload='alert(1)'/>", "image/svg+xml"),
        (b"<script>alert(1)</script>", "image/png"),
        (b"<script>alert(1)</script>", "application/pdf"),
        (b"alert(1)", "text/javascript"),
        (b"x", "text/plain\x0bhtml"),
        (b"", ""),
    ],
)
def test_what_a_host_says_a_page_is_makes_nothing_active(
    document, researcher, hosts, body, said_to_be
):
    hosts.page(URL, body, content_type=said_to_be)
    kept = capture.take(document)

    response = researcher.get(screen(kept, "content/"))

    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Type"] == "application/octet-stream"
    assert response.content == body


def test_a_page_is_downloaded_whole_as_it_was_written(document, researcher, hosts):
    hosts.page(URL, HTML)
    kept, again = capture.take(document), capture.take(document)

    for each in (kept, again):
        response = researcher.get(screen(each, "file/"))
        assert (
            response["Content-Disposition"] == f'attachment; filename="evidence-{kept.pk}.warc.gz"'
        )
        assert b"".join(response).startswith(b"\x1f\x8b")
        assert researcher.get(screen(each, "content/")).content == HTML.encode()


def test_its_words_are_shown_as_words(document, researcher, hosts):
    hosts.page(URL, "<p>The &lt;b&gt;wall&lt;/b&gt; &lt;script&gt;leaks</p>")
    citing(document, "leaks")

    page = researcher.get(screen(capture.take(document))).content.decode()

    assert "&lt;b&gt;wall&lt;/b&gt; &lt;script&gt;<mark>leaks</mark>" in page


def test_a_file_that_is_lost_is_said_not_to_be_there(document, researcher):
    kept = a_capture(document)

    assert [researcher.get(screen(kept, w)).status_code for w in ("", "content/", "file/")] == [
        200,
        404,
        404,
    ]


def test_only_who_may_look_at_captures_gets_them(document):
    kept = brought(document, b"zqevidence")
    writer = at_the_desk("Writer")
    stranger = at_the_desk(None)
    stranger.user.user_permissions.add(Permission.objects.get(codename="view_document"))

    addresses = [screen(kept, what) for what in ("", "content/", "file/")]
    assert [writer.get(address).status_code for address in addresses] == [200, 200, 200]
    assert [stranger.get(address).status_code for address in addresses] == [403, 403, 403]
    page = shown(stranger, f"{of(document)}change/")
    assert kept.sha256[:12] not in page
    assert 'id="evidence"' not in page


# Kept from readers


def test_a_capture_is_kept_from_readers_for_a_reason_and_given_again(document, researcher):
    kept = a_capture(document, text="Words.")

    researcher.post(screen(kept, "withhold/"), {"reason": "takedown"})

    kept.refresh_from_db()
    assert (kept.withheld, kept.withheld_by) == ("takedown", researcher.user)
    page = shown(researcher, screen(kept))
    assert "Kept from readers: taken down by order. Rosa Researcher" in page

    researcher.post(screen(kept, "withhold/"), {"reason": ""})

    kept.refresh_from_db()
    assert (kept.withheld, kept.withheld_by) == ("", None)


def test_no_reason_that_is_none_keeps_anything(document, researcher):
    kept = a_capture(document)

    response = researcher.post(screen(kept, "withhold/"), {"reason": "because"})

    assert said(response) == ["Say why it is kept from readers."]
    kept.refresh_from_db()
    assert kept.withheld == ""


def test_the_button_is_for_whom_it_works(document):
    kept = a_capture(document)

    assert "Keep it from readers" in shown(at_the_desk("Editor"), screen(kept))
    assert "Keep it from readers" not in shown(at_the_desk("Writer"), screen(kept))


# After a merge


def test_all_that_was_captured_of_what_was_merged_is_listed_with_the_other(document, researcher):
    double = a_document("Wall leaks again", url="https://mirror.example/wall")
    same = {"sha256": "a" * 64}
    for each in (document, double):
        a_capture(each, **same)
    a_capture(double)
    a_capture(a_document("Another", url="https://paper.example/other"))
    assert len(listed(shown(researcher, of(document) + "change/"))) == 1

    merging.merge(double, into=document, by=a_user("Editor"))

    assert len(listed(shown(researcher, of(document) + "change/"))) == 3


def test_evidence_brought_on_a_screen_that_was_open_before_the_merge_comes_to_the_other(
    document, researcher
):
    double = a_document("Wall leaks again")
    merging.merge(double, into=document, by=a_user("Editor"))

    file = SimpleUploadedFile("wall.png", a_picture())
    said = {"file": file, "kind": "screenshot", "note": "By me."}
    response = researcher.post(of(double) + "bring/", said)

    assert response.headers["Location"] == of(document) + "change/#evidence"
    assert Capture.objects.get().document == document
