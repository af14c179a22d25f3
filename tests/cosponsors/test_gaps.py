"""Who has not signed: nobody is lost or asked twice; and the two core measures counted another way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from billtrack.cosponsors.answers.gaps_answer import reasons_line
from billtrack.cosponsors.gaps import EVERYBODY, Gaps, MemberFilter, gaps
from billtrack.cosponsors.reasons import Neighbors, RelatedSigners, SignedRelated, SitsOn, VotedYea
from billtrack.cosponsors.roster import Roster, Serving, checked_for, find_committee, serving
from billtrack.cosponsors.selection import signers
from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Activity, Chamber, Committee, Cosponsor, Measure, Sponsor
from billtrack.model.members import CommitteeInfo, Committees, Legislators, Membership, Seat
from billtrack.model.vote import VoteId
from billtrack.sources.members import read_members
from billtrack.store.library import Holdings
from billtrack.votes.outcome import Yeas

ROOT = Path(__file__).parents[2]
DAY = dt.date(2023, 6, 15)
IDS = ["A000001", "B000002", "C000003", "D000004", "E000005"]


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    people = tuple(
        Serving(
            bioguide_id=each,
            name=f"Ames, {each}",
            party=draw(st.sampled_from("DRI")),
            state=draw(st.sampled_from(["NY", "VT"])),
            district=1,
            chamber=draw(st.sampled_from([Chamber.HOUSE, Chamber.SENATE])),
            leadership=draw(st.sampled_from([(), ("Whip",)])),
        )
        for each in IDS[: draw(st.integers(0, 5))]
    )
    seats = tuple(Seat("hspw00", each, each) for each in draw(st.sets(st.sampled_from(IDS))))
    return Roster(DAY, DAY, people, None, seats)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    signed = draw(st.lists(st.tuples(st.sampled_from(IDS), st.booleans()), max_size=5))
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id("hres901-118"),
        title="Honoring.",
        introduced_date=DAY,
        sponsor=draw(st.none() | st.just(Sponsor(bioguide_id="A000001", name="A", party="D", state="NY"))),
        committees=(Committee(system_code="hspw00", name="PW", activities=(Activity(name="Referred To"),)),),
        cosponsors=tuple(
            Cosponsor(
                bioguide_id=who,
                name=f"Ames, {who}",
                party="D",
                state="NY",
                sponsorship_date=DAY,
                is_original_cosponsor=True,
                sponsorship_withdrawn_date=DAY if left else None,
            )
            for who, left in signed
        ),
    )


wanted = st.builds(
    MemberFilter,
    committees=st.sampled_from([(), (CommitteeInfo("hspw00", "PW"),)]),
    states=st.sampled_from([frozenset(), frozenset({"NY"})]),
    parties=st.sampled_from([frozenset(), frozenset({"R", "I"})]),
    only_leadership=st.booleans(),
)


@given(measures(), rosters())
def test_everybody_has_signed_or_not(measure: Measure, roster: Roster) -> None:
    found = gaps(measure, roster, wanted=EVERYBODY)
    assert found.signed + found.not_signed == found.serving == len(roster.of_chamber(Chamber.HOUSE))
    assert len(found.candidates) == found.not_signed
    signed = {who.bioguide_id for who in signers(measure, on=DAY)}
    assert signed.isdisjoint(each.who.bioguide_id for each in found.candidates)
    assert len({each.who.bioguide_id for each in found.candidates}) == len(found.candidates)


@given(measures(), rosters(), wanted)
def test_what_is_asked_for_only_leaves_members_out(measure: Measure, roster: Roster, wanted: MemberFilter) -> None:
    everybody, some = gaps(measure, roster, wanted=EVERYBODY), gaps(measure, roster, wanted=wanted)
    assert [each for each in everybody.candidates if each in some.candidates] == list(some.candidates)
    assert (some.serving, some.signed, some.not_signed) == (everybody.serving, everybody.signed, everybody.not_signed)
    seated = {seat.bioguide_id for seat in roster.seats or ()}
    for each in some.candidates:
        assert not wanted.committees or each.who.bioguide_id in seated
        assert not wanted.states or each.who.state in wanted.states
        assert not wanted.parties or each.who.party in wanted.parties
        assert not wanted.only_leadership or each.who.leadership


@given(measures(), rosters())
def test_every_reason_is_true(measure: Measure, roster: Roster) -> None:
    signed = signers(measure, on=DAY)
    for each in gaps(measure, roster, wanted=EVERYBODY).candidates:
        sits = any(isinstance(reason, SitsOn) for reason in each.reasons)
        assert sits == any(seat.bioguide_id == each.who.bioguide_id for seat in roster.seats or ())
        near = [reason for reason in each.reasons if isinstance(reason, Neighbors)]
        serving_now = {who.bioguide_id for who in roster.serving}
        assert bool(near) == any(who.state == each.who.state and who.bioguide_id in serving_now for who in signed)
        assert {who.bioguide_id for reason in near for who in reason.people} <= serving_now


def test_who_signed_a_related_measure_comes_first() -> None:
    roster = Roster(DAY, DAY, tuple(_member(each) for each in IDS[:3]), None, (Seat("hspw00", "A000001", "A"),))
    measure = Measure(schema="billtrack/1", id=parse_measure_id("hres901-118"), title="Honoring.", cosponsors=())
    earlier = RelatedSigners(
        parse_measure_id("hres7-117"),
        "RelatedSigners bill, says CRS",
        signers(
            Measure(
                schema="billtrack/1",
                id=parse_measure_id("hres7-117"),
                title="Honoring.",
                sponsor=Sponsor(bioguide_id="C000003", name="C", party="D", state="NY"),
                cosponsors=(),
            )
        ),
    )
    first = gaps(measure, roster, wanted=EVERYBODY, related=(earlier,)).candidates[0]
    assert first.who.bioguide_id == "C000003"
    assert first.reasons == (SignedRelated(earlier.id, "RelatedSigners bill, says CRS"),)
    only = gaps(measure, roster, wanted=MemberFilter(signed=(earlier,)))
    assert [each.who.bioguide_id for each in only.candidates] == ["C000003"]


def test_who_voted_yea_on_the_companion_is_told_so() -> None:
    measure = Measure(schema="billtrack/1", id=parse_measure_id("hres3-118"), title="Honoring.", cosponsors=())
    roster = Roster(DAY, DAY, (_member("A000001"), _member("B000002")), None, ())
    vote = VoteId(Chamber.HOUSE, 118, 1, 7)
    companion = RelatedSigners(
        parse_measure_id("hres4-118"), "Identical bill, per CRS", (), Yeas(vote, frozenset({"B000002", "E000005"}))
    )
    first, second = gaps(measure, roster, wanted=EVERYBODY, related=(companion,)).candidates
    assert (first.who.bioguide_id, first.reasons) == (
        "B000002",
        (VotedYea(companion.id, companion.relationship, vote),),
    )
    assert reasons_line(first, measure.id, named=1) == "voted yea on H.Res. 4 (118th) (Identical bill, per CRS), roll 7"
    assert second.reasons == ()


def _member(bioguide_id: str) -> Serving:
    name = f"Ames, {bioguide_id}"
    return Serving(Chamber.HOUSE, (), bioguide_id=bioguide_id, name=name, party="D", state="NY", district=1)


# ---------------------------------------------------------------------- by plain loops over the files

LEGISLATORS, SEATS = "legislators-2017-10-31.yaml", "committee-membership-2017-10-27.yaml"
OCTOBER = "2017-10-27"


@pytest.fixture(scope="module")
def raw(official_data: Path) -> Callable[[str], Any]:
    def load(name: str) -> Any:
        return yaml.load((official_data / "legislators" / name).read_bytes(), Loader=yaml.CSafeLoader)

    return load


@pytest.fixture(scope="module")
def october(official_data: Path) -> Roster:
    """The members of 27 October 2017, the day of the commit all three files are of."""

    def read(name: str) -> Any:
        return read_members((official_data / "legislators" / name).read_bytes(), name=name)

    legislators, committees, seats = read(LEGISLATORS), read("committees-2017-10-27.yaml"), read(SEATS)
    day = dt.date.fromisoformat(OCTOBER)
    return Roster(day, day, serving(legislators, day), committees.committees, seats.seats)


def record(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "bills" / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def found_for(name: str, roster: Roster, **options: Any) -> Gaps:
    return gaps(Holdings(ROOT / "bills").find(name), roster, wanted=MemberFilter(**options))


def not_signed_by_hand(legislators: list[Any], name: str, kind: str) -> dict[str, Any]:
    """Who had a term on the day and is not in the record, with that term."""
    data = record(name)
    signed = {data["sponsor"]["bioguide_id"]} | {each["bioguide_id"] for each in data["cosponsors"]}
    left = {}
    for person in legislators:
        for term in person["terms"]:
            serves = term["type"] == kind and term["start"] <= OCTOBER < term["end"]
            if serves and person["id"]["bioguide"] not in signed:
                left[person["id"]["bioguide"]] = {**term, "roles": person.get("leadership_roles", [])}
    return left


CASES = {"sres211-115": ("sen", "SSFR", 100, 47), "hres351-115": ("rep", "HSFA", 439, 86)}


@pytest.mark.official
@pytest.mark.parametrize("name", CASES)
def test_gaps_are_those_found_by_plain_loops(raw: Callable[[str], Any], october: Roster, name: str) -> None:
    kind, code, serving_then, signed = CASES[name]
    left = not_signed_by_hand(raw(LEGISLATORS), name, kind)
    on_committee = {place["bioguide"] for place in raw(SEATS)[code]}
    chamber = Chamber.SENATE if kind == "sen" else Chamber.HOUSE

    everybody = found_for(name, october)
    assert (everybody.serving, everybody.signed) == (serving_then, signed)
    assert {each.who.bioguide_id for each in everybody.candidates} == set(left)
    assert everybody.signers_elsewhere == ()
    committee = found_for(name, october, committees=(find_committee(code, october, chamber),))
    assert find_committee(code, october, chamber).system_code == f"{code}00".lower()
    assert {each.who.bioguide_id for each in committee.candidates} == set(left) & on_committee
    assert committee.seats_unknown == ()
    for state in ("FL", "CA", "AK"):
        some = found_for(name, october, states=frozenset({state}))
        assert {e.who.bioguide_id for e in some.candidates} == {who for who, t in left.items() if t["state"] == state}
    for party, letter in (("Republican", "R"), ("Democrat", "D"), ("Independent", "I")):
        some = found_for(name, october, parties=frozenset({letter}))
        assert {e.who.bioguide_id for e in some.candidates} == {who for who, t in left.items() if t["party"] == party}
    leaders = found_for(name, october, only_leadership=True)
    assert {each.who.bioguide_id for each in leaders.candidates} == {
        who
        for who, term in left.items()
        if any(role["start"] <= OCTOBER < role.get("end", "9999") for role in term["roles"])
    }


@pytest.mark.official
def test_the_foreign_relations_committee_as_it_is_told(october: Roster) -> None:
    committee = find_committee("foreign relations", october, Chamber.SENATE)
    found = found_for("sres211-115", october, committees=(committee,))
    assert [each.who.name for each in found.candidates] == [
        *("Flake, Jeff", "Johnson, Ron"),
        *("Barrasso, John A.", "Corker, Bob", "Isakson, John H.", "Paul, Rand", "Risch, James"),
    ]
    (chairman,) = [each for each in found.candidates if each.who.name == "Corker, Bob"]
    assert chairman.reasons == (SitsOn("ssfr00", "Senate Committee on Foreign Relations", "Chairman"),)


@pytest.mark.official
def test_neighbours_are_those_found_by_plain_loops(october: Roster) -> None:
    senate, house = record("sres211-115"), record("hres351-115")
    holdings = Holdings(ROOT / "bills")
    companion = RelatedSigners(
        parse_measure_id("hres351-115"), "RelatedSigners bill", signers(holdings.find("hres351-115"))
    )
    found = gaps(holdings.find("sres211-115"), october, wanted=EVERYBODY, related=(companion,))
    for each in found.candidates:
        near = {reason.measure: len(reason.people) for reason in each.reasons if isinstance(reason, Neighbors)}
        for data in (senate, house):
            ours = [who for who in (data["sponsor"], *data["cosponsors"]) if who["state"] == each.who.state]
            assert near.get(parse_measure_id(data["id"]), 0) == len(ours), each.who.name


# ------------------------------------------------------------------------------------- committees

KNOWN = Roster(
    DAY,
    DAY,
    (),
    (
        CommitteeInfo("hspw00", "House Committee on Transportation and Infrastructure"),
        CommitteeInfo("hspw07", "Coast Guard and Maritime Transportation", "hspw00"),
        CommitteeInfo("hstd00", "House Committee on Tides"),
        CommitteeInfo("sstd00", "Senate Committee on Tides"),
        CommitteeInfo("jstx00", "Joint Committee on Taxation"),
    ),
    (Seat("hspw00", "A000001", "A"),),
)


@pytest.mark.parametrize(
    ("asked", "chamber", "code"),
    [
        ("hspw00", Chamber.HOUSE, "hspw00"),
        ("HSPW", Chamber.HOUSE, "hspw00"),
        ("HSPW07", Chamber.HOUSE, "hspw07"),
        ("tides", Chamber.HOUSE, "hstd00"),
        ("TIDES", Chamber.SENATE, "sstd00"),
        ("Transportation", Chamber.HOUSE, "hspw00"),
        ("coast guard", Chamber.HOUSE, "hspw07"),
        ("jstx00", Chamber.SENATE, "jstx00"),
    ],
)
def test_a_committee_is_found_by_its_code_or_its_name(asked: str, chamber: Chamber, code: str) -> None:
    assert find_committee(asked, KNOWN, chamber).system_code == code


@pytest.mark.parametrize(
    ("asked", "chamber", "message", "hint"),
    [
        ("hspw00", Chamber.SENATE, "hspw00 is a committee of the House", None),
        ("hspv00", Chamber.HOUSE, "unknown committee 'hspv00'", "did you mean hspw00"),
        ("committee", Chamber.HOUSE, "'committee' could be any of 3 committees", "use its code"),
        ("", Chamber.HOUSE, "unknown committee ''", None),
    ],
)
def test_a_committee_that_is_not_meant(asked: str, chamber: Chamber, message: str, hint: str | None) -> None:
    with pytest.raises(InputError) as error:
        find_committee(asked, KNOWN, chamber)
    assert message in str(error.value)
    assert hint is None or hint in str(error.value.hint)


def test_only_subcommittees_are_found_where_they_are_meant() -> None:
    assert find_committee("transportation", KNOWN, Chamber.HOUSE, is_part=True).system_code == "hspw07"
    with pytest.raises(InputError, match="unknown subcommittee 'hspw00'"):
        find_committee("hspw00", KNOWN, Chamber.HOUSE, is_part=True)


# ------------------------------------------------------------------------------- files of a day


def test_a_file_is_refused_for_a_day_it_does_not_describe() -> None:
    name = "legislators-2023-06-15.yaml"
    contents = read_members((ROOT / "tests" / "data" / "members" / name).read_bytes(), name=name)
    assert checked_for(contents, DAY, name=name) == "9 members: Senate 2, House 7"
    with pytest.raises(InputError, match="only 2 of its 9 people served on 2022-06-15; it describes another day"):
        checked_for(contents, dt.date(2022, 6, 15), name=name)


def test_what_the_other_files_hold() -> None:
    assert checked_for(Committees(KNOWN.committees or ()), DAY, name="f") == "4 committees, 1 subcommittee"
    assert checked_for(Membership(KNOWN.seats or ()), DAY, name="f") == "1 seat on 1 committee, subcommittees counted"
    assert checked_for(Legislators(()), DAY, name="f") == "0 members: Senate 0, House 0"
