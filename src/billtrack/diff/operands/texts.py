"""A text as read, and the side of a comparison made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from billtrack.diff.compared import Compared, Matter
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import MeasureId, TextId, version_name

if TYPE_CHECKING:
    from billtrack.diff.engine.provenance import TextPlaces
    from billtrack.model.measure import LeftOut, TextVersion


class Document(NamedTuple):
    """A text, and the print it says it is (``None``: it does not say).

    ``places``: where its characters are in its XML, for ``--format provenance`` only.  ``not_compared``: what no
    comparison can see, in words.  ``left_out``: its words that are in no clause; ``None``: not kept.
    ``headed``: the measure that its heading names.
    """

    id: TextId | None
    text: TextVersion
    places: TextPlaces | None = None
    not_compared: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] | None = None
    headed: MeasureId | None = None


def compared_text(document: Document, *, name: str, taken: str, described: str) -> Compared:
    """Make a side from a text."""
    text = document.text
    return Compared(
        name=name,
        matter=Matter.TEXT,
        clauses=clauses(text),
        coverage=text.coverage,
        measure=document.id.measure if document.id else None,
        version_code=document.id.version_code if document.id else None,
        described=described,
        taken=taken,
        text=text,
        places=document.places,
        not_compared=document.not_compared,
        left_out=document.left_out,
    )


def described_text(printed: str, text: TextVersion) -> str:
    """Describe which print it is: its measure, stage and date."""
    stage = text.version_name or version_name(text.version_code) or text.version_code
    return f"{printed}, {stage}{f', {text.date}' if text.date else ''}"
