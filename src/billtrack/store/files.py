"""Writing a file whole or not at all, and so that it stays written."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path


def replace_file(target: Path, data: bytes) -> None:
    """Write *data* beside *target* and rename it over, so that a reader sees the old bytes or the new.

    Raises:
        OSError: it cannot be written; *target* is as it was.
    """
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
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


def sync_folder(folder: Path) -> None:
    """Make the new names in *folder* themselves durable, where the system lets a folder be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
