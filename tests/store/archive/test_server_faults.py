"""What an archive on a server survives: killed imports, a server that goes away, a network that is cut.

``BILLTRACK_CAMPAIGN=N`` kills an import N times, and keeps the server away for N seconds.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import postgres_server
from billtrack.errors import StoreError
from billtrack.search.query.parsing import parse_query
from billtrack.search.searcher import Searcher
from billtrack.store.archive import create_archive, open_archive
from billtrack.store.archive.checking import problems
from billtrack.store.archive.copying import digest
from billtrack.store.archive.postgres import rows
from billtrack.store.archive.postgres.schema import Connection
from billtrack.store.archive_address import Address, Server
from billtrack.store.library import Holdings
from billtrack.tracking.archive_import import Import
from invented_congress import DAY, congress, imported, laid_out, zipped
from own_network import dropped, in_own_network, why_not
from stalling_proxy import Proxy, proxy

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")]
CASES = int(os.environ.get("BILLTRACK_CAMPAIGN", "4"))
IMPORT = """
import datetime as dt, sys
from pathlib import Path
from billtrack.store.archive_address import Server
from billtrack.tracking import archive_import

if __name__ == "__main__":
    archive, jobs, day, *paths = sys.argv[1:]
    archive_import.BATCH = 10
    found, day = archive_import.Import.of(map(Path, paths)), dt.date.fromisoformat(day)
    for each in found.into(Server(archive), on=day, jobs=int(jobs)):
        print(each.document, flush=True)
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    statuses, texts = congress(80)
    return [zipped(tmp_path / "BILLS-122-1-hres.zip", texts), zipped(tmp_path / "BILLSTATUS-122-hres.zip", statuses)]


def told(address: Address) -> str:
    """All an archive says, which has no problem."""
    with open_archive(address) as archive:
        assert list(problems(archive)) == []
        return digest(archive.engine)


@pytest.fixture
def clean(files: list[Path], tmp_path: Path) -> str:
    """What an archive says into which all was imported at once."""
    imported(tmp_path / "clean.db", *files)
    return told(tmp_path / "clean.db")


def kill_on_the_way(server: str, files: list[Path], script: Path, chance: random.Random) -> bool:
    """Import, and kill the program somewhere; whether it was still running."""
    arguments = [server, str(chance.choice([1, 2])), DAY.isoformat(), *map(str, files)]
    with subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        after = chance.randint(1, 60)
        for count, _ in enumerate(running.stdout, 1):
            if count >= after:
                time.sleep(chance.random() / 20)
                running.send_signal(signal.SIGKILL)
                break
    return running.returncode == -signal.SIGKILL


def test_an_import_killed_again_and_again_ends_like_one_at_once(
    postgres_address: str, files: list[Path], clean: str, tmp_path: Path
) -> None:
    script, chance = tmp_path / "importing.py", random.Random(20)
    script.write_text(IMPORT, encoding="utf-8")
    create_archive(Server(postgres_address))
    kills = [kill_on_the_way(postgres_address, files, script, chance) for _ in range(CASES)]
    assert any(kills)
    imported(Server(postgres_address), *files)
    assert told(Server(postgres_address)) == clean


@pytest.fixture
def own_cluster() -> Iterator[postgres_server.Cluster]:
    """A server that a test may stop."""
    folder = postgres_server.binaries()
    if folder is None:
        pytest.skip("no PostgreSQL on this machine")
    with postgres_server.cluster(folder) as cluster:
        cluster.start()
        yield cluster


def test_an_import_waits_for_a_server_that_went_away(
    own_cluster: postgres_server.Cluster, files: list[Path], clean: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.tracking.archive_import.BATCH", 10)
    with postgres_server.database(own_cluster.address) as address:
        running = Import.of(files).into(Server(address), on=DAY)
        next(running)
        own_cluster.stop()
        back = threading.Timer(CASES, own_cluster.start)
        back.start()
        assert len(list(running)) > 100
        back.join()
        assert told(Server(address)) == clean


def test_a_connection_lost_while_the_index_is_brought_up_to_date_is_opened_again(
    postgres_address: str, files: list[Path], clean: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    lost: list[int] = []

    def tidy(connection: Connection) -> None:
        if not lost:
            lost.append(connection.info.backend_pid)
            with psycopg.connect(postgres_address, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", lost)
        whole(connection)

    whole = rows.tidy
    monkeypatch.setattr(rows, "tidy", tidy)
    imported(Server(postgres_address), *files)
    assert lost
    assert told(Server(postgres_address)) == clean


def test_imports_at_once_beside_a_reader_wait_for_each_other_and_never_in_a_circle(
    postgres_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.tracking.archive_import.BATCH", 7)
    statuses, texts = congress(60)
    documents = [*statuses, *texts]
    packages = [zipped(tmp_path / f"{at}.zip", each) for at, each in enumerate((documents, documents[::-1]))]
    server = Server(postgres_address)
    create_archive(server)
    totals: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(imported, server, package) for package in packages]
        pool.submit(read_until, server, tmp_path, done, totals).result()
        for each in done:
            each.result()
    assert totals == sorted(totals)
    assert deadlocks(server) == 0
    imported(tmp_path / "clean.db", laid_out(tmp_path / "one", documents))
    with open_archive(server) as shared, open_archive(tmp_path / "clean.db") as one:
        assert list(problems(shared)) == []
        assert {row.id: row.packed for row in shared.engine.statuses(shared.ids())} == {
            row.id: row.packed for row in one.engine.statuses(one.ids())
        }
        assert set(shared.engine.titles()) == set(one.engine.titles())


def read_until(server: Server, bills: Path, done: list[Any], totals: list[int]) -> None:
    """Search again and again while others import; how much was found each time."""
    searcher = Searcher(Holdings(bills, server), today=DAY)
    while not all(each.done() for each in done):
        totals.append(searcher.search(parse_query("lamps"), limit=3).total)


def deadlocks(server: Server) -> int:
    """How many the server broke."""
    import psycopg

    with psycopg.connect(server.secret) as connection:
        row = connection.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
        return int(row[0]) if row else -1


# ------------------------------------------------------------------------------------ a cut network


@pytest.fixture
def way(postgres_address: str) -> Iterator[Proxy]:
    """A way to the server that can be cut."""
    with proxy(int(postgres_address.rpartition(":")[2].partition("/")[0])) as one:
        yield one


def by(way: Proxy, address: str) -> str:
    """The same database by another way."""
    return f"postgresql://postgres@127.0.0.1:{way.port}/{address.rpartition('/')[2]}"


def test_a_reader_whose_network_is_cut_ends_within_15_seconds(postgres_address: str, way: Proxy) -> None:
    create_archive(Server(postgres_address))
    with open_archive(Server(by(way, postgres_address))) as archive:
        assert archive.ids() == ()
        way.cut()
        start = time.monotonic()
        with pytest.raises(StoreError, match="the connection was lost"):
            archive.ids()
        assert time.monotonic() - start < 15


def test_a_command_over_a_cut_network_ends_with_one_line_and_exit_5(postgres_address: str, way: Proxy) -> None:
    refused = told_by("postgresql://postgres@127.0.0.1:9/none")
    way.cut()
    cut = told_by(by(way, postgres_address))
    assert cut.seconds - refused.seconds < 15
    assert cut.code == refused.code == 5
    error, hint = cut.errors
    assert error.startswith("billtrack: error: postgresql://127.0.0.1")
    assert hint.startswith("hint: ")


class Told(NamedTuple):
    """What a command said, and how long it took."""

    seconds: float
    code: int
    errors: list[str]


def told_by(address: str) -> Told:
    """Ask an archive what it holds, by the program."""
    start = time.monotonic()
    command = [sys.executable, "-m", "billtrack", "archive", "info", "--archive", address]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Told(time.monotonic() - start, done.returncode, done.stderr.splitlines())


def free_after_a_cut(
    cut: Callable[[], None], by_way: str, directly: str, files: list[Path], patch: pytest.MonkeyPatch
) -> None:
    """Cut the way of a writer that holds locks; another one, by a way of its own, waits no more than 15 seconds."""
    patch.setattr("billtrack.store.archive.tables._PAUSES", ())
    create_archive(Server(directly))
    write, is_cut = rows.Rows.write, threading.Event()

    def cut_and_write(batch: Any, connection: Any) -> None:
        if not is_cut.is_set():
            cut()
            is_cut.set()
        write(batch, connection)

    patch.setattr(rows.Rows, "write", cut_and_write)
    with ThreadPoolExecutor(1) as pool:
        lost = pool.submit(imported, Server(by_way), *files)
        assert is_cut.wait(30)
        start = time.monotonic()
        imported(Server(directly), *files)
        assert time.monotonic() - start < 15 + 5  # with the import itself
        with pytest.raises(StoreError, match="the connection was lost"):
            lost.result(timeout=20)
        assert time.monotonic() - start < 15 + 10


def test_what_a_writer_locked_is_free_within_15_seconds_of_a_cut(
    postgres_address: str, way: Proxy, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    free_after_a_cut(way.cut, by(way, postgres_address), postgres_address, files, monkeypatch)


def test_so_it_is_where_every_packet_of_the_writer_is_dropped(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = postgres_server.binaries()
    reason = "no PostgreSQL on this machine" if folder is None else why_not()
    if folder is None or reason is not None:
        pytest.skip(str(reason))

    def in_it() -> None:
        with postgres_server.cluster(folder, ("listen_addresses=127.0.0.1,127.0.0.2",)) as cluster:
            allow_127_0_0_2(cluster)
            cluster.start()
            with postgres_server.database(cluster.address) as address:
                other = address.replace("127.0.0.1", "127.0.0.2")
                free_after_a_cut(lambda: dropped("127.0.0.2"), other, address, files, monkeypatch)

    in_own_network(in_it)


def allow_127_0_0_2(cluster: postgres_server.Cluster) -> None:
    """Let the server trust the second address too."""
    with (cluster.made / "data" / "pg_hba.conf").open("a", encoding="ascii") as rules:
        rules.write("host all all 127.0.0.2/32 trust\n")
