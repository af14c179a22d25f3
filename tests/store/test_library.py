"""Records and an archive, held."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from billtrack.store.library import Holdings
from invented_archives import make_archive


def test_holdings_may_go_in_another_thread(tmp_path: Path) -> None:
    make_archive(tmp_path / "congress.db", [])
    held = [Holdings(tmp_path, tmp_path / "congress.db")]
    assert held[0].ids() == ()
    thread = Thread(target=held.clear)  # as the garbage collector does, wherever it is due
    thread.start()
    thread.join()
