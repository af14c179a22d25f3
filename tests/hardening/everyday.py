"""Every command as people run it: the example each gives of itself, in a folder where it works.

A new command joins by itself, with the example it has in ``cli.commands``.
"""

from __future__ import annotations

import datetime as dt
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from billtrack.cli.commands import COMMANDS
from billtrack.model.web_addresses import billstatus_file_name, text_file_name
from official_measures import FIRST_DAY, Invented, invented, replace
from official_server import OfficialServer

EXAMPLES = {
    entry.name: tuple(shlex.split(entry.examples[0].partition(" > ")[0]))
    for entry in COMMANDS
    if entry.name != "serve"  # it runs until it is interrupted: tests/serve
}
SHIPPED = Path(__file__).parents[2] / "bills"
PROGRAM = (sys.executable, "-m", "billtrack")
TIMEOUT = 120
DAY = "2017-10-27"
MEMBERS = {
    f"legislators-{DAY}.yaml": """\
- id: {bioguide: E000901}
  name: {first: Ada, last: Example}
  terms: [{type: sen, start: '2017-01-03', end: '2023-01-03', state: MI, party: Democrat}]
""",
    f"committees-{DAY}.yaml": "- {type: senate, name: Senate Committee on Tides, thomas_id: SSFR}\n",
    f"committee-membership-{DAY}.yaml": "SSFR: [{name: Ada Example, party: minority, rank: 1, bioguide: E000901}]\n",
}


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: bytes
    err: bytes


@dataclass
class Everyday:
    """A working folder with records, official files and an archive, its official source, and what was usual there."""

    home: Path
    server: OfficialServer
    usual: dict[tuple[str, ...], Ran] = field(default_factory=dict)

    @classmethod
    def begun(cls, home: Path, server: OfficialServer) -> Everyday:
        made = cls(home, server)
        shipped = [invented(path.stem) for path in SHIPPED.glob("*.yaml")]
        tracked = invented("hres1189-119")
        measures = [tracked, replace(invented("hres2-119"), title="On arms control."), invented("s257-119")]
        server.put(*shipped, *measures)
        work = home / "work"
        shutil.copytree(SHIPPED, work / "bills")
        for each in (*measures, *shipped):
            _put_files(work, each)
        for name, text in MEMBERS.items():
            (work / name).write_text(text, encoding="utf-8")
        assert made.run(("track", "hres1189-119"), work).code == 0
        server.put(tracked.signed_by(1, on=FIRST_DAY + dt.timedelta(days=3)))
        assert made.run(("sync", "hres1189-119"), work).code == 0
        documents = sorted(path.name for path in work.glob("BILL*.xml"))
        assert made.run(("import", *documents, "--archive", "congress.db"), work).code == 0
        assert made.run(("members", "import", *MEMBERS, "--archive", "congress.db"), work).code == 0
        shutil.copy(work / "congress.db", home / "archive.db")
        return made

    @property
    def environ(self) -> dict[str, str]:
        """The environment it is usually run in."""
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TMPDIR"}}
        return {
            **kept,
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "BILLTRACK_GOVINFO_URL": self.server.url,
            "BILLTRACK_CONGRESS_URL": self.server.congress_url,
            "BILLTRACK_ARCHIVE": str(self.home / "archive.db"),
        }

    def folder(self, name: str) -> Path:
        """A fresh copy of the working folder."""
        copy = self.home / name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.home / "work", copy)
        return copy

    def run(
        self,
        arguments: Sequence[str | bytes],
        folder: Path,
        *,
        environ: Mapping[str, str] | None = None,
        around: str = "",
        user: int | None = None,
    ) -> Ran:
        """Run a command in *folder*; *around* is a line of shell in which ``"$@"`` stands for it."""
        command: list[str | bytes] = [*PROGRAM, *arguments]
        if around:
            command = ["sh", "-c", around, "sh", *command]
        done = subprocess.run(
            command,
            cwd=folder,
            env=dict(self.environ if environ is None else environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            user=user,
            group=user,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def usually(self, arguments: tuple[str, ...]) -> Ran:
        """How it usually ends."""
        if arguments not in self.usual:
            self.usual[arguments] = self.run(arguments, self.folder("usual"))
        return self.usual[arguments]


def _put_files(folder: Path, measure: Invented) -> None:
    (folder / billstatus_file_name(measure.id)).write_bytes(measure.status_xml())
    for each in measure.prints:
        (folder / text_file_name(measure.text_id(each.code))).write_bytes(measure.text_xml(each.code))
