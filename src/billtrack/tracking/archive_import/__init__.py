"""Official files into an archive: any number of processes read documents, one writes them.

Runs ``billtrack import --archive``.  Each batch of documents is one transaction, and a document already in the archive
is not read again: an interrupted import continues where it stopped, and a second one changes nothing.
"""

from billtrack.tracking.archive_import.importing import Import

__all__ = ["Import"]
