"""Official files into an archive: documents are read in as many processes as asked for, and put in by one.

The conductor of ``billtrack import --archive``.  A batch of documents is one transaction; one that is in the archive
already is not read again, so an import that was ended goes on where it was, and a second one changes nothing.
"""

from billtrack.tracking.archive_import.importing import Import

__all__ = ["Import"]
