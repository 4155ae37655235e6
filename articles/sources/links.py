"""How the addresses of documents stand: the link, each visit to it, what people say of a host."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from .addresses import domain_of, domains_above, names_of
from .models import Document
from .verdicts import Rules, Sign, State, Verdict

User = settings.AUTH_USER_MODEL


class Link(models.Model):
    """What stands at a document's address today, and when it is to be visited next.

    A row of its own, so that a visit never writes what an editor is changing. `watched_since` is
    when readers first saw a story that cites the document; before that nobody goes there but on
    somebody's word (`asked_by`), which the database holds as well.
    """

    class Forced(models.TextChoices):
        ALIVE = Verdict.ALIVE.value, "Alive, whatever a visit sees"
        DEAD = Verdict.DEAD.value, "Dead for good"

    document = models.OneToOneField(Document, models.CASCADE, related_name="link")
    address = models.CharField(max_length=2048, help_text="The address that all of this is about.")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.UNKNOWN)
    failures = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, help_text="The last failure that counted.")
    since = models.DateTimeField(null=True, help_text="When the verdict last changed.")
    visited_at = models.DateTimeField(null=True)
    moved_to = models.CharField(max_length=2048, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)

    watched_since = models.DateTimeField(null=True)
    visit_at = models.DateTimeField(null=True, help_text="When a visit is due.")
    capture_at = models.DateTimeField(null=True, help_text="When a capture is due.")
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    forced = models.CharField(max_length=10, choices=Forced, blank=True)
    forced_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    forced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document"]
        indexes = [
            models.Index(fields=["visit_at"], name="link_visits_due"),
            models.Index(fields=["capture_at"], name="link_captures_due"),
            models.Index(fields=["verdict", "-since"], name="link_by_verdict"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="link_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failed_at=None)
                | Q(failures__gt=0, failed_at__isnull=False),
                name="link_failures_and_when_together",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.SUSPECT) | Q(failures__gt=0),
                name="link_suspect_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None, asked_at=None)
                | Q(asked_by__isnull=False, asked_at__isnull=False),
                name="link_asked_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(forced="", forced_by=None, forced_at=None)
                | Q(
                    forced__in=[Verdict.ALIVE, Verdict.DEAD],
                    forced_by__isnull=False,
                    forced_at__isnull=False,
                ),
                name="link_forced_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(visit_at=None, capture_at=None)
                | Q(watched_since__isnull=False)
                | Q(asked_at__isnull=False),
                name="link_visited_if_public_or_asked",
            ),
        ]

    def __str__(self):
        return f"{self.address}: {self.get_verdict_display()}"

    @property
    def state(self) -> State:
        return State(self.verdict, self.failures, self.failed_at)


class LinkCheck(models.Model):
    """One visit to a document's address: what was seen. Never changes; the database refuses it.

    It stays with the document it was made for, and goes with that one only.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="checks")
    address = models.CharField(max_length=2048)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", help_text="Nobody: the monitor."
    )
    sign = models.CharField(max_length=10, choices=Sign)
    verdict = models.CharField(max_length=10, choices=Verdict, help_text="After this visit.")
    status = models.PositiveSmallIntegerField(null=True)
    failure = models.CharField(max_length=300, blank=True, help_text="Why no answer was had.")
    final_address = models.CharField(max_length=2048, blank=True)
    elapsed_ms = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=500, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    excerpts_found = models.BooleanField(
        null=True, help_text="Whether all that was found in the capture is still there."
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["document", "-id"], name="linkcheck_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sign__in=Sign.values) & Q(verdict__in=Verdict.values),
                name="linkcheck_words_known",
            ),
            models.CheckConstraint(
                condition=Q(status__isnull=False) | ~Q(failure=""),
                name="linkcheck_answer_or_failure",
            ),
        ]

    def __str__(self):
        return f"{self.address}: {self.get_sign_display()}"


class HostRule(models.Model):
    """What people know of a host and its subdomains that visits get wrong."""

    class Treatment(models.TextChoices):
        PAYWALL = "paywall", "Behind a paywall: refusals are no failures"
        ALWAYS_ALIVE = "always_alive", "Always alive: refuses us, shows itself to readers"
        NEVER_FETCH = "never_fetch", "Never visit"

    host = models.CharField(max_length=253, unique=True, help_text="“example.org”")
    treatment = models.CharField(max_length=12, choices=Treatment)
    reason = models.TextField(help_text="What was seen, and by whom.")
    by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["host"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hostrule_says_why"),
            models.CheckConstraint(
                condition=Q(treatment__in=["paywall", "always_alive", "never_fetch"]),
                name="hostrule_treatment_known",
            ),
        ]

    def __str__(self):
        return f"{self.host}: {self.get_treatment_display()}"

    def clean(self):
        self.host = domain_of(self.host)
        if "." not in self.host:
            raise ValidationError({"host": "Give a host such as “example.org”."})
        rules = HostRule.objects.filter(host__in=names_of(self.host)).exclude(pk=self.pk)
        if other := rules.exclude(host=self.host).first():
            raise ValidationError(
                {"host": f"There is a rule for {other.host}, which is another name of this host."}
            )

    def save(self, **kwargs):
        self.host = domain_of(self.host)
        super().save(**kwargs)


def is_never_visited(address: str) -> bool:
    """Whether people said that the host of `address` is never to be visited."""
    (rules,) = rules_for([Link(address=address)]).values()
    return rules.never_fetch


def rules_for(links: list[Link]) -> dict[int, Rules]:
    """What people said of each link, by its pk: of its host (the nearest rule wins), of itself."""
    hosts = {link.pk: domains_above(link.address) for link in links}
    wanted = {host for above in hosts.values() for host in above}
    said = dict(HostRule.objects.filter(host__in=wanted).values_list("host", "treatment"))
    rules = {}
    for link in links:
        nearest = next((said[host] for host in hosts[link.pk] if host in said), None)
        rules[link.pk] = Rules(forced=link.forced, **({nearest: True} if nearest else {}))
    return rules
