"""Where the texts of a comparison are read from: records, archive, standard input, and the long texts read before."""

import sys

from billtrack.cli.options import Reading
from billtrack.cli.places import NoHomeError, parsed_texts_folder
from billtrack.cli.reports import say
from billtrack.diff.operands import TextSources
from billtrack.store.text_cache import ParsedTexts


def text_sources(reading: Reading) -> "TextSources":
    """The records, standard input, and the long texts read before."""

    def text_cache() -> "ParsedTexts | None":
        from billtrack.diff.operands.text_cache import open_text_cache

        try:
            return open_text_cache(parsed_texts_folder())
        except NoHomeError:
            return None

    return TextSources(
        holdings=reading.holdings,
        standard_input=_standard_input,
        text_cache=text_cache,
        report=lambda line: say("debug", line) if reading.debug else None,
    )


def _standard_input() -> bytes:
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read()
    return sys.stdin.read().encode()  # a caller of the library put a text stream in its place
