"""An archive on a server: refusals in one line, a password nowhere, readers that only read, imports at once."""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.errors import StoreError
from billtrack.store.archive import create_archive, open_archive, open_writer
from billtrack.store.archive.checking import problems
from billtrack.store.archive.engine import KeptSketch, TextForm
from billtrack.store.archive.postgres.schema import SCHEMA, STEPS
from billtrack.store.archive_address import Server, parse_address
from invented_congress import congress, imported, laid_out, zipped

SECRET = "s3cr3t"


@pytest.fixture
def server(postgres_address: str) -> Server:
    made = Server(postgres_address)
    create_archive(made)
    return made


def run_on(server: Server, *statements: str) -> list[tuple[Any, ...]]:
    """Run statements as the owner; the rows of the last, if it has some."""
    import psycopg

    with psycopg.connect(server.secret, autocommit=True) as connection:
        cursors = [connection.execute(statement.encode()) for statement in statements]
        return cursors[-1].fetchall() if cursors[-1].description else []


def refusal(address: str | Server) -> tuple[str, str]:
    with (
        pytest.raises(StoreError) as refused,
        open_archive(parse_address(address) if isinstance(address, str) else address),
    ):
        pass
    return str(refused.value), refused.value.hint or ""


# ------------------------------------------------------------------------------------ refusals


def test_no_server_answers() -> None:
    message, hint = refusal(f"postgresql://me:{SECRET}@127.0.0.1:9/congress")
    assert message == "postgresql://127.0.0.1:9/congress: no PostgreSQL server answers"
    assert "start it" in hint


def test_a_database_without_an_archive_says_what_makes_one(postgres_address: str) -> None:
    message, hint = refusal(postgres_address)
    assert message.endswith("no archive in this database")
    assert "billtrack archive create" in hint


def test_no_such_database_and_no_such_user(server: Server) -> None:
    assert "no such database" in refusal(f"{server.secret}_none")[0]
    assert "no such user" in refusal(server.secret.replace("//postgres@", f"//nobody:{SECRET}@"))[0]


@pytest.mark.parametrize(("step", "expected"), [(len(STEPS) + 1, "later"), (len(STEPS), "earlier")])
def test_an_archive_of_another_version_is_told_apart(server: Server, step: int, expected: str) -> None:
    change = f"INSERT INTO {SCHEMA}.steps VALUES ({step})" if expected == "later" else f"DELETE FROM {SCHEMA}.steps"
    run_on(server, change)
    assert f"an archive of a{'n' * (expected == 'earlier')} {expected} billtrack" in refusal(server)[0]


def test_an_old_server_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("billtrack.store.archive.postgres.connection.OLDEST", 990000)
    message, hint = refusal(server)
    assert "is too old" in message
    assert "15 or later" in hint


def test_without_psycopg_the_extra_is_named() -> None:
    command = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from billtrack.cli import run\n"
        "sys.argv = ['billtrack', 'archive', 'info', '--archive', 'postgresql://127.0.0.1:9/x']\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 5, done.stderr
    assert "pip install 'billtrack[postgres]'" in done.stderr


def test_psycopg_is_loaded_for_an_address_alone(tmp_path: Path) -> None:
    imported(tmp_path / "a.db", zipped(tmp_path / "a.zip", congress(1)[0]))
    command = (
        "import sys\nfrom pathlib import Path\nfrom billtrack.store.archive import open_archive\n"
        f"open_archive(Path({str(tmp_path / 'a.db')!r})).ids()\nprint('psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("mode", ["", "?sslmode=prefer", "?sslmode=require", "?sslmode=disable"])
def test_a_server_on_another_machine_must_prove_who_it_is(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    asked: list[dict[str, Any]] = []

    def refuse(_: str, **options: Any) -> None:
        asked.append(options)
        raise psycopg.OperationalError

    monkeypatch.setattr(psycopg.Connection, "connect", refuse)
    message, _ = refusal(f"postgresql://me:{SECRET}@db.example.org/x{mode}")
    if mode:
        assert "does not prove which server answers" in message
        assert asked == []
    else:
        assert (asked[0]["sslmode"], asked[0]["sslrootcert"]) == ("verify-full", "system")


# ------------------------------------------------------------------------------------ secrets

PIECES = st.sampled_from(
    ["@", ":", "/", "?", "#", "[", "]", "%", "%zz", " ", "\n", "::1", "host", "&", "=", ",", "é", "\0"]
)
MANGLED = st.lists(PIECES, max_size=4).map("".join)


@given(
    scheme=st.sampled_from(
        ["postgresql://", "postgres://", "POSTGRESQL://", "postgresql:", "psql://", " postgresql://"]
    ),
    before=MANGLED,
    after=MANGLED,
    end=st.sampled_from(
        ["@[::1", "@127.0.0.1:9/db", "@127.0.0.1:9/db?x=1", "@/db?host=/none", "", "@127.0.0.1:99999/db"]
    ),
)
@settings(max_examples=3 * settings().max_examples, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_password_is_in_no_error(scheme: str, before: str, after: str, end: str) -> None:
    text = f"{scheme}me:{before}{SECRET}{after}{end}"
    address = parse_address(text)
    assert isinstance(address, Server)
    assert SECRET not in f"{address} {address!r}"
    hosts = str(address).removeprefix("postgresql://").split("/")[0]
    if hosts not in {"...", "", "127.0.0.1:9", "127.0.0.1:99999"}:
        return  # it would ask another machine
    with pytest.raises(StoreError) as refused:
        open_archive(address)
    assert SECRET not in f"{refused.value} {refused.value.hint} {refused.value!r}"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://me:{SECRET}@127.0.0.1:9/db",
        f"postgresql://me:{SECRET}@[::1/db",
        f"postgresql://127.0.0.1:9/db?password={SECRET}",
        f"postgresql:me:{SECRET}@127.0.0.1/db",
        f"host=127.0.0.1 port=9 password={SECRET}",
    ],
)
@pytest.mark.parametrize(
    "command", [["archive", "info"], ["search", "lamp"], ["status", "hres1-122"], ["archive", "create"]]
)
def test_a_password_is_in_no_output_of_a_command(command: list[str], address: str, tmp_path: Path) -> None:
    whole = [sys.executable, "-m", "billtrack", *command, "--debug", "--archive", address]
    done = subprocess.run(whole, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 5, done.stderr
    assert SECRET not in done.stdout + done.stderr


# -------------------------------------------------------------------------------------- roles


@pytest.fixture
def reader(server: Server) -> Iterator[Server]:
    """The archive as a role sees it that may only read."""
    role = "billtrack_test_reader"
    run_on(server, f"DROP ROLE IF EXISTS {role}", f"CREATE ROLE {role} LOGIN")
    create_archive(server, reader=role)
    yield Server(server.secret.replace("//postgres@", f"//{role}@"))
    run_on(server, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_a_readers_role_reads_and_cannot_write(server: Server, reader: Server, tmp_path: Path) -> None:
    package = zipped(tmp_path / "all.zip", [each for kind in congress(5) for each in kind])
    imported(server, package)
    with open_archive(reader) as archive:
        assert len(archive.ids()) == 5
        [(document, _), *_] = ((row.document, row.sketch) for row in archive.engine.sketches("x"))
        with pytest.raises(StoreError, match="no right to do this"):
            archive.engine.keep_sketches("x", [(document, KeptSketch(1, 1, array("I", [1])))])
    with pytest.raises(StoreError, match="no right to do this"):
        imported(reader, zipped(tmp_path / "more.zip", congress(9, seed=2)[0]))


def test_a_readers_role_is_refused_by_the_server_itself(reader: Server) -> None:
    import psycopg

    with psycopg.connect(reader.secret, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        for table in ("documents", "measures", "texts", "postings", "sketches", "steps"):
            for statement in (f"INSERT INTO {SCHEMA}.{table} DEFAULT VALUES", f"DELETE FROM {SCHEMA}.{table}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement.encode())


def test_a_role_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(StoreError, match="no such role"):
        create_archive(server, reader="nobody; DROP TABLE documents")
    with pytest.raises(StoreError, match="no such role"):
        create_archive(server, reader='"; DROP SCHEMA billtrack; --')
    with open_archive(server) as archive:
        assert archive.ids() == ()


# ------------------------------------------------------------------------------------- at once


def test_eight_programs_make_the_tables_at_once(postgres_address: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(create_archive, [Server(postgres_address)] * 8))
    with open_archive(Server(postgres_address)) as archive:
        assert list(problems(archive)) == []


def test_two_imports_at_once_in_other_orders_leave_what_one_leaves(
    postgres: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import postgres_server

    monkeypatch.setattr("billtrack.tracking.archive_import.BATCH", 7)
    statuses, texts = congress(60)
    files = [*statuses, *texts]
    one = laid_out(tmp_path / "one", files)
    packages = [
        zipped(tmp_path / f"{at}.zip", order) for at, order in enumerate((files, files[::-1], files[::2] + files[1::2]))
    ]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda package: imported(server, package), packages))
    with postgres_server.database(postgres) as alone, open_writer(Server(alone)) as clean:
        imported(Server(alone), one)
        with open_archive(server) as shared:
            assert list(problems(shared)) == []
            assert _held(shared.engine) == _held(clean.engine)


def _held(engine: Any) -> list[object]:
    texts = {(row.id, row.packed, row.document) for row in engine.every_text(TextForm.WHOLE)}
    return [texts, {(row.id, row.packed) for row in engine.statuses(engine.names())}, set(engine.titles())]


def test_a_connection_that_was_lost_is_opened_again(server: Server) -> None:
    with open_archive(server) as archive:
        run_on(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'billtrack'")
        with pytest.raises(StoreError, match="the connection was lost"):
            archive.ids()
        assert archive.ids() == ()
