"""Lines of plain text to paragraphs: GPO's rendition, wrapped at 72 columns, and copies with one paragraph per line.

Knows indentation, enumerators and the marks GPO types (two back-ticks, ``--``, ``<DELETED>``); nothing of bills.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.measure import LeftOut
from billtrack.sources.billtext import Reading
from billtrack.sources.extracted import Extracted
from billtrack.sources.plaintext.copies import PAGE_END, Copied, copied
from billtrack.sources.plaintext.tables import with_rows
from billtrack.sources.provision_builder import NOTES, RAISED, left_out, set_apart
from billtrack.sources.recognition import Form, readable_form
from billtrack.sources.struck import MARKS, START
from billtrack.sources.struck import STRUCK as STRUCK_WORDS
from billtrack.sources.tracked import Tracked

MAX_BYTES = 16 * 1024 * 1024
_LONG = 90
"""A longer line was never wrapped."""
_FITS = 68
"""The columns GPO fills before it wraps; its lines have 72."""

UNKNOWN = -1
"""The indentation of a paragraph whose document has none."""

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its words on one line, and the columns before its first line (``UNKNOWN`` in a copy)."""

    text: str
    indent: int


def paragraphs(
    data: bytes, *, name: str, reading: Reading = Reading.AS_REPORTED, tracked: Tracked = Tracked.ACCEPTED
) -> tuple[Paragraph, ...]:
    """Split a document into paragraphs, its typewriter marks made typographic.

    As reported, the words GPO marks as struck are left out.  As introduced they are kept; what the committee added is
    left out where it struck the whole text, elsewhere nothing tells it from the rest (``marks_additions``).

    Raises:
        InputError: too large, or not text.
    """
    return read_print(data, name=name, reading=reading, tracked=tracked).paragraphs


class Print(NamedTuple):
    """The paragraphs of a document, and what is in none of them.

    ``left_out``: notes, and what the reading leaves out.  ``around``: words around the print.  ``unseen``: what was not
    read, in words.
    """

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...]
    around: tuple[LeftOut, ...]
    unseen: tuple[str, ...]


def read_print(data: bytes, *, name: str, reading: Reading, tracked: Tracked = Tracked.ACCEPTED) -> Print:
    """Split a document as ``paragraphs`` does, and keep what is in none of them.

    Raises:
        InputError: too large, or not text.
    """
    read = read_lines(data, name, tracked)
    part = _without_struck if reading is Reading.AS_REPORTED else _without_added
    kept, rest = part(with_rows(read.lines))
    dropped = [LeftOut(_DROPPED[reading], on_one_line(rest), by_reading=True)] if rest else []
    return Print(tuple(_joined(kept)), (*dropped, *read.left_out), read.around, read.unseen)


_DROPPED = {
    Reading.AS_REPORTED: "Words marked as struck",
    Reading.AS_INTRODUCED: "Words that replace those marked as struck",
}


def marks_additions(data: bytes, *, name: str) -> bool:
    """Whether words the committee added can be told from the rest: it struck none, or the whole text before them.

    Raises:
        InputError: too large, or not text.
    """
    text = "\n".join(text_lines(data, name))
    return START not in text or _is_struck_whole(text)


class Lines(NamedTuple):
    """The lines that were printed, and the words apart from them.

    ``left_out``: notes beside the text.  ``around``: words around the print.  ``unseen``: what was not read, in words.
    """

    lines: list[str]
    left_out: tuple[LeftOut, ...] = ()
    around: tuple[LeftOut, ...] = ()
    unseen: tuple[str, ...] = ()


def text_lines(data: bytes, name: str, tracked: Tracked = Tracked.ACCEPTED) -> list[str]:
    """Split a document of any form into the lines that were printed (see ``read_lines``).

    Raises:
        InputError: too large, not text, or of a form that is not read.
    """
    return read_lines(data, name, tracked).lines


def read_lines(data: bytes, name: str, tracked: Tracked = Tracked.ACCEPTED) -> Lines:
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
    read = Copied(lines) if form is Form.MARKUP else copied(lines, is_pdf=form is Form.PDF)
    around = (*around, *read.around, *left_out((AFTER_END, [after])))
    return Lines(read.lines, (*apart, *left_out((NOTES, notes))), around, unseen)


AFTER_END = "Words after the end mark"
_NOTE = re.compile(r"\s?<<NOTE:.*?>>[ \t]?", re.DOTALL)
"""What a law has printed beside its text: the citation of a section, its subject.  It is no part of the law."""
_BREAK = re.compile(r"\r\n|[\n\r\v\x1c-\x1e\x85\u2028\u2029]")
"""Where ``str.splitlines`` splits, except at a form feed."""


def _expanded(line: str) -> str:
    return PAGE_END if line == PAGE_END else line.expandtabs().rstrip()


def _words(data: bytes, form: Form, name: str, tracked: Tracked) -> Extracted:
    if form is Form.WORD:
        from billtrack.sources.word import read_word  # noqa: PLC0415 - python-docx

        read = read_word(data, name=name, tracked=tracked)
        return read._replace(text=_paragraph_a_line(read.text))
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
_PAGE_HEAD = re.compile(r"\s*\[\[Page [^\]]*\]\]\s*")
_RULES = frozenset(" _=*-\t")


def _without_struck(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the text as reported, and the lines between DELETED marks."""
    if not any(START in line for line in lines):
        return lines, []
    text = "\n".join(lines)
    return STRUCK_WORDS.sub("", text).split("\n"), MARKS.sub("", "\n".join(STRUCK_WORDS.findall(text))).split("\n")


def _without_added(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the text as introduced, and the lines that follow it where all of it was struck; struck words are kept."""
    text, added = "\n".join(lines), ""
    if _is_struck_whole(text):
        before, _, _ = text.partition(START)
        added = STRUCK_WORDS.sub("", text.removeprefix(before))
        text = "\n\n".join([before, *STRUCK_WORDS.findall(text)])
    return MARKS.sub("", text).split("\n"), added.split("\n") if added.strip() else []


def _is_struck_whole(text: str) -> bool:
    """Whether the first provision of the body is struck."""
    before, mark, after = text.partition(START)
    return bool(mark) and _PROVISION.search(before) is None and _PROVISION.match(f"\n{after}") is not None


_PROVISION = re.compile(r"\n[ \t]*(?:SEC(?:TION|\.)|Whereas|Resolved|That)\b")


def _joined(lines: list[str]) -> Iterator[Paragraph]:
    """Join wrapped lines, by GPO's indentation where the text has it."""
    printed = _is_indented(lines)
    goes_on = _goes_on_as_printed if printed else _Copied(lines).goes_on
    held: list[str] = []
    apart, in_front = True, True
    for line in _across_pages(lines):
        if _parts(line):
            if held:
                yield Paragraph(on_one_line(held), indent_of(held[0]) if printed else UNKNOWN)
            held, apart = [], True
            continue
        is_formula = _FORMULA.match(line.lstrip()) is not None
        in_front = in_front and not (is_formula or (not held and _BODY.match(line.lstrip())))
        if held and not (in_front and apart and printed) and (is_formula or not goes_on(held, line)):
            yield Paragraph(on_one_line(held), indent_of(held[0]) if printed else UNKNOWN)
            held, apart = [], False
        held.append(line)
    if held:
        yield Paragraph(on_one_line(held), indent_of(held[0]) if printed else UNKNOWN)


def _across_pages(lines: list[str]) -> list[str]:
    """Give *lines*, those of a paragraph that the head of a page breaks joined to one."""
    held: list[str] = []
    for line in lines:
        last = next((at for at in range(len(held) - 1, -1, -1) if not _parts(held[at])), None)
        is_new_page = any(map(_PAGE_HEAD.fullmatch, held[(last or 0) + 1 :]))
        if last is None or not is_new_page or _parts(line) or _STOPS.search(held[last]) or OPENS.match(line.lstrip()):
            held.append(line)
        else:
            held[last:] = [f"{held[last]} {line.lstrip()}"]
    return held


def _parts(line: str) -> bool:
    """Whether *line* only separates paragraphs: blank, a rule, or the head of a page."""
    is_rule = _RULES.issuperset(line) and "* *" not in line and len(line.strip()) != 1
    return is_rule or _PAGE_HEAD.fullmatch(line) is not None


_FORMULA = re.compile(r"(?:Resolved,|Be it (?:enacted|resolved)\b)")
_BODY = re.compile(r"(?:Whereas|Resolved|Be it|That|SEC(?:TION|\.))\b")


def _is_indented(lines: list[str]) -> bool:
    spoken = [line for line in lines if line.strip()]
    long = sum(len(line) > _LONG for line in spoken)
    return sum(indent_of(line) >= 4 for line in spoken) >= 3 and 50 * long <= len(spoken)


def indent_of(line: str) -> int:
    """Count the columns before the first word."""
    return len(line) - len(line.lstrip())


def _goes_on_as_printed(held: list[str], line: str) -> bool:
    """Whether *line* continues *held*: GPO starts paragraphs at columns 4, 12, 20 ... and wraps to 0, 8, 16 ...

    A line whose first word would have fitted on the line before was not wrapped either.
    """
    words = line.lstrip()
    opens = OPENS.match(words)
    if opens is not None and (opens["section"] or opens["level"] or (opens["whereas"] and words == line)):
        return False
    heading = OPENS.match(held[0].lstrip())
    first, indent = indent_of(held[0]), indent_of(line)
    if heading is not None and (heading["level"] or (heading["section"] and first == 0)):
        return heading["level"] is not None or indent == _HEADINGS_WRAP_TO
    if len(held[-1]) + 1 + len(words.partition(" ")[0]) <= _FITS:
        return False
    return indent % 8 != 4 and (first % 8 != 4 or indent % 8 != 0 or indent == first - 4)


_HEADINGS_WRAP_TO = 14


_STARTS = re.compile(
    rf"{OPENS.pattern}|\[|\d+(?:st|nd|rd|d|th) (?:Session|CONGRESS)"
    r"|(?:H|S)\. ?[A-Za-z. ]*\d+$|IN THE (?:HOUSE|SENATE)"
)


class _Copied:
    """Which lines continue a paragraph, where nothing is indented: told by their width and their words."""

    def __init__(self, lines: Sequence[str]) -> None:
        lengths = sorted(len(line) for line in lines if line.strip() and len(line) <= _LONG)
        self.width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0

    def goes_on(self, held: list[str], line: str) -> bool:
        """Whether *line* continues *held*."""
        last, words = held[-1], line.lstrip()
        if words[:1].islower() and not _STOPS.search(last):
            return True
        opens = OPENS.match(words)
        is_number = opens is not None and opens["enum"] is not None
        if max(len(last), len(line)) > _LONG or (_STARTS.match(words) and not is_number):
            return False
        if is_number:
            return _NAMES_NEXT.search(last) is not None or _CITED.search(last) is not None
        if _is_heading(held):
            return words.isupper()
        is_unended = OPENS.match(held[0].lstrip()) is not None and not _ENDS.search(last)
        return is_unended or self.is_filled(last, words)

    def is_filled(self, last: str, words: str) -> bool:
        """Whether the first of *words* had no room on the line before."""
        return len(last) + 1 + len(words.partition(" ")[0]) >= _FILLED * self.width


_FILLED = 0.85
"""The least share of the usual width that a wrapped line and the next word fill: letters differ in width."""
_ENDS = re.compile(r"[.;:—?!][”’)]*(?: (?:and|or))?$|[”’][.;,:]?(?: (?:and|or))?$|, (?:and|or)$")
_STOPS = re.compile(r"[.;:—?!][”’)]*(?: (?:and|or))?$")
_NAMES_NEXT = re.compile(
    r"\b(?:section|subsection|paragraph|subparagraph|clause|subclause|item|division|title)s?$"
    r"|\([A-Za-z0-9]{1,5}\)(?:,? (?:and|or|through|to)|,)$"
)


def _is_heading(held: list[str]) -> bool:
    opens = OPENS.match(held[0].lstrip())
    return opens is not None and bool(opens["section"] or opens["level"]) and held[-1].isupper()


_CITED = re.compile(r"\d[0-9A-Za-z-]*(?:\([A-Za-z0-9]{1,5}\))+$")
_NUMBER = re.compile(r"\s*\([A-Za-z0-9]{1,5}\)")


def on_one_line(lines: list[str]) -> str:
    """Put lines on one: no space after a dash or a hyphen that ends a line inside a word, nor inside a citation."""
    text = lines[0].strip()
    for line in lines[1:]:
        is_inside = text.endswith("—") or re.search(r"\w[-–]$", text) or (_CITED.search(text) and _NUMBER.match(line))
        gap = "" if is_inside else " "
        text += gap + line.strip()
    return " ".join(text.split())
