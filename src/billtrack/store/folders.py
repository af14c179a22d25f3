"""Writing a folder atomically: built beside the old one, then renamed into its place."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.patterns import pattern
from billtrack.store.files import as_input_error

_NAME = pattern(r"[a-z0-9][a-z0-9.-]*", re.ASCII)


def replace_folder(target: Path, files: Iterable[tuple[str, bytes]], *, mark: str) -> int:
    """Write *files* into a new folder, put it in the place of *target*, and return how many there are.

    *mark* is the name of a file that lists the files written.  Files not on the list were added by someone else (a
    host's settings, a ``.git`` folder) and stay.  A folder with files but no list is not replaced.

    Raises:
        InputError: *target* is not ours, or cannot be written; it is unchanged.
    """
    target = target.resolve()
    is_ours = target.is_dir() and ((target / mark).is_file() or next(target.iterdir(), None) is None)
    if target.exists() and not is_ours:
        raise InputError(
            f"{target}: not a site made by billtrack, so it was not replaced",
            hint="give a new or empty folder, or remove that one",
        )
    aside = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    with as_input_error(target, "cannot be written"):
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.mkdir()
        try:
            count = _fill(aside, files, mark)
            _put(aside, target, mark)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return count


def _fill(folder: Path, files: Iterable[tuple[str, bytes]], mark: str) -> int:
    names = []
    for name, data in files:
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"not a file name: {name!r}")
        (folder / name).write_bytes(data)
        names.append(name)
    (folder / mark).write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    return len(names)


def _put(aside: Path, target: Path, mark: str) -> None:
    """Rename *aside* to *target* and move over the files that others added to the old folder."""
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
    for kept in _beside(old, mark):
        if not (target / kept.name).exists():
            kept.replace(target / kept.name)
    shutil.rmtree(old, ignore_errors=True)


def _beside(folder: Path, mark: str) -> list[Path]:
    """List the files in *folder* that are not on its list."""
    if not (folder / mark).is_file():
        return []
    own = {mark, *(folder / mark).read_text(encoding="utf-8", errors="replace").splitlines()}
    return [path for path in folder.iterdir() if path.name not in own]
