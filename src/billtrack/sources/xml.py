"""The only place where outside XML becomes a tree: no entities, no DTD, no network, bounded.

GPO's files name a DTD by a relative system ID (``res.dtd``), which is never resolved.  Elements, attributes and
references are counted in the bytes before a tree is built; in every accepted encoding ``<``, ``=`` and ``&`` are their
ASCII bytes.
"""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

from billtrack.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
"""Far above the largest official file seen (9.4 MB, 119s1071enr)."""
MAX_RATIO = 200
"""How many times its packed size a file may unpack to; official XML reaches about 40."""
MAX_ELEMENTS = 1_000_000
"""Elements, comments and instructions; the largest number in an official file is 104,163 (BILLSTATUS-117hr4350)."""
MAX_ATTRIBUTES = 1_000_000
"""Equals signs, inside tags or not; the largest number in an official file is 27,943 (BILLS-116hr1865eah)."""
MAX_REFERENCES = 1_000_000
"""References such as ``&amp;``; the largest number in an official file is 2,913 (BILLSTATUS-119hr5371)."""
MAX_DEPTH = 256
"""Levels of elements, as libxml2 counts them; official texts have about 30."""
MAX_TEXT = 10_000_000
"""Bytes of one text, attribute, comment or instruction, as libxml2 counts them."""
MAX_NAME = 50_000
"""Bytes of one name or address in a DOCTYPE, as libxml2 counts them."""

_ENCODINGS = frozenset({"utf-8", "us-ascii", "iso-8859-1"})
_USUAL = (b'<?xml version="1.0" encoding="utf-8"', b"<?xml version='1.0' encoding='utf-8'")
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([^"'>]{0,60})""")
_DOCTYPE = b"<!DOCTYPE"
_WITHOUT_SUBSET = re.compile(rb"""<!DOCTYPE\s[^\[<>"']*(?:(?:"[^"]*"|'[^']*')[^\[<>"']*)*>""")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")


def parse_xml(data: bytes, *, name: str) -> etree._Element:
    """Parse one document; *name* is its name in messages.

    Comments and processing instructions are dropped, so every node is an element.

    Raises:
        InputError: not well-formed, an encoding that official documents never use, declarations inside the DOCTYPE,
            an undefined entity, or beyond one of the limits.
    """
    return _parse(data, name, are_rows=False)


def parse_rows(data: bytes, *, name: str) -> etree._Element:
    """Parse one document of rows and values, where white space between elements has no meaning.

    As ``parse_xml``, but that white space is not in the tree, which makes reading a fifth faster.
    """
    return _parse(data, name, are_rows=True)


def _parse(data: bytes, name: str, *, are_rows: bool) -> etree._Element:
    encoding = _encoding(data, name)
    _refuse_excess(data, name)
    has_doctype = b"!" in data and _DOCTYPE in data  # most have no "!", which is found ten times faster
    if has_doctype:
        _refuse_declarations(data, name)
    try:
        root = etree.fromstring(data, _parser(encoding, are_rows))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise InputError(f"{name}:{line}:{column}: {_problem(error.msg)}") from error
    for entity in root.iter(etree.Entity) if has_doctype else ():  # without a DOCTYPE, an entity is an error above
        raise InputError(
            f"{name}:{entity.sourceline}: uses the entity {entity.text}, which the document does not define"
        )
    return root


@cache
def _parser(encoding: str, are_rows: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=are_rows,
    )


def _encoding(data: bytes, name: str) -> str:
    """Give the encoding of *data*; a declared one must be on the list."""
    if data.startswith(_USUAL):
        return "utf-8"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:4]:
        raise InputError(f"{name}: is in UTF-16 or UTF-32, expected UTF-8 as in official documents")
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    if encoding not in _ENCODINGS:
        raise InputError(f"{name}: declares the encoding {encoding!r}, expected UTF-8 as in official documents")
    return encoding


def _refuse_excess(data: bytes, name: str) -> None:
    """Refuse a document whose tree would be large: a tag of four bytes takes 120 bytes in the tree."""
    if len(data) <= min(MAX_BYTES, MAX_ELEMENTS, MAX_ATTRIBUTES, MAX_REFERENCES):
        return  # no byte counts twice
    counts = (
        ("bytes of XML", len(data), MAX_BYTES),
        ("elements", data.count(b"<") - data.count(b"</"), MAX_ELEMENTS),
        ("attributes", data.count(b"="), MAX_ATTRIBUTES),
        ("references", data.count(b"&"), MAX_REFERENCES),
    )
    for what, found, limit in counts:
        if found > limit:
            raise InputError(f"{name}: {found:,} {what}, more than the limit of {limit:,}")


def _refuse_declarations(data: bytes, name: str) -> None:
    """Refuse a DOCTYPE with internal declarations: entities or attribute defaults."""
    for found in re.finditer(_DOCTYPE, data):
        if _WITHOUT_SUBSET.match(data, found.start()) is None:
            line = data.count(b"\n", 0, found.start()) + 1
            raise InputError(f"{name}:{line}: has declarations in its DOCTYPE, which official documents never have")


def _problem(message: str | None) -> str:
    """Give the error of libxml2 on one line, without the place, with the limits named here."""
    problem = re.sub(r",? line \d+, column \d+$", "", " ".join((message or "").split()))
    if problem.startswith("Excessive depth"):
        return f"elements nested more than {MAX_DEPTH} deep, the limit"
    if problem.startswith("Name too long"):
        return f"a name of more than {MAX_NAME:,} bytes, the limit"
    if re.search(r"huge|too long|too big|size limit", problem, re.IGNORECASE):
        return f"a text, attribute or comment of more than {MAX_TEXT:,} bytes, the limit"
    return f"not well-formed XML: {problem[:200]}"


def local_name(element: etree._Element) -> str:
    """Give the element's name without its namespace."""
    return str(etree.QName(element).localname)


def one_line(text: str | None) -> str | None:
    """Fold *text* to one line: runs of white space (no-break spaces too) to one space, controls dropped.

    Returns:
        ``None`` for empty text or white space.
    """
    if not text:
        return None
    if text.isprintable():
        if "  " not in text and text[0] != " " != text[-1]:
            return text
    else:
        text = _CONTROL.sub("", text)
    return " ".join(text.split()) or None
