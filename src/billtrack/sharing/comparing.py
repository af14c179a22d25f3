"""The comparisons a document holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from billtrack.errors import InputError

if TYPE_CHECKING:
    from billtrack.diff.operands import Shelf
    from billtrack.model.identifiers import MeasureId, TextId
    from billtrack.sharing.brief import Compared


def compared(of: "Sequence[MeasureId | TextId]", texts: "Shelf") -> "Compared":
    """Compare two measures or texts, or of one measure its earliest and latest; what cannot be compared says why."""
    from billtrack.diff.answers.answer import DiffAnswer
    from billtrack.diff.operands import sides
    from billtrack.sharing.brief import Compared

    names = tuple(map(str, of))
    try:
        return Compared(names, DiffAnswer.of(*sides(names, texts)))
    except InputError as error:
        return Compared(names, error)
