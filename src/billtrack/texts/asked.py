"""Read the texts and clauses named on a command line, in any spelling of a clause's address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from billtrack.diff.operands.operands import STANDARD_INPUT, File, named_file
from billtrack.errors import InputError
from billtrack.model.clauses import DEFAULT_LEVELS, NAMED_LEVELS
from billtrack.model.identifiers import parse_reference

_OPENING = NAMED_LEVELS.union(
    DEFAULT_LEVELS, ("whereas", "resolved", "excerpt", "proviso", "quoted-block", "continuation", "sec", "sec.")
)
"""The words an address begins with; ``sec.`` is a section."""
_SEGMENT = re.compile(r"[^\s/()]+")


def names_of_texts(words: Sequence[str]) -> tuple[str, ...]:
    """Join each address to the measure before it: ``hr1-115 section 3(a)`` is ``hr1-115/section/3/a``.

    An address begins with the name of a part and goes on to the next word that is a measure.  Other words are
    returned as they are.
    """
    names: list[str] = []
    takes_address = is_open = False
    for word in words:
        if takes_address and not _is_measure(word) and (is_open or _opens(word)):
            measure = names[-1] if is_open else str(parse_reference(names[-1]))  # nothing follows a web address
            names[-1] = "/".join((measure, *_segments(word)))
            is_open = True
        else:
            names.append(word)
            takes_address, is_open = _is_measure(word), False
    return tuple(names)


def files_of_texts(words: Sequence[str]) -> list[tuple[File, tuple[str, ...]]] | None:
    """The files *words* name, each with the address after it (``draft.xml whereas 9``); ``None`` if they name others.

    Raises:
        InputError: a path to a file that is not there.
    """
    files: list[tuple[File, tuple[str, ...]]] = []
    for word in words:
        if word != STANDARD_INPUT and (file := named_file(word)) is not None:
            files.append((file, ()))
        elif files and (files[-1][1] or _opens(word)):
            files[-1] = (files[-1][0], (*files[-1][1], *_segments(word)))
        else:
            return None
    return files


def _opens(word: str) -> bool:
    return "".join(_segments(word)[:1]).partition("~")[0] in _OPENING


def _segments(word: str) -> list[str]:
    """Split ``Section 3(a)`` into ``section``, ``3``, ``a``; only the name of a part is put in lowercase."""
    found = _SEGMENT.findall(word)
    named = [each.casefold() if each.casefold() in _OPENING else each for each in found]
    return ["section" if each in {"sec", "sec."} else each for each in named]


def _is_measure(word: str) -> bool:
    try:
        parse_reference(word)
    except InputError:
        return False
    return True
