"""What a reader looks for first: amounts, dates, obligations, repeated replacements, references, titles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from billtrack.diff.engine import tuning
from billtrack.diff.engine.figures import AMOUNT, DATE, OBLIGATION, REFERENCE, value_of
from billtrack.diff.engine.paired_figures import FigurePair, paired_figures
from billtrack.diff.engine.references.stale import stale_references
from billtrack.diff.engine.result import HIDDEN, Change, ChangeClass, Comparison, UnitChange
from billtrack.diff.hunks import hunks
from billtrack.model.values import Value


class Highlight(Value, frozen=True):
    """One change a reader looks for; ``None`` if that side has nothing there.

    ``address``: the clause in the new text, or in the old one if it was removed; ``title`` for the official title.
    """

    old: str | None
    new: str | None
    address: str


class Replacement(Value, frozen=True):
    """The same replacement made *count* times, at least 3; ``None`` for one that is only a deletion or insertion."""

    old: str | None
    new: str | None
    count: int


class KeptReference(Value, frozen=True):
    """A reference whose words did not change but now names another clause, or none; ``note`` says which."""

    words: str
    note: str
    address: str


class Highlights(Value, frozen=True):
    """The changes that readers look for first, each kind in the order of the new text.

    ``amounts``: money, percentages, periods and other numbers; ``obligations``: shall, may, must, not, unless, only
    and the like; ``references``: changed references that may name something else now; ``kept_references``: unchanged
    words that now name another clause; ``titles``: the official title, then section headings.  ``replacements``: the
    most frequent first.
    """

    amounts: tuple[Highlight, ...] = ()
    dates: tuple[Highlight, ...] = ()
    obligations: tuple[Highlight, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    references: tuple[Highlight, ...] = ()
    titles: tuple[Highlight, ...] = ()
    kept_references: tuple[KeptReference, ...] = ()


def find_highlights(comparison: Comparison, old_title: str | None = None, new_title: str | None = None) -> Highlights:
    """Find what readers look for first; the titles are the official ones, ``None`` for a print without one.

    "The grant shall not exceed $1,000 in January 2025." to "The grant may exceed $1,500 in January 2026.": the amount
    $1,000 to $1,500, the date January 2025 to January 2026, and the obligation shall not to may.
    """
    found: dict[str, list[Highlight]] = defaultdict(list)
    for kind, highlight in _less_those_elsewhere(_every_figure(comparison)):
        found[kind].append(highlight)
    return Highlights(
        amounts=tuple(found[AMOUNT]),
        dates=tuple(found[DATE]),
        obligations=tuple(found[OBLIGATION]),
        replacements=_replacements(comparison),
        references=tuple(found[REFERENCE]),
        titles=(*_official_titles(old_title, new_title), *_headings(comparison)),
        kept_references=tuple(_kept_references(comparison)),
    )


def _kept_references(comparison: Comparison) -> Iterator[KeptReference]:
    """Find references that now name another clause though their words stayed; tables of contents are skipped."""
    if all(unit.old and unit.new and not (unit.moved or unit.renumbered) for unit in comparison.units):
        return
    for each in stale_references(comparison):
        clause = comparison.new[each.new]
        if clause.level != "toc-entry":
            yield KeptReference(each.words, each.change.note, clause.address)


def _every_figure(comparison: Comparison) -> Iterator[tuple[str, Highlight]]:
    for unit in comparison.units:
        if unit.change_class is not None and unit.change is not Change.NOT_LOADED:
            pairs = list(paired_figures(unit))
            for pair in (*pairs, *_unread_references(unit, pairs)):
                yield pair.kind, Highlight(pair.old, pair.new, _address(comparison, unit, pair))


def _unread_references(unit: UnitChange, pairs: Iterable[FigurePair]) -> Iterator[FigurePair]:
    """Changed references not written as such (``those described in (3)``), by their changed words."""
    if any(pair.kind == REFERENCE for pair in pairs):
        return
    for hunk in hunks(unit):
        if hunk.change_class is ChangeClass.REFERENCE and value_of(hunk.old.strip()) != value_of(hunk.new.strip()):
            yield FigurePair(REFERENCE, hunk.old.strip() or None, hunk.new.strip() or None, -1, -1)


def _less_those_elsewhere(found: Iterable[tuple[str, Highlight]]) -> Iterator[tuple[str, Highlight]]:
    """Leave out figures that only moved: removed here and added there.

    An amount that moved within its clause is kept: it may be in another column now.
    """
    every = list(found)
    gone: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    come: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, each in every:
        if each.new is None and each.old is not None:
            gone[kind, value_of(each.old)].add(each.address)
        elif each.old is None and each.new is not None:
            come[kind, value_of(each.new)].add(each.address)
    for kind, each in every:
        lone = each.old if each.new is None else each.new if each.old is None else None
        key = (kind, value_of(lone or ""))
        went = lone is not None and gone.get(key) and come.get(key)
        if not went or (kind == AMOUNT and len(gone[key] | come[key]) == 1):
            yield kind, each


def _address(comparison: Comparison, unit: UnitChange, pair: FigurePair) -> str:
    """The address of the clause of *unit* that has the figure."""
    if unit.new:
        side, indexes, text, at = comparison.new, unit.new, unit.new_text, pair.new_at
    else:
        side, indexes, text, at = comparison.old, unit.old, unit.old_text, pair.old_at
    passed = text.count("\n", 0, at) if at > 0 else 0
    return side[indexes[min(passed, len(indexes) - 1)]].address


# ----------------------------------------------------------------------------------- replacements


def _replacements(comparison: Comparison) -> tuple[Replacement, ...]:
    """Find words that changed the same way at least three times, ignoring case; the most frequent first."""
    spelled: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for unit in comparison.units:
        if unit.old and unit.new and unit.change_class is not None:
            for old, new in _replaced(unit):
                spelled[old.casefold(), new.casefold()][old, new] += 1
    found = [(counts.most_common(1)[0][0], counts.total()) for counts in spelled.values()]
    many = [Replacement(old or None, new or None, count) for (old, new), count in found if count >= tuning.REPEATED]
    return tuple(sorted(many, key=lambda each: -each.count))


def _replaced(unit: UnitChange) -> Iterator[tuple[str, str]]:
    """The short changes of *unit*, without small words that were only added or deleted."""
    for hunk in hunks(unit):
        if hunk.change_class in HIDDEN or any(span.fragment is not None for span in unit.spans[hunk.start : hunk.end]):
            continue
        old, new = hunk.old.strip(_MARKS), hunk.new.strip(_MARKS)
        is_short = max(len(old.split()), len(new.split())) <= tuning.REPLACED_WORDS
        has_words = (_has_words(old) and _has_words(new)) or (not (old and new) and len(old + new) > tuning.SMALL_WORD)
        if is_short and has_words and _less_numbers(old) != _less_numbers(new):
            yield old, new


_MARKS = " \n,;:.—"


def _less_numbers(words: str) -> str:
    """Drop run-in item numbers, ``(2)``, and outer marks from *words*."""
    return re.sub(r"\(\w{1,5}\)", "", words).strip(_MARKS)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


# ----------------------------------------------------------------------------------------- titles


def _official_titles(old: str | None, new: str | None) -> Iterable[Highlight]:
    if old is None or new is None or old.split() == new.split():
        return ()
    return (Highlight(old, new, "title"),)


def _headings(comparison: Comparison) -> Iterator[Highlight]:
    """Find reworded headings of sections and higher levels."""
    for unit in comparison.units:
        if unit.change is not Change.EDITED or len(unit.old) != 1 or len(unit.new) != 1:
            continue
        old, new = comparison.old[unit.old[0]], comparison.new[unit.new[0]]
        if new.quoted or not (new.depth == 0 or new.level == "section"):
            continue
        if old.header and new.header and _bare(old.header) != _bare(new.header):
            yield Highlight(old.header, new.header, new.address)


def _bare(header: str) -> str:
    return re.sub(r"\W+", " ", header).strip().casefold()
