"""Where the texts of a comparison come from: records, archive, standard input, and cached long texts."""

import sys

from billtrack.cli.options import CommonOptions
from billtrack.cli.places import NoHomeError, parsed_texts_folder
from billtrack.cli.reports import say
from billtrack.diff.operands import Shelf
from billtrack.store.text_cache import ParsedTexts


def shelf(options: CommonOptions) -> "Shelf":
    """Give a comparison the records, the archive, standard input and the cached long texts."""

    def kept() -> "ParsedTexts | None":
        from billtrack.diff.operands.kept import kept_texts

        try:
            return kept_texts(parsed_texts_folder())
        except NoHomeError:
            return None

    return Shelf(
        holdings=options.holdings,
        standard_input=_standard_input,
        kept=kept,
        said=lambda line: say("debug", line) if options.debug else None,
    )


def _standard_input() -> bytes:
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read()
    return sys.stdin.read().encode()  # a caller of the library put a text stream in its place
