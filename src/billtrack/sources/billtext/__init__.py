"""Bill texts in XML, both official dialects (the DTDs of bills and resolutions, and USLM 2), to ``TextVersion``.

Two prints can stand in one file, as introduced and as reported: the reader takes one of them.  Words are kept in
reading order; only white space is folded, and the quotation marks the printer makes for ``<quote>`` are made here.
"""

from billtrack.sources.billtext.reading import BillText, Reading, parse_billtext, parse_billtext_with_runs
from billtrack.sources.provision_builder import Run

__all__ = ["BillText", "Reading", "Run", "parse_billtext", "parse_billtext_with_runs"]
