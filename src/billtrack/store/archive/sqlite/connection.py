"""Opening the file of an archive, and saying in billtrack's words what is wrong with it."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from billtrack.errors import StoreError
from billtrack.model.search_terms import indexed, terms
from billtrack.store.archive.entries import citation_rows
from billtrack.store.archive.packing import unpack_lines, unpack_measure
from billtrack.store.archive.sqlite.schema import APPLICATION_ID, STEPS

_PATIENCE = 10.0
"""Seconds to wait for another program that writes the archive."""
_CACHE = 16_000
"""The kilobytes of the file a reader keeps in memory; by default 2,000, less than a search for common words reads."""


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the archive at *path* for reading; nothing in it changes.

    Raises:
        StoreError: it is missing, foreign, of another billtrack, locked or damaged.
    """
    if not path.is_file():
        raise _error(path, "no such archive", build(path))
    if not path.stat().st_size:
        raise _error(path, "no archive: the file is empty", build(path))
    with reported(path):
        connection = _opened(path)
        try:
            _check_version(connection, path)
            connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        except BaseException:
            connection.close()
            raise
    return connection


def _opened(path: Path) -> sqlite3.Connection:
    """Open to read; in a folder that cannot be written to, an archive nobody is writing is read as it stands."""
    connection = _connect(path, "mode=ro")
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN or path.with_name(f"{path.name}-wal").exists():
            raise
        connection = _connect(path, "mode=ro&immutable=1")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open the archive at *path* for writing, or begin one with no tables yet.

    Raises:
        StoreError: it is foreign, of a later billtrack, locked or damaged, or cannot be written.
    """
    with reported(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _error(path, f"cannot be made: {error.strerror}") from error
        connection = _connect(path, "mode=rwc")
        try:
            _begin(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_in_memory() -> sqlite3.Connection:
    """Begin an archive in memory, with no tables yet."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    return with_functions(connection)


def _connect(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    return with_functions(
        sqlite3.connect(
            address,
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
            check_same_thread=False,  # SQLite takes turns by itself, and holdings may be collected on another thread
        )
    )


def with_functions(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Give *connection* the functions of the schema and of searches."""
    connection.create_function("line_column", 2, lambda data, at: unpack_lines(data).columns[at], deterministic=True)
    connection.create_function("as_indexed", 1, indexed, deterministic=True)
    connection.create_function("subjects_of", 1, _subjects_of, deterministic=True)
    connection.create_function("cited_votes", 1, _cited_votes, deterministic=True)
    connection.create_function("has_terms", 2, _has_terms, deterministic=True)
    return connection


def _subjects_of(status: bytes) -> str:
    """The legislative subjects of a packed status, as a JSON list."""
    return json.dumps(unpack_measure(status).legislative_subjects or ())


def _cited_votes(status: bytes) -> str:
    """The roll calls a packed status refers to, as a JSON list of rows."""
    return json.dumps(citation_rows(unpack_measure(status)))


@lru_cache(maxsize=8192)
def _has_terms(name: str | None, wanted: str) -> bool:
    """Whether *name* has all the terms *wanted*, which spaces separate; asked for each measure, of few names."""
    return name is not None and set(terms(name)).issuperset(wanted.split(" "))


def _begin(connection: sqlite3.Connection, path: Path) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables or _number(connection, "application_id"):
        _check_family(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if _number(connection, "user_version") > len(STEPS):
        raise _later(path)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps of the schema that are not taken yet, each in one transaction."""
    for number in range(_number(connection, "user_version"), len(STEPS)):
        with transaction(connection):
            if _number(connection, "user_version") != number:
                continue  # another program was quicker
            for statement in STEPS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _check_family(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "application_id") != APPLICATION_ID:
        raise _error(path, "a database of another program, no archive of billtrack", _ELSEWHERE)


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    _check_family(connection, path)
    version = _number(connection, "user_version")
    if version > len(STEPS):
        raise _later(path)
    if version < len(STEPS):
        again = f"import its files again, which brings it up to date: `billtrack import PATH... --archive {path}`"
        raise _error(path, "an archive of an earlier billtrack", again)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    value = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return int(value)


_ELSEWHERE = "name another file with --archive"


def build(path: Path) -> str:
    """Say how the archive at *path* is built."""
    return f"`billtrack import PATH... --archive {path}` builds it from official files"


def rebuild(path: Path) -> str:
    """Say how the archive at *path* is built again."""
    return f"remove {path} and build it again: `billtrack import PATH... --archive {path}`"


def _later(path: Path) -> StoreError:
    return _error(path, "an archive of a later billtrack", f"upgrade billtrack, or {rebuild(path)}")


def _error(path: Path, what: str, hint: str | None = None) -> StoreError:
    return StoreError(f"{path}: {what}", hint=hint)


@contextlib.contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn what SQLite says, and values that none can be, into a ``StoreError`` about the archive at *path*.

    A damaged page may give any value in the place of any other, whatever the tables say.
    """
    try:
        yield
    except StoreError as error:
        if error.hint is None:
            raise _error(path, str(error), rebuild(path)) from error
        raise
    except sqlite3.Error as error:
        raise _told(path, error) from error
    except (ValueError, TypeError) as error:
        raise _error(path, f"damaged: {error}", rebuild(path)) from error


def _told(path: Path, error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _error(path, "locked: another program is writing it", "try again when it is done")
    if code == sqlite3.SQLITE_NOTADB:
        return _error(path, "no archive: not a database at all", _ELSEWHERE)
    if code == sqlite3.SQLITE_FULL:
        return _error(path, "no room left on its disk", "make room and run the same command again: it goes on")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}:
        return _error(path, f"cannot be opened, read or written: {error}", "look at its folder and its rights")
    return _error(path, f"damaged: {error}", rebuild(path))
