"""Lines of a granule to paragraphs.

GPO indents speech by 2 columns and wraps it to 0; printed matter by 7, wrapped to 5.

Knows indentation, page breaks and centered headings; nothing of measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from billtrack.sources.plaintext.lines import OPENS
from billtrack.sources.plaintext.paragraphs import PlainParagraph, indent_of, on_one_line

_PRINTED_AT = range(5, 8)
_FITS = 60
"""GPO fills at least this many columns of printed matter before it wraps; its width is 66, with dashes as two."""
_BREAK = re.compile(r"\s*(?:\[\[Page [^\]]*\]\]|\{time\}\s*\d+)\s*")
_RULE = re.compile(r"\s*[_=]{5,}\s*")


def is_printed(paragraph: PlainParagraph) -> bool:
    """Whether it is printed matter, not speech."""
    return paragraph.indent in _PRINTED_AT


def is_said(paragraph: PlainParagraph) -> bool:
    """Whether it is speech or narration."""
    return paragraph.indent < _PRINTED_AT.start


def passages(lines: Iterable[str]) -> Iterator[PlainParagraph]:
    """Join the lines of a granule to paragraphs, also across page breaks."""
    held: list[str] = []
    blank, broken = True, False
    for line in lines:
        if not line.strip() or _RULE.fullmatch(line):
            blank = True
        elif _BREAK.fullmatch(line):
            broken = True
        else:
            if held and not _goes_on(held, line, blank=blank, broken=broken):
                yield PlainParagraph(on_one_line(held), indent_of(held[0]))
                held = []
            held.append(line)
            blank = broken = False
    if held:
        yield PlainParagraph(on_one_line(held), indent_of(held[0]))


def _goes_on(held: list[str], line: str, *, blank: bool, broken: bool) -> bool:
    """Whether *line* continues *held*, by its indentation."""
    first, indent = indent_of(held[0]), indent_of(line)
    if blank and not broken:
        return False
    if first > _PRINTED_AT.stop - 1 or _is_heading(held[0]):
        return not blank and indent > _PRINTED_AT.start
    wraps_to = _PRINTED_AT.start if first in _PRINTED_AT else 0
    return indent == wraps_to and not _begins_clause(held[-1], line)


def _is_heading(line: str) -> bool:
    opens = OPENS.match(line.lstrip())
    return opens is not None and bool(opens["section"] or opens["level"]) and line.isupper()


def _begins_clause(last: str, line: str) -> bool:
    """Whether *line* begins an unindented clause: "That the Senate" after "Now, therefore, be it"."""
    words = line.lstrip()
    opens = OPENS.match(words)
    has_room = len(last.rstrip()) + 1 + len(words.partition(" ")[0]) <= _FITS
    return opens is not None and opens.lastgroup in {"whereas", "resolved", "enacting"} and has_room
