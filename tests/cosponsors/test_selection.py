"""Choosing, ordering and counting cosponsors: nobody is lost or counted twice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from billtrack.cosponsors.selection import EVERYONE, CosponsorFilter, chosen, tallies_by
from billtrack.model.choices import CountBy, SortOrder
from billtrack.model.measure import Cosponsor
from billtrack.model.tally import tally

DAYS = st.dates(dt.date(2025, 1, 3), dt.date(2025, 1, 9))

signatures = st.lists(
    st.builds(
        Cosponsor,
        bioguide_id=st.sampled_from(["A000001", "B000002", "C000003"]),
        name=st.sampled_from(["Able, A", "baker, B", "Charlie, C"]),
        party=st.sampled_from(["D", "R", "I"]),
        state=st.sampled_from(["NY", "VT"]),
        sponsorship_date=DAYS,
        is_original_cosponsor=st.booleans(),
        sponsorship_withdrawn_date=st.none() | DAYS,
    ),
    max_size=12,
)


@given(signatures)
def test_everyone_in_official_order_is_the_list_itself(cosponsors: list[Cosponsor]) -> None:
    assert chosen(cosponsors, EVERYONE, SortOrder.OFFICIAL) == tuple(cosponsors)


@given(signatures, st.sampled_from(SortOrder))
def test_an_order_loses_nobody_and_keeps_equals_in_official_order(
    cosponsors: list[Cosponsor], order: SortOrder
) -> None:
    ordered = chosen(cosponsors, EVERYONE, order)
    assert sorted(map(id, ordered)) == sorted(map(id, cosponsors))
    assert chosen(ordered, EVERYONE, order) == ordered


@given(signatures, st.sampled_from(CountBy))
def test_groups_add_up_to_the_whole(cosponsors: list[Cosponsor], key: CountBy) -> None:
    whole, groups = tally(cosponsors), tallies_by(cosponsors, key)
    assert sum(group.tally.current for group in groups) == whole.current
    assert sum(group.tally.withdrawn for group in groups) == whole.withdrawn
    assert len({group.key for group in groups}) == len(groups)


@given(signatures, DAYS)
def test_since_and_until_part_the_list(cosponsors: list[Cosponsor], day: dt.date) -> None:
    later = chosen(cosponsors, CosponsorFilter(since=day), SortOrder.OFFICIAL)
    earlier = chosen(cosponsors, CosponsorFilter(until=day - dt.timedelta(days=1)), SortOrder.OFFICIAL)
    assert len(later) + len(earlier) == len(cosponsors)
    assert all(each.sponsorship_date >= day for each in later)
