"""``billtrack diff`` on a terminal (a pseudo one): colour for marks, and a pager that stops at every change."""

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

OLD = "".join(
    f"<section><enum>{n}.</enum><text>The bell of pier {n} shall be rung.</text></section>" for n in range(30)
)
NEW = OLD.replace("pier 20 ", "pier 20 and no other ").replace("pier 7 ", "the seventh pier ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two drafts, and a ``less`` that says what it was asked."""
    for name, sections in (("old.xml", OLD), ("new.xml", NEW)):
        (tmp_path / name).write_text(f"<bill><legis-body>{sections}</legis-body></bill>", encoding="utf-8")
    (tmp_path / "bills").mkdir()
    pager = tmp_path / "less"
    pager.write_text("#!/bin/sh\nprintf 'asked: %s\\n' \"$*\"\ncat\n", encoding="utf-8")
    pager.chmod(0o700)
    return tmp_path


def on_terminal(folder: Path, *arguments: str, rows: int) -> str:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    environ = {**os.environ, "TERM": "xterm-256color", "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, "-m", "billtrack", "diff", "old.xml", "new.xml", *arguments]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, env=environ) as process:
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
    assert process.returncode == 0
    return seen.decode().replace("\r\n", "\n")


def test_colour_stands_for_the_marks_with_a_line_under_or_through_the_words(folder: Path) -> None:
    seen = on_terminal(folder, rows=100)
    assert "[-" not in seen
    assert "\x1b[4;32mand no other \x1b[0m" in seen
    assert "\x1b[9;31m7 \x1b[0m" in seen


def test_without_colour_the_marks_are_there(folder: Path) -> None:
    assert "{+and no other +}" in on_terminal(folder, "--no-color", rows=100)


def test_the_pager_stops_at_every_change(folder: Path) -> None:
    seen = on_terminal(folder, rows=10)
    assert seen.startswith("asked: -FRX -G -Psn next change, N previous, q quit +/\x0b^(●|\\*|@@) \n")
    assert sum("● " in line for line in seen.splitlines()[1:]) == 2


@pytest.mark.parametrize("options", [["--linear"], ["--layout", "stat"]], ids=" ".join)
def test_the_pager_looks_for_no_change_where_no_line_is_marked(folder: Path, options: list[str]) -> None:
    assert on_terminal(folder, *options, rows=4).startswith("asked: -FRX\n")


def test_the_pager_is_left_out_where_asked(folder: Path) -> None:
    assert "asked: " not in on_terminal(folder, "--no-pager", rows=10)


def test_a_word_document_is_not_poured_on_a_terminal(folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "billtrack", "diff", "old.xml", "new.xml", "--format", "docx"]
    done = subprocess.run(command, cwd=folder, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 3
    assert done.stderr == "billtrack: error: a terminal cannot show docx\nhint: write a file: -o FILE.docx\n"
