"""``billtrack mcp``: the answers for an assistant, over standard input and output."""

import os
import sys

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import ARCHIVE_VARIABLE, bills_folder
from billtrack.cli.reports import DONE, UsageError, require_extra

_WORKER = "from billtrack.serve.commands.work import work_for_assistant; work_for_assistant()"


@reading_command(formats=())
def mcp(options: CommonOptions) -> int:
    """Answer an assistant over standard input and output (Model Context Protocol), read-only and offline.

    Add it to the assistant's settings as a local server with the command `billtrack mcp`; see `billtrack help
    assistants`.
    """
    require_extra("mcp", "serve", "mcp")
    if sys.stdin.isatty():
        raise UsageError("mcp talks to an assistant, not to a terminal; see `billtrack help assistants`")
    options.holdings().ids()  # what cannot be read is an error now, not at the first question
    from billtrack.serve.mcp.server import serve_stdio

    if options.archive:  # the worker processes inherit it; an address may hold a password, which arguments would show
        os.environ[ARCHIVE_VARIABLE] = options.archive
    serve_stdio((sys.executable, "-P", "-c", _WORKER, str(bills_folder(options.bills))))
    return DONE
