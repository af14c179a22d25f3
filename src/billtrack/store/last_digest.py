"""Which changes the last digest covered: ``.billtrack/digest.json`` in a bills folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from billtrack.errors import InputError
from billtrack.model.values import Value
from billtrack.store.change_log import HIDDEN
from billtrack.store.files import make_folder, read_own, replace_file


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
    path = bills / HIDDEN / "digest.json"
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
    path = bills / HIDDEN / "digest.json"
    try:
        make_folder(path.parent)
        replace_file(path, msgspec.json.encode(last) + b"\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
