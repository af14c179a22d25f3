"""Names of measures, text versions and clauses: parse, print, compare.

The only code that splits or builds a name.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import total_ordering

from billtrack.errors import InputError


class MeasureType(StrEnum):
    """The eight kinds of measure, by their official lowercase codes."""

    HR = "hr"
    S = "s"
    HJRES = "hjres"
    SJRES = "sjres"
    HCONRES = "hconres"
    SCONRES = "sconres"
    HRES = "hres"
    SRES = "sres"


@total_ordering
class MeasureId:
    """A measure's name: type, number and Congress; prints as ``hres351-115``.

    Immutable, hashable, ordered by Congress, then type, then number.
    """

    __slots__ = ("congress", "measure_type", "number")

    measure_type: MeasureType
    number: int
    congress: int

    def __init__(self, measure_type: MeasureType, number: int, congress: int) -> None:
        object.__setattr__(self, "measure_type", measure_type)
        object.__setattr__(self, "number", number)
        object.__setattr__(self, "congress", congress)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a measure id is immutable: {name}")

    def __str__(self) -> str:
        return f"{self.measure_type.value}{self.number}-{self.congress}"

    def __repr__(self) -> str:
        return f"MeasureId({str(self)!r})"

    def _key(self) -> tuple[int, int, int]:
        return (self.congress, list(MeasureType).index(self.measure_type), self.number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MeasureId) and self._key() == other._key()

    def __lt__(self, other: MeasureId) -> bool:
        return self._key() < other._key()

    def __hash__(self) -> int:
        return hash(self._key())


_CANONICAL = re.compile(r"([a-z]+)([1-9][0-9]*)-([1-9][0-9]*)")


def parse_measure_id(text: str) -> MeasureId:
    """Parse the canonical form only, as records write it: ``hres351-115``.

    Raises:
        InputError: *text* is anything else.
    """
    match = _CANONICAL.fullmatch(text)
    if match is None or match[1] not in set(MeasureType):
        raise InputError(f"not a measure id: {text!r} (expected the form hres351-115)")
    return MeasureId(MeasureType(match[1]), int(match[2]), int(match[3]))
