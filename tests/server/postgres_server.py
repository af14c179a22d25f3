"""A PostgreSQL server for the tests: the one named, else one of this machine's binaries, else none.

``$BILLTRACK_TEST_POSTGRES`` is the address of a server, ``postgresql://USER@HOST/DATABASE``, whose user may make
databases.  Without it, ``initdb`` and ``pg_ctl`` are looked for and a server is started in a temporary folder.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "BILLTRACK_TEST_POSTGRES"
_NUMBERS = itertools.count(1)


def binaries() -> Path | None:
    """The folder of the newest ``initdb`` on this machine."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextlib.contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run the binaries in *folder*; the address of their server, without a database."""
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as made:
        user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if user:
            shutil.chown(made, "postgres")
        data, port = f"{made}/data", _free_port()
        _run([*user, str(folder / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"], made)
        options = f"-p {port} -k {made} -c fsync=off -c listen_addresses=127.0.0.1"
        control = [*user, str(folder / "pg_ctl"), "-D", data, "-w"]
        _run([*control, "-o", options, "-l", f"{made}/log", "start"], made)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "immediate", "stop"], made)


def _run(command: list[str], folder: str) -> None:
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def database(server: str) -> Iterator[str]:
    """Make an empty database on *server*; its address."""
    import psycopg

    name = f"billtrack_test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
