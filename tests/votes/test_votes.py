"""Who voted how: nobody is guessed, nothing is doubled, and sources that differ are named."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Chamber, Cosponsor, Measure, RecordedVote
from billtrack.model.values import replace
from billtrack.model.vote import (
    HeldVote,
    MemberVote,
    Totals,
    Vote,
    VoteId,
    VoteKind,
    VotePosition,
    counted,
    parse_vote_id,
)
from billtrack.sources.votes import parse_vote
from billtrack.sources.votes.published import read_published
from billtrack.store.votes import shipped_senators
from billtrack.votes.counting import against_party, by_party, cosponsor_votes, senators_of, unresolved
from billtrack.votes.outcome import OutcomeVote, Yeas, vote_of_outcome, yeas_on
from billtrack.votes.tallied import choose_roll, cited_votes, disagreements, tallied_votes
from billtrack.votes.words import disagreement_words, split_words, tally_words
from invented_votes import HOUSE, SENATE, invented_vote
from official_server import NO_HOUSE_VOTE

HOUSE_VOTE, SENATE_VOTE = VoteId(Chamber.HOUSE, 119, 1, 7), VoteId(Chamber.SENATE, 119, 1, 7)
DAY = dt.date(2025, 3, 6)
SENATORS = {"S901": "L000999", "S902": "Y000902"}


def read(vote: VoteId, *members: tuple[str, str, str, str, str], question: str | None = None) -> Vote:
    return parse_vote(invented_vote(vote, members or None, question=question), name="x.xml")


def signed(bioguide: str, since: dt.date = DAY, until: dt.date | None = None) -> Cosponsor:
    return Cosponsor(
        bioguide_id=bioguide,
        name=f"Name, {bioguide}",
        party="D",
        state="ME",
        sponsorship_date=since,
        is_original_cosponsor=False,
        sponsorship_withdrawn_date=until,
    )


def measure(
    *votes: VoteId, name: str = "hres1-119", cosponsors: tuple[Cosponsor, ...] | None = (), text: str = ""
) -> Measure:
    actions = tuple(
        Action(
            action_date=DAY,
            text=text or f"Agreed to (Roll no. {each.roll_number}).",
            recorded_votes=(
                RecordedVote(
                    chamber=each.chamber,
                    congress=each.congress,
                    session_number=each.session,
                    roll_number=each.roll_number,
                ),
            ),
        )
        for each in votes
    )
    found = parse_measure_id(name)
    return Measure(schema="billtrack/1", id=found, title="Lighthouses", actions=actions, cosponsors=cosponsors)


# ------------------------------------------------------------------------------------------- names


@given(
    st.builds(
        VoteId,
        st.sampled_from([Chamber.HOUSE, Chamber.SENATE]),
        st.integers(1, 999),
        st.integers(1, 9),
        st.integers(1, 99_999),
    )
)
def test_a_vote_is_named_in_one_way(vote: VoteId) -> None:
    assert parse_vote_id(str(vote)) == vote
    assert vote.part == f"vote:{vote}"


def test_addresses_are_built_from_the_fields() -> None:
    assert HOUSE_VOTE.url == "https://clerk.house.gov/evs/2025/roll007.xml"
    assert VoteId(Chamber.HOUSE, 118, 2, 1001).url.endswith("/evs/2024/roll1001.xml")
    assert SENATE_VOTE.url == ("https://www.senate.gov/legislative/LIS/roll_call_votes/vote1191/vote_119_1_00007.xml")


# ------------------------------------------------------------------------------------ not published


@pytest.mark.parametrize(
    "answer",
    [
        NO_HOUSE_VOTE,
        b"<!DOCTYPE html><html><head><title>Roll Call Vote Unavailable</title></head></html>",
        b"Not found",
        invented_vote(VoteId(Chamber.HOUSE, 119, 1, 8)),
        invented_vote(SENATE_VOTE),
    ],
    ids=["error body", "HTML", "words", "another roll", "the other chamber"],
)
def test_what_is_no_vote_or_another_one_is_not_published(answer: bytes) -> None:
    assert read_published(answer, expected=HOUSE_VOTE) is None


def test_a_vote_without_members_is_refused() -> None:
    with pytest.raises(InputError, match="no recorded votes"):
        parse_vote(invented_vote(HOUSE_VOTE, []), name="x.xml")


# ---------------------------------------------------------------------------------------- members


def test_an_unknown_senator_stays_unresolved_and_is_counted() -> None:
    vote = read(SENATE_VOTE)
    found = cosponsor_votes(
        vote, measure(name="sres2-119", cosponsors=(signed("Y000902"), signed("K000903"))), SENATORS
    )
    assert found is not None
    assert (found.totals, found.absent) == (Totals(nay=1), 1)
    assert [each.lis_id for each in unresolved(vote, SENATORS)] == ["S903"]
    assert sum(t.yea + t.nay + t.present for _, t in by_party(vote)) == 3


def test_an_id_two_people_are_said_to_have_is_nobodys() -> None:
    known = senators_of((("S901", "L000999"), ("S902", "Y000902"), ("S902", "X000001"), ("S904", "L000999")))
    assert known == {}
    assert senators_of((("S901", "L000999"), ("S901", "L000999"))) == {"S901": "L000999"}


def test_the_shipped_list_contradicts_itself_nowhere() -> None:
    pairs = shipped_senators()
    assert len(senators_of(pairs)) == len(pairs) > 200


def test_members_without_ids_are_never_joined() -> None:
    vote = read(HOUSE_VOTE, *(("", *rest) for _, *rest in HOUSE))  # type: ignore[arg-type]  # five texts each
    assert cosponsor_votes(vote, measure(cosponsors=(signed("X000901"),)), {}) is None
    assert len(unresolved(vote, {})) == len(HOUSE)


def test_a_time_the_file_does_not_have_is_not_midnight() -> None:
    bare = re.sub(rb"<action-time.*?</action-time>", b"", invented_vote(HOUSE_VOTE))
    assert parse_vote(bare, name="x.xml").has_time is False
    assert read(HOUSE_VOTE).has_time
    assert read(HOUSE_VOTE).date == DAY == parse_vote(bare, name="x.xml").date


def test_an_id_of_zeros_is_none() -> None:
    vote = read(HOUSE_VOTE, ("A000000", "Anchor", "D", "MA", "Yea"))
    assert vote.positions[0].bioguide_id is None


def test_cosponsors_are_those_standing_on_the_day_each_once() -> None:
    early, later = DAY - dt.timedelta(days=3), DAY + dt.timedelta(days=1)
    people = (
        signed("X000901", early),
        signed("X000901", DAY),
        signed("Y000902", early, until=DAY),
        signed("Z000903", later),
        signed("Z000999", early),
    )
    found = cosponsor_votes(read(HOUSE_VOTE), measure(cosponsors=people), {})
    assert found is not None
    assert (found.totals, found.absent) == (Totals(yea=1), 1)


def test_cosponsors_are_compared_with_a_vote_of_their_own_chamber_only() -> None:
    assert cosponsor_votes(read(SENATE_VOTE), measure(cosponsors=(signed("L000999"),)), SENATORS) is None
    assert cosponsor_votes(read(HOUSE_VOTE), measure(cosponsors=None), {}) is None


members = st.lists(
    st.builds(
        MemberVote,
        name=st.just("Lamp"),
        party=st.sampled_from("DRI"),
        state=st.just("ME"),
        position=st.sampled_from(VotePosition),
        vote_cast=st.just("Yea"),
    ),
    max_size=30,
)


@given(members)
def test_parties_add_up_and_nobody_against_a_divided_party(found: list[MemberVote]) -> None:
    vote = replace(read(HOUSE_VOTE), positions=tuple(found))
    parties = by_party(vote)
    for field in ("yea", "nay", "present", "not_voting"):
        assert sum(getattr(each, field) for _, each in parties) == getattr(counted(vote.positions), field)
    for party, totals in parties:
        against = Counter(each.position for each in against_party(vote) if each.party == party)
        assert sum(against.values()) == (min(totals.yea, totals.nay) if totals.yea != totals.nay else 0)


# ---------------------------------------------------------------------------------------- measures


def test_a_vote_that_two_rows_cite_is_one() -> None:
    assert [each.id for each in cited_votes(measure(HOUSE_VOTE, HOUSE_VOTE))] == [HOUSE_VOTE]


def test_the_last_vote_on_the_measure_itself_decides() -> None:
    motion, passage, rule = (VoteId(Chamber.HOUSE, 119, 1, number) for number in (5, 6, 8))
    held = {
        motion: read(motion, question="On Motion to Recommit"),
        passage: read(passage),
        rule: replace(read(rule), measure="H RES 9"),
    }
    found = tallied_votes(
        measure(rule, passage, motion), lambda vote: HeldVote(held[vote], vote.url, "0"), senators_of(())
    )
    assert [(each.kind, each.is_deciding) for each in found] == [
        (VoteKind.RECOMMIT, False),
        (VoteKind.PASSAGE, True),
        (VoteKind.RULE, False),
    ]


def test_a_roll_the_measure_does_not_have_is_refused_with_those_it_has() -> None:
    found = tallied_votes(measure(HOUSE_VOTE), lambda _: None, {})
    with pytest.raises(InputError, match="no roll call 9") as refused:
        choose_roll(found, 9, parse_measure_id("hres1-119"))
    assert refused.value.hint == "it has 7 (House 2025)"


def test_sources_that_differ_are_named_with_both_values() -> None:
    vote = replace(read(HOUSE_VOTE), totals=Totals(yea=3, nay=1, not_voting=1))
    cited = cited_votes(measure(HOUSE_VOTE, text="by the Yeas and Nays: 4 - 1 (Roll no. 8)."))[0]
    assert [(each.one, each.other) for each in disagreements(vote, cited)] == [
        (
            "the printed totals: 3 yea, 1 nay, 0 present, 1 not voting",
            "the members: 2 yea, 1 nay, 0 present, 1 not voting",
        ),
        ("the action: 4–1", "the roll call file: 2–1"),
        ("the action: roll 8", "its reference: roll 7"),
    ]


def test_a_tie_the_vice_president_broke_is_no_disagreement() -> None:
    vote = replace(read(SENATE_VOTE, *SENATE[:2]), tie_breaker="Vice President: Yea")
    cited = cited_votes(measure(SENATE_VOTE, text="Agreed to by Yea-Nay Vote. 2 - 1. Record Vote Number: 7."))[0]
    assert disagreements(vote, cited) == ()


# ------------------------------------------------------------------------------------ the outcome


def told_of(*held: Vote, text: str = "by the Yeas and Nays: 2 - 1 (Roll no. 7).") -> OutcomeVote:
    vote = held[0].id if held else HOUSE_VOTE
    files = {each.id: HeldVote(each, each.id.url, "0") for each in held}
    name = "hres1-119" if vote.chamber is Chamber.HOUSE else "sres2-119"
    found = vote_of_outcome(measure(vote, name=name, text=text), vote.chamber, 7, DAY, files.get)
    assert found is not None
    return found


def test_an_outcome_has_the_tally_of_its_file_else_of_its_action() -> None:
    assert tally_words(told_of(read(HOUSE_VOTE))) == "2–1"
    assert tally_words(told_of(text="by the Yeas and Nays: 245 - 180 (Roll no. 7).")) == "245–180"
    assert tally_words(told_of(text="Agreed to.")) is None


def test_an_outcome_names_what_its_sources_say_differently() -> None:
    found = told_of(read(HOUSE_VOTE), text="by the Yeas and Nays: 3 - 1 (Roll no. 7).")
    assert [disagreement_words(each) for each in found.disagreements] == ["the action: 3–1; the roll call file: 2–1"]
    assert told_of(read(HOUSE_VOTE)).disagreements == ()


def test_a_broken_tie_says_who_broke_it() -> None:
    tie = replace(read(SENATE_VOTE, *SENATE[:2]), tie_breaker="Vice President: Yea")
    found = told_of(tie, text="Agreed to by Yea-Nay Vote. 2 - 1. Record Vote Number: 7.")
    assert found.split is not None
    assert tally_words(found) == "1–1"
    assert split_words(found.split) == "D 1–0, R 0–1 (yea–nay); tie broken by the Vice President, who voted Yea"
    assert found.disagreements == ()


def test_yeas_are_those_of_the_last_vote_on_the_measure_itself() -> None:
    motion, passage = VoteId(Chamber.SENATE, 119, 1, 8), VoteId(Chamber.SENATE, 119, 1, 7)
    held = {
        motion: read(motion, ("S902", "Beacon (R-WA)", "R", "WA", "Yea"), question="On the Motion to Proceed S.Res. 2"),
        passage: read(passage),
    }
    of = measure(motion, passage, name="sres2-119")
    found = yeas_on(of, Chamber.SENATE, lambda vote: HeldVote(held[vote], vote.url, "0"), SENATORS, on=DAY)
    assert found == Yeas(passage, frozenset({"L000999"}))
    before = DAY - dt.timedelta(days=1)
    assert yeas_on(of, Chamber.SENATE, lambda vote: HeldVote(held[vote], "", "0"), SENATORS, on=before) is None
    assert yeas_on(of, Chamber.HOUSE, lambda vote: HeldVote(held[vote], "", "0"), SENATORS, on=DAY) is None
