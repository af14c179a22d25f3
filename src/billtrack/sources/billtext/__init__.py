"""Bill texts in XML, both official dialects (the DTDs of bills and resolutions, and USLM 2), to ``TextVersion``.

A file can contain two texts, as introduced and as reported; one of them is read.  Text is kept in reading order; only
white space is folded, and ``<quote>`` becomes the quotation marks that the printer sets.
"""

from billtrack.sources.billtext.reading import BillText, Reading, parse_billtext, parse_billtext_with_runs
from billtrack.sources.provision_builder import CharacterRun

__all__ = ["BillText", "CharacterRun", "Reading", "parse_billtext", "parse_billtext_with_runs"]
