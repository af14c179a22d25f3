"""Whoever does the work of a batch, the answers are the same and in order; nothing heavy is loaded without need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.batch import Alone, Processes
from billtrack.batch.cluster import Local, Scheduler, parse_cluster
from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.record_builder import ImportResult
from billtrack.store.archive_address import Server
from billtrack.tracking.archive_import import TASKS, Import
from billtrack.tracking.importing import Taken
from invented_congress import DAY, congress, imported, laid_out, status, text, zipped

T = TypeVar("T")
NAMES = ["hres7-122", "s9-115", "hconres1-119"]


def test_processes_answer_in_order_as_one_does() -> None:
    names = NAMES * 20
    with Processes(2) as crew:
        assert list(crew.each(parse_measure_id, names)) == list(Alone().each(parse_measure_id, names))


def test_an_error_is_raised_in_its_place_with_its_hint() -> None:
    with Processes(2) as crew:
        answers = crew.each(parse_measure_id, ["hres7-122", "no measure"])
        assert str(next(answers)) == "hres7-122"
        with pytest.raises(InputError) as alone:
            parse_measure_id("no measure")
        with pytest.raises(InputError) as raised:
            next(answers)
        assert (str(raised.value), raised.value.hint) == (str(alone.value), alone.value.hint)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("local", Local(None)),
        ("local:8", Local(8)),
        ("tcp://127.0.0.1:8786", Scheduler("tcp://127.0.0.1:8786")),
        ("tcp://localhost:8786", Scheduler("tcp://localhost:8786")),
        ("tcp://[::1]:8786", Scheduler("tcp://[::1]:8786")),
        ("tls://scheduler.example.org:8786", Scheduler("tls://scheduler.example.org:8786")),
    ],
)
def test_a_cluster_is_read(given_text: str, expected: Local | Scheduler) -> None:
    assert parse_cluster(given_text) == expected


@pytest.mark.parametrize(
    "host", ["scheduler.example.org", "10.0.0.1", "0.0.0.0", "[::]", "127.0.0.1.example.org", "localhost.example.org"]
)
def test_a_scheduler_elsewhere_needs_tls(host: str) -> None:
    with pytest.raises(ValueError, match="needs TLS"):
        parse_cluster(f"tcp://{host}:8786")


@pytest.mark.parametrize("text", ["", "local:0", "local:", "tcp://", "tcp://127.0.0.1", "udp://127.0.0.1:1", "8786"])
def test_anything_else_is_no_cluster(text: str) -> None:
    with pytest.raises(ValueError, match="expected local, local:N, tcp://"):
        parse_cluster(text)


SECRET = "kE9xxSECRETxx"
WORDS = st.text("abcXYZ09%._-", max_size=4).filter(lambda word: "%" not in word)


@given(
    user=WORDS,
    before=WORDS,
    after=WORDS,
    host=st.sampled_from(["127.0.0.1:9", "[::1]:9", "a.example,b.example:6", ""]),
    query=st.lists(
        st.sampled_from(["sslmode=verify-full", f"password={SECRET}", f"pass%77ord={SECRET}", f"sslpassword={SECRET}"])
    ),
)
def test_an_address_without_its_password_is_the_same_otherwise(
    user: str, before: str, after: str, host: str, query: list[str]
) -> None:
    conninfo_to_dict = pytest.importorskip("psycopg.conninfo").conninfo_to_dict

    server = Server(
        f"postgresql://{user}:{before}{SECRET}{after}@{host}/congress{'?' if query else ''}{'&'.join(query)}"
    )
    bare = server.without_password()
    assert SECRET not in bare.secret
    assert bare.is_well_formed
    told = conninfo_to_dict(server.secret)
    assert server.password == told["password"]
    assert conninfo_to_dict(bare.secret) == {
        name: value for name, value in told.items() if name not in {"password", "sslpassword"}
    }


def test_an_address_without_a_password_stays_as_it_is() -> None:
    for address in ("postgresql://lena@db.example/congress?sslmode=verify-full", "postgresql:///congress"):
        assert Server(address).without_password().secret == address
        assert Server(address).password is None


def test_a_malformed_address_is_given_to_no_cluster() -> None:
    with pytest.raises(ValueError, match="not an address of a server") as refused:
        _ = Server(f"postgresql://me:{SECRET}@[::1").password
    assert SECRET not in str(refused.value)


def test_no_command_loads_dask_or_duckdb_without_need(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    imported(archive, zipped(tmp_path / "all.zip", [status(7), text(7)]))
    commands = (
        *("companions --all", "companions hres7-122", "archive info", "archive export --help", "import --help"),
        *("list", "status hres7-122", "search lamp"),
    )
    look = (
        "import sys; from billtrack.cli import main\n"
        "for command in sys.argv[2:]:\n"
        "    where = [] if '--help' in command else ['--archive', sys.argv[1]]\n"
        "    code, loaded = main([*command.split(), *where]), {name.split('.')[0] for name in sys.modules}\n"
        "    print(command, code, *loaded & {'dask', 'distributed', 'duckdb'}, sep=', ', file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", look, str(archive), *commands], capture_output=True, text=True, check=True
    )
    assert run.stderr.splitlines() == [f"{command}, 0" for command in commands]


class _Two:
    """A crew of two that does the work here and counts the documents of each answer."""

    size = 2

    def __init__(self) -> None:
        self.documents: list[int] = []

    def each(self, work: Callable[[T], list[Taken]], tasks: Iterable[T]) -> Iterator[list[Taken]]:
        for answer in map(work, tasks):
            self.documents.append(len(answer))
            yield answer


@pytest.mark.parametrize("files", [1, 15, 45])
def test_a_worker_writes_many_documents_at_once_and_every_worker_has_enough_tasks(
    files: int, postgres_address: str, tmp_path: Path
) -> None:
    folder = laid_out(tmp_path / "files", congress(files)[0])
    server, crew = Server(postgres_address), _Two()
    done = list(Import.of([folder]).shared(server, crew, server, on=DAY))  # type: ignore[arg-type]  # of one work only
    assert [each.fate for each in done] == [ImportResult.NEW] * files
    assert sum(crew.documents) == files
    assert len(crew.documents) >= min(files, crew.size * TASKS)
    assert max(crew.documents) == max(1, files // (crew.size * TASKS))
