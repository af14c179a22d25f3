"""Describe what a reference names: the citation of a clause, another law, or a clause not identified."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.references.contexts import QUOTED
from billtrack.diff.engine.references.reference import WHOLE, CrossReference, Scope
from billtrack.diff.engine.references.resolving import TextReferences
from billtrack.diff.engine.result import ANOTHER_LAW, NOT_IDENTIFIED
from billtrack.model.clauses import NAMED_LEVELS, Clause, normalised_enum

WHOLE_TEXT = "the whole text"


def name_of(
    clauses: Sequence[Clause], text: TextReferences, found: Sequence[int], reference: CrossReference, at: int | None
) -> str:
    """Describe in a few words what a reference names; *found*: the clauses it resolves to."""
    if found:
        more = len(found) - tuning.NAMED_AT_MOST
        return ", ".join(citations(clauses, found[: tuning.NAMED_AT_MOST])) + (f" and {more} more" if more > 0 else "")
    if _is_of_the_code(reference):
        return ANOTHER_LAW
    if at is None or reference.scope is Scope.UNKNOWN:
        return ANOTHER_LAW if reference.scope is Scope.OTHER_LAW else NOT_IDENTIFIED
    if text.is_of_other_law(reference, at):
        return ANOTHER_LAW
    if clauses[at].quoted and not reference.law:
        return ANOTHER_LAW
    return WHOLE_TEXT if reference.steps[0].level == WHOLE else NOT_IDENTIFIED


def _is_of_the_code(reference: CrossReference) -> bool:
    """Whether it names a title by an Arabic number, as in the Code; titles of bills have Roman numbers."""
    return any(step.level == "title" and step.items and step.items[0].path[0].isdigit() for step in reference.steps)


def citations(clauses: Sequence[Clause], found: Sequence[int]) -> list[str]:
    """Cite several clauses; a sibling of the one before it by its own number: ``section 3(b)(1)``, ``(2)``."""
    names = []
    for before, at in zip((None, *found), found, strict=False):
        parent, number = clauses[at].parent, normalised_enum(clauses[at].enum)
        is_beside = before is not None and parent is not None and clauses[before].parent == parent
        is_short = is_beside and number and clauses[at].level not in NAMED_LEVELS
        names.append(f"({number})" if is_short else citation(clauses, at))
    return names


def citation(clauses: Sequence[Clause], at: int) -> str:
    """Cite a clause the usual way: ``section 3(b)(1)``, ``title V``; inside a quoted block ``(b)(1), quoted``."""
    inner = ""
    here: int | None = at
    while here is not None:
        clause = clauses[here]
        number = normalised_enum(clause.enum)
        if clause.level == "resolved" or clause.level in NAMED_LEVELS:
            name = "section" if clause.level == "resolved" else clause.level
            return f"{name} {number or (clause.path[-1] if clause.level == 'resolved' else '')}".rstrip() + inner
        if clause.level == QUOTED:
            return f"{inner}, quoted"
        inner = (f"({number})" if number else "") + inner
        here = clause.parent
    return inner or clauses[at].address
