"""Parsed long texts, cached in the user's cache folder: reading one again needs no XML.

Named by the SHA-256 of the document and by the reader, so that nothing of another document or an older reader is ever
used.  A damaged file is ignored, and all of them may be deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from pathlib import Path
from typing import NamedTuple

import msgspec

from billtrack.model.measure import LeftOut, TextVersion


class KeptText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text as parsed: its measure, its clauses, and the words outside them."""

    measure: str
    text: TextVersion
    left_out: tuple[LeftOut, ...] = ()


class ParsedTexts(NamedTuple):
    """The texts cached in *folder* by *reader* (any name that changes when the reader does)."""

    folder: Path
    reader: str

    def find(self, data: bytes, variant: str) -> KeptText | None:
        """Find the text of *data* cached under *variant*; ``None`` if there is none or it is damaged."""
        try:
            kept = self._path(data, variant).read_bytes()
        except OSError:
            return None
        digest, packed = kept[:32], kept[32:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        try:
            return msgspec.msgpack.decode(packed, type=KeptText)
        except msgspec.MsgspecError:
            return None

    def keep(
        self, data: bytes, variant: str, measure: str, text: TextVersion, left_out: tuple[LeftOut, ...] = ()
    ) -> None:
        """Cache the text of *data*, a text of *measure* (empty: unknown).

        If the folder cannot be written to, nothing is cached.
        """
        packed = msgspec.msgpack.encode(KeptText(measure=measure, text=text, left_out=left_out))
        target = self._path(data, variant)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                beside.write_bytes(hashlib.sha256(packed).digest() + packed)
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)

    def _path(self, data: bytes, variant: str) -> Path:
        name = hashlib.sha256(f"{self.reader}\n{variant}\n".encode() + data).hexdigest()
        return self.folder / f"{name}.msgpack"
