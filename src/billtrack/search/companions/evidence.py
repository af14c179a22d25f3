"""What differs between two texts, clause by clause: which provisions, and which words replace which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.diff.engine import ChangeClass, Comparison, Op, UnitChange, compare, summary
from billtrack.model.clauses import Clause
from billtrack.model.values import Value


class Replaced(Value, frozen=True):
    """Words of the first text and the words that replace them in the second; either may be empty."""

    a: str
    b: str


class Evidence(Value, frozen=True):
    """The comparison of two texts.

    ``provisions`` counts the provisions of both; one that both have counts once.  ``differing`` lists, in reading
    order, the addresses of provisions whose words differ in substance (not only in chamber names, numbers, punctuation
    or links): the address in the second text, or in the first if the second lacks the provision.  ``replaced`` lists
    the words replaced in provisions that both have.  ``words_common`` counts the words that matching provisions share.
    """

    is_identical: bool
    provisions: int
    differing: tuple[str, ...]
    replaced: tuple[Replaced, ...]
    words_a: int
    words_b: int
    words_common: int


def evidence_of(a: Sequence[Clause], b: Sequence[Clause]) -> Evidence:
    """Compare the clauses of two complete texts."""
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
    """The words deleted and inserted at each place in *unit*."""
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
