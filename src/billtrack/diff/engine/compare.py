"""The comparison: pair the clauses pass by pass, then compare the words of each pair."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.exact import match_exact, match_leftovers, match_printings, settle_copies
from billtrack.diff.engine.fuzzy import match_fuzzy, match_gaps
from billtrack.diff.engine.moves import part_copies, part_strays
from billtrack.diff.engine.reconsider import reconsider
from billtrack.diff.engine.result import Comparison
from billtrack.diff.engine.result_builder import ResultBuilder
from billtrack.diff.engine.similarities import Similarities
from billtrack.diff.engine.splits import groups, match_sentences, part_pieces
from billtrack.diff.engine.structure import (
    follow_children,
    follow_parents,
    match_bare_numbers,
    match_in_order,
    match_parents,
    match_rows,
)
from billtrack.diff.engine.units import Side, Vocabulary
from billtrack.diff.engine.weights import Weights
from billtrack.model.clauses import Clause


def compare_complete(old: Sequence[Clause], new: Sequence[Clause]) -> Comparison:
    """Compare two complete texts: pair the clauses, gather splits and merges, compare the words.

    Often several answers are equally good (which of two equal clauses moved?).  The choice must not depend on which
    text is called old, so matching puts the two sides in a fixed order first.
    """
    flipped = not _is_canonical(old, new)
    first, second = (new, old) if flipped else (old, new)
    vocabulary = Vocabulary()
    alignment = Alignment(Side(first, vocabulary), Side(second, vocabulary))
    match_exact(alignment)
    match_printings(alignment)
    weights = _weights(alignment)
    similarities = Similarities(alignment.old, alignment.new, weights)
    _pair_reworded(alignment, similarities)
    part_copies(alignment)
    _pair_by_structure(alignment, similarities)
    _refine(alignment, similarities)
    found = groups(alignment, similarities.copies)
    comparison = ResultBuilder(alignment, found, weights, flipped=flipped).comparison()
    alignment.come_apart()
    return comparison


def _weights(alignment: Alignment) -> Weights:
    """Weigh words by how often they occur in the clauses that are still unpaired."""
    old, new = alignment.old, alignment.new
    changed = [old.code(i) for i in alignment.free_old()] + [new.code(j) for j in alignment.free_new()]
    return Weights(changed, old.vocabulary)


def _pair_reworded(alignment: Alignment, similarities: Similarities) -> None:
    """Pair reworded clauses by their words, in place or elsewhere."""
    match_gaps(alignment, similarities)
    match_fuzzy(alignment, similarities)


def _pair_by_structure(alignment: Alignment, similarities: Similarities) -> None:
    """Pair clauses by order, parent and number where their words alone are not enough."""
    match_parents(alignment)
    match_in_order(alignment, similarities)
    match_bare_numbers(alignment)
    match_leftovers(alignment, similarities)


def _refine(alignment: Alignment, similarities: Similarities) -> None:
    """Re-read doubtful stretches as a whole, pair replacements, and undo pairs that belong elsewhere."""
    reconsider(alignment, similarities)
    match_parents(alignment)
    match_in_order(alignment, similarities.without_lists())
    match_rows(alignment)
    follow_children(alignment)
    follow_parents(alignment, similarities)
    match_sentences(alignment)
    part_strays(alignment, similarities)
    part_pieces(alignment)
    settle_copies(alignment)


def _is_canonical(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    if len(old) != len(new):
        return len(old) < len(new)
    for a, b in zip(old, new, strict=True):
        if a is not b and (here := _face(a)) != (there := _face(b)):
            return here < there
    return True


def _face(clause: Clause) -> tuple[str, str, str, str, bool, int]:
    return (
        clause.text or "",
        clause.header or "",
        clause.enum or "",
        clause.level,
        clause.quoted,
        -1 if clause.parent is None else clause.parent,
    )
