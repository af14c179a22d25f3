"""HTML from official files to plain text: CRS summaries, authority statements, notes.

Knows paragraphs, list items and line breaks, but nothing of what the words mean.  The HTML is often broken (unclosed
``<p>``, ``<`` as plain text) and never trusted: only its text is kept.  Only what has the name of an HTML element and
is closed before the next ``<`` is a tag; everything else is text, so a stray sign loses nothing.
"""

from __future__ import annotations

import html
import re

_SILENT = ("script", "style", "head", "title", "template", "iframe", "object", "svg")
_BLOCKS = (
    *("p", "div", "pre", "blockquote", "center", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt"),
    *("dd", "table", "thead", "tbody", "tfoot", "tr", "html", "body", "section", "article", "header", "footer"),
    *("main", "nav", "aside", "address", "fieldset", "figure", "form"),
)
_INLINE = (
    *("a", "abbr", "acronym", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "q", "s", "small"),
    *("span", "strike", "strong", "sub", "sup", "tt", "u", "wbr"),
)
_BLOCK, _LINE, _ITEM, _AFTER_ITEM = "\x00", "\x01", "\x02", "\x03"
"""Marks, never in text, for the start of a block or line, and for a block in or after a list item."""

_MARKERS = {_ITEM: "- ", _AFTER_ITEM: ""}
_MARKS = (
    dict.fromkeys(_INLINE, "")
    | dict.fromkeys(_BLOCKS, _BLOCK)
    | {"li": _BLOCK + _ITEM, "/li": _BLOCK + _AFTER_ITEM, "br": _LINE, "td": " ", "th": " "}
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>")
_SILENCED = re.compile(
    rf"<({'|'.join(_SILENT)})(?:[\s/][^<>]*)?>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.ASCII | re.DOTALL
)
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def html_to_text(source: str) -> str:
    """Extract the text of *source*, official HTML or plain text.

    Total: any string gives a result.  Scripts, styles and comments are dropped, entities decoded, white space
    folded, control characters dropped.

    Returns:
        Paragraphs separated by a blank line; list items on their own lines that begin ``- ``; empty if there is
        no text.
    """
    text = source if source.isprintable() else _UNFIT.sub("", source)
    text = _SILENCED.sub(" ", _without_comments(text))
    marked = html.unescape(_TAG.sub(_mark, text))
    page = ""
    marker = last = ""
    for block in marked.split(_BLOCK):
        if not block or block.isspace():
            continue
        marker = _MARKERS.get(block[:1], marker)
        lines = [line for part in block.lstrip(_ITEM + _AFTER_ITEM).split(_LINE) if (line := " ".join(part.split()))]
        if lines:
            gap = "" if not page else "\n" if marker and last else "\n\n"
            page += gap + marker + "\n".join(lines)
            marker, last = "", marker
    return page


def _mark(tag: re.Match[str]) -> str:
    """Give the mark that replaces a tag; the tag itself if it is not an HTML element, and so text."""
    end, name = tag[1], tag[2].lower()
    mark = _MARKS.get(end + name)
    if mark is None:
        mark = _MARKS.get(name)
    return tag[0] if mark is None else mark


def _without_comments(text: str) -> str:
    """Drop ``<!-- ... -->``; an unclosed comment is text."""
    kept, read = [], 0
    while (start := text.find("<!--", read)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[read:start])
        read = end + 3
    return "".join(kept) + text[read:] if read else text
