"""A side that is a file, or standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from billtrack.diff.operands.documents import file_bytes, read_document
from billtrack.diff.operands.operands import STANDARD_INPUT, File, Which
from billtrack.diff.operands.texts import Document, compared_text, described_text
from billtrack.sources.billtext import Reading
from billtrack.sources.recognition import Form, Unread, form_of
from billtrack.sources.tracked import Tracked

if TYPE_CHECKING:
    from billtrack.diff.compared import Compared
    from billtrack.diff.operands.text_sources import TextSources


def file_side(file: File, sources: TextSources, *, placed: bool) -> Compared:
    """Read a file, or standard input, as one side."""
    name, document, form = read_file(file, sources, placed=placed)
    described = described_text(document.id.measure.printed, document.text) if document.id else _draft(name, document)
    as_read, taken = (_TRACKED if form is Form.WORD else _READINGS)[file.which]
    return compared_text(document, name=f"{name}{as_read}", taken=taken, described=described)


def _draft(name: str, document: Document) -> str:
    return f"{name}, headed {document.headed.printed}" if document.headed else name


class FileText(NamedTuple):
    """The text of a file: the file's name without folders, the text, and the form it was in."""

    name: str
    document: Document
    form: Form | Unread


def read_file(file: File, sources: TextSources, *, placed: bool = False) -> FileText:
    """Read a file of any type, or standard input, as a text.

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
    document = read_document(data, name=name, reading=reading, placed=placed, tracked=tracked)
    return FileText(name, document, form_of(data))


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
