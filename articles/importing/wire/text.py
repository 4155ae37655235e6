"""Raw copy -> a story as plain values. Pure: no tables, no network.

`read(decode(data))` understands plain wire copy, Markdown with or without front matter, and HTML.
What it isn't sure of it says in `WireStory.doubts`; what it doesn't understand stays in the text.
No word is lost: `words(text)` are all in `read(text).words()`.
"""

from collections.abc import Iterator

from .blocks import Page, read_blocks
from .characters import clean, words
from .credit_line import names_in_credit, render_credits
from .credits import brackets_in, take_credits
from .decoding import decode
from .front_matter import take as take_front_matter
from .inline import SHORTCODE
from .mail import take_mail
from .marks import read_marks
from .opening import Opening, take_opening
from .quotations import settle_quotations
from .quoted_inline import quoted_inline
from .service import take_top
from .story import Block, Credit, Doubt, Paragraph, SetAside, WireStory, block_words, plain

__all__ = ["decode", "read", "render_credits", "words"]


def read(text: str) -> WireStory:
    """The story that raw copy tells. Never raises: any copy is a story, if a doubtful one."""
    mail, below = take_mail(clean(text))
    notes, note_doubts, below = take_top(below)
    front, below = take_front_matter(below)
    page = read_blocks(below, markdown=front.fenced)
    opening, blocks = take_opening(front, mail, page.blocks)
    credited = take_credits(blocks)
    quoted = settle_quotations(credited.blocks)
    inline, inline_doubts = quoted_inline(quoted.blocks)

    set_aside = [
        *(SetAside("mail", said) for said in (mail.raw, mail.signature) if said),
        *notes,
        *([SetAside("front-matter", front.raw)] if front.raw else []),
        *opening.set_aside,
        *page.set_aside,
        *credited.set_aside,
    ]
    return WireStory(
        headline=opening.headline,
        kicker=opening.kicker,
        dek=opening.dek,
        dateline=opening.dateline,
        byline=opening.byline,
        published_on=opening.published_on,
        slug=front.slug,
        tags=front.tags,
        blocks=tuple(quoted.blocks),
        inline_quotations=tuple(inline),
        credits=(*credited.credits, *_providers(opening, credited.credits)),
        photo_credits=tuple(credited.photo_credits),
        doubts=(
            *note_doubts,
            *front.doubts,
            *opening.doubts,
            *page.doubts,
            *credited.doubts,
            *quoted.doubts,
            *inline_doubts,
            *_behind_the_end(page, credited.blocks),
            *_doubts_in(quoted.blocks),
            *_unreadable(text),
        ),
        set_aside=tuple(set_aside),
    )


def _providers(opening: Opening, credits: list[Credit]) -> Iterator[Credit]:
    """Who sent the copy, by the words above it; once, and not if its end says so too."""
    known = {credit.text.casefold() for credit in credits}
    for provider in opening.providers:
        for name in names_in_credit(provider):
            if name.casefold() not in known:
                known.add(name.casefold())
                in_dateline = name in opening.dateline
                yield Credit(name, origin="dateline" if in_dateline else "top", lead="", trail="")


def _behind_the_end(page: Page, blocks: list[Block]) -> list[Doubt]:
    """What stands below "-30-" and is more than credits: notes to editors mostly."""
    below = set(map(id, page.blocks[page.ended_at :])) if page.ended_at is not None else set()
    if below.isdisjoint(map(id, blocks)):
        return []
    return [Doubt("after-end", "The copy goes on behind its end mark. Is the rest for readers?")]


def _doubts_in(blocks: list[Block]) -> list[Doubt]:
    """What stands in the blocks that readers may not be meant to see."""
    doubts = []
    for number, block in enumerate(blocks):
        for said in filter(lambda words: "{{" in words, block_words(block)):
            doubts += [
                Doubt(
                    "shortcode",
                    f"“{code[0]}” is a command of another system; it stands in the text.",
                    number,
                )
                for code in SHORTCODE.finditer(said)
            ]
        if isinstance(block, Paragraph):
            doubts += [
                Doubt(
                    "bracket",
                    f"“[{found}]” stands in the text: a credit, or a note to remove?",
                    number,
                )
                for found in brackets_in(_unquoted(plain(block.text)))
            ]
    return doubts


def _unquoted(said: str) -> str:
    """A paragraph without its quotations, where brackets are the editor's own: “[they] left”."""
    if "[" not in said:
        return ""
    kept, at = [], 0
    for pair in read_marks(said).pairs:
        kept.append(said[at : pair.start])
        at = pair.end
    return " ".join([*kept, said[at:]])


def _unreadable(text: str) -> list[Doubt]:
    count = text.count("\N{REPLACEMENT CHARACTER}")
    return [Doubt("encoding", f"{count} characters could not be read.")] if count else []
