"""Raw copy becomes a draft: understood first, with nothing written; then filed through the door.

    understood = intake.understand(data)      # look at it, show it, correct it
    story = intake.take_in(data, understood=understood, by=user, name="seed.txt")

The raw copy is kept beside the story, and the same copy twice is one story.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

from django.db import IntegrityError, transaction

from ..body import new_key, sanitise
from ..names import slug_of
from ..people.models import Contributor
from ..photos.models import PhotoCredit
from ..publishing import desk
from ..sources import finding
from ..sources.models import Document, Source
from ..stories.copy import BylineCopy, CitationCopy, Copy
from ..stories.models import Citation, Story
from ..tags.models import Tag
from . import wire_text
from .models import Import
from .wire_story import (
    BlockQuotation,
    BulletList,
    Credit,
    Doubt,
    Heading,
    Paragraph,
    PhotoCreditLine,
    Picture,
    Text,
    WireStory,
    block_words,
)


@dataclass(frozen=True)
class Understood:
    """What was made of raw copy, for a person to look over before anything is written.

    `body` is body markup; `credits` are names as printed, each with an address or "";
    `notes` is whatever was set aside or doubted, for the note to the desk.
    """

    headline: str
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    slug: str = ""
    body: str = ""
    bylines: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    photo_credit: PhotoCreditLine | None = None
    dated: datetime | None = None
    notes: tuple[str, ...] = ()
    section: int | None = None
    read: WireStory | None = field(default=None, compare=False)


def understand(data: bytes) -> Understood:
    """Read raw copy. Never raises and writes nothing; see wire_text for what is understood."""
    read = wire_text.read(wire_text.decode(data))
    credited = [c for c in read.credits if c.kind == "source"]
    return Understood(
        headline=read.headline[:300],
        kicker=read.kicker[:60],
        dek=read.dek,
        dateline=read.dateline[:100],
        slug=slug_of(read.slug, fallback="") if read.slug else "",
        body=sanitise("".join(block_markup(block) for block in read.blocks)),
        bylines=read.byline,
        tags=read.tags,
        credits=tuple((c.text[:100], c.url) for c in credited),
        photo_credit=read.photo_credits[0] if read.photo_credits else None,
        dated=read.published_on and datetime.combine(read.published_on, datetime.min.time(), UTC),
        notes=tuple(dict.fromkeys(desk_notes(read))),
        read=read,
    )


def desk_notes(read: WireStory):
    """What the copy said that stands nowhere in the story, and what the reading was unsure of."""
    if len(read.headline) > 300:
        yield f"The whole headline: {read.headline}"
    if len(read.kicker) > 60:
        yield f"The whole kicker: {read.kicker}"
    if len(read.dateline) > 100:
        yield f"The whole dateline: {read.dateline}"
    yield from (f"Set aside ({aside.kind}): {aside.text}" for aside in read.set_aside)
    yield from (f"Photo credit in the copy: {line.text}" for line in read.photo_credits[1:])
    for doubt in read.doubts:
        yield f"{doubt.message}{where(read, doubt)}"


def where(read: WireStory, doubt: Doubt) -> str:
    """The place in the text that a doubt is about, by how it begins."""
    if doubt.block is None or doubt.block >= len(read.blocks):
        return ""
    begins = " ".join(block_words(read.blocks[doubt.block]))[:50].strip()
    return f" (at “{begins}…”)"


def block_markup(block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{markup(text)}</p>"
        case Heading(text, level):
            tag = "h2" if level <= 2 else "h3"
            return f"<{tag}>{markup(text)}</{tag}>"
        case BulletList(items, ordered=ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>{''.join(f'<li><p>{markup(item)}</p></li>' for item in items)}</{tag}>"
        case BlockQuotation(paragraphs, speaker, role):
            words = "".join(f"<p>{markup(text)}</p>" for text in paragraphs)
            said = f' data-speaker="{escape(speaker)}"' if speaker else ""
            said += f' data-role="{escape(role)}"' if role else ""
            return f'<blockquote data-key="{new_key()}"{said}>{words}</blockquote>'
        case Picture(src, alt, caption):
            words = escape(" ".join(filter(None, (alt, caption))) or src)
            return f'<p><a href="{escape(src)}">{words}</a></p>'
    raise TypeError(f"no markup for {block!r}")


def markup(text: Text) -> str:
    pieces = []
    for run in text:
        piece = escape(run.text, quote=False).replace("\n", "<br>")
        piece = f"<em>{piece}</em>" if run.em else piece
        piece = f"<strong>{piece}</strong>" if run.strong else piece
        pieces.append(f'<a href="{escape(run.href)}">{piece}</a>' if run.href else piece)
    return "".join(pieces)


def fingerprint(data: bytes) -> str:
    """One for all spellings of the same copy: its encoding and line ends do not count."""
    lines = wire_text.decode(data).strip().splitlines()
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).encode()).hexdigest()


def already(data: bytes) -> Import | None:
    """The import of this very copy, if it came in before."""
    return Import.objects.select_related("story").filter(sha256=fingerprint(data)).first()


def take_in(data: bytes, *, by, name: str = "", understood: Understood | None = None) -> Story:
    """File raw copy as a draft, or return the story that this copy became before.

    `understood` is what a person made of it; without it the machine's own reading is filed.
    """
    if before := already(data):
        return before.story
    try:
        with transaction.atomic():
            story = file(understood or understand(data), by=by, name=name)
            Import.objects.create(
                sha256=fingerprint(data), name=name[:255], raw=data, story=story, by=by
            )
    except IntegrityError:
        # The same copy came in twice at once, and the other was first.
        if before := already(data):
            return before.story
        raise
    return story


def file(understood: Understood, *, by, name: str) -> Story:
    credit = photo_credit(understood.photo_credit)
    copy = Copy(
        headline=understood.headline or "Untitled copy",
        kicker=understood.kicker,
        dek=understood.dek,
        dateline=understood.dateline,
        slug=understood.slug,
        body=understood.body,
        section=understood.section,
        copy_credit=credit and credit.pk,
        editor_note="\n".join(understood.notes),
        bylines=tuple(BylineCopy(contributor(n).pk) for n in dict.fromkeys(understood.bylines)),
        tags=tuple(tag(n).pk for n in understood.tags),
        citations=tuple(citation(text, url) for text, url in understood.credits),
    )
    return desk.file(by=by, copy=copy, note=f"From raw copy {name}".strip())


def contributor(name: str) -> Contributor:
    return Contributor.objects.called(name) or Contributor.objects.create(name=name[:100])


def tag(name: str) -> Tag:
    return Tag.objects.called(name) or Tag.objects.create(name=name[:100])


def source(name: str) -> Source:
    return finding.source_called(name) or Source.objects.create(name=name[:100])


def citation(text: str, url: str) -> CitationCopy:
    """A credit of the copy: with an address it cites a document, else a source alone."""
    kept = {"key": new_key(), "role": Citation.Role.CREDIT_ONLY.value, "credited_as": text}
    if url and (document := finding.document_at(url) or new_document(text, url)):
        return CitationCopy(document=document.pk, **kept)
    return CitationCopy(source=source(text).pk, **kept)


def new_document(credited: str, url: str) -> Document | None:
    """A document known by its address alone; None for what is no address of the web."""
    if not url.lower().startswith(("http://", "https://")) or len(url) > 2048:
        return None
    publisher = finding.publisher_of(url) or source(credited)
    return Document.objects.create(title=f"{credited}: {url}"[:500], url=url, publisher=publisher)


def photo_credit(line: PhotoCreditLine | None) -> PhotoCredit | None:
    """The credit as a record of its own, incomplete if the copy's line was."""
    if line is None:
        return None
    return PhotoCredit.objects.create(
        kind=line.kind or PhotoCredit.Kind.AGENCY,
        creators="\n".join(line.creators),
        supplier=line.supplier[:200],
        via=line.via[:200],
        holder=line.holder[:200],
        license_name=line.license_name[:100],
        mandatory_line="" if line.kind else line.text[:300],
    )


def credits_as_printed(story: Story) -> str:
    """The line of bracketed credits as the copy would print it, from what the library holds now."""
    bare = story.citations.filter(role=Citation.Role.CREDIT_ONLY).select_related("source")
    credits = [
        Credit(c.credited_as or str(c.source), url=c.document.url if c.document else "")
        for c in bare
    ]
    if story.copy_credit:
        credits.append(Credit(story.copy_credit.line or "Photo courtesy", kind="photo"))
    return wire_text.render_credits(credits).strip()
