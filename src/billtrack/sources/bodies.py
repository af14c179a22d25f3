"""The body of an answer, read piece by piece: bounded in size, whole, unpacked.

Knows lengths and gzip; knows no socket and nothing of what the body says but whether it is an HTML page.  Nothing is
unpacked past the limit, so a small body cannot become a large one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from billtrack.sources.packages import MAX_RATIO

_GZIP = zlib.MAX_WBITS | 16
_HTML = re.compile(rb"[\s\xef\xbb\xbf]*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


class BodyError(Exception):
    """A body that cannot be taken: ``is_passing`` where asking again may bring it whole."""

    def __init__(self, reason: str, *, is_passing: bool) -> None:
        super().__init__(reason)
        self.is_passing = is_passing


def read_body(pieces: Iterable[bytes], *, length: str | None, encoding: str | None, limit: int) -> bytes:
    """Join the *pieces* of a body as sent, and unpack it.

    *length* and *encoding* are the headers ``Content-Length`` and ``Content-Encoding``.

    Raises:
        BodyError: longer than *limit* bytes or than its length says, shorter, packed in an unknown way, a gzip bomb,
            or gzip that is damaged or breaks off.
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
                raise BodyError(f"unpacks to over {fair:,} bytes from {sent:,}: a bomb", is_passing=False)
        if len(body) > limit:
            raise _too_large(len(body), limit)
    if announced is not None and sent != announced:
        raise BodyError(f"{sent:,} bytes came of the {announced:,} announced", is_passing=True)
    if unpacker is not None and not unpacker.is_whole:
        raise BodyError("its gzip breaks off", is_passing=True)
    return bytes(body)


def is_html(body: bytes) -> bool:
    """Whether *body* is an HTML page: what a gateway sends in the place of a document."""
    return _HTML.match(body[:4096]) is not None


def _too_large(size: int, limit: int) -> BodyError:
    return BodyError(f"{size:,} bytes, more than the limit of {limit:,}", is_passing=False)


def _unpacker(encoding: str | None) -> _Unpacker | None:
    kind = (encoding or "identity").strip().lower()
    if kind in {"identity", ""}:
        return None
    if kind not in {"gzip", "x-gzip"}:
        raise BodyError(f"packed as {kind[:40]!r}, which was not asked for", is_passing=False)
    return _Unpacker()


class _Unpacker:
    """Gzip, one member after another, never unpacking more than was allowed."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)

    def unpack(self, piece: bytes, *, at_most: int) -> bytes:
        """Unpack a piece up to *at_most* bytes; what lies beyond is dropped, since the body is refused then."""
        unpacked = bytearray()
        while piece and len(unpacked) < at_most:
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP)
            try:
                unpacked += self._member.decompress(piece, at_most - len(unpacked))
            except zlib.error as error:
                raise BodyError("its gzip is damaged", is_passing=True) from error
            piece = self._member.unused_data
        return bytes(unpacked)

    @property
    def is_whole(self) -> bool:
        """Whether the last member ended."""
        return self._member.eof
