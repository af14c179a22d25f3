"""What the worker processes of ``billtrack serve`` and ``billtrack mcp`` run, and the command that starts one."""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.places import ARCHIVE_VARIABLE, archive_address, kept_records
from billtrack.serve.asked import REQUESTS, Asked, Reply, answer_all
from billtrack.store.archive_address import Address, parse_address
from billtrack.store.library import Holdings


def worker_command(function: str, argument: str) -> tuple[str, ...]:
    """Make the command of a worker process, which runs *function* of this module."""
    program = f"from billtrack.serve.commands.work import {function}; {function}()"
    return (sys.executable, "-P", "-c", program, argument)


def work() -> None:
    """Answer pages and assistants; the settings are the first argument, the archive is in the environment."""
    from billtrack.serve.answering import answer  # noqa: PLC0415 - a worker of an assistant alone has no pages
    from billtrack.serve.held import Held  # noqa: PLC0415 - the same

    bills, root = json.loads(sys.argv[1])
    named = os.environ.get(ARCHIVE_VARIABLE)
    archive = parse_address(named) if named else None
    _bound_memory()
    held = Held(
        Path(bills),
        archive,
        today=clock.today,
        now=clock.now,
        day_of=clock.day_of,
        root=root,
        kept=kept_records(),
    )

    def answered(asked: Asked) -> Reply:
        if asked.page in REQUESTS:
            return _for_assistant(Path(bills), archive, asked, held.told)
        return answer(asked, held)

    answer_all(answered)


def work_for_assistant() -> None:
    """Answer an assistant alone, from the folder of records in the first argument."""
    import billtrack.serve.mcp.tools  # noqa: F401, PLC0415 - loaded before the first question arrives

    bills, archive = Path(sys.argv[1]), archive_address(None)
    answer_all(lambda asked: _for_assistant(bills, archive, asked))


def _for_assistant(bills: Path, archive: Address | None, asked: Asked, told: Callable[[object], str] = str) -> Reply:
    from billtrack.serve.mcp.desk import Desk  # noqa: PLC0415 - few workers of pages are asked by an assistant
    from billtrack.serve.mcp.tools import answer as answer_assistant  # noqa: PLC0415 - the same

    def open_desk() -> Desk:
        """As of now: each question opens the records and the archive anew."""
        return Desk(Holdings(bills, archive, kept=kept_records()), clock.today(), clock.day_of, told)

    return answer_assistant(asked, open_desk, told)


MOST_MEMORY = 1_500_000_000
"""The most bytes of memory that a worker may take; comparing the two longest bills at hand takes 200 million."""


def _bound_memory() -> None:
    """Refuse this process more memory, on systems that can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
