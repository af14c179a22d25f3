"""Compare two sides after they are read."""

from __future__ import annotations

from billtrack.diff.compared import Compared
from billtrack.diff.engine import Comparison, compare


def compare_sides(old: Compared, new: Compared) -> Comparison:
    """Compare the clauses of two sides; what one of them lacks because it is partial is reported as not loaded."""
    return compare(old.clauses, new.clauses, old_partial=not old.is_complete, new_partial=not new.is_complete)
