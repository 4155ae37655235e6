"""What the browser needs for the story's screens beyond the body editor's own."""

from django.forms.widgets import Script
from js_asset import ImportMap, Media

FOLDER = "desk/story"
# Imported by these names, never by path, so that each is loaded once under its hashed address.
MODULES = (
    "asking",
    "bylines",
    "cite_dialog",
    "citations",
    "details",
    "photo_dialog",
    "photos",
    "quotations",
    "readiness",
    "recovery",
    "references_dialog",
    "rows",
    "story",
    "suggestions",
    "tokens",
)
SHEETS = tuple(
    f"{FOLDER}/{name}.css" for name in ("sheet", "standing", "rows", "compare", "dialogs")
)


def modules(*names: str) -> dict[str, str]:
    return {f"story/{name}": f"{FOLDER}/{name}.js" for name in names}


OF_TAGS = modules("asking", "suggestions", "tokens")
TAGGING_MEDIA = Media(
    importmap=ImportMap(OF_TAGS),
    css={"all": [f"{FOLDER}/dialogs.css"]},
    js=[Script(f"{FOLDER}/tagging.js", type="module")],
)
DETAILS_MEDIA = Media(
    importmap=ImportMap(modules("asking", "details")),
    js=[Script("desk/document.js", type="module")],
)
STORY_MEDIA = Media(
    importmap=ImportMap(modules(*MODULES)),
    css={"all": SHEETS},
    js=[Script(f"{FOLDER}/story.js", type="module")],
)
