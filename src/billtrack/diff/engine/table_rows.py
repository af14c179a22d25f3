"""Rows of a table by their labels: which row is which is told by its words, not by its amounts."""

from __future__ import annotations

from billtrack.diff.engine.alignment import FREE, Alignment
from billtrack.diff.engine.fold import key_of
from billtrack.diff.engine.units import Side


def match_rows(alignment: Alignment) -> None:
    """Pair the rows of two paired tables that have the same label, where no other row of either table has it.

    "Army | $5 | $6" and "Navy | $7 | $8" became "Army | $7 | $8" and "Navy | $5 | $6".  By their words alone the
    amounts stayed and the labels changed; but a row is what its label says.
    """
    for table, other in enumerate(alignment.to_new):
        if other == FREE or alignment.old.levels[table] != "table":
            continue
        olds, news = _labels(alignment.old, table), _labels(alignment.new, other)
        for label, row in olds.items():
            if label in news:
                _pair(alignment, row, news[label])


def _pair(alignment: Alignment, i: int, j: int) -> None:
    """Pair two rows with the same label, unless either is word for word another row."""
    partner, rival = alignment.to_new[i], alignment.to_old[j]
    if partner == j or alignment.is_unchanged(i) or alignment.mirrored.is_unchanged(j):
        return
    if partner != FREE:
        alignment.part(i)
    if rival != FREE:
        alignment.part(rival)
    alignment.join(i, j)


def _labels(side: Side, table: int) -> dict[str, int]:
    """Find the rows of a table by label: the cells that have letters; without labels that several rows share."""
    found: dict[str, int] = {}
    shared = set()
    for row in side.children.get(table, ()):
        label = _label(side.clauses[row].text or "")
        if label in found:
            shared.add(label)
        found[label] = row
    return {label: row for label, row in found.items() if label and label not in shared}


def _label(row: str) -> str:
    return "|".join(key_of(cell) for cell in row.split(" | ") if any(map(str.isalpha, cell)))
