"""Companions in an archive of invented measures: found, told apart from what is official, kept for the next time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from billtrack.errors import InputError, StoreError
from billtrack.model.identifiers import parse_reference
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.verification import CompanionKind, CompanionScope, CompanionsFound, Official
from billtrack.store.archive import open_archive
from billtrack.store.archive.checking import problems
from billtrack.store.archive.sqlite.connection import connect_to_read
from billtrack.store.library import Holdings
from billtrack.tracking.importing import import_documents
from invented_bills import bill, reworded, senate_text
from invented_congress import DAY, congress, imported, laid_out, status, text, zipped

SEVEN = Wanted(0.7)
INTRODUCED, EVERY_VERSION, ACROSS = CompanionScope(), CompanionScope(every_version=True), CompanionScope(across=True)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Thirty measures nothing like each other; 501 and the Senate's 1501, officially related; 502 and its copy 503."""
    chance = random.Random(1)
    lamps, ferry = bill(chance), bill(chance)
    statuses, texts = congress(30)
    statuses += [status(501, title="On lamps."), status(502, title="On ferries."), status(503, title="Ferries again.")]
    texts += [
        text(501, who=lamps),
        senate_text(1501, reworded(lamps, chance, 0.02)),
        text(502, who=bill(chance)),
        text(502, "eh", who=ferry),
        text(503, who=ferry),
    ]
    path = tmp_path / "congress.db"
    imported(path, zipped(tmp_path / "all.zip", [*statuses, *texts]))
    return path


def finder(archive: Path | None, bills: Path) -> CompanionFinder:
    made = CompanionFinder(Holdings(bills, archive))
    assert len(list(made.sketch())) == made.unsketched or made.unsketched == 0
    return made


def every(archive: Path, bills: Path, wanted: Wanted = SEVEN, scope: CompanionScope = INTRODUCED) -> CompanionsFound:
    search = finder(archive, bills).every(wanted, scope)
    return search.found(pair for _, pair in search.verified() if pair)


def of(name: str, archive: Path, bills: Path, scope: CompanionScope = INTRODUCED) -> CompanionsFound:
    search = finder(archive, bills).of(parse_reference(name), SEVEN, scope)
    return search.found(pair for _, pair in search.verified() if pair)


def named(found: CompanionsFound) -> list[tuple[str, str]]:
    return [(str(pair.a), str(pair.b)) for pair in found.pairs]


def test_the_copy_is_found_with_its_official_label_beside_it(archive: Path, tmp_path: Path) -> None:
    found = every(archive, tmp_path)
    assert named(found) == [("hres501-122@ih", "sres1501-122@is")]
    (pair,) = found.pairs
    assert pair.kind is CompanionKind.OTHER_CHAMBER
    assert pair.official == (Official("Related bill", "CRS"),)
    assert 0.7 < pair.likeness.similarity < 1
    assert pair.evidence.differing
    assert (found.measures, found.texts, found.without_text) == (34, 34, 0)


def test_all_versions_find_what_became_alike_later(archive: Path, tmp_path: Path) -> None:
    found = every(archive, tmp_path, scope=EVERY_VERSION)
    assert named(found) == [("hres502-122@eh", "hres503-122@ih"), ("hres501-122@ih", "sres1501-122@is")]
    assert found.pairs[0].kind is CompanionKind.SAME_CHAMBER
    assert found.pairs[0].official == ()
    assert found.texts == 41


def test_across_congresses_only_where_it_is_asked_for(archive: Path, tmp_path: Path) -> None:
    name, data = text(7, who=bill(random.Random(5)))
    earlier = (name.replace("122", "121"), data.replace(b"122d CONGRESS", b"121st CONGRESS"))
    imported(archive, zipped(tmp_path / "earlier.zip", [text(600, who=bill(random.Random(5))), earlier]))
    assert named(every(archive, tmp_path)) == [("hres501-122@ih", "sres1501-122@is")]
    assert named(of("hres600-122", archive, tmp_path)) == []
    found = every(archive, tmp_path, scope=ACROSS)
    assert named(found)[0] == ("hres7-121@ih", "hres600-122@ih")
    assert (found.pairs[0].kind, found.measures) == (CompanionKind.OTHER_CONGRESS, 36)
    assert named(of("hres600-122", archive, tmp_path, ACROSS)) == [("hres600-122@ih", "hres7-121@ih")]


def test_a_record_is_compared_in_the_place_of_what_the_archive_has(archive: Path, tmp_path: Path) -> None:
    list(
        import_documents([laid_out(tmp_path / "files", [text(501, who=bill(random.Random(9)))])], into=tmp_path, on=DAY)
    )
    assert named(of("hres501-122", archive, tmp_path)) == []
    assert named(of("sres1501-122", archive, tmp_path)) == [("sres1501-122@is", "hres501-122@ih")]


def test_one_measure_stands_first_and_is_told_the_same(archive: Path, tmp_path: Path) -> None:
    (pair,), (back,) = every(archive, tmp_path).pairs, of("sres1501-122", archive, tmp_path).pairs
    assert (str(back.a), str(back.b)) == ("sres1501-122@is", "hres501-122@ih")
    assert back.likeness.similarity == pair.likeness.similarity
    assert (back.likeness.a_in_b, back.likeness.b_in_a) == (pair.likeness.b_in_a, pair.likeness.a_in_b)
    assert back.official == pair.official


def test_sketches_are_made_once_and_again_where_a_text_is_replaced(archive: Path, tmp_path: Path) -> None:
    made = CompanionFinder(Holdings(tmp_path, archive))
    assert made.unsketched == 41
    assert len(list(made.sketch())) == 41
    assert CompanionFinder(Holdings(tmp_path, archive)).unsketched == 0
    imported(archive, zipped(tmp_path / "later.zip", [text(503, who=bill(random.Random(7)))]))
    again = CompanionFinder(Holdings(tmp_path, archive))
    assert again.unsketched == 1
    assert [str(each) for each in again.sketch()] == ["hres503-122@ih"]
    assert len(named(every(archive, tmp_path, scope=EVERY_VERSION))) == 1
    with open_archive(archive) as opened:
        assert list(problems(opened)) == []


def test_an_interrupted_run_keeps_what_it_made(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("billtrack.search.companions.finder._BATCH", 10)
    making = CompanionFinder(Holdings(tmp_path, archive)).sketch()
    for _ in range(25):
        next(making)
    del making
    assert CompanionFinder(Holdings(tmp_path, archive)).unsketched == 41 - 20


def test_an_archive_that_cannot_be_written_is_searched_all_the_same(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("cannot be written")

    monkeypatch.setattr("billtrack.store.archive.sqlite.engine.SqliteEngine.keep_sketches", refuse)
    made = CompanionFinder(Holdings(tmp_path, archive))
    with pytest.raises(StoreError, match="cannot be written"):
        list(made.sketch())
    assert made.unsketched == 0
    assert made.every(SEVEN, INTRODUCED).candidates == 1


def test_a_measure_without_a_text_has_nothing_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "congress.db"
    imported(path, zipped(tmp_path / "all.zip", [status(7)]))
    with pytest.raises(InputError, match="hres7-122: no complete text is loaded"):
        of("hres7-122", path, tmp_path)


def test_without_an_archive_there_is_nowhere_to_look(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no archive to look for companions in"):
        CompanionFinder(Holdings(tmp_path))


def test_nothing_sketched_is_lost_in_the_archive(archive: Path, tmp_path: Path) -> None:
    list(CompanionFinder(Holdings(tmp_path, archive)).sketch())
    connection = connect_to_read(archive)
    sizes = connection.execute("SELECT size, length(hashes) FROM sketches WHERE scale = 0").fetchall()
    connection.close()
    assert sizes
    assert all(size * 4 == length for size, length in sizes)
