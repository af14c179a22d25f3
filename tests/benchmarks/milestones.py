"""How many official milestone rows the status can read, and what else is told of the same measures.

    python tests/benchmarks/milestones.py ../shared/data

Reads every BILLSTATUS file below the folder (and inside its zips).  Prints for each collection the share of measures
whose every milestone row is recognised: a row of the Library of Congress with a milestone's code, or a chamber's row
equal to it.  Then the rows that are not read, the contradictions told, and where the stage disagrees with facts
beside the actions (laws, texts).
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.sources.billstatus import parse_billstatus
from billtrack.status.course.milestones import is_milestone_row
from billtrack.status.course.progress import follow
from billtrack.status.course.wordings import ActionKind
from billtrack.status.stages import Stage
from billtrack.status.status import Status, status

PASSES = {Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE}
DONE_BY_BOTH = {Stage.PRESENTED, Stage.ENACTED, Stage.AGREED_TO}
ENGROSSED = {
    "eh": {Stage.PASSED_HOUSE, Stage.AGREED_TO_IN_HOUSE},
    "es": {Stage.PASSED_SENATE, Stage.AGREED_TO_IN_SENATE},
}
STALE = "later actions are not loaded"


@dataclass
class Tally:
    """What is counted of one collection, and what is listed."""

    measures: int = 0
    read_whole: int = 0
    rows: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    lists: dict[str, list[str]] = field(
        default_factory=lambda: {
            name: [] for name in ("refused", "milestones not read", "other rows not read", "problems", "disagreements")
        }
    )

    def add(self, other: Tally) -> None:
        self.measures += other.measures
        self.read_whole += other.read_whole
        self.rows += other.rows
        self.stages += other.stages
        for name, told in other.lists.items():
            self.lists[name] += told


def documents(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Collection, name and bytes of every BILLSTATUS document below *folder*."""
    for path in sorted(folder.rglob("BILLSTATUS-*")):
        relative = path.relative_to(folder)
        if path.suffix == ".xml":
            whole_folder = len(relative.parts) > 2
            collection = Path(*relative.parts[:2]).as_posix() if whole_folder else "the two measures"
            yield collection, path.name, path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in sorted(name for name in archive.namelist() if name.endswith(".xml")):
                    yield relative.as_posix(), name, archive.read(name)


def count(tally: Tally, measure: Measure, today: dt.date) -> None:
    tally.measures += 1
    steps = follow(measure).steps
    milestones = [step for step in steps if is_milestone_row(step.event)]
    tally.rows += len(milestones)
    tally.read_whole += all(step.reading.kind is not ActionKind.UNREAD for step in milestones)
    for step in steps:
        if step.reading.kind is ActionKind.UNREAD:
            listed = "milestones not read" if step in milestones else "other rows not read"
            row = f"{measure.id} {step.event.main.action_date} {sorted(step.event.codes)} {step.event.main.text!r}"
            tally.lists[listed].append(row)
    found = status(measure, today=today)
    tally.stages[found.stage.value] += 1
    tally.lists["problems"] += [f"{measure.id} {problem}" for problem in found.problems]
    tally.lists["disagreements"] += [f"{measure.id} {what} ({found.stage})" for what in disagreements(measure, found)]


def disagreements(measure: Measure, found: Status) -> Iterator[str]:
    """What the laws and the texts say otherwise."""
    laws = [law.number for law in measure.laws or ()]
    if bool(laws) != (found.stage is Stage.ENACTED):
        yield f"laws {laws}"
    codes = {version.version_code for version in measure.text_versions or ()}
    if measure.id.measure_type.is_simple:
        if bool(codes & {"eh", "ath", "ats", "es"}) != (found.stage is Stage.AGREED_TO):
            yield f"texts {sorted(codes)}"
        return
    reached = {milestone.stage for milestone in found.milestones}
    both = {milestone.chamber for milestone in found.milestones if milestone.stage in PASSES}
    if "enr" in codes and not reached & DONE_BY_BOTH and len(both) < 2:
        yield "an enrolled text"
    for code, stages in ENGROSSED.items():
        if code in codes and not reached & {*stages, Stage.RESOLVING_DIFFERENCES, Stage.AGREED_TO}:
            yield f"a text {code}"
        starts_here = measure.id.measure_type.chamber.startswith(code[1])
        if starts_here and stages & reached and codes and not codes & {code, f"cp{code[1]}"}:
            yield f"passed, and no text {code} among {sorted(codes)}"


def report(tallies: dict[str, Tally]) -> Iterator[str]:
    whole = Tally()
    for collection, tally in tallies.items():
        whole.add(tally)
        yield share(collection, tally)
    yield share("all", whole)
    yield f"stages: {dict(whole.stages.most_common())}"
    stale = [told for told in whole.lists["problems"] if told.endswith(STALE)]
    whole.lists["problems"] = [told for told in whole.lists["problems"] if not told.endswith(STALE)]
    yield f"records that stop before their Congress did: {len(stale)}"
    for name, listed in whole.lists.items():
        yield f"\n{name}: {len(listed)} ({10_000 * len(listed) / max(whole.measures, 1):.1f} in 10,000 measures)"
        yield from (f"  {told}" for told in listed)


def share(collection: str, tally: Tally) -> str:
    part = 100 * tally.read_whole / max(tally.measures, 1)
    return f"{collection:42} {tally.read_whole:6}/{tally.measures:<6} {part:7.3f} %  ({tally.rows} milestone rows)"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date(2026, 11, 22))
    arguments = parser.parse_args()
    tallies: dict[str, Tally] = {}
    for collection, name, data in documents(arguments.folder):
        tally = tallies.setdefault(collection, Tally())
        try:
            count(tally, parse_billstatus(data, name=name), arguments.today)
        except InputError as error:
            tally.lists["refused"].append(str(error))
    sys.stdout.writelines(f"{line}\n" for line in report(tallies))


if __name__ == "__main__":
    main()
