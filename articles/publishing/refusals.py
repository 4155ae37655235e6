"""Why the door says no. Every message is a sentence an editor can act on."""

from dataclasses import dataclass


class Refused(Exception):
    """The move was not made, and nothing was changed."""


class NotAllowed(Refused):
    """This person may not do this to this story."""


@dataclass
class Stale(Refused):
    """Somebody else saved the story since the page was loaded."""

    who: str
    changed: list  # of revisions.Difference, what they changed

    def __str__(self):
        labels = ", ".join(difference.label for difference in self.changed) or "nothing you can see"
        return f"{self.who} saved this story while you were writing. They changed: {labels}."


@dataclass
class NotReady(Refused):
    """Something still keeps the story from print."""

    problems: list  # of readiness.Problem

    def __str__(self):
        return "Not ready for print: " + " ".join(problem.message for problem in self.problems)
