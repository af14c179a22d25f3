"""The two sides of a comparison: which texts they are, how they were chosen, and what differs outside their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from billtrack.diff.engine.printing import is_same_printing
from billtrack.model.measure import Coverage
from billtrack.model.values import replace

if TYPE_CHECKING:
    from billtrack.diff.engine.provenance import TextPlaces
    from billtrack.model.clauses import Clause
    from billtrack.model.measure import LeftOut, TextVersion
    from billtrack.model.measure_names import MeasureId


class Matter(StrEnum):
    """What to compare: the texts, the summaries by the Congressional Research Service, or the titles."""

    TEXT = "text"
    SUMMARY = "summary"
    TITLE = "title"


class Compared(NamedTuple):
    """One side of a comparison.

    ``name``: what readers call it, ``hres351-115@ih`` or a file's name.  ``version_code``: that of the text or the
    summary.  ``described``: what it is, in words.  ``taken``: why it was chosen, if the request named no version.
    ``text``: its print, for what is outside the clauses; ``None`` if it is not a print.  ``places``: where its
    characters are in its file, for ``--format provenance`` only; else ``None``.  ``not_compared``: what no comparison
    can see, in words.  ``left_out``: its words that are in no clause; ``None`` for a record, which keeps none.
    ``around``: what is printed around the text and differs from print to print.
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
    not_compared: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] | None = None
    around: tuple[LeftOut, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all of its words are loaded."""
        return self.coverage is Coverage.COMPLETE

    @property
    def quotes_law(self) -> bool:
        """Whether it quotes text for another law."""
        return any(clause.quoted for clause in self.clauses)


TITLE = "Official title"
SPONSORS = "Printed sponsors"


class Beside(NamedTuple):
    """Something outside the clauses that differs between the two prints; ``None`` for a print without it."""

    what: str
    old: str | None
    new: str | None


def differences_beside(old: Compared, new: Compared) -> tuple[Beside, ...]:
    """List what differs in the front matter of the two prints: title, sponsors, date.

    What a partial text lacks is not loaded and is not a difference.
    """
    if old.text is None or new.text is None:
        return ()
    pairs = (
        (TITLE, old.text.official_title, new.text.official_title),
        (SPONSORS, old.text.printed_sponsors, new.text.printed_sponsors),
        ("Date", _day(old.text), _day(new.text)),
    )
    apart = tuple(
        Beside(what, a, b)
        for what, a, b in pairs
        if a != b and (a is not None or old.is_complete) and (b is not None or new.is_complete)
    )
    return (*apart, *_differences_around(old, new))


def _differences_around(old: Compared, new: Compared) -> Iterator[Beside]:
    """What two copies of one print say differently around the text; two prints differ in it by what they are."""
    if old.version_code and new.version_code and (old.measure, old.version_code) != (new.measure, new.version_code):
        return
    news = _by_kind(new.around)
    for what, held in _by_kind(old.around).items():
        if what in news and not _is_same_line(held.words, news[what].words):
            yield Beside(what, held.words, news[what].words)


def _is_same_line(old: str, new: str) -> bool:
    """Whether two headings read the same aloud; a heading's capitals are of its type."""
    return old == new or is_same_printing(old.casefold(), new.casefold())


def differences_left_out(old: Compared, new: Compared) -> tuple[Beside, ...]:
    """List words outside the clauses that differ or that only one print has: formulas, contents, struck words.

    White space between words does not count; every other difference does, since no class hides it beneath the verdict.
    Records keep none of these words, so against a record nothing is known to differ.
    """
    if old.left_out is None or new.left_out is None:
        return ()
    olds, news = _by_kind(old.left_out), _by_kind(new.left_out)
    pairs = ((what, olds.get(what), news.get(what)) for what in dict.fromkeys((*olds, *news)))
    return tuple(Beside(what, _words(a), _words(b)) for what, a, b in pairs if not _is_one_wording(a, b))


def _by_kind(held: Iterable[LeftOut]) -> dict[str, LeftOut]:
    """The words of each kind, those of several places joined: a print may have two formulas."""
    found: dict[str, LeftOut] = {}
    for each in held:
        before = found.get(each.what)
        found[each.what] = replace(each, words=f"{before.words} {each.words}".strip()) if before else each
    return found


def _words(held: LeftOut | None) -> str | None:
    return None if held is None else held.words


def _is_one_wording(old: LeftOut | None, new: LeftOut | None) -> bool:
    """Whether nothing differs: the same words; words that one file leaves to its printer, or one reading drops."""
    if old is None or new is None:
        return all(held is None or held.by_reading for held in (old, new))
    return not (old.words and new.words) or old.words.split() == new.words.split()


def names_apart(beside: Beside) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the names in only one list of sponsors: (old, new), each in order."""
    old, new = _names(beside.old), _names(beside.new)
    return tuple(n for n in old if n not in new), tuple(n for n in new if n not in old)


_BETWEEN_NAMES = r",?\s+and\s+|,\s+|\s*\(for (?:himself|herself|themselves)(?:,| and)?\s*|\)"


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in re.split(_BETWEEN_NAMES, text or ""))))


def _day(text: TextVersion) -> str | None:
    return text.date.isoformat() if text.date else None
