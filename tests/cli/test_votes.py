"""``votes`` and ``member``: fetched, imported, kept, shown; complete, and never guessed."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteId
from billtrack.store.records import load_record
from invented_votes import HOUSE, invented_vote
from official_measures import Row, invented
from official_measures import replace as varied
from official_server import OfficialServer

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Program = Callable[..., "Run"]
DAY = dt.date(2025, 3, 6)
VOTE, LATER = VoteId(Chamber.HOUSE, 119, 1, 7), VoteId(Chamber.HOUSE, 119, 1, 9)
HEADER = (
    "measure,chamber,congress,session,roll_number,date,question,bioguide_id,name,party,state,district,position,"
    "vote_cast,is_cosponsor,id"
)


@pytest.fixture
def desk(official_server: OfficialServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A measure with two roll calls, one of them published, and the sources' addresses."""
    begun = invented("hres1-119")
    words = "On agreeing to the resolution Agreed to by the Yeas and Nays: 2 - 1 (Roll no. {})."
    rows = tuple(
        Row(DAY, words.format(vote.roll_number), "H37100", "Floor", "House floor actions", vote=vote)
        for vote in (VOTE, LATER)
    )
    official_server.put(varied(begun, rows=(*begun.rows, *rows)))
    signed = begun.cosponsors[0].bioguide_id
    official_server.votes[VOTE.path] = invented_vote(VOTE, [*HOUSE, (signed, "Signer", "D", "MA", "Nay")])
    for variable in ("GOVINFO", "CLERK", "SENATE"):
        monkeypatch.setenv(f"BILLTRACK_{variable}_URL", official_server.url)
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.setenv("BILLTRACK_BILLS", str(folder))
    return folder


def test_track_fetches_what_actions_cite_and_says_what_is_not_published(
    desk: Path, official_server: OfficialServer, billtrack: Program
) -> None:
    run = billtrack("track", "hres1-119")
    assert run.code == 0
    assert "vote:house-119-1-9" in run.out
    data = (desk / VOTE.file).read_bytes()
    assert data == official_server.votes[VOTE.path]
    sources = {each.part: each for each in load_record(desk / "hres1-119.yaml").sources}
    assert sources[VOTE.part].sha256 == hashlib.sha256(data).hexdigest()
    assert sources[VOTE.part].url == VOTE.url
    assert LATER.part not in sources
    official_server.votes[LATER.path] = invented_vote(LATER)
    assert billtrack("sync").code == 0
    assert (desk / LATER.file).exists()
    assert "vote:" not in billtrack("verify").out
    (desk / VOTE.file).write_bytes(invented_vote(VOTE))
    (desk / LATER.file).unlink()
    told = billtrack("verify").out
    assert f"{VOTE.file} is not the document that was imported" in told
    assert f"{LATER.file} is not beside the record" in told


def test_a_file_that_is_gone_is_fetched_again(desk: Path, billtrack: Program) -> None:
    billtrack("track", "hres1-119")
    (desk / VOTE.file).unlink()
    assert billtrack("sync").code == 0
    assert (desk / VOTE.file).exists()


def test_a_mirror_of_govinfo_alone_is_asked_for_no_votes(
    desk: Path, official_server: OfficialServer, billtrack: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BILLTRACK_CLERK_URL")
    monkeypatch.delenv("BILLTRACK_SENATE_URL")
    assert billtrack("track", "hres1-119").code == 0
    assert not (desk / "votes").exists()
    assert not any("/evs/" in each.path for each in official_server.asked)


def test_a_roll_call_for_programs(desk: Path, billtrack: Program) -> None:
    billtrack("track", "hres1-119")
    found = json.loads(billtrack("votes", "hres1-119", "--members", "--json").out)["measures"][0]
    first, second = found["votes"]
    assert first["totals"] == {"yea": 2, "nay": 2, "present": 0, "not_voting": 1}
    assert first["by_party"]["D"] == {"yea": 2, "nay": 1, "present": 0, "not_voting": 0}
    assert (first["coverage"], first["kind"], first["is_deciding"]) == ("complete", "passage", True)
    assert first["cosponsors"]["nay"] == 1
    assert first["disagreements"] == [{"one": "the action: 2–1", "other": "the roll call file: 2–2"}]
    assert first["sha256"] == hashlib.sha256((desk / VOTE.file).read_bytes()).hexdigest()
    assert len(first["positions"]) == 5
    assert (second["coverage"], second["totals"], second["positions"]) == ("none", None, None)
    rows = billtrack("votes", "hres1-119", "--csv").out
    assert rows.splitlines()[0] == HEADER
    assert [each["is_cosponsor"] for each in csv.DictReader(io.StringIO(rows))] == ["false"] * 4 + ["true"]
    against = billtrack("votes", "hres1-119", "--position", "nay", "--party", "d", "--csv").out
    assert [each["name"] for each in csv.DictReader(io.StringIO(against))] == ["Signer"]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("arguments", [("votes", "hres1-119"), ("member", "Anchor")], ids=["votes", "member"])
def test_excel_holds_the_rows_of_csv(billtrack: Program, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    billtrack("track", "hres1-119")
    assert billtrack(*arguments, "-o", str(tmp_path / "rolls.xlsx")).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "rolls.xlsx").active
    assert sheet is not None
    told = list(csv.DictReader(io.StringIO(billtrack(*arguments, "--csv").out)))
    names, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert names == list(told[0])
    assert len(rows) == len(told)
    day, position, number = (names.index(key) for key in ("date", "position", "roll_number"))
    for row, line in zip(rows, told, strict=True):
        when = row[day]
        assert isinstance(when, dt.datetime)
        assert (str(when.date()), row[position] or "") == (line["date"], line["position"])
        assert row[number] == (int(line["roll_number"]) if line["roll_number"] else None)


@pytest.mark.usefixtures("desk")
def test_a_roll_call_for_people(billtrack: Program) -> None:
    billtrack("track", "hres1-119")
    page = billtrack("votes", "hres1-119", "--cosponsors").out
    assert "● House 7" in page
    assert "Sources differ  the action: 2–1; the roll call file: 2–2" in page
    assert "1 of 2 not loaded" in page
    assert "Signer" in page
    assert "Anchor" not in page
    assert billtrack("votes", "hres1-119", "--against-party").out.count("Signer") == 1
    run = billtrack("votes", "hres1-119", "--roll", "8")
    assert run.code == 3
    assert "it has 7 (House 2025), 9 (House 2025)" in run.err
    assert billtrack("votes", "hres1-119", "--members", "--cosponsors").code == 2


@pytest.mark.usefixtures("desk")
def test_status_history_and_brief_have_the_split(billtrack: Program) -> None:
    billtrack("track", "hres1-119")
    assert "Roll no. 7: 2–2; D 2–1, R 0–1 (yea–nay)" in billtrack("history", "hres1-119").out
    entry = json.loads(billtrack("history", "hres1-119", "--json").out)["measures"][0]["history"]
    assert [each["votes"][0]["totals"]["yea"] for each in entry if each["votes"]] == [2]
    assert "D 2–1, R 0–1 (yea–nay)" in billtrack("brief", "hres1-119", "--full").out


@pytest.mark.parametrize("first", ["votes", "statuses"])
def test_an_archive_and_records_answer_alike_whichever_came_first(
    desk: Path, official_server: OfficialServer, billtrack: Program, tmp_path: Path, first: str
) -> None:
    billtrack("track", "hres1-119")
    papers = tmp_path / "papers"
    for name, data in (
        ("statuses/BILLSTATUS-119hres1.xml", official_server.shelves.find(load_record(desk / "hres1-119.yaml").id)),
        ("votes/roll007.xml", official_server.votes[VOTE.path]),
    ):
        (papers / name).parent.mkdir(parents=True)
        (papers / name).write_bytes(data if isinstance(data, bytes) else data.data)  # type: ignore[union-attr]  # it is there
    order = [first, "statuses" if first == "votes" else "votes"]
    again, empty, archive = tmp_path / "again", tmp_path / "empty", str(tmp_path / "a.db")
    empty.mkdir()
    for each in order:
        assert billtrack("import", str(papers / each), "--into", str(again)).code == 0
        assert billtrack("import", str(papers / each), "--archive", archive).code == 0
    told = json.loads(billtrack("votes", "hres1-119", "--members", "--json").out)
    assert json.loads(billtrack("votes", "hres1-119", "--members", "--json", "--bills", str(again)).out) == told
    archived = billtrack("votes", "hres1-119", "--members", "--json", "--bills", str(empty), "--archive", archive)
    assert json.loads(archived.out) == told
    assert VOTE.part in {each.part for each in load_record(again / "hres1-119.yaml").sources}
    assert billtrack("archive", "check", "--archive", archive).code == 0
    asked = ("member", "X000901", "--json", "--bills")
    by_records = json.loads(billtrack(*asked, str(again)).out)["members"]
    assert json.loads(billtrack(*asked, str(empty), "--archive", archive).out)["members"] == by_records
    assert [each["position"] for each in by_records[0]["votes"]] == ["yea"]
    shutil.rmtree(again / "votes")
    both = billtrack(*asked, str(again), "--archive", archive)
    assert json.loads(both.out)["members"] == by_records


@pytest.mark.usefixtures("desk")
def test_a_name_that_fits_several_lists_them(billtrack: Program) -> None:
    billtrack("track", "hres1-119")
    run = billtrack("member", "nobody-of-that-name")
    assert (run.code, "no member named" in run.err) == (3, True)
    run = billtrack("member", "anchor")
    assert (run.code, "X000901" in run.out) == (0, True)


def test_import_accounts_for_every_element(billtrack: Program, tmp_path: Path) -> None:
    (tmp_path / "roll.xml").write_bytes(invented_vote(VoteId(Chamber.SENATE, 119, 1, 7)))
    told = json.loads(
        billtrack("import", str(tmp_path / "roll.xml"), "--report", "--into", str(tmp_path / "b"), "--json").out
    )
    rows = {each["path"]: each for each in told["elements"]}
    assert rows["members/member/vote_cast"]["schema"] == "roll call of the Senate"
    assert rows["members/member/vote_cast"]["fate"] == "kept"
