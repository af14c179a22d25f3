"""Text copied from a PDF or a mail, back to the lines that were printed.

A copy out of a PDF carries the numbers of the lines, the heads and feet of pages and hyphens where lines end; a
mail carries marks of quotation.  GPO's own plain text has none of these and passes as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from billtrack.sources.extracted import Extracted
from billtrack.sources.plaintext.hyphens import without_hyphens
from billtrack.sources.provision_builder import MARGINS, SENT, left_out

_GPO_TEXT = re.compile(r"\s*\[Congressional (?:Bills|Record)\b")
PAGE_END = "\f"
"""Stands on a line of its own between two pages."""

_NUMBER = r"(?:\d{1,4}\s+)?"
_TYPES = r"(?:H\.?\s?R\.?|S\.?|(?:H|S)\.?\s?(?:J\.?|CON\.?)?\s?(?:RES\.?)?)"
_FURNITURE = re.compile(
    rf"{_NUMBER}[•†‡*·]?\s*{_TYPES}\s*\d{{1,5}}\s+[A-Z]{{2,4}}\d?(?:\s?[—–-]?\s?\d{{1,4}})?(?:\s+VerDate\b.*)?"
    r"|VerDate\b.*"
    r"|(?:Jkt|PO|Frm|Fmt|Sfmt)\s?\d{4,6}\b.*"
    r"|\S{3,40} on \S{3,40} with [A-Z$_ ]{4,30}"
    rf"|{_NUMBER}[A-Za-z]:\\\S+.*"
    r"|[A-Z]{3}\d{5}(?:\s\w{3})?\s+S\.L\.C\.|S\.L\.C\."
    r"|[A-Z][a-z]+ \d{1,2}, \d{4} \(\d{1,2}:\d\d [ap]\.\s?m\.\)"
    r"|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s[AP]M)?\b.*"
    r"|(?:https?|file)://\S+\s+\d+/\d+|file://\S+"
    r"|(?:Page|PAGE) \d{1,4}(?: (?:of|OF) \d{1,4})?|[-–—] ?\d{1,4} ?[-–—]",
)
"""Printed around a page: the measure and its version, the printer's line, the file name of an office draft."""
_PRINTERS = re.compile(r"VerDate\b|(?:Jkt|PO|Frm|Fmt|Sfmt)\s?\d{4,6}\b")
"""The printer's line of GPO."""
_END = re.compile(r"[Æ○◯]|-- ?|<all>|(?:Back|Return) to top|About Congress\.gov")
"""The sign that ends a print, what stands before the signature of a mail or at the foot of a page of congress.gov."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_LETTERS = str.maketrans({**_LIGATURES, "\u2010": "-", "\u00a0": " ", "\u200b": "", "\ufeff": ""})
_QUOTES = (("‘‘‘", "“‘"), ("’’’", "’”"), ("‘‘", "“"), ("’’", "”"))


def as_printed(lines: Sequence[str], *, is_pdf: bool = False, is_spaced: bool = False) -> Extracted[list[str]]:
    """Part the lines of the print that *lines* were copied from and the rest; GPO's own plain text stays as it is.

    ``around``: what a sender wrote, and the heads and feet of pages, once each, numbers in them as 0.  *is_pdf*: they
    were read from a PDF, so a line that begins or ends every page is its head or foot.  *is_spaced*: a blank line is
    known to part paragraphs.
    """
    found, sent = _unquoted(lines)
    found = found if is_spaced else _closed_up(found)
    if _is_gpo_text(found):
        return Extracted(["" if line == PAGE_END else line for line in found], around=left_out((SENT, sent)))
    found, rest = _to_end([_letters(line) for line in found])
    running: list[str] = []
    if is_pdf:
        found, running = _without_running(found)
        found = [_CLOSE.sub(r"\1 ", line) for line in found]
    unnumbered = _without_numbers(found)
    bare, edges = _without_pages(unnumbered, is_paged=unnumbered is not found)
    if is_pdf or edges or unnumbered is not found:
        bare = [line.strip() for line in bare]
    is_gpos = not is_pdf or unnumbered is not found or any(_PRINTERS.match(line.strip()) for line in found)
    around = left_out((SENT, [*sent, *rest]), (MARGINS, dict.fromkeys(map(_shape, [*running, *edges]))))
    return Extracted(without_hyphens(bare, breaks_words=is_gpos), around=around)


_CLOSE = re.compile(r"^(\s*(?:\((?!s\)he\b)[A-Za-z0-9]{1,5}\))+)(?=[A-Za-z“‘])")
"""The number of a list item: in Word a tab parts it from its words, and a PDF has no tabs."""


def _is_gpo_text(lines: Sequence[str]) -> bool:
    return any(_GPO_TEXT.match(line) for line in lines[:60])


def _letters(line: str) -> str:
    line = line.translate(_LETTERS)
    for typed, printed in _QUOTES:
        line = line.replace(typed, printed)
    return line


def _to_end(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines at the sign that ends a print; one above the middle ends nothing."""
    ends = (at for at, line in enumerate(lines) if 2 * at > len(lines) and _END.fullmatch(line.lstrip()))
    end = next(ends, len(lines))
    return lines[:end], lines[end + 1 :]


_UNENDED = re.compile(r".*[^.;:—?!”’)\s]", re.DOTALL)
_APART, _INSIDE = 0.6, 0.5
"""The least shares of lines between blank ones, and of those that end inside a sentence, where lines are set apart."""
_FEWEST, _WIDEST = 10, 90


def _closed_up(lines: list[str]) -> list[str]:
    """Remove the blank lines where one stands between nearly all lines, even inside sentences."""
    spoken = [at for at, line in enumerate(lines) if line.strip() and len(line) <= _WIDEST]
    apart = [lines[at] for at in spoken if not "".join((*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])).strip()]
    inside = sum(_UNENDED.fullmatch(line) is not None for line in apart)
    if len(apart) < max(_FEWEST, _APART * len(spoken)) or inside < _INSIDE * len(apart):
        return lines
    return [line for line in lines if line.strip()]


# ------------------------------------------------------------------------------------------ mails

_QUOTED = re.compile(r"\s{0,3}(?:[>|]\s?)+")


def _unquoted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the lines of a quoted mail, without their marks, and what the sender wrote around the quotation.

    A line without a mark, between two that have one, is the end of a line the mail program broke.
    """
    marked = [_QUOTED.match(line) is not None for line in lines]
    spoken = sum(map(bool, map(str.strip, lines)))
    if sum(marked) < max(3, spoken // 2):
        return list(lines), []
    quoted, sent = [], []
    for at, line in enumerate(lines):
        if marked[at]:
            quoted.append(_QUOTED.sub("", line, count=1))
        elif not line.strip() or _is_broken_off(marked, lines, at):
            quoted.append(line.strip())
        else:
            sent.append(line)
    return quoted, sent


def _is_broken_off(marked: Sequence[bool], lines: Sequence[str], at: int) -> bool:
    return 0 < at < len(lines) - 1 and marked[at - 1] and marked[at + 1] and len(lines[at]) < len(lines[at - 1])


# ----------------------------------------------------------------------------------- line numbers

_NUMBERED = re.compile(r"\s{0,40}(\d{1,2})(?:\s(.*)|)")
_NUMBERED_SHARE = 0.4
"""The least share of lines with a number where lines are numbered; some viewers put numbers on lines of their own."""
_MOST = 40
"""No page has more lines; GPO's have 25."""


def _without_numbers(lines: list[str]) -> list[str]:
    """Remove line numbers where most lines have one: each one more than the last, from 1 on every page."""
    places = _numbered(lines)
    first = min(places, default=0)
    spoken = sum(1 for line in lines[first:] if line.strip() and not _FURNITURE.fullmatch(line.strip()))
    if len(places) < 5 or _NUMBERED_SHARE * spoken > len(places):
        return lines
    bare = (places.get(at, line) for at, line in enumerate(lines))
    return [line for line in bare if line is not None]


def _numbered(lines: Sequence[str]) -> dict[int, str | None]:
    """The places of the lines that have the number that is next, and their words without it; ``None`` for no words."""
    found: dict[int, str | None] = {}
    last = 0
    for at, line in enumerate(lines):
        match = _NUMBERED.fullmatch(line)
        number = int(match[1]) if match else 0
        if match and (last < number <= last + 2 or (number == 1 and last)) and number <= _MOST:
            found[at] = match[2]
            last = number
    return found


# ------------------------------------------------------------------------------------------ pages


def _without_running(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part the lines that stand first or last on most pages, whatever number they have, from the rest, given first."""
    pages: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if line == PAGE_END:
            pages.append([])
        elif line.strip():
            pages[-1].append(at)
    edges = [at for page in pages for at in {*page[:2], *page[-2:]}]
    shapes = Counter(_shape(lines[at]) for at in edges)
    running = {shape for shape, times in shapes.items() if times >= 3 and 2 * times > len(pages) and shape != "0"}
    gone = {at for at in edges if _shape(lines[at]) in running}
    return [line for at, line in enumerate(lines) if at not in gone], [lines[at] for at in sorted(gone)]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _without_pages(lines: list[str], *, is_paged: bool) -> tuple[list[str], list[str]]:
    """Part heads and feet of pages, given last, from the rest; page numbers and blank lines around them go.

    *is_paged*: there are pages even if they have no heads and feet.
    """
    marks = [_is_furniture(line) for line in lines]
    has_marks = any(marks)
    is_paged = is_paged or has_marks
    page = 0
    kept: list[str] = []
    held = False
    for at, line in enumerate(lines):
        bare = line.strip()
        is_number = is_paged and bare.isdecimal() and len(bare) < 5
        if marks[at] or (
            is_number and page < int(bare) <= page + 3 and (not has_marks or _is_at_edge(lines, marks, at))
        ):
            page = int(bare) if is_number else page
            while kept and not kept[-1].strip():
                kept.pop()
            held = True
        elif bare or not held:
            kept.append(line)
            held = False
    return kept, [line for line, is_mark in zip(lines, marks, strict=True) if is_mark]


def _is_at_edge(lines: Sequence[str], marks: Sequence[bool], at: int) -> bool:
    """Whether the next words before or after a line are those of a head or foot: a number elsewhere is of the text."""
    before = next((near for near in range(at - 1, -1, -1) if marks[near] or lines[near].strip()), None)
    after = next((near for near in range(at + 1, len(lines)) if marks[near] or lines[near].strip()), None)
    return before is None or after is None or marks[before] or marks[after]


def _is_furniture(line: str) -> bool:
    return line == PAGE_END or _FURNITURE.fullmatch(line.strip()) is not None
