"""References whose words stayed while what they name changed: ``subsection (c)`` although (c) is now (d)."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.diff.engine.pieces import Group, matched_pairs
from billtrack.diff.engine.references.naming import citation, name_of
from billtrack.diff.engine.references.parsing import find_references, may_refer
from billtrack.diff.engine.references.reference import Pointer, Reference, Scope
from billtrack.diff.engine.references.resolving import TextReferences
from billtrack.diff.engine.result import Comparison, ReferenceChange
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
    old, new = comparison.old, comparison.new
    both = [Group(unit.old, unit.new) for unit in comparison.units if unit.old and unit.new]
    pairs = matched_pairs(both, _parents(old), _parents(new))
    old_text, new_text = TextReferences(old), TextReferences(new)
    for i, j in pairs.items():
        a, b = old[i].text, new[j].text
        if a is None or b is None or not may_refer(b):
            continue
        known = {each.key for each in _numbered(a)}
        for each in _numbered(b):
            olds = old_text.resolve(each, i) if each.key in known else ()
            if not olds:
                continue
            news = new_text.resolve(each, j)
            partners = [pairs.get(at) for at in olds]
            if not (_is_same(partners, news, new_text) if news else _keep_names(olds, partners, old, new)):
                change = ReferenceChange(name_of(old, old_text, olds, each, i), name_of(new, new_text, news, each, j))
                yield StaleReference(i, j, b[each.start : each.end], change)


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


def _numbered(text: str) -> list[Reference]:
    return [
        each for each in find_references(text) if each.scope is Scope.OWN and each.steps[0].pointer is not Pointer.THIS
    ]


def _parents(clauses: tuple[Clause, ...]) -> list[int]:
    return [-1 if clause.parent is None else clause.parent for clause in clauses]
