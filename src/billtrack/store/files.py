"""Writing a file whole or not at all, and so that it stays written."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
from pathlib import Path

_DRAFT = r"\..+\.(?:yaml|yml|xml|json)\.[0-9a-f]{8}"


def replace_file(target: Path, data: bytes) -> None:
    """Write *data* beside *target* and rename it over, so that a reader sees the old bytes or the new.

    Raises:
        OSError: it cannot be written; *target* is as it was.
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    draft = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(target.parent)


def remove_drafts(folder: Path, *, before: dt.datetime) -> None:
    """Remove what programs that were killed while they wrote left in *folder*, if it is older than *before*."""
    if not folder.is_dir():
        return
    for path in folder.glob(".*"):
        if re.fullmatch(_DRAFT, path.name):
            with contextlib.suppress(OSError):  # gone, or not ours: nothing depends on it
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()


def sync_folder(folder: Path) -> None:
    """Make the new names in *folder* themselves durable, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
