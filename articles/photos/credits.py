"""Photo credits: the rights record of photos, which many may share."""

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from ..dates import YEARS
from ..names import free_slug, slug_of
from ..slug_field import SlugField
from . import credit_line, deeds, rights, vocabularies


def lines(text: str) -> tuple[str, ...]:
    """What stands on the lines of a field that has one thing on each."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def use(medium: str = "web", used_by: str = "") -> rights.Use:
    """A use of a photo in this paper; see rights.Use."""
    return rights.Use(medium=medium, read_in=frozenset(settings.READ_IN), used_by=used_by)


def in_our_time(when: date | datetime) -> None:
    """Refuse a day or a moment in a year that nobody can mean."""
    if when.year not in YEARS:
        raise ValidationError(
            f"A year from {YEARS[0]} to {YEARS[-1]} can be meant here, and {when.year} cannot."
            " If it has no such day, leave it empty."
        )


def within_our_time(*names: str) -> Q:
    """The same, put to the database of these columns of days."""
    years = (date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
    return Q(*(Q(**{name: None}) | Q(**{f"{name}__range": years}) for name in names))


class PhotoCredit(models.Model):
    """The rights record of photos: who made them, who supplied them, on what terms."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Staff"
        FREELANCE = "freelance", "Freelance"
        AGENCY = "agency", "Agency"
        POOL = "pool", "Pool"
        HANDOUT = "handout", "Handout"
        COURTESY = "courtesy", "Courtesy"
        USER_SUBMITTED = "user_submitted", "Sent in by a reader"
        SCREENSHOT = "screenshot", "Screenshot"
        ARCHIVE = "archive", "Archive"
        PUBLIC_DOMAIN = "public_domain", "Public domain"
        CREATIVE_COMMONS = "creative_commons", "Creative Commons"
        STOCK = "stock", "Stock"
        GENERATED = "generated", "Generated"

    slug = SlugField(max_length=110, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    creators = models.TextField(
        "photographer", blank=True, help_text="One name on a line, in the order printed."
    )
    supplier = models.CharField(max_length=200, blank=True, help_text="The agency: “AFP”")
    via = models.CharField(max_length=200, blank=True, help_text="Who passed it on: “Getty Images”")
    holder = models.CharField(
        "courtesy of", max_length=200, blank=True, help_text="Who gave it, for courtesy or handout."
    )
    license_name = models.CharField("licence", max_length=100, blank=True, help_text="“CC BY 4.0”")
    license_url = models.URLField("licence address", max_length=500, blank=True)
    work_url = models.URLField("address of the work", max_length=500, blank=True)
    acquire_url = models.URLField("where to buy a licence", max_length=500, blank=True)
    mandatory_line = models.CharField(
        "mandatory credit",
        max_length=300,
        blank=True,
        help_text="Only where a contract prescribes the words: printed exactly so.",
    )
    copyright_notice = models.CharField(max_length=300, blank=True)
    usage_terms = models.TextField(blank=True)
    expires_on = models.DateField(
        null=True,
        blank=True,
        validators=[in_our_time],
        help_text="The last day it may be shown.",
    )
    handed_out_on = models.DateField(
        null=True,
        blank=True,
        validators=[in_our_time],
        help_text="A handout may be shown for 14 days from then, unless an expiry is entered."
        " Leave it empty if the giver set no term.",
    )
    embargo_until = models.DateTimeField(
        "embargo",
        null=True,
        blank=True,
        validators=[in_our_time],
        help_text="Not to be shown before.",
    )
    medium = models.CharField(
        "where it may be shown", max_length=16, blank=True, choices={"": "Anywhere", **rights.MEDIA}
    )
    territories = models.CharField(
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"[A-Z]{2}( [A-Z]{2})*\Z", "Two letters each: “GB IE”.")],
        help_text="The countries it is licensed for: “GB IE”. Empty: everywhere.",
    )
    one_story = models.BooleanField(
        "for one story only", default=False, help_text="A photo that one story has used is used up."
    )
    no_crop = models.BooleanField("not to be cropped", default=False)
    no_resale = models.BooleanField("not to be licensed on", default=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    checked_at = models.DateTimeField("rights checked", null=True, editable=False)
    data_mining = models.CharField(
        max_length=80, blank=True, choices={"": "Nothing said", **vocabularies.DATA_MINING}
    )
    digital_source_type = models.CharField(
        "how it came to be",
        max_length=80,
        blank=True,
        choices={"": "Nobody has said", **vocabularies.SOURCE_TYPES},
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(medium__in=["", *rights.MEDIA]), name="credit_medium_known"
            ),
            models.CheckConstraint(
                condition=Q(data_mining__in=["", *vocabularies.DATA_MINING]),
                name="credit_data_mining_known",
            ),
            models.CheckConstraint(
                condition=Q(digital_source_type__in=["", *vocabularies.SOURCE_TYPES]),
                name="credit_source_type_known",
            ),
            models.CheckConstraint(
                condition=Q(handed_out_on=None) | Q(kind="handout"),
                name="credit_term_is_a_handouts",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None)
                | Q(handed_out_on=None)
                | Q(expires_on__gte=F("handed_out_on")),
                name="credit_expires_after_it_begins",
            ),
            models.CheckConstraint(
                condition=within_our_time("expires_on", "handed_out_on"),
                name="credit_days_within_our_time",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="credit_checked_by_somebody_at_some_time",
            ),
        ]

    def __str__(self):
        return self.line or f"{self.get_kind_display() or 'Photo'} (incomplete)"

    def save(self, **kwargs):
        self.slug = self.slug or free_slug(
            slug_of(self.line, fallback=f"{self.kind.replace('_', '-')}-photo".strip("-")),
            lambda slug: PhotoCredit.objects.filter(slug=slug).exists(),
        )
        super().save(**kwargs)

    @property
    def facts(self) -> credit_line.CreditFacts:
        return credit_line.CreditFacts(
            kind=self.kind,
            creators=lines(self.creators),
            supplier=self.supplier,
            via=self.via,
            holder=self.holder,
            license_name=self.license_name,
            license_url=self.license_address,
            mandatory_line=self.mandatory_line,
            house=settings.SITE_NAME,
        )

    @property
    def line(self) -> str:
        """The printed credit. Every surface shows this and nothing else."""
        return credit_line.compose(self.facts)

    @property
    def license_address(self) -> str:
        """Where its licence is to be read: as somebody entered it, or as its name says."""
        return self.license_url or deeds.address_of(self.license_name)

    @property
    def terms(self) -> rights.Terms:
        return rights.Terms(
            facts=self.facts,
            expires_on=self.expires_on,
            handed_out_on=self.handed_out_on,
            embargo_until=self.embargo_until,
            one_story=self.one_story,
            medium=self.medium,
            territories=frozenset(self.territories.split()),
        )

    @property
    def last_day(self) -> date | None:
        """The last day its photos may be shown, None if there is none."""
        return self.terms.last_day

    @property
    def source_type(self) -> str:
        """How its pictures came to be, of vocabularies.SOURCE_TYPES, or ""."""
        generated = "trainedAlgorithmicMedia" if self.kind == self.Kind.GENERATED else ""
        return self.digital_source_type or generated

    @property
    def label(self) -> str:
        """What readers are told before the credit: “Generated picture”, “Altered picture” or ""."""
        return vocabularies.label(self.source_type)

    @property
    def licensable(self) -> bool:
        """May others have its photos under the licence it names?"""
        return rights.may_license(self.kind, no_resale=self.no_resale)

    @property
    def given_license_url(self) -> str:
        """The address of its licence, if it is ours to give to others; else ""."""
        return self.license_address if self.licensable else ""

    @property
    def page(self) -> str:
        """Its readers' page, for the world outside: whose its photos are, on what terms."""
        return settings.SITE_URL + reverse("reading:photo_credit", args=[self.slug])

    @property
    def web_statement(self) -> str:
        """Where a file leads that has to say whose it is: to a licence that is ours to give, else
        to the credit's page."""
        return self.given_license_url or self.page

    @property
    def licensor(self) -> str:
        """Whom to ask for a licence: the paper of its own photos, else whoever they are from.

        Nobody gives any of what is in the public domain or came out of a tool.
        """
        match self.kind:
            case "staff":
                return settings.SITE_NAME
            case "public_domain" | "generated":
                return ""
        return self.supplier or self.holder or ", ".join(self.facts.creators)

    @property
    def acquired_at(self) -> str:
        """Where a licence can be had: at the supplier's address if it is known, else from us.

        Of photos that we may not let, from nobody we know of: "".
        """
        return self.acquire_url or (self.page if self.licensable else "")

    def problems(self, at: datetime | None = None) -> list[rights.Reason]:
        """What keeps this credit from being used at that moment, now if none is given."""
        return rights.blocking(rights.may_run(self.terms, use(), at or timezone.now()))

    @property
    def change_key(self) -> str:
        return f"credit:{self.pk}"
