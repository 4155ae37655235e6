"""What tests of the making of photo files share: the files there are, and a maker overtaken."""

from articles.photos import making
from articles.photos.models import RenditionsDue


def files(photo) -> set[str]:
    """The names in storage that the rows of a photo have."""
    return set(photo.renditions.values_list("file", flat=True))


def let_another_overtake(monkeypatch, photo) -> list[bool]:
    """Have the next maker of `photo` taken for dead while it writes: another makes the files first.

    Returns what the other will say of it, once it has.
    """
    making_them, said = making.made, []

    def too_slow(*args):
        rows = list(making_them(*args))
        monkeypatch.setattr(making, "made", making_them)
        RenditionsDue.objects.update(taken_until=None)
        said.append(making.make(photo.pk))
        return rows

    monkeypatch.setattr(making, "made", too_slow)
    return said
