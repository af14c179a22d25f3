"""An archive as Parquet files, for whoever brings an engine of their own.

An export has every table of every Congress in a folder, with a README of the columns, whole or not at all.  ``tables``
says which tables and columns there are, ``rows`` makes their rows from what the archive says, and ``parquet`` writes
them with DuckDB.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from billtrack.errors import InputError
from billtrack.store.archive.archive import Archive
from billtrack.store.archive.export.parquet import ParquetWriter, columns_of
from billtrack.store.archive.export.rows import held_votes, rows_of
from billtrack.store.archive.export.tables import TABLES


def export_archive(archive: Archive, folder: Path, *, today: dt.date) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Write everything into the new *folder*; give each Congress, and its rows by table, when it is written.

    *today* is the day of which the stages are.  All is read from one state of the archive.  *folder* appears when
    everything is written; nothing is left of an export that fails.

    Raises:
        InputError: *folder* exists, or it cannot be written.
        StoreError: the archive cannot be read.
    """
    if folder.exists() or folder.is_symlink():
        raise InputError(f"{folder}: exists already", hint="name a new folder; it is made when everything is written")
    with _new_folder(folder) as made:
        totals: Counter[str] = Counter()
        with (
            tempfile.TemporaryDirectory(dir=made, prefix=".") as aside,
            contextlib.closing(ParquetWriter(made, Path(aside))) as writer,
            archive.engine.snapshot(),
        ):
            held = sorted(held_votes(archive.engine), key=_CONGRESS)
            votes = {congress: list(each) for congress, each in groupby(held, _CONGRESS)}
            for congress in sorted({each.congress for each in archive.engine.names()} | set(votes)):
                rows = rows_of(archive.engine, congress, votes.get(congress, ()), today=today)
                counts = writer.write(congress, rows)
                totals.update(counts)
                yield congress, counts
        (made / "README.md").write_text(readme_of(archive.address, totals, today), encoding="utf-8", newline="\n")


_CONGRESS = attrgetter("congress")


@contextlib.contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """Make a hidden folder beside *folder*, which becomes it at the end of the block, or goes if the block fails."""
    try:
        made = folder.with_name(f".{folder.name}.{os.urandom(4).hex()}")
        made.mkdir()
        try:
            yield made
            made.rename(folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}") from error


_README = """\
# An export of the archive {address}

Made by billtrack on {today}, from one state of the archive. Each table is a folder with one Parquet file for each
Congress: `measures/congress=119/measures.parquet`. Only the name of the folder says which Congress; DuckDB, Polars,
pandas and Spark make it a column:

    duckdb.sql("SELECT * FROM read_parquet('measures/*/*.parquet', hive_partitioning = true)")
    polars.read_parquet("measures/**/*.parquet", hive_partitioning=True)
    pandas.read_parquet("measures")

Join tables by `measure`, by `measure` and `version_code`, or by `vote`. Null means not loaded, or not in the official
document. Values are those of the official documents, which `url` and `sha256` name. A table without rows has no folder.
"""
_TABLE = """
## {name}: {rows:,} rows

{says}

| column | type | null | |
|---|---|---|---|
"""


def readme_of(address: str, rows: Mapping[str, int], today: dt.date) -> str:
    """Describe an export: its tables, how many rows each has, and their columns."""
    parts = [_README.format(address=address, today=today)]
    for name, table in TABLES.items():
        parts.append(_TABLE.format(name=name, rows=rows[name], says=table.__doc__))
        parts += [
            f"| `{each.name}` | {each.kind} | {'yes' if each.is_nullable else ''} | {each.says} |\n"
            for each in columns_of(table)
        ]
    return "".join(parts)
