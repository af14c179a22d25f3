"""The comparisons a document holds."""

from collections.abc import Sequence

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.comparing import compare_sides
from billtrack.diff.operands import TextSources, sides
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.sharing.brief import Compared


def compared(of: "Sequence[MeasureId | TextId]", texts: "TextSources") -> "Compared":
    """Compare two measures or texts, or of one measure its earliest and latest; what cannot be compared says why."""
    names = tuple(map(str, of))
    try:
        old, new = sides(names, texts)
        return Compared(names, DiffAnswer(old, new, compare_sides(old, new)))
    except InputError as error:
        return Compared(names, error)
