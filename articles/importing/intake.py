"""Raw copy becomes a draft: understood first, with nothing written; then filed through the door.

    understood = intake.understand(data)      # look at it, show it, correct it
    story = intake.take_in(data, understood=understood, by=user, name="seed.txt")

The raw copy is kept beside the story, and the same copy twice is one story.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateformat import format as in_words

from .. import body
from ..names import slug_of, tidy
from ..publishing import desk
from ..publishing.refusals import Refused
from ..sources.addresses import normalise
from ..stories.copy import Copy
from ..stories.models import Citation, Story
from .matching import (
    CopyCredit,
    Library,
    is_name,
    is_web_address,
    surely_said,
    unsaved_credit,
)
from .models import Import
from .wire import files as wire_files
from .wire import text as wire_text
from .wire.body import body_of, left_out
from .wire.credit_line import left_in_line
from .wire.story import Credit, Doubt, PhotoCreditLine, WireStory, block_words

# The columns of Story that copy can overflow.
LONGEST = {
    name: Story._meta.get_field(name).max_length for name in ("headline", "kicker", "dateline")
}
WORKING_HEADLINE = 80  # characters of the text, where there is no headline
LONGEST_NAME_OF_SOURCE = 80  # what is longer, in a list of sources, is a title
ATTEMPTS = 3


@dataclass(frozen=True)
class Understood:
    """What was made of raw copy, for a person to look over before anything is written.

    `body` is body markup; `notes` is whatever was set aside or doubted, for the note to the desk;
    `section` is an id; `dated` is when the copy says it came out, at the day's beginning here.
    """

    headline: str
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    slug: str = ""
    body: str = ""
    bylines: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[CopyCredit, ...] = ()
    photo_credit: PhotoCreditLine | None = None
    dated: datetime | None = None
    notes: tuple[str, ...] = ()
    section: int | None = None
    read: WireStory | None = field(default=None, compare=False)


def understand(data: bytes) -> Understood:
    """Read raw copy. Never raises and writes nothing; see wire/text.py for what is understood."""
    read = wire_text.read(wire_text.decode(data))
    markup = body_of(read.blocks)
    return Understood(
        headline=fitted("headline", read.headline) or working_headline(markup),
        kicker=fitted("kicker", read.kicker),
        dek=read.dek,
        dateline=fitted("dateline", read.dateline),
        slug=slug_of(read.slug, fallback="") if read.slug else "",
        body=markup,
        bylines=tuple(filter(is_name, read.byline)),
        tags=tuple(filter(is_name, read.tags)),
        credits=tuple(copy_credit(credit) for credit in read.credits if credit.kind == "source"),
        photo_credit=next(iter(read.photo_credits), None),
        dated=read.published_on and beginning_of(read.published_on),
        notes=tuple(desk_notes(read)),
        read=read,
    )


def fitted(name: str, words: str) -> str:
    """`words` as a column of the story holds them, cut between two words where they must be."""
    whole, longest = tidy(words), LONGEST[name]
    if len(whole) <= longest:
        return whole
    return whole[: longest + 1].rpartition(" ")[0] or whole[:longest]


def working_headline(markup: str) -> str:
    """The first words of the text, for copy that has no headline."""
    text = tidy(body.plain(markup))
    if len(text) > WORKING_HEADLINE:
        text = (text[:WORKING_HEADLINE].rpartition(" ")[0] or text[:WORKING_HEADLINE]) + "…"
    return text or "Untitled copy"


def copy_credit(credit: Credit) -> CopyCredit:
    is_long = len(credit.text) > LONGEST_NAME_OF_SOURCE
    is_title = credit.origin == "section" and (
        bool(credit.url) or is_long or bool(surely_said(credit.text).title)
    )
    url = credit.url if is_web_address(credit.url) else ""
    return CopyCredit(credit.text, url, is_title=is_title)


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def desk_notes(read: WireStory) -> Iterator[str]:
    """What the copy said that stands nowhere in the story, and what the reading was unsure of."""
    for name in LONGEST:
        whole = tidy(getattr(read, name))
        if whole != fitted(name, whole):
            yield f"The whole {name}: {whole}"
    yield from (f"Byline in the copy: {name}" for name in read.byline if not is_name(name))
    yield from (f"Tag in the copy: {name}" for name in read.tags if not is_name(name))
    for credit in read.credits:
        if credit.url and not is_web_address(credit.url):
            yield f"Address of the credit “{credit.text}”: {credit.url}"
    if read.slug:
        yield f"The copy's own address: {read.slug}"
    yield from (f"Set aside ({aside.kind}): {aside.text}" for aside in read.set_aside)
    yield from (f"Photo credit in the copy: {line.text}" for line in read.photo_credits[1:])
    yield from left_out(read.blocks)
    yield from dict.fromkeys(f"{doubt.message}{where(read, doubt)}" for doubt in read.doubts)


def where(read: WireStory, doubt: Doubt) -> str:
    """The place in the text that a doubt is about, by how it begins."""
    if doubt.block is None or doubt.block >= len(read.blocks):
        return ""
    begins = " ".join(block_words(read.blocks[doubt.block]))[:50].strip()
    return f" (at “{begins}…”)"


def fingerprint(data: bytes) -> str:
    """One for all spellings of the same copy: its encoding and line ends do not count."""
    text = unicodedata.normalize("NFC", wire_text.decode(data))
    lines = text.strip().splitlines()
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).encode()).hexdigest()


def already(data: bytes) -> Import | None:
    """The import of this very copy, if it came in before."""
    known = Import.objects.select_related("story", "by").defer("raw")
    return known.filter(sha256=fingerprint(data)).first()


def take_in(data: bytes, *, by, name: str = "", understood: Understood | None = None) -> Story:
    """File raw copy as a draft, or return the story that this copy became before.

    `understood` is what a person made of it; without it the machine's own reading is filed.
    Raises Refused for what is no text, and whatever the door raises.
    """
    return receive(data, by=by, name=name, understood=understood)[0].story


def receive(
    data: bytes, *, by, name: str = "", understood: Understood | None = None
) -> tuple[Import, bool]:
    """As `take_in`: the copy as it is kept, with its story, and whether it is new."""
    if complaint := wire_files.complaint(data):
        raise Refused(complaint)
    understood = understood or understand(data)
    for attempt in range(1, ATTEMPTS + 1):
        if before := already(data):
            return before, False
        try:
            return file(data, understood, by=by, name=tidy(name)), True
        except IntegrityError:
            # Somebody brought the same copy, or named a source as new, at the same moment: that
            # stands now, so look again.
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


@transaction.atomic
def file(data: bytes, understood: Understood, *, by, name: str) -> Import:
    """The story and the copy it was made of, both or neither."""
    story = desk.file(by=by, copy=copy_of(understood, by=by), note=f"From raw copy {name}".strip())
    return Import.objects.create(
        sha256=fingerprint(data), name=name[:255], raw=data, story=story, by=by
    )


def copy_of(understood: Understood, *, by) -> Copy:
    """The copy to file; what it names and the library lacks is added to the library."""
    library = Library(by=by)
    line = understood.photo_credit
    credit = library.photo_credit(line) if line else None
    parts = {
        "bylines": library.bylines(understood.bylines),
        "tags": library.tags(understood.tags),
        "citations": library.citations(understood.credits),
    }
    dated = understood.dated and f"The copy is dated {in_words(understood.dated, 'j F Y')}."
    notes = [*filter(None, [dated]), *understood.notes, *library.unfiled]
    return Copy(
        headline=understood.headline,
        kicker=understood.kicker,
        dek=understood.dek,
        dateline=understood.dateline,
        slug=understood.slug,
        body=understood.body,
        section=understood.section,
        copy_credit=credit and credit.pk,
        editor_note="\n".join(notes),
        **parts,
    )


def credits_as_printed(story: Story) -> str:
    """The line of credits as the copy had it, from what the story holds now.

    What stood in the copy's line keeps its place, its brackets and what parted it from the next;
    what is credited since follows.
    """
    read = reading_of(story)
    held = credits_held(story)
    line: list[tuple[Credit, bool]] = []
    for credit in read.credits:
        mate = next((each for each in held if is_same(each, credit)), None)
        if mate:
            held.remove(mate)
        if credit.origin == "line":
            now = photo_now(credit, story, read) if mate or credit.kind != "source" else None
            line.append((now or credit, now is not None))
    printed = left_in_line(line)
    if story.copy_credit and not any(credit.kind == "photo" for credit in printed):
        held.append(Credit(story.copy_credit.line or "Photo courtesy", kind="photo"))
    return wire_text.render_credits(printed + held).strip()


def reading_of(story: Story) -> WireStory:
    """The copy the story was made of, read again; an empty reading if it was written here."""
    kept = Import.objects.filter(story=story).first()
    return wire_text.read(wire_text.decode(bytes(kept.raw))) if kept else WireStory()


def credits_held(story: Story) -> list[Credit]:
    rows = story.citations.filter(role=Citation.Role.CREDIT_ONLY)
    held = []
    for row in rows.select_related("source", "document"):
        name, url = row.credited_as or str(row), row.document.url if row.document else ""
        held.append(Credit(name, url, printed=f"[{name}]({url})" if url else ""))
    return held


def is_same(held: Credit, printed: Credit) -> bool:
    """Whether the story still credits what the copy did; an address has many spellings."""
    return held.text == printed.text and (
        not held.url or normalise(held.url) == normalise(printed.url)
    )


def photo_now(credit: Credit, story: Story, read: WireStory) -> Credit | None:
    """A credit of the line as it is to be printed now: a photo's, as its record has become."""
    line = next(iter(read.photo_credits), None)
    if credit.kind != "photo" or line is None or credit.text != line.text:
        return credit
    if story.copy_credit is None:
        return None
    if story.copy_credit.facts == unsaved_credit(line).facts:
        return credit
    return replace(credit, text=story.copy_credit.line or credit.text, printed="")
