"""Where a photo is used: on the desk, before readers, to come, and what they saw once."""

from dataclasses import dataclass, field

from ...photos.models import Photo
from ...publishing.models import Edition
from ...stories.models import Placement
from ..badges import Badge, moment

MOST = 50  # of each sort


@dataclass
class Place:
    """A story, and how it shows the photo."""

    story: int
    headline: str
    badges: list[Badge] = field(default_factory=list)


def of(photo: Photo) -> list[Place]:
    """The stories that show `photo`, will or did, or have it on the desk; those out come first."""
    places: dict[int, Place] = {}

    def note(story: int, headline: str, badge: Badge) -> None:
        place = places.setdefault(story, Place(story, headline))
        if badge not in place.badges:
            place.badges.append(badge)

    indexed = {"editionphoto_rows__photo": photo}
    for edition in Edition.visible.filter(**indexed)[:MOST]:
        note(edition.story_id, edition.headline, Badge("published", "Readers see it"))
    for edition in Edition.ahead.filter(**indexed)[:MOST]:
        comes = Badge("scheduled", f"From {moment(edition.visible_from)}")
        note(edition.story_id, edition.headline, comes)
    for placement in photo.placements.select_related("story").order_by("-story_id")[:MOST]:
        role = Placement.Role(placement.role).label
        note(placement.story_id, placement.story.headline, Badge("draft", f"On the desk: {role}"))
    for edition in Edition.seen.filter(photos_shown__photo=photo)[:MOST]:
        saw = Badge("unpublished", f"Readers saw it until {moment(edition.visible_until)}")
        note(edition.story_id, edition.headline, saw)
    return list(places.values())
