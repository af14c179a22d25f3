"""Two versions of one record, before and after, under the file names that git passes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from billtrack.diff.compared import Compared
from billtrack.diff.operands.documents import file_bytes
from billtrack.diff.operands.texts import Document, compared_text, described_text
from billtrack.model.identifiers import TextId
from billtrack.model.measure import Measure, TextVersion
from billtrack.store.records import parse_record

_NONE = {os.devnull, "/dev/null", "nul"}


def read_record(path: str, *, name: str) -> Measure | None:
    """Read a record from a file of any name; ``None`` for ``/dev/null``.

    Raises:
        InputError: it cannot be read or is not a valid record; the message calls it *name*.
    """
    return None if path.lower() in _NONE else parse_record(file_bytes(Path(path)), file=name)


def texts_apart(old: Measure, new: Measure) -> Iterator[tuple[Compared, Compared]]:
    """Pair the texts that both versions have with different words.

    A text in a separate file is not in the record and is skipped.
    """
    held = {text.version_code: text for text in old.text_versions or ()}
    for text in new.text_versions or ():
        before = held.get(text.version_code)
        if before is None or before == text:
            continue
        sides = _side(old, before, "before"), _side(new, text, "after")
        if sides[0].clauses and sides[1].clauses and sides[0].clauses != sides[1].clauses:
            yield sides


def _side(measure: Measure, text: TextVersion, when: str) -> Compared:
    text_id = TextId(measure.id, text.version_code)
    described = described_text(measure.id.printed, text)
    return compared_text(Document(text_id, text), name=f"{text_id} {when}", taken="", described=described)
