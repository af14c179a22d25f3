"""No sequence of rows makes a person count twice, in any answer that counts people."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.cosponsors.gaps import EVERYBODY, gaps
from billtrack.cosponsors.growth import growth
from billtrack.cosponsors.overlap import overlap
from billtrack.cosponsors.roster import Roster, Serving
from billtrack.cosponsors.selection import signers, tallies_by
from billtrack.model.choices import CountBy
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Chamber, Cosponsor, Measure, Sponsor, replace
from billtrack.model.measure_names import MeasureId
from billtrack.sources.billstatus import parse_billstatus
from billtrack.status.status import summarize

DAY = dt.date(2031, 5, 1)
END = dt.date(2031, 12, 31)
IDS = ["A000001", "B000002", "C000003"]


@st.composite
def rows(draw: st.DrawFn) -> Cosponsor:
    signed = draw(st.dates(DAY, DAY + dt.timedelta(days=30)))
    return Cosponsor(
        bioguide_id=draw(st.sampled_from(IDS)),
        name="Ames, Ada",
        party=draw(st.sampled_from("DR")),
        state="OH",
        sponsorship_date=signed,
        is_original_cosponsor=signed == DAY,
        sponsorship_withdrawn_date=draw(st.none() | st.dates(signed, DAY + dt.timedelta(days=60))),
    )


def measure(cosponsors: list[Cosponsor]) -> Measure:
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hres7-122"),
        title="Honoring.",
        introduced_date=DAY,
        sponsor=Sponsor(bioguide_id="A000001", name="Ames, Ada", party="D", state="OH"),
        cosponsors=tuple(cosponsors),
        actions=(),
    )


def assert_people_are_counted(found: Measure) -> None:
    """Against the plain set of those one of whose rows was never withdrawn."""
    cosponsors = found.cosponsors or ()
    ever = {each.bioguide_id for each in cosponsors}
    stand = {each.bioguide_id for each in cosponsors if each.sponsorship_withdrawn_date is None}
    counted = summarize(found, today=END).tally
    assert counted is not None
    assert (counted.current, counted.original + counted.added) == (len(stand), len(ever))
    for key in CountBy:
        groups = tallies_by(cosponsors, key)
        assert sum(group.tally.original + group.tally.added for group in groups) == len(ever)
    joined = sum(len(moment.joined) - len(moment.withdrew) for moment in growth(found, cosponsors))
    assert joined == len(stand)
    behind = [each.bioguide_id for each in signers(found)]
    assert sorted(behind) == sorted(stand | {found.sponsor.bioguide_id} if found.sponsor else stand)
    other = replace(found, id=MeasureId(found.id.measure_type, found.id.number + 1, found.id.congress))
    people = [each.who.bioguide_id for each in overlap([found, other]).people]
    assert sorted(people) == sorted(behind)


@given(st.lists(rows(), max_size=8), st.randoms(use_true_random=False))
def test_rows_repeated_in_any_order_are_the_same_people(cosponsors: list[Cosponsor], chance: random.Random) -> None:
    repeated = [*cosponsors, *cosponsors]
    chance.shuffle(repeated)
    assert_people_are_counted(measure(cosponsors))
    assert_people_are_counted(measure(repeated))


@given(st.lists(rows(), max_size=8))
def test_who_has_not_signed_is_everybody_else(cosponsors: list[Cosponsor]) -> None:
    names = {each: f"Ames, {each}" for each in IDS}
    members = tuple(
        Serving(Chamber.HOUSE, (), bioguide_id=each, name=name, party="D", state="OH", district=1)
        for each, name in names.items()
    )
    found = gaps(measure([*cosponsors, *cosponsors]), Roster(END, END, members, None, None), wanted=EVERYBODY)
    signed = {each.bioguide_id for each in cosponsors if each.sponsorship_withdrawn_date is None} | {"A000001"}
    assert (found.signed, found.not_signed) == (len(signed), 3 - len(signed))


@pytest.mark.official
def test_official_rows_repeated_are_the_same_people(official_data: Path) -> None:
    chance, met = random.Random(14), 0
    with zipfile.ZipFile(official_data / "billstatus" / "bulk" / "BILLSTATUS-117-hres.zip") as package:
        for name in package.namelist():
            found = parse_billstatus(package.read(name), name=name)
            rows_twice = [*(found.cosponsors or ()), *(found.cosponsors or ())]
            chance.shuffle(rows_twice)
            assert_people_are_counted(found)
            assert_people_are_counted(replace(found, cosponsors=tuple(rows_twice)))
            met += 1
    assert met == 766
