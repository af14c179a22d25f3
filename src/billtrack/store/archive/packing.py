"""Values <-> the bytes an archive keeps of them."""

from __future__ import annotations

import zlib
from typing import Final, TypeVar

import msgspec

from billtrack.errors import InputError, StoreError
from billtrack.identifiers import MeasureId, parse_measure_id
from billtrack.members import Contents
from billtrack.model import Measure, TextVersion
from billtrack.store.archive.lines import Lines

_LIMIT: Final = 512 * 1024 * 1024
"""Bytes a packed value may unpack to: several times the largest text there is."""
_FAST: Final = 1

T = TypeVar("T")


def _measure_id(kind: type, value: object) -> MeasureId:
    if kind is not MeasureId or not isinstance(value, str):
        raise ValueError(f"not a measure id: {value!r}")
    try:
        return parse_measure_id(value)
    except InputError as error:
        raise ValueError(str(error)) from error


_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)
_MEASURE = msgspec.msgpack.Decoder(Measure, dec_hook=_measure_id)
_TEXT = msgspec.msgpack.Decoder(TextVersion)
_LINES = msgspec.msgpack.Decoder(Lines)
_MEMBERS: msgspec.msgpack.Decoder[Contents] = msgspec.msgpack.Decoder(Contents)


def pack(value: Measure | TextVersion | Lines | Contents) -> bytes:
    """Give the bytes to keep of *value*."""
    return zlib.compress(_ENCODER.encode(value), _FAST)


def unpack_measure(data: bytes) -> Measure:
    """Read what ``pack`` gave of a measure.

    Raises:
        StoreError: the bytes are not those.
    """
    return _unpack(data, _MEASURE)


def unpack_text(data: bytes) -> TextVersion:
    """Read what ``pack`` gave of a text; otherwise as ``unpack_measure``."""
    return _unpack(data, _TEXT)


def unpack_lines(data: bytes) -> Lines:
    """Read what ``pack`` gave of a text's lines; otherwise as ``unpack_measure``."""
    return _unpack(data, _LINES)


def unpack_members(data: bytes) -> Contents:
    """Read what ``pack`` gave of a file of members; otherwise as ``unpack_measure``."""
    return _unpack(data, _MEMBERS)


def _unpack(data: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
    stream = zlib.decompressobj()
    try:
        return decoder.decode(stream.decompress(data, _LIMIT))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise StoreError(f"a packed value cannot be read: {error}") from error
