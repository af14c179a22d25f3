"""Cross-references: what they name in one text, and whether a changed one still names the same clause.

``parsing`` finds references in words, and ``designators`` reads their numbers; both know no text.  ``resolving`` finds
the clauses of one text that a reference names, and knows no other text.  ``judging`` compares both sides of a hunk.
``stale`` finds references whose words stayed while their clauses changed.  A changed reference is reported unless it
is proven to name the same clause; a number that is not a reference is not handled here.
"""

from __future__ import annotations

from billtrack.diff.engine.references.judging import ChangedWords, Judgment, References

__all__ = ["ChangedWords", "Judgment", "References"]
