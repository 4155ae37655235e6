"""What a wire says to editors and not to readers: slugs, notes, priorities, "-30-". Pure."""

import re

from .characters import without_markup
from .story import Doubt, SetAside

_SLUG = re.compile(
    r"\^?[A-Z]{2}-(?:[A-Z]{2}-)?-\S.*"  # BC-EU--Harbour Dredger
    r"|\^?[A-Z]{2}-\S.*,\s?(?:\d+(?:st|nd|rd|th)\s+Ld\b.*|\d{2,4})"  # AM-Dredger, 1st Ld
    r"|[a-z]\d{4}"
)
_NOTE = re.compile(
    r"\(?(?:attn\b[\w ,/&]{0,50}|attention [\w ,/&]{0,40}(?:editors|desks?)|eds"
    r"|notes? (?:to|for) (?:the )?editors?)(?:\s?:|\s[–—-]).*",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"\W*(?:urgent|bulletin|flash|snap|news ?alert|advisory|(?:press|news|media) release"
    r"|for immediate (?:release|use)|communiqué(?: de presse)?|pressemitteilung)\W*",
    re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"\W*(?:(?:strictly |under )?embargo(?:ed)?\s?(?::|until|till|to|for|–|—|-).*"
    r"|(?:hold )?for (?:release|publication|use|broadcast)\b.*|not for (?:release|publication).*"
    r"|hold (?:for|until) .*)",
    re.IGNORECASE,
)
# "(Adds quotes, background)", under the headline.
_CHANGES = re.compile(
    r"\((?:adds?|updates?|corrects?|recasts?|rewrites?|refiles?|repeats?|removes?|fixes|clarifies"
    r"|deletes?|edits?|changes|restores|amends)\b[^()]*\)",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?P<before>[-–—(\[*_/. ]*)(?:more(?: to (?:come|follow))?)(?P<after>[-–—)\]*_/. ]*)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?P<before>[-–—(\[*_/. ]*)(?:ends?|endit)(?P<after>[-–—)\]*_/. ]*)"
    r"|[-–—([ ]+(?:30|0)[-–—)\] ]+|#(?: ?#){2,}",
    re.IGNORECASE,
)
UPDATED = re.compile(r"(?:(?:UPDATE|WRAPUP|REFILE|RPT|CORRECTED)(?: ?\d{1,2})? ?- ?)+(?=\S)")
"""What a headline begins with that says which filing it heads."""
_LONGEST, _LONGEST_MARK = 200, 30


def take_top(text: str) -> tuple[list[SetAside], list[Doubt], str]:
    """The lines above the copy that are meant for editors, what to ask, and the copy below."""
    lines = text.split("\n")
    aside: list[SetAside] = []
    doubts: list[Doubt] = []
    at = 0
    for number, line in enumerate(lines):
        said = without_markup(line).strip().strip("*_")
        if said and not is_note(said):
            break
        if said:
            at = number + 1
            aside.append(SetAside("note", said))
            if _EMBARGO.fullmatch(said):
                doubts.append(Doubt("embargo", f"“{said}” stood above the copy. Set it here too."))
    return aside, doubts, "\n".join(lines[at:])


def is_note(line: str) -> bool:
    """Whether a line above the copy speaks to editors."""
    if len(line) > _LONGEST:
        return False
    return any(form.fullmatch(line) for form in (_SLUG, _NOTE, _PRIORITY, _EMBARGO, _CHANGES))


def is_change(line: str) -> bool:
    """ "(Adds quotes, background)"."""
    return len(line) <= _LONGEST and bool(_CHANGES.fullmatch(line))


def is_mark(line: str) -> bool:
    """Whether a line only says that the copy goes on or ends."""
    return turns(line) or ends(line)


def turns(line: str) -> bool:
    return _is_alone(_TURN, line)


def ends(line: str) -> bool:
    return _is_alone(_END, line)


def _is_alone(form: re.Pattern[str], line: str) -> bool:
    """Whether a line is nothing else. What is set off on one side only is an item of a list."""
    if len(line) > _LONGEST_MARK or not (found := form.fullmatch(line)):
        return False
    before, after = found["before"] or "", found["after"] or ""
    return not before.strip() or bool(after.strip())
