"""Writing files atomically and durably, and opening billtrack's own files.

A folder of records may come from a stranger, as a clone or an archive.  So nothing is written through a link in it,
except through a link to that measure's own record.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import itertools
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from billtrack.errors import InputError

_DRAFT = r"\..+\.(?:yaml|yml|xml|json)\.[0-9a-f]{8}"


@contextlib.contextmanager
def as_input_error(path: Path, words: str) -> Iterator[None]:
    """Report a failure of the system inside the block as an ``InputError``: *path*, *words*, and its reason."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: {words}: {error.strerror}") from error


def replace_file(target: Path, data: bytes) -> None:
    """Write *data* beside *target* and rename it, so that a reader sees the old bytes or the new.

    A link at *target* is replaced, never followed.

    Raises:
        OSError: it cannot be written, and *target* is unchanged; or it was written but perhaps not durably.
    """
    is_there = target.exists()
    if is_there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    with _durable_names(target.parent):
        try:
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if is_there:
                shutil.copymode(target, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


def save_file(target: Path, data: bytes, failure: str = "cannot be written") -> None:
    """Write *data* to *target* as ``replace_file`` does, in a folder that is created if it is missing.

    Raises:
        InputError: it cannot be written; *failure* says so.
    """
    with as_input_error(target, failure):
        make_folder(target.parent)
        replace_file(target, data)


def make_folder(folder: Path) -> None:
    """Create *folder* and its missing parents, durably.

    Raises:
        OSError: it cannot be created.
    """
    missing = list(itertools.takewhile(lambda each: not each.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def open_own(path: Path, mode: str) -> FileIO:
    """Open one of billtrack's own files, unbuffered; *mode* is a binary mode of ``open``.

    Unbuffered, so that after a failure nothing in memory is written later.

    Raises:
        OSError: it cannot be opened, or is a link or not a regular file: writing could damage another file, and
            reading could block forever.
    """
    if path.is_symlink():  # a clear message, also on systems without O_NOFOLLOW
        raise OSError(errno.ELOOP, "it is a link, which billtrack does not follow; remove it")
    file = FileIO(path, mode, opener=_without_following)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a regular file")
    return file


def read_own(path: Path) -> bytes:
    """Read one of billtrack's own files.

    Raises:
        OSError: as ``open_own``, or it cannot be read.
    """
    with open_own(path, "rb") as file:
        return file.readall()


def _without_following(name: str, flags: int) -> int:
    """Open *name* unless it is a link; a pipe does not block."""
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)


def write_whole(file: FileIO, data: bytes) -> None:
    """Write all of *data*, even if the system accepts only part of it at a time.

    Raises:
        OSError: it cannot all be written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def remove_drafts(folder: Path, *, before: dt.datetime) -> None:
    """Remove from *folder* the temporary files of killed programs that are older than *before*."""
    with contextlib.suppress(OSError):  # already removed, or not ours: nothing depends on it
        for path in folder.iterdir():
            if re.fullmatch(_DRAFT, path.name) and path.lstat().st_mtime < before.timestamp():
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make new names in *folder* durable, if the system can.

    Raises:
        OSError: the folder cannot be opened or synced.
    """
    with _durable_names(folder):
        pass


@contextlib.contextmanager
def _durable_names(folder: Path) -> Iterator[None]:
    """Make names created in *folder* inside the block durable.

    The folder is opened first, so that nothing is begun that cannot be made durable.
    """
    if sys.platform == "win32":  # Windows cannot open a folder and does not need to
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # file systems without it keep names anyway
                raise
    finally:
        os.close(handle)
