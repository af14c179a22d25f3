"""Rows to Parquet, with DuckDB: rows are collected as lines of JSON in a file, and DuckDB turns it into one of Parquet.

Neither holds all rows in memory.  JSON, because DuckDB takes rows from Python one by one many times slower, and any
other way in needs a larger library.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import duckdb
import msgspec

from billtrack.errors import InputError
from billtrack.model.values import Value
from billtrack.store.archive.export.tables import TABLES

MEMORY = "512MB"
"""What DuckDB may hold; it needs little, since it reads and writes in pieces."""
_TYPES: dict[object, str] = {
    str: "VARCHAR",
    int: "INTEGER",
    bool: "BOOLEAN",
    dt.date: "DATE",
    dt.time: "TIME",
    dt.datetime: "TIMESTAMP",
}


class ExportedColumn(msgspec.Struct, frozen=True):
    """A column: its name, its type in DuckDB, whether it may be null, and what it says."""

    name: str
    kind: str
    is_nullable: bool
    says: str


def columns_of(table: type[Value]) -> tuple[ExportedColumn, ...]:
    """The columns of a table, in order."""
    return tuple(_column(name, hint) for name, hint in get_type_hints(table, include_extras=True).items())


def _column(name: str, hint: Any) -> ExportedColumn:  # noqa: ANN401 - annotations have no type
    annotated, meta = get_args(hint)
    return ExportedColumn(name, _kind(annotated), NoneType in get_args(annotated), meta.description or "")


def _kind(hint: Any) -> str:  # noqa: ANN401 - the same
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if isinstance(hint, UnionType):
        [hint] = [each for each in get_args(hint) if each is not NoneType]
    if get_origin(hint) is tuple:
        return f"{_kind(get_args(hint)[0])}[]"
    if isinstance(hint, type) and issubclass(hint, Value):
        return f"STRUCT({', '.join(f'{name} {_kind(each)}' for name, each in get_type_hints(hint).items())})"
    return _TYPES[hint]


class ParquetWriter:
    """Writes rows into *folder*, a file a table and Congress: ``actions/congress=119/actions.parquet``.

    *aside* is a folder for what is needed meanwhile.
    """

    def __init__(self, folder: Path, aside: Path) -> None:
        self._folder, self._aside = folder, aside
        self._names = {table: name for name, table in TABLES.items()}
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": str(aside),
            "threads": 2,
        }
        self._duckdb = duckdb.connect(config=config)

    def close(self) -> None:
        """Release DuckDB."""
        self._duckdb.close()

    def write(self, congress: int, rows: Iterable[Value]) -> dict[str, int]:
        """Write the rows of *congress*, of any table; how many each table has.

        Raises:
            InputError: the folder cannot be written.
        """
        counts = dict.fromkeys(TABLES, 0)
        encode = msgspec.json.Encoder().encode
        with ExitStack() as opened:
            lines = {name: opened.enter_context(self._lines(name).open("wb")) for name in TABLES}
            for row in rows:
                name = self._names[type(row)]
                lines[name].write(encode(row))
                lines[name].write(b"\n")
                counts[name] += 1
        for name in TABLES:
            if counts[name]:
                self._convert(name, congress)
            self._lines(name).unlink()
        return counts

    def _lines(self, table: str) -> Path:
        return self._aside / f"{table}.json"

    def _convert(self, table: str, congress: int) -> None:
        target = self._folder / table / f"congress={congress}" / f"{table}.parquet"
        target.parent.mkdir(parents=True)
        kinds = ", ".join(f"'{each.name}': '{each.kind}'" for each in columns_of(TABLES[table]))
        query = f"""
            COPY (SELECT * FROM read_json({_quoted(self._lines(table))}, format = 'newline_delimited',
                columns = {{{kinds}}}))
            TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)
        """  # noqa: S608 - our own names, and paths that are quoted
        try:
            self._duckdb.execute(query)
        except duckdb.Error as error:
            said = str(error).partition("\n")[0]
            raise InputError(f"{target}: cannot be written: {said}") from error


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
