"""What a file is, its bytes say; what it is called counts for nothing."""

import pytest

from articles.sources.signatures import ending_of, known_type, type_of_words

from ..pdf_files import a_pdf


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_pdf("x"), "application/pdf"),
        (b"\x89PNG\r\n\x1a\n<script>", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x1cftypavif", "image/avif"),
        (b"\0\0\0\x1cftypM4A ", "audio/mp4"),
        (b"\0\0\0\x1cftypisom", "video/mp4"),
        (b"ID3\x04", "audio/mpeg"),
        (b"GIF8", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b" \x89PNG\r\n\x1a\n", ""),
        (b"", ""),
    ],
)
def test_it_is_told_by_its_first_letters(content, kind):
    assert known_type(content) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"We have known for years.\r\n\tYours", "text/plain"),
        ("Wir wußten es.".encode("cp1252"), "text/plain"),
        (b"\n<!DOCTYPE html><p>Words", "text/html"),
        (b"<HTML><p>Words", "text/html"),
        (b"<svg onload='alert(1)'/>", "text/plain"),
        (b"PK\x03\x04\0\0", ""),
        (b"MZ\x90\0", ""),
    ],
)
def test_words_are_told_from_what_is_none(content, kind):
    assert type_of_words(content) == kind


@pytest.mark.parametrize(
    ("kind", "name", "ending"),
    [
        ("application/pdf", "scan.html", ".pdf"),
        ("image/png", "shot.svg", ".png"),
        ("text/plain", "notes.exe", ".txt"),
        ("message/rfc822", "", ".eml"),
        ("text/html", "page.html", ".txt"),
        ("text/javascript", "page.js", ".txt"),
        ("image/svg+xml", "drawing.svg", ".txt"),
        ("application/xhtml+xml", "page.xhtml", ".txt"),
        ("application/octet-stream", "Minutes.DOCX", ".docx"),
        ("application/octet-stream", "setup.exe", ".bin"),
        ("application/octet-stream", "", ".bin"),
    ],
)
def test_it_is_saved_under_an_ending_that_runs_nothing(kind, name, ending):
    assert ending_of(kind, name) == ending
