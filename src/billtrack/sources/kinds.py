"""What an official document is, by its content, never by its name alone."""

from __future__ import annotations

import re
from enum import Enum

from billtrack.sources.collected import is_collection
from billtrack.sources.granule import is_granule
from billtrack.sources.recognition import Form, Unread, form_of, page_without_bill


class DocumentKind(Enum):
    """What a document is, by its content."""

    STATUS = "BILLSTATUS XML"
    TEXT = "bill text in XML"
    PLAIN_TEXT = "bill text in plain text"
    DRAFT = "a bill text in Word or PDF"
    GRANULE = "a granule of the Congressional Record"
    VOTE = "roll-call vote in XML"
    COLLECTION = "a collection of unofficial copies"


_ROOT = re.compile(
    rb"(?:[^<]++|<\?.*?\?>|<!--.*?-->"
    rb"""|<!(?i:DOCTYPE)(?:"[^"]*"|'[^']*'|[^\[>"'])*+(?:\[.*?\]\s*)?>)*+"""
    rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)",
    re.DOTALL,
)
"""The beginning of a document, up to the name of its first element, less its prefix."""
_OFFICIAL_ROOTS = {
    b"billStatus": DocumentKind.STATUS,
    **dict.fromkeys((b"rollcall-vote", b"roll_call_vote"), DocumentKind.VOTE),
    **dict.fromkeys((b"pLaw", b"bill", b"resolution"), DocumentKind.TEXT),
    **dict.fromkeys((b"amendment-doc", b"engrossedAmendment", b"amendment"), DocumentKind.TEXT),
}
_PRINTED = re.compile(
    rb"\[Congressional Bills|(?:^|>)[ \t\d>]*(?:Whereas\b|Resolved,|Be it enacted|That the )", re.MULTILINE
)
"""The words by which a bill text is known; a copy may have line numbers or quotation marks before them."""


def document_kind(data: bytes) -> DocumentKind | str:
    """Tell what *data* is by its first element or words; a text says why it is none of the kinds."""
    opening = data[:20_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    root = _root(opening)
    if root in _OFFICIAL_ROOTS:  # asking for the form takes ten times as long, and no file of another form begins so
        return _OFFICIAL_ROOTS[root]
    form = form_of(data)
    if isinstance(form, Unread):
        return f"{form.what}, which billtrack does not read; {form.remedy}"
    return DocumentKind.DRAFT if form in {Form.WORD, Form.PDF} else _kind_of_text(root, data)


def _root(opening: bytes) -> bytes | None:
    """The name of the first element, empty if there is none; ``None`` of a document that does not begin with markup."""
    if not opening.startswith(b"<"):
        return None
    found = _ROOT.match(opening)
    return found[1] if found else b""


def _kind_of_text(root: bytes | None, data: bytes) -> DocumentKind | str:
    if root is not None:
        return _markup_kind(root, data)
    if not data.strip():
        return "empty"
    if is_collection(data):
        return DocumentKind.COLLECTION
    if is_granule(data):
        return DocumentKind.GRANULE
    return DocumentKind.PLAIN_TEXT if _PRINTED.search(data) else "no official document billtrack knows"


def _markup_kind(root: bytes, data: bytes) -> DocumentKind | str:
    if root.lower() in {b"html", b"pre"}:
        if is_granule(data):
            return DocumentKind.GRANULE
        if _PRINTED.search(data):
            return DocumentKind.PLAIN_TEXT
        if (page := page_without_bill(data.decode("utf-8", errors="replace"))) is not None:
            return f"{page.what}; {page.remedy}"
    shown = root.decode("ascii", "replace")[:60]
    return f"no official document billtrack knows: its root is <{shown}>" if shown else "no element in it"
