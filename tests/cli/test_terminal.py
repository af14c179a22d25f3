"""On a real terminal (a pseudo one): boxes, colour and width by themselves, and a pager for what is long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import struct
import termios


@pytest.fixture(autouse=True)
def _usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def on_terminal(bills: Path, *arguments: str, rows: int = 50, **environ: str) -> str:
    """Run billtrack with standard output on a terminal of 60 columns; give what arrives there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 60, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "billtrack", *arguments],
        cwd=bills.parent,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, **environ},
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not more:
            break
        seen += more
    os.close(ours)
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), err) == (0, b"")
    return seen.decode().replace("\r\n", "\n")


PAGER = "sed 's/^/paged: /'"


def test_a_terminal_gets_boxes_and_colour_in_its_own_width(bills: Path) -> None:
    seen = on_terminal(bills, "status", "s12-119")
    assert seen.startswith("\x1b[2m╭─\x1b[0m\x1b[1m  S. 12 (119th)")
    assert "\x1b[34m███" in seen


def test_columns_beats_the_terminals_width(bills: Path) -> None:
    seen = on_terminal(bills, "status", "s12-119", "--no-color", COLUMNS="100")
    assert len(seen.splitlines()[0]) == 100


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colour_gets_none(
    bills: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert "\x1b" not in on_terminal(bills, "status", "s12-119")


def test_what_is_longer_than_the_terminal_goes_through_the_pager(bills: Path) -> None:
    assert on_terminal(bills, "status", "s12-119", rows=10, BILLTRACK_PAGER=PAGER).startswith("paged: ")
    assert on_terminal(bills, "status", "s12-119", rows=10, PAGER=PAGER).startswith("paged: ")
    assert "paged" not in on_terminal(bills, "status", "s12-119", rows=50, PAGER=PAGER)


def test_billtracks_own_pager_beats_the_general_one_and_may_be_none(bills: Path) -> None:
    assert "paged" not in on_terminal(bills, "status", "s12-119", rows=10, PAGER=PAGER, BILLTRACK_PAGER="")
    assert "paged" not in on_terminal(bills, "status", "s12-119", rows=10, PAGER=PAGER, TERM="dumb")


def test_a_pager_that_does_not_start_is_done_without(bills: Path) -> None:
    seen = on_terminal(bills, "status", "s12-119", "--no-color", rows=10, PAGER="no-such-pager-anywhere")
    assert seen.startswith("╭─  S. 12 (119th)")


def test_a_pager_quit_before_the_end_is_no_error(bills: Path) -> None:
    seen = on_terminal(bills, "text", *["hres901-118@ih"] * 500, "--no-color", rows=10, PAGER="head -n 1")
    assert seen.splitlines() == ["H.Res. 901 (118th): Introduced in House, 2023-05-23"]
