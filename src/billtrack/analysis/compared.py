"""The two sides of a comparison: which texts they are, how they were chosen, and what differs outside their words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from billtrack.analysis.diff.provenance import TextPlaces
from billtrack.clauses import Clause
from billtrack.identifiers import MeasureId
from billtrack.model import Coverage, TextVersion


class Matter(StrEnum):
    """What is compared: the text, the summaries by the Congressional Research Service, or the titles."""

    TEXT = "text"
    SUMMARY = "summary"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a comparison.

    ``name`` is what readers call it: ``hres351-115@ih``, or a file's name.  ``version_code`` is that of the text or
    of the summary; ``described`` says in words what it is, ``taken`` why it was taken where nobody named it.
    ``text`` is its print, for what stands outside the words; ``None`` where it is not one.  ``places``: where
    its characters stand in its file; ``None`` where that was not asked.
    """

    name: str
    matter: Matter
    clauses: tuple[Clause, ...]
    coverage: Coverage
    measure: MeasureId | None = None
    version_code: str | None = None
    described: str = ""
    taken: str = ""
    text: TextVersion | None = None
    places: TextPlaces | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all of its words are here."""
        return self.coverage is Coverage.COMPLETE

    @property
    def quotes_law(self) -> bool:
        """Whether it holds words for another law."""
        return any(clause.quoted for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Beside:
    """Something outside the text that the two prints say differently; ``None`` where one says nothing of it."""

    what: str
    old: str | None
    new: str | None


def differences_beside(old: Compared, new: Compared) -> tuple[Beside, ...]:
    """List what the front matter of the two prints says differently: title, sponsors, date."""
    if old.text is None or new.text is None:
        return ()
    pairs = (
        ("Official title", old.text.official_title, new.text.official_title),
        ("Printed sponsors", old.text.printed_sponsors, new.text.printed_sponsors),
        ("Date", _day(old.text), _day(new.text)),
    )
    return tuple(Beside(what, a, b) for what, a, b in pairs if a != b)


def _day(text: TextVersion) -> str | None:
    return text.date.isoformat() if text.date else None
