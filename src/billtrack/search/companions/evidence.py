"""What differs between two texts, clause by clause: which provisions, and the words that took each other's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.diff.engine import ChangeClass, Comparison, Op, UnitChange, compare, summary
from billtrack.model.clauses import Clause
from billtrack.model.values import Value


class Replaced(Value, frozen=True):
    """Words of the first text and those the second has in their place; one of the two may be empty."""

    a: str
    b: str


class Evidence(Value, frozen=True):
    """Two texts compared.

    ``provisions`` counts those of both, one that both have once.  ``differing`` has the addresses of those whose words
    differ in substance (chamber names, numbers, marks and links apart), in the text that has them, the second where
    both do, in reading order; ``replaced`` the words in those that both have.  ``words_common`` counts the words both
    have in provisions that belong together.
    """

    is_identical: bool
    provisions: int
    differing: tuple[str, ...]
    replaced: tuple[Replaced, ...]
    words_a: int
    words_b: int
    words_common: int


def evidence_of(a: Sequence[Clause], b: Sequence[Clause]) -> Evidence:
    """Compare the clauses of two texts, both complete."""
    comparison = compare(a, b)
    counted = summary(comparison)
    differing = [unit for unit in comparison.units if unit.change_class is ChangeClass.SUBSTANTIVE]
    return Evidence(
        is_identical=bool(comparison.identical),
        provisions=len(comparison.units),
        differing=tuple(_address(unit, comparison) for unit in differing),
        replaced=tuple(words for unit in differing if unit.old and unit.new for words in _replaced(unit)),
        words_a=counted.words_old,
        words_b=counted.words_new,
        words_common=counted.words_old - counted.words_deleted,
    )


def _address(unit: UnitChange, comparison: Comparison) -> str:
    return (comparison.new[unit.new[0]] if unit.new else comparison.old[unit.old[0]]).address


def _replaced(unit: UnitChange) -> Iterator[Replaced]:
    """The hunks of *unit*: what is deleted and inserted in one place."""
    deleted = inserted = ""
    for span in unit.spans:
        if span.op is Op.EQUAL or (span.op is Op.DELETE and inserted):
            if deleted or inserted:
                yield Replaced(deleted.strip(), inserted.strip())
            deleted = inserted = ""
        if span.op is Op.DELETE:
            deleted += span.text
        elif span.op is Op.INSERT:
            inserted += span.text
    if deleted or inserted:
        yield Replaced(deleted.strip(), inserted.strip())
