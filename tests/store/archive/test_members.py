"""Files of members in an archive: what is put in comes out, and what is damaged is found."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from billtrack.model.members import Committees, Legislators, Membership
from billtrack.model.record_builder import ImportResult
from billtrack.sources.members import read_members
from billtrack.store.archive import open_archive, open_writer
from billtrack.store.archive.checking import problems

DATA = Path(__file__).parents[2] / "data" / "members"
DAY = dt.date(2023, 6, 15)
TODAY = dt.date(2025, 6, 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive with nothing but the members of one day."""
    path = tmp_path / "archive.db"
    with open_writer(path) as writer:
        for each in sorted(DATA.iterdir()):
            data = each.read_bytes()
            contents = read_members(data, name=each.name)
            assert writer.put_members(contents, data, name=each.name, day=DAY, on=TODAY) is ImportResult.NEW
            assert writer.put_members(contents, data, name=each.name, day=DAY, on=TODAY) is ImportResult.UNCHANGED
    return path


def test_what_is_put_in_comes_out(file: Path) -> None:
    with open_archive(file) as archive:
        found = (
            archive.find_members(Committees, DAY),
            archive.find_members(Legislators, DAY),
            archive.find_members(Membership, DAY),
        )
        names = ("committees", "legislators", "committee-membership")
        for contents, name in zip(found, names, strict=True):
            path = DATA / f"{name}-{DAY}.yaml"
            assert contents == read_members(path.read_bytes(), name=path.name)


def test_a_day_is_not_another(file: Path) -> None:
    with open_archive(file) as archive:
        for day in (DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)):
            assert archive.find_members(Legislators, day) is None
            assert archive.find_members(Membership, day) is None


def test_files_are_listed_with_their_day_and_digest(file: Path) -> None:
    with open_archive(file) as archive:
        held = archive.engine.member_files()
    assert [each.kind for each in held] == ["committee-membership", "committees", "legislators"]
    assert {(each.day, each.imported) for each in held} == {(DAY, TODAY)}
    assert all(len(each.sha256) == 32 for each in held)


def test_a_check_reads_what_is_packed(file: Path) -> None:
    with open_archive(file) as archive:
        assert list(problems(archive)) == []
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE member_files SET packed = x'00' WHERE kind = 'committees'")
        packed = "(SELECT packed FROM member_files WHERE kind = 'committee-membership')"
        connection.execute(f"UPDATE member_files SET packed = {packed} WHERE kind = 'legislators'")
    with open_archive(file) as archive:
        found = list(problems(archive))
    assert len(found) == 2
    assert found[0].startswith("the members of 2023-06-15 from committees-2023-06-15.yaml: a packed value cannot be")
    assert found[1].endswith("they are committee-membership, their row says legislators")
