"""Abstract tables of what readers look up by name, and which goes on answering to former names.

A tag, a source or a contributor has one name and any number of aliases. A rename keeps the old
name as an alias; a merge keeps the loser's row, pointing at the winner. So nothing that was ever
printed in an address or typed by habit stops working.
"""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from . import changes, merging
from .names import fold, free_slug, slug_of, tidy
from .slug_field import SlugField


class MergeableQuerySet(models.QuerySet):
    def standing(self) -> Self:
        """Those that have not been merged into another."""
        return self.filter(merged_into=None)


class Mergeable(models.Model):
    """A row that goes on answering as another one, once the two turn out to be the same."""

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )

    objects = MergeableQuerySet.as_manager()

    class Meta:
        abstract = True

    def standing_for(self) -> Self:
        """Itself, or whatever it has been merged into, however many merges ago."""
        return self.merged_into.standing_for() if self.merged_into_id else self

    @property
    def change_key(self) -> str:
        return f"{self._meta.model_name}:{self.pk}"


class NamedQuerySet(MergeableQuerySet):
    def called(self, name: str):
        """The one that answers to `name`, by its own name or an alias; None if nobody does."""
        key = fold(name)
        found = self.filter(folded=key).first() or self.filter(aliases__folded=key).first()
        return found.standing_for() if found else None

    def at(self, slug: str):
        """The one whose address is or once was `slug`; None if there was never such an address."""
        found = self.filter(slug=slug).first() or self.filter(aliases__slug=slug).first()
        return found.standing_for() if found else None

    def made(self, name: str):
        """The one that answers to `name`, made if nobody does. Raises ValidationError.

        Two people may ask for the same new name at one moment: both are given the same row.
        """
        if standing := self.called(name):
            return standing
        row = self.model(name=name)
        row.full_clean(exclude=["slug", "folded"])
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            return self.called(name)
        return row


class Named(Mergeable):
    name = models.CharField(max_length=100)
    slug = SlugField(max_length=110, unique=True, editable=False)
    folded = models.CharField(max_length=200, unique=True, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["folded"]

    def __str__(self):
        return self.name

    def save(self, *, update_fields=None, **kwargs):
        self.prepare(taken=self.is_held)
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "folded", "slug"}
        super().save(update_fields=update_fields, **kwargs)

    def prepare(self, *, taken) -> None:
        """Fill in what follows from the name; `taken(slug)` says which addresses are not free."""
        self.name = tidy(self.name)
        self.folded = fold(self.name)
        wanted = slug_of(self.name, fallback=self._meta.model_name)
        self.slug = self.slug or free_slug(wanted, taken)

    def clean(self):
        self.name = tidy(self.name)
        if not fold(self.name):
            raise ValidationError({"name": "A name needs at least one visible character."})
        key, rows = fold(self.name), type(self).objects
        if len(key) > self._meta.get_field("folded").max_length:
            raise ValidationError({"name": "Too long once its letters are written out."})
        other = rows.called(self.name)
        if other and other.pk != self.pk:
            raise ValidationError({"name": f"“{other}” already answers to this name."})
        if rows.filter(folded=key).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"name": "This is the name of one that was merged into it: undo that merge first."}
            )

    def is_held(self, slug: str) -> bool:
        """Whether `slug` is or was the address of another one."""
        holder = type(self).objects.at(slug)
        return holder is not None and holder.pk != self.pk

    @transaction.atomic
    def rename(self, name: str) -> None:
        """Give a new name and address; the old ones go on answering."""
        former = self.aliases.model(of=self, name=self.name, slug=self.slug)
        self.aliases.filter(folded=fold(name)).delete()
        self.name = tidy(name)
        self.full_clean(exclude=["slug", "folded"])
        changed = fold(name) != self.folded
        self.slug = "" if changed else self.slug
        self.save()
        if changed:
            if self.slug == former.slug or self.aliases.filter(slug=former.slug).exists():
                former.slug = ""  # the address goes on answering as it is
            former.save()
        changes.note(self.change_key)


class Alias(models.Model):
    """Another name of `of` (a foreign key the concrete table adds, related_name="aliases")."""

    name = models.CharField(max_length=100)
    folded = models.CharField(max_length=200, unique=True, editable=False)
    slug = SlugField(max_length=110, unique=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["folded"]
        verbose_name_plural = "aliases"

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.name = tidy(self.name)
        self.folded = fold(self.name)
        if not self.slug:
            owners = type(self.of).objects
            wanted = slug_of(self.name, fallback=self._meta.model_name)
            self.slug = free_slug(wanted, lambda slug: owners.at(slug) is not None)
        super().save(**kwargs)

    def clean(self):
        holder = self._meta.get_field("of").related_model.objects.called(self.name)
        if holder and holder.pk != self.of_id:
            raise ValidationError({"name": f"“{holder}” already answers to this name."})
        if fold(self.name) == self.of.folded:
            raise ValidationError({"name": "This is its own name already."})


class Merge(models.Model):
    """One merge, with all that it moved, so that it can be undone.

    The concrete table adds `loser` and `winner`.
    """

    moved = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_by=None, undone_at=None)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="%(class)s_undone_by_and_at_together",
            )
        ]

    def __str__(self):
        return f"{self.loser} into {self.winner}"


@transaction.atomic
def merge(loser: Mergeable, *, into: Mergeable, by, leave: tuple[str, ...] = ()) -> Merge:
    """Let everything that points at `loser` point at `into`; its name and address answer there.

    What is its own for good stays with it, and what the relations in `leave` have.
    """
    claim_both(loser, into)
    moved = merging.repoint(loser, to=into, leave=["aliases", "merged", "merges", *leave])
    type(loser).objects.filter(pk=loser.pk).update(merged_into=into)
    changes.note(loser.change_key, into.change_key)
    return loser.merges.create(winner=into, moved=moved, by=by)


def claim_both(loser: Mergeable, winner: Mergeable) -> None:
    """Hold both rows until the transaction ends, and refuse what would close a ring."""
    standing = type(loser).objects.standing().filter(pk__in=[loser.pk, winner.pk])
    if standing.update(merged_into=None) != 2:
        raise ValidationError("Choose two different ones that have not been merged already.")


@transaction.atomic
def unmerge(done: Merge, *, by, at) -> None:
    """Put a merge back: what was moved by it and still lies at the winner returns."""
    claimed = (
        type(done).objects.filter(pk=done.pk, undone_at=None).update(undone_by=by, undone_at=at)
    )
    if not claimed:
        raise ValidationError("This merge has been undone already.")
    if not type(done.winner).objects.standing().filter(pk=done.winner_id).exists():
        raise ValidationError(f"“{done.winner}” was itself merged since: undo that merge first.")
    merging.put_back(done.moved, to=done.loser, off=done.winner)
    type(done.loser).objects.filter(pk=done.loser_id).update(merged_into=None)
    changes.note(done.loser.change_key, done.winner.change_key)
