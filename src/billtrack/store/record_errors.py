"""What is wrong with a record: file, line, column, what was found, what was expected and the nearest valid name.

Turns the errors of msgspec into the words of the record.  Loaded only where a record is read from its file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from billtrack.errors import InputError
from billtrack.model.measure import SCHEMA, Measure
from billtrack.model.measure_names import MeasureId

if TYPE_CHECKING:
    from billtrack.sources.yaml_reader import ValuePath, ValuePlace, YamlDocument, YamlValue

Type: TypeAlias = Any  # what typing.get_type_hints gives: a class, a union, a tuple of something

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


def wrong_schema(document: YamlDocument) -> InputError:
    """Say why *document* is no record of this schema; one of a later version cannot be checked by this billtrack."""
    if not isinstance(document.value, dict):
        return _error(
            document, (), f"found {_shown(document.value)}, expected a record, its first line schema: {SCHEMA}"
        )
    if "schema" not in document.value:
        return _error(document, (), f"the key schema is missing, expected schema: {SCHEMA}")
    found = document.value["schema"]
    family, _, version = str(found).partition("/")
    is_later = family == "billtrack" and version.isdecimal() and len(version) < 6 and int(version) > _OWN_VERSION
    later = f"written by a newer billtrack ({found}); this one reads {SCHEMA}: upgrade billtrack"
    return _error(document, ("schema",), later if is_later else f"found {_shown(found)}, expected {SCHEMA}")


def explained(document: YamlDocument, complaint: str) -> InputError:
    """Put an error of msgspec into the words of the record."""
    match = re.fullmatch(_COMPLAINT, complaint)
    what, at = (match["what"], match["path"] or "") if match else (complaint, "")
    path = tuple(name or int(number) for name, number in re.findall(_STEP, at))
    if unknown := re.fullmatch(_UNKNOWN, what):
        return _unknown_key(document, path, unknown["key"])
    if missing := re.fullmatch(_MISSING, what):
        return _error(document, path, f"the key {missing['key']} is missing")
    found = document.value_at(path)
    return _error(document, path, f"found {_shown(found)}, expected {_wanted(path, what, found)}")


def _wanted(path: ValuePath, what: str, found: YamlValue | None) -> str:
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


def _unknown_key(document: YamlDocument, path: ValuePath, key: str) -> InputError:
    valid = tuple(name for kind in _types_at(path) for name in getattr(kind, "__struct_fields__", ()))
    near = _nearest(key, valid) or f" ({', '.join(valid)})"
    place = document.place_of((*path, key), key=True)
    return _error(document, path, f"found the key {key[:60]!r}, expected a known key{near}", place)


def _error(document: YamlDocument, path: ValuePath, words: str, place: ValuePlace | None = None) -> InputError:
    place = place or document.place_of(path)
    named = f"{_spelled(path)}: " if path else ""
    return InputError(f"{document.file}:{place.line}:{place.column}: {named}{words}")


def _spelled(path: ValuePath) -> str:
    """Write a path as ``cosponsors[3].party``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _shown(value: YamlValue | None) -> str:
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


def _quoting(found: YamlValue | None, kinds: list[str]) -> str:
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


def _nearest(found: YamlValue | None, valid: tuple[str, ...]) -> str:
    near = get_close_matches(str(found).lower(), valid, n=1, cutoff=0.6)
    return f"; nearest is {near[0]}" if near else ""


def _types_at(path: ValuePath) -> tuple[Type, ...]:
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
    return get_origin(kind)  # an object: the stubs know fewer origins than there are


def _choices(kind: Type) -> tuple[str, ...]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    return get_args(kind) if _origin(kind) is Literal else ()
