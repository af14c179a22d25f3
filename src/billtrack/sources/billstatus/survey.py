"""Which elements of a BILLSTATUS document are kept, which are left out and why, and which are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from lxml import etree

from billtrack.sources.billstatus.document import Schema, read_rows
from billtrack.sources.billstatus.elements import LEFT_OUT, REPEATING
from billtrack.sources.rows import AskedNotes
from billtrack.sources.survey import ElementFate, ElementUse
from billtrack.sources.xml import local_name, parse_rows

_DOUBLED = "occurs twice in its parent; the first is read"
_UNKNOWN = "not an element billtrack knows here"
_READ = "read"

_Use = tuple[str, ElementFate, str]


def survey_billstatus(data: bytes, *, name: str) -> tuple[Schema, tuple[ElementUse, ...]]:
    """Count the elements of one status document by path and fate, sorted by path.

    An element with text counts; an empty one only if it is unknown.  ``name`` is the path below ``<billStatus>``.
    Kept is what the reader asked for and could read; an unreadable value counts as left out, with the reason.

    Raises:
        InputError: as ``parse_billstatus``.
    """
    root, notes = parse_rows(data, name=name), AskedNotes()
    schema = read_rows(root, name=name, notes=notes).schema
    fates = _Fates(notes, LEFT_OUT[schema])
    uses = Counter(use for child in root for use in fates.of(child, ""))
    return schema, tuple(ElementUse(path, count, fate, reason) for (path, fate, reason), count in sorted(uses.items()))


class _Fates:
    """The fates of the elements of one document."""

    def __init__(self, notes: AskedNotes, left_out: MappingProxyType[str, str]) -> None:
        self.asked = notes.asked
        self.left_out = left_out
        self.omitted = {omission.element: omission.reason for omission in notes.omissions}
        self.known = notes.asked | notes.entered | left_out.keys() | set(_containers((*notes.asked, *left_out)))

    def of(self, element: etree._Element, parent: str, reason: str | None = None) -> Iterator[_Use]:
        """Give the fates of *element* and everything inside it; *reason* is why all of it is left out."""
        path = f"{parent}/{local_name(element)}".lstrip("/")
        reason = reason or self.omitted.get(element) or self.left_out.get(f"{path}/**")
        if (element.text or "").strip():
            yield self._of_words(path, reason)
        elif reason is None and path not in self.known:
            yield (path, ElementFate.UNKNOWN, _UNKNOWN)
        yield from ((f"{path}/@{name}", ElementFate.UNKNOWN, _UNKNOWN) for name in map(str, element.attrib))
        seen: set[str] = set()
        for child in element:
            doubled = child.tag in seen and child.tag not in REPEATING
            yield from self.of(child, path, reason or (_DOUBLED if doubled else None))
            seen.add(child.tag)
            if (child.tail or "").strip():
                yield (f"{path}/text()", ElementFate.UNKNOWN, _UNKNOWN)

    def _of_words(self, path: str, reason: str | None) -> _Use:
        if reason is None and path in self.asked:
            return (path, ElementFate.KEPT, _READ)
        reason = reason or self.left_out.get(path)
        if reason is not None:
            return (path, ElementFate.LEFT_OUT, reason)
        return (path, ElementFate.UNKNOWN, _UNKNOWN)


def _containers(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        names = path.split("/")
        yield from ("/".join(names[:depth]) for depth in range(1, len(names)))
