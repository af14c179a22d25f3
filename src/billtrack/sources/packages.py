"""A path, a folder or a zip to the official documents inside it, one at a time.

Reads one document of a file at a time.  A file that is not read is named, with the reason: nothing is passed over in
silence, and one bad file stops no other.
"""

from __future__ import annotations

import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.sources.kinds import DocumentKind, document_kind
from billtrack.sources.recognition import Form, form_of, form_of_package
from billtrack.sources.xml import MAX_BYTES, MAX_RATIO

MAX_MEMBERS = 200_000
"""Members of one zip; the largest official one has about 20,000."""


PARCEL_MEMBERS = 100
PARCEL_BYTES = 4_000_000
"""How many members of a zip, and how many bytes of them unpacked, make a parcel; a larger member is one alone."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its file name without folders, where it was found (``a.zip!b.xml``), its kind and bytes.

    ``tracked``: which side of the tracked changes of a draft is meant.
    """

    name: str
    origin: str
    kind: DocumentKind
    data: bytes
    tracked: Tracked = Tracked.ACCEPTED


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, by name, and why."""

    name: str
    reason: str


class Parcel(NamedTuple):
    """A file to read, or, of a zip, the members from the one numbered ``first`` (from 0) up to, not with, ``end``."""

    path: Path
    first: int = 0
    end: int | None = None

    @property
    def size(self) -> int:
        """How many files it has."""
        return 1 if self.end is None else self.end - self.first


def read_documents(path: Path) -> Iterator[Document | Refusal]:
    """Read the documents of a file, of a zip, or of a folder and all below it, sorted by name.

    Hidden files are passed over; links that lead out of the folder are refused.

    Raises:
        InputError: nothing is there, or it cannot be opened at all.
    """
    with closing(ParcelReader()) as reader:
        for parcel in find_parcels(path):
            if isinstance(parcel, Refusal):
                yield parcel
            else:
                yield from reader.read(parcel)


def find_parcels(path: Path) -> Iterator[Parcel | Refusal]:
    """Find what ``read_documents`` reads, in its order, in pieces that can be read apart; nothing is unpacked.

    Raises:
        InputError: nothing is there that can be looked at.
    """
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if not is_there:
        raise InputError(f"{path}: no such file or folder")
    yield from _in_folder(path) if is_folder else _in_file(path)


def _in_folder(folder: Path) -> Iterator[Parcel | Refusal]:
    root = folder.resolve()
    closed: list[OSError] = []
    walk = os.walk(folder, onerror=closed.append)
    found = [Path(at, name) for at, folders, files in walk for name in (*folders, *files)]
    yield from (_unreadable(Path(error.filename), error) for error in closed)
    for path in sorted(found):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield Refusal(str(path), "a link that leads out of the folder")
        elif not path.is_dir():
            yield from _in_file(path)


def _in_file(path: Path) -> Iterator[Parcel | Refusal]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Refusal(str(path), "no regular file")
            return
        with path.open("rb") as file:
            is_zip = file.read(4) in _ZIP_STARTS
        if is_zip and not _is_draft(path):
            yield from _in_zip(path)
        elif status.st_size > MAX_BYTES:
            yield Refusal(str(path), _too_large(status.st_size))
        else:
            yield Parcel(path)
    except OSError as error:
        yield _unreadable(path, error)


def _is_draft(path: Path) -> bool:
    """Whether a zip is one document, such as Word's: read, or refused for what it is."""
    try:
        with zipfile.ZipFile(path) as package:
            return form_of_package(package) is not None
    except _DAMAGED:
        return False


def _unreadable(path: Path, error: OSError) -> Refusal:
    return Refusal(str(path), f"cannot be read: {error.strerror}")


_ZIP_STARTS = frozenset({b"PK\x03\x04", b"PK\x05\x06"})
# A name that is not in the encoding its entry declares is a ValueError; a method or version zipfile does not know
# is a NotImplementedError, which is a RuntimeError, as is a member that asks for a password.
_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError)


def _in_zip(path: Path) -> Iterator[Parcel | Refusal]:
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
        size = path.stat().st_size
    except _DAMAGED as error:
        yield _damaged(path, error)
        return
    packed = sum(member.compress_size for member in members)
    if packed > size:
        yield Refusal(str(path), f"{packed:,} packed bytes in a file of {size:,}, so its members share some: a bomb")
        return
    if len(members) > MAX_MEMBERS:
        yield Refusal(str(path), f"{len(members):,} members, more than the limit of {MAX_MEMBERS:,}")
        return
    first, size = 0, 0
    for number, member in enumerate(members):
        if number > first and (number - first == PARCEL_MEMBERS or size + member.file_size > PARCEL_BYTES):
            yield Parcel(path, first, number)
            first, size = number, 0
        size += member.file_size
    if members:
        yield Parcel(path, first, len(members))


def _damaged(path: Path, error: Exception) -> Refusal:
    return Refusal(str(path), f"a damaged zip: {error}")


class ParcelReader:
    """Reads parcels, one document after another; keeps the zip of the last one open."""

    def __init__(self) -> None:
        self._package: _Package | None = None

    def close(self) -> None:
        """Close what is open."""
        if self._package is not None:
            self._package.file.close()
            self._package = None

    def read(self, parcel: Parcel) -> Iterator[Document | Refusal]:
        """Read the documents of *parcel*, in order."""
        path = parcel.path
        try:
            if parcel.end is None:
                yield _document(path.name, str(path), path.read_bytes())
            else:
                yield from self._opened(path).read(parcel.first, parcel.end)
        except OSError as error:
            yield _unreadable(path, error)
        except _DAMAGED as error:
            yield _damaged(path, error)

    def _opened(self, path: Path) -> _Package:
        if self._package is None or self._package.path != path:
            self.close()
            self._package = _Package(path, zipfile.ZipFile(path))
        return self._package


class _Package:
    """An open zip, and the names its members have, each with the number of the first that has it."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path = path
        self.file = file
        self._members = file.infolist()
        names = ((member.filename, number) for number, member in enumerate(self._members))
        self._first = dict(reversed(tuple(names)))

    def read(self, first: int, end: int) -> Iterator[Document | Refusal]:
        for number, member in enumerate(self._members[first:end], first):
            if member.filename.endswith("/"):
                continue
            origin = f"{self.path}!{member.filename}"
            reason = _why_refused(member, is_second=self._first[member.filename] != number)
            yield Refusal(origin, reason) if reason else _unpacked(self.file, member, origin)


def _why_refused(member: zipfile.ZipInfo, *, is_second: bool) -> str | None:
    """Say what is wrong with a member by its entry alone, before a byte of it is unpacked."""
    if reason := _why_name_refused(member.filename):
        return reason
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link"
    if is_second:
        return "stands twice in the zip; the first was read"
    if member.flag_bits & 0x1:
        return "encrypted"
    return _why_size_refused(member.file_size, member.compress_size)


def _why_name_refused(name: str) -> str | None:
    if not name:
        return "a member without a name"
    folders = name.replace("\\", "/").split("/")
    climbs = not folders[0] or ".." in folders or re.match(r"[A-Za-z]:", name) is not None
    return "its path climbs out of the zip" if climbs else None


def _why_size_refused(size: int, packed: int) -> str | None:
    if size > MAX_BYTES:
        return _too_large(size)
    if size > MAX_RATIO * max(packed, 1024):
        return f"unpacks to {size:,} bytes from {packed:,}: a bomb"
    return None


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> Document | Refusal:
    try:
        with package.open(member) as file:
            data = file.read(member.file_size + 1)
    except (*_DAMAGED, OSError) as error:
        return Refusal(origin, f"cannot be unpacked: {error}")
    if len(data) != member.file_size:
        return Refusal(origin, f"unpacks to {len(data):,} bytes, its entry says {member.file_size:,}")
    if data[:4] in _ZIP_STARTS and form_of(data) is not Form.WORD:
        return Refusal(origin, "a zip inside a zip")
    return _document(member.filename.replace("\\", "/").rstrip("/").rpartition("/")[2], origin, data)


def _document(name: str, origin: str, data: bytes) -> Document | Refusal:
    kind = document_kind(data)
    return Refusal(origin, kind) if isinstance(kind, str) else Document(name, origin, kind, data)


def _too_large(size: int) -> str:
    return f"{size:,} bytes, more than the limit of {MAX_BYTES:,}"
