"""What the documents to share need beside their measures: the comparisons, and the shelf texts are read from."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from billtrack.cli.options import Reading
from billtrack.cli.reports import say
from billtrack.errors import InputError

if TYPE_CHECKING:
    from billtrack.comparing import Shelf
    from billtrack.identifiers import MeasureId, TextId
    from billtrack.render.brief import Compared
    from billtrack.store.parsed_texts import ParsedTexts


def shelf(reading: Reading) -> "Shelf":
    """The records, standard input, and the long texts read before."""
    from billtrack.comparing import Shelf

    def kept() -> "ParsedTexts | None":
        from billtrack.cli.places import NoHomeError, parsed_texts_folder
        from billtrack.comparing.kept import kept_texts

        try:
            return kept_texts(parsed_texts_folder())
        except NoHomeError:
            return None

    return Shelf(
        holdings=reading.holdings,
        standard_input=_standard_input,
        kept=kept,
        said=lambda line: say("debug", line) if reading.debug else None,
    )


def _standard_input() -> bytes:
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read()
    return sys.stdin.read().encode()  # a caller of the library put a text stream in its place


def compared(of: "Sequence[MeasureId | TextId]", texts: "Shelf") -> "Compared":
    """Compare two measures or texts, or of one measure its earliest and latest; what cannot be compared says why."""
    from billtrack.comparing import sides
    from billtrack.render.brief import Compared
    from billtrack.render.diff.answer import DiffAnswer

    names = tuple(map(str, of))
    try:
        return Compared(names, DiffAnswer.of(*sides(names, texts)))
    except InputError as error:
        return Compared(names, error)
