"""What a worker process of ``billtrack serve`` runs."""

import contextlib
import json
import os
import sys
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.places import ARCHIVE_VARIABLE, kept_records
from billtrack.serve.held import Held
from billtrack.serve.worker import answer_all
from billtrack.store.archive.address import parse_address


def work() -> None:
    """Answer questions, with the settings in the first argument and the archive in the environment."""
    bills, root = json.loads(sys.argv[1])
    archive = os.environ.get(ARCHIVE_VARIABLE)
    _bound_memory()
    answer_all(
        Held(
            Path(bills),
            parse_address(archive) if archive else None,
            today=clock.today,
            now=clock.now,
            day_of=clock.day_of,
            root=root,
            kept=kept_records(),
        )
    )


MOST_MEMORY = 1_500_000_000
"""The most bytes of memory that a worker may take; comparing the two longest bills at hand takes 200 million."""


def _bound_memory() -> None:
    """Refuse this process more memory, on systems that can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
