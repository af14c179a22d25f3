"""The files of members in an archive: each whole, under its kind and the day it describes."""

from __future__ import annotations

import datetime as dt
import hashlib

from billtrack.model.members import (
    COMMITTEES,
    LEGISLATORS,
    MEMBERSHIP,
    Committees,
    Contents,
    Legislators,
    Membership,
    kind_of,
)
from billtrack.model.record_builder import ImportResult
from billtrack.model.values import Value
from billtrack.store.archive.connection import reported, transaction
from billtrack.store.archive.packing import pack, unpack_members
from billtrack.store.archive.reading import Archive
from billtrack.store.archive.writing import Writer


class MemberFile(Value, frozen=True):
    """A file that is held: its kind, the day it describes, its name and digest, and when it was imported."""

    kind: str
    day: dt.date
    name: str
    sha256: str
    imported: dt.date


def put_members(
    writer: Writer, contents: Contents, data: bytes, *, name: str, day: dt.date, on: dt.date
) -> ImportResult:
    """Keep what the file *name* with the bytes *data* says of *day*; it replaces another of its kind and day."""
    kind, digest = kind_of(contents), hashlib.sha256(data).digest()
    with reported(writer.path), transaction(writer.connection):
        query = "SELECT sha256, packed FROM member_files WHERE kind = ? AND day = ?"
        held = writer.connection.execute(query, (kind, day.isoformat())).fetchone()
        packed = pack(contents)
        if held is not None and held == (digest, packed):  # an earlier billtrack kept less of the same file
            return ImportResult.UNCHANGED
        row = (kind, day.isoformat(), name, digest, on.isoformat(), packed)
        writer.connection.execute("INSERT OR REPLACE INTO member_files VALUES (?, ?, ?, ?, ?, ?)", row)
    return ImportResult.NEW if held is None else ImportResult.UPDATED


def member_files(archive: Archive) -> tuple[MemberFile, ...]:
    """List the files held, by kind and day."""
    with reported(archive.path):
        query = "SELECT kind, day, name, sha256, imported FROM member_files ORDER BY kind, day"
        rows = archive.connection.execute(query).fetchall()
    return tuple(
        MemberFile(kind, dt.date.fromisoformat(day), name, sha256.hex(), dt.date.fromisoformat(imported))
        for kind, day, name, sha256, imported in rows
    )


def find_legislators(archive: Archive, day: dt.date) -> Legislators | None:
    """Find the members as a file of *day* tells them."""
    found = _find(archive, LEGISLATORS, day)
    return found if isinstance(found, Legislators) else None


def find_committees(archive: Archive, day: dt.date) -> Committees | None:
    """Find the committees as a file of *day* tells them."""
    found = _find(archive, COMMITTEES, day)
    return found if isinstance(found, Committees) else None


def find_membership(archive: Archive, day: dt.date) -> Membership | None:
    """Find who sat on which committee as a file of *day* tells it."""
    found = _find(archive, MEMBERSHIP, day)
    return found if isinstance(found, Membership) else None


def _find(archive: Archive, kind: str, day: dt.date) -> Contents | None:
    with reported(archive.path):
        query = "SELECT packed FROM member_files WHERE kind = ? AND day = ?"
        row = archive.connection.execute(query, (kind, day.isoformat())).fetchone()
        return None if row is None else unpack_members(row[0])
