"""The comparisons a document holds: two texts compared, or why they could not be."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.comparing import compare_sides
from billtrack.diff.operands import TextSources, sides
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.values import Value
from billtrack.output.page import Heading, Line, Tone
from billtrack.sharing.documents import Content, DocumentPart


class Compared(Value, frozen=True):
    """Two texts compared, or the reason they could not be.

    ``names`` are the names asked for: two measures, or one for its own texts.
    """

    names: tuple[str, ...]
    answer: DiffAnswer | InputError


def compared(of: Sequence[MeasureId | TextId], texts: TextSources) -> Compared:
    """Compare two measures or texts, or the earliest and latest text of one measure."""
    names = tuple(map(str, of))
    try:
        old, new = sides(names, texts)
        return Compared(names, DiffAnswer(old, new, compare_sides(old, new)))
    except InputError as error:
        return Compared(names, error)


def comparison_part(compared: Compared, *, name: str) -> DocumentPart:
    """The differences between two texts, or why they were not compared."""
    answer = compared.answer
    if isinstance(answer, InputError):
        heading = Heading(f"Differences: {' and '.join(compared.names)}")
        return DocumentPart(name, heading, not_compared(answer))
    titles = [side.described.partition(",")[0] or side.name for side in (answer.old, answer.new)]
    of = titles[0] if titles[0] == titles[1] else " and ".join(titles)
    content: tuple[Content, ...] = (answer,)
    return DocumentPart(name, Heading(f"Differences: {of}"), content)


def not_compared(error: InputError) -> tuple[Line, ...]:
    """Why two texts were not compared."""
    hint = (Line(error.hint, Tone.QUIET),) if error.hint else ()
    why = str(error)
    return (
        Line(f"Not compared. {why.replace('not ', 'Not ', 1) if why.startswith('not ') else why}", Tone.WARNING),
        *hint,
    )
