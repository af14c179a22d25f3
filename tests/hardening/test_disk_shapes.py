"""Every command where something else stands in place of a file, where something may not be read, on a full disk."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from billtrack.cli import main
from billtrack.errors import InputError
from billtrack.model.events import Entry, Event
from billtrack.store.records import load_record
from billtrack.tracking.sync.folder import read_log
from hostile import cases
from official_measures import Invented, invented
from official_server import OfficialServer

if sys.platform == "win32":
    pytest.skip("needs links, pipes and permissions as POSIX has them", allow_module_level=True)

Tried = Callable[[str, str, int], None]
VICTIM = b"# a file of somebody else\nexport PATH\nno line feed at the end"
COMMANDS = (
    *(("list",), ("status", "hres1-119"), ("text", "hres1-119@ih"), ("diff", "hres1-119@ih", "hres1-119@ih")),
    *(("history", "hres1-119"), ("cosponsors", "hres1-119"), ("verify",), ("changes",)),
    *(
        ("sync", "--quiet"),
        ("sync", "hres1-119", "--accept", "--quiet"),
        ("track", "hres1-119", "hres2-119", "--quiet"),
    ),
    ("untrack", "hres1-119", "--yes"),
    *(("import", "official"), ("import", "official", "--into", "new/deep")),
)
PLACES = (
    *("hres1-119.yaml", "hres2-119.yaml", "texts", ".billtrack", ".billtrack/lock", ".billtrack/changes.jsonl"),
    *(".billtrack/run.jsonl", ".billtrack/documents.json"),
)
ENDS = frozenset({0, 1, 3, 4})

# ------------------------------------------------------------------------ something else in its place

SHAPES: dict[str, Callable[[Path, Path], object]] = {
    "a folder": lambda path, _: path.mkdir(),
    "a link to a file": lambda path, beside: path.symlink_to(beside / "victim"),
    "a link to nothing": lambda path, _: path.symlink_to("gone"),
    "a link to nothing outside": lambda path, beside: path.symlink_to(beside / "made"),
    "a link to itself": lambda path, _: path.symlink_to(path.name),
    "a pipe": lambda path, _: os.mkfifo(path),
    "bytes of no meaning": lambda path, beside: (beside / "noise").replace(path),
}


@pytest.fixture
def tracked(official_server: OfficialServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside whose bills folder, of one tracked measure, its official file and a victim stand."""
    measure = invented("hres1-119")
    official_server.put(measure, invented("hres2-119"))
    monkeypatch.setenv("BILLTRACK_GOVINFO_URL", official_server.url)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bills").mkdir()
    assert main(["track", "hres1-119", "--quiet"]) == 0
    (tmp_path / "official").mkdir()
    (tmp_path / "official" / "BILLSTATUS-119hres1.xml").write_bytes(measure.status_xml())
    (tmp_path / "victim").write_bytes(VICTIM)
    shutil.copytree(tmp_path / "bills", tmp_path / "kept")
    return tmp_path


def restored(tracked: Path) -> Path:
    """The bills folder as it was at first."""
    for name in ("bills", "new"):
        shutil.rmtree(tracked / name, ignore_errors=True)
    (tracked / "noise").write_bytes(b"\xff\xfe\0?\n[1,2]\n{}\n\xc3(")
    return Path(shutil.copytree(tracked / "kept", tracked / "bills"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("place", PLACES)
def test_what_stands_in_place_of_a_file_is_refused_or_replaced_and_never_followed(
    place: str, shape: str, tracked: Path, capsys: pytest.CaptureFixture[str], tried: Tried
) -> None:
    for command in COMMANDS:
        path = restored(tracked) / place
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        SHAPES[shape](path, tracked)
        code = main(command)
        said = capsys.readouterr().err
        assert code in ENDS, (command, said)
        assert (tracked / "victim").read_bytes() == VICTIM, command
        assert not (tracked / "made").exists(), command
    tried("A file is the file it should be", f"{shape} in place of {place}", len(COMMANDS))


# --------------------------------------------------------------------------------------- permission

MODES = {
    "a bills folder nobody may enter": ("bills", 0),
    "a bills folder to be read only": ("bills", 0o500),
    "a bills folder that cannot be listed": ("bills", 0o300),
    "a bills folder whose names alone can be read": ("bills", 0o400),
    "a record nobody may read": ("bills/hres1-119.yaml", 0),
    "a record to be read only": ("bills/hres1-119.yaml", 0o400),
    "a hidden folder nobody may enter": ("bills/.billtrack", 0),
    "a hidden folder to be read only": ("bills/.billtrack", 0o500),
    "a log nobody may read": ("bills/.billtrack/changes.jsonl", 0),
    "a log to be read only": ("bills/.billtrack/changes.jsonl", 0o400),
    "a lock nobody may open": ("bills/.billtrack/lock", 0),
    "a folder of official files nobody may enter": ("official", 0),
    "an official file nobody may read": ("official/BILLSTATUS-119hres1.xml", 0),
    "a working folder to be read only": (".", 0o500),
}
_ONE_AFTER_ANOTHER = """
import sys
from billtrack.cli import main
for command in sys.argv[1:]:
    print("code", main(command.split()), file=sys.stderr, flush=True)
"""


def _as_other_users_do() -> None:
    """Give up root's right to pass over permissions, which the next program then does not have."""
    libc = ctypes.CDLL(None)
    for right in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
        libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.skipif(sys.platform != "linux", reason="gives up root's rights as Linux lets it")
@pytest.mark.parametrize("name", MODES)
def test_what_may_not_be_read_or_written_is_said_in_one_line(name: str, tracked: Path, tried: Tried) -> None:
    place, mode = MODES[name]
    path = tracked / place
    usual = path.stat().st_mode
    path.chmod(mode)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _ONE_AFTER_ANOTHER, *map(" ".join, COMMANDS)],
            cwd=tracked,
            preexec_fn=_as_other_users_do,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        path.chmod(usual)
    codes = [int(line.split()[1]) for line in done.stderr.splitlines() if line.startswith("code ")]
    assert len(codes) == len(COMMANDS), done.stderr
    assert set(codes) <= ENDS, done.stderr
    assert "Traceback" not in done.stderr
    for path in (tracked / "bills").glob("*.yaml"):
        load_record(path)
    tried("What may not be read or written is said", name, len(COMMANDS))


# --------------------------------------------------------------------------------------------- room


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte; only root can make one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small file system can be mounted by root only")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def told(bills: Path) -> list[Event]:
    entries = list(read_log(bills))
    assert not [each for each in entries if isinstance(each, InputError)]
    return [each.event for each in entries if isinstance(each, Entry)]


def signed_once_more(server: OfficialServer) -> Invented:
    """The source has news of the measure: one cosponsor more."""
    measure = invented("hres1-119").signed_by(1, on=dt.date(2025, 4, 1))
    server.put(measure)
    return measure


@dataclass(frozen=True)
class Update:
    """What one sync does: the record before and after it, and the events it tells."""

    old: bytes
    new: bytes
    before: tuple[Event, ...]
    after: tuple[Event, ...]

    def check(self, bills: Path, *, is_done: bool = False) -> None:
        """The record is old or new, never else, and the log tells what it says."""
        record = (bills / "hres1-119.yaml").read_bytes()
        assert record in ({self.new} if is_done else {self.old, self.new})
        assert tuple(told(bills)) == (self.after if record == self.new else self.before)


@pytest.fixture
def update(tracked: Path, official_server: OfficialServer) -> Update:
    """One update of the tracked measure; the bills folder is as before it."""
    before, old = tuple(told(tracked / "bills")), (tracked / "bills" / "hres1-119.yaml").read_bytes()
    signed_once_more(official_server)
    assert main(["sync", "--quiet"]) == 0
    found = Update(old, (tracked / "bills" / "hres1-119.yaml").read_bytes(), before, tuple(told(tracked / "bills")))
    assert found.new != found.old
    assert len(found.after) > len(found.before)
    restored(tracked)
    return found


def test_a_full_disk_leaves_the_record_as_it_was_and_the_log_true(
    tracked: Path, update: Update, small_disk: Path, capsys: pytest.CaptureFixture[str], tried: Tried
) -> None:
    rooms = range(0, 24, 1 if cases(0) else 5)
    ends = set()
    for pages in rooms:
        bills = small_disk / "bills"
        shutil.rmtree(bills, ignore_errors=True)
        shutil.copytree(tracked / "kept", bills)
        filler = small_disk / "filler"
        free = os.statvfs(small_disk)
        filler.write_bytes(b"x" * (free.f_bsize * (free.f_bavail - pages)))
        code = main(["sync", "--quiet", "--bills", str(bills)])
        said = capsys.readouterr().err
        assert code in {0, 3}, said
        assert code == 0 or "No space left on device" in said
        update.check(bills, is_done=code == 0)
        filler.unlink()
        assert main(["sync", "--quiet", "--bills", str(bills)]) == 0
        update.check(bills, is_done=True)
        assert not [path for path in bills.rglob(".*.????????") if path.is_file()], "a draft is left"
        ends.add(code)
    assert ends == {0, 3}
    tried("The record is old or new, the log tells which", "a full disk, more room each time", len(rooms))
