"""What was cited is kept: the bytes and their hash, each content once, where nothing serves it."""

import gzip
import random
import zlib
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from articles import web
from articles.changes import Change
from articles.sources import capture
from articles.sources.capture import NotKept
from articles.sources.evidence import Capture

from ..newsroom import a_document, a_user
from ..pdf_files import a_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence_of_this_test")]

ADDRESS = "https://paper.example/wall"
HTML = """<title>Wall leaks</title><meta name="author" content="Jane Doe">
<p>The harbour wall leaks, an inspector said on Monday.</p><aside>Out of the way</aside>"""


def document(address: str = ADDRESS):
    return a_document("Wall leaks", url=address)


def evidence() -> set[str]:
    """The names of all files in the evidence storage."""
    root = Path(storages["evidence"].location)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


# From the network


def test_a_page_is_kept_with_what_it_says(hosts):
    hosts.redirect("http://old.example/wall", to=ADDRESS, status=302)
    hosts.page(ADDRESS, HTML, ETag='"1"', Server="secret")

    kept = capture.take(document("http://old.example/wall"))

    kept.refresh_from_db()
    assert (kept.kind, kept.by, kept.same_as) == ("page", None, None)
    assert (kept.requested_address, kept.final_address) == ("http://old.example/wall", ADDRESS)
    assert kept.hops == [{"address": "http://old.example/wall", "status": 302}]
    assert kept.headers == {"ETag": '"1"', "Content-Type": "text/html; charset=utf-8"}
    assert (kept.status, kept.content_type) == (200, "text/html")
    assert (kept.sha256, kept.size) == (sha256(HTML.encode()).hexdigest(), len(HTML))
    assert (kept.title, kept.authors) == ("Wall leaks", "Jane Doe")
    assert "an inspector said on Monday" in kept.text
    assert list(Capture.objects.for_readers()) == [kept]
    assert capture.content(kept) == HTML.encode()


def test_the_file_is_a_web_archive_of_what_went_over_the_wire(hosts):
    hosts.page(ADDRESS, HTML)

    kept = capture.take(document())

    with storages["evidence"].open(kept.file) as file:
        data = file.read()
        records = [
            (r.rec_type, r.rec_headers["WARC-Target-URI"], r.content_stream().read())
            for r in ArchiveIterator(BytesIO(data))
        ]
    assert sha256(data).hexdigest() == kept.file_sha256
    assert records == [("response", ADDRESS, HTML.encode()), ("request", ADDRESS, b"")]


@pytest.mark.parametrize("padding", [b"", random.Random(1).randbytes(40_000).hex().encode()])
def test_a_page_that_came_packed_in_several_members_is_kept_whole(hosts, padding):
    first, second = HTML.encode()[:90] + padding, HTML.encode()[90:]
    packed = gzip.compress(first) + gzip.compress(second)
    hosts.page(ADDRESS, packed, Content_Encoding="gzip")

    kept = capture.take(document())

    assert "an inspector said on Monday" in kept.text
    assert capture.content(kept) == first + second


def test_the_file_has_a_name_nobody_guesses_and_no_address(hosts, settings):
    hosts.page(ADDRESS, HTML)

    kept = capture.take(document())

    assert evidence() == {kept.file}
    assert len(kept.file) >= 48
    assert str(kept.pk) != kept.file
    assert not Path(storages["evidence"].path(kept.file)).is_relative_to(settings.MEDIA_ROOT)


def test_a_page_that_has_not_changed_is_seen_again_without_another_file(hosts):
    hosts.page(ADDRESS, HTML)
    cited = document()

    first, again, once_more = (capture.take(cited) for _ in range(3))

    assert (again.same_as, once_more.same_as) == (first, first)
    assert evidence() == {first.file}
    assert capture.content(once_more) == HTML.encode()


def test_a_page_that_has_changed_is_kept_beside_the_other(hosts):
    hosts.page(ADDRESS, HTML)
    cited = document()
    first = capture.take(cited)
    hosts.page(ADDRESS, HTML.replace("Monday", "Tuesday"))

    second = capture.take(cited)

    assert second.same_as is None
    assert evidence() == {first.file, second.file}


def test_two_who_keep_the_same_at_one_moment_keep_one_file(hosts, monkeypatch):
    hosts.page(ADDRESS, HTML)
    cited = document()
    as_warc = capture.as_warc
    other = []

    def meanwhile(*args):
        if not other:
            other.append(None)
            other[0] = capture.take(cited)
        return as_warc(*args)

    monkeypatch.setattr(capture, "as_warc", meanwhile)

    kept = capture.take(cited)

    assert kept.same_as == other[0]
    assert evidence() == {other[0].file}


@pytest.mark.parametrize(
    ("body", "said", "kind", "content_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf", "pdf", "application/pdf"),
        (b"%PDF-1.7 ...", "text/html", "pdf", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png", "image", "image/png"),
        (b"GIF89a", "application/octet-stream", "image", "image/gif"),
        (b"words", "text/plain", "page", "text/plain"),
        (b"<svg/>", "image/svg+xml", "image", "image/svg+xml"),
        (b"PK\x03\x04", "application/zip", "other", "application/zip"),
        (b"", "", "other", ""),
    ],
)
def test_whatever_is_there_is_kept_as_what_it_is(hosts, body, said, kind, content_type):
    hosts.page(ADDRESS, body, content_type=said)

    kept = capture.take(document())

    assert (kept.kind, kept.content_type) == (kind, content_type)
    assert capture.content(kept) == body


def test_a_page_in_pieces_and_packed_is_kept_whole(hosts):
    packed = gzip.compress(HTML.encode())

    def speech(request):
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
        yield b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)

    hosts.speaks(ADDRESS, speech)

    kept = capture.take(document())

    assert kept.sha256 == sha256(HTML.encode()).hexdigest()
    assert capture.content(kept) == HTML.encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ('<meta name="robots" content="noarchive">', {}),
        ("", {"X_Robots_Tag": "noarchive"}),
        ("", {"X_Robots_Tag": "noindex", "x_robots_tag": "NoArchive"}),
    ],
)
def test_a_page_that_asks_not_to_be_archived_is_kept_and_not_shown(hosts, body, headers):
    hosts.page(ADDRESS, f"{body}<p>Words.", **headers)

    kept = capture.take(document())

    assert kept.file
    assert not Capture.objects.for_readers()


@pytest.mark.parametrize("status", [304, 403, 404, 500])
def test_an_answer_that_is_no_page_is_not_kept(hosts, status):
    hosts.page(ADDRESS, "Sorry.", status=status)

    with pytest.raises(NotKept, match=str(status)):
        capture.take(document())

    assert (Capture.objects.count(), evidence()) == (0, set())


def test_a_page_that_is_not_to_be_had_is_not_kept():
    with pytest.raises(NotKept):
        capture.take(document(""))


def test_no_capture_leads_inside(hosts):
    hosts.redirect(ADDRESS, to="http://169.254.169.254/latest/meta-data/")

    with pytest.raises(web.Refused):
        capture.take(document())

    assert hosts.strangers == []
    assert Capture.objects.count() == 0


def test_a_file_without_a_row_is_not_left_behind(hosts, monkeypatch):
    hosts.page(ADDRESS, HTML)

    def fails(*keys):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(capture.changes, "note", fails)

    with pytest.raises(RuntimeError):
        capture.take(document())

    assert (Capture.objects.count(), evidence()) == (0, set())


def test_pages_that_show_the_document_are_told(hosts):
    hosts.page(ADDRESS, HTML)
    cited = document()

    capture.take(cited)

    assert [change.key for change in Change.objects.all()] == [f"document:{cited.pk}"]


# By hand


def test_a_file_is_brought_as_evidence():
    researcher = a_user("Researcher")

    kept = capture.bring(
        document(""),
        BytesIO(b"GIF89a..."),
        name="screen.gif",
        kind="screenshot",
        by=researcher,
        note="Sent by the board.",
    )

    kept.refresh_from_db()
    assert (kept.kind, kept.by, kept.name) == ("screenshot", researcher, "screen.gif")
    assert (kept.note, kept.content_type) == ("Sent by the board.", "image/gif")
    assert (kept.status, kept.final_address) == (None, "")
    assert kept.sha256 == kept.file_sha256 == sha256(b"GIF89a...").hexdigest()
    assert capture.content(kept) == b"GIF89a..."


def test_mail_that_is_brought_is_read():
    mail = b"Subject: The wall\nFrom: jane@board.example\n\nWe have known for years.\n"

    kept = capture.bring(
        document(""), BytesIO(mail), name="mail.eml", kind="email", by=a_user("Researcher")
    )

    assert (kept.title, kept.text) == ("The wall", "We have known for years.")
    assert not any("jane" in str(value) for value in vars(kept).values())
    assert capture.shows(kept, "known for years")


@pytest.mark.parametrize(
    ("content", "name", "said", "kind", "content_type"),
    [
        (b"\x89PNG\r\n\x1a\n...", "page.html", "screenshot", "screenshot", "image/png"),
        (b"\x89PNG\r\n\x1a\n...", "page.html", "other", "image", "image/png"),
        (b"<html><script>", "shot.png", "other", "page", "text/html"),
        (b"<svg onload='x'/>", "shot.svg", "other", "other", "text/plain"),
        (b"MZ\0", "notes.txt", "transcript", "transcript", "application/octet-stream"),
        (b"%PDF-1.7", "minutes.docx", "other", "pdf", "application/pdf"),
        (b"%PDF-1.7", "mail.eml", "email", "email", "application/pdf"),
        (b"ID3\x04", "tape.txt", "other", "audio", "audio/mpeg"),
        (b"\0\0\0\x1cftypisom", "call.mp4", "audio", "audio", "video/mp4"),
    ],
)
def test_what_a_file_is_its_bytes_say_and_not_its_name(content, name, said, kind, content_type):
    kept = capture.bring(
        document(""), BytesIO(content), name=name, kind=said, by=a_user("Researcher")
    )

    assert (kept.content_type, kept.kind, kept.name) == (content_type, kind, name)


@pytest.mark.parametrize(("kind", "what"), [("screenshot", "screenshot"), ("audio", "recording")])
def test_what_is_no_picture_or_recording_is_not_kept_as_one(kind, what):
    with pytest.raises(NotKept, match=f"This is no {what}"):
        capture.bring(
            document(""), BytesIO(b"<html>"), name="shot.png", kind=kind, by=a_user("Researcher")
        )

    assert (Capture.objects.count(), evidence()) == (0, set())


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jane\\scan.pdf", "scan.pdf"),
        ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("ёлка 港.eml", "ёлка 港.eml"),
        ("n" * 300, "n" * 200),
    ],
)
def test_its_name_is_kept_without_paths_and_signs_nobody_sees(name, called):
    kept = capture.bring(
        document(""), BytesIO(b"Words."), name=name, kind="other", by=a_user("Researcher")
    )

    assert kept.name == called


@pytest.mark.parametrize("size", [0, capture.MAX_BROUGHT + 1])
def test_a_file_that_is_empty_or_too_large_is_not_kept(size):
    with pytest.raises(NotKept):
        capture.bring(
            document(""), BytesIO(bytes(size)), name="x", kind="other", by=a_user("Researcher")
        )


# Was it there?


@pytest.mark.parametrize(
    ("excerpt", "there"),
    [("an inspector said", True), ("Out of the way", True), ("an engineer said", False)],
)
def test_words_are_looked_for_in_the_whole_page(hosts, excerpt, there):
    hosts.page(ADDRESS, HTML)
    cited = document()
    kept, again = capture.take(cited), capture.take(cited)

    assert capture.shows(kept, excerpt) is there
    assert capture.shows(again, excerpt) is there


def test_words_are_looked_for_in_the_letters_the_page_was_sent_in(hosts):
    page = "<title>x</title><article>a</article><aside>Стена течёт</aside>".encode("koi8-r")
    hosts.page(ADDRESS, page, content_type='text/html; charset="KOI8-R"')

    assert capture.shows(capture.take(document()), "стена течёт")


def test_words_are_looked_for_in_a_pdf(hosts):
    hosts.page(ADDRESS, a_pdf("The wall leaks,", "an inspector said."))

    kept = capture.take(document())

    assert (kept.kind, kept.title) == ("pdf", "Harbour survey")
    assert capture.shows(kept, "leaks, an inspector said") is True
    assert capture.shows(kept, "an engineer said") is False


@pytest.mark.parametrize("content", [a_pdf(""), b"%PDF-1.7 an inspector said", b"\xff\xd8\xff"])
def test_of_a_scan_a_broken_pdf_or_a_picture_nobody_can_say(hosts, content):
    hosts.page(ADDRESS, content)

    assert capture.shows(capture.take(document()), "an inspector said") is None


# Not for readers


def test_what_is_withheld_is_withheld_whenever_it_was_seen(hosts):
    hosts.page(ADDRESS, HTML)
    cited, editor = document(), a_user("Editor")
    first, again = capture.take(cited), capture.take(cited)
    hosts.page(ADDRESS, HTML.replace("Monday", "Tuesday"))
    other = capture.take(cited)

    capture.withhold(again, "takedown", by=editor)

    later = capture.take(cited)
    assert set(Capture.objects.for_readers()) == {other} != {first, other, later}
    assert set(Capture.objects.exclude(withheld="")) == {first, again}
    first.refresh_from_db()
    assert (first.withheld, first.withheld_by) == ("takedown", editor)

    capture.withhold(first, "", by=editor)

    assert set(Capture.objects.for_readers()) == {first, other}


def test_what_somebody_brought_is_not_for_readers():
    capture.bring(document(""), BytesIO(b"Words."), name="", kind="other", by=a_user("Researcher"))

    assert not Capture.objects.for_readers()


# Is it still what it was?


def brought_by_hand() -> Capture:
    by = a_user("Researcher")
    return capture.bring(document(""), BytesIO(b"GIF89a"), name="x.gif", kind="screenshot", by=by)


def test_files_that_are_what_was_written_are_verified(hosts):
    hosts.page(ADDRESS, HTML)
    capture.take(document())
    brought_by_hand()
    said = StringIO()

    call_command("verify_captures", stdout=said)

    assert "2 files are what was written" in said.getvalue()


PACKED = gzip.compress(HTML.encode(), mtime=0)


def says(body: bytes, *headers: bytes, before: bytes = b"") -> bytes:
    length = b"Content-Length: %d" % len(body)
    head = b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: text/html", length, *headers])
    return before + head + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "answer",
    [
        says(b"<p>The wall leaks.", before=b"HTTP/1.1 100 Continue\r\n\r\n"),
        says(b"<p>The wall leaks.", before=b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        says(gzip.compress(PACKED), b"Content-Encoding: gzip, gzip"),
        says(PACKED[:-1] + b"!", b"Content-Encoding: gzip"),
        says(zlib.compress(b"<p>The wall leaks.", wbits=-15), b"Content-Encoding: deflate"),
        says(b"\x8bwhatever", b"Content-Encoding: br"),
    ],
)
def test_what_is_given_back_is_what_was_hashed(hosts, answer):
    hosts.speaks(ADDRESS, lambda request: [answer])

    kept = capture.take(document())

    assert sha256(capture.content(kept)).hexdigest() == kept.sha256
    assert list(capture.damaged()) == []


def test_a_file_that_does_not_hold_what_was_captured_is_told(hosts, monkeypatch):
    hosts.page(ADDRESS, HTML)
    kept = capture.take(document())
    monkeypatch.setattr(web, "body_of", lambda response: response)

    assert list(capture.damaged()) == [(kept, "does not hold the content that was captured")]


@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_bytes(b"forged")])
@pytest.mark.parametrize("how", ["fetched", "brought by hand"])
def test_a_file_that_was_changed_or_lost_is_told(hosts, harm, how):
    hosts.page(ADDRESS, HTML)
    kept = capture.take(document()) if how == "fetched" else brought_by_hand()
    harm(Path(storages["evidence"].path(kept.file)))
    said = StringIO()

    with pytest.raises(CommandError, match="1 of 1"):
        call_command("verify_captures", stderr=said)

    assert f"capture {kept.pk} of “Wall leaks”" in said.getvalue()
