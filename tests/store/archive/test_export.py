"""An export to Parquet: other programs read from it what the archive says, and it is there whole or not at all."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest

from billtrack.errors import InputError, StoreError
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Chamber
from billtrack.model.measure_names import MeasureId
from billtrack.model.query.tree import Field, Is
from billtrack.model.vote import VoteId
from billtrack.store.archive import Archive, open_archive
from billtrack.store.archive.export import export_archive
from billtrack.store.archive.export.parquet import columns_of
from billtrack.store.archive.export.rows import clause_sha256
from billtrack.store.archive.export.tables import TABLES
from billtrack.store.archive_address import Address, parse_address
from invented_congress import DAY, congress, full_record, imported, laid_out, text, zipped
from invented_votes import invented_vote

VOTES = [VoteId(Chamber.HOUSE, 122, 1, 7), VoteId(Chamber.SENATE, 121, 2, 3)]


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    address: Address = tmp_path / "congress.db"
    if request.param == "postgres":
        address = parse_address(str(request.getfixturevalue("postgres_address")))
    statuses, texts = congress(30)
    votes = [(f"{vote}.xml", invented_vote(vote)) for vote in VOTES]
    imported(address, zipped(tmp_path / "all.zip", [*statuses, *texts, text(900), *votes]))
    with open_archive(address) as archive:
        yield archive


def exported(archive: Archive, folder: Path) -> Path:
    assert [congress for congress, _ in export_archive(archive, folder, today=DAY)]
    return folder


def rows_in(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, as DuckDB reads them."""
    found = duckdb.execute(f"SELECT * FROM read_parquet('{folder}/{table}/*/*.parquet', hive_partitioning = true)")
    names = [each[0] for each in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def expected(archive: Archive, table: str, ids: list[MeasureId]) -> list[dict[str, Any]]:
    """The rows of a table about the measures *ids*, read from the archive as every command reads it."""
    found: list[dict[str, Any]] = []
    for measure in (full_record(archive, each) for each in ids):
        own = {"congress": measure.id.congress, "measure": str(measure.id)}
        if table == "actions":
            found += [
                own
                | {"place": at, "action_date": each.action_date, "action_time": each.action_time, "text": each.text}
                | {"committees": [named.system_code for named in each.committees], "action_code": each.action_code}
                for at, each in enumerate(measure.actions or ())
            ]
        elif table == "cosponsors":
            found += [
                own
                | {name: getattr(each, name) for name in ("bioguide_id", "name", "party", "state", "sponsorship_date")}
                for each in measure.cosponsors or ()
            ]
        elif table == "committees":
            for committee in measure.committees or ():
                found.append(own | {"system_code": committee.system_code, "name": committee.name})
                found += [
                    own | {"system_code": each.system_code, "name": each.name} for each in committee.subcommittees
                ]
        elif table == "clauses":
            found += [
                own
                | {"version_code": version.version_code, "place": at, "address": each.address, "text": each.text}
                | {"header": each.header, "sha256": clause_sha256(each.header, each.text)}
                for version in measure.text_versions or ()
                for at, each in enumerate(clauses(version))
            ]
        elif table == "texts":
            digests = {source.part: source.sha256 for source in measure.sources}
            found += [
                own | {"version_code": each.version_code, "sha256": digests[f"text:{each.version_code}"]}
                for each in measure.text_versions or ()
            ]
        else:
            found.append(own | {"title": measure.title, "introduced_date": measure.introduced_date})
    return found


OF_MEASURES = ("measures", "actions", "cosponsors", "committees", "texts", "clauses")


def compared(archive: Archive, folder: Path, ids: list[MeasureId]) -> dict[str, int]:
    """Compare up to a hundred rows of each table, drawn by chance, with the archive; how many were compared."""
    counts = {}
    for table in OF_MEASURES:
        told = expected(archive, table, ids)
        rows = [each for each in rows_in(folder, table) if parse_measure_id(each["measure"]) in set(ids)]
        assert len(rows) == len(told)
        keys = list(told[0]) if told else []
        read = {repr([row[key] for key in keys]) for row in rows}
        chosen = random.Random(1).sample(told, min(100, len(told)))
        assert [each for each in chosen if repr(list(each.values())) not in read] == []
        counts[table] = len(chosen)
    return counts


def test_duckdb_reads_what_the_archive_says(opened: Archive, tmp_path: Path) -> None:
    folder = exported(opened, tmp_path / "parquet")
    assert compared(opened, folder, list(opened.ids())) == {
        **dict.fromkeys(("measures", "actions", "committees"), 30) | {"measures": 31},
        "cosponsors": 60,
        "texts": 37,
        "clauses": 100,
    }


def test_stages_and_counts_are_those_of_the_day(opened: Archive, tmp_path: Path) -> None:
    rows = {row["measure"]: row for row in rows_in(exported(opened, tmp_path / "parquet"), "measures")}
    for row in opened.engine.measures(today=DAY):
        told = rows[str(row.id)]
        assert (told["stage"], told["cosponsors"], told["sponsor_name"]) == (
            row.stage,
            row.cosponsors,
            row.sponsor_name,
        )
    assert rows["hres7-122"]["update_date"] == dt.datetime(2031, 6, 1, 10)  # noqa: DTZ001 - in UTC, without a zone
    assert rows["hres900-122"]["stage"] is None


def test_who_voted_how_is_in_it(opened: Archive, tmp_path: Path) -> None:
    folder = exported(opened, tmp_path / "parquet")
    assert {(row["congress"], row["vote"]) for row in rows_in(folder, "votes")} == {
        (vote.congress, str(vote)) for vote in VOTES
    }
    positions = rows_in(folder, "positions")
    for vote in VOTES:
        held = opened.find_vote(vote)
        assert held is not None
        told = [row for row in positions if row["vote"] == str(vote)]
        keys = ("bioguide_id", "lis_id", "name", "party", "state", "position", "vote_cast")
        assert [[row[key] for key in keys] for row in sorted(told, key=lambda row: row["place"])] == [
            [getattr(each, key) for key in keys] for each in held.vote.positions
        ]


def test_polars_reads_the_same_as_duckdb(opened: Archive, tmp_path: Path) -> None:
    folder = exported(opened, tmp_path / "parquet")
    for table in OF_MEASURES:
        read = polars.read_parquet(f"{folder}/{table}/**/*.parquet", hive_partitioning=True)
        assert sorted(map(repr, read.to_dicts())) == sorted(map(repr, rows_in(folder, table)))


def test_the_readme_names_every_table_and_column(opened: Archive, tmp_path: Path) -> None:
    readme = (exported(opened, tmp_path / "parquet") / "README.md").read_text("utf-8")
    for name, table in TABLES.items():
        assert f"\n## {name}: " in readme
        for column in columns_of(table):
            assert column.says
            assert f"| `{column.name}` | {column.kind} |" in readme


def test_a_folder_that_is_there_is_left_as_it_is(opened: Archive, tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "parquet", [("mine.txt", b"mine")])
    with pytest.raises(InputError, match="exists already"):
        list(export_archive(opened, folder, today=DAY))
    assert [each.name for each in folder.iterdir()] == ["mine.txt"]


def test_nothing_is_left_of_an_export_that_fails(
    opened: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_: bytes) -> None:
        raise StoreError("a packed value cannot be read")

    monkeypatch.setattr("billtrack.store.archive.export.rows.unpack_vote", damaged)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match="a packed value cannot be read"):
        list(export_archive(opened, tmp_path / "parquet", today=DAY))
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_cannot_be_made_is_told(opened: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: No such file or directory"):
        list(export_archive(opened, tmp_path / "missing" / "parquet", today=DAY))


def test_a_congress_is_exported_as_the_archive_has_it(official_data: Path, tmp_path: Path) -> None:
    imported(tmp_path / "a.db", *sorted((official_data / "congress119").glob("*-h*res.zip")))
    with open_archive(tmp_path / "a.db") as archive:
        folder = exported(archive, tmp_path / "parquet")
        ids = random.Random(20).sample(archive.ids(), 60)
        assert min(compared(archive, folder, ids).values()) > 50
        counts = {table: len(rows_in(folder, table)) for table in ("measures", "texts")}
        columns = list(archive.engine.measures((Is(Field.CONGRESS, "119"),), today=DAY))
        assert counts == {"measures": len(columns), "texts": archive.engine.holding(()).texts}
