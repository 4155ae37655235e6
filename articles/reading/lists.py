"""Long lists of stories, a page at a time, newest first. Nothing is ever counted for them."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest

SIZE = 25
NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, and whether there is a page before and after."""

    rows: list
    number: int
    has_more: bool

    @property
    def query(self) -> str:
        """What follows the list's address for this page: the first has the address itself."""
        return query(self.number)

    @property
    def newer(self) -> str:
        return query(self.number - 1)

    @property
    def older(self) -> str:
        return query(self.number + 1)


def query(number: int) -> str:
    return f"?page={number}" if number > 1 else ""


def number_in(query) -> int:
    """The page asked for by `?page=`. Raises Http404 for what names no page."""
    asked = query.getlist("page")
    if not asked:
        return 1
    if len(asked) > 1 or not NUMBER.fullmatch(asked[0]):
        raise Http404
    return int(asked[0])


def page_of(rows, number: int, *, size: int = SIZE) -> Page:
    """Page `number` of a queryset in total order, fetching one row more to see if others follow.

    Raises Http404 past the end; the first page may be empty.
    """
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    if not found and number > 1:
        raise Http404
    return Page(found[:size], number, has_more=len(found) > size)


def shown_page(request: HttpRequest, rows, *, size: int = SIZE) -> Page:
    """The page of a list that is asked for; a list with nothing in it is no page at all."""
    found = page_of(rows, number_in(request.GET), size=size)
    if not found.rows:
        raise Http404
    return found
