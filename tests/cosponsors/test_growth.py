"""Support over time: original + added - withdrawn = standing, on every day of every measure."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.cosponsors.growth import growth, measure_growth, parties_of
from billtrack.cosponsors.selection import EVERYONE
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Cosponsor, Measure
from billtrack.sources.billstatus import parse_billstatus

INTRODUCED = dt.date(2031, 5, 1)
DAYS = st.dates(INTRODUCED, INTRODUCED + dt.timedelta(days=60))


@st.composite
def signatures(draw: st.DrawFn) -> Cosponsor:
    signed = draw(DAYS)
    return Cosponsor(
        bioguide_id=draw(st.sampled_from(["A000001", "B000002", "C000003"])),
        name="Ames, Ada",
        party=draw(st.sampled_from("DRI")),
        state="OH",
        sponsorship_date=signed,
        is_original_cosponsor=signed == INTRODUCED,
        sponsorship_withdrawn_date=draw(st.none() | st.dates(signed, dt.date(2031, 8, 1))),
    )


measures = st.builds(
    Measure,
    schema=st.just("billtrack/1"),
    id=st.just(parse_measure_id("hres901-122")),
    title=st.just("Honoring."),
    introduced_date=st.just(INTRODUCED),
    cosponsors=st.lists(signatures(), max_size=12).map(tuple),
    actions=st.lists(
        st.builds(Action, action_date=DAYS, text=st.sampled_from(["Introduced in House", "Hearings held."])), max_size=4
    ).map(tuple),
)


def counted_by_hand(cosponsors: tuple[Cosponsor, ...], day: dt.date) -> tuple[int, int, int, int]:
    """Original, added, withdrawn and standing at the end of *day*, person by person."""
    signed, original, standing = set(), set(), set()
    for each in cosponsors:
        if each.sponsorship_date > day:
            continue
        who, left = each.bioguide_id, each.sponsorship_withdrawn_date
        signed.add(who)
        if each.is_original_cosponsor:
            original.add(who)
        if left is None or left > day:
            standing.add(who)
    return len(original), len(signed - original), len(signed - standing), len(standing)


def assert_the_law_holds(measure: Measure) -> int:
    """On each day something happened, and by joining and leaving from one to the next; gives how many days."""
    cosponsors = measure.cosponsors or ()
    before = 0
    moments = growth(measure, cosponsors)
    for moment in moments:
        count = moment.tally
        assert count.original + count.added - count.withdrawn == count.current
        assert (count.original, count.added, count.withdrawn, count.current) == counted_by_hand(cosponsors, moment.day)
        assert sum(number for _, number in count.by_party) == count.current
        assert before + len(moment.joined) - len(moment.withdrew) == count.current
        assert len({each.bioguide_id for each in moment.joined}) == len(moment.joined)
        assert len({each.bioguide_id for each in moment.withdrew}) == len(moment.withdrew)
        before = count.current
    assert [moment.day for moment in moments] == sorted({moment.day for moment in moments})
    return len(moments)


@given(measures)
def test_original_and_added_less_withdrawn_is_standing_on_every_day(measure: Measure) -> None:
    assert_the_law_holds(measure)


@given(measures, DAYS)
def test_no_count_changes_between_two_days(measure: Measure, day: dt.date) -> None:
    cosponsors = measure.cosponsors or ()
    moments = growth(measure, cosponsors)
    latest = next((moment for moment in reversed(moments) if moment.day <= day), None)
    assert counted_by_hand(cosponsors, day)[3] == (latest.tally.current if latest else 0)


@given(measures, DAYS)
def test_since_is_the_end_of_the_series(measure: Measure, day: dt.date) -> None:
    grown = measure_growth(measure, EVERYONE, day)
    assert grown.days is not None
    assert grown.shown == grown.days[len(grown.days) - len(grown.shown or ()) :]
    assert all(moment.day >= day for moment in grown.shown or ())


@given(measures)
def test_every_party_met_is_named_once(measure: Measure) -> None:
    moments = growth(measure, measure.cosponsors or ())
    met = {party for moment in moments for party, _ in moment.tally.by_party}
    assert sorted(parties_of(moments)) == sorted(met)


def official_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*BILLSTATUS*")):
        if path.suffix == ".xml":
            yield path.name, path.read_bytes()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                yield from ((name, package.read(name)) for name in package.namelist())


@pytest.mark.official
@pytest.mark.parametrize(
    ("folder", "measures_met", "days"),
    [("billstatus", 6067, 27088), ("congress119", 6234, 24348)],
    ids=["official", "119th"],
)
def test_the_law_holds_for_every_measure_on_every_day(
    official_data: Path, folder: str, measures_met: int, days: int
) -> None:
    met = told = 0
    for name, data in official_files(official_data / folder):
        met, told = met + 1, told + assert_the_law_holds(parse_billstatus(data, name=name))
    assert (met, told) == (measures_met, days)
