"""Which elements of a bill text are kept, which are left out and why, and which are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from lxml import etree

from billtrack.sources.billtext.elements import BODIES, ROLES, Role
from billtrack.sources.survey import ElementFate, ElementUse
from billtrack.sources.xml import local_name, parse_xml


class Dialect(StrEnum):
    """The two XML vocabularies of bill texts."""

    DTD = "bill.dtd"
    USLM = "uslm"


def dialect_of(root: etree._Element) -> Dialect:
    """Find the dialect of a document."""
    return Dialect.USLM if "uslm" in (etree.QName(root).namespace or "") else Dialect.DTD


def survey_billtext(data: bytes, *, name: str) -> tuple[Dialect, tuple[ElementUse, ...]]:
    """Count the elements of one bill text by name and fate, sorted by name.

    Raises:
        InputError: not XML.
    """
    root = parse_xml(data, name=name)
    uses = Counter(_uses(root, in_body=False))
    found = (ElementUse(name, count, fate, reason) for (name, fate, reason), count in sorted(uses.items()))
    return dialect_of(root), tuple(found)


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


def _uses(element: etree._Element, *, in_body: bool, quoted: bool = False) -> Iterator[tuple[str, ElementFate, str]]:
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
        yield from _uses(child, in_body=inside, quoted=quoted)


def _fate_in_body(name: str, role: Role) -> tuple[str, ElementFate, str]:
    if role is Role.UNKNOWN:
        return (name, ElementFate.UNKNOWN, role.value)
    return (name, ElementFate.LEFT_OUT if role in _WITHOUT_WORDS else ElementFate.KEPT, role.value)


def _fate_in_front(element: etree._Element, name: str) -> tuple[str, ElementFate, str]:
    if element.getparent() is None or name in _READ_IN_FRONT:
        return (name, ElementFate.KEPT, "identifies the text: version, date, title and sponsors")
    return (name, ElementFate.LEFT_OUT, _PRINTED_AROUND)
