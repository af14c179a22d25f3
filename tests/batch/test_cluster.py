"""A scheduler and two workers over TCP do what one process does, whatever dies, and no password is written down."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import postgres_server
from billtrack.store.archive import open_archive
from billtrack.store.archive.checking import problems
from billtrack.store.archive.engine import TextForm
from billtrack.store.archive_address import Server, parse_address
from dask_cluster import Cluster, dask_cluster
from invented_congress import DAY, congress, imported, zipped

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")]
SECRET = "kE9xxSECRETxx"


def held(address: str) -> list[object]:
    """All an archive holds, in an order of its own: ledger, texts, statuses, titles, votes."""
    with open_archive(Server(address)) as archive:
        engine = archive.engine
        return [
            sorted(repr(row._replace(retrieved=DAY)) for row in engine.ledger()),
            sorted((str(row.id), row.packed, row.document) for row in engine.every_text(TextForm.WHOLE)),
            sorted((str(row.id), row.packed) for row in engine.statuses(engine.names())),
            sorted(map(repr, engine.titles())),
            sorted(repr(row) for row in engine.votes()),
        ]


def sound(address: str) -> list[str]:
    with open_archive(Server(address)) as archive:
        return list(problems(archive))


def files(folder: Path, measures: int) -> Path:
    """Many small zips, which are many tasks."""
    statuses, texts = congress(measures)
    every = [*statuses, *texts]
    folder.mkdir()
    for at in range(0, len(every), 10):
        zipped(folder / f"{at:04}.zip", every[at : at + 10])
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "billtrack", *arguments]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with dask_cluster(tmp_path / "dask") as running:
        yield running


@pytest.fixture
def another(postgres: str) -> Iterator[str]:
    with postgres_server.database(postgres) as address:
        yield address


def test_a_cluster_imports_and_compares_as_one_process_does(
    cluster: Cluster, postgres_address: str, another: str, tmp_path: Path
) -> None:
    cluster.add_workers(2)
    folder = files(tmp_path / "files", 60)
    imported(parse_address(another), folder)
    done = run("import", str(folder), "--archive", postgres_address, "--cluster", cluster.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert "New            132" in done.stdout
    assert held(postgres_address) == held(another)
    assert sound(postgres_address) == []
    again = run("import", str(folder), "--archive", postgres_address, "--cluster", cluster.address)
    assert "Unchanged      132" in again.stdout
    options = ("companions", "--all", "--min", "0.3", "--json")
    theirs = run(*options, "--archive", postgres_address, "--cluster", cluster.address)
    ours = run(*options, "--archive", another, "--jobs", "1")
    assert (theirs.returncode, theirs.stderr) == (0, "")
    assert theirs.stdout == ours.stdout


def test_workers_on_this_machine_do_the_same(postgres_address: str, another: str, tmp_path: Path) -> None:
    folder = files(tmp_path / "files", 30)
    imported(parse_address(another), folder)
    done = run("import", str(folder), "--archive", postgres_address, "--cluster", "local:2")
    assert (done.returncode, done.stderr) == (0, "")
    assert held(postgres_address) == held(another)


def test_processes_do_the_same(postgres_address: str, another: str, tmp_path: Path) -> None:
    folder = files(tmp_path / "files", 30)
    imported(parse_address(another), folder)
    done = run("import", str(folder), "--archive", postgres_address, "--jobs", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert held(postgres_address) == held(another)
    assert sound(postgres_address) == []


def kills_while(importing: subprocess.Popen[str], cluster: Cluster, kills: int, seed: int) -> int:
    """Kill a worker now and then while *importing* runs, up to so many; how many were killed."""
    chance, killed = random.Random(seed), 0
    while importing.poll() is None and killed < kills:
        time.sleep(chance.uniform(0.5, 2))
        found = cluster.workers()
        if found and importing.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(found), signal.SIGKILL)
                killed += 1
    return killed


def begin(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_workers_may_be_killed(cluster: Cluster, postgres_address: str, another: str, tmp_path: Path) -> None:
    cluster.add_workers(2)
    folder = files(tmp_path / "files", 300)
    imported(parse_address(another), folder)
    importing = begin("import", str(folder), "--archive", postgres_address, "--cluster", cluster.address)
    assert kills_while(importing, cluster, 3, seed=3) > 0
    _, said = importing.communicate()
    assert (importing.returncode, said) == (0, "")
    assert held(postgres_address) == held(another)
    assert sound(postgres_address) == []


def test_the_resolutions_of_a_congress_outlive_kills(
    cluster: Cluster, postgres_address: str, another: str, official_data: Path
) -> None:
    cluster.add_workers(2)
    paths = sorted((official_data / "congress119").glob("*res.zip"))
    imported(parse_address(another), *paths)
    chosen = [str(path) for path in paths]
    killed, kills = 0, min(int(os.environ.get("BILLTRACK_CAMPAIGN", "6")), 20)
    while killed < kills:
        importing = begin("import", *chosen, "--archive", postgres_address, "--cluster", cluster.address, "--quiet")
        killed += kills_while(importing, cluster, kills - killed, seed=killed)
        _, said = importing.communicate()
        assert importing.returncode == 3, said  # some of its files have no text
    assert held(postgres_address) == held(another)
    assert sound(postgres_address) == []


def test_lost_connections_are_opened_again(postgres_address: str, another: str, tmp_path: Path) -> None:
    import psycopg

    folder = files(tmp_path / "files", 300)
    imported(parse_address(another), folder)
    importing = begin("import", str(folder), "--archive", postgres_address, "--jobs", "2")
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        lost = 0
        while lost < 3 and importing.poll() is None:
            ended = _imported(postgres_address) > 0 and _end_connections(connection) > 0
            lost += ended
            time.sleep(1 if ended else 0.05)
        assert lost > 0
    _, said = importing.communicate()
    assert (importing.returncode, said) == (0, "")
    assert held(postgres_address) == held(another)
    assert sound(postgres_address) == []


def test_a_server_that_crashes_is_waited_for(cluster: Cluster, another: str, tmp_path: Path) -> None:
    cluster.add_workers(2)
    folder, binaries = files(tmp_path / "files", 150), postgres_server.binaries()
    imported(parse_address(another), folder)
    assert binaries is not None
    with postgres_server.cluster(binaries) as server:
        server.start()
        address = f"{server.address}/postgres"
        importing = begin("import", str(folder), "--archive", address, "--cluster", cluster.address)
        while not _imported(address) and importing.poll() is None:
            time.sleep(0.2)
        server.stop()
        time.sleep(5)
        server.start()
        _, said = importing.communicate()
        assert (importing.returncode, said) == (0, "")
        assert held(address) == held(another)
        assert sound(address) == []


def _end_connections(connection: Any) -> int:
    """End the connections of billtrack to the same database; how many there were."""
    rows = connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'billtrack' AND datname = current_database()"
    )
    return len(rows.fetchall())


def refusal(done: subprocess.CompletedProcess[str]) -> tuple[int, list[str]]:
    return done.returncode, done.stderr.splitlines()


def test_no_scheduler_and_no_workers_are_told_in_a_line(
    cluster: Cluster, postgres_address: str, tmp_path: Path
) -> None:
    folder = files(tmp_path / "files", 1)
    options = ("import", str(folder), "--archive", postgres_address, "--cluster")
    assert refusal(run(*options, "tcp://127.0.0.1:9")) == (
        5,
        [
            "billtrack: error: tcp://127.0.0.1:9: no Dask scheduler answers",
            "hint: start it: `dask scheduler`, then `dask worker ADDRESS`",
        ],
    )
    assert refusal(run(*options, cluster.address)) == (
        5,
        [
            f"billtrack: error: {cluster.address}: it has no workers",
            "hint: start some: `dask worker ADDRESS`",
        ],
    )


def test_a_scheduler_that_dies_is_told_in_a_line(cluster: Cluster, postgres_address: str, tmp_path: Path) -> None:
    cluster.add_workers(1)
    folder = files(tmp_path / "files", 300)
    importing = begin("import", str(folder), "--archive", postgres_address, "--cluster", cluster.address)
    until = time.monotonic() + 60
    while time.monotonic() < until and not _imported(postgres_address):
        time.sleep(0.05)
    cluster.scheduler.kill()
    _, said = importing.communicate()
    assert (importing.returncode, said.splitlines()) == (
        5,
        [
            f"billtrack: error: {cluster.address}: the Dask scheduler is gone",
            "hint: start it and run the same command again: it goes on",
        ],
    )


def _imported(address: str) -> int:
    import psycopg

    with psycopg.connect(address) as connection, contextlib.suppress(psycopg.Error):
        row = connection.execute("SELECT count(*) FROM billtrack.documents").fetchone()
        return int(row[0]) if row else 0
    return 0


def test_a_worker_that_cannot_reach_the_archive_is_told(cluster: Cluster, tmp_path: Path) -> None:
    with _guarded() as address:
        cluster.add_workers(1)
        secret = address.replace("postgres@", f"postgres:{SECRET}@")
        done = run("import", str(files(tmp_path / "files", 1)), "--archive", secret, "--cluster", cluster.address)
        assert done.returncode == 5
        assert done.stderr.splitlines() == [
            f"billtrack: error: {Server(address)}: the server asks for a password",
            "hint: set it in ~/.pgpass or $PGPASSWORD",
        ]


def test_the_password_is_written_down_nowhere(cluster: Cluster, tmp_path: Path) -> None:
    folder = str(files(tmp_path / "files", 100))
    with _guarded() as address:
        cluster.add_workers(2, PGPASSWORD=SECRET)
        secret = address.replace("postgres@", f"postgres:{SECRET}@")
        for where in (cluster.address, "local:1"):
            importing = begin("import", folder, "--archive", secret, "--cluster", where)
            listed = _listed_while(importing)
            out, said = importing.communicate()
            assert (importing.returncode, said) == (0, "")
            assert SECRET not in out + listed
        failing = run("import", folder, "--archive", f"{secret}_none", "--cluster", cluster.address, "--debug")
        assert failing.returncode == 5
        assert SECRET not in failing.stdout + failing.stderr
        assert SECRET not in cluster.logs()


def _listed_while(importing: subprocess.Popen[str]) -> str:
    """What the list of processes shows while *importing* runs, but for its own command line."""
    seen: set[str] = set()
    while importing.poll() is None:
        listed = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
        seen |= {line for line in listed.splitlines() if line.split(None, 1)[0] != str(importing.pid)}
        time.sleep(0.2)
    assert any("spawn_main" in line for line in seen)
    return "\n".join(seen)


@contextlib.contextmanager
def _guarded() -> Iterator[str]:
    """Run a server that asks everybody for a password; the address of a database, without it."""
    import psycopg

    folder = postgres_server.binaries()
    assert folder is not None
    with postgres_server.cluster(folder) as server:
        server.start()
        with psycopg.connect(f"{server.address}/postgres", autocommit=True) as connection:
            connection.execute(f"ALTER USER postgres PASSWORD '{SECRET}'".encode())
            connection.execute("CREATE DATABASE congress")
        (server.made / "data" / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n", "utf-8")
        server.stop()
        server.start()
        yield f"{server.address}/congress"
