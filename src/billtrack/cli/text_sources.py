"""Where the texts of a comparison come from: records, archive, standard input."""

import sys

from billtrack.cli.options import CommonOptions
from billtrack.diff.operands import TextSources
from billtrack.sources.tracked import Tracked


def text_sources(options: CommonOptions, tracked: Tracked = Tracked.ACCEPTED) -> "TextSources":
    """Give a comparison the records, the archive and standard input."""
    return TextSources(options.holdings, _standard_input, tracked)


def _standard_input() -> bytes:
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read()
    return sys.stdin.read().encode()  # a caller of the library put a text stream in its place
