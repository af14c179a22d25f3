"""Partial texts: what is loaded is compared; the rest is reported as not loaded, never as removed or added.

A partial text has clauses in their place, the last of which may break off, and excerpts whose place is not known.
An excerpt is compared with the words it fits best in the other text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.compare import compare_complete
from billtrack.diff.engine.display_text import DisplayText
from billtrack.diff.engine.legible import keep_or_drop
from billtrack.diff.engine.references import References
from billtrack.diff.engine.result import (
    Change,
    ChangeClass,
    Comparison,
    Op,
    Span,
    UnitChange,
    display_text,
    gravest,
    reading_order,
)
from billtrack.diff.engine.reverse import reversed_unit
from billtrack.diff.engine.spans import Wanderers, spans_of
from billtrack.diff.engine.units import Side, Vocabulary
from billtrack.diff.engine.weights import Weights
from billtrack.diff.engine.words import Block, common_words
from billtrack.model.clauses import Clause
from billtrack.model.patterns import pattern
from billtrack.model.values import Value, gc_paused, replace

EXCERPT = "excerpt"
_CLOSED = pattern(r"(?:[.;:,—!?]|and|or|be it)[\s\"'”’]*$")


@gc_paused()
def compare(
    old: Sequence[Clause], new: Sequence[Clause], *, old_partial: bool = False, new_partial: bool = False
) -> Comparison:
    """Compare two texts, clause by clause, then word by word.

    *old_partial* and *new_partial* mean that the text is only partly loaded: clauses of the other side without a
    counterpart are then ``NOT_LOADED``, and ``identical`` is ``None``.  If the new text is the excerpt "paint the
    lighthouse red", then of the old "The keeper shall paint the lighthouse white." the words "paint the lighthouse"
    are compared and "red" is inserted; "The keeper shall" and "white." are not loaded.
    """
    if not (old_partial or new_partial):
        return compare_complete(old, new)
    units = list(compare_complete(_placed(old), _placed(new)).units)
    units += [_alone(Change.REMOVED, (i,), (), old[i]) for i in range(len(_placed(old)), len(old))]
    units += [_alone(Change.ADDED, (), (j,), new[j]) for j in range(len(_placed(new)), len(new))]
    if new_partial:
        units = _fit(units, old, new)
    if old_partial:
        units = [reversed_unit(unit) for unit in _fit([reversed_unit(unit) for unit in units], new, old)]
    missing = {Change.REMOVED} if new_partial else set()
    missing |= {Change.ADDED} if old_partial else set()
    units = [_with_sides(unit, missing) for unit in units]
    order = reading_order(units if old_partial else [reversed_unit(unit) for unit in units])
    return Comparison(
        old=tuple(old),
        new=tuple(new),
        units=tuple(units[place] for place in order),
        fragments=(),
        identical=None,
    )


def _placed(clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses whose place is known: those before the excerpts, which come last."""
    first = next((at for at, clause in enumerate(clauses) if clause.level == EXCERPT), len(clauses))
    return clauses[:first]


def _alone(change: Change, old: tuple[int, ...], new: tuple[int, ...], clause: Clause) -> UnitChange:
    op = Op.DELETE if old else Op.INSERT
    text = display_text(clause)
    spans = (Span(op, text, change_class=ChangeClass.SUBSTANTIVE),) if text else ()
    return UnitChange(change, old, new, spans, change_class=ChangeClass.SUBSTANTIVE)


def _with_sides(unit: UnitChange, missing: set[Change]) -> UnitChange:
    """Adjust a unit for a partial text: what has no counterpart is not loaded, and no words count as moved."""
    if unit.change not in missing:
        return replace(unit, spans=tuple(replace(span, fragment=None) for span in unit.spans))
    return _loaded_once(unit.old, unit.new, unit.old_text or unit.new_text)


def _loaded_once(old: tuple[int, ...], new: tuple[int, ...], text: str) -> UnitChange:
    return UnitChange(Change.NOT_LOADED, old, new, (Span(Op.EQUAL, text),) if text else ())


# ------------------------------------------------------------------------------- excerpts


class _Fit(Value, frozen=True):
    """An excerpt's words *first* to *last* against the words *start* to *end* of a whole clause.

    ``cut``: how many characters of its last word remain, for an excerpt that breaks off inside a word.
    """

    part: int
    start: int
    end: int
    first: int
    last: int
    blocks: tuple[Block, ...]
    cut: int | None = None


def _fit(units: Sequence[UnitChange], whole: Sequence[Clause], part: Sequence[Clause]) -> list[UnitChange]:
    """Compare the excerpts in *part* (new) with the clauses of *whole* (old) they fit best.

    The last clause in its place is treated as an excerpt if it breaks off.
    """
    loose: list[UnitChange] = []
    olds, news = Counter(unit.old for unit in units), Counter(unit.new for unit in units)
    broken = {j for j in _broken(part) if news[(j,)] == 1}
    for unit in units:
        is_pair = unit.change in {Change.SAME, Change.EDITED} and olds[unit.old] == 1
        if is_pair and unit.new[0] in broken:
            loose.append(_alone(Change.REMOVED, unit.old, (), whole[unit.old[0]]))
            loose.append(_alone(Change.ADDED, (), unit.new, part[unit.new[0]]))
        else:
            loose.append(unit)
    excerpts = [
        unit.new[0]
        for unit in loose
        if unit.change is Change.ADDED and (part[unit.new[0]].level == EXCERPT or unit.new[0] in broken)
    ]
    open_clauses = [unit.old[0] for unit in loose if unit.change is Change.REMOVED]
    if not excerpts or not open_clauses:
        return loose
    fitting = _Fitting(whole, part)
    fits = fitting.best(excerpts, open_clauses)
    taken_old, taken_new = set(fits), {fit.part for held in fits.values() for fit in held}
    kept = [
        unit
        for unit in loose
        if not (unit.change is Change.REMOVED and unit.old[0] in taken_old)
        and not (unit.change is Change.ADDED and unit.new[0] in taken_new)
    ]
    for i, held in fits.items():
        kept += fitting.units(i, held)
    return kept


def _broken(clauses: Sequence[Clause]) -> set[int]:
    """Find the last clause in its place, of the preamble and of the text, if it does not end as clauses do."""
    placed = _placed(clauses)
    last = {clause.level if clause.level == "whereas" else "": at for at, clause in enumerate(placed)}
    return {at for at in last.values() if not _CLOSED.search(display_text(placed[at]))}


class _Fitting:
    """Finds the clause, and the words in it, that each excerpt fits best."""

    def __init__(self, whole: Sequence[Clause], part: Sequence[Clause]) -> None:
        vocabulary = Vocabulary()
        self._whole, self._part = Side(whole, vocabulary), Side(part, vocabulary)
        codes = [side.code(at) for side in (self._whole, self._part) for at in range(len(side))]
        self._weights = Weights(codes, vocabulary)

    def best(self, excerpts: Sequence[int], clauses: Sequence[int]) -> dict[int, list[_Fit]]:
        """Map each clause to its fits, in order, without overlap; an excerpt that fits nowhere is left out."""
        found: dict[int, list[_Fit]] = {}
        for j in excerpts:
            code = self._part.code(j)
            weight = self._weights.of(code)
            shares = [(self._weights.shared(self._whole.code(i), code), -i) for i in clauses]
            share, negative = max(shares, default=(0.0, 0))
            if self._whole.levels[-negative] == EXCERPT:
                weight = min(weight, self._weights.of(self._whole.code(-negative)))
            if not share or share < tuning.EXCERPT_SHARE * weight:
                continue
            fit = self._place(-negative, j)
            held = found.get(-negative, [])
            if fit is not None and all(fit.end <= other.start or other.end <= fit.start for other in held):
                found[-negative] = sorted([*held, fit], key=lambda fit: fit.start)
        return found

    def _place(self, i: int, j: int) -> _Fit | None:
        """Find the words of clause *i* that excerpt *j* covers, and what they have in common.

        Between two excerpts, extra words at the ends of one are not compared.
        """
        is_broken = self._part.levels[j] != EXCERPT
        old, new = DisplayText(self._whole, (i,)), DisplayText(self._part, (j,))
        blocks = keep_or_drop(common_words(old.code, new.code), old, new, self._weights)
        if not blocks:
            return None
        first, last = blocks[0], blocks[-1]
        end = last.i + last.size
        rest, following = new.words(last.j + last.size, len(new.code)), old.words(end, end + 1)
        blocks = [block._replace(i=block.i - first.i) for block in blocks]
        whole = _Fit(j, first.i, end, 0, len(new.places), tuple(blocks))
        if len(rest) == 1 and following:
            if is_broken and following[0].startswith(rest[0]):
                blocks[-1] = blocks[-1]._replace(size=last.size + 1)
                return replace(whole, end=end + 1, blocks=tuple(blocks), cut=len(rest[0]))
            if not rest[0].isalnum() and not following[0].isalnum():
                return replace(whole, end=end + 1)
        if self._whole.levels[i] != EXCERPT:
            return whole
        blocks = [block._replace(j=block.j - first.j) for block in blocks]
        return replace(whole, first=first.j, last=last.j + last.size, blocks=tuple(blocks))

    def units(self, i: int, fits: Sequence[_Fit]) -> list[UnitChange]:
        """Cut clause *i* at its fits: compared where an excerpt covers it, not loaded elsewhere."""
        old = DisplayText(self._whole, (i,))
        found: list[UnitChange] = []
        at = 0
        for fit in fits:
            start = old.places[fit.start][0]
            if start > at:
                found.append(_loaded_once((i,), (), old.text[at:start]))
            found += self._compared(old, i, fit)
            at = old.places[fit.end - 1][1] if fit.cut is None else old.places[fit.end - 1][0] + fit.cut
        if at < len(old.text):
            found.append(_loaded_once((i,), (), old.text[at:]))
        return [replace(unit, part=part) for part, unit in enumerate(found)]

    def _compared(self, old: DisplayText, i: int, fit: _Fit) -> list[UnitChange]:
        """The words an excerpt covers, with the excerpt's own uncompared words before and after."""
        new = DisplayText(self._part, (fit.part,))
        start, end = new.places[fit.first][0], new.places[fit.last - 1][1]
        if fit.last == len(new.places):
            end = len(new.text)
        if fit.first == 0:
            start = 0
        inner = new if (start, end) == (0, len(new.text)) else new.part(fit.first, fit.last)
        covered = old.part(fit.start, fit.end, fit.cut)
        spans = spans_of(covered, inner, fit.blocks, Wanderers(), is_linked=lambda: False, references=References())
        kind = gravest(span.change_class for span in spans)
        change = Change.SAME if kind is None else Change.EDITED
        found = [UnitChange(change, (i,), (fit.part,), spans, change_class=kind)]
        if start:
            found.insert(0, _loaded_once((), (fit.part,), new.text[:start]))
        if end < len(new.text):
            found.append(_loaded_once((), (fit.part,), new.text[end:]))
        return found
