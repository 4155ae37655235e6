"""How a person may be quoted: the terms, the agreed wording, why they are not named, who approved.

Who the person is stands elsewhere (identities.py). Everything here may be read by whoever cites it;
readers get the wording and the reason, and nothing else.
"""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

User = settings.AUTH_USER_MODEL


class Terms(models.TextChoices):
    """From what may be printed with a name to what may not be printed."""

    ON_RECORD = "on_record", "On the record"
    NOT_FOR_ATTRIBUTION = "not_attributed", "Not for attribution"
    BACKGROUND = "background", "Background"
    DEEP_BACKGROUND = "deep", "Deep background"
    OFF_RECORD = "off_record", "Off the record"


class SourcingTerm(models.Model):
    """What this newsroom means by one of the terms; newsrooms differ."""

    terms = models.CharField(max_length=16, choices=Terms, unique=True, editable=False)
    meaning = models.TextField(help_text="An agreement keeps the words in force when it was made.")

    class Meta:
        ordering = ["id"]
        verbose_name = "sourcing term"
        constraints = [
            models.CheckConstraint(condition=~Q(meaning=""), name="sourcingterm_says_something")
        ]

    def __str__(self):
        return self.get_terms_display()


class AgreementQuerySet(models.QuerySet):
    def awaiting_approval(self):
        """Those of which an editor has yet to say that a person may be quoted so."""
        unasked = (Terms.ON_RECORD, Terms.OFF_RECORD)
        return self.filter(approved_at=None, revoked_at=None).exclude(terms__in=unasked)

    def due(self, at: datetime):
        """Those of which it should have been asked by `at` whether they still hold."""
        return self.filter(revoked_at=None, review_on__lte=timezone.localdate(at))


class SourcingAgreement(models.Model):
    """What was agreed with one person about one thing they told us.

    An approval is of the words it was given for: a change to what was APPROVED takes it away.
    Readers get the PRINTED words, which stay until others are approved or brought out.
    """

    terms = models.CharField(max_length=16, choices=Terms, default=Terms.NOT_FOR_ATTRIBUTION)
    meaning = models.TextField("what that means", editable=False)
    wording = models.CharField(
        "what readers are told",
        max_length=200,
        blank=True,
        help_text="As agreed with the person: “a senior official briefed on the talks”.",
    )
    reason = models.CharField(
        "why they are not named",
        max_length=300,
        blank=True,
        help_text="Readers see it, after “who asked not to be named because”: "
        "“they are not allowed to speak to the press”.",
    )
    information_only = models.BooleanField(
        "is information, not opinion",
        default=False,
        help_text="Nobody may pass judgement on others without giving a name.",
    )
    embargo_until = models.DateTimeField(
        "embargoed until", null=True, blank=True, help_text="Nothing of it may be printed before."
    )
    review_on = models.DateField(
        "to be reviewed on", null=True, blank=True, help_text="When to ask again if it still holds."
    )
    agreed_on = models.DateField(default=timezone.localdate)
    agreed_by = models.ForeignKey(
        User, models.PROTECT, editable=False, related_name="+", help_text="Who spoke with them."
    )
    printed_wording = models.CharField(max_length=200, blank=True, editable=False)
    printed_reason = models.CharField(max_length=300, blank=True, editable=False)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    APPROVED = ("terms", "wording", "reason", "information_only", "embargo_until")
    PRINTED = ("printed_wording", "printed_reason")
    KEPT = (*APPROVED, "meaning", "review_on", "agreed_on")

    class Meta:
        ordering = ["-id"]
        permissions = [("approve_agreement", "Can approve how a person is quoted")]
        constraints = [
            models.CheckConstraint(condition=Q(terms__in=Terms.values), name="agreement_terms"),
            models.CheckConstraint(condition=~Q(meaning=""), name="agreement_keeps_its_meaning"),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="agreement_approved_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("agreed_by")),
                name="agreement_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(revoked_by=None, revoked_at=None)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="agreement_revoked_by_and_at_together",
            ),
        ]

    def __str__(self):
        return self.wording or f"Agreement {self.pk}"

    @property
    def change_key(self) -> str:
        return f"agreement:{self.pk}"

    @property
    def is_anonymous(self) -> bool:
        return self.terms != Terms.ON_RECORD

    @property
    def is_for_print(self) -> bool:
        return self.terms != Terms.OFF_RECORD

    @property
    def awaits_approval(self) -> bool:
        """AgreementQuerySet.awaiting_approval(), asked of one."""
        decided = self.approved_at or self.revoked_at
        return self.is_anonymous and self.is_for_print and not decided

    def put_into_print(self) -> None:
        """Let its words be those that readers get; who is named gives no reason not to be."""
        self.printed_wording = self.wording
        self.printed_reason = self.reason if self.is_anonymous else ""

    def is_due(self, at: datetime) -> bool:
        """Whether it should have been reviewed by `at`."""
        return bool(self.review_on and self.review_on <= timezone.localdate(at))


class Refusal(ValueError):
    """Why an agreement cannot be approved or revoked, in words for whoever tried."""


def make(agreement: SourcingAgreement, *, by) -> SourcingAgreement:
    """Save a new agreement of `by`'s, with the newsroom's words for its terms."""
    agreement.agreed_by = by
    return keep(agreement)


@transaction.atomic
def keep(agreement: SourcingAgreement) -> SourcingAgreement:
    """Save an agreement, new or changed; whatever was approved of it is to be approved again.

    Of one that stands only what a form may change is written: somebody may approve or revoke it at
    this moment.
    """
    before = SourcingAgreement.objects.filter(pk=agreement.pk).first()
    if before is None or before.terms != agreement.terms:
        agreement.meaning = SourcingTerm.objects.get(terms=agreement.terms).meaning
    written = agreement.KEPT
    if before is None or not (before.is_anonymous or before.printed_reason):
        # A name needs no approval, and goes at once when it is not to be given any more.
        agreement.printed_wording = "" if agreement.is_anonymous else agreement.wording
        written += ("printed_wording",)
    if before is None:
        agreement.save()
        return agreement
    if any(getattr(before, name) != getattr(agreement, name) for name in agreement.APPROVED):
        agreement.approved_by = agreement.approved_at = None
        written += ("approved_by", "approved_at")
    agreement.save(update_fields=written)
    return agreement


def approve(agreement: SourcingAgreement, *, by) -> None:
    """Say that a person may be quoted so. Somebody else than who spoke with them says it."""
    if agreement.agreed_by_id == by.pk:
        raise Refusal("You made this agreement: somebody else has to approve it.")
    if not (agreement.wording and (agreement.reason or not agreement.is_anonymous)):
        raise Refusal("It needs what readers are told, and why the person is not named.")
    if not agreement.is_for_print:
        raise Refusal("Off the record is never printed, so there is nothing to approve.")
    claim = SourcingAgreement.objects.filter(
        pk=agreement.pk,
        approved_at=None,
        revoked_at=None,
        **{name: getattr(agreement, name) for name in agreement.APPROVED},
    )
    agreement.put_into_print()
    printed = {name: getattr(agreement, name) for name in agreement.PRINTED}
    if not claim.update(approved_by=by, approved_at=timezone.now(), **printed):
        raise Refusal("It has been approved, revoked or changed meanwhile: look again.")


def bring_out(ids: set[int]) -> None:
    """Let readers have the words of those that the door let through without an approval."""
    for agreement in SourcingAgreement.objects.filter(pk__in=ids, approved_at=None):
        agreement.put_into_print()
        agreement.save(update_fields=agreement.PRINTED)


def revoke(agreement: SourcingAgreement, *, by) -> None:
    """Say that it holds no longer, for good: what is agreed anew is another agreement."""
    claim = SourcingAgreement.objects.filter(pk=agreement.pk, revoked_at=None)
    if not claim.update(revoked_by=by, revoked_at=timezone.now()):
        raise Refusal("It has been revoked already.")


def called(typed: str) -> SourcingAgreement | None:
    """The one agreement that stands by its wording, or by its number: “agreement 12”.

    Raises ValidationError if several go by the same words: whose word it is, nobody should guess.
    """
    standing = SourcingAgreement.objects.filter(revoked_at=None)
    word, _, number = typed.strip().partition(" ")
    if word.lower() == "agreement" and number.isdecimal() and len(number) < 19:
        return standing.filter(pk=int(number)).first()
    found = list(standing.filter(wording__iexact=typed.strip())[:2]) if typed.strip() else []
    if len(found) > 1:
        raise ValidationError(
            "Several agreements have these words:"
            f" cite one by its number, “agreement {found[0].pk}”."
        )
    return found[0] if found else None
