"""Writing a folder whole or not at all: made aside, then put in the place of the one before."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from billtrack.errors import InputError

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*", re.ASCII)


def replace_folder(target: Path, files: Iterable[tuple[str, bytes]], *, mark: str) -> int:
    """Write *files* into a new folder and put it in the place of *target*; give how many there are.

    *mark* is the name of an empty file that says what made the folder: one that holds files and not that one is
    somebody else's, and is left alone.

    Raises:
        InputError: *target* is not ours to replace, or cannot be written; it is as it was.
    """
    target = target.resolve()
    if target.exists() and not _is_ours(target, mark):
        raise InputError(
            f"{target}: holds other files than a site made here, so it is left alone",
            hint="name a new or empty folder, or remove that one",
        )
    aside = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.mkdir()
        try:
            count = _fill(aside, files, mark)
            _put(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror}") from error
    return count


def _is_ours(target: Path, mark: str) -> bool:
    return target.is_dir() and ((target / mark).is_file() or next(target.iterdir(), None) is None)


def _fill(folder: Path, files: Iterable[tuple[str, bytes]], mark: str) -> int:
    (folder / mark).touch()
    count = 0
    for name, data in files:
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"no name for a file: {name!r}")
        (folder / name).write_bytes(data)
        count += 1
    return count


def _put(aside: Path, target: Path) -> None:
    """Give *aside* the name of *target*, whose old content is removed once the new one stands."""
    if not target.exists():
        aside.replace(target)
        return
    old = aside.with_name(f"{aside.name}.old")
    target.replace(old)
    try:
        aside.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
