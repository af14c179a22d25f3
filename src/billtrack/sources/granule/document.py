"""One granule of the Congressional Record to the texts it prints."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import identify_file
from billtrack.model.measure import Authority, Coverage, LeftOut, TextVersion, replace
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.versions import PrintStep, step_of
from billtrack.sources.billtext.form import printed_sponsors
from billtrack.sources.granule.context import cited_measures, headed_measure, prints_amendment, versions_said
from billtrack.sources.granule.layout import is_printed, is_said, passages
from billtrack.sources.granule.record_place import RecordPlace, record_place
from billtrack.sources.plaintext.body import closing_at, read_paragraphs
from billtrack.sources.plaintext.lines import opens_text, read_lines
from billtrack.sources.plaintext.paragraphs import UNKNOWN, PlainParagraph
from billtrack.sources.provision_builder import CLOSING, RESOLVING, STRUCK, Draft, clause_parts, left_out


class GranuleText(NamedTuple):
    """A text a granule prints.

    ``measure`` is ``None`` if the granule does not say; ``versions`` are the versions the granule says it is, the one
    printed first; ``text`` has the code of the first, or an empty one.  ``date`` is the day of the granule, ``page``
    its first page, such as ``S6878``; ``url`` its official address; ``left_out`` the words of the text that are in no
    clause.
    """

    measure: MeasureId | None
    versions: tuple[str, ...]
    text: TextVersion
    date: dt.date | None
    page: str | None
    url: str
    left_out: tuple[LeftOut, ...] = ()


class _PrintedText(NamedTuple):
    """A printed text: the measure in its heading, its paragraphs, and the words before and after it."""

    heading: MeasureId | None
    body: tuple[PlainParagraph, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


_MARKS = re.compile(rb"^\[Congressional Record Volume \d+|^[ \t]*\[\[Page [A-Z]?\d+\]\]", re.MULTILINE)
_CLOSING = re.compile(rb"^ {15,}_{15,}[ \t\r]*$", re.MULTILINE)
_CHAIR = re.compile(rb"^  The (?:PRESIDING OFFICER|SPEAKER|ACTING PRESIDENT|VICE PRESIDENT|CHAIR)\b", re.MULTILINE)
_SET_AS_RECORD = re.compile(rb"^ {7}(?:Whereas|Resolved|Be it enacted)\b[^\n]*\n {5}\S", re.MULTILINE)


def is_granule(data: bytes) -> bool:
    """Whether *data* has the layout of the Congressional Record and not of a bill."""
    if b"[Congressional Bills " in data[:5000]:
        return False
    if _MARKS.search(data) is not None or _SET_AS_RECORD.search(data.replace(b"\r\n", b"\n")) is not None:
        return True
    return _CHAIR.search(data) is not None and _CLOSING.search(data) is not None


def parse_granule(data: bytes, *, name: str, known: TextId | None = None) -> tuple[GranuleText, ...]:
    """Read the texts a granule prints, in order; *known* is the text wanted, if the caller knows.

    A file named as a text (``BILLS-115sres211ats.txt``) is read for that one.  Debate, votes and everything else around
    the texts is left out.  ``authority`` is the Record's.

    Raises:
        InputError: not text, or a granule without a text of a measure or without the one *known*.
    """
    lines = read_lines(data, name).words
    origin = record_place(lines, name)
    named = identify_file(name)
    known = known or (named if isinstance(named, TextId) else None)
    congress = known.measure.congress if known else origin.congress
    if congress is None:
        raise InputError(
            f"{name}: the granule has no date, so the Congress of its measures is unknown",
            hint="name the file as govinfo does (CREC-2017-10-30-pt1-PgS6878-2.htm), or the text: --as sres211-115@ats",
        )
    blocks = tuple(_blocks(tuple(passages(lines)), congress))
    if not blocks:
        raise InputError(f"{name}: this granule of the Congressional Record prints no text of a measure")
    texts = tuple(_read(block, origin, congress) for block in blocks)
    return texts if known is None else (_of_known(texts, known, name),)


def find_text(data: bytes, *, name: str, wanted: TextId) -> GranuleText | None:
    """Find the text *wanted* in a granule; ``None`` if it prints none, another, or another version.

    Raises:
        InputError: not a granule.
    """
    if not is_granule(data):
        raise InputError(f"{name}: not a granule of the Congressional Record")
    try:
        texts = parse_granule(data, name=name)
    except InputError:
        return None
    fitting = [each for each in texts if each.measure == wanted.measure]
    if not any(not each.versions or wanted.version_code in each.versions for each in fitting):
        return None
    return _of_known(fitting, wanted, name)


def _of_known(texts: Sequence[GranuleText], known: TextId, name: str) -> GranuleText:
    """Find the text of *known*, or a text without a named measure, and give it that version."""
    fitting = [each for each in texts if each.measure == known.measure]
    fitting = fitting or [each for each in texts if each.measure is None]
    if not fitting:
        printed = ", ".join(str(each.measure) for each in texts)
        raise InputError(f"{name}: expected {known}, but it prints {printed}")
    chosen = next((each for each in fitting if known.version_code in each.versions), fitting[0])
    text = replace(chosen.text, version_code=known.version_code, date=_dated(known, chosen.date))
    return chosen._replace(measure=known.measure, versions=(known.version_code,), text=text)


def _dated(text: TextId, day: dt.date | None) -> dt.date | None:
    """Give the date of the text: that of the granule; unknown for a reported text, which was reported earlier."""
    is_reported = step_of(text.version_code, origin=text.measure.measure_type.value[0]) is PrintStep.REPORTED
    return None if is_reported else day


_LEADS = re.compile(
    r"\b(?:printed in italic|reads? as follows|(?:read|text of the) .{0,200}follows|proceeded to consider)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"(?:SENATE|HOUSE)[A-Z ]* RESOLUTION \d")


def _blocks(found: Sequence[PlainParagraph], congress: int) -> Iterator[_PrintedText]:
    """Find each text: under a heading with a measure's number, or after words that announce it."""
    spans = tuple(_spans(found, congress))
    for number, (start, end) in enumerate(spans):
        opened = spans[number - 1][1] if number else 0
        closed = spans[number + 1][0] if number + 1 < len(spans) else len(found)
        heading = headed_measure(found[start - 1].text, congress) if start else None
        before, after = _words(found[opened:start]), _words(found[end:closed])
        yield _PrintedText(heading, tuple(found[start:end]), before, after)


def _words(found: Sequence[PlainParagraph]) -> tuple[str, ...]:
    return tuple(each.text for each in found)


def _spans(found: Sequence[PlainParagraph], congress: int) -> Iterator[tuple[int, int]]:
    end = 0
    for at, passage in enumerate(found):
        if (
            at >= end
            and is_printed(passage)
            and opens_text(passage.text.removeprefix("["))
            and at > end
            and _announces(found[at - 1], congress)
        ):
            end = _end_of_text(found, at, congress)
            yield at, end


def _announces(last: PlainParagraph, congress: int) -> bool:
    """Whether *last* announces a text: a heading with the number of a measure, or words."""
    if headed_measure(last.text, congress) is not None:
        return True
    return is_said(last) and last.text.endswith((":", "follows")) and _LEADS.search(last.text) is not None


def _end_of_text(found: Sequence[PlainParagraph], start: int, congress: int) -> int:
    """Find where the text ends: at the next speech, the next heading, or the end."""
    end = start
    for at in range(start, len(found)):
        passage = found[at]
        if is_said(passage) or headed_measure(passage.text, congress) is not None or _NEXT.match(passage.text):
            break
        if is_printed(passage):
            end = at + 1
    return end


def _read(block: _PrintedText, origin: RecordPlace, congress: int) -> GranuleText:
    measure = block.heading or _cited(block.before, congress)
    chamber = origin.chamber or (measure.measure_type.value[0] if measure else "")
    versions = versions_said(measure, chamber, block.before, block.after) if measure and chamber else ()
    kept, struck = _by_brackets(block)
    body = tuple(PlainParagraph(words, UNKNOWN) for words in kept)
    end = closing_at(body)
    tops, apart = read_paragraphs(body[:end])
    text = _text(block, origin, measure, versions, tops)
    apart += left_out((STRUCK, struck), (CLOSING, (paragraph.text for paragraph in body[end:])))
    if prints_amendment(block.before) and not any(held.what == RESOLVING for held in apart):
        apart += (LeftOut(RESOLVING, ""),)  # an amendment of what follows the formula leaves the formula as it was
    return GranuleText(measure, versions, text, origin.date, origin.page, origin.url, apart)


def _cited(before: Sequence[str], congress: int) -> MeasureId | None:
    """Find the only measure cited before a text without a heading."""
    cited = {measure for said in before for measure in cited_measures(said, congress)}
    return cited.pop() if len(cited) == 1 else None


def _text(
    block: _PrintedText,
    origin: RecordPlace,
    measure: MeasureId | None,
    versions: tuple[str, ...],
    tops: Sequence[Draft],
) -> TextVersion:
    is_resolution = measure is None or measure.measure_type.is_resolution
    parts = clause_parts(tops, is_resolution=is_resolution)
    has_preamble = bool(parts.preamble) or not any(map(_STRIKES_RESOLVED.search, block.before))
    is_whole = bool(parts.resolved or not is_resolution) and has_preamble
    code = versions[0] if versions else ""
    return TextVersion(
        version_code=code,
        date=_dated(TextId(measure, code), origin.date) if measure and code else origin.date,
        authority=Authority.RECORD,
        coverage=Coverage.COMPLETE if is_whole else Coverage.PARTIAL,
        note=_note(block, origin, is_whole=is_whole, is_adopted=len(versions) > 1),
        printed_sponsors=next(filter(None, map(_sponsors, block.before)), None),
        preamble=parts.preamble if parts.preamble or (is_resolution and is_whole) else None,
        resolved=parts.resolved or None,
        sections=parts.sections,
    )


_STRIKES_RESOLVED = re.compile(r"strike (?:out )?all after the resolving clause", re.IGNORECASE)
"""Said where only a committee's amendment of the resolving clause is printed, without the preamble."""


def _by_brackets(block: _PrintedText) -> tuple[list[str], list[str]]:
    """Part the words of the text, by paragraphs, and those that boldface brackets strike, if the granule says so."""
    if not any("boldface brackets" in said for said in block.before):
        return [passage.text for passage in block.body], []
    depth = 0
    parted: tuple[list[str], list[str]] = [], []
    for passage in block.body:
        kept: list[str] = []
        struck: list[str] = []
        for letter in passage.text:
            depth += letter == "["
            (struck if depth else kept).append(letter)
            depth -= letter == "]" and depth > 0
        for words, of in zip((kept, struck), parted, strict=True):
            if line := " ".join("".join(words).split()):
                of.append(line)
    return parted


def _sponsors(said: str) -> str | None:
    return printed_sponsors(said) if re.search(r"\bsubmitted\s+the\s+following\b", said) else None


def _note(block: _PrintedText, origin: RecordPlace, *, is_whole: bool, is_adopted: bool) -> str:
    printed = f"the Congressional Record{f' ({origin.page})' if origin.page else ''}"
    if not prints_amendment(block.before):
        return f"As printed in {printed}."
    adopted = "; it was agreed to without another change" if is_adopted else ""
    rest = "" if is_whole else " The rest of the text is not printed there."
    return f"The text as reported: {printed} prints what the committee would insert{adopted}.{rest}"
