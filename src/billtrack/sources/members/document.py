"""YAML as the files of members have it: lists, mappings and texts, one document.

Every scalar is text, so that no spelling of YAML turns a name into a truth value.  Aliases, anchors, tags, second keys
and more than such a file can have are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn, TypeAlias

import yaml

from billtrack.errors import InputError

MAX_BYTES = 32_000_000
MAX_EVENTS = 5_000_000
MAX_DEPTH = 12

Node: TypeAlias = "str | list[Node] | dict[str, Node]"

# PyYAML can be built without libyaml; its own parser gives the same events, ten times as slowly.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(data: bytes, name: str) -> Node:
    """Read one YAML document of texts, lists and mappings; *name* is its file's in messages.

    Raises:
        InputError: it is not that, with line and column where they are known.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes, expected at most {MAX_BYTES:,}")
    try:
        return _Composer(name).compose(_events(data, name))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise InputError(f"{where}: not readable as YAML: {problem}") from error


def _events(data: bytes, name: str) -> Iterator[yaml.Event]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 (byte {error.start + 1})") from error
    parser = _PARSER(text)
    try:
        while True:
            event = parser.get_event()
            yield event
            if isinstance(event, yaml.StreamEndEvent):
                return
    finally:
        parser.dispose()


class _Composer:
    """Builds lists, mappings and texts from events, with a stack of its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[tuple[list[Node] | dict[str, Node], list[str]]] = []
        self._root: Node = ""
        self._documents = 0

    def compose(self, events: Iterator[yaml.Event]) -> Node:
        for count, event in enumerate(events):
            if count > MAX_EVENTS:
                self._refuse(event, f"more than {MAX_EVENTS:,} values")
            match event:
                case yaml.AliasEvent():
                    self._refuse(event, "an alias")
                case yaml.NodeEvent() if event.anchor is not None or getattr(event, "tag", None) is not None:
                    self._refuse(event, "an anchor or a tag")
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._start(event, {})
                case yaml.SequenceStartEvent():
                    self._start(event, [])
                case yaml.CollectionEndEvent():
                    self._open.pop()
                case yaml.DocumentStartEvent():
                    self._documents += 1
                    if self._documents > 1:
                        self._refuse(event, "a second document")
        return self._root

    def _start(self, event: yaml.Event, node: list[Node] | dict[str, Node]) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(event, f"more than {MAX_DEPTH} levels")
        if self._waits_for_key():
            self._refuse(event, "a list or mapping as a key")
        self._put(node)
        self._open.append((node, []))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if not self._waits_for_key():
            self._put(event.value)
            return
        parent, key = self._open[-1]
        if event.value in parent:
            self._refuse(event, f"the key {event.value[:60]!r} a second time")
        key.append(event.value)

    def _waits_for_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1][0], dict) and not self._open[-1][1]

    def _put(self, node: Node) -> None:
        match self._open:
            case []:
                self._root = node
            case [*_, (dict() as parent, key)]:
                parent[key.pop()] = node
            case [*_, (list() as parent, _)]:
                parent.append(node)

    def _refuse(self, event: yaml.Event, found: str) -> NoReturn:
        mark = event.start_mark
        where = f"{self._name}:{mark.line + 1}:{mark.column + 1}" if mark else self._name
        raise InputError(f"{where}: found {found}, which these files do not have")
