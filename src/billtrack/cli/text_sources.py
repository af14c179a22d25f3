"""Where the texts of a comparison come from: records, archive, standard input, and cached long texts."""

import sys

from billtrack.cli.options import CommonOptions
from billtrack.cli.places import NoHomeError, parsed_texts_folder
from billtrack.cli.reports import say
from billtrack.diff.operands import TextSources
from billtrack.sources.tracked import Tracked
from billtrack.store.text_cache import ParsedTexts


def text_sources(options: CommonOptions, tracked: Tracked = Tracked.ACCEPTED) -> "TextSources":
    """Give a comparison the records, the archive, standard input and the cached long texts."""

    def text_cache() -> "ParsedTexts | None":
        from billtrack.diff.operands.text_cache import open_text_cache

        try:
            return open_text_cache(parsed_texts_folder())
        except NoHomeError:
            return None

    return TextSources(
        holdings=options.holdings,
        standard_input=_standard_input,
        text_cache=text_cache,
        report=lambda line: say("debug", line) if options.debug else None,
        tracked=tracked,
    )


def _standard_input() -> bytes:
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read()
    return sys.stdin.read().encode()  # a caller of the library put a text stream in its place
