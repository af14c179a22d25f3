"""None, not loaded, not published and failed are four answers, in the data and in words, whichever tool is asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mcp_types import CallToolResult

from assistants import Assistant, desk_of, words
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Authority, Coverage, Measure, TextVersion, Whereas
from billtrack.serve.mcp.replies import Availability
from billtrack.serve.mcp.tools import TOOLS
from billtrack.store.records import save_record

UNKNOWN, EMPTY, FULL, SAME, BROKEN, ABSENT = (f"hres{number}-119" for number in (1, 2, 3, 4, 9, 77))
"""Of the first nothing is loaded but its title; of the second all is known to be none or not published; two have the
same text; the record of one cannot be read; the last is not held."""


def measure(name: str, **values: object) -> Measure:
    made: dict[str, object] = {"schema": "billtrack/1", "id": parse_measure_id(name), "title": "Tides.", **values}
    return Measure(**made)  # type: ignore[arg-type]  # the fields a record needs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of which something is none, not loaded, not published or unreadable; no archive."""
    found = tmp_path_factory.mktemp("states")
    nothing: dict[str, object] = dict.fromkeys(("cosponsors", "actions", "committees", "related_measures"), ())
    text = TextVersion(
        version_code="ih",
        coverage=Coverage.COMPLETE,
        authority=Authority.OFFICIAL,
        preamble=(Whereas(text="Whereas tides rise;"),),
        resolved=(),
    )
    for each in (
        measure(UNKNOWN),
        measure(EMPTY, text_versions=(), **nothing),
        measure(FULL, text_versions=(text,), **nothing),
        measure(SAME, text_versions=(text,), **nothing),
    ):
        save_record(found, each)
    (found / f"{BROKEN}.yaml").write_text("schema: [", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def alone(folder: Path) -> Assistant:
    """An assistant over these records, without an archive."""
    return Assistant(desk_of(folder))


@pytest.fixture(scope="module")
def archived(folder: Path, place: Path) -> Assistant:
    """An assistant over these records and a readable archive."""
    return Assistant(desk_of(folder, place / "congress.db"))


@pytest.fixture
def broken(folder: Path, tmp_path: Path) -> Assistant:
    """An assistant whose archive cannot be read."""
    (tmp_path / "congress.db").write_bytes(b"not an archive")
    return Assistant(desk_of(folder, tmp_path / "congress.db"))


class Row(NamedTuple):
    """A question whose answer is a state."""

    tool: str
    state: Availability
    asked: dict[str, object]


NONE, NOT_LOADED, NOT_PUBLISHED, FAILED = (
    Availability.NONE,
    Availability.NOT_LOADED,
    Availability.NOT_PUBLISHED,
    Availability.FAILED,
)


def about(tool: str, make: Callable[[str], dict[str, object]], *, has_text: bool) -> list[Row]:
    """The rows of a tool that is asked about a measure; *has_text*: it needs a text."""
    unknown = [
        Row(tool, NOT_LOADED, make(UNKNOWN)),
        Row(tool, NOT_LOADED, make(ABSENT)),
        Row(tool, FAILED, make(BROKEN)),
    ]
    return [*unknown, Row(tool, NOT_PUBLISHED if has_text else NONE, make(EMPTY))]


ALONE = [
    *about("measure_status", lambda name: {"measures": [name]}, has_text=False),
    Row("measure_status", NOT_PUBLISHED, {"measures": [EMPTY]}),
    *about("measure_history", lambda name: {"measure": name}, has_text=False),
    *about("read_text", lambda name: {"text": name}, has_text=True),
    Row("read_text", NONE, {"text": FULL}),
    *about("compare", lambda name: {"old": FULL, "new": name}, has_text=True),
    Row("compare", NONE, {"old": FULL, "new": SAME}),
    *about("cosponsors", lambda name: {"measure": name}, has_text=False),
    *about("overlap_gaps", lambda name: {"measures": [FULL, name]}, has_text=False),
    Row("overlap_gaps", NOT_LOADED, {"measures": [FULL]}),
    *about("votes", lambda name: {"measure": name}, has_text=False),
    Row("companions", NOT_LOADED, {"measure": FULL}),
    *about("check_quote", lambda name: {"measure": name, "quotes": ["tides"]}, has_text=True),
    Row("check_quote", FAILED, {"quotes": ["tides"]}),
    Row("check_quote", NOT_LOADED, {"quotes": ["tides"]}),
    Row("find_measures", FAILED, {"query": "tides"}),
    Row("find_measures", NOT_LOADED, {"query": "tides"}),
    Row("changes", NOT_LOADED, {}),
    Row("changes", NOT_LOADED, {"measure": ABSENT}),
    Row("changes", FAILED, {"measure": BROKEN}),
    Row("coverage", FAILED, {}),
    Row("coverage", NOT_LOADED, {}),
]
ARCHIVED = about("companions", lambda name: {"measure": name}, has_text=True)
EVERY_ARCHIVE_FAILS = [
    Row("find_measures", FAILED, {"query": "tides"}),
    Row("companions", FAILED, {"measure": FULL}),
    Row("check_quote", FAILED, {"quotes": ["tides"]}),
    Row("overlap_gaps", FAILED, {"measures": [FULL]}),
    Row("coverage", FAILED, {}),
]


def named(row: object) -> str | None:
    return f"{row.tool}-{row.state}-{row.asked}" if isinstance(row, Row) else None


@pytest.mark.parametrize("row", ALONE, ids=named)
def test_a_state_is_in_the_data_and_in_the_words(alone: Assistant, row: Row) -> None:
    says(alone.call(row.tool, **row.asked), row.state)


@pytest.mark.parametrize("row", [each for each in ARCHIVED if each.state is not NONE], ids=named)
def test_with_an_archive_it_is_too(archived: Assistant, row: Row) -> None:
    says(archived.call(row.tool, **row.asked), row.state)


@pytest.mark.parametrize("row", EVERY_ARCHIVE_FAILS, ids=named)
def test_an_archive_that_cannot_be_read_is_failed_and_never_empty(broken: Assistant, row: Row) -> None:
    result = broken.call(row.tool, **row.asked)
    assert result.is_error
    says(result, row.state)


def says(result: CallToolResult, state: Availability) -> None:
    """Whether an answer has the *state*, in its data and in words; an error begins with it and has no data."""
    if result.is_error:
        assert words(result).startswith(f"{state}: ")
        assert result.structured_content is None
        return
    known = result.structured_content["availability"]
    where = [(name, part) for name, parts in known.items() for part, has in parts.items() if has == state]
    assert where
    for name, part in where:
        (line,) = (each for each in words(result).splitlines() if each.startswith(f"Availability for {name}: "))
        assert f" {part.replace('_', ' ')}: {state}" in line


NOTHING: list[tuple[str, dict[str, object], str, Callable[[Any], bool]]] = [
    (
        "find_measures",
        {"query": "zebra"},
        "Found: 0 measures. Not complete: 1 could not be read",
        lambda data: data["total"] == 0,
    ),
    ("compare", {"old": FULL, "new": SAME}, "None: 0 differing units in all.", lambda data: data["identical"] is True),
    ("overlap_gaps", {"measures": [FULL, SAME]}, f"Signed {FULL} and {SAME}: none.", lambda data: data["total"] == 0),
    ("check_quote", {"quotes": ["zebra"], "measure": FULL}, "[absent]", lambda data: data["quotes"][0]["places"] == []),
    ("votes", {"measure": FULL}, "No roll call", lambda data: data["measures"][0]["votes"] == []),
    ("companions", {"measure": FULL}, "None: 0 pairs.", lambda data: data["pairs"] == []),
]


@pytest.mark.parametrize(("tool", "asked", "said", "is_empty"), NOTHING, ids=[each[0] for each in NOTHING])
def test_an_empty_answer_says_none(
    archived: Assistant, tool: str, asked: dict[str, object], said: str, is_empty: Callable[[Any], bool]
) -> None:
    result = archived.call(tool, **asked)
    assert not result.is_error
    assert said in words(result)
    assert is_empty(result.structured_content)


def test_an_empty_folder_holds_none_and_a_log_without_an_entry_since_is_not_one_that_is_not_there(
    tmp_path: Path, folder: Path
) -> None:
    says(Assistant(desk_of(tmp_path)).call("coverage"), NONE)
    shutil.copytree(folder, tmp_path / "logged")
    log = tmp_path / "logged" / ".billtrack" / "changes.jsonl"
    log.parent.mkdir(exist_ok=True)
    log.write_text("{torn\n", encoding="utf-8")
    result = Assistant(desk_of(tmp_path / "logged")).call("changes")
    says(result, FAILED)
    assert "Not loaded" not in words(result)


def test_every_tool_has_its_states() -> None:
    rows = [*ALONE, *ARCHIVED]
    for tool in TOOLS:
        states = {row.state for row in rows if row.tool == tool}
        assert {NOT_LOADED, FAILED} <= states, tool
        assert NONE in states or tool in {"coverage", "changes", *(each[0] for each in NOTHING)}, tool
    texts = {"measure_status", "read_text", "compare", "check_quote", "companions"}
    assert {row.tool for row in rows if row.state is NOT_PUBLISHED} == texts
