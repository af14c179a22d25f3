"""The pages of the Congressional Record that actions name."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Measure
from billtrack.tracking.parsed_document import printed_texts

DAY = dt.date(2025, 4, 1)


@pytest.mark.parametrize(
    ("measure", "text", "kind", "found"),
    [
        ("sres7-119", "Agreed to in Senate. (consideration: CR S1; text: CR S2)", "Floor", "ats 2025-04-01 S2"),
        ("sres7-119", "Referred. (text of measure as introduced: CR S38-39)", "IntroReferral", "is 2025-04-01 S38"),
        ("sres7-119", "Referred to Coasts. (text: CR 3/31/2025 S3)", "IntroReferral", "is 2025-03-31 S3"),
        ("s7-119", "Passed. (consideration: CR S1-2; text as passed Senate: CR S4-5)", "Floor", "es 2025-04-01 S4"),
        ("hres7-119", "On motion to suspend the rules and agree Agreed to. (text: CR H5)", "Floor", "eh 2025-04-01 H5"),
        ("hr7-119", "On motion to suspend the rules and pass the bill Failed. (text: CR H5)", "Floor", None),
        ("hr7-119", "Passed Senate without amendment. (text: CR S5)", "Floor", None),
        ("s7-119", "Considered. (text of amendment in the nature of a substitute: CR S5)", "Floor", None),
        ("s7-119", "Considered by Senate. (consideration: CR S5)", "Floor", None),
        ("s7-119", "Message received. (text: CR S5)", "Floor", None),
    ],
)  # fmt: skip
def test_an_action_tells_the_page_its_text_is_on(measure: str, text: str, kind: str, found: str | None) -> None:
    action = Action(action_date=DAY, type=kind, text=text)
    texts = printed_texts(Measure(schema="billtrack/1", id=parse_measure_id(measure), title="T", actions=(action,) * 2))
    assert [f"{each.text.version_code} {each.day} {each.page}" for each in texts] == ([found] if found else [])
