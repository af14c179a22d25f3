"""Long lists in pages of whole items.

Following the cursors from the first page gives every item once, in order, and no item is cut.  A cursor of another
list, or of one that has changed since, is refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from billtrack.errors import InputError

Item = TypeVar("Item")

PAGE_CHARACTERS = 20_000
"""The most characters of a page, about 5,000 tokens; a longer item gets its own page."""


class ListPage(NamedTuple, Generic[Item]):
    """Items ``start`` to ``start + len(items)`` of ``total``; ``next_cursor`` is ``None`` on the last page."""

    items: tuple[Item, ...]
    start: int
    total: int
    next_cursor: str | None

    def line(self, noun: str, failed: Sequence[object] = ()) -> str:
        """Say in words whether the list is complete, or how to continue; it is not if anything *failed* to be read."""
        unread = f"Not complete: {len(failed)} could not be read, and what they hold is not known."
        if not self.total:
            return f"Found: 0 {noun}. {unread}" if failed else f"None: 0 {noun} in all. The list is complete."
        whole = f"{noun} {self.start + 1} to {self.start + len(self.items)} of {self.total}"
        if self.next_cursor is None:
            end = "This page completes the list." if self.start else "The list is complete."
            return f"Shown: {whole}. {unread if failed else end}"
        return f'Shown: {whole}. Incomplete: call again with cursor "{self.next_cursor}" for the rest.'


def page_of(
    items: Sequence[Item],
    identity: object,
    cursor: str | None,
    *,
    size: Callable[[Item], int] = lambda _: 0,
    most: int | None = None,
) -> ListPage[Item]:
    """Make the page of *items* at *cursor*, limited by the *size* of items in characters, or to *most* items.

    *identity* describes the list: if its text changes, the cursors of the old list are refused.

    Raises:
        InputError: *cursor* is not a cursor of the present list.
    """
    digest = hashlib.sha256(f"{len(items)} {identity}".encode(errors="replace")).hexdigest()[:12]
    start = _start(cursor, digest, len(items))
    end, characters = start, 0
    while end < len(items) and (most is None or end - start < most):
        characters += size(items[end])
        if characters > PAGE_CHARACTERS and end > start:
            break
        end += 1
    following = f"{end}.{digest}" if end < len(items) else None
    return ListPage(tuple(items[start:end]), start, len(items), following)


def _start(cursor: str | None, digest: str, total: int) -> int:
    if cursor is None:
        return 0
    match = re.fullmatch(r"([1-9][0-9]{0,8})\.([0-9a-f]{12})", cursor)
    if match is None:
        raise InputError("not a cursor of this tool", hint="leave out cursor to begin with the first page")
    if match[2] != digest or int(match[1]) >= total:
        raise InputError("this list has changed since the cursor was given", hint="begin again without a cursor")
    return int(match[1])
