"""What differs between two copies, for reading: field by field the words that went and came."""

from dataclasses import dataclass
from html import escape

import nh3
from django.db.models import Model
from django.template.defaultfilters import date as date_words
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from lxml.html.diff import htmldiff

from ... import body
from ...people.models import Contributor
from ...photos.credits import PhotoCredit
from ...photos.models import Photo
from ...publishing.revisions import Difference
from ...sources.agreements import SourcingAgreement
from ...sources.models import Document, Source
from ...stories.models import Citation, Placement
from ...tags.models import Section, Tag

SHOWN = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "br", "sup", "ins", "del"}


@dataclass(frozen=True)
class Change:
    """One changed field: `markup` is safe HTML in which <del> and <ins> mark the words."""

    field: str
    label: str
    markup: SafeString


def legible(differences: list[Difference]) -> list[Change]:
    """`differences` as a person reads them, in at most seven queries."""
    names = Names(differences)
    return [
        Change(
            d.field, d.label, apart(names.drawn(d.field, d.before), names.drawn(d.field, d.after))
        )
        for d in differences
    ]


def apart(before: str, after: str) -> SafeString:
    """Two pieces of HTML as one that marks what differs, of harmless tags only."""
    marked = htmldiff(before or "<p></p>", after or "<p></p>")
    return mark_safe(nh3.clean(marked, tags=SHOWN, attributes={}))


class Names:
    """The names of the library rows that differing copies refer to, fetched once for all."""

    def __init__(self, differences: list[Difference]):
        values = [(d.field, value) for d in differences for value in (d.before, d.after)]
        rows = {name: [] for name in ("bylines", "citations", "placements", "quotations")}
        plain = {name: set() for name in ("tags", "section", "copy_credit")}
        for field, value in values:
            if field in rows:
                rows[field] += value
            elif field in plain:
                plain[field] |= set(value if field == "tags" else [value])
        cited = rows["citations"]
        self.people = fetched(Contributor, {b.contributor for b in rows["bylines"]})
        self.documents = fetched(Document, {c.document for c in cited})
        self.sources = fetched(
            Source, {c.source for c in cited} | {q.speaker for q in rows["quotations"]}
        )
        self.agreements = fetched(SourcingAgreement, {c.agreement for c in cited})
        self.photos = fetched(Photo, {p.photo for p in rows["placements"]})
        self.tags = fetched(Tag, plain["tags"])
        self.sections = fetched(Section, plain["section"])
        self.credits = fetched(PhotoCredit, plain["copy_credit"])
        self.cited = {c.key: self.evidence(c) for c in cited}
        # Where the citations themselves are the same a number tells their marks apart.
        self.numbers = {}

    def drawn(self, field: str, value) -> str:
        """The value of a field as HTML."""
        match field:
            case "body":
                return self.body(value)
            case "bylines" | "citations" | "placements" | "quotations" | "tags":
                describe = getattr(self, f"{field}_line")
                return "".join(f"<li>{escape(describe(each))}</li>" for each in value)
            case "section":
                return paragraph(self.sections.get(value, ""))
            case "copy_credit":
                return paragraph(self.credits.get(value, ""))
            case "embargo_until":
                return paragraph(moment(value))
        return "".join(paragraph(line) for line in value.split("\n"))

    def body(self, markup: str) -> str:
        def citation(key):
            number = self.numbers.setdefault(key, len(self.numbers) + 1)
            return f"<sup>[{escape(self.cited.get(key, str(number)))}]</sup>"

        def quotation(mark, inner):
            said_by = ", ".join(words for words in (mark.speaker, mark.role) if words)
            return f"<blockquote>{inner}<p>— {escape(said_by)}</p></blockquote>"

        return body.draw(
            markup,
            citation=citation,
            quotation=quotation,
            figure=lambda key: "<p>[Photo]</p>",
        )

    def evidence(self, citation) -> str:
        document = self.documents.get(citation.document)
        person = self.agreements.get(citation.agreement)
        return document or person or self.sources.get(citation.source, "no longer in the library")

    def bylines_line(self, byline) -> str:
        return joined(self.people.get(byline.contributor, ""), byline.role)

    def tags_line(self, pk) -> str:
        return self.tags.get(pk, "")

    def citations_line(self, citation) -> str:
        return joined(
            self.evidence(citation),
            citation.locator,
            Citation.Role(citation.role).label,
            citation.excerpt and f"“{citation.excerpt}”",
            citation.claim and f"for: {citation.claim}",
            citation.credited_as and f"credited as {citation.credited_as}",
            citation.accessed_on and f"seen on {date_words(citation.accessed_on)}",
            citation.visibility == "staff" and "staff only",
        )

    def quotations_line(self, quotation) -> str:
        return joined(
            self.sources.get(quotation.speaker, ""),
            quotation.said_on and f"said on {date_words(quotation.said_on)}",
            quotation.said_to and f"to {quotation.said_to}",
            quotation.place,
            quotation.citation and f"from {self.cited.get(quotation.citation, 'a citation')}",
        )

    def placements_line(self, placement) -> str:
        return joined(
            self.photos.get(placement.photo, ""),
            Placement.Role(placement.role).label,
            placement.caption,
            placement.alt_text and f"alt text: {placement.alt_text}",
        )


def fetched(model: type[Model], pks: set) -> dict[int, str]:
    wanted = pks - {None}
    return {pk: str(row) for pk, row in model.objects.in_bulk(wanted).items()} if wanted else {}


def joined(*words) -> str:
    return " · ".join(word for word in words if word)


def paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def moment(at) -> str:
    return date_words(timezone.localtime(at), "j F Y, H:i") if at else ""
