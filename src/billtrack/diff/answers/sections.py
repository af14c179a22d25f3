"""The section of a changed clause: its name and heading, given once, as the new text prints them.

A whereas or resolved clause is its own section; an appropriation goes by the agency above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from billtrack.diff.answers.labels import place, stands, was_elsewhere
from billtrack.diff.answers.view import Folded, Item, Shown, View
from billtrack.diff.engine.result import Comparison, UnitChange
from billtrack.model.clauses import Clause

_APPROPRIATION = "appropriations-"
_AGENCIES = frozenset({"appropriations-major", "appropriations-intermediate"})
_SECTIONS = frozenset({"section", "whereas", "resolved", "excerpt"})


def section_index(clauses: Sequence[Clause], index: int) -> int:
    """Find the section around a clause, or the clause itself if it is one; else the outermost clause."""
    at = index
    while clauses[at].level not in _SECTIONS or clauses[at].quoted:
        above = clauses[at].parent
        if above is None or clauses[at].level.startswith(_APPROPRIATION):
            break
        at = above
    return at


def section_name(clauses: Sequence[Clause], index: int) -> str:
    """The name and heading of the section around the clause at *index*."""
    at = section_index(clauses, index)
    above = clauses[at].parent
    if above is not None and clauses[at].level.startswith(_APPROPRIATION):
        return ", ".join(filter(None, (place(clauses, above), _agency(clauses, at))))
    return " ".join(filter(None, (place(clauses, at), clauses[at].header if clauses[at].enum else "")))


def _agency(clauses: Sequence[Clause], index: int) -> str:
    """The heading above an appropriation: the last higher one before it."""
    parent = clauses[index].parent
    for at in range(index, parent if parent is not None else -1, -1):
        clause = clauses[at]
        if clause.parent == parent and clause.level in _AGENCIES and clause.header:
            return clause.header
    return ""


class Sections:
    """Where the clauses of a comparison are in the new text; removed ones are where their section went."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._of_old = _units_by_clause([unit.old for unit in comparison.units])
        self._of_new = _units_by_clause([unit.new for unit in comparison.units])

    def name(self, unit: UnitChange) -> str:
        """The name of the section of *unit*; ``(old text)`` if the new text has no such section."""
        side, index = self.stands(unit)
        return section_name(side, index) + ("" if side is self._comparison.new else " (old text)")

    def name_inside(self, unit: UnitChange) -> str:
        """The name of the provision directly inside the section that *unit* is, or is in."""
        if unit.new:
            return _name_inside(self._comparison.new, _inside(self._comparison.new, unit.new[0]))
        old = self._comparison.old
        at = _inside(old, unit.old[0])
        became = self._comparison.units[self._of_old[at]]
        if became.new:
            return _name_inside(self._comparison.new, became.new[0])
        return f"{_name_inside(old, at)} (old text)"

    def stands(self, unit: UnitChange) -> tuple[tuple[Clause, ...], int]:
        """A side and one of its clauses: the unit's own, or for a removed unit the section it was in."""
        if unit.new:
            return self._comparison.new, unit.new[0]
        old = self._comparison.old
        section = self._comparison.units[self._of_old[section_index(old, unit.old[0])]]
        return (self._comparison.new, section.new[0]) if section.new else (old, unit.old[0])

    def section_unit(self, unit: UnitChange) -> int:
        """The position of the unit of the section that *unit* is, or is in."""
        side, index = self.stands(unit)
        return (self._of_new if side is self._comparison.new else self._of_old)[section_index(side, index)]

    def heading(self, unit: UnitChange) -> str:
        """The section as a heading, with its old name if it changed; empty if *unit* is in none."""
        name = self.name(unit)
        side, index = self.stands(unit)
        has_header = side[section_index(side, index)].header is not None
        if not has_header or not self._is_inside(unit) or name == place(side, index):
            return ""
        was = was_elsewhere(self._comparison, self._comparison.units[self.section_unit(unit)])
        return f"{name} ({was})" if was else name

    def _is_inside(self, unit: UnitChange) -> bool:
        """Whether *unit* is inside a section that has a heading, and is not that section."""
        side, index = stands(self._comparison, unit)
        clause = side[index]
        return not (clause.parent is None or clause.level == "section" or _is_of_preamble(side, index))


def _inside(clauses: Sequence[Clause], index: int) -> int:
    """The provision directly in its section that contains the clause, or is it."""
    section = section_index(clauses, index)
    at, above = index, clauses[index].parent
    while at != section and above is not None and above != section:
        at, above = above, clauses[above].parent
    return at


def _name_inside(clauses: Sequence[Clause], at: int) -> str:
    return " ".join(filter(None, (place(clauses, at), clauses[at].header if clauses[at].enum else None)))


def _units_by_clause(groups: Sequence[tuple[int, ...]]) -> Mapping[int, int]:
    return {index: at for at, group in enumerate(groups) for index in group}


PREAMBLE = "Preamble"


def is_whereas(comparison: Comparison, unit: UnitChange) -> bool:
    """Whether *unit* is a whereas clause, or is in one."""
    side, index = stands(comparison, unit)
    return side[index].path[0] == "whereas"


def _is_of_preamble(clauses: Sequence[Clause], index: int) -> bool:
    """Whether the clause is in a whereas or an unnumbered resolving clause, which need no section."""
    root = clauses[index]
    while root.parent is not None:
        root = clauses[root.parent]
    return root.level == "whereas" or (root.level == "resolved" and not root.header)


def by_section(view: View) -> Iterator[tuple[str, Item]]:
    """Yield the items, each with its section's heading if it is the first one there, else an empty one.

    A section is named once: not again if its own clause was just shown, nor in the line that folds it.
    """
    sections = Sections(view.comparison)
    told = -1
    for item, follows in zip(view.items, _changes_ahead(view), strict=True):
        if isinstance(item, Folded) and follows is not None:
            section = sections.section_unit(_root(view, follows))
            before, inside = _cut(view, item, section)
            heading = sections.heading(_root(view, follows)) if inside is not None and section != told else ""
            if heading and inside is not None:
                yield from [("", before)] if before.units else []
                if inside.units:
                    yield heading, inside
                    told = section
                continue
        if not isinstance(item, Shown):
            yield "", item
            continue
        unit = _root(view, item)
        section = sections.section_unit(unit)
        yield sections.heading(unit) if section != told else "", item
        told = section


def _changes_ahead(view: View) -> list[Shown | None]:
    """For each item, the next one that is shown in full."""
    ahead: list[Shown | None] = []
    follows: Shown | None = None
    for item in reversed(view.items):
        ahead.append(follows)
        if isinstance(item, Shown):
            follows = item
    return ahead[::-1]


def _root(view: View, item: Shown) -> UnitChange:
    return view.comparison.units[item.units[0]]


def _cut(view: View, item: Folded, section: int) -> tuple[Folded, Folded | None]:
    """Cut *item* where *section*, which the heading names, begins; ``None`` if it does not begin there."""
    if section not in item.units:
        return item, None
    at = item.units.index(section)
    unit = view.comparison.units[section]
    has_words = any(view.comparison.new[index].text for index in unit.new)
    return Folded(item.units[:at]), Folded(item.units[at if has_words else at + 1 :])
