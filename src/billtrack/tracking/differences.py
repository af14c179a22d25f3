"""Where two versions of one part of a measure differ, field by field.

Works on plain values (mappings, lists, text, numbers, dates), as ``record_parts.values_of`` gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

NOTHING = "nothing"
_SHOWN = 80


class Absent:
    """Marks a value that only the other side has; JSON's null would be a value."""


ABSENT = Absent()


def differences(held: object, offered: object) -> Iterator[tuple[str, str, str]]:
    """Compare two values; give each field that differs, and its value on each side, cut to one line."""
    for field, ours, theirs in differing_values(held, offered):
        yield field, _shown(ours), _shown(theirs)


def differing_values(held: object, offered: object, at: str = "") -> Iterator[tuple[str, object, object]]:
    """Compare two values; give each field that differs, and its values, ``ABSENT`` for a missing one.

    Lists are aligned first, so that one missing row is one difference.
    """
    if held == offered:
        return
    if isinstance(held, Mapping) and isinstance(offered, Mapping):
        for key in dict.fromkeys((*held, *offered)):
            field = f"{at}.{key}" if at else str(key)
            yield from differing_values(held.get(key, ABSENT), offered.get(key, ABSENT), field)
    elif isinstance(held, list | tuple) and isinstance(offered, list | tuple):
        yield from _lists(held, offered, at)
    else:
        yield at, held, offered


def _lists(held: Sequence[object], offered: Sequence[object], at: str) -> Iterator[tuple[str, object, object]]:
    spelled = SequenceMatcher(None, [_spelled(each) for each in held], [_spelled(each) for each in offered], False)
    for kind, start, end, offered_start, offered_end in spelled.get_opcodes():
        if kind == "equal":
            continue
        paired = min(end - start, offered_end - offered_start)
        for step in range(paired):
            yield from differing_values(held[start + step], offered[offered_start + step], f"{at}[{start + step}]")
        for index in range(start + paired, end):
            yield f"{at}[{index}]", held[index], ABSENT
        for each in offered[offered_start + paired : offered_end]:
            yield f"{at}[{end}]", ABSENT, each


def _spelled(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _shown(value: object) -> str:
    if value is ABSENT:
        return NOTHING
    words = _spelled(value)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 3]}..."
