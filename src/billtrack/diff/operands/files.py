"""A side that is a file of any form, or standard input; a draft need not say which measure it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from billtrack.diff.operands import OperandText, compared_text, described_text
from billtrack.diff.operands.operands import STANDARD_INPUT, File, TextSources, Which
from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.values import replace
from billtrack.sources.billtext import BillText, CharacterRun, Reading, parse_billtext, parse_billtext_with_runs
from billtrack.sources.recognition import Form, Unread, form_of, readable_form
from billtrack.sources.xml import MAX_BYTES

if TYPE_CHECKING:
    from billtrack.diff.compared import Compared


def file_bytes(path: Path) -> bytes:
    """Read a file, up to the size of the largest official one.

    Raises:
        InputError: it cannot be read, or is larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: more than the limit of {MAX_BYTES:,} bytes")
    return data


def read_document(
    data: bytes, *, name: str, reading: Reading, placed: bool = False, tracked: Tracked = Tracked.ACCEPTED
) -> OperandText:
    """Read a text from its bytes; *name*: its file name; *tracked*: the side of a Word file's tracked changes.

    Raises:
        InputError: no text, or *placed* where it is not XML.
    """
    if form_of(data) is not Form.MARKUP:  # plain text, GPO's in ``<html><pre>`` included
        if placed:
            raise InputError(f"{name}: provenance requires XML")
        return _plain(data, name, reading, tracked)
    return placed_document(data, name=name, reading=reading) if placed else _parsed(data, name, reading)


_UNNAMED_BILL = TextId(MeasureId(MeasureType.HR, 1, 1), "ih")
_UNNAMED_RESOLUTION = TextId(MeasureId(MeasureType.HRES, 1, 1), "ih")
"""Stand-in names for reading a draft that does not say which print it is; they are not kept."""

Found = TypeVar("Found")


def _named_or_not(read: Callable[[TextId | None], Found], stand_in: TextId) -> tuple[Found, bool]:
    """Read a text as the print it says it is, else under a *stand_in*; and whether it says.

    Raises:
        InputError: neither way; the error is that of the first.
    """
    try:
        return read(None), True
    except InputError as error:
        first = error
    try:
        return read(stand_in), False
    except InputError:
        raise first from None


def _document(found: BillText, *, is_named: bool) -> OperandText:
    return OperandText(
        found.id if is_named else None,
        found.text,
        not_compared=found.unseen,
        left_out=found.left_out,
        around=found.around,
        headed=found.headed,
    )


def _parsed(data: bytes, name: str, reading: Reading) -> OperandText:
    found, is_named = _named_or_not(
        lambda known: parse_billtext(data, name=name, reading=reading, known=known, with_around=True), _UNNAMED_BILL
    )
    return _document(found, is_named=is_named)


def placed_document(data: bytes, *, name: str, reading: Reading) -> OperandText:
    """Read a text in XML, with the place of each of its characters (``--format provenance``)."""
    from billtrack.diff.engine.provenance import Aside, TextPlaces  # noqa: PLC0415 - only provenance pays for it
    from billtrack.sources.billtext.reading import body_characters  # noqa: PLC0415 - the same

    (found, runs), is_named = _named_or_not(
        lambda known: parse_billtext_with_runs(data, name=name, reading=reading, known=known), _UNNAMED_BILL
    )
    asides = tuple(Aside(*each) for each in _asides(runs, body_characters(data, name=name)))
    places = TextPlaces(tuple((run.start, run.offset, run.length) for run in runs), asides)
    return _document(found, is_named=is_named)._replace(places=places)


def _asides(runs: Sequence[CharacterRun], pieces: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words of the file that are in no clause (long titles, enacting formulas), each piece separately."""
    characters, cuts = "".join(pieces), set(accumulate(map(len, pieces)))
    for start, end in _gaps(runs, len(characters)):
        edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
        yield from ((a, characters[a:b]) for a, b in pairwise(edges))


def _gaps(runs: Sequence[CharacterRun], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in [*sorted((run.offset, run.offset + run.length) for run in runs), (length, length)]:
        if start > at:
            yield at, start
        at = max(at, end)


def _plain(data: bytes, name: str, reading: Reading, tracked: Tracked) -> OperandText:
    """Read a text that is not XML; of Word and PDF files the words are extracted once.

    Raises:
        InputError: a file type that is not supported, or no text.
    """
    if readable_form(data, name) not in {Form.WORD, Form.PDF}:
        return _in_words(data, name, reading)
    from billtrack.sources.plaintext import read_lines  # noqa: PLC0415 - only plain text pays for its readers

    read = read_lines(data, name, tracked)
    document = _in_words("\n".join(read.words).encode(), name, reading)
    return document._replace(
        not_compared=(*document.not_compared, *read.unseen),
        left_out=(*(document.left_out or ()), *read.left_out),
        around=(*document.around, *read.around),
    )


def _in_words(data: bytes, name: str, reading: Reading) -> OperandText:
    from billtrack.sources.granule import is_granule  # noqa: PLC0415 - only plain text pays for its readers
    from billtrack.sources.plaintext import marks_additions, parse_plaintext  # noqa: PLC0415 - the same

    if is_granule(data):
        return _printed_in_record(data, name)
    stand_in = _UNNAMED_RESOLUTION if re.search(rb"(?i)\bwhereas\b|\bresolved,", data) else _UNNAMED_BILL
    found, is_named = _named_or_not(
        lambda known: parse_plaintext(data, name=name, reading=reading, known=known), stand_in
    )
    document = _document(found, is_named=is_named)
    if reading is Reading.AS_INTRODUCED and not marks_additions(data, name=name):
        unmarked = f"words the committee added: nothing in {name} marks them"
        return document._replace(not_compared=(*document.not_compared, unmarked))
    return document


def _printed_in_record(data: bytes, name: str) -> OperandText:
    """Read the one text that a granule of the Congressional Record prints, as the last print it names."""
    from billtrack.sources.granule import parse_granule  # noqa: PLC0415 - only a granule pays for its reader

    found = parse_granule(data, name=name)
    if len(found) > 1:
        printed = ", ".join(f"{each.measure}@{'/'.join(each.versions)}" for each in found)
        raise InputError(f"{name}: prints {len(found)} texts ({printed}); import them and compare those")
    measure, versions, text = found[0].measure, found[0].versions, found[0].text
    known = TextId(measure, versions[-1]) if measure and versions else None
    return OperandText(
        known, replace(text, version_code=versions[-1]) if versions else text, left_out=found[0].left_out
    )


def file_side(file: File, sources: TextSources) -> Compared:
    """Read a file, or standard input, as one side."""
    name, document, form = read_file(file, sources)
    headed = f"{name}, headed {document.headed.printed}" if document.headed else name
    described = described_text(document.id.measure.printed, document.text) if document.id else headed
    as_read, taken = (_TRACKED if form is Form.WORD else _READINGS)[file.which]
    return compared_text(document, name=f"{name}{as_read}", taken=taken, described=described)


def read_file(file: File, sources: TextSources) -> tuple[str, OperandText, Form | Unread]:
    """Read a file of any type, or standard input: its name without folders, its text, and the form it is in.

    The first of a Word file's two texts is the one before its tracked changes.

    Raises:
        InputError: it cannot be read, or has no bill text.
    """
    if file.name == STANDARD_INPUT:
        name, data = "standard input", sources.standard_input()
    else:
        name, data = Path(file.name).name, file_bytes(Path(file.name))
    reading = Reading.AS_INTRODUCED if file.which is Which.FIRST else Reading.AS_REPORTED
    tracked = {Which.FIRST: Tracked.ORIGINAL, Which.LAST: Tracked.ACCEPTED}.get(file.which, sources.tracked)
    document = read_document(data, name=name, reading=reading, placed=sources.placed, tracked=tracked)
    return name, document, form_of(data)


_READINGS = {
    Which.USUAL: ("", ""),
    Which.FIRST: (" as introduced", "without what the committee added"),
    Which.LAST: (" as reported", "without what the committee struck"),
}
_TRACKED = {
    Which.USUAL: ("", ""),
    Which.FIRST: (" before its tracked changes", "without its tracked changes"),
    Which.LAST: (" with its tracked changes", "its tracked changes accepted"),
}
