"""The comparisons a document holds."""

from collections.abc import Sequence

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.operands import Shelf, sides
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.sharing.brief import Compared


def compared(of: "Sequence[MeasureId | TextId]", texts: "Shelf") -> "Compared":
    """Compare two measures or texts, or of one measure its earliest and latest; what cannot be compared says why."""
    names = tuple(map(str, of))
    try:
        return Compared(names, DiffAnswer.of(*sides(names, texts)))
    except InputError as error:
        return Compared(names, error)
