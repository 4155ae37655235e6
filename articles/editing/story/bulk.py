"""Do one thing to many stories at once: tag them, or spike them.

Every story goes through the door by itself; one that is refused is reported and keeps nobody else.
"""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse

from ...publishing import desk
from ...publishing.refusals import Refused
from ...stories import copy as copies
from ...stories.models import Story
from ...tags.models import Tag
from .. import naming
from ..tag_field import TagsField, TagsInput
from .media import TAGGING_MEDIA

MOST = 100  # stories at once: each is a save with a revision
HOW = "Names, with commas between them. An alias stands for its tag."


class TagForm(forms.Form):
    add = TagsField(label="Add", required=False, help_text=HOW)
    remove = TagsField(
        label="Take off",
        required=False,
        help_text=HOW,
        widget=TagsInput({"data-only-known": ""}),
    )
    media = TAGGING_MEDIA

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_add(self) -> set[int]:
        """Keys of the tags named; one nobody has yet is made, if this person may."""
        names = self.cleaned_data["add"]
        found = naming.called(Tag, names)
        self.new = [Tag(name=name) for name in names if name not in found]
        if self.new and not self.by.has_perm("articles.add_tag"):
            raise ValidationError(f"There is no tag “{self.new[0]}”, and you may not make one.")
        for tag in self.new:
            tag.full_clean(exclude=["slug", "folded"])
        return {tag.pk for tag in found.values()}

    def clean_remove(self) -> set[int]:
        names = self.cleaned_data["remove"]
        found = naming.called(Tag, names)
        if missing := [name for name in names if name not in found]:
            raise ValidationError(f"There is no tag “{missing[0]}”.")
        return {tag.pk for tag in found.values()}

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned["add"] or cleaned["remove"] or self.new):
            raise ValidationError("Name a tag to add or one to take off.")
        return cleaned

    def apply(self, story: Story) -> bool:
        """Save `story` with its new tags; False if it has them already."""
        copy = copies.of(story)
        tags = (set(copy.tags) - self.cleaned_data["remove"]) | self.cleaned_data["add"]
        if tags == set(copy.tags):
            return False
        copy = copies.replace(copy, tags=tuple(sorted(tags)))
        desk.save(story=story, by=self.by, copy=copy, version=story.version, note="Tags")
        return True

    def begin(self) -> None:
        made = [Tag.objects.made(tag.name).pk for tag in self.new]
        self.cleaned_data["add"].update(made)


class SpikeForm(forms.Form):
    note = forms.CharField(label="Why", max_length=300, help_text="Kept with each of the stories.")

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def begin(self) -> None:
        pass

    def apply(self, story: Story) -> bool:
        desk.spike(story=story, by=self.by, note=self.cleaned_data["note"])
        return True


@admin.action(description="Add or take off tags…", permissions=["tag_many"])
def tag(modeladmin, request, queryset):
    return on_many(
        modeladmin, request, queryset, TagForm, title="Tag stories", done="Tagged", verb="Tag them"
    )


@admin.action(description="Spike…", permissions=["spike_many"])
def spike(modeladmin, request, queryset):
    return on_many(
        modeladmin,
        request,
        queryset,
        SpikeForm,
        title="Spike stories",
        done="Spiked",
        verb="Spike them",
    )


def on_many(modeladmin, request, queryset, form_class: Callable, *, title, done, verb):
    """Ask for the form, then do it to every story chosen; a response, or None when done."""
    chosen = list(queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
    stories = list(Story.objects.filter(pk__in=chosen))
    if len(stories) > MOST:
        messages.error(request, f"That is more than {MOST} stories. Choose fewer at a time.")
        return None
    asked = "apply" in request.POST
    form = form_class(request.POST if asked else None, by=request.user)
    if asked and form.is_valid():
        tell(request, done, *do(stories, form))
        return None
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": title,
        "verb": verb,
        "form": form,
        "stories": stories,
        "action": request.POST.get("action", ""),
        "opts": modeladmin.opts,
        "media": form.media,
    }
    return TemplateResponse(request, "desk/many.html", context)


@transaction.atomic
def do(stories: list[Story], form) -> tuple[int, int, list[str]]:
    """What `each` answers; if no story was changed, nothing else is: no new tag stays behind."""
    form.begin()
    changed, same, refused = each(stories, form.apply)
    if not changed:
        transaction.set_rollback(True)
    return changed, same, refused


def each(stories: list[Story], apply: Callable[[Story], bool]) -> tuple[int, int, list[str]]:
    """How many stories it was done to, how many needed nothing, and why others were refused."""
    changed, refused = 0, []
    for story in stories:
        try:
            changed += apply(story)
        except Refused as refusal:
            refused.append(f"“{story}”: {refusal}")
    return changed, len(stories) - changed - len(refused), refused


def tell(request, done: str, changed: int, same: int, refused: list[str]) -> None:
    if changed:
        messages.success(request, f"{done}: {stories_of(changed)}.")
    if same:
        messages.info(request, f"{stories_of(same)} needed no change.")
    for sentence in refused:
        messages.error(request, sentence)


def stories_of(number: int) -> str:
    return "1 story" if number == 1 else f"{number} stories"
