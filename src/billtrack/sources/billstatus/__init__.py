"""BILLSTATUS XML, schemas 1.0.0 and 3.0.0, to ``Measure``.

Knows what each official element means and where the two schemas differ; chooses the schema by the elements, since
versions and dates in the files do not determine it.  Knows neither the clock nor the disk nor what happened to a
measure: rows are kept as they are.

Children come in any order and are sometimes doubled, so every element is read as a ``Row``: the first child of each
name.  Unreadable values are never guessed: if an action or a cosponsor is unreadable the document is refused, anything
else is left out and reported in the ``Notes`` of the document.
"""

from billtrack.sources.billstatus.document import parse_billstatus

__all__ = ["parse_billstatus"]
