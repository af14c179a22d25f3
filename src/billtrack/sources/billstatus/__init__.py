"""BILLSTATUS XML, schemas 1.0.0 and 3.0.0, to ``Measure``.

Knows what each official element means and where the two schemas differ; decides between them by what it finds,
since versions and dates in the files do not tell.  Refuses to know the clock, the disk, and what happened to a
measure: rows are kept as they stand.

Children come in any order and are sometimes doubled, so every element is read as a ``Row``: the first child of
each name, asked for by name.  What cannot be read is never guessed: a row that counts (an action, a signature)
makes the document refused, anything else is left out and told in ``StatusReading.left_out``.
``survey_billstatus`` tells which elements of a document are kept, and of the others why not.
"""

from billtrack.sources.billstatus.document import LeftOut, StatusReading, parse_billstatus, read_billstatus
from billtrack.sources.billstatus.survey import survey_billstatus

__all__ = ["LeftOut", "StatusReading", "parse_billstatus", "read_billstatus", "survey_billstatus"]
