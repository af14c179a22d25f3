"""Archives that are none, are damaged, in use, or cannot be written: one line, exit 5, nothing lost."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from billtrack.errors import StoreError
from billtrack.store.archive import open_archive, open_writer
from billtrack.store.archive.checking import problems
from billtrack.store.archive.sqlite.schema import APPLICATION_ID, STEPS
from invented_congress import congress, dump, imported, laid_out, status, zipped


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of forty measures; to be copied."""
    statuses, texts = congress(40)
    folder = tmp_path_factory.mktemp("intact")
    imported(folder / "congress.db", zipped(folder / "all.zip", [*statuses, *texts]))
    return folder / "congress.db"


@pytest.fixture
def archive(intact: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(intact, tmp_path / "congress.db"))


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(StoreError) as refused:
        open_archive(path)
    return str(refused.value).removeprefix(f"{path}: "), refused.value.hint or ""


def test_a_missing_archive_is_told_with_the_command_that_builds_it(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    assert refusal(path) == (
        "no such archive",
        f"`billtrack import PATH... --archive {path}` builds it from official files",
    )
    assert not path.exists()


@pytest.mark.parametrize("content", [b"Roses are red, violets are blue. " * 40, b"PK\x03\x04" + bytes(4096)])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "poem.db"
    path.write_bytes(content)
    assert refusal(path) == ("no archive: not a database at all", "name another file with --archive")
    with pytest.raises(StoreError, match="not a database at all"), open_writer(path):
        pass
    assert path.read_bytes() == content


def test_an_empty_file_is_no_archive_to_readers_and_becomes_one_when_written(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert refusal(path)[0] == "no archive: the file is empty"
    with open_writer(path):
        pass
    with open_archive(path) as opened:
        assert opened.ids() == ()


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE addresses (name TEXT)")
    connection.close()
    before = path.read_bytes()
    assert refusal(path)[0] == "a database of another program, no archive of billtrack"
    with pytest.raises(StoreError, match="of another program"), open_writer(path):
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "expected"),
    [(len(STEPS) + 1, "an archive of a later billtrack"), (len(STEPS) - 1, "an archive of an earlier billtrack")],
)
def test_an_archive_of_another_version_is_told_apart(archive: Path, version: int, expected: str) -> None:
    set_version(archive, version)
    message, hint = refusal(archive)
    assert message == expected
    assert f"billtrack import PATH... --archive {archive}" in hint


def set_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_later_archive_is_not_written(archive: Path) -> None:
    set_version(archive, len(STEPS) + 1)
    with pytest.raises(StoreError, match="of a later billtrack"), open_writer(archive):
        pass


def test_an_archive_of_the_first_step_is_brought_up_to_date_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "early.db"
    connection = sqlite3.connect(path)
    connection.create_function("as_indexed", 1, str)
    connection.create_function("line_column", 2, str)
    for statement in STEPS[0]:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with open_writer(path):
        pass
    with open_archive(path) as opened:
        assert list(problems(opened)) == []


def test_a_locked_archive_says_so_and_stays_as_it_is(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("billtrack.store.archive.sqlite.connection._PATIENCE", 0.05)
    other = sqlite3.connect(archive, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreError) as refused:
            imported(archive, laid_out(tmp_path / "more", [status(999)]))
        assert str(refused.value) == f"{archive}: locked: another program is writing it"
        with open_archive(archive) as opened:
            assert len(opened.ids()) == 40  # readers go on
    finally:
        other.close()


def test_a_full_disk_ends_the_import_and_loses_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = dump(archive)
    prepare = "billtrack.store.archive.sqlite.engine.connect_to_write"

    def small(path: Path) -> sqlite3.Connection:
        connection = connect_to_write(path)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        return connection

    from billtrack.store.archive.sqlite.connection import connect_to_write

    with monkeypatch.context() as patched:
        patched.setattr(prepare, small)
        statuses, texts = congress(200, seed=2)
        more = laid_out(tmp_path / "more", [*statuses, *texts])
        with pytest.raises(StoreError, match="no room left on its disk"):
            imported(archive, more)
    assert dump(archive) == before
    imported(archive, more)
    with open_archive(archive) as opened:
        assert list(problems(opened)) == []


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_archive_is_damaged(archive: Path, share: float) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * share)])
    assert is_found_out(archive)


@pytest.mark.parametrize("seed", [*range(10), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(10, 30))])
def test_a_flipped_bit_is_an_error_of_the_store_or_a_problem_and_never_a_bug(archive: Path, seed: int) -> None:
    chance, data = random.Random(seed), bytearray(archive.read_bytes())
    for _ in range(3):
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
    archive.write_bytes(data)
    is_found_out(archive)
    try:
        with open_archive(archive) as opened:
            for measure in opened.measures():
                for text in measure.text_versions or ():
                    opened.text_in_full(text)
    except StoreError as error:
        assert str(error).startswith(str(archive))  # noqa: PT017 - either end is right


def is_found_out(path: Path) -> bool:
    """Whether the damage is told: as a problem, or as an error with the way to build the archive again."""
    try:
        with open_archive(path) as opened:
            return bool(list(problems(opened)))
    except StoreError as error:
        assert error.hint is not None  # noqa: PT017 - either end is right
        return True


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "DELETE FROM texts WHERE document = (SELECT max(document) FROM texts)",
            "held, by the ledger, and there 0 times",
        ),
        ("UPDATE measures SET titles = 'Of another'", "the index: it does not fit the words"),
        ("UPDATE measures SET title = 'Of another' WHERE number = 3", "hres3-122: its title is not that of its status"),
        ("DELETE FROM cosponsors WHERE place = 0", "hres1-122: it has 0 cosponsors, its status 1"),
        ("UPDATE texts SET packed = head", "a packed value cannot be read"),
        ("UPDATE measures SET status = x'00' WHERE number = 2", "hres2-122: its status: a packed value cannot be read"),
        ("UPDATE cosponsors SET measure = 7777 WHERE measure = 1", "the table cosponsors"),
    ],
)
def test_what_does_not_fit_together_is_found(archive: Path, statement: str, expected: str) -> None:
    connection = sqlite3.connect(archive, isolation_level=None)
    connection.create_function("as_indexed", 1, str)
    connection.create_function("line_column", 2, str)
    connection.execute(statement)
    connection.close()
    with open_archive(archive) as opened:
        found = list(problems(opened))
    assert any(expected in problem for problem in found), found
