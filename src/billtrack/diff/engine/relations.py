"""What became of each printed unit (a clause with the provisos and rows inside it): part of ``provenance``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from billtrack.diff.engine import tuning
from billtrack.diff.engine.heaviest_increasing import heaviest_increasing
from billtrack.diff.engine.result import Change, Comparison, Op, UnitChange
from billtrack.model.clauses import Clause

Stretches = tuple[tuple[int, int], ...]
"""Where a unit is: (start, end) pairs, counting characters that are not white space."""

_INNER_LEVELS = frozenset({"proviso", "row"})


@dataclass(frozen=True, slots=True)
class Relation:
    """What became of a printed unit; ``type``: same, renumbered, reworded, split, merged, inserted or deleted."""

    type: str
    old: Stretches
    new: Stretches
    moved: bool


def relations(
    comparison: Comparison, old: Sequence[tuple[int, int] | None], new: Sequence[tuple[int, int] | None]
) -> tuple[Relation, ...]:
    """Relate the printed units; *old* and *new*: where each clause is, ``None`` if in no file."""
    links = _UnitLinks(comparison)
    old_units = _gathered(links.at_old, old)
    new_units = _gathered(links.at_new, new)
    found = links.related(old_units, new_units)
    weights = [sum(end - start for i in sources for start, end in old_units[i]) for _, sources, _ in found]
    kept = heaviest_increasing(
        [(olds[0], news[0], 1 + weight) for (_, olds, news), weight in zip(found, weights, strict=True)]
    )
    in_order = set(kept)
    both = [
        Relation(kind, _all(old_units, olds), _all(new_units, news), place not in in_order)
        for place, (kind, olds, news) in enumerate(found)
    ]
    gone = [Relation("deleted", held, (), False) for i, held in old_units.items() if i not in links.forth]
    came = [Relation("inserted", (), held, False) for j, held in new_units.items() if j not in links.back]
    return (*both, *gone, *came)


class _UnitLinks:
    """How much of each old printed unit is in each new one."""

    def __init__(self, comparison: Comparison) -> None:
        self.at_old, self.at_new = _printed(comparison.old), _printed(comparison.new)
        self.forth: dict[int, Counter[int]] = defaultdict(Counter)
        self.back: dict[int, Counter[int]] = defaultdict(Counter)
        self._changed_old: set[int] = set()
        self._changed_new: set[int] = set()
        self._renumbered: set[int] = set()
        for unit in comparison.units:
            self._add(unit)
        self._add_fragments(comparison)

    def _add(self, unit: UnitChange) -> None:
        if unit.change is not Change.SAME:
            self._changed_old.update(self.at_old[i] for i in unit.old)
            self._changed_new.update(self.at_new[j] for j in unit.new)
        elif unit.renumbered:
            self._renumbered.update(self.at_new[j] for j in unit.new)
        if not (unit.old and unit.new and unit.old_text and unit.new_text):
            return
        weight = 1 + sum(_length(span.text) for span in unit.spans if span.op is Op.EQUAL)
        self._link(unit.old, unit.new, weight)

    def _add_fragments(self, comparison: Comparison) -> None:
        """Link the clauses that words moved between, if enough of the shorter clause moved."""
        wandered: Counter[tuple[int, int]] = Counter()
        for number, fragment in enumerate(comparison.fragments):
            spans = comparison.units[fragment.source].spans
            wandered[fragment.source, fragment.target] += sum(
                _length(span.text) for span in spans if span.fragment == number and span.op is Op.DELETE
            )
        for (source, target), weight in wandered.items():
            old, new = comparison.units[source], comparison.units[target]
            if weight >= min(
                tuning.RELATED_CHARACTERS, tuning.RELATED_SHARE * min(_length(old.old_text), _length(new.new_text))
            ):
                self._link(old.old, new.new, weight)

    def _link(self, old: Iterable[int], new: Iterable[int], weight: int) -> None:
        for i in old:
            for j in new:
                self.forth[self.at_old[i]][self.at_new[j]] += weight
                self.back[self.at_new[j]][self.at_old[i]] += weight

    def related(
        self, old_units: Mapping[int, Stretches], new_units: Mapping[int, Stretches]
    ) -> list[tuple[str, list[int], list[int]]]:
        """List (type, old units, new units) of each relation that has both sides, ordered by old unit."""
        found = []
        done: set[int] = set()
        for i in old_units:
            targets = [j for j in _strong(self.forth.get(i)) if j in new_units]
            if i in done or not targets:
                continue
            sources = {i}
            if len(targets) == 1:
                sources.update(k for k in _strong(self.back[targets[0]]) if k in old_units and k not in done)
            done |= sources
            found.append((self._kind(i, sources, targets), sorted(sources), targets))
        return sorted(found, key=lambda relation: relation[1])

    def _kind(self, i: int, sources: set[int], targets: list[int]) -> str:
        if len(targets) > 1:
            return "split"
        if len(sources) > 1:
            return "merged"
        if i in self._changed_old or targets[0] in self._changed_new:
            return "reworded"
        return "renumbered" if targets[0] in self._renumbered else "same"


def _length(text: str) -> int:
    """Count the characters of *text* that are not white space."""
    return len("".join(text.split()))


def _strong(partners: Counter[int] | None) -> list[int]:
    """The partners that share enough to count, always including the strongest; ascending."""
    if not partners:
        return []
    top = max(partners.values())
    return sorted(
        k
        for k, weight in partners.items()
        if weight == top or weight >= min(tuning.RELATED_CHARACTERS, tuning.RELATED_SHARE * top)
    )


def _printed(clauses: Sequence[Clause]) -> list[int]:
    """Map each clause to its printed unit."""
    found: list[int] = []
    for index, clause in enumerate(clauses):
        is_inner = clause.level in _INNER_LEVELS and clause.parent is not None and clause.parent < index
        found.append(found[clause.parent] if is_inner and clause.parent is not None else index)
    return found


def _gathered(units: Sequence[int], places: Sequence[tuple[int, int] | None]) -> dict[int, Stretches]:
    """Collect the stretches of each printed unit, joining those that touch."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for unit, place in zip(units, places, strict=True):
        if place is None:
            continue
        held = found[unit]
        if held and held[-1][1] == place[0]:
            held[-1] = (held[-1][0], place[1])
        else:
            held.append(place)
    return {unit: tuple(held) for unit, held in found.items()}


def _all(units: Mapping[int, Stretches], indexes: Iterable[int]) -> Stretches:
    return tuple(stretch for index in indexes for stretch in units[index])
