"""``billtrack mcp``: the answers for an assistant, over standard input and output."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from billtrack.cli import clock
from billtrack.cli.extra import require_extra
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, UsageError

if TYPE_CHECKING:
    from billtrack.serve.mcp.desk import Desk


@reading_command(formats=())
def mcp(options: CommonOptions) -> int:
    """Answer an assistant over standard input and output (Model Context Protocol), read-only and offline.

    Add it to the assistant's settings as a local server with the command `billtrack mcp`; see `billtrack help
    assistants`.
    """
    require_extra("mcp", "serve", "mcp")
    if sys.stdin.isatty():
        raise UsageError("mcp talks to an assistant, not to a terminal; see `billtrack help assistants`")
    open_desk = desk_opener(options)
    open_desk()  # a folder or an archive that cannot be read is an error now, not at the first question
    from billtrack.serve.mcp.server import serve_stdio

    serve_stdio(open_desk)
    return DONE


def desk_opener(options: CommonOptions) -> "Callable[[], Desk]":
    """Give what opens the records, the archive and the day anew for each question."""
    from billtrack.serve.mcp.desk import Desk

    def open_desk() -> Desk:
        holdings = options.holdings()
        _ = holdings.archive
        return Desk(holdings, clock.today(), clock.day_of)

    return open_desk
