"""Files to texts, whoever wrote them: a draft need not say which measure it is to be compared.

Long official XML is read once and kept (``store.parsed_texts``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import billtrack.model
import billtrack.sources
from billtrack.analysis.diff.provenance import Aside, Place, TextPlaces
from billtrack.errors import InputError
from billtrack.identifiers import MeasureId, MeasureType, TextId, parse_measure_id
from billtrack.model import TextVersion
from billtrack.sources.billtext import BillText, Reading, parse_billtext, parse_billtext_with_runs
from billtrack.sources.billtext_characters import body_characters
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.xml import MAX_BYTES
from billtrack.store.parsed_texts import LONG, KeptText, ParsedTexts


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and the print it says it is (``None``: it does not say).

    ``places``: where its characters stand in its XML, where that was asked.
    """

    id: TextId | None
    text: TextVersion
    places: TextPlaces | None = None


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


def is_markup(data: bytes) -> bool:
    """Whether *data* is XML rather than plain text, GPO's ``<html><pre>`` around it included."""
    opening = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return opening.startswith(b"<") and re.match(rb"<(?:!doctype html|html|pre|body)\b", opening) is None


def kept_texts(folder: Path) -> ParsedTexts:
    """The texts kept in *folder* by the reader as it is now: one whose code changed forgets what it kept."""
    code = [Path(billtrack.model.__file__), *sorted(Path(billtrack.sources.__file__).parent.glob("*.py"))]
    stats = [path.stat() for path in code]
    return ParsedTexts(folder, " ".join(f"{stat.st_size}-{stat.st_mtime_ns}" for stat in stats))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads documents; *kept* holds the long ones read before (``None``: none), *said* is told what was found there."""

    kept: ParsedTexts | None
    said: Callable[[str], None]

    def read(self, data: bytes, *, name: str, reading: Reading, placed: bool = False) -> Document:
        """Read a text from its bytes; *name* is its file name.

        Raises:
            InputError: no text, or *placed* where it is not XML.
        """
        if not is_markup(data):
            if placed:
                raise InputError(f"{name}: where its characters stand is known of XML only")
            return _plain(data, name)
        if placed:
            return _placed(data, name, reading)
        return self._xml(data, name, reading)

    def _xml(self, data: bytes, name: str, reading: Reading) -> Document:
        if self.kept is None or len(data) < LONG:
            return _parsed(data, name, reading)
        variant = f"{name} {reading.name}"
        found = self.kept.find(data, variant)
        self.said(f"{name}: {'taken from the texts read before' if found else 'read, and kept for the next time'}")
        if found is not None:
            measure = parse_measure_id(found.measure) if found.measure else None
            return Document(TextId(measure, found.text.version_code) if measure else None, found.text)
        document = _parsed(data, name, reading)
        measure_name = str(document.id.measure) if document.id else ""
        self.kept.keep(data, variant, KeptText(measure=measure_name, text=document.text))
        return document


# ------------------------------------------------------------- texts that do not say what they are

_BILL = TextId(MeasureId(MeasureType.HR, 1, 1), "ih")
_RESOLUTION = TextId(MeasureId(MeasureType.HRES, 1, 1), "ih")
_UNNAMED = "BILLS-1hr1ih.xml"
"""A name to read a file under that does not say which print it is; it is dropped again."""


def _parsed(data: bytes, name: str, reading: Reading) -> Document:
    try:
        return _document(parse_billtext(data, name=name, reading=reading))
    except InputError as error:
        unnamed = _or_raise(lambda: parse_billtext(data, name=_UNNAMED, reading=reading), error)
        return Document(None, unnamed.text)


def _placed(data: bytes, name: str, reading: Reading) -> Document:
    try:
        found, runs = parse_billtext_with_runs(data, name=name, reading=reading)
    except InputError as error:
        found, runs = _or_raise(lambda: parse_billtext_with_runs(data, name=_UNNAMED, reading=reading), error)
    places = tuple(Place(run.start, run.offset, run.length) for run in runs)
    asides = tuple(_asides(places, body_characters(data, name=name)))
    return replace(_document(found), places=TextPlaces(places, asides))


def _asides(places: Sequence[Place], characters: str) -> Iterator[Aside]:
    """The words of the file that stand in no clause: long titles, enacting formulas."""
    at = 0
    for offset, length in sorted((place.offset, place.length) for place in places):
        if offset > at:
            yield Aside(at, characters[at:offset])
        at = max(at, offset + length)
    if at < len(characters):
        yield Aside(at, characters[at:])


def _plain(data: bytes, name: str) -> Document:
    try:
        return _document(parse_plaintext(data, name=name))
    except InputError as error:
        known = _RESOLUTION if re.search(rb"(?i)\bwhereas\b|\bresolved,", data) else _BILL
        return Document(None, _or_raise(lambda: parse_plaintext(data, name=name, known=known), error).text)


def _document(found: BillText) -> Document:
    return Document(found.id, found.text)


Found = TypeVar("Found")


def _or_raise(read: Callable[[], Found], first: InputError) -> Found:
    """Read once more; what was wrong the first time is what the person is told."""
    try:
        return read()
    except InputError:
        raise first from None
