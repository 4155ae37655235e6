"""A reading's blocks as body markup, and the words that such markup cannot hold. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from ...body import new_key, sanitise
from ...markup import link
from .characters import words
from .story import Block, BlockQuotation, BulletList, Heading, Paragraph, Picture, Run, Text


def body_of(blocks: Iterable[Block]) -> str:
    """The blocks in the markup a body is kept in, sanitised, each quotation with a key."""
    return sanitise("".join(map(block_markup, blocks)))


def block_markup(block: Block) -> str:
    match block:
        case Paragraph(text):
            return f"<p>{markup(text)}</p>"
        case Heading(text, level):
            tag = "h2" if level <= 2 else "h3"
            return f"<{tag}>{markup(text)}</{tag}>"
        case BulletList(items):
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li><p>{markup(item)}</p></li>' for item in items)}</{tag}>"
        case BlockQuotation(paragraphs, speaker, role):
            said = "".join(f"<p>{markup(text)}</p>" for text in paragraphs)
            by = f' data-speaker="{escape(speaker)}"' if speaker else ""
            by += f' data-role="{escape(role)}"' if role else ""
            return f'<blockquote data-key="{new_key()}"{by}>{said}</blockquote>'
        case Picture():
            return f"<p>{markup((link_to(block),))}</p>"
    raise TypeError(f"no markup for {block!r}")


def link_to(picture: Picture) -> Run:
    """What stands for a picture whose file the copy doesn't bring."""
    said = " ".join(filter(None, (picture.alt, picture.caption)))
    return Run(said or picture.src, href=picture.src)


def markup(text: Text) -> str:
    return "".join(run_markup(run) for run in text)


def run_markup(run: Run) -> str:
    # A link round nothing would vanish, and its address with it.
    said = run.text if run.text.strip() or not run.href else run.href
    piece = escape(said, quote=False).replace("\n", "<br>")
    piece = f"<em>{piece}</em>" if run.em else piece
    piece = f"<strong>{piece}</strong>" if run.strong else piece
    return f'<a href="{escape(run.href)}">{piece}</a>' if run.href else piece


def left_out(blocks: Iterable[Block]) -> Iterator[str]:
    """What the blocks say that their markup doesn't, in sentences for the desk."""
    for block in blocks:
        for run in runs_of(block):
            if run.href and run.href != run.text and not link(run.href.strip()):
                yield f"“{run.text}” led to “{run.href}”, which no reader could follow."
            if run.title:
                yield f"The link of “{run.text}” said on top: {run.title}"
        if isinstance(block, BlockQuotation) and (said := unsaid(block)):
            yield f"Under a quotation stood: {said}"


def runs_of(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph(text) | Heading(text, _):
            yield from text
        case BlockQuotation(paragraphs=texts) | BulletList(items=texts):
            for text in texts:
                yield from text
        case Picture():
            yield link_to(block)


def unsaid(block: BlockQuotation) -> str:
    """The line that named the speaker, if speaker and role are not all it said."""
    # Names in a mark are kept to 200 characters.
    kept = words(f"{block.speaker[:200]} {block.role[:200]}", markup=False)
    said = words(block.attribution, markup=False)
    return block.attribution if Counter(said) - Counter(kept) else ""
