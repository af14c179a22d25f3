# The official wordings are longer than a line.
# ruff: noqa: E501
"""What a status card says of stages and outcomes."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Law, Measure
from billtrack.output.page import Facts, Line, Steps
from billtrack.output.plain import steps_line
from billtrack.status.answers.status_answer import StatusAnswer
from billtrack.status.answers.status_card import status_card
from billtrack.status.status import summarize
from billtrack.status.words import law_words, outcome_sentence

TODAY = dt.date(2032, 6, 1)
INTRODUCED = ("2031-02-03", "library_of_congress", "Introduced in House")
PASSED = ("2031-03-05", "house_floor_actions", "On passage Passed by the Yeas and Nays: 218 - 202 (Roll no. 12).")
CLEARED = ("2031-04-01", "senate", "Passed Senate without amendment by Voice Vote.")
PRESENTED = ("2031-04-05", "library_of_congress", "Presented to President.")
VETOED = ("2031-04-15", "library_of_congress", "Vetoed by President.")
OVERRIDE = "On passage, the objections of the President to the contrary notwithstanding"


def measure(slug: str, *rows: tuple[str, str, str], laws: tuple[Law, ...] | None = None) -> Measure:
    found = tuple(
        Action(action_date=dt.date.fromisoformat(date), source_system=system, text=text) for date, system, text in rows
    )
    return Measure(schema="billtrack/1", id=parse_measure_id(slug), title="To honor rain.", actions=found, laws=laws)


def way(told: Measure) -> str:
    blocks = status_card(summarize(told, today=TODAY)).blocks
    return next(steps_line(block) for block in blocks if isinstance(block, Steps))


def fact(told: Measure, label: str) -> str | None:
    blocks = status_card(summarize(told, today=TODAY)).blocks
    facts = [each for block in blocks if isinstance(block, Facts) for each in block.facts]
    lines = next((each.lines for each in facts if each.label == label), None)
    return None if lines is None else " ".join(line.text for line in lines if isinstance(line, Line))


def outcome(told: Measure) -> str:
    found = summarize(told, today=TODAY).status.outcome
    assert found is not None
    return outcome_sentence(found)


def test_the_stage_line_tells_no_stage_twice() -> None:
    told = measure(
        "hr7-122", INTRODUCED, PASSED, ("2031-03-06", "senate", "Read twice and referred to the Committee on Storms.")
    )
    assert way(told) == (
        "introduced 2031-02-03 > passed the House 2031-03-05 > referred (Senate) 2031-03-06 (now) > passed the Senate (not reached)"
        " > presented (not reached) > enacted (not reached)"
    )


def test_the_stage_line_says_that_the_second_chamber_amended() -> None:
    told = measure(
        "hr7-122", INTRODUCED, PASSED, ("2031-04-01", "senate", "Passed Senate with an amendment by Voice Vote.")
    )
    assert way(told).endswith(
        "passed the House 2031-03-05 > passed Senate, amended 2031-04-01 (now) > presented (not reached) > enacted (not reached)"
    )


def test_a_vote_over_the_veto_is_called_so() -> None:
    lost = measure(
        *("hr7-122", INTRODUCED, PASSED, CLEARED, PRESENTED, VETOED),
        (
            "2031-05-01",
            "house_floor_actions",
            f"{OVERRIDE} Failed by the Yeas and Nays: (2/3 required): 248 - 177 (Roll no. 9).",
        ),
    )
    assert outcome(lost) == "Failed of passage over the veto in the House on 2031-05-01, by recorded vote (Roll no. 9)"
    assert way(lost).endswith("vetoed 2031-04-15 > failed of passage over the veto (House) 2031-05-01 (ended)")


@pytest.mark.parametrize(
    ("vote", "sentence"),
    [
        (
            "Passed by the Yeas and Nays: 218 - 202 (Roll no. 12).",
            "Passed the House on 2031-03-05, by recorded vote (Roll no. 12), taken up by unanimous consent",
        ),
        ("Passed without objection.", "Passed the House on 2031-03-05, by unanimous consent, without objection"),
    ],
)
def test_what_was_voted_on_was_not_passed_by_unanimous_consent(vote: str, sentence: str) -> None:
    taken_up = ("2031-03-05", "house_floor_actions", "Considered by unanimous consent.")
    told = measure("hr7-122", INTRODUCED, taken_up, ("2031-03-05", "house_floor_actions", f"On passage {vote}"))
    assert outcome(told) == sentence


def test_indefinitely_postponed_is_called_so() -> None:
    row = ("2031-03-05", "senate", "Indefinitely postponed by Senate by Unanimous Consent.")
    told = measure("sjres7-122", ("2031-02-03", "library_of_congress", "Introduced in Senate"), row)
    assert way(told) == "introduced 2031-02-03 > indefinitely postponed 2031-03-05 (ended)"
    assert fact(told, "Stage") == "indefinitely postponed, 2031-03-05 (final)"


def test_a_law_is_cited_and_given_to_programs() -> None:
    signed = ("2031-05-01", "library_of_congress", "Signed by President.")
    law = Law(type="Public Law", number="122-9")
    told = measure("hr7-122", INTRODUCED, PASSED, CLEARED, PRESENTED, signed, laws=(law,))
    assert fact(told, "Law") == "P.L. 122-9"
    (item,) = StatusAnswer((summarize(told, today=TODAY),)).items()
    assert json.loads(json.dumps(item["law"])) == {"number": "122-9", "type": "Public Law"}
    assert law_words(Law(type="Private Law", number="122-1")) == "Private Law 122-1"


def test_a_measure_without_a_law_or_a_calendar_says_null() -> None:
    (item,) = StatusAnswer((summarize(measure("hr7-122", INTRODUCED), today=TODAY),)).items()
    assert (item["law"], item["calendar"]) == (None, None)
    assert fact(measure("hr7-122", INTRODUCED), "Law") is None


def test_a_motion_on_the_discharge_calendar_is_shown_there() -> None:
    row = "Motion to discharge the Committee on Rules filed by Mr. Gale. Assigned to the Discharge Calendar, Calendar No. 7."
    told = measure("hres7-122", INTRODUCED, ("2031-05-20", "house_floor_actions", row))
    assert fact(told, "Calendar") == "Discharge Calendar"
    (item,) = StatusAnswer((summarize(told, today=TODAY),)).items()
    assert (item["stage"], item["calendar"]) == ("on_calendar", "discharge")


def test_the_latest_action_is_shown_without_html() -> None:
    row = 'Motion to Discharge Committee filed by Mr. Gale. Petition No: 122-9. (<a href="https://clerk.example/9">Discharge petition</a> text.)'
    told = measure("hres7-122", INTRODUCED, ("2031-05-20", "house_floor_actions", row))
    assert fact(told, "Latest action") == (
        "2031-05-20  Motion to Discharge Committee filed by Mr. Gale. Petition No: 122-9. (Discharge petition text.)"
    )
