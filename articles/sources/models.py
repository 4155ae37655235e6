"""What claims rest on: sources (who) and their documents (what)."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from ..named import Alias, Merge, Mergeable, Named
from . import identifiers
from .addresses import domain_of, normalise
from .identifiers import Scheme


class Source(Named):
    """Who: a publisher, an institution, a person. Long-lived, shared by stories."""

    class Kind(models.TextChoices):
        NEWS_AGENCY = "news_agency", "News agency"
        NEWSPAPER = "newspaper", "Newspaper"
        BROADCASTER = "broadcaster", "Broadcaster"
        MAGAZINE = "magazine", "Magazine"
        WEB_PUBLICATION = "web_publication", "Web publication"
        GOVERNMENT = "government", "Government"
        COURT = "court", "Court"
        LEGISLATURE = "legislature", "Legislature"
        COMPANY = "company", "Company"
        NGO = "ngo", "Organisation"
        ACADEMIC = "academic", "University or institute"
        PERSON = "person", "Person"
        SOCIAL_ACCOUNT = "social_account", "Social account"
        OWN_REPORTING = "own_reporting", "Own reporting"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    short_name = models.CharField(max_length=40, blank=True, help_text="“WSJ”")
    credit_label = models.CharField(
        max_length=100, blank=True, help_text="As printed in a credit, if not by its name: “AP”"
    )
    homepage = models.URLField(max_length=500, blank=True)
    description = models.TextField(blank=True, help_text="Who this is, for its page. Plain text.")
    internal_note = models.TextField(blank=True, help_text="For the desk; readers never see it.")

    @property
    def label(self) -> str:
        """How a credit prints it."""
        return self.credit_label or self.name


class SourceAlias(Alias):
    """Another name for a source: “WSJ”, “AP”."""

    of = models.ForeignKey(Source, models.CASCADE, related_name="aliases", verbose_name="source")


class SourceMerge(Merge):
    loser = models.ForeignKey(Source, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Source, models.PROTECT, related_name="+")


class SourceDomain(models.Model):
    """A domain a source publishes under: a pasted address picks its publisher by it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True, help_text="“reuters.com”")

    class Meta:
        ordering = ["domain"]

    def __str__(self):
        return self.domain

    def clean(self):
        self.domain = domain_of(self.domain)
        if "." not in self.domain:
            raise ValidationError({"domain": "Give a domain such as “example.org”."})

    def save(self, **kwargs):
        self.domain = domain_of(self.domain)
        super().save(**kwargs)


class SourceIdentifier(models.Model):
    """A number the world knows a source by; it is nobody else's."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=8, choices=Scheme)
    value = models.CharField(
        "identifier", max_length=200, help_text="As it is, or the address that shows it."
    )

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_of_one_source"),
            models.CheckConstraint(
                condition=Q(scheme__in=Scheme.values), name="identifier_scheme_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self):
        if self.scheme not in Scheme.values:
            return  # which the field says
        try:
            self.value = identifiers.read(Scheme(self.scheme), self.value)
        except ValueError as wrong:
            raise ValidationError({"value": str(wrong)}) from wrong

    @property
    def address(self) -> str:
        return identifiers.address(self.scheme, self.value)


def check_fits(address: str) -> None:
    """Raises ValidationError if the library has no room for `address`, or for its key.

    There its letters are as addresses spell them: “あ” takes nine characters.
    """
    most = Document._meta.get_field("url").max_length
    if (length := max(len(address), len(normalise(address)))) > most:
        raise ValidationError(
            f"This address is too long: spelled out it has {length:,} characters, and the library "
            f"takes {most:,}."
        )


class Document(Mergeable):
    """What: one article, report, dataset, filing, post, broadcast or interview."""

    class Kind(models.TextChoices):
        NEWS_ARTICLE = "news_article", "News article"
        WIRE_STORY = "wire_story", "Wire story"
        PRESS_RELEASE = "press_release", "Press release"
        WEB_PAGE = "web_page", "Web page"
        SOCIAL_POST = "social_post", "Social post"
        BOOK = "book", "Book"
        REPORT = "report", "Report"
        DATASET = "dataset", "Dataset"
        ACADEMIC_PAPER = "academic_paper", "Academic paper"
        LAW = "law_or_statute", "Law or statute"
        COURT_FILING = "court_filing", "Court filing"
        GOVERNMENT_RECORD = "government_record", "Government record"
        FOIA_RELEASE = "foia_release", "Released under freedom of information"
        SPEECH = "speech_or_hearing", "Speech or hearing"
        BROADCAST = "broadcast", "Broadcast"
        PODCAST = "podcast", "Podcast"
        VIDEO = "video", "Video"
        INTERVIEW = "interview", "Interview"
        STATEMENT = "statement_by_email", "Statement by e-mail"
        OWN_OBSERVATION = "own_observation", "Own observation"
        GRAPHIC = "photo_or_graphic", "Photo or graphic"
        LEAKED = "leaked_document", "Leaked document"
        OTHER = "other", "Other"

    class Precision(models.TextChoices):
        DAY = "day", "to the day"
        MONTH = "month", "to the month"
        YEAR = "year", "to the year"

    class Access(models.TextChoices):
        FREE = "free", "Free"
        REGISTRATION = "registration", "Registration"
        PAYWALL = "paywall", "Paywall"
        RESTRICTED = "restricted", "Restricted"
        OFFLINE = "offline", "Not online"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.WEB_PAGE)
    title = models.CharField(max_length=500)
    authors = models.CharField(max_length=500, blank=True, help_text="As printed, in order.")
    publisher = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    published_on = models.DateField("published", null=True, blank=True)
    published_precision = models.CharField(
        "exact", max_length=5, choices=Precision, default=Precision.DAY
    )
    url = models.URLField("address", max_length=2048, blank=True)
    normalised_url = models.CharField(max_length=2048, blank=True, editable=False)
    access = models.CharField(max_length=12, choices=Access, default=Access.FREE)
    retracted_on = models.DateField(
        "retracted", null=True, blank=True, help_text="If its publisher withdrew it: when."
    )
    note = models.TextField(blank=True, help_text="Readers see this on the document's page.")
    internal_note = models.TextField(blank=True, help_text="For the desk; readers never see it.")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["normalised_url"],
                condition=~Q(normalised_url=""),
                name="document_once_per_address",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="document_has_a_title",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        try:
            check_fits(self.url)
        except ValidationError as too_long:
            raise ValidationError({"url": too_long}) from too_long
        self.normalised_url = normalise(self.url)
        held = Document.objects.filter(normalised_url=self.normalised_url).exclude(pk=self.pk)
        if self.normalised_url and (other := held.first()):
            raise ValidationError({"url": self.taken_by(other.standing_for())})

    def save(self, **kwargs):
        self.normalised_url = normalise(self.url)
        super().save(**kwargs)

    def taken_by(self, holder: Self) -> str:
        """Why an address that is `holder`'s cannot be this one's."""
        if holder.pk == self.pk:
            return "What was merged into this has that address: undo that merge first."
        return f"This address is in the library: “{holder}”."


class DocumentMerge(Merge):
    loser = models.ForeignKey(Document, models.PROTECT, related_name="merges")
    winner = models.ForeignKey(Document, models.PROTECT, related_name="+")
