"""The two texts of a comparison, by what a person named: measures, versions, files, or standard input.

Brings each to the clauses the comparison takes and says which text was taken where no member named it.  Knows no screen
and compares nothing.
"""

from billtrack.diff.operands.sides import measure_texts, sides
from billtrack.diff.operands.text_sources import TextSources

__all__ = ["TextSources", "measure_texts", "sides"]
