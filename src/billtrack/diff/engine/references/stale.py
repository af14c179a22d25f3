"""References whose words stayed while what they name changed: ``subsection (c)`` although (c) is now (d)."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.diff.engine.references.naming import citation, name_of
from billtrack.diff.engine.references.parsing import find_references, may_refer
from billtrack.diff.engine.references.reference import CrossReference, Pointer, Scope
from billtrack.diff.engine.references.resolving import TextReferences
from billtrack.diff.engine.result import Comparison, Op, ReferenceChange, UnitChange
from billtrack.diff.engine.splits import Group, matched_pairs
from billtrack.model.clauses import Clause
from billtrack.model.values import Value


class StaleReference(Value, frozen=True):
    """A reference that a matched clause has in both texts, and that names a different clause in each.

    ``old`` and ``new``: the clause's indexes in the two texts; ``words``: the reference as the new text prints it.
    """

    old: int
    new: int
    words: str
    change: ReferenceChange


def stale_references(comparison: Comparison) -> tuple[StaleReference, ...]:
    """Find references that name another clause though their words stayed, in the order of the old text.

    A new (a) made the old (a) into (b), and another clause still says "under subsection (a)": it is stale.  Only
    references with a number count, since ``this section`` moves with its clause, and only those that resolve in the
    old text.  Empty for a partial comparison.  This takes about as long as the comparison, so call it only to show it.
    """
    if comparison.identical is not False:
        return ()
    return tuple(_found(comparison))


def _found(comparison: Comparison) -> Iterator[StaleReference]:
    texts = _Texts(comparison)
    units = {j: unit for unit in comparison.units for j in unit.new}
    for i, j in texts.pairs.items():
        a, b = comparison.old[i], comparison.new[j]
        for before, now in ((a.header, b.header), (a.text, b.text)):
            if before is None or now is None or not may_refer(now):
                continue
            known = {each.key for each in _numbered(before)}
            for each in _numbered(now):
                change = texts.change(each, i, j) if each.key in known else None
                if change is not None and _stayed(units[j], now, each):
                    yield StaleReference(i, j, now[each.start : each.stop], change)


class _Texts:
    """Both texts of a comparison, with their matched clauses."""

    def __init__(self, comparison: Comparison) -> None:
        self._old, self._new = comparison.old, comparison.new
        both = [Group(unit.old, unit.new) for unit in comparison.units if unit.old and unit.new]
        self.pairs = matched_pairs(both, _parents(self._old), _parents(self._new))
        self._of_old, self._of_new = TextReferences(self._old), TextReferences(self._new)

    def change(self, reference: CrossReference, i: int, j: int) -> ReferenceChange | None:
        """What *reference*, in old clause *i* and new clause *j*, names in each; ``None`` if it is the same."""
        old, new = self._old, self._new
        olds = self._of_old.resolve(reference, i)
        if not olds:
            return None
        news = self._of_new.resolve(reference, j)
        partners = [self.pairs.get(at) for at in olds]
        if _is_same(partners, news, self._of_new) if news else _keep_names(olds, partners, old, new):
            return None
        return ReferenceChange(
            name_of(old, self._of_old, olds, reference, i), name_of(new, self._of_new, news, reference, j)
        )


def _stayed(unit: UnitChange, text: str, reference: CrossReference) -> bool:
    """Whether the words of *reference*, in *text* of the new side, are words of the old side too.

    Of "sections 2 and 3" that became "section 3 and section 4", the new "section 3" is not a reference that stayed.
    """
    begin = unit.new_text.find(text)
    start, end = begin + reference.start, begin + reference.end
    passed = 0
    for span in unit.spans:
        after = passed + len(span.new_text)
        if span.op is not Op.EQUAL and passed < end and start < max(after, passed + 1):
            return begin < 0
        passed = after
    return True


def _is_same(partners: list[int | None], news: tuple[int, ...], text: TextReferences) -> bool:
    """Whether the clauses named before are those named now, or inside them."""
    if len(partners) != len(news):
        return False
    return all(at is not None and text.is_inside(at, named) for at, named in zip(partners, news, strict=True))


def _keep_names(
    olds: tuple[int, ...], partners: list[int | None], old: tuple[Clause, ...], new: tuple[Clause, ...]
) -> bool:
    """Whether the clauses still have the same citations, so that a reference is at most ambiguous."""
    return all(b is not None and citation(old, a) == citation(new, b) for a, b in zip(olds, partners, strict=True))


def _numbered(text: str) -> list[CrossReference]:
    return [
        each
        for each in find_references(text)
        if each.steps and (each.scope is Scope.OWN or each.law) and each.steps[0].pointer is not Pointer.THIS
    ]


def _parents(clauses: tuple[Clause, ...]) -> list[int]:
    return [-1 if clause.parent is None else clause.parent for clause in clauses]
