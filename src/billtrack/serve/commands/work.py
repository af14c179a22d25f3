"""What a worker process of ``billtrack serve`` runs."""

import json
import sys
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.places import archive_address, kept_records
from billtrack.serve.held import Held
from billtrack.serve.worker import answer_all


def work() -> None:
    """Answer questions, with the settings in the first argument."""
    bills, root = json.loads(sys.argv[1])
    answer_all(
        Held(
            Path(bills),
            archive_address(None),
            today=clock.today,
            now=clock.now,
            root=root,
            kept=kept_records(),
        )
    )
