"""HTML from official files to plain text: CRS summaries, authority statements, notes.

Knows paragraphs, list items and line breaks; knows nothing of what the words mean.  The HTML is often broken
(unclosed ``<p>``, ``<`` as plain text) and never trusted: only its words survive.  A tag is only what has the name
of an HTML element and is closed before the next ``<``; everything else is text, so nothing is lost to a stray sign.
"""

from __future__ import annotations

import html
import re

from billtrack.sources.xml import one_line

_SILENT = ("script", "style", "head", "title", "template", "iframe", "object", "svg")
_BLOCKS = (
    *("p", "div", "pre", "blockquote", "center", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt"),
    *("dd", "table", "thead", "tbody", "tfoot", "tr", "html", "body", "section", "article", "header", "footer"),
    *("main", "nav", "aside", "address", "fieldset", "figure", "form"),
)
_INLINE = (
    *(
        "a",
        "abbr",
        "acronym",
        "b",
        "big",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "q",
        "s",
        "small",
    ),
    *("span", "strike", "strong", "sub", "sup", "tt", "u", "wbr"),
)
_NAMED = sorted({*_SILENT, *_BLOCKS, *_INLINE, "li", "br", "td", "th"}, key=len, reverse=True)
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{'|'.join(_NAMED)})(?=[\s/>])[^<>]*>",
    re.IGNORECASE | re.ASCII,
)


def html_to_text(source: str) -> str:
    """Read the words of *source*, official HTML or plain text.

    Total: any string has an answer.  Scripts, styles and comments are dropped, entities decoded, white space
    folded, control characters dropped.

    Returns:
        Paragraphs separated by a blank line; list items on lines of their own that begin ``- ``; empty when there
        are no words.
    """
    text = _without_comments(_SURROGATE.sub("\ufffd", source))
    page = _Page()
    silent: str | None = None
    read = 0
    for tag in _TAG.finditer(text):
        name, ends = tag["name"].lower(), bool(tag["end"])
        if silent is None:
            page.write(text[read : tag.start()])
            if name in _SILENT and not ends:
                silent = name
            else:
                page.mark(name, ends=ends)
        elif name == silent and ends:
            silent = None
        read = tag.end()
    if silent is None:
        page.write(text[read:])
    return page.finish()


def _without_comments(text: str) -> str:
    """Drop ``<!-- ... -->``; one that never ends is text."""
    kept, read = [], 0
    while (start := text.find("<!--", read)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[read:start])
        read = end + 3
    return "".join(kept) + text[read:]


class _Page:
    """The text so far: blocks of lines, the last of them open."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.lines: list[str] = []
        self.words: list[str] = []
        self.marker = ""

    def write(self, text: str) -> None:
        self.words.append(html.unescape(text))

    def mark(self, name: str, *, ends: bool) -> None:
        if name == "br":
            self.end_line()
        elif name in ("td", "th"):
            self.words.append(" ")
        elif name == "li":
            self.end_block()
            self.marker = "" if ends else "- "
        elif name in _BLOCKS:
            self.end_block()

    def end_line(self) -> None:
        line = one_line("".join(self.words))
        self.words.clear()
        if line is not None:
            self.lines.append(line)

    def end_block(self) -> None:
        self.end_line()
        if self.lines:
            self.blocks.append(self.marker + "\n".join(self.lines))
            self.lines.clear()
            self.marker = ""

    def finish(self) -> str:
        self.end_block()
        page: list[str] = []
        for last, block in zip(["", *self.blocks], self.blocks, strict=False):
            page += (_between(last, block), block)
        return "".join(page)


def _between(last: str, block: str) -> str:
    """What separates two blocks: items of one list stand on neighbouring lines."""
    if not last:
        return ""
    return "\n" if last.startswith("- ") and block.startswith("- ") else "\n\n"
