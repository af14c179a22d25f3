"""A long run shows how far it has come: a bar on a terminal, a line a measure elsewhere, nothing where it is quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from billtrack.cli import main
from official_measures import invented_many
from official_server import OfficialServer

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import pty

TRACK = ("track", "--type", "hres", "--congress", "119")


@pytest.fixture
def program(official_server: OfficialServer, tmp_path: Path) -> list[str]:
    official_server.put(*invented_many(30))
    (tmp_path / "bills").mkdir()
    return [sys.executable, "-m", "billtrack", *TRACK, "--bills", str(tmp_path / "bills"), "--json"]


def environ(server: OfficialServer) -> dict[str, str]:
    return {**os.environ, "BILLTRACK_GOVINFO_URL": server.url, "TERM": "xterm-256color", "COLUMNS": "80"}


def test_a_terminal_gets_a_bar_and_the_answer_stays_apart(program: list[str], official_server: OfficialServer) -> None:
    official_server.latency = 0.02
    ours, theirs = pty.openpty()
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=theirs, env=environ(official_server)) as running:
        os.close(theirs)
        out, _ = running.communicate(timeout=60)
    seen = os.read(ours, 1 << 16).decode("utf-8", "replace")
    os.close(ours)
    assert "Tracking" in seen
    assert "/30" in seen
    assert out.startswith(b'{\n  "schema_version": 1,')


def test_elsewhere_each_measure_is_a_line_and_quiet_says_nothing(
    official_server: OfficialServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    official_server.put(*invented_many(3))
    monkeypatch.setenv("BILLTRACK_GOVINFO_URL", official_server.url)
    for name, options, told in (
        ("loud", [], ["1/3 hres1-119: new", "2/3 hres2-119: new", "3/3 hres3-119: new"]),
        ("quiet", ["--quiet"], []),
    ):
        (tmp_path / name).mkdir()
        assert main([*TRACK, "--bills", str(tmp_path / name), "--json", *options]) == 0
        assert capsys.readouterr().err.splitlines() == told
