"""One writer at a time: a lock on a folder, held while writing.

The system releases it however the program ends, so no stale lock is left behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from billtrack.errors import InputError
from billtrack.store.files import as_input_error, make_folder, open_own, write_whole

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
