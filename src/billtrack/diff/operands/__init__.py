"""The two texts of a comparison, by what a person named: measures, versions, files, or standard input.

Reads each into clauses to compare, and tells which text was chosen if the request did not name one.  It knows no
screen and compares nothing.
"""

from billtrack.diff.operands.operands import TextSources
from billtrack.diff.operands.sides import measure_texts, sides

__all__ = ["TextSources", "measure_texts", "sides"]
