"""The validators of the documents a bills folder was made from: ``.billtrack/documents.json``.

They make conditional requests possible.  A cache: if it is damaged or missing, the documents are fetched again.
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
    """The file: documents by measure ID and part."""

    schema_version: int
    documents: dict[str, dict[str, Known]]


def _path(bills: Path) -> Path:
    return bills / HIDDEN / "documents.json"


def load_documents(bills: Path) -> dict[str, dict[str, Known]]:
    """Load the known documents by measure ID and part; empty if the file is missing or damaged."""
    try:
        file = msgspec.json.decode(read_own(_path(bills)), type=_File)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return file.documents if file.schema_version == _SCHEMA_VERSION else {}


def save_documents(bills: Path, documents: Mapping[str, Mapping[str, Known]]) -> None:
    """Save the known documents atomically; an identical file is left alone.

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
