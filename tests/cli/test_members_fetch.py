"""``members fetch``: the files of a day from the project that keeps them, against a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from official_server import Commit, OfficialServer

Billtrack = Callable[..., Any]
DATA = Path(__file__).parents[1] / "data" / "members"
OLD, NEW = "a" * 40, "b" * 40


def files(day: str = "2023-06-15") -> dict[str, bytes]:
    kinds = ("legislators", "committees", "committee-membership")
    return {f"{kind}-current.yaml": (DATA / f"{kind}-{day}.yaml").read_bytes() for kind in kinds}


@pytest.fixture
def server(official_server: OfficialServer, monkeypatch: pytest.MonkeyPatch) -> OfficialServer:
    """The project with two commits: one of 15 June, late in the evening in Washington, and one of the 20th."""
    monkeypatch.setenv("BILLTRACK_LEGISLATORS_URL", official_server.url)
    later = files()
    later["committee-membership-current.yaml"] = b"HSPW:\n- name: Di Instance\n  bioguide: E000905\n"
    official_server.commits += [
        Commit(OLD, "2023-06-16T03:30:00Z", files()),
        Commit(NEW, "2023-06-20T12:00:00Z", later),
    ]
    return official_server


def paths(server: OfficialServer) -> list[str]:
    return [each.path for each in server.asked]


def test_the_files_of_a_day_are_those_of_its_last_commit(billtrack: Billtrack, server: OfficialServer) -> None:
    run = billtrack("members", "fetch", "--as-of", "2023-06-15", "--json")
    assert run.code == 0, run.err
    held = json.loads(run.out)["files"]
    assert [(each["kind"], each["day"], each["fate"]) for each in held] == [
        ("legislators", "2023-06-15", "new"),
        ("committees", "2023-06-15", "new"),
        ("committee-membership", "2023-06-15", "new"),
    ]
    assert held[0]["file"] == f"legislators-current.yaml@{OLD[:12]}"
    commits = "/repos/unitedstates/congress-legislators/commits?sha=main&until=2023-06-16T03:59:59Z&per_page=1"
    assert paths(server)[0] == commits
    assert paths(server)[1] == f"/unitedstates/congress-legislators/{OLD}/legislators-current.yaml"
    assert billtrack("gaps", "hres901-118", "--committee", "hspw00").code == 0
    again = json.loads(billtrack("members", "fetch", "--as-of", "2023-06-15", "--json").out)["files"]
    assert {each["fate"] for each in again} == {"unchanged"}


def test_a_day_between_two_commits_has_the_files_of_the_earlier(billtrack: Billtrack, server: OfficialServer) -> None:
    run = billtrack("members", "fetch", "--as-of", "2023-06-19", "--json")
    assert {each["day"] for each in json.loads(run.out)["files"]} == {"2023-06-19"}
    assert all(OLD in path for path in paths(server)[1:])


def test_without_a_day_the_files_are_those_of_now(
    billtrack: Billtrack, server: OfficialServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    monkeypatch.setattr("billtrack.cli.clock.today", lambda: dt.date(2023, 7, 1))
    run = billtrack("members", "fetch", "--json")
    assert [each["day"] for each in json.loads(run.out)["files"]] == ["2023-07-01"] * 3
    assert paths(server) == [f"/unitedstates/congress-legislators/main/{name}" for name in files()]


def test_a_file_that_is_not_there_stops_no_other(billtrack: Billtrack, server: OfficialServer) -> None:
    del server.commits[0].files["committee-membership-current.yaml"]
    run = billtrack("members", "fetch", "--as-of", "2023-06-15", "--json")
    assert run.code == 4
    assert "committee-membership-current.yaml" in run.err
    assert [each["kind"] for each in json.loads(run.out)["files"]] == ["legislators", "committees"]


def test_a_day_before_the_project_began_is_not_there(billtrack: Billtrack, server: OfficialServer) -> None:
    run = billtrack("members", "fetch", "--as-of", "2009-06-15")
    assert (run.code, run.out) == (3, "")
    assert "no files of 2009-06-15" in run.err
    assert len(server.asked) == 1


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["fetch", "legislators-2023-06-15.yaml"], 2, "members fetch takes no files"),
        (["fetch", "--as-of", "2030-01-01"], 3, "2030-01-01 is in the future"),
    ],
)
def test_what_cannot_be_fetched(billtrack: Billtrack, arguments: list[str], code: int, message: str) -> None:
    run = billtrack("members", *arguments)
    assert (run.code, run.out) == (code, "")
    assert message in run.err


def test_what_is_no_list_of_commits_is_not_believed(billtrack: Billtrack, server: OfficialServer) -> None:
    path = "/repos/unitedstates/congress-legislators/commits"
    for body in (b'{"message": "no"}', b'[{"sha": "../../evil"}]', b"<html></html>"):
        server.overrides[path] = body
        assert billtrack("members", "fetch", "--as-of", "2023-06-15").code == 4


def test_the_address_can_be_wrong(billtrack: Billtrack) -> None:
    run = billtrack("members", "fetch", BILLTRACK_LEGISLATORS_URL="nowhere")
    assert run.code == 3
    assert "$BILLTRACK_LEGISLATORS_URL" in run.err
