"""``billtrack mcp``: the same answers for an assistant."""

import os
import sys

from billtrack.cli.options import CommonOptions
from billtrack.cli.places import ARCHIVE_VARIABLE, bills_folder
from billtrack.cli.reports import DONE, UsageError
from billtrack.serve.commands.work import worker_command
from billtrack.serve.mcp.server import serve_stdio


def run(options: CommonOptions) -> int:
    """Answer over standard input and output until the input ends."""
    if sys.stdin.isatty():
        raise UsageError("mcp talks to an assistant, not to a terminal; see `billtrack help assistants`")
    options.holdings().ids()  # reports what cannot be read now, not at the first question
    if options.archive:  # the worker processes inherit it; an address may hold a password, which arguments would show
        os.environ[ARCHIVE_VARIABLE] = options.archive
    serve_stdio(worker_command("work_for_assistant", str(bills_folder(options.bills))))
    return DONE
