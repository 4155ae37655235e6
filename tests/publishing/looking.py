"""What a test looks at after a move: what readers see, and what the records say."""

from articles.publishing.models import Edition, Move


def editions(story) -> list[tuple]:
    """(number, headline, whether it is open) of all editions of a story."""
    found = Edition.everything.filter(story=story).order_by("number")
    return [(e.number, e.headline, e.visible_until is None) for e in found]


def shown(story) -> str | None:
    """The headline readers see now."""
    return Edition.visible.filter(story=story).values_list("headline", flat=True).first()


def last_move(story) -> tuple:
    move = Move.objects.filter(story=story).first()
    return move.verb, move.from_status, move.to_status, move.by, move.note
