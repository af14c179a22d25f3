"""The one place where XML from outside becomes a tree: no entities, no DTD, no network, bounded.

GPO's files name a DTD by a relative system id (``res.dtd``); it is never resolved.
"""

from __future__ import annotations

from lxml import etree

from billtrack.errors import InputError

MAX_BYTES = 64 * 1024 * 1024
"""Far above the largest official file met (9.4 MB, 119s1071enr)."""


def parse_xml(data: bytes, *, name: str) -> etree._Element:
    """Parse one document; *name* is what messages call it.

    Raises:
        InputError: not well-formed XML, an entity declaration inside the DOCTYPE, or beyond ``MAX_BYTES``.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes of XML, more than the limit of {MAX_BYTES:,}")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise InputError(f"{name}:{line}:{column}: not well-formed XML: {error.msg}") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]  # absent from the stubs
        raise InputError(
            f"{name}: declares entities in its DOCTYPE; official documents never do, so it is refused"
        )
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname)
