"""Lines of plain text to paragraphs: GPO's rendition, wrapped at 72 columns, and copies with one paragraph per line.

Knows indentation, enumerators and the marks around struck words (``<DELETED>``); nothing of bills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from billtrack.model.choices import Tracked
from billtrack.model.measure import LeftOut
from billtrack.sources.billtext import Reading
from billtrack.sources.extracted import DELETED_WORDS, MARKS, START, Extracted
from billtrack.sources.plaintext.lines import OPENS, read_lines
from billtrack.sources.plaintext.tables import with_rows

_LONG = 90
"""A longer line was never wrapped."""
_FITS = 68
"""The columns GPO fills before it wraps; its lines have 72."""

UNKNOWN = -1
"""The indentation of a paragraph whose document has none."""


class PlainParagraph(NamedTuple):
    """One paragraph: its words on one line, and the columns before its first line (``UNKNOWN`` in a copy)."""

    text: str
    indent: int


def paragraphs(
    data: bytes, *, name: str, reading: Reading = Reading.AS_REPORTED, tracked: Tracked = Tracked.ACCEPTED
) -> Extracted[tuple[PlainParagraph, ...]]:
    """Split a document into paragraphs, its typewriter marks made typographic.

    As reported, the words GPO marks as struck are left out.  As introduced they are kept; what the committee added is
    left out where it struck the whole text, elsewhere nothing tells it from the rest (``marks_additions``).

    Raises:
        InputError: too large, or not text.
    """
    read = read_lines(data, name, tracked)
    part = _without_struck if reading is Reading.AS_REPORTED else _without_added
    kept, rest = part(with_rows(read.words))
    dropped = [LeftOut(_DROPPED[reading], on_one_line(rest), by_reading=True)] if rest else []
    return Extracted(tuple(_joined(kept)), (*dropped, *read.left_out), read.around, read.unseen)


_DROPPED = {
    Reading.AS_REPORTED: "Words marked as struck",
    Reading.AS_INTRODUCED: "Words that replace those marked as struck",
}


def marks_additions(data: bytes, *, name: str) -> bool:
    """Whether words the committee added can be told from the rest: it struck none, or the whole text before them.

    Raises:
        InputError: too large, or not text.
    """
    text = "\n".join(read_lines(data, name).words)
    return START not in text or _is_struck_whole(text)


def _without_struck(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the text as reported, and the lines between DELETED marks."""
    if not any(START in line for line in lines):
        return lines, []
    text = "\n".join(lines)
    return DELETED_WORDS.sub("", text).split("\n"), MARKS.sub("", "\n".join(DELETED_WORDS.findall(text))).split("\n")


def _without_added(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the text as introduced, and the lines that follow it where all of it was struck; struck words are kept."""
    text, added = "\n".join(lines), ""
    if _is_struck_whole(text):
        before, _, _ = text.partition(START)
        added = DELETED_WORDS.sub("", text.removeprefix(before))
        text = "\n\n".join([before, *DELETED_WORDS.findall(text)])
    return MARKS.sub("", text).split("\n"), added.split("\n") if added.strip() else []


def _is_struck_whole(text: str) -> bool:
    """Whether the first provision of the body is struck."""
    before, mark, after = text.partition(START)
    return bool(mark) and _PROVISION.search(before) is None and _PROVISION.match(f"\n{after}") is not None


_PROVISION = re.compile(r"\n[ \t]*(?:SEC(?:TION|\.)|Whereas|Resolved|That)\b")


def _joined(lines: list[str]) -> Iterator[PlainParagraph]:
    """Join wrapped lines, by GPO's indentation where the text has it."""
    printed = _is_indented(lines)
    goes_on = _goes_on_as_printed if printed else _Unindented(lines).goes_on
    held: list[str] = []
    apart, in_front = True, True
    for line in _across_pages(lines):
        if _parts(line):
            if held:
                yield _paragraph(held, printed=printed)
            held, apart = [], True
            continue
        is_formula = _FORMULA.match(line.lstrip()) is not None
        in_front = in_front and not (is_formula or (not held and _BODY.match(line.lstrip())))
        if held and not (in_front and apart and printed) and (is_formula or not goes_on(held, line)):
            yield _paragraph(held, printed=printed)
            held, apart = [], False
        held.append(line)
    if held:
        yield _paragraph(held, printed=printed)


def _paragraph(lines: list[str], *, printed: bool) -> PlainParagraph:
    return PlainParagraph(on_one_line(lines), indent_of(lines[0]) if printed else UNKNOWN)


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


_PAGE_HEAD = re.compile(r"\s*\[\[Page [^\]]*\]\]\s*")
_RULES = frozenset(" _=*-\t")


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


class _Unindented:
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
