"""Reading the body of a response piece by piece: bounded, complete, decompressed.

Knows lengths and gzip; knows no socket, and of the content only whether it is an HTML page.  Decompression stops at
the limit, so a small body cannot become a large one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from billtrack.sources.xml import MAX_RATIO

_GZIP = zlib.MAX_WBITS | 16
_HTML = re.compile(rb"[\s\xef\xbb\xbf]*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class BodyError(Exception):
    """An unusable body; ``is_passing`` if another request may succeed."""

    def __init__(self, reason: str, *, is_passing: bool) -> None:
        super().__init__(reason)
        self.is_passing = is_passing


def read_body(pieces: Iterable[bytes], *, length: str | None, encoding: str | None, limit: int) -> bytes:
    """Join the *pieces* of a body and decompress it.

    *length* and *encoding* are the headers ``Content-Length`` and ``Content-Encoding``.

    Raises:
        BodyError: longer than *limit*, not as long as announced, an unknown encoding, a gzip bomb, or damaged or
            truncated gzip.
    """
    announced = int(length) if length and length.isascii() and length.isdigit() and len(length) < 20 else None
    if announced is not None and announced > limit:
        raise _too_large(announced, limit)
    unpacker = _unpacker(encoding)
    sent = 0
    body = bytearray()
    for piece in pieces:
        sent += len(piece)
        if unpacker is None:
            body += piece
        else:
            fair = MAX_RATIO * max(sent, 1024)
            body += unpacker.unpack(piece, at_most=min(limit, fair) + 1 - len(body))
            if len(body) > fair:
                raise BodyError(f"decompresses from {sent:,} to over {fair:,} bytes (a bomb)", is_passing=False)
        if len(body) > limit:
            raise _too_large(len(body), limit)
    if announced is not None and sent != announced:
        raise BodyError(f"received {sent:,} of {announced:,} bytes", is_passing=True)
    if unpacker is not None and not unpacker.is_whole:
        raise BodyError("its gzip data is truncated", is_passing=True)
    return bytes(body)


def is_html(body: bytes) -> bool:
    """Whether *body* is an HTML page, which a gateway may send instead of a document."""
    return _HTML.match(body[:4096]) is not None


def _too_large(size: int, limit: int) -> BodyError:
    return BodyError(f"{size:,} bytes, more than the limit of {limit:,}", is_passing=False)


def _unpacker(encoding: str | None) -> _Unpacker | None:
    kind = (encoding or "identity").strip().lower()
    if kind in {"identity", ""}:
        return None
    if kind not in {"gzip", "x-gzip"}:
        raise BodyError(f"has the unexpected encoding {kind[:40]!r}", is_passing=False)
    return _Unpacker()


class _Unpacker:
    """Decompresses gzip, one member after another, never more than allowed."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)

    def unpack(self, piece: bytes, *, at_most: int) -> bytes:
        """Decompress a piece up to *at_most* bytes; the rest is dropped, since the body is then refused."""
        unpacked = bytearray()
        while piece and len(unpacked) < at_most:
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP)
            try:
                unpacked += self._member.decompress(piece, at_most - len(unpacked))
            except zlib.error as error:
                raise BodyError("its gzip data is damaged", is_passing=True) from error
            piece = self._member.unused_data
        return bytes(unpacked)

    @property
    def is_whole(self) -> bool:
        """Whether the last member ended."""
        return self._member.eof
