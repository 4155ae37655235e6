"""Who a person is that is not to be named: sealed, opened by few, and every time on record.

Nothing here is ever read on the way to a reader. No role but the Publisher's opens an identity, and
being a superuser does not: see `may_open`.
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.db.models import Q
from django.views.decorators.debug import sensitive_variables

from . import sealing
from .agreements import SourcingAgreement

User = settings.AUTH_USER_MODEL


@dataclass(frozen=True)
class Person:
    """An identity in clear. It has no words of its own, so that printing one tells nothing."""

    name: str
    reach: str = ""
    note: str = ""

    def __repr__(self):
        return "<a person not to be named>"


class ConfidentialIdentity(models.Model):
    """A person, sealed (see sealing.py), and who of the newsroom knows them."""

    agreement = models.OneToOneField(SourcingAgreement, models.PROTECT, related_name="identity")
    sealed = models.TextField(editable=False)
    known_to = models.ManyToManyField(User, related_name="+", blank=True)

    class Meta:
        verbose_name_plural = "confidential identities"
        constraints = [
            # What Fernet makes begins so; a name in clear does not.
            models.CheckConstraint(
                condition=Q(sealed__startswith="gAAAA"), name="identity_is_sealed"
            )
        ]

    def __str__(self):
        return f"Identity for agreement {self.agreement_id}"


class IdentityRecord(models.Model):
    """Somebody read an identity, or changed it. The database refuses to change or delete it."""

    class Act(models.TextChoices):
        READ = "read", "Read"
        CHANGED = "changed", "Changed"

    agreement = models.ForeignKey(SourcingAgreement, models.PROTECT, related_name="identity_log")
    act = models.CharField(max_length=8, choices=Act)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.TextField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="identityrecord_says_why"),
            models.CheckConstraint(
                condition=Q(act__in=["read", "changed"]), name="identityrecord_act_known"
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()} by {self.by}"


class NotYours(Exception):
    """Whoever asked may not know this person."""


def may_open(agreement: SourcingAgreement, user) -> bool:
    """Whether `user` made the agreement, is named as knowing the person, or was given the right.

    The right must have been given, to the account or by a role: a superuser has no right merely by
    being one. (Who runs the server and holds the keys can open anything.)
    """
    if not user.is_active:
        return False
    if user.pk == agreement.agreed_by_id:
        return True
    known = ConfidentialIdentity.objects.filter(agreement=agreement, known_to=user.pk)
    given = Permission.objects.filter(
        Q(user=user) | Q(group__user=user),
        content_type__app_label="articles",
        codename="view_confidentialidentity",
    )
    return known.exists() or given.exists()


def require_openable(agreement: SourcingAgreement, by, why: str) -> None:
    if not may_open(agreement, by):
        raise NotYours
    if not why.strip():
        raise sealing.Unsealable("Say why: the reason is kept, with your name.")


@sensitive_variables()
@transaction.atomic
def read(agreement: SourcingAgreement, *, by, why: str) -> Person | None:
    """The person of an agreement, once it is on record who asked and why; None: nobody is kept."""
    require_openable(agreement, by, why)
    held = ConfidentialIdentity.objects.filter(agreement=agreement).first()
    if held is None:
        return None
    person = Person(**sealing.opened(held.sealed))
    record(agreement, IdentityRecord.Act.READ, by, why)
    return person


@sensitive_variables()
@transaction.atomic
def keep(agreement: SourcingAgreement, person: Person, *, by, why: str, known_to=()) -> None:
    """Seal `person` as that of `agreement`; those `known_to` may open it from now on, and `by`."""
    require_openable(agreement, by, why)
    if before := ConfidentialIdentity.objects.filter(agreement=agreement).first():
        sealing.opened(before.sealed)  # what nobody can open now is not to be written over
    sealed = sealing.seal(asdict(person))
    held, _ = ConfidentialIdentity.objects.update_or_create(
        agreement=agreement, defaults={"sealed": sealed}
    )
    held.known_to.set({by, *known_to})
    record(agreement, IdentityRecord.Act.CHANGED, by, why)


def record(agreement: SourcingAgreement, act: str, by, why: str) -> None:
    IdentityRecord.objects.create(agreement=agreement, act=act, by=by, why=why.strip())


def reseal() -> int:
    """Seal every identity with the first key; how many. All of them or none."""
    with transaction.atomic():
        found = list(ConfidentialIdentity.objects.order_by("pk"))
        for held in found:
            sealed = sealing.resealed(held.sealed)
            ConfidentialIdentity.objects.filter(pk=held.pk).update(sealed=sealed)
    return len(found)
