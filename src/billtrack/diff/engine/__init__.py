"""Comparing two texts: align the clauses, then the words; both sides join back to the input exactly.

The engine compares clauses as ``billtrack.model.clauses`` gives them.  It knows nothing of XML, color or layout.
"""

from __future__ import annotations

from billtrack.diff.engine.partial import compare
from billtrack.diff.engine.references.stale import StaleReference, stale_references
from billtrack.diff.engine.result import (
    Change,
    ChangeClass,
    Comparison,
    Fragment,
    Op,
    ReferenceChange,
    Span,
    Summary,
    UnitChange,
    display_text,
    summary,
    text_of,
)

__all__ = [
    "Change",
    "ChangeClass",
    "Comparison",
    "Fragment",
    "Op",
    "ReferenceChange",
    "Span",
    "StaleReference",
    "Summary",
    "UnitChange",
    "compare",
    "display_text",
    "stale_references",
    "summary",
    "text_of",
]
