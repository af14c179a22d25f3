"""The folder ``.billtrack`` inside a bills folder, the two small files in it, and its lock.

``documents.json`` has the validators of the documents that the records were made from, for conditional requests.  It
is a cache: if it is damaged or missing, the documents are fetched again.  ``digest.json`` says what the last digest
covered.  One program at a time writes: the system releases the lock however the program ends, so no stale lock is left
behind.  The change log and the journal of a run are in the folder too; each has a module of its own.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator, Mapping
from io import FileIO
from pathlib import Path

import msgspec

from billtrack.errors import InputError
from billtrack.model.values import Value
from billtrack.store.files import as_input_error, make_folder, open_own, read_own, save_file, write_whole

HIDDEN = ".billtrack"
"""The folder inside a bills folder for billtrack's own files."""

_DOCUMENTS, _DIGEST = f"{HIDDEN}/documents.json", f"{HIDDEN}/digest.json"
_SCHEMA_VERSION = 1


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document: the service it came from, its SHA-256, and the validators as the service wrote them."""

    service: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


class _KnownDocuments(msgspec.Struct, frozen=True):
    """The file: documents by measure ID and part."""

    schema_version: int
    documents: dict[str, dict[str, Known]]


def load_documents(bills: Path) -> dict[str, dict[str, Known]]:
    """Load the known documents by measure ID and part; empty if the file is missing or damaged."""
    try:
        file = msgspec.json.decode(read_own(bills / _DOCUMENTS), type=_KnownDocuments)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return file.documents if file.schema_version == _SCHEMA_VERSION else {}


def save_documents(bills: Path, documents: Mapping[str, Mapping[str, Known]]) -> None:
    """Save the known documents atomically; an identical file is left alone.

    Raises:
        InputError: it cannot be written.
    """
    file = _KnownDocuments(_SCHEMA_VERSION, {measure: dict(documents[measure]) for measure in sorted(documents)})
    path, data = bills / _DOCUMENTS, msgspec.json.encode(file)
    with as_input_error(path, "cannot be written"):
        is_same = path.is_file() and path.read_bytes() == data
    if not is_same:
        save_file(path, data)


class LastDigest(Value, frozen=True):
    """The last digest: the id of the last change-log entry it covered, and of the last entry before it.

    ``None``: none.
    """

    until: str | None
    after: str | None


def load_last_digest(bills: Path) -> LastDigest | None:
    """Load the last digest; ``None`` before the first.

    Raises:
        InputError: the file cannot be read.
    """
    path = bills / _DIGEST
    try:
        return msgspec.json.decode(read_own(path), type=LastDigest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise InputError(f"{path}: cannot be read: {error}", hint="remove it, or give --since DATE") from error


def save_last_digest(bills: Path, last: LastDigest) -> None:
    """Save what the last digest covered.

    Raises:
        InputError: it cannot be written.
    """
    save_file(bills / _DIGEST, msgspec.json.encode(last) + b"\n")


if sys.platform == "win32":  # pragma: no cover - one of the two runs on each system
    import msvcrt

    def _try_to_lock(file: FileIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_to_lock(file: FileIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
"""How operating systems report that another program has the lock."""


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Lock *folder* for writing; create it if missing.

    Raises:
        InputError: another program is writing, or the folder cannot be written to.
    """
    with as_input_error(folder, "cannot be written to"):
        make_folder(folder)
        file = open_own(folder / "lock", "a+b")
    with file:
        file.seek(0)  # Windows locks from the file position
        try:
            _try_to_lock(file)
        except OSError as error:
            if error.errno not in _HELD:
                raise InputError(f"{folder}: cannot be locked: {error.strerror}") from error
            raise InputError(
                f"{folder}: another billtrack (process {_holder(file)}) is updating these records",
                hint="wait for it to finish or stop it, then run the same command again",
            ) from error
        with contextlib.suppress(OSError):  # on a full disk others do not see the process ID
            file.truncate(0)
            write_whole(file, str(os.getpid()).encode())
        yield


def _holder(file: FileIO) -> str:
    """Read the process ID of the holder; on Windows a locked file cannot be read."""
    with contextlib.suppress(OSError):
        file.seek(0)
        return file.read(20).decode("ascii", "replace") or "unknown"
    return "unknown"
