"""One row per clause: what happened to it, how many words changed, in which class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from billtrack.diff.answers.labels import became_whole, class_words, place_of
from billtrack.diff.answers.sections import PREAMBLE, Sections, is_whereas
from billtrack.diff.answers.view import Shown, View
from billtrack.diff.compared import Compared
from billtrack.diff.engine.result import Change, ChangeClass, Comparison, UnitChange, gravest
from billtrack.diff.hunks import differs, gravest_of, words_changed
from billtrack.output.answers import attributes, cells, named_columns
from billtrack.output.formats import Json
from billtrack.output.page import Column, Table

_FOR_PROGRAMS = named_columns(
    "old new change moved renumbered class words_deleted words_inserted old_id old_version new_id new_version old_text "
    "new_text"
)
_NARROW = 11
"""Characters of a name or of what happened on one line: with them, all five columns fit on 60."""
_CLAUSE = Column("place", "Clause", is_prose=True, least=_NARROW)
_SECTION = Column("place", "Section", is_prose=True, least=_NARROW)
_FOR_READERS = (
    Column("became", "What happened", is_prose=True, least=_NARROW),
    Column("words_deleted", "Deleted", is_number=True),
    Column("words_inserted", "Inserted", is_number=True),
    Column("class", "Class"),
)


def stat_rows(old: Compared, new: Compared, comparison: Comparison, classes: frozenset[ChangeClass]) -> Table:
    """For programs: one row for each unit that changed in one of *classes* or is not loaded.

    ``old_text`` and ``new_text``: all words of the unit on that side, including unchanged ones.
    """
    sides = {
        "old_id": str(old.measure) if old.measure else None,
        "old_version": old.version_code,
        "new_id": str(new.measure) if new.measure else None,
        "new_version": new.version_code,
    }
    chosen = (unit for unit in comparison.units if differs(unit, classes) or unit.change is Change.NOT_LOADED)
    return Table(_FOR_PROGRAMS, tuple(cells(_FOR_PROGRAMS, sides | _stat(comparison, unit)) for unit in chosen))


def _stat(comparison: Comparison, unit: UnitChange) -> dict[str, Json]:
    deleted, inserted = words_changed((unit,), frozenset(ChangeClass))
    return {
        **attributes(unit, "change moved renumbered"),
        "old": " ".join(comparison.old[index].address for index in unit.old),
        "new": " ".join(comparison.new[index].address for index in unit.new),
        "class": class_words(unit.change_class),
        "words_deleted": deleted,
        "words_inserted": inserted,
        "old_text": unit.old_text,
        "new_text": unit.new_text,
    }


def stat_table(view: View) -> Table:
    """For readers: one row per changed clause; what was added, removed or moved as a whole is one row."""
    return _table(_CLAUSE, [_row(view, item) for item in _changed(view)])


def _row(view: View, item: Shown) -> tuple[str, ...]:
    units = [view.comparison.units[at] for at in item.units]
    return (
        place_of(view.comparison, units[0]),
        became_whole(view.comparison, units, is_along=item.units[0] in view.along),
        *_counted(units, view.choice.classes),
    )


def _changed(view: View) -> list[Shown]:
    return [item for item in view.items if isinstance(item, Shown) and item.is_change]


def _counted(units: Sequence[UnitChange], classes: frozenset[ChangeClass]) -> tuple[str, str, str]:
    """The words deleted and inserted in *units*, and the most serious class of change."""
    deleted, inserted = words_changed(units, classes)
    return (
        f"-{deleted:,}" if deleted else "",
        f"+{inserted:,}" if inserted else "",
        class_words(gravest(gravest_of(unit, classes) for unit in units)),
    )


def _table(first: Column, rows: Sequence[tuple[str, ...]]) -> Table:
    """A table of *rows*, without counts of words if there are none, and without classes if all are substantive."""
    columns = (first, *_FOR_READERS)
    kinds, has_counts = {row[-1] for row in rows}, any(row[2] or row[3] for row in rows)
    has_kinds = not kinds <= {"", class_words(ChangeClass.SUBSTANTIVE)}
    told = [at for at in range(len(columns)) if at < 2 or (has_kinds if at == len(columns) - 1 else has_counts)]
    return Table(tuple(columns[at] for at in told), tuple(tuple(row[at] for at in told) for row in rows))


# ------------------------------------------------------------------------------- by provision

_MANY = 12
"""The most changed clauses that a table lists one by one."""
_SCREEN = 20
"""Rows that fit on a screen below the head."""
_FEW = 3
"""With this many sections or fewer, a long text is broken down by the provisions inside them."""


def summary_table(view: View) -> Table | None:
    """The changed clauses, grouped by section if there are many; ``None`` if at most one changed."""
    changed = _changed(view)
    if len(changed) <= 1:
        return None
    groups = _groups(view, changed)
    if len(changed) <= _MANY or len(groups) == len(changed):
        return stat_table(view)
    return _table(_SECTION, [_gathered(view, name, items) for name, items in groups.items()])


def _gathered(view: View, name: str, items: Sequence[Shown]) -> tuple[str, ...]:
    places = [at for item in items for at in item.units]
    units = [view.comparison.units[at] for at in places]
    moved = sum(unit.moved and at not in view.along for at, unit in zip(places, units, strict=True))
    return name, _happened(units, moved), *_counted(units, view.choice.classes)


def _groups(view: View, changed: Iterable[Shown]) -> dict[str, list[Shown]]:
    """Group the changed clauses by section; if there are few sections, by the provisions directly in each.

    Whereas clauses become one preamble if their rows alone would fill a screen.
    """
    sections = Sections(view.comparison)
    groups: dict[str, list[Shown]] = {}
    inside: dict[str, list[Shown]] = {}
    for item in changed:
        unit = view.comparison.units[item.units[0]]
        whole = PREAMBLE if is_whereas(view.comparison, unit) else sections.name(unit)
        groups.setdefault(whole, []).append(item)
        inside.setdefault(sections.name_inside(unit), []).append(item)
    return groups if len(groups) > _FEW or len(inside) > _SCREEN else inside


def _happened(units: list[UnitChange], moved: int) -> str:
    counts = [
        (sum(unit.change is change and change is not Change.SAME for unit in units), change.value) for change in Change
    ]
    counts.append((moved, "moved"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)
