"""Finding a wording in a row, in lowercase.

A pattern is compiled when a row first has one of its words: compiling all of them takes longer than reading a record
and answering, and most rows have the words of few.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Wording: TypeAlias = tuple[str, ...]
"""A pattern in lowercase, then words: every row that matches has one of them.  Alone it is a word, not a pattern."""


def begins(row: str, wording: Wording) -> bool:
    """Whether *row* begins with *wording*."""
    for word in wording[1:]:  # any() or a call takes twice as long, a hundred times per row; also below
        if word in row:
            return re.match(wording[0], row) is not None
    return False


def holds(row: str, wording: Wording) -> bool:
    """Whether *wording* is anywhere in *row*."""
    if len(wording) == 1:
        return wording[0] in row
    for word in wording[1:]:
        if word in row:
            return re.search(wording[0], row) is not None
    return False
