"""Signers of several measures: everybody once, in one group; and the two core measures counted another way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from billtrack.cosponsors.overlap import NO_SENATORS, Overlap, overlap
from billtrack.cosponsors.selection import signers
from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Cosponsor, Measure, Sponsor
from billtrack.store.library import Holdings

BILLS = Path(__file__).parents[2] / "bills"
DAY = dt.date(2031, 5, 1)
PEOPLE = [("A000001", "D", "NY"), ("B000002", "R", "NY"), ("C000003", "I", "VT"), ("D000004", "D", "DC")]


@st.composite
def measures(draw: st.DrawFn, name: str) -> Measure:
    drawn = draw(st.lists(st.tuples(st.sampled_from(PEOPLE), st.booleans()), max_size=6))
    (bioguide_id, party, state) = draw(st.sampled_from(PEOPLE))
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id(name),
        title="Honoring.",
        introduced_date=DAY,
        sponsor=draw(st.none() | st.just(Sponsor(bioguide_id=bioguide_id, name="Zed, Z", party=party, state=state))),
        cosponsors=tuple(
            Cosponsor(
                bioguide_id=who[0],
                name=f"Ames, {who[0]}",
                party=who[1],
                state=who[2],
                sponsorship_date=DAY,
                is_original_cosponsor=True,
                sponsorship_withdrawn_date=DAY + dt.timedelta(days=3) if left else None,
            )
            for who, left in drawn
        ),
    )


several = st.tuples(measures("hres1-122"), measures("sres2-122"), measures("hres3-122"))


@given(several)
def test_everybody_is_in_one_group_and_one_delegation(found: tuple[Measure, ...]) -> None:
    result = overlap(found)
    everybody = {who.bioguide_id for measure in found for who in signers(measure)}
    for parts in (result.groups, result.delegations):
        grouped = Counter(who.bioguide_id for part in parts for who in part.people)
        assert grouped == dict.fromkeys(everybody, 1)


@given(several)
def test_a_measure_has_the_signers_of_its_groups(found: tuple[Measure, ...]) -> None:
    result = overlap(found)
    for measure in found:
        of_groups = {who.bioguide_id for group in result.groups if measure.id in group.signed for who in group.people}
        assert of_groups == {who.bioguide_id for who in signers(measure)}
        assert len(result.signers_of(measure.id)) == len(signers(measure))


@given(measures("hres1-122"), measures("sres2-122"))
def test_states_are_parted_by_the_chambers_that_signed(house: Measure, senate: Measure) -> None:
    (pair,) = overlap([house, senate]).pairs
    parts = (pair.both, pair.house_only, pair.senate_only, pair.without_senators)
    states = {who.state for measure in (house, senate) for who in signers(measure)}
    assert sorted(state for part in parts for state in part) == sorted(states)
    assert set(pair.without_senators) <= NO_SENATORS


@given(measures("hres1-122"))
def test_a_signer_is_named_once_and_the_sponsor_first(measure: Measure) -> None:
    found = signers(measure)
    assert len({who.bioguide_id for who in found}) == len(found)
    assert [who.is_sponsor for who in found] == [at == 0 and measure.sponsor is not None for at in range(len(found))]


def test_nobody_signs_before_the_measure_is_there() -> None:
    measure = Holdings(BILLS).find("hres351-115")
    assert signers(measure, on=dt.date(2017, 5, 22)) == ()
    assert len(signers(measure, on=dt.date(2017, 5, 23))) == 1 + 32


def test_cosponsors_that_are_not_loaded_are_no_empty_list() -> None:
    bare = Measure(schema="billtrack/1", id=parse_measure_id("hres1-122"), title="Honoring.")
    with pytest.raises(InputError, match="not loaded: the cosponsors of hres1-122"):
        signers(bare)


# ------------------------------------------------------------------------- the two core measures


def record(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((BILLS / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def found() -> Overlap:
    holdings = Holdings(BILLS)
    return overlap([holdings.find("hres351-115"), holdings.find("sres211-115")])


def test_the_core_measures_by_plain_loops_over_their_records(found: Overlap) -> None:
    people: dict[str, list[dict[str, Any]]] = {}
    for name in ("hres351-115", "sres211-115"):
        data = record(name)
        people[name] = [data["sponsor"], *(c for c in data["cosponsors"] if "sponsorship_withdrawn_date" not in c)]
    house, senate = people["hres351-115"], people["sres211-115"]
    assert (len(house), len(senate)) == (86, 47)
    in_house, in_senate = {each["state"] for each in house}, {each["state"] for each in senate}
    (pair,) = found.pairs
    assert pair.both == tuple(sorted(in_house & in_senate))
    assert pair.house_only == tuple(sorted(in_house - in_senate - {"DC"}))
    assert pair.senate_only == tuple(sorted(in_senate - in_house))
    assert pair.without_senators == ("DC",)
    assert {each["bioguide_id"] for each in house} & {each["bioguide_id"] for each in senate} == set()
    assert [len(group.people) for group in found.groups] == [0, 86, 47]
    for delegation in found.delegations:
        ours = [each for each in house + senate if each["state"] == delegation.state]
        pairs = sum(one["party"] < other["party"] for one in ours for other in ours)
        assert (len(delegation.people), delegation.cross_party_pairs()) == (len(ours), pairs), delegation.state


def test_the_core_measures_as_they_are_told(found: Overlap) -> None:
    (pair,) = found.pairs
    assert pair.house_only == ("KY", "MI", "MO")
    assert pair.senate_only == ("AK", "DE", "IN", "LA", "ME", "NC", "NH", "NM", "OH", "OK", "UT")
    assert len(pair.both) == 20
    crossing = {each.state: each.cross_party_pairs() for each in found.delegations if each.cross_party_pairs()}
    assert crossing == {
        "CA": 54,
        "NY": 50,
        "FL": 20,
        "NJ": 15,
        "IL": 5,
        "PA": 8,
        "AZ": 3,
        "VA": 3,
        "CO": 2,
        "NV": 2,
        "VT": 2,
        "OH": 1,
    }
