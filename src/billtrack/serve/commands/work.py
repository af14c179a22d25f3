"""What the worker processes of ``billtrack serve`` and ``billtrack mcp`` run."""

import json
import sys
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.places import archive_address, kept_records
from billtrack.serve.asked import Asked, Reply
from billtrack.serve.mcp.asked import REQUESTS
from billtrack.serve.worker import answer_all


def work() -> None:
    """Answer the questions of pages and of assistants, with the settings in the first argument."""
    from billtrack.serve.answering import answer
    from billtrack.serve.held import Held

    bills, root = json.loads(sys.argv[1])
    held = Held(
        Path(bills),
        archive_address(None),
        today=clock.today,
        now=clock.now,
        root=root,
        kept=kept_records(),
    )

    def answered(asked: Asked) -> Reply:
        return _for_assistant(Path(bills), asked) if asked.page in REQUESTS else answer(asked, held)

    answer_all(answered)


def work_for_assistant() -> None:
    """Answer an assistant alone, from the folder of records in the first argument."""
    import billtrack.serve.mcp.answering  # noqa: F401 - loaded before the first question arrives

    bills = Path(sys.argv[1])
    answer_all(lambda asked: _for_assistant(bills, asked))


def _for_assistant(bills: Path, asked: Asked) -> Reply:
    from billtrack.serve.mcp.answering import answer as answer_assistant
    from billtrack.serve.mcp.desk import Desk
    from billtrack.store.library import Holdings

    def open_desk() -> Desk:
        """As of now: each question opens the records and the archive anew."""
        holdings = Holdings(bills, archive_address(None), kept=kept_records())
        return Desk(holdings, clock.today(), clock.day_of)

    return answer_assistant(asked, open_desk)
