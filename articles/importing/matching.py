"""What copy names, matched to rows of the library; what the library lacks is added to it.

Nothing that was printed is lost: what finds no row is kept in `Library.unfiled`, in sentences for
the note to the desk.
"""

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ..body import new_key
from ..named import Named
from ..names import fold, tidy
from ..people.models import Contributor
from ..photos import suggestions
from ..photos.credits import PhotoCredit
from ..sources import finding
from ..sources.addresses import normalise
from ..sources.models import Document, Source, check_fits
from ..sources.references.reading import read as read_references
from ..sources.references.reference import Reference
from ..stories.copy import BylineCopy, CitationCopy
from ..stories.models import Citation
from ..tags.models import Tag
from .wire.story import PhotoCreditLine

LONGEST_NAME = Source._meta.get_field("name").max_length
LONGEST_KEY = Source._meta.get_field("folded").max_length
LONGEST_TITLE = Document._meta.get_field("title").max_length
LONGEST_AUTHORS = Document._meta.get_field("authors").max_length
LONGEST_CREDIT = Citation._meta.get_field("credited_as").max_length
NOTHING = Reference("")
LINE_FIELDS = ("supplier", "via", "holder", "license_name")
require_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class CopyCredit:
    """A credit of the copy: its words as printed, its address if it had one.

    `source` is who is meant, where that is not whom the words name. `is_title`: the words name a
    document and not who published it, as an entry of a list of sources does.
    """

    text: str
    url: str = ""
    source: str = ""
    is_title: bool = False


class Library:
    """The library as `by` may add to it."""

    def __init__(self, *, by):
        self.by = by
        self.unfiled: list[str] = []

    def may_add(self, model) -> bool:
        return self.by.has_perm(f"articles.add_{model._meta.model_name}")

    def called(self, model: type[Named], name: str) -> Named | None:
        """The row that answers to `name`, made if it is missing; None if that cannot be."""
        if not is_name(name):
            return None
        if not self.may_add(model):
            return model.objects.called(name)
        find = finding.source_called if model is Source else model.objects.called
        return find(name) or model.objects.create(name=name)

    def listed(self, model: type[Named], names, label: str) -> list[int]:
        """The ids of the rows `names` answer to, each once, in their order."""
        ids = []
        for name in names:
            if row := self.called(model, name):
                ids.append(row.pk)
            elif name.strip():
                self.unfiled.append(f"{label} in the copy, not in the library: {name}")
        return list(dict.fromkeys(ids))

    def bylines(self, names) -> tuple[BylineCopy, ...]:
        return tuple(BylineCopy(pk) for pk in self.listed(Contributor, names, "Byline"))

    def tags(self, names) -> tuple[int, ...]:
        return tuple(self.listed(Tag, names, "Tag"))

    def citations(self, credits) -> tuple[CitationCopy, ...]:
        return tuple(citation for credit in credits if (citation := self.citation(credit)))

    def citation(self, credit: CopyCredit) -> CitationCopy | None:
        """With an address, or as a title, it cites a document; else a source alone."""
        kept = {
            "key": new_key(),
            "role": Citation.Role.CREDIT_ONLY.value,
            "credited_as": credit.text if len(credit.text) <= LONGEST_CREDIT else "",
        }
        if document := self.document(credit):
            return CitationCopy(document=document.pk, **kept)
        if source := self.called(Source, credit.source or credit.text):
            return CitationCopy(source=source.pk, **kept)
        self.unfiled.append(f"Credited in the copy, not in the library: {credit.text}")
        return None

    def document(self, credit: CopyCredit) -> Document | None:
        """The document a credit leads to, made if it is missing; None if it leads to none."""
        is_address = is_web_address(credit.url)
        if credit.url and not is_address:
            self.unfiled.append(f"Address of the credit “{credit.text}”: {credit.url}")
        if not is_address and not credit.is_title:
            return None
        url = credit.url if is_address else ""
        said = surely_said(credit.text) if credit.is_title else Reference(credit.text)
        title = said.title or (credit.text if credit.is_title else f"{credit.text}: {url}")
        if len(title) > LONGEST_TITLE:
            self.unfiled.append(f"The whole title of a document: {title}")
            title = title[:LONGEST_TITLE]
        if found := finding.document_for(title, url):
            return found
        if not self.may_add(Document):
            self.unfiled += [f"Address of the credit “{credit.text}”: {url}"] if url else []
            return None
        return Document.objects.create(
            title=title,
            authors=said.authors[:LONGEST_AUTHORS],
            url=url,
            kind=said.kind or Document.Kind.WEB_PAGE,
            published_on=said.published_on,
            published_precision=said.precision,
            publisher=self.publisher(credit, url, said),
        )

    def publisher(self, credit: CopyCredit, url: str, said: Reference) -> Source | None:
        """Whoever the person said, else whose domain it is, else whom the words name."""
        if credit.source:
            return self.called(Source, credit.source)
        known = finding.publisher_of(url) if url else None
        return known or self.called(Source, said.publisher if credit.is_title else credit.text)

    def photo_credit(self, line: PhotoCreditLine) -> PhotoCredit | None:
        """The line as a record. One that says who is to be named may serve other photos too."""
        credit = unsaved_credit(line)
        is_cut = any(getattr(line, name) != getattr(credit, name) for name in LINE_FIELDS)
        if is_cut or not self.may_add(PhotoCredit):
            self.unfiled.append(f"Photo credit in the copy: {line.text}")
        if not self.may_add(PhotoCredit):
            return None
        if not credit.problems():
            return suggestions.standing(credit)
        credit.save()
        return credit


def surely_said(entry: str) -> Reference:
    """What the words of an entry of a list of sources say of its document, guesses left out."""
    said = next(read_references(entry), None) or Reference(entry)
    unknown = {name: getattr(NOTHING, name) for name in said.unsure}
    return replace(said, **unknown)


def unsaved_credit(line: PhotoCreditLine) -> PhotoCredit:
    """The record that says what `line` says. Of no kind, where the line doesn't tell of which."""
    said = {name: getattr(line, name)[: longest(name)] for name in LINE_FIELDS}
    return PhotoCredit(kind=line.kind, creators="\n".join(line.creators), **said)


def longest(name: str) -> int:
    return PhotoCredit._meta.get_field(name).max_length


def is_name(name: str) -> bool:
    """Whether a row of the library can be called so."""
    return len(tidy(name)) <= LONGEST_NAME and 0 < len(fold(name)) <= LONGEST_KEY


def is_web_address(url: str) -> bool:
    """Whether a document can stand at `url`: on the web, and short enough once spelled out."""
    if not normalise(url):
        return False
    try:
        check_fits(url)
        require_web_address(url)
    except ValidationError:
        return False
    return True
