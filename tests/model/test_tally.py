from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from billtrack.cosponsors.selection import tallies_by
from billtrack.model.choices import CountBy
from billtrack.model.measure import Cosponsor
from billtrack.model.tally import is_standing, signature_that_counts, signed_again, tally

INTRODUCED = dt.date(2031, 5, 1)
DAYS = st.dates(INTRODUCED, INTRODUCED + dt.timedelta(days=400))


def signature(
    signed: dt.date = INTRODUCED,
    withdrawn: dt.date | None = None,
    *,
    party: str = "D",
    bioguide_id: str = "A000001",
) -> Cosponsor:
    return Cosponsor(
        bioguide_id=bioguide_id,
        name="Ames, Ada",
        party=party,
        state="OH",
        sponsorship_date=signed,
        is_original_cosponsor=signed == INTRODUCED,
        sponsorship_withdrawn_date=withdrawn,
    )


@st.composite
def signatures(draw: st.DrawFn) -> Cosponsor:
    signed = draw(DAYS)
    withdrawn = draw(st.none() | st.dates(signed, dt.date(2032, 12, 31)))
    who = draw(st.sampled_from(["A000001", "B000002", "C000003", "D000004"]))
    return signature(signed, withdrawn, party=draw(st.sampled_from("DRIL")), bioguide_id=who)


@given(st.lists(signatures()), st.none() | DAYS)
def test_original_and_added_less_withdrawn_is_standing(signers: list[Cosponsor], on: dt.date | None) -> None:
    count = tally(signers, on=on)
    assert count.original + count.added - count.withdrawn == count.current
    assert count.current == len({signer.bioguide_id for signer in signers if is_standing(signer, on=on)})


@given(st.lists(signatures()), st.none() | DAYS)
def test_nobody_is_counted_twice(signers: list[Cosponsor], on: dt.date | None) -> None:
    people = {signer.bioguide_id for signer in signers if on is None or signer.sponsorship_date <= on}
    count = tally(signers, on=on)
    assert count.original + count.added == len(people)
    assert tally([*signers, *signers], on=on) == count


@given(st.lists(signatures()), st.none() | DAYS, st.sampled_from(CountBy))
def test_nobody_is_in_two_groups(signers: list[Cosponsor], on: dt.date | None, key: CountBy) -> None:
    groups = tallies_by(signers, key, on=on)
    assert sum(group.tally.current for group in groups) == tally(signers, on=on).current


def test_a_signature_listed_twice_is_one_person_who_has_signed_again() -> None:
    signers = [signature(), signature(dt.date(2031, 6, 1)), signature(bioguide_id="B000002")]
    assert tally(signers).current == 2
    assert tally(signers).by_party == (("D", 2),)
    assert [len(rows) for rows in signed_again(signers)] == [2]
    assert signature_that_counts(signers[:2]).sponsorship_date == INTRODUCED


@given(st.lists(signatures()), st.none() | DAYS)
def test_parties_add_up_to_those_standing(signers: list[Cosponsor], on: dt.date | None) -> None:
    count = tally(signers, on=on)
    assert sum(number for _, number in count.by_party) == count.current
    assert all(number >= 1 for _, number in count.by_party)


def test_a_withdrawn_cosponsor_stands_until_the_day_before() -> None:
    left = signature(withdrawn=dt.date(2031, 6, 1))
    assert is_standing(left, on=dt.date(2031, 5, 31))
    assert not is_standing(left, on=dt.date(2031, 6, 1))
    assert not is_standing(left)


def test_a_member_who_signed_again_is_counted_once_at_a_time() -> None:
    signers = [signature(withdrawn=dt.date(2031, 6, 1)), signature(dt.date(2031, 7, 1))]
    assert tally(signers).current == 1
    assert tally(signers, on=dt.date(2031, 6, 15)).current == 0


def test_nobody_stands_before_the_first_signature() -> None:
    assert tally([signature()], on=dt.date(2031, 4, 30)).by_party == ()


def test_the_largest_party_comes_first_then_the_alphabet() -> None:
    signers = [signature(party=party, bioguide_id=f"A00000{at}") for at, party in enumerate("RDIR")]
    assert tally(signers).by_party == (("R", 2), ("D", 1), ("I", 1))
