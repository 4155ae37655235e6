"""The next moves of a story as buttons, each with what it asks for, and what the door is told."""

from dataclasses import dataclass

from django import forms

from ...publishing import clock, desk, workflow
from ...publishing.models import Correction
from ...stories.models import Status, Story
from ..words_field import MomentField, WordsField

S = Status

# The move most likely meant, by status, the likeliest first; any other is offered behind it.
LIKELY = {
    S.DRAFT: ("publish", "approve", "submit"),
    S.SUBMITTED: ("publish", "approve"),
    S.READY: ("publish",),
    S.PUBLISHED: ("update",),
    S.UNPUBLISHED: ("publish",),
    S.SPIKED: ("revive",),
}
DONE = {
    "submit": "It is with the editors now.",
    "send_back": "It is back with its writer.",
    "approve": "It is ready for print.",
    "publish": "It is published: readers see it now.",
    "schedule": "It is scheduled, and comes out by itself.",
    "update": "Readers see the changes now.",
    "withdraw": "It is off the schedule: nothing comes out by itself.",
    "unpublish": "It is taken down: readers no longer see it.",
    "spike": "It is spiked.",
    "revive": "It is a draft again.",
}


class MoveForm(forms.Form):
    """What the move `verb` asks for; its fields are named after it, so all share one page."""

    note = WordsField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why: the note is kept with the move."},
    )

    def __init__(self, verb: str, data=None, **kwargs):
        self.verb = verb
        super().__init__(data, prefix=verb, **kwargs)
        if not workflow.VERBS[verb].needs_note:
            del self.fields["note"]

    def arguments(self) -> dict:
        """What the door's function takes beyond the story and who it is by."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class ChecksReadiness(MoveForm):
    override = WordsField(
        label="In spite of what blocks it, because",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ScheduleForm(ChecksReadiness):
    at = MomentField(label="Comes out at", error_messages={"required": "Say when it comes out."})


class UpdateForm(ChecksReadiness):
    kind = forms.ChoiceField(
        label="With a notice to readers",
        required=False,
        choices=[("", "None"), *Correction.Kind.choices],
    )
    text = WordsField(
        label="What was wrong, and what is right",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    at = MomentField(label="From when (empty: now)", required=False)

    def clean(self):
        given = self.cleaned_data
        if bool(given.get("kind")) != bool(given.get("text")):
            raise forms.ValidationError("A notice to readers needs a kind and its words.")
        return given

    def arguments(self) -> dict:
        given = super().arguments()
        kind, text = given.pop("kind", None), given.pop("text", None)
        return given | ({"correction": (kind, text)} if kind else {})


FORMS = {"publish": ChecksReadiness, "schedule": ScheduleForm, "update": UpdateForm}


@dataclass(frozen=True)
class NextMove:
    """One move a person may make now: a button, and a form if it asks for anything first."""

    verb: str
    label: str
    form: MoveForm
    is_likely: bool

    @property
    def complaints(self) -> list[tuple[str, str, str]]:
        """What is wrong with what was filled in, as StoryForm.complaints has it."""
        wrong = self.form.errors.items() if self.form.is_bound else ()
        return [
            (self.form.add_prefix(name), self.label, message)
            for name, messages in wrong
            for message in messages
        ]

    @property
    def asks(self) -> list:
        """The fields shown before the button; a reason to override is asked for on its own."""
        return [field for field in self.form if field.name != "override"]

    @property
    def asks_first(self) -> bool:
        """Whether there is nothing to press before something has been filled in."""
        return self.verb == "schedule" or workflow.VERBS[self.verb].needs_note


def next_moves(story: Story | None, *, by, data=None) -> list[NextMove]:
    """What `by` may do to `story` now, the likeliest first; `data` fills the form that was sent."""
    subject = story or Story(status=Status.DRAFT, filed_by=by)
    verbs = desk.moves_open(subject, by=by)
    status = clock.status_now(subject)
    likely = next((verb for verb in LIKELY.get(status, ()) if verb in verbs), None)
    verbs.sort(key=lambda verb: verb != likely)
    sent = data.get("move") if data else None
    return [
        NextMove(
            verb,
            workflow.VERBS[verb].label,
            form_of(verb, subject, data if verb == sent else None),
            is_likely=verb == likely,
        )
        for verb in verbs
    ]


def form_of(verb: str, story: Story, data) -> MoveForm:
    # A story under embargo is most likely meant for the moment that lifts.
    initial = {"at": story.embargo_until} if verb == "schedule" else {}
    return FORMS.get(verb, MoveForm)(verb, data, initial=initial)


def make(verb: str, story: Story, *, by, arguments: dict) -> str:
    """Make the move through the door; what to tell the person who made it."""
    getattr(desk, verb)(story=story, by=by, **arguments)
    return DONE[verb]
