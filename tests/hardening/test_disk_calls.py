"""Whichever system call of a save is the last, or fails: records are old or new, the log tells each change once."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("forks and signals", allow_module_level=True)

from deeds import DEEDS, Deed, Ended, Stage, State, Victims, state_of
from hostile import CAMPAIGN
from victim import NAME

Tried = Callable[[str, str, int], None]
ERRORS = {
    "openat": ("EACCES", "EMFILE", "EIO"),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "mkdir": ("ENOSPC", "EROFS"),
    "rename": ("EACCES", "ENOSPC", "EIO"),
    "unlink": ("EACCES", "EROFS"),
    "flock": ("EAGAIN", "ENOLCK"),
}
NOT_OF_THE_DISK = {"ioctl"}  # asks whether a file is a terminal; it never is


@pytest.fixture(scope="module")
def victims(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victims]:
    made = Victims(tmp_path_factory.mktemp("victims"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def struck(victims: Victims) -> Victims:
    """Victims that can be struck at any system call."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run([strace, "-o", os.devnull, "true"], check=False, capture_output=True, text=True)
    if tried.returncode != 0:
        pytest.skip(f"strace cannot trace here: {tried.stderr.strip()}")
    return victims


def calls(stage: Stage, victims: Victims, trace: Path) -> list[str]:
    """The calls of a deed, in their order, as strace tells them."""
    assert victims.traced(stage.deed, stage.bills, trace).code == 0
    stage.reset()
    return trace.read_text(encoding="utf-8").splitlines()


def strikes(lines: list[str], bills: Path) -> list[tuple[str, int]]:
    """Each call that concerns *bills*: its name, and which of that name it is."""
    turns: Counter[str] = Counter()
    found = []
    for line in lines:
        name = line.partition("(")[0]
        turns[name] += 1
        if str(bills) in line and name not in NOT_OF_THE_DISK:
            found.append((name, turns[name]))
    return found


def some(every: list[tuple[str, int, str]], quick: int) -> list[tuple[str, int, str]]:
    """Every case in a campaign, else *quick* of them and the last."""
    return every if CAMPAIGN or len(every) <= quick else [*random.Random(7).sample(every[:-1], quick), every[-1]]


def check(stage: Stage, ended: Ended) -> State:
    """Look at what a struck victim left, and that the next run ends as if nothing had happened."""
    left = state_of(stage.bills)
    assert left.record in {stage.old.record, stage.new.record}
    assert left.told == (stage.new if left.record == stage.new.record else stage.old).told
    if ended.code == 0:
        assert left == stage.new
    return left


def check_said(ended: Ended) -> None:
    """It ended well, or with an error in one clear line each."""
    assert ended.code in {0, 3}
    assert (ended.code == 3) == ("billtrack: error: " in ended.said)
    assert "a bug" not in ended.said
    assert all(re.match("billtrack: (error|warning): |hint: ", line) for line in ended.said.splitlines())


def check_again(stage: Stage, victims: Victims) -> None:
    again = victims.run(stage.deed, stage.bills)
    if stage.deed.arguments[0] == "untrack":
        assert again.code in {0, 3}
        assert state_of(stage.bills).record is None
    else:
        assert again == (0, "")
        assert state_of(stage.bills) == stage.new


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_death_before_any_call_leaves_old_or_new(deed: Deed, struck: Victims, tmp_path: Path, tried: Tried) -> None:
    stage = Stage(deed, struck, tmp_path)
    every = [(*each, "") for each in strikes(calls(stage, struck, tmp_path / "trace"), stage.bills)]
    outcomes: Counter[bool] = Counter()
    chosen = some(every, 12)
    for name, turn, _ in chosen:
        ended = struck.run(deed, stage.bills, inject=f"{name}:signal=KILL:when={turn}")
        try:
            assert ended.code == -9
            outcomes[check(stage, ended).record == stage.new.record] += 1
            check_again(stage, struck)
        except AssertionError as error:
            error.add_note(f"{deed}: killed before {name} number {turn}")
            raise
        stage.reset()
    assert set(outcomes) == {True, False}
    tried("a record is old or new, the log tells each change once", f"killed at a system call of {deed}", len(chosen))


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_call_that_fails_is_one_clear_line(deed: Deed, struck: Victims, tmp_path: Path, tried: Tried) -> None:
    stage = Stage(deed, struck, tmp_path)
    found = strikes(calls(stage, struck, tmp_path / "trace"), stage.bills)
    every = [(name, turn, error) for name, turn in found for error in ERRORS.get(name, ("EIO",))]
    chosen = some(every, 16)
    for name, turn, error_name in chosen:
        ended = struck.run(deed, stage.bills, inject=f"{name}:error={error_name}:when={turn}")
        try:
            check_said(ended)
            check(stage, ended)
            check_again(stage, struck)
        except AssertionError as error:
            error.add_note(f"{deed}: {error_name} at {name} number {turn}; it said {ended}")
            raise
        stage.reset()
    tried("a disk that fails is one clear line, nothing lost", f"a system call of {deed} fails", len(chosen))


@pytest.mark.parametrize("deed", DEEDS[:2] + DEEDS[3:], ids=str)
def test_a_disk_full_in_the_middle_of_a_file_is_one_clear_line(
    deed: Deed, victims: Victims, tmp_path: Path, tried: Tried
) -> None:
    stage = Stage(deed, victims, tmp_path)
    assert stage.new.record is not None
    sizes = range(320, len(stage.new.record) + 400, 17)  # what is said takes up to 320
    chosen = sizes if CAMPAIGN else random.Random(7).sample(sizes, 12)
    codes: Counter[int] = Counter()
    for size in chosen:
        ended = victims.run(deed, stage.bills, largest=size)
        codes[ended.code] += 1
        try:
            check_said(ended)
            check(stage, ended)
            check_again(stage, victims)
        except AssertionError as error:
            error.add_note(f"{deed}: no file over {size} bytes; it said {ended}")
            raise
        stage.reset()
    assert codes[3] > 0
    tried("a disk that fails is one clear line, nothing lost", f"{deed}, no room beyond a byte", len(chosen))


# --------------------------------------------------------------------------------------------- order


def step_of(line: str, bills: Path) -> str | None:
    """What a call that worked does to which file of the folder, drafts by the name they are to have."""
    if not re.search(r"\) += [0-9]", line):
        return None
    call, _, rest = line.partition("(")
    paths = re.findall(rf"{re.escape(str(bills))}([^>\"]*)[>\"]", rest)
    if not paths or call not in {"write", "fsync", "rename", "unlink"}:
        return None
    name = re.sub(r"(^|/)\.([^/]+)\.[0-9a-f]{8}$", r"\1\2 (draft)", paths[-1].lstrip("/")) or "the folder"
    return f"{call} {name}"


TEXT, HIDDEN = "texts/BILLS-119hres1ih.xml", ".billtrack"


def replaced(name: str, folder: str) -> list[str]:
    """How a file is replaced so that it stays."""
    return [f"write {name} (draft)", f"fsync {name} (draft)", f"rename {name}", f"fsync {folder}"]


JOURNAL_BEGUN = [f"write {HIDDEN}/run.jsonl", f"fsync {HIDDEN}/run.jsonl", f"fsync {HIDDEN}"]
TOLD = [f"write {HIDDEN}/changes.jsonl", f"fsync {HIDDEN}/changes.jsonl"]
ENDED = [
    f"write {HIDDEN}/run.jsonl",
    *replaced(f"{HIDDEN}/documents.json", HIDDEN),
    f"unlink {HIDDEN}/run.jsonl",
]
RECORD = replaced(f"{NAME}.yaml", "the folder")
LOCKED = [f"write {HIDDEN}/lock"]
NEW_LOG, NEW_FOLDER = [f"fsync {HIDDEN}"], ["fsync the folder"]
STEPS = {
    "a first track": [
        *(*NEW_FOLDER, *LOCKED, *NEW_LOG, *JOURNAL_BEGUN, *NEW_FOLDER),
        *(*replaced(TEXT, "texts"), *TOLD, *RECORD, *ENDED),
    ],
    "a sync": [*LOCKED, *JOURNAL_BEGUN, *TOLD, *RECORD, *ENDED],
    "an untrack": [
        *(*LOCKED, f"unlink {NAME}.yaml", "fsync the folder", f"unlink {TEXT}"),
        *replaced(f"{HIDDEN}/documents.json", HIDDEN),
    ],
    "an import": [*LOCKED, *RECORD],
}


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_what_is_written_is_on_the_disk_before_what_builds_on_it(deed: Deed, struck: Victims, tmp_path: Path) -> None:
    stage = Stage(deed, struck, tmp_path)
    lines = calls(stage, struck, tmp_path / "trace")
    assert [step for line in lines if (step := step_of(line, stage.bills))] == STEPS[deed.name]
