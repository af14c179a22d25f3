# The official wordings are longer than a line.
# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
import time

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action
from billtrack.status.course.folding import fold
from billtrack.status.course.milestones import LONGEST, read
from billtrack.status.course.wordings import ActionKind, kind_of, looks_decisive


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Motion to proceed to consideration of measure agreed to in Senate by Voice Vote.", ActionKind.ORDINARY),
        (
            "Motion by Senator Gale to commit to Senate Committee on Tides rejected in Senate by Voice Vote.",
            ActionKind.ORDINARY,
        ),
        (
            "On motion to table the motion to reconsider Agreed to by the Yeas and Nays: 2 - 1 (Roll no. 3).",
            ActionKind.RECONSIDERATION_REFUSED,
        ),
        (
            "On motion to agree in Senate amendment with amendment (remaining divisions) Agreed to by voice vote.",
            ActionKind.PORTION_CONCURRED,
        ),
        ("Table motion to reconsider first divided question Agreed to by voice vote.", ActionKind.ORDINARY),
        (
            "Motion to reconsider the vote by which cloture on the motion to proceed to S. 9 was not invoked made in Senate.",
            ActionKind.ORDINARY,
        ),
        (
            "On motion to reconsider the vote by which the bill failed Agreed to by recorded vote: 2 - 1 (Roll no. 3).",
            ActionKind.RECONSIDERED,
        ),
        (
            "Motion to reconsider the vote by which S. 9 failed of passage rejected in Senate by Voice Vote.",
            ActionKind.RECONSIDERATION_REFUSED,
        ),
        (
            "On motion that the House instruct conferees Failed by the Yeas and Nays: 2 - 3 (Roll no. 4).",
            ActionKind.ORDINARY,
        ),
        ("On motion to recommit with instructions Failed by recorded vote: 2 - 3 (Roll no. 4).", ActionKind.ORDINARY),
        ("Senate agreed to the House amendment to the title by Unanimous Consent.", ActionKind.ORDINARY),
        (
            "Rules Committee Resolution H. Res. 9 Reported to House. Rule provides for consideration.",
            ActionKind.ORDINARY,
        ),
        ("Rule H. Res. 9 passed House.", ActionKind.ORDINARY),
        ("Ms. Gale moved to suspend the rules and pass the bill.", ActionKind.ORDINARY),
        (
            "Motion to discharge the Committee on Rules filed by Mr. Gale. Assigned to the Discharge Calendar.",
            ActionKind.DISCHARGE_CALENDAR,
        ),
        ("By Senator Gale from Committee on Tides filed written report. Report No. 122-9.", ActionKind.ORDINARY),
        ("Subcommittee on Rain Discharged.", ActionKind.ORDINARY),
        ("Senate passed companion measure H.R. 9 in lieu of this measure by Unanimous Consent.", ActionKind.ORDINARY),
        ("On motion to discharge Agreed to by the Yeas and Nays: 2 - 1 (Roll no. 3).", ActionKind.DISCHARGED),
        (
            "Two-thirds of the Members present having voted in the affirmative the bill is passed, the objections of the President to the contrary notwithstanding.",
            ActionKind.OVERRIDE_PASSED,
        ),
        (
            "Senate receded from its amendment and concurred with an amendment (SA 9) by Yea-Nay Vote.",
            ActionKind.AMENDED_AGAIN,
        ),
        ("Senate insists on its amendment, agrees to request for conference.", ActionKind.DISAGREED),
        (
            "On motion that the House suspend the rules and recede from the House amendment, and concur in the Senate amendment Agreed to by voice vote.",
            ActionKind.CONCURRED,
        ),
        (
            "House agreed to Senate amendments numbered 1, 2, and 3, and the House agreed to Senate amendment numbered 4 with an amendment pursuant to H. Res. 9",
            ActionKind.AMENDED_AGAIN,
        ),
        (
            "Pursuant to the provisions of H. Res. 9, House agreed to Senate amendment to House amendment",
            ActionKind.CONCURRED,
        ),
        (
            "Upon reconsideration, under the order of 9/18/2031, failed of passage in Senate by Yea-Nay Vote.",
            ActionKind.FAILED,
        ),
        ("Resolution not agreed to in Senate by Yea-Nay Vote. 40 - 50. Record Vote Number: 9.", ActionKind.FAILED),
        ("Re-referred to the Committee on Tides.", ActionKind.REFERRED),
        ("Ordered to be Reported Without Recommendation by the Yeas and Nays: 9 - 8.", ActionKind.ORDERED_REPORTED),
        ("Committee on Tides. Failed to report favorably.", None),
        (
            "Committee on Tides. Hearings held on the subject prior to ordering to be reported an original measure.",
            None,
        ),
        ("Cleared for White House.", ActionKind.ORDINARY),
        ("Enrolled Measure Signed in House.", ActionKind.ENROLLED),
        (
            "Senate agreed, under the order of 12/12/2031, having achieved 60 votes in the affirmative, to the House amendment to S. 9 by Yea-Nay Vote.",
            ActionKind.CONCURRED,
        ),
        ("Senate agreed to conference report to accompany S. 9 by Yea-Nay Vote. 92 - 2.", ActionKind.CONFERENCE_AGREED),
        (
            "On motion to agree in the Senate amendments numbered 2 and 3, and agree in Senate amendment numbered 1 with an amendment Agreed to by voice vote.",
            ActionKind.AMENDED_AGAIN,
        ),
        ("Measure indefinitely postponed by Unanimous Consent in Senate.", ActionKind.POSTPONED),
        ("Measure passed Senate, amended, in lieu of S. 9, roll call #17 (90-6).", ActionKind.PASSED),
        ("House agreed to Senate amendment, roll call #744 (242-138).", ActionKind.CONCURRED),
        ("Senate disagreed to House amendments.", ActionKind.DISAGREED),
        ("Disagreed to in Senate by Voice Vote.", ActionKind.FAILED),
        ("Passed House pursuant to H. Res. 9.", ActionKind.PASSED),
        ("Public Law 122-9.", ActionKind.BECAME_LAW),
        ("Referred to the Subcommitte on Trade.", ActionKind.ORDINARY),
        ("Considered read the second time.", None),
        ("Star Print ordered on the reported bill.", None),
    ],
)
def test_a_row_is_what_its_words_say(words: str, kind: ActionKind | None) -> None:
    assert kind_of(words) is kind
    assert kind_of(words.upper()) is kind


@pytest.mark.parametrize("words", ["On passage the chair is in doubt.", "House rejected it.", "Vetoed by proxy."])
def test_a_decision_in_unknown_words_looks_like_one(words: str) -> None:
    assert kind_of(words) is None
    assert looks_decisive(words)


@pytest.mark.parametrize("words", ["DEBATE - The House proceeded.", "The resolution provides for debate in the House."])
def test_debate_does_not_look_like_a_decision(words: str) -> None:
    assert not looks_decisive(words)


@pytest.mark.parametrize(
    "words",
    [
        "proceedings ",
        "Pursuant to is considered ",
        "Motion reconsider ",
        "Committee discharged and ",
        "S. 1 ",
        "( : text",
    ],
)
def test_words_made_to_take_long_do_not(words: str) -> None:
    row = Action(action_date=dt.date(2031, 2, 3), source_system="senate", text=words * (2 * LONGEST // len(words)))
    shorter = Action(action_date=row.action_date, source_system="senate", text=(row.text or "")[: LONGEST - 1])
    start = time.process_time()
    kinds = [read(event, of=parse_measure_id("s7-122")).kind for event in fold((row, shorter))]
    assert time.process_time() - start < 5
    assert kinds[0] is ActionKind.UNREAD
