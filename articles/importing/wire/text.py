"""Raw copy -> a story as plain values. Pure: no tables, no network.

`read(decode(data))` understands plain wire copy, Markdown with or without front matter, and HTML.
What it isn't sure of it says in `WireStory.doubts`; what it doesn't understand stays in the text.
No word is lost: `words(text)` are all in `read(text).words()`.
"""

from .blocks import read_blocks
from .characters import clean, decode, words
from .credit_line import render_credits
from .credits import brackets_in, take_credits
from .front_matter import take as take_front_matter
from .inline import SHORTCODE
from .marks import read_marks
from .opening import take_opening
from .quotations import settle_quotations
from .quoted_inline import quoted_inline
from .story import Block, Credit, Doubt, Paragraph, SetAside, WireStory, block_words, plain

__all__ = ["decode", "read", "render_credits", "words"]


def read(text: str) -> WireStory:
    """The story that raw copy tells. Never raises: any copy is a story, if a doubtful one."""
    front, below = take_front_matter(clean(text))
    page = read_blocks(below, markdown=front.fenced)
    opening, blocks = take_opening(front, page.blocks)
    credited = take_credits(blocks)
    quoted = settle_quotations(credited.blocks)
    inline, inline_doubts = quoted_inline(quoted.blocks)

    credits = list(credited.credits)
    if opening.provider and opening.provider.casefold() not in {c.text.casefold() for c in credits}:
        credits.append(Credit(opening.provider, origin="dateline", lead="(", trail=")"))
    set_aside = [*opening.set_aside, *page.set_aside, *credited.set_aside]
    if front.raw:
        set_aside.insert(0, SetAside("front-matter", front.raw))
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
        credits=tuple(credits),
        photo_credits=tuple(credited.photo_credits),
        doubts=(
            *front.doubts,
            *opening.doubts,
            *page.doubts,
            *credited.doubts,
            *quoted.doubts,
            *inline_doubts,
            *_doubts_in(quoted.blocks),
            *_unreadable(text),
        ),
        set_aside=tuple(set_aside),
    )


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
