"""How many official milestone rows the status can read.

    python tests/benchmarks/milestones.py ../shared/data

Reads every BILLSTATUS file below the folder (and inside its zips) and prints, for each collection, the share of
measures whose every milestone row is recognised; then the rows that are not, the contradictions told, and what the
stage says against facts beside the actions (laws, texts).
"""

from __future__ import annotations

import argparse
import datetime as dt
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from billtrack.analysis.course.milestones import MILESTONE_CODES, Kind, is_milestone_row
from billtrack.analysis.course.progress import follow
from billtrack.analysis.status import Stage, Status, status
from billtrack.errors import InputError
from billtrack.model import Measure
from billtrack.sources.billstatus import parse_billstatus


@dataclass
class Tally:
    measures: int = 0
    read_whole: int = 0
    rows: int = 0
    unread: list[str] = field(default_factory=list)
    other_unread: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    mismatches: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stages: Counter[str] = field(default_factory=Counter)


def documents(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """Collection, name and bytes of every BILLSTATUS document below *folder*."""
    for path in sorted(folder.rglob("BILLSTATUS-*")):
        relative = path.relative_to(folder)
        if path.suffix == ".xml":
            yield (
                str(Path(*relative.parts[:2])) if len(relative.parts) > 2 else "the two measures",
                path.name,
                path.read_bytes(),
            )
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in sorted(archive.namelist()):
                    if name.endswith(".xml"):
                        yield str(relative), name, archive.read(name)


def add(tally: Tally, measure: Measure, today: dt.date) -> None:
    tally.measures += 1
    steps = follow(measure).steps
    rows = [step for step in steps if is_milestone_row(step.event)]
    tally.rows += len(rows)
    unread = [step for step in rows if step.reading.kind is Kind.UNREAD]
    tally.read_whole += not unread
    for step in steps:
        if step.reading.kind is Kind.UNREAD:
            told = f"{measure.id} {step.event.main.action_date} {sorted(step.event.codes)} {step.event.main.text!r}"
            (tally.unread if step in unread else tally.other_unread).append(told)
    found = status(measure, today=today)
    tally.stages[found.stage] += 1
    tally.problems += [f"{measure.id} {problem}" for problem in found.problems]
    tally.mismatches += [f"{measure.id} {what} ({found.stage})" for what in against_facts(measure, found)]


def against_facts(measure: Measure, found: Status) -> Iterator[str]:
    """What the parts beside the actions say otherwise."""
    if bool(measure.laws) != (found.stage is Stage.ENACTED):
        yield f"laws {[law.number for law in measure.laws or ()]}"
    codes = {version.version_code for version in measure.text_versions or ()}
    reached = {milestone.stage for milestone in found.milestones}
    kind = measure.id.measure_type
    if kind.is_simple:
        agreed = bool(codes & {"eh", "ath", "ats", "es"})
        if agreed != (found.stage is Stage.AGREED_TO):
            yield f"texts {sorted(codes)}"
        return
    both = {Stage.PRESENTED, Stage.ENACTED, Stage.AGREED_TO}
    passed_both = bool(reached & both) or len({m.chamber for m in found.milestones if m.stage in PASSES}) == 2
    if "enr" in codes and not passed_both:
        yield "an enrolled text"
    for code, stages in ENGROSSED.items():
        if code in codes and not reached & (stages | {Stage.RESOLVING_DIFFERENCES, Stage.AGREED_TO}):
            yield f"a text {code}"
        if (
            stages & reached
            and not codes & {code, f"{code[:-1]}p{code[-1]}"}
            and codes
            and kind.chamber[0] == code[1]
        ):
            yield f"no text {code}, though passed: {sorted(codes)}"


PASSES = {Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE}
ENGROSSED = {
    "eh": {Stage.PASSED_HOUSE, Stage.AGREED_TO_IN_HOUSE},
    "es": {Stage.PASSED_SENATE, Stage.AGREED_TO_IN_SENATE},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date(2026, 11, 22))
    arguments = parser.parse_args()
    tallies: dict[str, Tally] = {}
    for collection, name, data in documents(arguments.folder):
        tally = tallies.setdefault(collection, Tally())
        try:
            add(tally, parse_billstatus(data, name=name), arguments.today)
        except InputError as error:
            tally.refused.append(str(error))
    report(tallies)


def report(tallies: dict[str, Tally]) -> None:
    whole = Tally()
    for collection, tally in tallies.items():
        print(line(collection, tally))
        for name in ("measures", "read_whole", "rows"):
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
        for name in ("unread", "other_unread", "problems", "mismatches", "refused"):
            getattr(whole, name).extend(getattr(tally, name))
        whole.stages.update(tally.stages)
    print(line("all", whole))
    print("stages:", dict(whole.stages.most_common()))
    for name in ("refused", "unread", "other_unread", "problems", "mismatches"):
        found: list[str] = getattr(whole, name)
        print(f"\n{name}: {len(found)}")
        print("\n".join(f"  {told}" for told in found))


def line(collection: str, tally: Tally) -> str:
    share = 100 * tally.read_whole / tally.measures if tally.measures else 0
    return (
        f"{collection:45} {tally.read_whole:6}/{tally.measures:<6} {share:7.3f} %  of {tally.rows} milestone rows"
    )


if __name__ == "__main__":
    main()
