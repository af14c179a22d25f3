"""Whole commands over a folder of invented measures: arguments in; exit code, output and errors out."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from billtrack.cli import main
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    Action,
    Activity,
    Authority,
    Chamber,
    Committee,
    CommitteeName,
    Cosponsor,
    Coverage,
    Excerpt,
    Measure,
    Provision,
    RelatedMeasure,
    ResolvingClause,
    Source,
    Sponsor,
    TextVersion,
    Whereas,
)
from billtrack.store.records import save_record

TODAY = dt.date(2025, 6, 2)
LIBRARY, FLOOR, COMMITTEE, SENATE = (
    "library_of_congress",
    "house_floor_actions",
    "house_committee_actions",
    "senate",
)


@dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def billtrack(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], bills: Path) -> Callable[..., Run]:
    """Run billtrack in a folder whose ``bills`` hold the invented measures, on 2 June 2025, on one processor."""
    monkeypatch.chdir(bills.parent)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)  # with more, each import starts a process
    monkeypatch.setattr("billtrack.cli.clock.today", lambda: TODAY)

    def run(*arguments: str, stdin: str = "", **environ: str) -> Run:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main(arguments)
        written = capsys.readouterr()
        return Run(code, written.out, written.err)

    return run


@pytest.fixture(scope="session")
def invented_bills(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records of five invented measures; to be copied."""
    folder = tmp_path_factory.mktemp("invented") / "bills"
    folder.mkdir()
    for measure in (lighthouses(), tides(), ferries(), harbors(), buoys()):
        save_record(folder, measure)
    return folder


@pytest.fixture
def bills(invented_bills: Path, tmp_path: Path) -> Path:
    """A folder of five invented measures."""
    return Path(shutil.copytree(invented_bills, tmp_path / "bills"))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def action(date: str, text: str, *, code: str | None = None, by: str = LIBRARY, time: str | None = None) -> Action:
    return Action(
        action_date=day(date),
        action_time=dt.time.fromisoformat(time) if time else None,
        source_system=by,
        action_code=code,
        text=text,
    )


def cosponsor(
    bioguide_id: str, name: str, place: str, date: str, *, original: bool = False, out: str = ""
) -> Cosponsor:
    party, state, *district = place.split("-")
    return Cosponsor(
        bioguide_id=bioguide_id,
        name=name,
        party=party,
        state=state,
        district=int(district[0]) if district else None,
        sponsorship_date=day(date),
        is_original_cosponsor=original,
        sponsorship_withdrawn_date=day(out) if out else None,
    )


def source(part: str) -> Source:
    return Source(part=part, url=f"https://example.org/{part}", retrieved=day("2025-06-01"))


def lighthouses() -> Measure:
    """A House resolution agreed to under suspension, with a copied text and a partial one."""
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hres901-118"),
        title="Honoring the keepers of the lighthouses of the Great Lakes.",
        introduced_date=day("2023-05-23"),
        update_date=dt.datetime(2024, 4, 20, 8, 30, tzinfo=dt.UTC),
        sponsor=Sponsor(bioguide_id="E000901", name="Example, Ada M.", party="R", state="MI", district=1),
        cosponsors=(
            cosponsor("E000902", "Sample, Bo", "D-WI-4", "2023-05-23", original=True),
            cosponsor("E000903", "Specimen, Cy J., Jr.", "D-NY-26", "2023-05-24"),
            cosponsor("E000904", "Instance, Di", "R-OH-9", "2023-05-24", out="2023-06-01"),
            cosponsor("E000905", "Case, Ed", "I-VT-0", "2023-06-02"),
        ),
        committees=(
            Committee(
                system_code="hspw00",
                name="Transportation and Infrastructure Committee",
                chamber=Chamber.HOUSE,
                type="Standing",
                activities=(
                    Activity(name="Markup by", date=day("2023-05-25")),
                    Activity(name="Referred to", date=day("2023-05-23")),
                ),
            ),
        ),
        actions=(
            action("2023-05-23", "Introduced in House", code="1000"),
            Action(
                action_date=day("2023-05-23"),
                source_system=FLOOR,
                action_code="H11100",
                text="Referred to the House Committee on Transportation and Infrastructure.",
                committees=(CommitteeName(system_code="hspw00", name="Transportation and Infrastructure Committee"),),
            ),
            action("2023-05-25", "Ordered to be Reported (Amended) by Voice Vote.", by=COMMITTEE),
            action(
                "2023-06-27",
                "On motion to suspend the rules and agree to the resolution, as amended Agreed to by voice vote.",
                code="H37300",
                by=FLOOR,
                time="15:45:15",
            ),
            action(
                "2023-06-27",
                "Passed/agreed to in House: On motion to suspend the rules and agree to the resolution, as amended "
                "Agreed to by voice vote.",
                code="8000",
                time="15:45:15",
            ),
            action(
                "2023-06-27",
                "Motion to reconsider laid on the table Agreed to without objection.",
                code="H38310",
                by=FLOOR,
                time="15:45:17",
            ),
        ),
        text_versions=(
            TextVersion(
                version_code="ih",
                date=day("2023-05-23"),
                authority=Authority.COPY,
                coverage=Coverage.COMPLETE,
                note="a web page's copy; the heading is lost",
                official_title="Honoring the keepers of the lighthouses of the Great Lakes.",
                printed_sponsors="Mrs. Example (for herself and Mr. Sample)",
                preamble=(
                    "Whereas the Great Lakes have more than 200 lighthouses;",
                    Whereas(
                        text="Whereas their keepers—",
                        items=(
                            Provision(enum="(1)", text="kept the lamps; and"),
                            Provision(enum="(2)", text="rang the bells: Now, therefore, be it"),
                        ),
                    ),
                ),
                resolved=(
                    ResolvingClause(
                        chapeau="That the House of Representatives—",
                        items=(
                            Provision(enum="(1)", text="honors the keepers; and"),
                            Provision(enum="(2)", text="thanks their families."),
                        ),
                    ),
                ),
            ),
            TextVersion(
                version_code="eh",
                date=day("2023-06-27"),
                authority=Authority.OFFICIAL,
                coverage=Coverage.PARTIAL,
                preamble=("Whereas the Great Lakes have more than 200 lighthouses on",),
                preamble_complete=False,
            ),
        ),
        related_measures=(
            RelatedMeasure(id=parse_measure_id("sres77-118"), relationship_type="Related bill", identified_by="CRS"),
        ),
        sources=(source("status"),),
        tags=("water",),
    )


def tides() -> Measure:
    """A Senate resolution of which only some words are known."""
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("sres77-118"),
        title="A resolution on the tides.",
        introduced_date=day("2023-06-29"),
        actions=(
            action("2023-06-29", "Introduced in Senate", code="10000"),
            action(
                "2023-10-30",
                "Resolution agreed to in Senate without amendment and with a preamble by Unanimous Consent.",
                by=SENATE,
            ),
        ),
        cosponsors=(),
        text_versions=(
            TextVersion(version_code="is", date=day("2023-06-29"), coverage=Coverage.NONE),
            TextVersion(
                version_code="ats",
                date=day("2023-10-30"),
                coverage=Coverage.PARTIAL,
                excerpts=(
                    Excerpt(part="resolved", text="notes the tides with approval", source="https://example.org/news"),
                ),
            ),
        ),
    )


def ferries() -> Measure:
    """A living Senate bill, its official file some months old."""
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("s12-119"),
        title="Ferries Act",
        introduced_date=day("2025-01-08"),
        update_date=dt.datetime(2025, 3, 4, tzinfo=dt.UTC),
        sponsor=Sponsor(bioguide_id="S000012", name="Senator, Eve", party="D", state="WA"),
        cosponsors=(cosponsor("S000013", "Other, Flo", "D-ME", "2025-01-08", original=True),),
        committees=(),
        actions=(
            action("2025-01-08", "Introduced in Senate", code="10000"),
            action(
                "2025-01-08",
                "Read twice and referred to the Committee on Commerce, Science, and Transportation.",
                by=SENATE,
            ),
        ),
        text_versions=(),
        related_measures=(),
    )


def harbors() -> Measure:
    """A concurrent resolution with an official text."""
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hconres5-119"),
        title="Welcoming ships.",
        actions=None,
        text_versions=(
            TextVersion(
                version_code="ih",
                date=day("2025-02-03"),
                authority=Authority.OFFICIAL,
                coverage=Coverage.COMPLETE,
                preamble=("Whereas ships arrive: Now, therefore, be it",),
                resolved=(ResolvingClause(chapeau="That Congress welcomes ships."),),
            ),
        ),
    )


def buoys() -> Measure:
    """A bill that amends another law."""
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hr20-119"),
        title="To paint the buoys.",
        text_versions=(
            TextVersion(
                version_code="ih",
                date=day("2025-02-03"),
                authority=Authority.OFFICIAL,
                coverage=Coverage.COMPLETE,
                sections=(
                    Provision(level="section", enum="1.", header="Short title", text="This Act is the “Buoys Act”."),
                    Provision(
                        level="section",
                        enum="2.",
                        header="Colors",
                        items=(
                            Provision(
                                enum="(a)",
                                header="In general",
                                text="Section 3 of the Harbors Act is amended by adding at the end the following:",
                                items=(
                                    Provision(
                                        level="quoted-block",
                                        items=(Provision(level="paragraph", enum="(9)", text="Buoys are red."),),
                                    ),
                                    Provision(level="continuation", text="."),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
