"""What is shown of a comparison, in reading order: changed clauses in full, unchanged ones folded.

Every layout reads one view.  Classes of change that are hidden count as unchanged, and ``hidden`` counts them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from billtrack.diff.engine.result import HIDDEN, Change, ChangeClass, Comparison, UnitChange
from billtrack.diff.hunks import differs, hunks, moved_along
from billtrack.model.values import Value, replace

SHOWN_AT_FIRST = frozenset(ChangeClass) - HIDDEN
"""The classes shown by default."""


class DisplayChoice(Value, frozen=True):
    """What to show.

    ``context``: how many unchanged clauses to show in full on each side of a changed one.  ``is_full``: all of
    them.  ``by_clause``: show a changed clause whole, old and new, instead of word by word.
    """

    classes: frozenset[ChangeClass] = SHOWN_AT_FIRST
    context: int = 0
    is_full: bool = False
    by_clause: bool = False


class Shown(Value, frozen=True):
    """Units shown together, by index: a changed one, or one with the units inside it that changed the same way."""

    units: tuple[int, ...]
    is_change: bool = True


class Folded(Value, frozen=True):
    """Neighboring unchanged units."""

    units: tuple[int, ...]


class Stub(Value, frozen=True):
    """The old place of moved units."""

    units: tuple[int, ...]


class NotLoaded(Value, frozen=True):
    """Neighboring units that are not loaded in the other text; ``in_old``: that is the old one."""

    units: tuple[int, ...]
    in_old: bool


Item: TypeAlias = Shown | Folded | Stub | NotLoaded


class View(Value, frozen=True):
    """A comparison as shown: items in the order of the new text, and the hidden hunks by class.

    ``along``: the units that moved only with the clause around them; a move is reported once, at its root.
    """

    comparison: Comparison
    choice: DisplayChoice
    items: tuple[Item, ...]
    hidden: tuple[tuple[ChangeClass, int], ...]
    along: frozenset[int]


def view(comparison: Comparison, choice: DisplayChoice) -> View:
    """Choose what is shown of *comparison*."""
    along = moved_along(comparison)
    shown = _shown(comparison, choice, along)
    grouped = _with_stubs(comparison, tuple(_items(comparison, shown, along)), along)
    hidden = _hidden(comparison.units, choice.classes)
    return View(comparison, choice, tuple(grouped), hidden, along)


def _hidden(units: Sequence[UnitChange], classes: frozenset[ChangeClass]) -> tuple[tuple[ChangeClass, int], ...]:
    found: Counter[ChangeClass] = Counter()
    for unit in units:
        if unit.change_class is not None:
            found.update(hunk.change_class for hunk in hunks(unit) if hunk.change_class not in classes)
    return tuple((kind, found[kind]) for kind in ChangeClass if found[kind])


def _shown(comparison: Comparison, choice: DisplayChoice, along: frozenset[int]) -> list[bool | None]:
    """Map each unit to whether it is shown as a change; ``None``: unchanged, but shown in full for context."""
    units = comparison.units
    changed: list[bool | None] = [differs(unit, choice.classes, is_along=at in along) for at, unit in enumerate(units)]
    if choice.is_full:
        return [True if change else None for change in changed]
    for at in [at for at, change in enumerate(changed) if change]:
        for beside in range(max(0, at - choice.context), min(len(units), at + choice.context + 1)):
            if changed[beside] is False:
                changed[beside] = None
    return changed


def _items(comparison: Comparison, shown: Sequence[bool | None], along: frozenset[int]) -> Iterator[Item]:
    units = comparison.units
    at = 0
    while at < len(units):
        end = at + 1
        if units[at].change is Change.NOT_LOADED:
            in_old = not units[at].old
            while end < len(units) and units[end].change is Change.NOT_LOADED and in_old is not bool(units[end].old):
                end += 1
            yield NotLoaded(tuple(range(at, end)), in_old)
        elif shown[at]:
            while end < len(units) and (shown[end] or end in along) and _shares_fate(comparison, units[at], units[end]):
                end += 1
            yield Shown(tuple(range(at, end)))
        elif shown[at] is None:
            yield Shown((at,), is_change=False)
        else:
            while end < len(units) and shown[end] is False and units[end].change is not Change.NOT_LOADED:
                end += 1
            yield Folded(tuple(range(at, end)))
        at = end


def _shares_fate(comparison: Comparison, root: UnitChange, unit: UnitChange) -> bool:
    """Whether *unit* is inside *root* and was added, removed or moved with it, its words unchanged."""
    if root.change is not unit.change or root.moved is not unit.moved:
        return False
    came_or_went = root.change in {Change.ADDED, Change.REMOVED}
    moved_whole = root.moved and root.change is Change.SAME
    return (came_or_went or moved_whole) and _stands_in(comparison, root, unit)


def _stands_in(comparison: Comparison, root: UnitChange, unit: UnitChange) -> bool:
    return (not root.new or _is_inside(comparison.new[unit.new[0]].path, comparison.new[root.new[0]].path)) and (
        not root.old or _is_inside(comparison.old[unit.old[0]].path, comparison.old[root.old[0]].path)
    )


def _is_inside(path: tuple[str, ...], root: tuple[str, ...]) -> bool:
    return len(path) > len(root) and path[: len(root)] == root


def _with_stubs(comparison: Comparison, items: Sequence[Item], along: frozenset[int]) -> Iterator[Item]:
    """Put a stub where each moved unit was: after the last unmoved clause before it in the old text."""
    stubs = _stubs(comparison, items, along)
    yield from stubs.get(_AT_THE_START, ())
    for item in items:
        start = 0
        for place, at in enumerate(item.units, 1):
            if at in stubs and (isinstance(item, Folded | NotLoaded) or place == len(item.units)):
                yield replace(item, units=item.units[start:place])
                yield from stubs.pop(at)
                start = place
        if start < len(item.units):
            yield replace(item, units=item.units[start:])
        for at in item.units:
            yield from stubs.pop(at, ())


_AT_THE_START = -1


def _stubs(comparison: Comparison, items: Sequence[Item], along: frozenset[int]) -> dict[int, list[Stub]]:
    """The stubs after each unit, by its index."""
    units = comparison.units
    anchors = sorted((unit.old[-1], at) for at, unit in enumerate(units) if unit.old and not unit.moved)
    stood = sorted(
        (units[item.units[0]].old[0], item.units)
        for item in items
        if isinstance(item, Shown) and item.is_change and units[item.units[0]].moved and item.units[0] not in along
    )
    found: dict[int, list[Stub]] = {}
    for old, moved in stood:
        before = bisect_right(anchors, (old, -1))
        found.setdefault(anchors[before - 1][1] if before else _AT_THE_START, []).append(Stub(moved))
    return found
