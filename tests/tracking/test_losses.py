"""What a record would lose: said in words, and only what is really lost."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Action, Cosponsor, Coverage, Measure, TextVersion, replace
from billtrack.tracking.losses import find_lost, lost_words, why_whole

DAY = dt.date(2025, 3, 3)


def signer(name: str) -> Cosponsor:
    return Cosponsor(
        bioguide_id=name, name=name, party="D", state="ME", sponsorship_date=DAY, is_original_cosponsor=True
    )


def action(text: str, code: str | None = None) -> Action:
    return Action(action_date=DAY, text=text, action_code=code)


HELD = Measure(
    schema=SCHEMA,
    id=parse_measure_id("hres7-119"),
    title="Honoring lamps.",
    update_date=dt.datetime(2025, 3, 4, 8, tzinfo=dt.UTC),
    cosponsors=tuple(map(signer, "ABCDE")),
    actions=(action("Agreed to.", "H37300"), action("Passed/agreed to in House: Agreed to.", "8000")),
    text_versions=(TextVersion(version_code="ih", coverage=Coverage.NONE),),
)


@pytest.mark.parametrize(
    ("offered", "said"),
    [
        (HELD, ()),
        (replace(HELD, cosponsors=(*(HELD.cosponsors or ()), signer("F"))), ()),
        (
            replace(HELD, cosponsors=HELD.cosponsors and HELD.cosponsors[:1]),
            ("4 of 5 cosponsors removed: B; C; D and 1 more",),
        ),
        (replace(HELD, cosponsors=None), ("5 of 5 cosponsors removed: A; B; C and 2 more",)),
        (replace(HELD, actions=HELD.actions and HELD.actions[:1]), ()),
        (replace(HELD, actions=(action("Agreed to without objection.", "H37300"), action("Agreed to.", "8000"))), ()),
        (replace(HELD, actions=()), ("2 of 2 actions removed: 2025-03-03 Agreed to.; 2025-03-03 Agreed to.",)),
        (replace(HELD, text_versions=()), ("1 of 1 texts removed: ih",)),
        (
            replace(HELD, update_date=dt.datetime(2025, 3, 3, 8, tzinfo=dt.UTC)),
            ("it is from 2025-03-03 08:00 UTC, the record from 2025-03-04 08:00",),
        ),
        (replace(HELD, update_date=None), ()),
    ],
    ids=[
        "the same",
        "one more",
        "some gone",
        "not spoken of",
        "one row of two for one event",
        "reworded",
        "no actions",
        "no texts",
        "older",
        "undated",
    ],
)
def test_losses_are_said(offered: Measure, said: tuple[str, ...]) -> None:
    assert (*why_whole(HELD, offered), *lost_words(HELD, find_lost(HELD, offered))) == said
