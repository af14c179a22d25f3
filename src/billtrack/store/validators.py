"""What is known of the documents a bills folder was made from: ``.billtrack/documents.json``.

Each document's validators, to ask for it again cheaply.  A cache: damaged or missing, it is empty, and what was in
it is asked for once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from billtrack.errors import InputError
from billtrack.store.change_log import HIDDEN
from billtrack.store.files import make_folder, read_own, replace_file

_SCHEMA_VERSION = 1


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document: the service it came from, its SHA-256, and the validators as the service wrote them."""

    service: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None


class _File(msgspec.Struct, frozen=True):
    """The file: documents by measure id and part."""

    schema_version: int
    documents: dict[str, dict[str, Known]]


def _path(bills: Path) -> Path:
    return bills / HIDDEN / "documents.json"


def load_documents(bills: Path) -> dict[str, dict[str, Known]]:
    """Load what is known, by measure id and part; empty where the file is missing or damaged."""
    try:
        file = msgspec.json.decode(read_own(_path(bills)), type=_File)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return file.documents if file.schema_version == _SCHEMA_VERSION else {}


def save_documents(bills: Path, documents: Mapping[str, Mapping[str, Known]]) -> None:
    """Keep what is known, whole or not at all; a file that already says so is left alone.

    Raises:
        InputError: it cannot be written.
    """
    file = _File(_SCHEMA_VERSION, {measure: dict(documents[measure]) for measure in sorted(documents)})
    path, data = _path(bills), msgspec.json.encode(file)
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        make_folder(path.parent)
        replace_file(path, data)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
