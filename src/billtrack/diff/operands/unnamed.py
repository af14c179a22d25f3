"""Texts that do not say which print they are: a draft is read under a name that is dropped again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from billtrack.diff.operands.texts import Document
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, MeasureType, TextId
from billtrack.sources.billtext import BillText

UNNAMED_BILL = TextId(MeasureId(MeasureType.HR, 1, 1), "ih")
UNNAMED_RESOLUTION = TextId(MeasureId(MeasureType.HRES, 1, 1), "ih")
"""Names to read such a text under."""


def document_of(found: BillText) -> Document:
    """The document of a text that says which print it is."""
    return Document(found.id, found.text, left_out=found.left_out)


Found = TypeVar("Found")


def read_or_raise(read: Callable[[], Found], first: InputError) -> Found:
    """Read once more; what was wrong the first time is what the person is told."""
    try:
        return read()
    except InputError:
        raise first from None
