"""Where official files come from: the address in the environment, or else the official one; and the request log."""

import contextlib
import logging
import os
from collections.abc import Iterator

from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import is_on, say
from billtrack.errors import InputError
from billtrack.sources.legislators import LegislatorFiles

GOVINFO_VARIABLE, CONGRESS_VARIABLE = "BILLTRACK_GOVINFO_URL", "BILLTRACK_CONGRESS_URL"
CLERK_VARIABLE, SENATE_VARIABLE = "BILLTRACK_CLERK_URL", "BILLTRACK_SENATE_URL"
LEGISLATORS_VARIABLE = "BILLTRACK_LEGISLATORS_URL"


def open_legislators(options: CommonOptions) -> LegislatorFiles:
    """Open the client of congress-legislators, at the address in the environment or else the official one.

    Raises:
        InputError: the address is not one.
    """
    log_requests(options)
    with naming_variable(LEGISLATORS_VARIABLE):
        return LegislatorFiles.at(os.environ.get(LEGISLATORS_VARIABLE) or None)


@contextlib.contextmanager
def naming_variable(variable: str) -> Iterator[None]:
    """Name *variable* in the error if the address in it is at fault."""
    try:
        yield
    except InputError as error:
        named = f" (in ${variable})" if os.environ.get(variable) else ""
        raise InputError(f"{error}{named}", hint=error.hint) from error


def log_requests(options: CommonOptions) -> None:
    """With ``--debug`` or ``$BILLTRACK_DEBUG``, log each request on standard error: status, time and bytes."""
    log = logging.getLogger("billtrack")
    for handler in [each for each in log.handlers if isinstance(each, _ToStandardError)]:
        log.removeHandler(handler)
        log.setLevel(logging.NOTSET)
    if options.debug or is_on("BILLTRACK_DEBUG"):
        log.addHandler(_ToStandardError())
        log.setLevel(logging.DEBUG)


class _ToStandardError(logging.Handler):
    """Writes log records the way billtrack writes messages."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        say("debug", record.getMessage())
