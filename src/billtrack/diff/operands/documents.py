"""Read files from any source as texts; a draft need not say which measure it is."""

from __future__ import annotations

import re
from pathlib import Path

from billtrack.diff.operands.texts import (
    UNNAMED_BILL,
    UNNAMED_RESOLUTION,
    Document,
    document_of,
    read_or_raise,
)
from billtrack.errors import InputError
from billtrack.model.identifiers import TextId
from billtrack.model.values import replace
from billtrack.sources.billtext import Reading, parse_billtext
from billtrack.sources.recognition import Form, form_of, readable_form
from billtrack.sources.tracked import Tracked
from billtrack.sources.xml import MAX_BYTES


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
    return form_of(data) is Form.MARKUP


def read_document(
    data: bytes, *, name: str, reading: Reading, placed: bool = False, tracked: Tracked = Tracked.ACCEPTED
) -> Document:
    """Read a text from its bytes; *name*: its file name; *tracked*: the side of a Word file's tracked changes.

    Raises:
        InputError: no text, or *placed* where it is not XML.
    """
    if not is_markup(data):
        if placed:
            raise InputError(f"{name}: provenance requires XML")
        return _plain(_as_words(data, name, tracked), name, reading)
    if placed:
        from billtrack.diff.operands.places import placed_document  # noqa: PLC0415 - only provenance pays for it

        return placed_document(data, name=name, reading=reading)
    return _parsed(data, name, reading)


def _parsed(data: bytes, name: str, reading: Reading) -> Document:
    try:
        return document_of(parse_billtext(data, name=name, reading=reading))
    except InputError as error:
        unnamed = read_or_raise(lambda: parse_billtext(data, name=name, reading=reading, known=UNNAMED_BILL), error)
        return Document(None, unnamed.text, left_out=unnamed.left_out)


def _as_words(data: bytes, name: str, tracked: Tracked) -> bytes:
    """Extract the words of a file that is not text; return any other file unchanged.

    Raises:
        InputError: a file type that is not supported.
    """
    if readable_form(data, name) not in {Form.WORD, Form.PDF}:
        return data
    from billtrack.sources.plaintext import text_lines  # noqa: PLC0415 - only plain text pays for its readers

    return "\n".join(text_lines(data, name, tracked)).encode()


def _plain(data: bytes, name: str, reading: Reading) -> Document:
    from billtrack.sources.granule import is_granule  # noqa: PLC0415 - only plain text pays for its readers
    from billtrack.sources.plaintext import marks_additions, parse_plaintext  # noqa: PLC0415 - the same

    if is_granule(data):
        return _printed_in_record(data, name)
    try:
        document = document_of(parse_plaintext(data, name=name, reading=reading))
    except InputError as error:
        known = UNNAMED_RESOLUTION if re.search(rb"(?i)\bwhereas\b|\bresolved,", data) else UNNAMED_BILL
        again = read_or_raise(lambda: parse_plaintext(data, name=name, reading=reading, known=known), error)
        document = Document(None, again.text, left_out=again.left_out, headed=again.headed)
    if reading is Reading.AS_INTRODUCED and not marks_additions(data, name=name):
        return document._replace(not_compared=(f"words the committee added: nothing in {name} marks them",))
    return document


def _printed_in_record(data: bytes, name: str) -> Document:
    """Read the one text that a granule of the Congressional Record prints, as the last print it names."""
    from billtrack.sources.granule import parse_granule  # noqa: PLC0415 - only a granule pays for its reader

    found = parse_granule(data, name=name)
    if len(found) > 1:
        printed = ", ".join(f"{each.measure}@{'/'.join(each.versions)}" for each in found)
        raise InputError(f"{name}: prints {len(found)} texts ({printed}); import them and compare those")
    measure, versions, text = found[0].measure, found[0].versions, found[0].text
    known = TextId(measure, versions[-1]) if measure and versions else None
    return Document(known, replace(text, version_code=versions[-1]) if versions else text)
