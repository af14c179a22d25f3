"""An import that is killed on the way goes on where it was, and ends with the same archive."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from search_queries import queries_of

from billtrack.search.query.parsing import parse_query
from billtrack.search.results import SearchResult
from billtrack.search.searcher import Searcher
from billtrack.store.archive import open_archive
from billtrack.store.archive.checking import problems
from billtrack.store.library import Holdings
from invented_congress import DAY, TABLES, congress, dump, imported, zipped

pytestmark = pytest.mark.slow
posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
IMPORT = """
import datetime as dt, sys
from pathlib import Path
from billtrack.tracking import archive_import

if __name__ == "__main__":
    archive, jobs, day, batch, *paths = sys.argv[1:]
    archive_import.BATCH = int(batch)
    found, day = archive_import.Import.of(map(Path, paths)), dt.date.fromisoformat(day)
    for each in found.into(Path(archive), on=day, jobs=int(jobs)):
        print(each.document, flush=True)
"""


def killed_on_the_way(archive: Path, paths: list[Path], *, jobs: int, batch: int, after: int) -> bool:
    """Import in a process of its own, killed once it said that *after* documents are in; whether it was killed."""
    script = archive.with_name("importing.py")
    script.parent.mkdir(exist_ok=True)
    script.write_text(IMPORT)
    arguments = [str(archive), str(jobs), DAY.isoformat(), str(batch), *map(str, paths)]
    with subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for count, _ in enumerate(running.stdout, 1):
            if count >= after:
                running.send_signal(signal.SIGKILL)
                break
    return running.returncode == -signal.SIGKILL


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_on_the_way_and_continued_equals_imported_at_once(tmp_path: Path, jobs: int) -> None:
    statuses, texts = congress(150)
    paths = [zipped(tmp_path / "BILLS-122-1-hres.zip", texts), zipped(tmp_path / "BILLSTATUS-122-hres.zip", statuses)]
    imported(tmp_path / "once.db", *paths)
    archive, chance = tmp_path / "killed" / "congress.db", random.Random(jobs)
    kills = [killed_on_the_way(archive, paths, jobs=jobs, batch=20, after=chance.randint(1, 250)) for _ in range(3)]
    assert any(kills)
    imported(archive, *paths)
    assert dump(archive) == dump(tmp_path / "once.db")
    with open_archive(archive) as opened:
        assert list(problems(opened)) == []


@posix
def test_reading_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    statuses, _ = congress(300)
    path = zipped(tmp_path / "unlike-any-other.zip", statuses)
    killed_on_the_way(tmp_path / "killed" / "congress.db", [path], jobs=2, batch=10, after=10)
    deadline = time.monotonic() + 20
    while (left := _processes_of("congress.db", tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []


def _processes_of(name: str, folder: Path) -> list[str]:
    """The command lines that name the script of this test's folder, or were begun by one that did."""
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(folder) in line and name in line]


@posix
@pytest.mark.official
def test_a_congress_killed_twenty_times_equals_one_imported_at_once(official_data: Path, tmp_path: Path) -> None:
    paths = sorted((official_data / "congress119").glob("*.zip"))
    imported(tmp_path / "once.db", *paths, jobs=2)
    archive, chance = tmp_path / "killed" / "congress.db", random.Random(20)
    kills = 0
    while kills < 20:
        kills += killed_on_the_way(archive, paths, jobs=2, batch=500, after=chance.randint(1, 600 * (kills + 1)))
    imported(archive, *paths, jobs=2)
    killed, once = dump(archive), dump(tmp_path / "once.db")
    assert {table: killed[table] == once[table] for table in TABLES} == dict.fromkeys(TABLES, True)
    assert killed == once
    assert _answers(archive) == _answers(tmp_path / "once.db")
    with open_archive(archive) as opened:
        assert list(problems(opened)) == []


def _answers(archive: Path) -> list[tuple[str, SearchResult]]:
    """What it answers to two hundred real queries."""
    records = archive.with_name("records")
    records.mkdir()
    holdings = Holdings(records, archive)
    assert holdings.archive is not None
    searcher = Searcher(holdings, today=DAY)
    asked = queries_of(holdings.archive)
    assert len(asked) == 200
    return [(each.text, searcher.search(parse_query(each.text), limit=20, with_facets=True)) for each in asked]
