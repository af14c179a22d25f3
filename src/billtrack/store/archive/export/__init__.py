"""An archive as Parquet files, for whoever brings an engine of their own.

``tables`` says which tables and columns there are, ``rows`` makes their rows from what the archive says, ``parquet``
writes them with DuckDB, and ``exporting`` puts them in a folder, whole or not at all.
"""

from billtrack.store.archive.export.exporting import export_archive

__all__ = ["export_archive"]
