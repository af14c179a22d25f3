"""The keeper's own keys: always at the end of a record, and merged by git where two people edit two of them."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from billtrack.model.choices import Position
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Measure, Source, replace
from billtrack.model.record_builder import with_status
from billtrack.model.record_parts import fingerprint
from billtrack.status.marking import Marks, marked
from billtrack.store.records import dump_record, load_record, parse_record, save_record

BARE = Measure(schema="billtrack/1", id=parse_measure_id("hres901-118"), title="Lights")
END = b"\n\nnotes: null\n\ntags: []\n\nposition: null\n\npriority: null\n\nowner: null\n"
OWN = Marks(position=Position.SUPPORT, priority=1, owner="Ada", tags=("lights",), note="Call the harbor.")
SOURCE = Source(part="status", url="https://example.org/s", retrieved=dt.date(2025, 6, 1))


def test_the_five_keys_are_always_at_the_end_a_blank_line_between() -> None:
    assert dump_record(BARE).endswith(END)
    assert parse_record(dump_record(BARE), file="r") == BARE
    kept = marked(BARE, OWN)
    assert dump_record(kept).endswith(
        b"\n\nnotes: Call the harbor.\n\ntags: [lights]\n\nposition: support\n\npriority: 1\n\nowner: Ada\n"
    )
    assert parse_record(dump_record(kept), file="r") == kept
    assert dump_record(parse_record(dump_record(kept), file="r")) == dump_record(kept)


def test_record_without_the_keys_loads_and_is_not_rewritten(tmp_path: Path) -> None:
    old = dump_record(BARE).removesuffix(END) + b"\n"
    (tmp_path / "hres901-118.yaml").write_bytes(old)
    assert not save_record(tmp_path, load_record(tmp_path / "hres901-118.yaml"))
    assert (tmp_path / "hres901-118.yaml").read_bytes() == old


def test_fresh_documents_leave_the_keys_alone() -> None:
    kept = marked(BARE, OWN)
    fresh = with_status(kept, replace(BARE, title="More lights"), SOURCE)
    assert fresh.title == "More lights"
    assert marked(replace(fresh, title=BARE.title, sources=()), Marks()) == replace(kept, text_versions=())
    assert fingerprint(kept) == fingerprint(BARE)


def test_a_note_is_added_and_a_key_can_be_cleared() -> None:
    kept = marked(
        marked(BARE, OWN), Marks(note="They called back.", tags=("lights", "sea"), cleared=frozenset({"owner"}))
    )
    assert (kept.notes, kept.tags, kept.owner) == ("Call the harbor.\nThey called back.", ("lights", "sea"), None)
    assert kept.position is Position.SUPPORT


PAIRS = [
    (Marks(note="Call."), Marks(tags=("sea",))),
    (Marks(tags=("sea",)), Marks(position=Position.WATCH)),
    (Marks(position=Position.OPPOSE), Marks(priority=2)),
    (Marks(priority=2), Marks(owner="Bo")),
    (Marks(note="Call."), Marks(owner="Bo")),
]


def merged(folder: Path, base: Measure, ours: Measure, theirs: Measure) -> Measure:
    """Merge two edits of a record in a git repository."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")

    def run(*arguments: str) -> None:
        named = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run([git, *named, *arguments], cwd=folder, check=True, capture_output=True)

    def commit(measure: Measure) -> None:
        save_record(folder, measure)
        run("add", ".")
        run("commit", "-m", "x")

    run("init", "--initial-branch=ours")
    commit(base)
    run("checkout", "-b", "theirs")
    commit(theirs)
    run("checkout", "ours")
    commit(ours)
    run("merge", "theirs", "-m", "merged")
    return load_record(folder / "hres901-118.yaml")


@pytest.mark.parametrize("record", [BARE, marked(BARE, OWN)], ids=["empty", "filled"])
@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_edits_of_two_keys_merge_in_git(tmp_path: Path, record: Measure, ours: Marks, theirs: Marks) -> None:
    found = merged(tmp_path, record, marked(record, ours), marked(record, theirs))
    assert found == marked(marked(record, ours), theirs)


def test_a_sync_and_a_note_merge_in_git(tmp_path: Path) -> None:
    kept = replace(BARE, sources=(SOURCE,))
    fresh = replace(kept, sources=(replace(SOURCE, retrieved=dt.date(2025, 6, 2)),))
    assert merged(tmp_path, kept, fresh, marked(kept, OWN)) == marked(fresh, OWN)
