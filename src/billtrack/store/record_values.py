"""Plain values of a document -> Measure, and back; the bytes that the caches keep; the JSON Schema of a record.

msgspec checks the values; ``record_errors`` says in the words of the record what it found.  Knows no YAML syntax and
opens no file.
"""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Measure
from billtrack.model.measure_names import MeasureId, MeasureType
from billtrack.model.record_parts import NULLABLE

if TYPE_CHECKING:
    from billtrack.sources.yaml_reader import YamlDocument
    from billtrack.store.yaml_writer import Written

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

_ONE_AT_A_TIME = threading.Lock()
"""msgspec prepares a type at its first use, and crashes if two threads do so at once (0.22)."""


def measure_of(document: YamlDocument) -> Measure:
    """Check the values of *document* and return them as a measure.

    Raises:
        InputError: with ``file:line:column``, what was found, what was expected and the nearest valid name.
    """
    from billtrack.store.record_errors import explained, wrong_schema  # noqa: PLC0415 - a cached record needs no words

    value = document.value
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise wrong_schema(document)
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(value, Measure, dec_hook=read_measure_id, builtin_types=(dt.date,))
    except msgspec.ValidationError as error:
        raise explained(document, str(error)) from error


def values_of(measure: Measure) -> dict[str, Written]:
    """Give the values of the record of *measure*, in the model's order, without defaults."""
    values: dict[str, Written] = msgspec.to_builtins(
        measure, builtin_types=(dt.date, dt.datetime, dt.time), enc_hook=str
    )
    return values


def packed(measure: Measure) -> bytes:
    """Pack *measure* for ``unpacked``.

    Raises:
        UnicodeEncodeError, RecursionError: it contains half a surrogate pair, or endless nesting.
    """
    return msgspec.msgpack.encode(measure, enc_hook=str)


def unpacked(data: bytes) -> Measure:
    """Unpack a measure that was ``packed``, with the same checks as for a record.

    Raises:
        msgspec.MsgspecError, RecursionError: it is not one.
    """
    with _ONE_AT_A_TIME:
        return msgspec.msgpack.decode(data, type=Measure, dec_hook=read_measure_id)


def read_measure_id(kind: type, value: object) -> MeasureId:
    """Parse a measure id for msgspec, which adds the path to a ValueError only."""
    if kind is not MeasureId or not isinstance(value, str):
        raise ValueError(f"not a measure id: {value!r}")
    try:
        return parse_measure_id(value)
    except InputError as error:
        raise ValueError(str(error)) from error


def schema_json() -> bytes:
    """Give the JSON Schema (2020-12) of a record as indented UTF-8 JSON."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A record of billtrack ({SCHEMA})",
        **msgspec.json.schema(Measure, schema_hook=_id_schema),
    }
    found: Any = _without_null(schema)
    keys = found["$defs"][Measure.__name__]["properties"]
    keys |= {key: {"anyOf": [keys[key], {"type": "null"}]} for key in NULLABLE}
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def shape_json(shape: type, title: str) -> bytes:
    """Give the JSON Schema (2020-12) of what *shape* declares as indented UTF-8 JSON."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **msgspec.json.schema(shape)}
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _id_schema(kind: type) -> dict[str, str]:
    if kind is not MeasureId:
        raise NotImplementedError(f"{kind} has no JSON Schema")
    return {"type": "string", "pattern": f"^({'|'.join(MeasureType)})[1-9][0-9]*-[1-9][0-9]*$"}


def _without_null(schema: Json) -> Json:
    """Remove null from a schema: a record omits what is not loaded, except its keeper's keys."""
    if isinstance(schema, list):
        return [_without_null(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_null(value) for key, value in schema.items() if not (key == "default" and value is None)}
    match kept:
        case {"anyOf": [dict() as only], **others}:
            return only | others
    return kept
