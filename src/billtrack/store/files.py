"""Writing a file whole or not at all, and so that it stays written; and opening the files that are billtrack's own.

A folder of records may come from a stranger, as a clone or an archive.  So nothing is written through a link found
in it, but a record that its keeper linked and that is that measure's record.
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

_DRAFT = r"\..+\.(?:yaml|yml|xml|json)\.[0-9a-f]{8}"


def replace_file(target: Path, data: bytes) -> None:
    """Write *data* beside *target* and rename it over, so that a reader sees the old bytes or the new.

    A link at *target* is replaced, never followed.

    Raises:
        OSError: it cannot be written and *target* is as it was; or the system cannot say whether it stays written.
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


def make_folder(folder: Path) -> None:
    """Make *folder* and those above it that are missing, so that they stay.

    Raises:
        OSError: it cannot be made.
    """
    missing = list(itertools.takewhile(lambda each: not each.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def open_own(path: Path, mode: str) -> FileIO:
    """Open a file that billtrack keeps for itself, unbuffered; *mode* is binary, as of ``open``.

    Nothing waits in memory to be written after a failure.

    Raises:
        OSError: it cannot be opened, or is a link or no regular file: writing would harm what is not billtrack's,
            and reading might wait for ever.
    """
    if path.is_symlink():  # said in words, and where the system has no flag for it
        raise OSError(errno.ELOOP, "it is a link, which billtrack does not follow: remove it")
    file = FileIO(path, mode, opener=_without_following)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is no regular file")
    return file


def read_own(path: Path) -> bytes:
    """Read a file that billtrack keeps for itself.

    Raises:
        OSError: as ``open_own``, or it cannot be read.
    """
    with open_own(path, "rb") as file:
        return file.readall()


def _without_following(name: str, flags: int) -> int:
    """Open *name* unless it is a link; a pipe does not keep the program waiting."""
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)


def write_whole(file: FileIO, data: bytes) -> None:
    """Write all of *data*, however much the system takes at a time.

    Raises:
        OSError: some of it cannot be written.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def remove_drafts(folder: Path, *, before: dt.datetime) -> None:
    """Remove what programs that were killed while they wrote left in *folder*, if it is older than *before*."""
    with contextlib.suppress(OSError):  # gone, or not ours: nothing depends on it
        for path in folder.iterdir():
            if re.fullmatch(_DRAFT, path.name) and path.lstat().st_mtime < before.timestamp():
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new names in *folder* themselves durable, where the system can.

    Raises:
        OSError: it cannot be opened, or the system failed to.
    """
    with _durable_names(folder):
        pass


@contextlib.contextmanager
def _durable_names(folder: Path) -> Iterator[None]:
    """Make the names that come into *folder* meanwhile durable.

    The folder is opened before, so that what cannot be made durable is not begun.
    """
    if sys.platform == "win32":  # a folder cannot be opened there, and needs not
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # file systems without it keep names by themselves
                raise
    finally:
        os.close(handle)
