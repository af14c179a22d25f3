"""Which elements of a BILLSTATUS document are kept, which are left out and why, and which are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from billtrack.sources.billstatus.document import Schema, read_rows
from billtrack.sources.billstatus.elements import KEPT, LEFT_OUT, REPEATING
from billtrack.sources.survey import ElementFate, ElementUse
from billtrack.sources.xml import local_name, parse_rows

_DOUBLED = "stands twice in its parent; the first is read"
_UNKNOWN = "not an element billtrack knows here"

_CONTAINERS = {
    schema: frozenset(
        "/".join(names[:depth])
        for names in (path.split("/") for path in (*KEPT[schema], *LEFT_OUT[schema]))
        for depth in range(1, len(names))
    )
    for schema in KEPT
}
_Use = tuple[str, ElementFate, str]


def survey_billstatus(data: bytes, *, name: str) -> tuple[Schema, tuple[ElementUse, ...]]:
    """Count the elements of one status document by path and fate, by path.

    An element counts when it has words of its own; an empty one only when it is unknown.  ``name`` is the path
    below ``<billStatus>``, ``reason`` of what is kept the field it fills.  A value that its table keeps and that
    could not be read counts as left out, with the reason.

    Raises:
        InputError: as ``parse_billstatus``.
    """
    root = parse_rows(data, name=name)
    reading = read_rows(root, name=name)
    fates = _Fates(reading.schema, {omission.element: omission.reason for omission in reading.omissions})
    uses = Counter(use for child in root for use in fates.of(child, ""))
    return reading.schema, tuple(
        ElementUse(path, count, fate, reason) for (path, fate, reason), count in sorted(uses.items())
    )


class _Fates:
    """The fates of the elements of one document."""

    def __init__(self, schema: Schema, omitted: dict[etree._Element, str]) -> None:
        self.kept = KEPT[schema]
        self.left_out = LEFT_OUT[schema]
        self.containers = _CONTAINERS[schema]
        self.omitted = omitted

    def of(self, element: etree._Element, parent: str, reason: str | None = None) -> Iterator[_Use]:
        """Say what becomes of *element* and all inside it; *reason* is why all of it is left out."""
        path = f"{parent}/{local_name(element)}".lstrip("/")
        reason = reason or self.omitted.get(element) or self.left_out.get(f"{path}/**")
        if (element.text or "").strip():
            yield self._of_words(path, reason)
        elif reason is None and not self._is_known(path):
            yield (path, ElementFate.UNKNOWN, _UNKNOWN)
        yield from ((f"{path}/@{name}", ElementFate.UNKNOWN, _UNKNOWN) for name in map(str, element.attrib))
        seen: set[str] = set()
        for child in element:
            doubled = child.tag in seen and child.tag not in REPEATING
            yield from self.of(child, path, reason or (_DOUBLED if doubled else None))
            seen.add(child.tag)
            if (child.tail or "").strip():
                yield (f"{path}/text()", ElementFate.UNKNOWN, _UNKNOWN)

    def _is_known(self, path: str) -> bool:
        return path in self.containers or path in self.kept or path in self.left_out

    def _of_words(self, path: str, reason: str | None) -> _Use:
        if reason is not None:
            return (path, ElementFate.LEFT_OUT, reason)
        if (field := self.kept.get(path)) is not None:
            return (path, ElementFate.KEPT, field)
        if (reason := self.left_out.get(path)) is not None:
            return (path, ElementFate.LEFT_OUT, reason)
        return (path, ElementFate.UNKNOWN, _UNKNOWN)
