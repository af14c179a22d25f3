"""The schema of an answer fits real answers, and declares every key of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from billtrack.cli.commands import COMMANDS
from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteId
from invented_congress import congress, zipped
from invented_votes import invented_vote
from official_measures import Row, invented, replace

if TYPE_CHECKING:
    from tests.cli.conftest import Run

    from official_server import OfficialServer

Billtrack = Callable[..., "Run"]
INVENTED = ("hres901-118", "sres77-118", "s12-119", "hconres5-119", "hr20-119")
ASKED = [
    *(("status", measure) for measure in INVENTED),
    ("text", "hres901-118@ih", "sres77-118", "hconres5-119", "hr20-119"),
    ("text", "hres901-118@ih", "whereas", "2"),
    ("cite", *INVENTED, "hr5-93"),
    ("list",),
    ("list", "--tag", "nobody has it"),
    ("history", *INVENTED),
    ("history", "--amendments", *INVENTED),
    ("check-quote", "kept the lamps; and", "kept the lamp", "the zebra walks on", "--measure", "hres901-118"),
    ("diff", "hres901-118@ih", "sres77-118"),
    ("diff", "hr20-119", "hconres5-119"),
    ("diff", "hres901-118", "sres77-118", "--of", "title"),
    *(("cosponsors", *INVENTED, *more) for more in ((), ("--growth",), ("--by", "party"), ("--by", "date"))),
    ("cosponsors", "hres901-118", "--as-of", "2023-05-25", "--by", "state"),
    ("overlap", "hres901-118", "sres77-118"),
    ("votes", *INVENTED),
    ("member", "E000901"),
    ("member", "E000903"),
    ("changes",),
    ("mark", *INVENTED),
    ("mark", "hres901-118", "--position", "support", "--priority", "1", "--owner", "desk", "--note", "seen"),
    ("verify",),
    ("config", "list", "--origin"),
]
SHIPPED = [
    *(
        (command, "hres351-115", "sres211-115")
        for command in ("status", "text", "history", "diff", "cosponsors", "overlap", "votes", "verify")
    ),
    ("cite", "hres351-115@ih"),
    ("list",),
    ("diff", "hres351-115"),
    ("diff", "hres351-115", "sres211-115", "--of", "summary"),
    ("check-quote", "the violence and persecution in Chechnya"),
    ("member", "Toomey"),
]


VALIDATORS: dict[str, jsonschema.Draft202012Validator] = {}
"""For each command asked about, what checks that an answer fits its schema and has no key beside."""


def validator_of(billtrack: Billtrack, command: str) -> jsonschema.Draft202012Validator:
    if command not in VALIDATORS:
        found = json.loads(billtrack("schema", "--of", command).out)
        jsonschema.Draft202012Validator.check_schema(found)
        VALIDATORS[command] = jsonschema.Draft202012Validator(closed(found))
    return VALIDATORS[command]


def closed(schema: Any) -> Any:
    """The same schema, refusing every key it does not declare."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in inner else inner


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_answers_about_invented_measures_fit(billtrack: Billtrack, asked: tuple[str, ...]) -> None:
    fits(billtrack, *asked)


@pytest.mark.parametrize("asked", SHIPPED, ids=" ".join)
def test_answers_about_the_shipped_records_fit(billtrack: Billtrack, asked: tuple[str, ...]) -> None:
    bills = str(Path(__file__).parents[2] / "bills")
    fits(billtrack, *asked, "--bills", bills)


def fits(billtrack: Billtrack, *asked: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(billtrack(*asked, "--json").out)
    validator_of(billtrack, asked[0]).validate(answer)
    return answer


def test_answers_from_an_archive_fit(billtrack: Billtrack, tmp_path: Path) -> None:
    archive = str(tmp_path / "congress.db")
    statuses, texts = congress(12)
    package = zipped(tmp_path / "all.zip", [*statuses, *texts, ("BILLSTATUS-122hres99.xml", b"<billStatus>")])
    assert fits(billtrack, "import", str(package), "--archive", archive, "--report")["elements"]
    for asked in (
        ("list",),
        ("search", "lamp OR lighthouses", "--facets"),
        ("search", "party:D"),
        ("search", "lamp", "--count"),
        ("companions", "--all"),
        ("companions", "hres1-122"),
        ("archive", "info"),
        ("archive", "check"),
    ):
        answer = fits(billtrack, *asked, "--archive", archive)
        assert answer.get("measures") or answer.get("hits") is not None or "pairs" in answer or "problems" in answer


def test_answers_about_members_fit(billtrack: Billtrack) -> None:
    files = [str(path) for path in sorted((Path(__file__).parents[1] / "data" / "members").iterdir())]
    assert fits(billtrack, "members", "import", *files, __file__)["files"]
    assert fits(billtrack, "members", "list")["files"]
    reasons = [
        reason["reason"]
        for each in fits(billtrack, "gaps", "hres901-118")["measures"][0]["members"]
        for reason in each["reasons"]
    ]
    assert "committee_of_referral" in reasons


def test_answers_about_updates_and_roll_calls_fit(
    billtrack: Billtrack, official_server: OfficialServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    vote = VoteId(Chamber.HOUSE, 119, 1, 7)
    begun = invented("hres1-119")
    words = "On agreeing to the resolution Agreed to by the Yeas and Nays: 2 - 1 (Roll no. 7)."
    row = Row(dt.date(2025, 3, 6), words, "H37100", "Floor", "House floor actions", vote=vote)
    official_server.put(begun)
    for variable in ("GOVINFO", "CLERK", "SENATE"):
        monkeypatch.setenv(f"BILLTRACK_{variable}_URL", official_server.url)
    (tmp_path / "mine").mkdir()
    monkeypatch.setenv("BILLTRACK_BILLS", str(tmp_path / "mine"))
    assert fits(billtrack, "track", "hres1-119")["measures"][0]["changes"]
    official_server.put(replace(begun, rows=(*begun.rows, row)))
    official_server.votes[vote.path] = invented_vote(vote)
    assert fits(billtrack, "sync")["measures"][0]["changes"]
    assert fits(billtrack, "changes")["changes"]
    assert fits(billtrack, "votes", "hres1-119", "--members")["measures"][0]["votes"][0]["positions"]
    fits(billtrack, "history", "hres1-119")


def test_every_command_that_prints_json_has_a_schema(billtrack: Billtrack) -> None:
    for entry in COMMANDS:
        if "--json" in billtrack(entry.name, "--help", COLUMNS="200").out:
            assert bool(entry.shape) == (entry.name not in {"schema"}), entry.name


def test_a_measure_is_named_under_both_of_its_keys(billtrack: Billtrack) -> None:
    for command in ("status", "list", "history", "cosponsors", "cite", "text", "votes", "mark"):
        names = () if command == "list" else ("hres901-118",)
        for line in billtrack(command, *names, "--format", "jsonl").out.splitlines():
            item = json.loads(line)
            assert item["id"] == item["measure"]


def wrong(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {**answer, "schema_version": 2}
    yield {**answer, "measures": None}
    yield {**answer, "measures": [{**answer["measures"][0], "id": 5}]}
    yield {**answer, "measures": [{key: value for key, value in answer["measures"][0].items() if key != "id"}]}


@pytest.mark.parametrize("command", ["status", "text", "cite"])
def test_a_wrong_answer_does_not_fit(billtrack: Billtrack, command: str) -> None:
    answer = json.loads(billtrack(command, "hres901-118@ih" if command != "status" else "hres901-118", "--json").out)
    for each in wrong(answer):
        with pytest.raises(jsonschema.ValidationError):
            validator_of(billtrack, command).validate(each)


def test_a_command_without_one_names_those_that_have_one(billtrack: Billtrack) -> None:
    run = billtrack("schema", "--of", "statsu")
    assert (run.code, run.out) == (2, "")
    assert "did you mean status?" in run.err
