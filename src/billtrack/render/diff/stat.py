"""A line a place: what happened there, how many words, of which class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from billtrack.analysis.diff.result import Change, ChangeClass, Comparison, UnitChange
from billtrack.analysis.hunks import differs, gravest_of, moved_along, words_changed
from billtrack.clauses import Clause
from billtrack.render.diff.labels import became, class_words, place, place_of
from billtrack.render.page import Column, Table

_FOR_PROGRAMS = tuple(
    Column(key, key)
    for key in ("old", "new", "change", "moved", "renumbered", "class", "words_deleted", "words_inserted")
)
_FOR_READERS = (
    Column("place", "Place", is_prose=True),
    Column("became", "What happened", is_prose=True),
    Column("words_deleted", "Out", is_number=True),
    Column("words_inserted", "In", is_number=True),
    Column("class", "Class"),
)


def stat_rows(comparison: Comparison, classes: frozenset[ChangeClass]) -> Table:
    """One row for each unit that changed in a way of one of *classes* or is not loaded, for programs."""
    return Table(
        _FOR_PROGRAMS,
        tuple(
            (
                _addresses(comparison.old, unit.old),
                _addresses(comparison.new, unit.new),
                unit.change.value,
                _flag(unit.moved),
                _flag(unit.renumbered),
                class_words(unit.change_class),
                *map(str, words_changed(unit, frozenset(ChangeClass))),
            )
            for unit in comparison.units
            if differs(unit, classes) or unit.change is Change.NOT_LOADED
        ),
    )


def _addresses(clauses: tuple[Clause, ...], indexes: tuple[int, ...]) -> str:
    return " ".join(clauses[index].address for index in indexes)


def _flag(claim: bool) -> str:
    return "true" if claim else "false"


def stat_table(comparison: Comparison, classes: frozenset[ChangeClass]) -> Table:
    """One row for each changed place, for readers."""
    along = moved_along(comparison)
    return Table(
        _FOR_READERS, tuple(_row(comparison, at, classes, along) for at in _changed(comparison, classes, along))
    )


def _row(comparison: Comparison, at: int, classes: frozenset[ChangeClass], along: frozenset[int]) -> tuple[str, ...]:
    unit = comparison.units[at]
    deleted, inserted = words_changed(unit, classes)
    return (
        place_of(comparison, unit),
        became(comparison, unit, is_along=at in along),
        f"-{deleted}" if deleted else "",
        f"+{inserted}" if inserted else "",
        class_words(gravest_of(unit, classes)),
    )


def _changed(comparison: Comparison, classes: frozenset[ChangeClass], along: frozenset[int]) -> Iterator[int]:
    """The units to tell of, by position: what moved along with the place it stands in is told there."""
    return (at for at, unit in enumerate(comparison.units) if differs(unit, classes, is_along=at in along))


# ------------------------------------------------------------------------------- by provision

_MANY = 12


def summary_table(comparison: Comparison, classes: frozenset[ChangeClass]) -> Table | None:
    """The changed places, gathered by section where they are many; ``None`` where one or none changed."""
    along = moved_along(comparison)
    changed = list(_changed(comparison, classes, along))
    if len(changed) <= 1:
        return None
    if len(changed) <= _MANY:
        return stat_table(comparison, classes)
    return Table(_FOR_READERS, tuple(_gathered(comparison, changed, classes, along)))


def _gathered(
    comparison: Comparison, changed: Iterable[int], classes: frozenset[ChangeClass], along: frozenset[int]
) -> Iterator[tuple[str, ...]]:
    sections: dict[str, list[int]] = {}
    for at in changed:
        sections.setdefault(section_of(comparison, comparison.units[at]), []).append(at)
    for name, places in sections.items():
        units = [comparison.units[at] for at in places]
        counts = [words_changed(unit, classes) for unit in units]
        deleted, inserted = sum(out for out, _ in counts), sum(put for _, put in counts)
        kinds = {gravest_of(unit, classes) for unit in units}
        yield (
            name,
            _happened(units, sum(unit.moved and at not in along for at, unit in zip(places, units, strict=True))),
            f"-{deleted}" if deleted else "",
            f"+{inserted}" if inserted else "",
            class_words(next((kind for kind in ChangeClass if kind in kinds), None)),
        )


def _happened(units: list[UnitChange], moved: int) -> str:
    counts = [
        (sum(unit.change is change and change is not Change.SAME for unit in units), change.value) for change in Change
    ]
    counts.append((moved, "moved"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def section_of(comparison: Comparison, unit: UnitChange) -> str:
    """The section a unit stands in, with its heading; a whereas or resolved clause stands for itself."""
    side, index = (comparison.new, unit.new[0]) if unit.new else (comparison.old, unit.old[0])
    return section_name(side, index) + ("" if unit.new else " (old text)")


def section_name(clauses: tuple[Clause, ...], index: int) -> str:
    """The name and heading of the section around the clause at *index*, or of what stands outermost.

    An appropriation goes by the agency it stands under.
    """
    at = index
    while clauses[at].level not in _SECTIONS or clauses[at].quoted:
        above = clauses[at].parent
        if above is None:
            break
        if clauses[at].level.startswith(_APPROPRIATION):
            return ", ".join(filter(None, (place(clauses, above), _agency(clauses, at))))
        at = above
    return " ".join(filter(None, (place(clauses, at), clauses[at].header if clauses[at].enum else "")))


def _agency(clauses: tuple[Clause, ...], index: int) -> str:
    """The heading an appropriation stands under: the last greater one before it."""
    parent = clauses[index].parent
    for at in range(index, parent if parent is not None else -1, -1):
        clause = clauses[at]
        if clause.parent == parent and clause.level in _AGENCIES and clause.header:
            return clause.header
    return ""


_APPROPRIATION = "appropriations-"
_AGENCIES = frozenset({"appropriations-major", "appropriations-intermediate"})
_SECTIONS = frozenset({"section", "whereas", "resolved", "excerpt"})
