"""Plain values of a document -> Measure, and back; the JSON Schema of both.

msgspec checks the values; this module turns its errors into file, line, column, what was found, what was expected and
the nearest valid name.  Knows no YAML syntax and opens no file.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeAlias, get_args, get_origin, get_type_hints

import msgspec

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, MeasureType, parse_measure_id
from billtrack.model.measure import SCHEMA, Measure
from billtrack.model.record_parts import NULLABLE

if TYPE_CHECKING:
    from billtrack.sources.yaml_reader import Path, Place, Value, YamlDocument
    from billtrack.store.yaml_writer import Written

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Type: TypeAlias = Any  # what typing.get_type_hints gives: a class, a union, a tuple of something

_TYPED = (dt.date,)
_ONE_AT_A_TIME = threading.Lock()
"""msgspec prepares a type at its first use, and crashes if two threads do so at once (0.22)."""
_MOMENTS = (dt.date, dt.datetime, dt.time)
# The errors of msgspec, as plain strings: a valid record never needs them compiled.
_COMPLAINT = r"(?s)(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?"
_STEP = r"\.(\w+)|\[(\d+)\]"
_EXPECTED = r"Expected `(?P<kinds>[^`]*)`, got .*"
_MISSING = r"Object missing required field `(?P<key>[^`]*)`"
_UNKNOWN = r"(?s)Object contains unknown field `(?P<key>.*)`"
_UNREADABLE = r"Invalid RFC3339 encoded (?P<kind>\w+)"
_OWN_VERSION = int(SCHEMA.partition("/")[2])
_KINDS = {
    "str": "text",
    "int": "an integer",
    "bool": "true or false",
    "object": "a mapping of keys",
    "array": "a list",
    "date": "a date like 2017-05-23",
    "datetime": "a date and time like 2017-05-23T15:45:15Z",
    "time": 'a time like "15:45:15"',
}


def measure_of(document: YamlDocument) -> Measure:
    """Check the values of *document* and return them as a measure.

    Raises:
        InputError: with ``file:line:column``, what was found, what was expected and the nearest valid name.
    """
    _check_schema(document)
    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(document.value, Measure, dec_hook=_measure_id, builtin_types=_TYPED)
    except msgspec.ValidationError as error:
        _refuse(document, str(error))


def values_of(measure: Measure) -> dict[str, Written]:
    """Give the values of the record of *measure*, in the model's order, without defaults."""
    values: dict[str, Written] = msgspec.to_builtins(measure, builtin_types=_MOMENTS, enc_hook=str)
    return values


def packed(measure: Measure) -> bytes:
    """Pack *measure* for ``unpacked``.

    Raises:
        InputError: it contains half a surrogate pair, or endless nesting.
    """
    try:
        return msgspec.msgpack.encode(measure, enc_hook=str)
    except (UnicodeEncodeError, RecursionError, msgspec.MsgspecError) as error:
        raise InputError(f"{measure.id}: cannot be packed: {error}") from error


def unpacked(data: bytes) -> Measure:
    """Unpack a measure that was ``packed``, with the same checks as for a record.

    Raises:
        InputError: it is not one.
    """
    try:
        with _ONE_AT_A_TIME:
            return msgspec.msgpack.decode(data, type=Measure, dec_hook=_measure_id)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InputError(f"not a packed measure: {error}") from error


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


def shape_json(shape: Type, title: str) -> bytes:
    """Give the JSON Schema (2020-12) of what *shape* declares as indented UTF-8 JSON."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **msgspec.json.schema(shape)}
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


# ------------------------------------------------------------------------------------- checking


def _measure_id(kind: type, value: object) -> MeasureId:
    """Parse a measure id for msgspec, which adds the path to a ValueError only."""
    if kind is not MeasureId or not isinstance(value, str):
        raise ValueError(f"not a measure id: {value!r}")
    try:
        return parse_measure_id(value)
    except InputError as error:
        raise ValueError(str(error)) from error


def _check_schema(document: YamlDocument) -> None:
    """Check the schema first: a record of a later version cannot be checked by this one."""
    if not isinstance(document.value, dict):
        _fail(document, (), f"found {_shown(document.value)}, expected a record, its first line schema: {SCHEMA}")
    if "schema" not in document.value:
        _fail(document, (), f"the key schema is missing, expected schema: {SCHEMA}")
    found = document.value["schema"]
    if found == SCHEMA:
        return
    family, _, version = str(found).partition("/")
    is_later = family == "billtrack" and version.isdecimal() and len(version) < 6 and int(version) > _OWN_VERSION
    later = f"written by a newer billtrack ({found}); this one reads {SCHEMA}: upgrade billtrack"
    _fail(document, ("schema",), later if is_later else f"found {_shown(found)}, expected {SCHEMA}")


def _refuse(document: YamlDocument, complaint: str) -> NoReturn:
    """Report an error of msgspec in terms of the record."""
    match = re.fullmatch(_COMPLAINT, complaint)
    what, at = (match["what"], match["path"] or "") if match else (complaint, "")
    path = tuple(name or int(number) for name, number in re.findall(_STEP, at))
    if unknown := re.fullmatch(_UNKNOWN, what):
        _refuse_key(document, path, unknown["key"])
    if missing := re.fullmatch(_MISSING, what):
        _fail(document, path, f"the key {missing['key']} is missing")
    found = document.value_at(path)
    _fail(document, path, f"found {_shown(found)}, expected {_wanted(path, what, found)}")


def _wanted(path: Path, what: str, found: Value | None) -> str:
    """Say what the model expects at *path*, and the nearest valid value to *found*."""
    types = _types_at(path)
    if choices := tuple(choice for kind in types for choice in _choices(kind)):
        return f"one of {', '.join(choices)}{_nearest(found, choices)}"
    if MeasureId in types:
        return "a measure ID like hres351-115"
    expected, unreadable = re.fullmatch(_EXPECTED, what), re.fullmatch(_UNREADABLE, what)
    kinds = [kind for kind in expected["kinds"].split(" | ") if kind != "null"] if expected else []
    if unreadable:
        kinds = [unreadable["kind"]]
    return " or ".join(_KINDS.get(kind, kind) for kind in kinds or [what]) + _quoting(found, kinds)


def _refuse_key(document: YamlDocument, path: Path, key: str) -> NoReturn:
    valid = tuple(name for kind in _types_at(path) for name in getattr(kind, "__struct_fields__", ()))
    near = _nearest(key, valid) or f" ({', '.join(valid)})"
    place = document.place_of((*path, key), key=True)
    _fail(document, path, f"found the key {key[:60]!r}, expected a known key{near}", place)


def _fail(document: YamlDocument, path: Path, words: str, place: Place | None = None) -> NoReturn:
    place = place or document.place_of(path)
    named = f"{_spelled(path)}: " if path else ""
    raise InputError(f"{document.file}:{place.line}:{place.column}: {named}{words}")


def _spelled(path: Path) -> str:
    """Write a path as ``cosponsors[3].party``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _shown(value: Value | None) -> str:
    """Describe a value on one line, with at most 60 of its characters."""
    if isinstance(value, str):
        return f"the text {value[:60] + '...' if len(value) > 60 else value!r}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"the integer {value}"
    if isinstance(value, dt.date):
        return f"the date {value.isoformat()}"
    return "a mapping of keys" if isinstance(value, dict) else "a list"


def _quoting(found: Value | None, kinds: list[str]) -> str:
    """Advise adding or removing quotes, if that is the only problem."""
    if "str" in kinds and isinstance(found, int | dt.date):
        plain = str(found).lower() if isinstance(found, bool) else str(found)
        return f': write it in quotes, "{plain}"'
    if isinstance(found, str) and (
        ("date" in kinds and re.fullmatch(r"\d{4}-\d\d-\d\d", found))
        or ("int" in kinds and re.fullmatch(r"0|[1-9]\d{0,17}", found))
        or ("bool" in kinds and found in {"true", "false"})
    ):
        return ": write it without quotes"
    return ""


def _nearest(found: Value | None, valid: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  # only an error needs it

    near = get_close_matches(str(found).lower(), valid, n=1, cutoff=0.6)
    return f"; nearest is {near[0]}" if near else ""


# ---------------------------------------------------------------------------------- the model


def _types_at(path: Path) -> tuple[Type, ...]:
    """List the types the model allows at *path*, with unions split."""
    types: tuple[Type, ...] = (Measure,)
    for step in path:
        types = tuple(inner for kind in types for inner in _inside(kind, step))
    return types


def _inside(kind: Type, step: str | int) -> Iterator[Type]:
    if isinstance(step, int):
        if _origin(kind) is tuple:
            yield from _members(get_args(kind)[0])
    elif step in getattr(kind, "__struct_fields__", ()):
        yield from _members(get_type_hints(kind)[step])


def _members(kind: Type) -> Iterator[Type]:
    if _origin(kind) in {None, tuple, Literal}:
        yield kind
    else:
        for member in get_args(kind):
            yield from _members(member)


def _origin(kind: Type) -> object:
    return get_origin(kind)


def _choices(kind: Type) -> tuple[str, ...]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    return get_args(kind) if _origin(kind) is Literal else ()


# --------------------------------------------------------------------------------- the schema


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
