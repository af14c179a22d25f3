"""Cross-references: what they name in one text, and whether a changed one still names the same clause.

``parsing`` finds each ``Reference`` in words and knows no text; ``resolving`` finds the clauses of one text that a
reference names and knows no other text; ``judging`` compares both sides of a hunk; ``stale`` finds the references that
stayed while their clauses did not.  A reference is proven to name the same clause, or it is told; a number that is no
reference is none of this room's business.
"""

from __future__ import annotations

from billtrack.diff.engine.references.judging import Judgment, Passage, References

__all__ = ["Judgment", "Passage", "References"]
