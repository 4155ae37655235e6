"""PDFs to test with, as small as they can be."""

import zlib


def a_pdf(*pages: str, title: str = "Harbour survey", author: str = "Ann Lee") -> bytes:
    """A PDF with a page of Latin letters for each of `pages`."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Title (%s) /Author (%s) /CreationDate (D:20260504101500Z) >>"
        % (title.encode(), author.encode()),
    }
    kids = []
    for number, text in enumerate(pages):
        page, words = 5 + 2 * number, 6 + 2 * number
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % words
        )
        objects[words] = stream(drawn(text))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return bound(objects)


def drawn(text: str) -> bytes:
    lines = b" ".join(b"(%s) Tj T*" % line.encode("cp1252") for line in text.splitlines())
    return b"BT /F1 12 Tf 72 720 Td 14 TL %s ET" % lines


def stream(content: bytes, times: int = 1) -> bytes:
    """`content` packed so many times over, made in little memory."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(content) for _ in range(times)) + packing.flush()
    head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
    return b"%s\nstream\n%s\nendstream" % (head, packed)


def bound(objects: dict[int, bytes]) -> bytes:
    """The objects with the table of where each begins."""
    file, places = b"%PDF-1.4\n", []
    for number in sorted(objects):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    end = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>" % (len(objects) + 1)
    return b"%s%s%s\nstartxref\n%d\n%%%%EOF" % (file, table, end, len(file))
