"""Compare two texts: pair the clauses, then compare the words.  Each side joins back to its text exactly.

The engine compares the clauses that ``billtrack.model.clauses`` makes.  It knows nothing of XML, color or layout.
``compare.compare_complete`` lists the passes in order, and each pass has a worked example in its docstring.  A pass
changes the ``Alignment`` and returns nothing; the numbers it was tuned with are in ``tuning``.

``provenance`` and ``relations`` write the result for other programs (``diff --format provenance``).  No other output
loads them.
"""

from __future__ import annotations

from billtrack.diff.engine.partial import compare
from billtrack.diff.engine.references.stale import StaleReference, stale_references
from billtrack.diff.engine.result import (
    Change,
    ChangeClass,
    Comparison,
    Counts,
    Fragment,
    Op,
    ReferenceChange,
    Span,
    UnitChange,
    display_text,
    summary,
    text_of,
)

__all__ = [
    "Change",
    "ChangeClass",
    "Comparison",
    "Counts",
    "Fragment",
    "Op",
    "ReferenceChange",
    "Span",
    "StaleReference",
    "UnitChange",
    "compare",
    "display_text",
    "stale_references",
    "summary",
    "text_of",
]
