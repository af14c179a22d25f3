"""Names of measures, text versions and clauses: the values, how they are written, and which one is meant.

Knows the canonical names, those Congress prints and the citations of lawyers; ``billtrack.model.identifiers`` reads
what this module writes, and ``web_addresses`` has the addresses.  No name is built anywhere else.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import total_ordering
from typing import Literal, NamedTuple

from billtrack.errors import InputError
from billtrack.model.congresses import ordinal
from billtrack.model.values import Value

LAST_NUMBER = 99_999
"""No measure has a higher number: the busiest House so far had under 20,000 bills."""


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

    @property
    def chamber(self) -> Literal["house", "senate"]:
        """The chamber it is introduced in."""
        return "house" if self.value.startswith("h") else "senate"

    @property
    def printed(self) -> str:
        """As Congress prints it: ``H.Con.Res.``."""
        return _WRITTEN[self].printed

    @property
    def words(self) -> str:
        """In words: ``House Concurrent Resolution``."""
        return _WRITTEN[self].words

    @property
    def is_simple(self) -> bool:
        """Whether one chamber decides alone (``hres sres``): "agreed to" is final."""
        return self in {MeasureType.HRES, MeasureType.SRES}

    @property
    def is_concurrent(self) -> bool:
        """Whether both chambers agree and no President signs (``hconres sconres``)."""
        return self in {MeasureType.HCONRES, MeasureType.SCONRES}

    @property
    def is_resolution(self) -> bool:
        """Whether it is a resolution of any kind (all but ``hr s``)."""
        return self not in {MeasureType.HR, MeasureType.S}

    @property
    def is_lawmaking(self) -> bool:
        """Whether it can become law (``hr s hjres sjres``)."""
        return not (self.is_simple or self.is_concurrent)


class _Written(NamedTuple):
    printed: str
    words: str
    bluebook: str


_WRITTEN = {
    MeasureType.HR: _Written("H.R.", "House Bill", "H.R."),
    MeasureType.S: _Written("S.", "Senate Bill", "S."),
    MeasureType.HJRES: _Written("H.J.Res.", "House Joint Resolution", "H.R.J. Res."),
    MeasureType.SJRES: _Written("S.J.Res.", "Senate Joint Resolution", "S.J. Res."),
    MeasureType.HCONRES: _Written("H.Con.Res.", "House Concurrent Resolution", "H.R. Con. Res."),
    MeasureType.SCONRES: _Written("S.Con.Res.", "Senate Concurrent Resolution", "S. Con. Res."),
    MeasureType.HRES: _Written("H.Res.", "House Resolution", "H.R. Res."),
    MeasureType.SRES: _Written("S.Res.", "Senate Resolution", "S. Res."),
}
_RANK = {measure_type: rank for rank, measure_type in enumerate(MeasureType)}


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

    @property
    def printed(self) -> str:
        """For a reader: ``H.Res. 351 (115th)``."""
        return f"{self.measure_type.printed} {self.number} ({ordinal(self.congress)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a measure id is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a measure id is immutable: {name}")

    def __reduce__(self) -> tuple[type[MeasureId], tuple[MeasureType, int, int]]:
        return (MeasureId, (self.measure_type, self.number, self.congress))

    def __str__(self) -> str:
        return f"{self.measure_type.value}{self.number}-{self.congress}"

    def __repr__(self) -> str:
        return f"MeasureId({str(self)!r})"

    @property
    def place(self) -> tuple[int, int, int]:
        """Its place in the order of measures; sorting many by it is faster than comparing them."""
        return (self.congress, _RANK[self.measure_type], self.number)

    def __eq__(self, other: object) -> bool:
        return self.place == other.place if isinstance(other, MeasureId) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.place < other.place if isinstance(other, MeasureId) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.place)


class TextId(Value, frozen=True, order=True):
    """One print of a measure's text; prints as ``hres351-115@ih``."""

    measure: MeasureId
    version_code: str

    def __str__(self) -> str:
        return f"{self.measure}@{self.version_code}"


class ClauseAddress(Value, frozen=True):
    """A place in a text; prints as ``hres351-115@ih/whereas/4``.

    ``path`` names a part in lowercase, then goes inward: ``("resolved", "1", "2")``, ``("division", "A", "title", "I",
    "section", "101", "a")``.  Case counts: (a) is not (A).
    """

    text: TextId | MeasureId
    path: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join((str(self.text), *self.path))


class Reference(Value, frozen=True):
    """What a person typed: a measure, perhaps its Congress, a text version, a clause; prints canonically."""

    measure_type: MeasureType
    number: int
    congress: int | None = None
    version_code: str | None = None
    path: tuple[str, ...] = ()

    @property
    def measure_id(self) -> MeasureId | None:
        """The measure; ``None`` without a Congress (see ``resolve``)."""
        return None if self.congress is None else MeasureId(self.measure_type, self.number, self.congress)

    @property
    def text_id(self) -> TextId | None:
        """The text version; ``None`` without a version or a Congress."""
        measure = self.measure_id
        return None if measure is None or self.version_code is None else TextId(measure, self.version_code)

    @property
    def address(self) -> ClauseAddress | None:
        """The clause; ``None`` without a path or a Congress."""
        text = self.text_id or self.measure_id
        return None if text is None or not self.path else ClauseAddress(text, self.path)

    @property
    def printed(self) -> str:
        """For a reader: ``H.Res. 351 (115th)``, or ``H.Res. 351`` without a Congress."""
        measure = self.measure_id
        return measure.printed if measure else f"{self.measure_type.printed} {self.number}"

    def __str__(self) -> str:
        congress = "" if self.congress is None else f"-{self.congress}"
        version = "" if self.version_code is None else f"@{self.version_code}"
        return "/".join((f"{self.measure_type.value}{self.number}{congress}{version}", *self.path))


def prose(measure: MeasureId) -> str:
    """Write a measure in words: ``House Resolution 351, 115th Congress``."""
    return f"{measure.measure_type.words} {measure.number}, {ordinal(measure.congress)} Congress"


def bluebook(measure: MeasureId, *, year: int | None) -> str:
    """Cite a measure as The Bluebook does: ``H.R. Res. 351, 115th Cong. (2017)``.

    *year* is the year of the text cited; without one the parentheses are left out, never guessed.
    """
    dated = "" if year is None else f" ({year})"
    congress = ordinal(measure.congress)
    if congress.endswith(("nd", "rd")):
        congress = f"{measure.congress}d"
    return f"{_WRITTEN[measure.measure_type].bluebook} {measure.number}, {congress} Cong.{dated}"


def resolve(reference: Reference, known: Collection[MeasureId]) -> MeasureId:
    """Pick the measure meant: the one named, or without a Congress the only known one that fits.

    A measure named with its Congress is returned whether it is known or not.

    Raises:
        InputError: no Congress is given and none of *known*, or several, fit; the message lists them.
    """
    if reference.measure_id is not None:
        return reference.measure_id
    fits = sorted(
        measure
        for measure in known
        if measure.measure_type == reference.measure_type and measure.number == reference.number
    )
    if len(fits) > 1:
        listed = ", ".join(map(str, fits))
        raise InputError(f"{reference.printed} could be any of {listed}: say which Congress", hint=f"write {fits[-1]}")
    if not fits:
        raise InputError(f"no such measure: {reference.printed}, in any Congress loaded", hint=_hint(reference, known))
    return fits[0]


def _hint(reference: Reference, known: Collection[MeasureId]) -> str:
    near = nearest_measures(reference, known)
    if near:
        return f"did you mean {' or '.join(map(str, near))}?"
    return f"say the Congress, as in {reference.measure_type.value}{reference.number}-115"


def nearest_measures(reference: Reference, known: Iterable[MeasureId]) -> tuple[MeasureId, ...]:
    """Suggest up to three known measures for a reference that names none, the likeliest first; may be empty.

    Measures that differ in one of type, number and Congress come before those that differ in two; a measure that
    shares neither type nor number is never suggested.
    """

    def distance(measure: MeasureId) -> tuple[int, int, int, MeasureId]:
        other_congress = reference.congress is not None and measure.congress != reference.congress
        off = abs(measure.number - reference.number)
        differences = (measure.measure_type != reference.measure_type) + (off > 0) + other_congress
        return (differences, off, abs(measure.congress - (reference.congress or measure.congress)), measure)

    near = (
        measure
        for measure in known
        if measure.measure_type == reference.measure_type or measure.number == reference.number
    )
    return tuple(heapq.nsmallest(3, near, key=distance))
