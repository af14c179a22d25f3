"""A side that is a file, or standard input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from billtrack.diff.operands.documents import Reader, file_bytes
from billtrack.diff.operands.operands import STANDARD_INPUT, File, Which
from billtrack.diff.operands.texts import compared_text, described_text
from billtrack.sources.billtext import Reading

if TYPE_CHECKING:
    from billtrack.diff.compared import Compared
    from billtrack.diff.operands.shelf import Shelf


def file_side(file: File, shelf: Shelf, *, placed: bool) -> Compared:
    """Read a file, or standard input, as one side."""
    if file.name == STANDARD_INPUT:
        name, data = "standard input", shelf.standard_input()
    else:
        name, data = Path(file.name).name, file_bytes(Path(file.name))
    reading = Reading.AS_INTRODUCED if file.which is Which.FIRST else Reading.AS_REPORTED
    document = Reader(shelf.kept, shelf.said, shelf.tracked).read(data, name=name, reading=reading, placed=placed)
    described = described_text(document.id.measure.printed, document.text) if document.id else name
    as_read, taken = _READINGS[file.which]
    return compared_text(document, name=f"{name}{as_read}", taken=taken, described=described)


_READINGS = {
    Which.USUAL: ("", ""),
    Which.FIRST: (" as introduced", "without what the committee added"),
    Which.LAST: (" as reported", "without what the committee struck"),
}
