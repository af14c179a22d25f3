"""A file of any form to the lines that were printed: GPO's plain text, copies of it, pages, Word and PDF.

Knows how a paragraph of a bill text opens, and the marks GPO types (two back-ticks, ``--``); nothing of paragraphs.
"""

from __future__ import annotations

import html
import re

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.sources.extracted import RAISED, Extracted, set_apart
from billtrack.sources.plaintext.copies import PAGE_END, as_printed
from billtrack.sources.provision_builder import NOTES, left_out
from billtrack.sources.recognition import Form, readable_form

MAX_BYTES = 16 * 1024 * 1024

OPENS = re.compile(
    r"(?P<quote>[“‘]*)(?:"
    r"(?P<enum>\((?:\d{1,3}|[ivxlcdm]{1,7}|[IVXLCDM]{1,7}|[a-z]{1,3}|[A-Z]{1,3})(?:-\d+)?\))(?=\s|\(|$)"
    r"|(?P<section>(?:SEC(?:TION|\.)|Sec\.|§)\s*\d+[A-Za-z0-9-]*\.?)(?=\s|$)"
    r"|(?P<level>DIVISION|SUBDIVISION|TITLE|SUBTITLE|PART|SUBPART|CHAPTER|SUBCHAPTER|ARTICLE"
    r"|Division|Title|Subtitle|Part|Subpart|Chapter|Subchapter)\s+(?P<number>[A-Z0-9]{1,8})(?:—\s*|$)"
    r"|(?P<whereas>Whereas|WHEREAS)\b"
    r"|(?P<resolved>Resolved\b|RESOLVED\b|That\s+(?:the\s+(?:House|Senate|Congress|Clerk|Secretary)|Congress|it\s+is)\b)"
    r"|(?P<enacting>(?i:Be\s+it\s+(?:enacted|resolved))\b))"
)
"""How a paragraph of a bill text opens."""


def opens_text(words: str) -> bool:
    """Whether the body of a bill text can begin with *words*: a whereas, a resolving or enacting clause, a section."""
    opens = OPENS.match(words)
    return opens is not None and any(opens[part] for part in ("whereas", "resolved", "enacting", "section"))


def opens_clause(words: str) -> bool:
    """Whether *words* open a numbered clause or a title: right above what opens a text they are of the text."""
    opens = OPENS.match(words)
    return opens is not None and not opens["quote"] and bool(opens["enum"] or opens["level"])


def read_lines(data: bytes, name: str, tracked: Tracked = Tracked.ACCEPTED) -> Extracted[list[str]]:
    """Split a document of any form into the lines that were printed, its typewriter marks made typographic.

    Raises:
        InputError: too large, not text, or of a form that is not read.
    """
    form = readable_form(data, name)
    text, apart, around, unseen = _words(data, form, name, tracked)
    text = text.replace(PAGE_END, f"\n{PAGE_END}\n") if PAGE_END in text else text
    notes = _NOTE.findall(text) if "<<NOTE" in text else []
    text = _NOTE.sub(" ", text) if notes else text
    text, _, after = text.partition("<all>")
    text = text.replace("``", "“").replace("''", "”").replace("`", "‘").replace("'", "’").replace("--", "—")
    text = _RAISED.sub(
        lambda found: set_apart(RAISED, found[1]),
        _END_OF_FRACTION.sub(r"\1", _FRACTION.sub(" ", text)),
    )
    lines = [_expanded(line) for line in _BREAK.split(text)]
    read = Extracted(lines) if form is Form.MARKUP else as_printed(lines, is_pdf=form is Form.PDF)
    around = (*around, *read.around, *left_out((_AFTER_END, [after])))
    return Extracted(read.words, (*apart, *left_out((NOTES, notes))), around, unseen)


_AFTER_END = "Words after the end mark"
_NOTE = re.compile(r"\s?<<NOTE:.*?>>[ \t]?", re.DOTALL)
"""What a law has printed beside its text: the citation of a section, its subject.  It is no part of the law."""
_BREAK = re.compile(r"\r\n|[\n\r\v\x1c-\x1e\x85\u2028\u2029]")
"""Where ``str.splitlines`` splits, except at a form feed."""


def _expanded(line: str) -> str:
    return PAGE_END if line == PAGE_END else line.expandtabs().rstrip()


def _words(data: bytes, form: Form, name: str, tracked: Tracked) -> Extracted[str]:
    if form is Form.WORD:
        from billtrack.sources.word import read_word  # noqa: PLC0415 - python-docx

        read = read_word(data, name=name, tracked=tracked)
        return read._replace(words=_paragraph_a_line(read.words))
    if form is Form.PDF:
        from billtrack.sources.pdf import pdf_text  # noqa: PLC0415 - only a PDF pays for its reader

        return Extracted(pdf_text(data, name=name), unseen=(f"pictures, raised words, and struck words of {name}",))
    text = decoded_text(data, name=name)
    if not text.strip():
        raise InputError(f"{name}: an empty file")
    if form is Form.PAGE and _BUILT.search(text):
        from billtrack.sources.plaintext.web_pages import page_text  # noqa: PLC0415 - lxml's reader of HTML

        return page_text(text, name=name)
    return Extracted(html.unescape(_TAGS.sub("", text)) if _PAGE.search(text[:2000]) else text)


def _paragraph_a_line(text: str) -> str:
    """Join lines broken by hand inside a paragraph, except before words that open a provision."""
    return _BY_HAND.sub(lambda found: "\n\n" if OPENS.match(text, found.end()) else " ", text)


_BY_HAND = re.compile(r"(?<!\n)[ \t]*\n[ \t]*(?!\n)")


def decoded_text(data: bytes, *, name: str) -> str:
    """Decode *data* as ``decoded`` does.

    Raises:
        InputError: too large, or not text.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: {len(data):,} bytes of text, more than the limit of {MAX_BYTES:,}")
    text = decoded(data)
    if "\0" in text:
        raise InputError(f"{name}: not text, and no type of file that billtrack knows")
    return text


def decoded(data: bytes) -> str:
    """Decode text: UTF-16 where its first bytes say so, else UTF-8, else the old code page of Windows."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) > _HEAD_UNITS and not data[at : 2 * _HEAD_UNITS : 2].strip(b"\0"):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


_HEAD_UNITS = 16
"""Letters that tell UTF-16 without a mark: one byte of each is zero."""
_BUILT = re.compile(r"<(?:main|nav|div|p|header|footer|script|table|article|section)\b", re.IGNORECASE)
"""Found in every page except GPO's plain text, which is one ``pre``."""
_PAGE = re.compile(r"<html|<pre|<body|&lt;DOC&gt;", re.IGNORECASE)
_TAGS = re.compile(r"</?(?:html|head|body|pre|title|meta|link|p|div|br|a)\b[^<>]*>", re.IGNORECASE)
_FRACTION = re.compile(r"(?<=\d)\\(?=\d+/\d+\\)")
_END_OF_FRACTION = re.compile(r"\\?(\d+/\d+)\\")
_RAISED = re.compile(r"\\([-+−]?\d+)\\")
