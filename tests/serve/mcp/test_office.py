"""What an assistant gets in an office that tracks measures: votes, gaps, companions, changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from pathlib import Path

import pytest

from assistants import Assistant, desk_of, words
from billtrack.cli import main
from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteId
from billtrack.store.library import Holdings
from invented_bills import bill, reworded, senate_text
from invented_congress import congress, imported, status, text, zipped
from invented_votes import HOUSE, invented_vote
from official_measures import Row, invented, replace
from official_server import OfficialServer

DAY = dt.date(2025, 3, 6)
PUBLISHED, LATER = VoteId(Chamber.HOUSE, 119, 1, 7), VoteId(Chamber.HOUSE, 119, 1, 9)
MEMBERS = Path(__file__).parents[2] / "data" / "members"


@pytest.fixture
def bills(official_server: OfficialServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A measure with two roll calls, one of them published, tracked from its source."""
    begun = invented("hres1-119")
    said = "On agreeing to the resolution Agreed to by the Yeas and Nays: 2 - 1 (Roll no. {})."
    rows = tuple(
        Row(DAY, said.format(vote.roll_number), "H37100", "Floor", "House floor actions", vote=vote)
        for vote in (PUBLISHED, LATER)
    )
    official_server.put(replace(begun, rows=(*begun.rows, *rows)))
    signed = begun.cosponsors[0].bioguide_id
    official_server.votes[PUBLISHED.path] = invented_vote(PUBLISHED, [*HOUSE, (signed, "Signer", "D", "MA", "Nay")])
    for variable in ("GOVINFO", "CLERK", "SENATE"):
        monkeypatch.setenv(f"BILLTRACK_{variable}_URL", official_server.url)
    assert main(["track", "hres1-119", "--bills", str(tmp_path)]) == 0
    return tmp_path


def test_votes_are_those_of_the_command_with_their_source(bills: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = Assistant(desk_of(bills)).call("votes", measure="hres1-119")
    capsys.readouterr()
    assert main(["votes", "hres1-119", "--json", "--bills", str(bills)]) == 0
    assert result.structured_content["measures"] == json.loads(capsys.readouterr().out)["measures"]
    digest = hashlib.sha256((bills / PUBLISHED.file).read_bytes()).hexdigest()
    assert f"Source of roll 7: {PUBLISHED.url} (SHA-256 {digest})" in words(result)
    assert "Shown: 2 of 2 roll calls; the files of 1 are not loaded." in words(result)
    assert result.structured_content["availability"] == {"hres1-119": {"votes": "not loaded"}}


def test_who_cosponsored_and_voted_no_is_one_call(bills: Path) -> None:
    result = Assistant(desk_of(bills)).call("votes", measure="hres1-119", who="cosponsors", position=["nay"])
    (vote,) = result.structured_content["measures"][0]["votes"]
    assert [(each["name"], each["position"]) for each in vote["positions"]] == [("Signer", "nay")]
    assert "Signer" in words(result)


def test_a_roll_call_that_is_not_there_is_an_error(bills: Path) -> None:
    result = Assistant(desk_of(bills)).call("votes", measure="hres1-119", roll=8)
    assert result.is_error
    assert "roll" in words(result)


def test_the_file_of_a_roll_call_that_cannot_be_read_is_failed(bills: Path) -> None:
    (bills / PUBLISHED.file).write_bytes(b"<rollcall-vote>")
    result = Assistant(desk_of(bills)).call("votes", measure="hres1-119")
    assert result.is_error
    assert words(result).startswith("failed: ")


def test_changes_are_those_of_the_log(bills: Path) -> None:
    assistant = Assistant(desk_of(bills))
    result = assistant.call("changes")
    assert [each["kind"] for each in result.structured_content["changes"]][:1] == ["new_measure"]
    assert assistant.data("changes", since="2099-01-01")["total"] == 0
    log = bills / ".billtrack" / "changes.jsonl"
    log.write_text(log.read_text(encoding="utf-8") + "{torn\n", encoding="utf-8")
    torn = assistant.call("changes")
    assert "Failed to read: " in words(torn)
    assert torn.structured_content["total"] == result.structured_content["total"]


def test_the_pages_of_the_log_together_are_the_whole(bills: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = bills / ".billtrack" / "changes.jsonl"
    line = log.read_text(encoding="utf-8")
    known = json.loads(line)["id"]
    log.write_text("".join(line.replace(known, f"{known[:-1]}{each}") for each in "xyz"), encoding="utf-8")
    whole = Assistant(desk_of(bills)).data("changes")["changes"]
    assert len(whole) == 3
    monkeypatch.setattr("billtrack.serve.mcp.measures.CHANGES", 1)
    rows, cursor = [], None
    while True:
        found = Assistant(desk_of(bills)).data("changes", cursor=cursor)
        assert found["total"] == len(whole)
        rows += found["changes"]
        cursor = found["next_cursor"]
        if cursor is None:
            break
    assert rows == whole


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with the members of a day in 2023, and two measures of one text."""
    path = tmp_path / "congress.db"
    assert main(["members", "import", *map(str, sorted(MEMBERS.iterdir())), "--archive", str(path)]) == 0
    return path


def test_gaps_come_in_pages_and_their_counts_are_of_the_whole(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("billtrack.serve.mcp.people.CANDIDATES", 1)
    record = invented("hres1-118")
    (tmp_path / "bills").mkdir()
    (tmp_path / "BILLSTATUS-118hres1.xml").write_bytes(record.status_xml())
    assert main(["import", str(tmp_path / "BILLSTATUS-118hres1.xml"), "--into", str(tmp_path / "bills")]) == 0
    capsys.readouterr()
    options = ["--bills", str(tmp_path / "bills"), "--archive", str(archive), "--json"]
    assert main(["gaps", "hres1-118", *options]) == 0
    (whole,) = json.loads(capsys.readouterr().out)["measures"]
    assert len(whole["members"]) > 1
    assistant = Assistant(desk_of(tmp_path / "bills", archive))
    rows, cursor = [], None
    while True:
        result = assistant.call("overlap_gaps", measures=["hres1-118"], cursor=cursor)
        (found,) = result.structured_content["measures"]
        assert {**found, "members": 0} == {**whole, "members": 0}
        rows += found["members"]
        cursor = result.structured_content["next_cursor"]
        if cursor is None:
            break
    assert rows == whole["members"]
    assert assistant.call("overlap_gaps", measures=["hres1-118"], party="X").is_error


def test_companions_are_computed_and_the_archive_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(1)
    lamps = bill(chance)
    statuses, texts = congress(30)
    statuses.append(status(501, title="On lamps."))
    texts += [text(501, who=lamps), senate_text(1501, reworded(lamps, chance, 0.02))]
    path = tmp_path / "texts.db"
    imported(path, zipped(tmp_path / "all.zip", [*statuses, *texts]))
    before = path.read_bytes()
    assistant = Assistant(desk_of(tmp_path, path))
    name = next(str(each) for each in Holdings(tmp_path, path).ids() if each.number == 501)
    result = assistant.call("companions", measure=name)
    assert [each["b"] for each in result.structured_content["pairs"]] != []
    assert "Computed by billtrack" in words(result)
    assert path.read_bytes() == before
    monkeypatch.setattr("billtrack.serve.mcp.measures.UNPREPARED", 1)
    unprepared = assistant.call("companions", measure=name)
    assert unprepared.is_error
    assert words(unprepared).startswith("error: not prepared: ")
