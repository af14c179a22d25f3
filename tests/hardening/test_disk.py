"""Links, pipes and folders where a file should be, other writers, and what fails on a disk: nothing is hit or lost."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from billtrack.cli import main
from billtrack.errors import InputError
from billtrack.model.measure import Coverage, Measure, TextVersion, replace
from billtrack.model.web_addresses import billstatus_file_name, text_file_name
from billtrack.store import change_log, files, records
from billtrack.store.change_log import ChangeLog
from billtrack.store.hidden import HIDDEN, only_writer
from billtrack.store.run_journal import RunJournal
from billtrack.tracking.importing import import_documents
from hostile import cases
from office import Desk, Office
from official_measures import invented, invented_many

Tried = Callable[[str, str, int], None]
NAME = "hres1-119"
NOW = dt.datetime(2025, 6, 2, 12, tzinfo=dt.UTC)
OTHERS = b"# a file of somebody else\nexport PATH\nits last line has no end"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="making a link there needs a privilege")
needs_pipes = pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with one tracked measure, and its source, where it has changed since."""
    made = Desk(tmp_path / "bills", Office())
    made.office.put(invented(NAME))
    made.sync(NAME, command="track")
    made.office.put(invented(NAME).signed_by(1, on=dt.date(2025, 4, 1)), hours=1)
    return made


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """A file that is not billtrack's."""
    path = tmp_path / "others"
    path.write_bytes(OTHERS)
    return path


def put_link(path: Path, to: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(to)


# --------------------------------------------------------------------------------------------- links


@needs_links
@pytest.mark.parametrize("name", ["lock", "changes.jsonl", "run.jsonl"])
def test_a_link_among_billtracks_own_files_is_not_followed(name: str, desk: Desk, others: Path) -> None:
    link = desk.bills / HIDDEN / name
    put_link(link, others)
    with pytest.raises(InputError, match="it is a link, which billtrack does not follow; remove it"):
        desk.sync(NAME)
    assert others.read_bytes() == OTHERS


@needs_links
def test_a_link_among_billtracks_own_files_is_replaced_where_files_are_replaced(desk: Desk, others: Path) -> None:
    put_link(desk.bills / HIDDEN / "documents.json", others)
    desk.sync(NAME)
    assert others.read_bytes() == OTHERS


@needs_links
def test_a_text_is_not_written_through_a_link(tmp_path: Path, others: Path) -> None:
    text = "texts/BILLS-118hr8752rh.xml"
    put_link(tmp_path / text, others)
    records.save_text(tmp_path, text, b"<bill/>")
    assert others.read_bytes() == OTHERS
    assert (tmp_path / text).read_bytes() == b"<bill/>"


@needs_links
def test_a_record_is_not_written_through_a_link_to_nothing(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    bills = tmp_path / "bills"
    put_link(bills / f"{NAME}.yaml", elsewhere)
    with pytest.raises(InputError, match=f"{NAME}.yaml: is a link to a missing file"):
        records.save_record(bills, a_measure())
    assert not elsewhere.exists()


@needs_links
def test_a_link_put_there_while_a_record_is_saved_is_not_followed(
    tmp_path: Path, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.save_record(tmp_path, a_measure())
    path = tmp_path / f"{NAME}.yaml"
    load = records.load_record

    def load_and_swap(asked: Path) -> Measure:
        found = load(asked)
        put_link(path, others)
        return found

    monkeypatch.setattr(records, "load_record", load_and_swap)
    assert records.save_record(tmp_path, replace(a_measure(), notes="mine"))
    assert others.read_bytes() == OTHERS
    assert load(path).notes == "mine"


@needs_links
def test_a_folder_of_records_may_itself_be_a_link(desk: Desk, tmp_path: Path) -> None:
    link = tmp_path / "linked"
    link.symlink_to(desk.bills)
    Desk(link, desk.office).sync(NAME)
    assert len(desk.record(NAME).cosponsors or ()) == 4


def a_measure() -> Measure:
    return Measure(schema="billtrack/1", id=invented(NAME).id, title="Honoring lighthouses.")


@pytest.mark.parametrize("named", ["../others", "/etc/hostname", "texts/../../others", ".billtrack/changes.jsonl"])
def test_untrack_removes_no_file_a_record_merely_names(named: str, tmp_path: Path, others: Path) -> None:
    bills = tmp_path / "bills"
    text = TextVersion(version_code="ih", coverage=Coverage.COMPLETE, file="texts/BILLS-119hres1ih.xml")
    records.save_record(bills, replace(a_measure(), text_versions=(text,)))
    path = bills / f"{NAME}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("texts/BILLS-119hres1ih.xml", named), encoding="utf-8")
    assert main(["untrack", NAME, "--yes", "--bills", str(bills)]) == 3
    assert others.exists()
    assert path.exists()


# ------------------------------------------------------------------------- no file where one should be


@needs_pipes
@pytest.mark.parametrize("name", ["lock", "changes.jsonl", "run.jsonl"])
def test_a_pipe_among_billtracks_own_files_keeps_nobody_waiting(name: str, desk: Desk) -> None:
    path = desk.bills / HIDDEN / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    before = desk.record(NAME)
    done = subprocess.run(
        [sys.executable, "-m", "billtrack", "sync", "--bills", str(desk.bills)],
        env={**os.environ, "BILLTRACK_GOVINFO_URL": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.startswith(f"billtrack: error: {desk.bills}")
    assert desk.record(NAME) == before


@pytest.mark.parametrize("name", ["lock", "changes.jsonl", "run.jsonl"])
def test_a_folder_in_place_of_a_file_is_said(name: str, desk: Desk) -> None:
    path = desk.bills / HIDDEN / name
    path.unlink(missing_ok=True)
    path.mkdir()
    with pytest.raises(InputError, match=str(desk.bills)):
        desk.sync(NAME)


# --------------------------------------------------------------------------------------------- failures


def test_a_record_that_was_renamed_keeps_its_events_though_the_folder_cannot_be_synced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = len(list(change_log.read_changes(desk.bills)))
    sync, target = os.fsync, desk.bills.stat().st_ino

    def failing(handle: int) -> None:
        if os.fstat(handle).st_ino == target:
            raise OSError(5, "Input/output error")
        sync(handle)

    monkeypatch.setattr("os.fsync", failing)
    (outcome,) = desk.sync(NAME)
    assert [str(error) for error in outcome.errors] == [
        f"{desk.bills / NAME}.yaml: cannot write the record: Input/output error"
    ]
    assert len(desk.record(NAME).cosponsors or ()) == 4
    assert len(list(change_log.read_changes(desk.bills))) > told


def test_a_journal_on_a_full_disk_ends_in_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / HIDDEN).mkdir()
    journal = RunJournal(tmp_path, "sync govinfo", started=NOW, resumed=None)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("billtrack.store.run_journal.write_whole", full)
    with pytest.raises(InputError, match=r"run\.jsonl: cannot be written: No space left on device"):
        journal.done(NAME, {})
    journal.close()


def test_a_lock_is_held_though_its_holder_cannot_be_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("billtrack.store.hidden.write_whole", full)
    with only_writer(tmp_path), pytest.raises(InputError, match="another billtrack"), only_writer(tmp_path):
        pass


def test_a_log_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    change_log.log_path(tmp_path).mkdir(parents=True)
    with pytest.raises(InputError, match="cannot read the change log"):
        change_log.settled_end(tmp_path, lambda _: None)
    with pytest.raises(InputError, match="cannot write the change log"):
        ChangeLog(tmp_path)


def test_a_file_system_that_syncs_no_folder_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def unable(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 - a link only the system can follow
            raise OSError(22, "Invalid argument")
        sync(handle)

    monkeypatch.setattr("os.fsync", unable)
    files.replace_file(tmp_path / "a.json", b"{}")
    assert (tmp_path / "a.json").read_bytes() == b"{}"


def test_what_the_system_refuses_is_no_bug(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr("billtrack.cli.places.bills_folder", refuse)
    assert main(["list"]) == 3
    assert capsys.readouterr().err == f"billtrack: error: {tmp_path}: Permission denied\n"


# --------------------------------------------------------------------------------------------- two at once


def test_an_import_waits_for_no_other_writer_and_loses_none_of_its_work(tmp_path: Path) -> None:
    path = tmp_path / "status.xml"
    path.write_bytes(invented(NAME).status_xml())
    bills = tmp_path / "bills"
    with only_writer(bills / HIDDEN), pytest.raises(InputError, match="another billtrack"):
        list(import_documents([path], into=bills, on=NOW.date()))
    list(import_documents([path], into=bills, on=NOW.date()))
    assert records.load_record(bills / f"{NAME}.yaml").title == invented(NAME).title


@pytest.mark.skipif(sys.platform == "win32", reason="starts many programs, each some seconds there")
def test_two_that_write_at_once_lose_nothing(tmp_path: Path, tried: Tried) -> None:
    measures = list(invented_many(20))
    inboxes = [tmp_path / "status", tmp_path / "texts"]
    for inbox in inboxes:
        inbox.mkdir()
    for each in measures:
        (inboxes[0] / billstatus_file_name(each.id)).write_bytes(each.status_xml())
        (inboxes[1] / text_file_name(each.text_id("ih"))).write_bytes(each.text_xml("ih"))
    pairs, refused = cases(3), 0
    for pair in range(pairs):
        bills = tmp_path / f"bills{pair}"
        running = [import_of(inbox, bills) for inbox in inboxes]
        told = [program.communicate(timeout=60)[1] for program in running]
        for inbox, program, said in zip(inboxes, running, told, strict=True):
            if program.returncode != 0:
                refused += 1
                assert program.returncode == 3
                assert said.startswith(f"billtrack: error: {bills / HIDDEN}: another billtrack (process ")
                assert import_of(inbox, bills).communicate(timeout=60)[1] == ""
        for each in measures:
            record = records.load_record(bills / f"{each.id}.yaml")
            assert len(record.cosponsors or ()) == len(each.cosponsors)
            assert [text.coverage for text in record.text_versions or ()] == ["complete"]
    tried("two billtracks writing at once lose nothing", f"pairs of imports ({refused} told to wait)", pairs)


def import_of(path: Path, bills: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "billtrack", "import", str(path), "--into", str(bills)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
