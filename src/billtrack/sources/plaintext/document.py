"""One bill text in plain text to one ``TextVersion``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.model.identifiers import identify_file, parse_reference
from billtrack.model.measure import Authority, Coverage, LeftOut, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.sources.billtext import BillText, Reading
from billtrack.sources.billtext.form import misprint, printed_date, printed_sponsors
from billtrack.sources.plaintext.body import AMENDMENT, closing_at, read_paragraphs
from billtrack.sources.plaintext.lines import decoded, opens_clause, opens_text
from billtrack.sources.plaintext.paragraphs import PlainParagraph, paragraphs
from billtrack.sources.provision_builder import BEFORE_TEXT, CLOSING, HEADING, Draft, clause_parts, left_out
from billtrack.sources.recognition import Form, form_of, page_without_bill


def parse_plaintext(
    data: bytes,
    *,
    name: str,
    reading: Reading = Reading.AS_REPORTED,
    known: TextId | None = None,
    tracked: Tracked = Tracked.ACCEPTED,
) -> BillText:
    """Read one bill text in plain text; *name* is its file name, *known* which print it is if the caller knows.

    ``authority`` is official where GPO's heading and end mark stand, else ``None``: the caller knows what it reads.
    *reading* chooses between the two texts of a committee-reported print.  ``coverage`` is partial where the text
    breaks off before its resolving clause.

    Raises:
        InputError: not text, no bill text, or a print that cannot be named.
    """
    read = paragraphs(data, name=name, reading=reading, tracked=tracked)
    printed = _parted(read.words, _beginning(read.words, data, name))
    front = _read_front(printed.front)
    identity = _identity(front, name=name, known=known)
    drafts, apart = read_paragraphs(printed.body)
    text = _text(identity, front, drafts, printed.title_amendment, is_whole_print=_is_whole_print(data))
    apart = (*left_out((BEFORE_TEXT, front.before_text)), *read.left_out, *apart)
    around = (*_around(printed, front), *read.around)
    return BillText(identity, text, apart, around, read.unseen, _measure_headed(front.lines))


def _beginning(found: Sequence[PlainParagraph], data: bytes, name: str) -> int:
    """Find the first paragraph of the text; raises ``InputError`` if none opens one."""
    start = next((at for at, paragraph in enumerate(found) if opens_text(paragraph.text)), None)
    if start is None:
        page = page_without_bill(decoded(data)) if form_of(data) is Form.PAGE else None
        nothing = "no bill text found: no paragraph begins with Whereas, Resolved, Be it enacted or SECTION 1"
        raise InputError(f"{name}: {page.what if page else nothing}", hint=page and page.remedy)
    while start and opens_clause(found[start - 1].text):
        start -= 1
    return start


class _Printed(NamedTuple):
    """A print in its parts: the lines above the text, the text, the words that amend its title, the closing lines."""

    front: Sequence[str]
    body: Sequence[PlainParagraph]
    title_amendment: str | None
    closing: Sequence[str]


def _parted(found: Sequence[PlainParagraph], start: int) -> _Printed:
    end = start + closing_at(found[start:])
    lines = [paragraph.text for paragraph in found]
    amends_title = end > start and lines[end - 1].startswith(_AMENDS_TITLE)
    return _Printed(
        front=lines[:start],
        body=found[start : end - amends_title],
        title_amendment=lines[end - 1] if amends_title else None,
        closing=lines[end:],
    )


class _Front(NamedTuple):
    """What the lines above a text say; ``before_text`` are those after the title that are no front matter."""

    lines: Sequence[str]
    date: dt.date | None
    title: str | None
    sponsors: str | None
    headed: TextId | None
    before_text: Sequence[str]


def _read_front(lines: Sequence[str]) -> _Front:
    title = _title(lines)
    return _Front(
        lines=lines,
        date=next(filter(None, map(_date_line, reversed(lines))), None),
        title=title,
        sponsors=next(filter(None, map(_sponsors, lines)), None),
        headed=_headed(" ".join(lines)),
        before_text=tuple(_words_after(title, lines)),
    )


def _text(
    identity: TextId, front: _Front, drafts: Sequence[Draft], title_amendment: str | None, *, is_whole_print: bool
) -> TextVersion:
    is_resolution = identity.measure.measure_type.is_resolution
    parts = clause_parts(drafts, is_resolution=is_resolution)
    broken_off = is_resolution and not parts.resolved
    return TextVersion(
        version_code=identity.version_code,
        date=front.date,
        authority=Authority.OFFICIAL if is_whole_print else None,
        coverage=Coverage.PARTIAL if broken_off else Coverage.COMPLETE,
        note=misprint(identity.measure, front.headed.measure if front.headed else None, front.date),
        official_title=front.title,
        printed_sponsors=front.sponsors,
        preamble=parts.preamble if parts.preamble or is_resolution else None,
        preamble_complete=False if broken_off else None,
        resolved=parts.resolved or None,
        sections=parts.sections,
        title_amendment=title_amendment,
    )


def _around(printed: _Printed, front: _Front) -> Iterator[LeftOut]:
    """Give the words printed above and below the text."""
    heading = [line for line in front.lines if line not in front.before_text]
    heading += (paragraph.text for paragraph in printed.body if AMENDMENT.fullmatch(paragraph.text))
    yield from _heading(heading, front.title, front.sponsors)
    yield LeftOut(CLOSING, " ".join(printed.closing))


_AMENDS_TITLE = "Amend the title so as to read"


def _is_whole_print(data: bytes) -> bool:
    """Whether GPO's heading and end mark both stand, as in the official file."""
    return b"[From the U.S. Government" in data and re.search(rb"(?:<|&lt;)all(?:>|&gt;)", data) is not None


# --------------------------------------------------------------------------------------- heading

_HEADING = re.compile(r"\[((?:H|S)\.[A-Za-z. ]*\d+) [^\[\]()]*\(([A-Z0-9]{2,6})\)\]")
_CONGRESS = re.compile(r"\[Congressional Bills (\d+)(?:st|nd|rd|th) Congress\]")


_RENDITION = re.compile(r"\[Congressional Bills[^\[\]]*\]|\[From the U\.S\. Government[^\[\]]*\]|<DOC>")
RENDITION = "Heading of the file"


def _heading(front: Sequence[str], title: str | None, sponsors: str | None) -> tuple[LeftOut, LeftOut]:
    """The words above the text, but for the title and the sponsors; those that GPO gives its rendition apart."""
    said = " ".join(line for line in front if line != title).replace(sponsors or "\n", " ", 1)
    marks = (*_RENDITION.findall(said), *(found[0] for found in _HEADING.finditer(said)))
    said = _HEADING.sub(" ", _RENDITION.sub(" ", said))
    return LeftOut(HEADING, " ".join(said.split())), LeftOut(RENDITION, " ".join(marks))


def _identity(front: _Front, *, name: str, known: TextId | None) -> TextId:
    """Tell which print it is, by *known*, the file's name, or GPO's heading; those that tell must agree.

    A heading with another Congress is a misprint where the day of the print says so.
    """
    said = [identity for identity in (known, identify_file(name), front.headed) if isinstance(identity, TextId)]
    if not said:
        raise InputError(
            f"{name}: the text does not say which print it is; name the file as GPO does, "
            "for example BILLS-115hres351ih.txt"
        )
    for other in said[1:]:
        if other.measure != said[0].measure and not misprint(said[0].measure, other.measure, front.date):
            raise InputError(
                f"{name}: taken for {said[0]}, but {'its heading' if other is front.headed else 'it'} says {other}"
            )
    return said[0]


def _headed(front: str) -> TextId | None:
    heading, congress = _HEADING.search(front), _CONGRESS.search(front)
    if heading is None or congress is None:
        return None
    try:
        return parse_reference(f"{heading[1]} ({congress[1]}th) {heading[2]}").text_id
    except InputError:
        return None


def _measure_headed(front: Sequence[str]) -> MeasureId | None:
    """The measure named by a line of the heading, ``H. R. 2004``, with the Congress another line names."""
    congress = next((found[1] for line in front if (found := _CONGRESS_LINE.fullmatch(line))), None)
    number = next((line for line in front if _NUMBER_LINE.fullmatch(line)), None)
    if congress is None or number is None:
        return None
    try:
        return parse_reference(f"{number} ({congress}th)").measure_id
    except InputError:
        return None


_CONGRESS_LINE = re.compile(r"(?:[IVX]+ )?(\d{2,3})(?:st|nd|rd|th|d) Congress", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"[HS]\. ?(?:R\. ?)?(?:(?:J\.|CON\.) ?)?(?:RES\. ?)?\d{1,5}", re.IGNORECASE)


def _date_line(line: str) -> dt.date | None:
    return printed_date(line) if len(line) < 60 else None


def _sponsors(paragraph: str) -> str | None:
    """The sponsors of an introducing sentence; ``None`` where a copy has lost the first of them."""
    if not re.search(r"\b(?:introduced|submitted|reported)\s+the\s+following\b", paragraph):
        return None
    return None if paragraph.startswith("(") else printed_sponsors(paragraph)


_KIND = re.compile(r"(?:A BILL|AN ACT|(?:(?:A )?(?:JOINT |CONCURRENT )?RESOLUTION))\.?", re.IGNORECASE)
_NOT_A_TITLE = re.compile(
    r"\[|<|(?:1st|2d|2nd|first|second) session|\d+(?:st|nd|rd|th) congress|in the (?:house|senate)|calendar no"
    r"|union calendar|house calendar|report no|(?:h|s)\.[a-z. ]*\d+$|\(",
    re.IGNORECASE,
)


def _title(front: Sequence[str]) -> str | None:
    """The official title: what follows "A BILL" or "RESOLUTION", else the last line that can be one."""
    for at, line in enumerate(front[:-1]):
        if _KIND.fullmatch(line) and not _NOT_A_TITLE.match(front[at + 1]):
            return front[at + 1]
    for line in reversed(front):
        if not _is_front_matter(line):
            return line
    return None


def _words_after(title: str | None, front: Sequence[str]) -> Iterator[str]:
    """The paragraphs between the official title and the text that are no part of a print's front matter."""
    titles = [at for at, line in enumerate(front) if line == title]
    for line in front[titles[-1] + 1 :] if titles else ():
        if not _is_front_matter(line):
            yield line


def _is_front_matter(line: str) -> bool:
    """Whether a line before the text is known to be something else than a title."""
    is_heading = _NOT_A_TITLE.match(line) or _KIND.fullmatch(line)
    return bool(is_heading or "the following" in line or printed_date(line))
