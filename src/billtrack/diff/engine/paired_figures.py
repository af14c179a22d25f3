"""The changed figures of a clause, each with the figure that replaced it.

Two figures belong together if they share unchanged characters or touch the same change.  So ``January 5, 2025`` to
``January 15, 2026`` is one pair although ``January`` stayed, and an amount that only lost its minus sign is a pair too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from billtrack.diff.engine import tuning
from billtrack.diff.engine.figures import (
    AMOUNT,
    DATE,
    OBLIGATION,
    REFERENCE,
    find_figures,
    is_duty,
    is_limit,
    is_one_word,
    value_of,
)
from billtrack.diff.engine.result import HIDDEN, ChangeClass, Op, Span, UnitChange
from billtrack.model.patterns import pattern


class FigurePair(NamedTuple):
    """A figure on both sides, or on one; ``old_at`` and ``new_at``: its position in the clause's words, else -1."""

    kind: str
    old: str | None
    new: str | None
    old_at: int
    new_at: int


def paired_figures(unit: UnitChange) -> Iterator[FigurePair]:
    """Pair the figures of *unit* whose words or sign changed, in the order of the old text, then of the new."""
    if all(span.change_class is None or span.change_class in HIDDEN for span in unit.spans):
        return
    olds, news = tuple(_figures(unit, Op.DELETE)), tuple(_figures(unit, Op.INSERT))
    partners = _partners(olds, news)
    for i, old in enumerate(olds):
        if i not in partners:
            if _is_told_alone(old, unit.new_text):
                yield FigurePair(old.kind, old.text, None, old.start, -1)
        elif value_of(old.text) != value_of((new := news[partners[i]]).text):
            yield FigurePair(old.kind, old.text, new.text, old.start, new.start)
    taken = set(partners.values())
    for j, new in enumerate(news):
        if j not in taken and _is_told_alone(new, unit.old_text):
            yield FigurePair(new.kind, None, new.text, -1, new.start)


class _Figure(NamedTuple):
    """A figure of one side; ``changes``: those it touches; ``shared``: its unchanged characters.

    ``is_whole``: its whole sentence or clause was inserted or deleted; ``is_buried``: many words around it were.
    """

    kind: str
    text: str
    start: int
    changes: frozenset[int]
    shared: frozenset[tuple[int, int]]
    is_whole: bool
    is_buried: bool


# ---------------------------------------------------------------------------------------- pairing


def _partners(olds: Sequence[_Figure], news: Sequence[_Figure]) -> dict[int, int]:
    """Pair the two sides by position: figures that share characters or value first, then in order within a change."""
    by_character = {key: j for j, new in enumerate(news) for key in new.shared}
    by_change: defaultdict[int, list[int]] = defaultdict(list)
    for j, new in enumerate(news):
        for change in new.changes:
            by_change[change].append(j)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for is_sure in (True, False):
        for i, old in enumerate(olds):
            if i in found:
                continue
            rivals = _rivals(old, by_character, by_change, is_sure=is_sure)
            at = next((j for j in rivals if j not in taken and _fit(old, news[j], is_sure=is_sure)), None)
            if at is not None:
                found[i] = at
                taken.add(at)
    return found


def _rivals(
    old: _Figure, by_character: Mapping[tuple[int, int], int], by_change: Mapping[int, list[int]], *, is_sure: bool
) -> Iterator[int]:
    if is_sure:
        yield from dict.fromkeys(by_character[key] for key in sorted(old.shared) if key in by_character)
    for change in sorted(old.changes):
        yield from by_change.get(change, ())


def _fit(old: _Figure, new: _Figure, *, is_sure: bool) -> bool:
    if old.kind != new.kind or not (old.changes or new.changes):
        return False
    if is_sure:
        return bool(old.shared & new.shared) or value_of(old.text) == value_of(new.text)
    return old.kind != OBLIGATION or any(is_one(old.text) and is_one(new.text) for is_one in (is_duty, is_limit))


def _is_told_alone(figure: _Figure, other: str) -> bool:
    """Whether to report a figure without a counterpart; of whole new or deleted sentences, only money.

    *other*: the clause's words on the other side.  A date that is also there was neither added nor removed.  Among
    many inserted or deleted words, ``may`` or ``not`` is not a change of a duty.
    """
    if not figure.changes or (figure.kind == DATE and re.search(rf"\b{re.escape(figure.text)}\b", other)):
        return False
    is_money = figure.kind == AMOUNT and any(map(figure.text.__contains__, "$€£%"))
    is_mild = figure.kind == OBLIGATION and not is_duty(figure.text, ("shall", "must"))
    tells_nothing = figure.is_whole or is_one_word(figure.text) or is_limit(figure.text)
    return is_money or not (tells_nothing or (is_mild and figure.is_buried))


# ---------------------------------------------------------------------------------------- reading


class _Extent(NamedTuple):
    """Where *span*, by its *number*, is in the words of one side; ``change`` numbers the changes of the clause."""

    number: int
    span: Span
    start: int
    end: int
    change: int
    is_sentence: bool

    @property
    def is_changed(self) -> bool:
        """Whether its words are on one side only."""
        return self.span.op is not Op.EQUAL


def _figures(unit: UnitChange, op: Op) -> Iterator[_Figure]:
    """Find the figures of one side: ``DELETE`` for the old text, ``INSERT`` for the new.

    References count only if a change of class ``REFERENCE`` touches them; figures in moved words do not count.
    """
    text = unit.old_text if op is Op.DELETE else unit.new_text
    extents = list(_extents(unit, op))
    starts = [extent.start for extent in extents]
    for kind, start, end in _found(text, extents, is_one_sided=not (unit.old and unit.new)):
        touched = extents[bisect_right(starts, start) - 1 : bisect_right(starts, end - 1)]
        changed = [each for each in touched if each.is_changed]
        if (kind == REFERENCE) is not any(each.span.change_class is ChangeClass.REFERENCE for each in changed):
            continue
        if any(each.span.fragment is not None for each in changed):
            continue
        yield _Figure(
            kind,
            text[start:end].strip(),
            start,
            frozenset(each.change for each in changed if each.span.change_class not in HIDDEN),
            frozenset(
                (each.number, at - each.start)
                for each in touched
                if not each.is_changed
                for at in range(max(start, each.start), min(end, each.end))
            ),
            all(each.is_sentence for each in touched),
            all(len(text[each.start : each.end].split()) >= tuning.NEW_SENTENCE_WORDS for each in changed),
        )


_MONEY = pattern(r"[$€£%]")


def _found(text: str, extents: Sequence[_Extent], *, is_one_sided: bool) -> Iterator[tuple[str, int, int]]:
    """Find the figures near a change on either side; in an added or removed clause, only near money."""
    windows: list[tuple[int, int]] = []
    for extent in extents:
        if is_one_sided:
            windows += (match.span() for match in _MONEY.finditer(text, extent.start, extent.end))
        elif extent.is_changed:
            windows.append((extent.start, extent.end))
        else:
            windows += ((extent.start, extent.start), (extent.end, extent.end))
    for start, stop in _joined(text, windows):
        yield from find_figures(text, start, stop)


def _joined(text: str, windows: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Widen the windows to the words around them and join those that overlap; none cuts a word."""
    start = stop = -1
    for first, last in windows:
        begin = text.rfind(" ", 0, max(0, first - tuning.FIGURE_REACH)) + 1
        end = text.find(" ", last + tuning.FIGURE_REACH)
        end = len(text) if end < 0 else end
        if begin <= stop:
            stop = max(stop, end)
        else:
            if stop >= 0:
                yield start, stop
            start, stop = begin, end
    if stop >= 0:
        yield start, stop


_ENDS = frozenset({"", ".", ";", ":", "—"})


def _extents(unit: UnitChange, op: Op) -> Iterator[_Extent]:
    at = change = 0
    last, before = Op.EQUAL, ""
    is_one_sided = not unit.old or not unit.new
    for index, span in enumerate(unit.spans):
        is_changed = span.op is not Op.EQUAL
        if is_changed and (last is Op.EQUAL or (last is Op.INSERT and span.op is Op.DELETE)):
            change += 1
        words = span.old_text if op is Op.DELETE else span.new_text
        if words:
            is_sentence = is_changed and len(words.split()) >= tuning.NEW_SENTENCE_WORDS and before in _ENDS
            yield _Extent(index, span, at, at + len(words), change, is_one_sided or is_sentence)
        at += len(words)
        last, before = span.op, span.text.rstrip()[-1:]
