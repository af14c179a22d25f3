"""The files of members in an archive, each stored whole under its kind and the day it describes."""

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
from billtrack.store.archive.archive import Archive
from billtrack.store.archive.engine import MemberFileRow
from billtrack.store.archive.packing import pack, unpack_members


class MemberFile(Value, frozen=True):
    """A stored file: its kind, the day it describes, its name and digest, and the day of its import."""

    kind: str
    day: dt.date
    name: str
    sha256: str
    imported: dt.date


def put_members(
    archive: Archive, contents: Contents, data: bytes, *, name: str, day: dt.date, on: dt.date
) -> ImportResult:
    """Store the contents of the file *name* with the bytes *data*; it replaces another of its kind and day."""
    row = MemberFileRow(kind_of(contents), day, name, hashlib.sha256(data).digest(), on)
    return archive.engine.put_member_file(row, pack(contents))


def member_files(archive: Archive) -> tuple[MemberFile, ...]:
    """List the stored files, by kind and day."""
    rows = archive.engine.member_files()
    return tuple(MemberFile(row.kind, row.day, row.name, row.sha256.hex(), row.imported) for row in rows)


def find_legislators(archive: Archive, day: dt.date) -> Legislators | None:
    """Find the members on *day*, from a file that describes that day."""
    found = _find(archive, LEGISLATORS, day)
    return found if isinstance(found, Legislators) else None


def find_committees(archive: Archive, day: dt.date) -> Committees | None:
    """Find the committees on *day*, from a file that describes that day."""
    found = _find(archive, COMMITTEES, day)
    return found if isinstance(found, Committees) else None


def find_membership(archive: Archive, day: dt.date) -> Membership | None:
    """Find who sat on which committee on *day*, from a file that describes that day."""
    found = _find(archive, MEMBERSHIP, day)
    return found if isinstance(found, Membership) else None


def _find(archive: Archive, kind: str, day: dt.date) -> Contents | None:
    packed = archive.engine.member_file(kind, day)
    if packed is None:
        return None
    with archive.reading():
        return unpack_members(packed)
