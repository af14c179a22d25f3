"""Unknown values, the nearest known ones, and choices by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")


class UnreadableError(ValueError):
    """Not a value of its kind; the message says what was expected, or suggests the nearest value."""


def choice(value: str, choices: Mapping[str, T], *, shown: Iterable[str] = ()) -> T:
    """Find *value*, in any spelling of its spaces and hyphens, among *choices*, whose names have underscores.

    *shown*: the values to list where nothing is like it; by default all choices.

    Raises:
        UnreadableError: it is none of them.
    """
    name = re.sub("[ .-]+", "_", value.strip().lower()).strip("_")
    if name in choices:
        return choices[name]
    near = nearest(name, choices)
    raise UnreadableError(f"did you mean {near}?" if near else f"expected one of {', '.join(shown or choices)}")


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Find the *known* value most like *text*, if one is: the shortest that begins with it, or one spelled alike."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    names, text = list(known), text.lower()[:40]
    begun = sorted((name for name in names if len(text) > 2 and name.startswith(text)), key=len)
    return next(iter(begun or get_close_matches(text, names, n=1)), None)
