"""What is left of a measure's way, and when its record is old."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Measure
from billtrack.status.stages import Stage
from billtrack.status.status import stages_ahead, summarize


def measure(name: str, title: str = "A title.", *, as_of: dt.date | None = None, done: str = "") -> Measure:
    rows = [("Introduced in House", "1000"), (done, "8000")]
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id(name),
        title=title,
        introduced_date=dt.date(2025, 1, 8),
        update_date=dt.datetime.combine(as_of, dt.time(), dt.UTC) if as_of else None,
        actions=tuple(
            Action(action_date=dt.date(2025, 1, 8), source_system="library_of_congress", action_code=code, text=words)
            for words, code in rows
            if words
        ),
    )


@pytest.mark.parametrize(
    ("name", "title", "ahead"),
    [
        ("hres1-119", "A title.", [Stage.AGREED_TO]),
        ("sconres1-119", "A title.", [Stage.AGREED_TO_IN_SENATE, Stage.AGREED_TO_IN_HOUSE]),
        ("hr1-119", "A title.", [Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.PRESENTED, Stage.ENACTED]),
        ("s1-119", "A title.", [Stage.PASSED_SENATE, Stage.PASSED_HOUSE, Stage.PRESENTED, Stage.ENACTED]),
        (
            "sjres1-119",
            "Proposing an amendment to the Constitution of the United States on ships.",
            [Stage.PASSED_SENATE, Stage.PASSED_HOUSE],
        ),
    ],
)
def test_the_way_ahead_is_that_of_the_kind_of_measure(name: str, title: str, ahead: list[Stage]) -> None:
    assert list(stages_ahead(measure(name, title), [])) == ahead
    assert list(stages_ahead(measure(name, title), ahead[:1])) == ahead[1:]


TODAY = dt.date(2025, 6, 2)
AGREED = "Passed/agreed to in House: On agreeing to the resolution Agreed to without objection."


@pytest.mark.parametrize(
    ("made", "is_old"),
    [
        (measure("hres1-119", as_of=dt.date(2025, 5, 26)), False),
        (measure("hres1-119", as_of=dt.date(2025, 5, 25)), True),
        (measure("hres1-119", as_of=dt.date(2025, 1, 9), done=AGREED), False),
        (measure("hres1-119", as_of=None), False),
        (measure("hres1-118", as_of=dt.date(2023, 1, 9)), False),
    ],
    ids=["a week old", "older", "at its end", "no date", "its Congress is over"],
)
def test_only_a_living_measure_has_an_old_record(made: Measure, *, is_old: bool) -> None:
    assert summarize(made, today=TODAY).is_old is is_old
