"""Which elements of an official document are kept, which are left out and why, and which are unknown.

The question behind ``import --report``.  The tables of what is left out stand with each reader, in ``elements``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from lxml import etree

from billtrack.model.measure import Chamber
from billtrack.sources.billstatus.document import Schema, read_rows
from billtrack.sources.billstatus.elements import LEFT_OUT, REPEATING
from billtrack.sources.billtext.elements import BODIES, ROLES, Role
from billtrack.sources.rows import AskedNotes
from billtrack.sources.votes import elements as vote_elements
from billtrack.sources.votes import parse_vote
from billtrack.sources.xml import local_name, parse_rows, parse_xml


class ElementFate(StrEnum):
    """What a reader did with an element."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ElementUse:
    """One element name, how often it occurs with one fate, and the reason; text of unknown elements is kept."""

    name: str
    count: int
    fate: ElementFate
    reason: str


_Use = tuple[str, ElementFate, str]
_UNKNOWN = "not an element billtrack knows here"
_READ = "read"


def _counted(uses: Iterable[_Use]) -> tuple[ElementUse, ...]:
    counts = sorted(Counter(uses).items())
    return tuple(ElementUse(name, count, fate, reason) for (name, fate, reason), count in counts)


_DOUBLED = "occurs twice in its parent; the first is read"


def survey_billstatus(data: bytes, *, name: str) -> tuple[Schema, tuple[ElementUse, ...]]:
    """Count the elements of one status document by path and fate, sorted by path.

    An element with text counts; an empty one only if it is unknown.  ``name`` is the path below ``<billStatus>``.
    Kept is what the reader asked for and could read; an unreadable value counts as left out, with the reason.

    Raises:
        InputError: as ``parse_billstatus``.
    """
    root, notes = parse_rows(data, name=name), AskedNotes()
    _, schema = read_rows(root, name=name, notes=notes)
    fates = _StatusFates(notes, LEFT_OUT[schema])
    return schema, _counted(use for child in root for use in fates.of(child, ""))


class _StatusFates:
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


class Dialect(StrEnum):
    """The two XML vocabularies of bill texts."""

    DTD = "bill.dtd"
    USLM = "uslm"


def survey_billtext(data: bytes, *, name: str) -> tuple[Dialect, tuple[ElementUse, ...]]:
    """Count the elements of one bill text by name and fate, sorted by name.

    Raises:
        InputError: not XML.
    """
    root = parse_xml(data, name=name)
    dialect = Dialect.USLM if "uslm" in (etree.QName(root).namespace or "") else Dialect.DTD
    return dialect, _counted(_uses_in_text(root, in_body=False))


_READ_IN_FRONT = frozenset(
    {
        *("form", "amendment-form", "engrossed-amendment-form", "preface", "amendPreface", "congress", "legis-num"),
        *("type", "docNumber", "citableAs", "docStage", "action", "action-date", "date", "action-desc"),
        *("actionDescription", "sponsor", "cosponsor", "official-title", "officialTitle", "longTitle"),
        *("official-title-amendment", "title-amends", "attestation", "attestation-date"),
    }
)
_PRINTED_AROUND = "printed around the text"
_METADATA_IS = "metadata: repeats the form, sometimes incorrectly"
_QUOTED = frozenset({"quoted-block", "quotedContent"})
_WITHOUT_WORDS = frozenset({Role.SILENT, Role.TYPOGRAPHY, Role.BREAK})
_METADATA = frozenset({"metadata", "meta", "amendMeta", "pre-form", "meta-house", "meta-senate", "meta-aip"})


def _uses_in_text(element: etree._Element, *, in_body: bool, quoted: bool = False) -> Iterator[_Use]:
    """Give the fates of *element* and everything inside it."""
    name = local_name(element)
    role = ROLES.get(name, Role.UNKNOWN)
    if name in _METADATA or (in_body and role is Role.CONTENTS and not quoted):
        reason = _METADATA_IS if name in _METADATA else role.value
        yield from ((local_name(inner), ElementFate.LEFT_OUT, reason) for inner in element.iter())
        return
    inside = (in_body or name in BODIES) and role is not Role.FRONT
    yield _fate_in_body(name, role) if inside else _fate_in_front(element, name)
    quoted = quoted or name in _QUOTED
    for child in element:
        yield from _uses_in_text(child, in_body=inside, quoted=quoted)


def _fate_in_body(name: str, role: Role) -> _Use:
    if role is Role.UNKNOWN:
        return (name, ElementFate.UNKNOWN, role.value)
    return (name, ElementFate.LEFT_OUT if role in _WITHOUT_WORDS else ElementFate.KEPT, role.value)


def _fate_in_front(element: etree._Element, name: str) -> _Use:
    if element.getparent() is None or name in _READ_IN_FRONT:
        return (name, ElementFate.KEPT, "identifies the text: version, date, title and sponsors")
    return (name, ElementFate.LEFT_OUT, _PRINTED_AROUND)


_EN_BLOC = "a vote on several at once belongs to none of them"


def survey_vote(data: bytes, *, name: str) -> tuple[Chamber, tuple[ElementUse, ...]]:
    """Count the elements and attributes of one roll call by path and fate, sorted by path.

    An element with text counts; an empty one only if it is unknown.

    Raises:
        InputError: as ``parse_vote``.
    """
    chamber = parse_vote(data, name=name).id.chamber
    return chamber, _counted(use for child in parse_rows(data, name=name) for use in _uses_in_vote(child, "", chamber))


def _uses_in_vote(element: etree._Element, parent: str, chamber: Chamber) -> Iterator[_Use]:
    path = f"{parent}/{element.tag}".lstrip("/")
    if (element.text or "").strip():
        yield (path, *_fate_in_vote(path, element, chamber))
    elif len(element) == 0 and path not in vote_elements.KEPT[chamber] | vote_elements.LEFT_OUT[chamber].keys():
        yield path, ElementFate.UNKNOWN, _UNKNOWN
    for attribute in map(str, element.attrib):
        yield (f"{path}/@{attribute}", *_fate_in_vote(f"{path}/@{attribute}", element, chamber))
    for child in element:
        yield from _uses_in_vote(child, path, chamber)


def _fate_in_vote(path: str, element: etree._Element, chamber: Chamber) -> tuple[ElementFate, str]:
    block, instead = element.getparent(), vote_elements.INSTEAD.get(path)
    if block is not None and path.startswith(("document/", "amendment/")) and _is_one_of_several(block):
        return ElementFate.LEFT_OUT, _EN_BLOC
    if block is not None and instead is not None and (block.findtext(instead) or "").strip():
        return ElementFate.LEFT_OUT, f"repeats {instead.rpartition('/')[2]}"
    if path in vote_elements.KEPT[chamber]:
        return ElementFate.KEPT, _READ
    reason = vote_elements.LEFT_OUT[chamber].get(path)
    return (ElementFate.LEFT_OUT, reason) if reason else (ElementFate.UNKNOWN, _UNKNOWN)


def _is_one_of_several(block: etree._Element) -> bool:
    return any(each.tag == block.tag for each in (*block.itersiblings(), *block.itersiblings(preceding=True)))
