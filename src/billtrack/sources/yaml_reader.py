"""The strict YAML reader: bytes of a file -> plain values with their places.

Knows YAML and nothing of Congress.  In a typed file, unquoted integers, ISO dates, ``true`` and ``false`` have types;
every other scalar is text, so ``on``, ``0123`` and ``15:36:00`` mean what they look like.  In an untyped file every
scalar is text.  Refused, with file, line and column: duplicate keys, tags, anchors, aliases, directives, a second
document, anything but UTF-8, invisible control characters, too many values, too deep nesting and, in a typed file,
``null``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NoReturn, TypeAlias

import msgspec
import yaml

from billtrack.errors import InputError

MAX_VALUES = 500_000
MAX_DEPTH = 100

Scalar: TypeAlias = str | int | dt.date | bool | None
YamlValue: TypeAlias = "Scalar | list[YamlValue] | dict[str, YamlValue]"
ValuePath: TypeAlias = tuple[str | int, ...]

# PyYAML may be built without libyaml; its own parser gives the same events ten times slower.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_UTF8_MARK = "\ufeff"
# YAML 1.1 treats U+0085, U+2028 and U+2029 as line breaks: unescaped they would silently become spaces.
_UNREADABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YAML_TAGS = "tag:yaml.org,2002:"
_CONSTANTS = {"true": True, "false": False}
_TOO_DEEP = f"more than {MAX_DEPTH} levels of nesting, the limit"
_NULLS = frozenset({"", "~", "null"})


class ValuePlace(msgspec.Struct):
    """Where a value starts: line and column, from 1."""

    line: int
    column: int


class MappingPlace(ValuePlace):
    """Where a mapping, its keys and its values start."""

    keys: dict[str, ValuePlace]
    values: dict[str, ValuePlace]


class ListPlace(ValuePlace):
    """Where a list and its items start."""

    items: list[ValuePlace]


class YamlDocument(msgspec.Struct, frozen=True):
    """One YAML document: the file name for messages, the values and their places."""

    file: str
    value: YamlValue
    root: ValuePlace

    def place_of(self, path: ValuePath, *, key: bool = False) -> ValuePlace:
        """Find where the value at *path*, or its key, starts; if there is none, what contains it."""
        place = self.root
        for step in path[:-1] if key else path:
            match place, step:
                case MappingPlace(values=values), str() if step in values:
                    place = values[step]
                case ListPlace(items=items), int() if step < len(items):
                    place = items[step]
                case _:
                    return place
        if key and isinstance(place, MappingPlace):
            return place.keys.get(str(path[-1]), place)
        return place

    def value_at(self, path: ValuePath) -> YamlValue | None:
        """Find the value at *path*; ``None`` if there is none."""
        value: YamlValue | None = self.value
        for step in path:
            match value, step:
                case dict(), str():
                    value = value.get(step)
                case list(), int() if step < len(value):
                    value = value[step]
                case _:
                    return None
        return value


def read_yaml(
    data: bytes,
    *,
    file: str,
    is_typed: bool = True,
    max_values: int = MAX_VALUES,
    nullable: frozenset[str] = frozenset(),
) -> YamlDocument:
    """Read one document of strict YAML; *file* is its name in messages, *nullable* the outermost keys that may be null.

    Raises:
        InputError: not one readable document; the message has ``file:line:column``.
    """
    text = _decoded(data, file)
    value, root = _Composer(file, is_typed=is_typed, max_values=max_values, nullable=nullable).compose(
        _events(text, file)
    )
    return YamlDocument(file=file, value=value, root=root)


def _decoded(data: bytes, file: str) -> str:
    """Decode UTF-8, with or without a byte order mark, and refuse characters that an editor would not show."""
    if data[:2] in _BYTE_ORDER_MARKS:
        raise InputError(f"{file}:1:1: found UTF-16, expected UTF-8: save the file as UTF-8")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        byte = f"the byte 0x{data[error.start]:02X}"
        raise InputError(f"{_after(file, before)}: found {byte}, expected UTF-8: save the file as UTF-8") from error
    text = text.removeprefix(_UTF8_MARK)
    is_plain = text.replace("\n", "").isprintable()  # true for most files, and the pattern is slow to compile
    if not is_plain and (found := re.search(_UNREADABLE, text)):
        code = ord(found[0])
        escape = f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
        where = _after(file, text[: found.start()])
        raise InputError(f'{where}: found the control character U+{code:04X}: remove it, or write "{escape}" in quotes')
    return text


def _after(file: str, before: str) -> str:
    """Give ``file:line:column`` of the character after *before*."""
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    parser = _PARSER(text)
    try:
        while True:
            event = parser.get_event()
            yield event
            if isinstance(event, yaml.StreamEndEvent):
                return
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        if "nesting depth" in (error.problem or ""):  # libyaml's own limit
            raise InputError(f"{where}: found {_TOO_DEEP}") from error
        problem = ", ".join(part for part in (error.context, error.problem) if part)
        advice = _advice(error.problem or "", text[mark.index : mark.index + 1] if mark else "")
        raise InputError(f"{where}: not readable as YAML: {problem}{advice}") from error
    except yaml.YAMLError as error:
        raise InputError(f"{file}: not readable as YAML: {str(error).splitlines()[0]}") from error
    finally:
        parser.dispose()


def _advice(problem: str, at: str) -> str:
    if "mapping values are not allowed" in problem:
        return '; put text with ": " in quotes'
    if at == "\t":
        return "; indent with spaces, not tabs"
    return f"; put text that starts with {at} in quotes" if at and at in "@`%" else ""


class _OpenMapping(msgspec.Struct):
    """A mapping that is still open; ``key`` waits for its value."""

    value: dict[str, YamlValue]
    place: MappingPlace
    key: str | None = None

    def put(self, value: YamlValue, place: ValuePlace) -> None:
        if self.key is not None:
            self.value[self.key] = value
            self.place.values[self.key] = place
            self.key = None


class _OpenList(msgspec.Struct):
    """A list that is still open."""

    value: list[YamlValue]
    place: ListPlace

    def put(self, value: YamlValue, place: ValuePlace) -> None:
        self.value.append(value)
        self.place.items.append(place)


class _Composer:
    """Builds values and places from events with its own stack, so that no depth exhausts Python's."""

    def __init__(self, file: str, *, is_typed: bool, max_values: int, nullable: frozenset[str]) -> None:
        self._file = file
        self._max_values = max_values
        self._is_typed = is_typed
        self._nullable = nullable
        self._open: list[_OpenMapping | _OpenList] = []
        self._root: tuple[YamlValue, ValuePlace] | None = None

    def compose(self, events: Iterator[yaml.Event]) -> tuple[YamlValue, ValuePlace]:
        for count, event in enumerate(events):
            if count > self._max_values:
                self._refuse(_place(event), f"found more than {self._max_values:,} values", "split the file")
            match event:
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._start(event, _OpenMapping({}, MappingPlace(*_start(event), {}, {})))
                case yaml.SequenceStartEvent():
                    self._start(event, _OpenList([], ListPlace(*_start(event), [])))
                case yaml.CollectionEndEvent():
                    self._open.pop()
                case yaml.AliasEvent():
                    self._refuse(
                        _place(event),
                        f"found the alias *{_short(event.anchor or '')}",
                        "write the value again",
                    )
                case yaml.DocumentStartEvent():
                    self._document(event)
        if self._root is None:
            raise InputError(f"{self._file}:1:1: the file is empty")
        return self._root

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags:
            self._refuse(_place(event), "found a % directive", "remove it")
        if self._root is not None:
            self._refuse(_place(event), "found a second document", "keep one document per file")

    def _start(self, event: yaml.CollectionStartEvent, opened: _OpenMapping | _OpenList) -> None:
        self._plain(event)
        match self._open:
            case [*_, _OpenMapping(key=None)]:
                self._refuse(opened.place, "found a list or mapping as a key", "keys are single words")
        if len(self._open) >= MAX_DEPTH:
            raise InputError(f"{self._file}:{opened.place.line}:{opened.place.column}: found {_TOO_DEEP}")
        self._put(opened.value, opened.place)
        self._open.append(opened)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._plain(event)
        place = _place(event)
        text: str = event.value
        parent = self._open[-1] if self._open else None
        if isinstance(parent, _OpenMapping) and parent.key is None:
            self._key(parent, text, place)
        else:
            is_plain = self._is_typed and event.implicit[0]
            may_be_null = len(self._open) == 1 and isinstance(parent, _OpenMapping) and parent.key in self._nullable
            if is_plain and may_be_null and text in _NULLS:
                self._put(None, place)
            else:
                self._put(self._typed(text, place) if is_plain else text, place)

    def _key(self, parent: _OpenMapping, key: str, place: ValuePlace) -> None:
        if first := parent.place.keys.get(key):
            found = f"found the key {_short(key)!r} a second time, first on line {first.line}"
            self._refuse(place, found, "keep one of them")
        parent.place.keys[key] = place
        parent.key = key

    def _put(self, value: YamlValue, place: ValuePlace) -> None:
        if self._open:
            self._open[-1].put(value, place)
        else:
            self._root = (value, place)

    def _typed(self, text: str, place: ValuePlace) -> Scalar:
        """Read an unquoted scalar."""
        if text in _NULLS:
            self._refuse(place, f"found no value{f' ({text})' if text else ''}", "leave out what is not loaded")
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if text[0] in "-0123456789":
            if _INTEGER.fullmatch(text):
                return int(text)
            if _DATE.fullmatch(text):
                return self._date(text, place)
        return text

    def _date(self, text: str, place: ValuePlace) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            self._refuse(place, f"found {text}, which is not a calendar day", "expected a date like 2017-05-23")

    def _plain(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse anchors and tags, which would change what a value means."""
        if event.anchor is not None:
            self._refuse(
                _place(event),
                f"found the anchor &{_short(event.anchor)}",
                "write the value where it is needed",
            )
        if event.tag is not None:
            self._refuse(
                _place(event),
                f"found the tag {_short(event.tag.replace(_YAML_TAGS, '!!'))}",
                "write the value without it",
            )

    def _refuse(self, place: ValuePlace, found: str, advice: str) -> NoReturn:
        raise InputError(f"{self._file}:{place.line}:{place.column}: {found}: {advice}")


def _place(event: yaml.Event) -> ValuePlace:
    return ValuePlace(*_start(event))


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _short(name: str) -> str:
    return f"{name[:60]}..." if len(name) > 60 else name
