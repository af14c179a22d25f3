"""The help of every command at the widths people have: each paragraph wrapped once, no choice cut."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import pytest

from billtrack.cli.commands import COMMANDS, CommandEntry
from billtrack.cli.help import topic_text
from billtrack.output.formats import Format
from billtrack.status.stages import Stage

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Billtrack = Callable[..., "Run"]
WIDTHS = (60, 80, 120)


def help_of(billtrack: Billtrack, entry: CommandEntry, width: int) -> list[str]:
    return billtrack(entry.name, "--help", COLUMNS=str(width)).out.splitlines()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_no_choice_is_cut_and_a_paragraph_is_wrapped_once(
    billtrack: Billtrack, entry: CommandEntry, width: int
) -> None:
    lines = help_of(billtrack, entry, width)
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if re.search(r"[<\[][\w-]+\|", line)]  # a column that cannot wrap between them
    words = "\n".join(line.strip() for line in lines)
    for paragraph in cleandoc(resolve_name(f"billtrack.{entry.function}").__doc__).split("\n\n"):
        wrapped = textwrap.wrap(" ".join(paragraph.split()), width - 2, break_on_hyphens=False)
        assert "\n".join(wrapped) in words


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("command", "choices"),
    [
        ("track", "hr s hjres sjres hconres sconres hres sres govinfo congress"),
        ("diff", "inline side unified stat text summary title"),
        ("members", "fetch import list"),
        ("archive", "info check"),
        ("status", " ".join(each for each in Format if each not in {"provenance", "atom", "ics", "pdf", "eml"})),
    ],
)
def test_every_choice_is_a_word_of_the_help(billtrack: Billtrack, command: str, choices: str, width: int) -> None:
    (entry,) = (each for each in COMMANDS if each.name == command)
    words = set(re.findall(r"[\w-]+", "\n".join(help_of(billtrack, entry, width))))
    assert set(choices.split()) - words == set()


# ------------------------------------------------------------------------------------- conventions


def conventions() -> list[tuple[str, str]]:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| `([^|]+)` \|$", topic_text("conventions"), re.MULTILINE)
    return [(name, command) for name, command in rows if name != "---"]


def test_every_convention_has_a_row() -> None:
    named = {name for name, _ in conventions()}
    assert named >= {"stdout, stderr", "color", "width", "JSON", "formats", "CSV", "pager", "exit codes", "completion"}
    assert named >= {"config", "secrets", "help", "did you mean", "accessible", "prompts", "quiet", "versions"}


@pytest.mark.parametrize(
    ("name", "command"),
    [each for each in conventions() if each[0] != "completion"],  # it changes the shell's own files
)
def test_a_convention_is_shown_by_a_command_that_runs(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, command: str
) -> None:
    monkeypatch.setenv("BILLTRACK_BILLS", str(Path(__file__).parents[2] / "bills"))
    monkeypatch.chdir(tmp_path)
    codes = {"stdout, stderr": 3, "exit codes": 1, "did you mean": 2, "prompts": 3}
    words = shlex.split(command.partition(" 2> ")[0])
    environ = dict(word.split("=", 1) for word in words[: words.index("billtrack")])
    run = billtrack(*words[words.index("billtrack") + 1 :], **environ)
    assert run.code == codes.get(name, 0), run.err


def test_a_near_stage_is_named(billtrack: Billtrack) -> None:
    assert f"did you mean {Stage.AGREED_TO}" in billtrack("list", "--stage", "agred_to").err
