"""What a worker process of ``billtrack serve`` runs."""

import json
import sys
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.places import NoHomeError, archive_address, kept_records, parsed_texts_folder
from billtrack.serve.held import Held
from billtrack.serve.worker import answer_all
from billtrack.store.text_cache import ParsedTexts


def work() -> None:
    """Answer questions, with the settings in the first argument."""
    bills, archive, root = json.loads(sys.argv[1])
    answer_all(
        Held(
            Path(bills),
            archive_address(archive),
            today=clock.today,
            now=clock.now,
            root=root,
            kept=kept_records(),
            text_cache=_text_cache,
        )
    )


def _text_cache() -> ParsedTexts | None:
    from billtrack.diff.operands.text_cache import open_text_cache

    try:
        return open_text_cache(parsed_texts_folder())
    except NoHomeError:
        return None
