"""The program around the commands: help, usage errors, exit codes, pipes, start-up, completion, where things are."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from billtrack.cli import commands, main, places
from billtrack.errors import InputError, RemoteError, StoreError
from billtrack.store.records import load_folder
from invented_archives import make_archive

Billtrack = Callable[..., Any]
COMMANDS = ["list", "status", "history", "text", "cosponsors", "cite", "schema"]


def test_version_is_printed_alone(billtrack: Billtrack) -> None:
    assert billtrack("--version").out == f"billtrack {version('billtrack')}\n"


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", [[], *([command] for command in COMMANDS)], ids=" ".join)
def test_every_command_has_help(billtrack: Billtrack, command: list[str], option: str) -> None:
    run = billtrack(*command, option, COLUMNS="100")
    assert (run.code, run.err) == (0, "")
    assert "Usage: billtrack" in run.out
    assert ("Example: billtrack" if command else "Start with: billtrack list") in run.out


@pytest.mark.parametrize("entry", commands.COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_two_examples_of_options_it_has(billtrack: Billtrack, entry: commands.CommandEntry) -> None:
    assert len(entry.examples) == 2
    for example in entry.examples:
        arguments = shlex.split(example.partition(" > ")[0])
        assert arguments[0] == entry.name
        assert billtrack(*arguments, "--help").code == 0  # an unknown option would be refused first


@pytest.mark.parametrize("command", COMMANDS)
def test_every_reading_command_takes_the_shared_options(billtrack: Billtrack, command: str) -> None:
    shown = billtrack(command, "--help", COLUMNS="140").out
    for option in (
        *("bills", "archive", "format", "output", "json", "csv", "fields", "no-headers", "bom", "linear"),
        *("no-color", "no-pager", "quiet", "debug"),
    ):
        assert f"--{option}" in shown


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        (["stats", "x"], "No such command 'stats'. Did you mean 'status'?", "See `billtrack --help`"),
        (
            ["status", "x", "--jsn"],
            "No such option: --jsn",
            "did you mean --csv or --json? See `billtrack status --help`",
        ),
        (["status"], "Missing argument 'MEASURE...'.", "See `billtrack status --help`"),
        (
            ["list", "--stage", "agred_to"],
            "Invalid value for '--stage': unknown stage 'agred_to'; did you mean agreed_to?",
            "See `billtrack list --help`",
        ),
        (
            ["cosponsors", "x", "--since", "May"],
            "Invalid value for '--since': 'May' is not a date; write it like 2017-06-27",
            "See `billtrack cosponsors --help`",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_usage_errors_are_one_line_and_what_was_meant(
    billtrack: Billtrack, arguments: list[str], error: str, hint: str
) -> None:
    run = billtrack(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"billtrack: error: {error}\nhint: {hint}\n"


def test_without_arguments_the_help_is_shown_as_a_usage_error(billtrack: Billtrack) -> None:
    run = billtrack()
    assert run.code == 2
    assert "Usage: billtrack" in run.out + run.err


@pytest.mark.parametrize(
    ("error", "code"), [(InputError("a"), 3), (RemoteError("b"), 4), (StoreError("c"), 5)], ids=str
)
def test_the_exit_code_says_whose_move_it_is(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    run = _failing_with(error, billtrack, monkeypatch)
    assert (run.code, run.err) == (code, f"billtrack: error: {error}\n")


def _failing_with(error: BaseException, billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch, *more: str) -> Any:
    def fail() -> None:
        raise error

    monkeypatch.setattr("billtrack.cli.clock.today", fail)
    return billtrack("list", *more)


def test_a_bug_is_one_line_and_a_traceback_only_when_asked(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = _failing_with(ZeroDivisionError("oh"), billtrack, monkeypatch)
    assert run.code == 70
    assert run.err == (
        "billtrack: error: internal error: ZeroDivisionError: oh\n"
        "hint: run the same command with --debug and report what it prints\n"
    )
    assert "Traceback" in _failing_with(ZeroDivisionError("oh"), billtrack, monkeypatch, "--debug").err


def test_an_interrupt_is_130_and_silent(billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch) -> None:
    run = _failing_with(KeyboardInterrupt(), billtrack, monkeypatch)
    assert (run.code, run.err) == (130, "")


def test_an_archive_that_is_not_there_is_a_store_error(billtrack: Billtrack) -> None:
    run = billtrack("list", "--archive", "no.db")
    assert run.code == 5
    assert run.err.splitlines() == [
        "billtrack: error: no.db: no such archive (named by --archive)",
        "hint: `billtrack import PATH... --archive no.db` builds it from official files",
    ]


def test_errors_show_no_control_characters(billtrack: Billtrack) -> None:
    run = billtrack("status", "\x1b]0;owned\x07\u202ex")
    assert run.code == 3
    assert not {"\x1b", "\x07", "\u202e"} & set(run.err)


# ------------------------------------------------------------------------------------ processes


def python(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environ},
    )


def test_a_reader_that_closes_the_pipe_is_no_error(bills: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "billtrack", "status", *["hres901-118"] * 300],
        cwd=bills.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_is_an_error_in_one_line(bills: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "billtrack", "list"],
            cwd=bills.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == "billtrack: error: cannot write the answer: No space left on device\n"


def test_importing_the_command_line_loads_nothing_costly(tmp_path: Path) -> None:
    heavy = "rich lxml requests yaml sqlite3 msgspec platformdirs rapidfuzz json"
    script = f"import sys, billtrack.cli; print(*[name for name in {heavy.split()} if name in sys.modules])"
    assert python("-c", script, cwd=tmp_path).stdout.split() in ([], ["json"])  # Typer itself may bring json


@pytest.mark.parametrize(
    ("arguments", "costly"),
    [
        (["--version"], "billtrack.cli.options billtrack.model.identifiers msgspec yaml rich importlib.metadata"),
        (
            ["status", "hres901-118", "--json"],
            "rich lxml requests sqlite3 rapidfuzz secrets csv dataclasses billtrack.store.yaml_writer",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_answer_loads_only_what_it_needs(bills: Path, arguments: list[str], costly: str) -> None:
    script = (
        f"import sys; from billtrack.cli import main; main({arguments});"
        f"print(*{set(costly.split())} & set(sys.modules), file=sys.stderr)"
    )
    assert python("-c", script, cwd=bills.parent).stderr.split() == []


SHIPPED = Path(__file__).parents[2] / "bills"


@pytest.mark.parametrize("command", [("diff", "hres351-115"), ("status", "hres351-115")])
def test_words_on_a_terminal_load_neither_the_console_of_rich_nor_what_it_brings(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    costly = (
        "rich.console rich.table rich.text rich.emoji rich.markup rich.traceback pygments dataclasses lxml requests"
    )
    script = (
        f"import sys; from billtrack.cli import main; main({[*command, '--format', 'table', '--bills', str(SHIPPED)]});"
        f"print(*{set(costly.split())} & set(sys.modules), 'rich.style' in sys.modules, file=sys.stderr)"
    )
    done = python("-c", script, cwd=tmp_path, CLICOLOR_FORCE="1")
    assert done.stderr.split() == ["True"]
    assert "\x1b[" in done.stdout


def test_records_read_before_are_had_without_yaml(tmp_path: Path) -> None:
    script = (
        "import sys; from billtrack.cli import main;"
        f"main(['diff', 'hres351-115', 'sres211-115', '--bills', {str(SHIPPED)!r}]);"
        "print('yaml' in sys.modules, file=sys.stderr)"
    )
    first, second = (python("-c", script, cwd=tmp_path) for _ in range(2))
    assert (first.stderr.split(), second.stderr.split()) == (["True"], ["False"])
    assert first.stdout == second.stdout != ""


def test_machine_formats_are_utf8_wherever_they_go(bills: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "billtrack", "text", "hr20-119", "--json"],
        cwd=bills.parent,
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "“Buoys Act”".encode() in done.stdout


def test_a_terminal_without_line_characters_gets_ascii(bills: Path) -> None:
    done = python(
        *("-m", "billtrack", "status", "hres901-118", "--format", "table"),
        cwd=bills.parent,
        PYTHONIOENCODING="ascii",
    )
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "agreed to (final)" in done.stdout


# ----------------------------------------------------------------------------------- completion


@pytest.mark.parametrize(
    "environ",
    [
        {"_BILLTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "billtrack status hr", "COMP_CWORD": "2"},
        {"_BILLTRACK_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "billtrack status hr"},
        {
            "_BILLTRACK_COMPLETE": "complete_fish",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_ARGS": "billtrack status hr",
        },
    ],
    ids=["bash", "zsh", "fish"],
)
def test_measure_ids_are_completed(bills: Path, environ: dict[str, str]) -> None:
    done = python("-m", "billtrack", cwd=bills.parent, **environ)
    assert "hr20-119" in done.stdout
    assert "hres901-118" in done.stdout
    assert "s12-119" not in done.stdout


def test_completion_honours_the_folder_given(bills: Path, tmp_path: Path) -> None:
    environ = {
        "_BILLTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": f"billtrack status --bills {bills} s",
        "COMP_CWORD": "4",
    }
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert python("-m", "billtrack", cwd=elsewhere, **environ).stdout.split() == ["s12-119", "sres77-118"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("text hres901-118@", ["hres901-118@eh", "hres901-118@ih"]),
        ("diff hres901-118@e", ["hres901-118@eh"]),
        ("text hres77-1@", []),
        ("search cosponsor:S000013", ["cosponsor:S000013"]),
        ("search spon", ["sponsor:"]),
    ],
)
def test_versions_filters_and_members_are_completed(billtrack: Billtrack, typed: str, offered: list[str]) -> None:
    environ = {"_BILLTRACK_COMPLETE": "complete_bash", "COMP_WORDS": f"billtrack {typed}", "COMP_CWORD": "2"}
    done = billtrack(**environ)
    assert (sorted(done.out.split()), done.err) == (offered, "")


def test_the_archives_measures_are_completed(billtrack: Billtrack, bills: Path, tmp_path: Path) -> None:
    make_archive(tmp_path / "congress.db", load_folder(bills).measures.values())
    for record in bills.glob("hr*.yaml"):
        record.unlink()
    environ = {
        "_BILLTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": "billtrack status hr",
        "COMP_CWORD": "2",
        "BILLTRACK_ARCHIVE": str(tmp_path / "congress.db"),
    }
    assert billtrack(**environ).out.split() == ["hr20-119", "hres901-118"]
    (tmp_path / "congress.db").write_bytes(b"damaged")
    environ["COMP_WORDS"] = "billtrack status s"
    assert billtrack(**environ).out.split() == ["s12-119", "sres77-118"]


def test_completion_without_a_folder_offers_nothing(tmp_path: Path) -> None:
    environ = {
        "_BILLTRACK_COMPLETE": "complete_bash",
        "COMP_WORDS": "billtrack status h",
        "COMP_CWORD": "2",
        "BILLTRACK_BILLS": str(tmp_path / "nowhere"),
    }
    done = python("-m", "billtrack", cwd=tmp_path, **environ)
    assert (done.stdout.strip(), done.stderr) == ("", "")


# ------------------------------------------------------------------------------ where things are


def test_the_option_beats_the_environment_and_that_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("given", "named", "bills"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    assert places.bills_folder(None) == Path("bills")
    monkeypatch.setenv("BILLTRACK_BILLS", str(tmp_path / "named"))
    assert places.bills_folder(None) == tmp_path / "named"
    assert places.bills_folder(tmp_path / "given") == tmp_path / "given"


def test_the_users_folder_counts_when_it_holds_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = places.user_bills_folder()
    assert places.bills_folder(None) == places.shipped_bills_folder()
    own.mkdir(parents=True)
    assert places.bills_folder(None) == places.shipped_bills_folder()
    (own / "hres1-119.yaml").write_text("", encoding="utf-8")
    assert places.bills_folder(None) == own


@pytest.mark.parametrize("by_option", [True, False])
def test_a_folder_asked_for_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, by_option: bool
) -> None:
    missing = str(tmp_path / "no")
    if not by_option:
        monkeypatch.setenv("BILLTRACK_BILLS", missing)
    assert main(["list", *(["--bills", missing] if by_option else [])]) == 3
    by = "--bills" if by_option else "$BILLTRACK_BILLS"
    assert capsys.readouterr().err == f"billtrack: error: {missing}: no such folder (named by {by})\n"
