"""Deeds: the ways billtrack writes, each done by a victim in a folder that is put back for the next one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.events import Event
from billtrack.tracking.sync.folder import read_log
from victim import NAME, Request, measure

HERE = Path(__file__).parent
CALLS = "%file,%desc"


class Ended(NamedTuple):
    """How a victim ended: its exit code, negative for a signal, and what it said."""

    code: int
    said: str


class Victims:
    """The process that makes victims."""

    def __init__(self, scratch: Path) -> None:
        self._said, self._status = scratch / "said.txt", scratch / "status.xml"
        self._status.write_bytes(measure(is_updated=True).status_xml())
        self._maker = subprocess.Popen(
            [sys.executable, str(HERE / "victim.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(HERE.parent / "server"), "COLUMNS": "80"},
        )

    def run(self, deed: Deed, bills: Path, *, inject: str = "", largest: int | None = None) -> Ended:
        """Let a victim do *deed* in *bills*, struck as strace's *inject* says, or with a bound on its files."""
        return self._ask(deed, bills, ["-e", f"inject={inject}"] if inject else None, None, largest)

    def traced(self, deed: Deed, bills: Path, trace: Path) -> Ended:
        """Let it be, and write down its calls."""
        return self._ask(deed, bills, [], trace, None)

    def _ask(self, deed: Deed, bills: Path, strace: list[str] | None, trace: Path | None, largest: int | None) -> Ended:
        arguments = [each.format(status=self._status) for each in deed.arguments]
        request = Request(
            [*arguments, "--bills", str(bills), "--quiet"], str(self._said), deed.source_is_updated, largest
        )
        pid = self._tell(json.dumps(request))
        watch = None
        if strace is not None:
            out = ["-o", str(trace or os.devnull)]
            command = ["strace", "-p", pid, "-y", "-s", "0", "-e", f"trace={CALLS}", *out, *strace]
            watch = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
            assert watch.stderr is not None
            said = watch.stderr.readline()
            assert "attached" in said, said
        code = int(self._tell("go"))
        if watch is not None:
            watch.communicate(timeout=30)
        return Ended(code, self._said.read_text(encoding="utf-8"))

    def _tell(self, line: str) -> str:
        assert self._maker.stdin is not None
        assert self._maker.stdout is not None
        self._maker.stdin.write(f"{line}\n")
        self._maker.stdin.flush()
        return self._maker.stdout.readline().strip()

    def close(self) -> None:
        """Make no more."""
        self._maker.communicate(timeout=30)


# --------------------------------------------------------------------------------------------- deeds


@dataclass(frozen=True)
class Deed:
    """One way to write: the command, and what the folder holds before it."""

    name: str
    arguments: tuple[str, ...]
    begins_with: tuple[str, ...] = ()
    source_is_updated: bool = True

    def __str__(self) -> str:
        return self.name


TRACK = ("track", NAME)
DEEDS = (
    Deed("a first track", TRACK),
    Deed("a sync", ("sync",), TRACK),
    Deed("an untrack", ("untrack", NAME, "--yes"), TRACK),
    Deed("an import", ("import", "{status}"), TRACK),
)


class State(NamedTuple):
    """What counts of a folder: the record, the texts, and the changes told."""

    record: bytes | None
    texts: dict[str, bytes]
    told: list[Event]


def state_of(bills: Path) -> State:
    record = bills / f"{NAME}.yaml"
    told = list(read_log(bills))
    assert not [each for each in told if isinstance(each, InputError)]
    return State(
        record.read_bytes() if record.exists() else None,
        {path.name: path.read_bytes() for path in bills.glob("texts/BILLS*")},
        [entry.event for entry in told if not isinstance(entry, InputError)],
    )


class Stage:
    """A folder as a deed finds it and as it leaves it, to be done again and again."""

    def __init__(self, deed: Deed, victims: Victims, where: Path) -> None:
        self.deed, self._victims = deed, victims
        self.bills, self._kept = where / "bills", where / "kept"
        self.bills.mkdir(parents=True)
        if deed.begins_with:
            assert victims.run(Deed("before", deed.begins_with, source_is_updated=False), self.bills).code == 0
        shutil.copytree(self.bills, self._kept)
        self.old = state_of(self.bills)
        assert victims.run(deed, self.bills).code == 0
        self.new = state_of(self.bills)
        assert self.old != self.new
        self.reset()

    def reset(self) -> None:
        """Put the folder back as it was."""
        for path in self.bills.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self._kept, self.bills, dirs_exist_ok=True)
