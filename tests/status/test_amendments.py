"""What became of amendments, by the wordings of both chambers; and what changes of them are told."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Amendment, AmendmentSponsor, Chamber, Measure, RecordedVote, replace
from billtrack.status.amendments import Disposition, Target, amendments
from billtrack.status.stages import VoteMethod
from billtrack.tracking.changes import changes

DAY = dt.date(2031, 4, 9)
TODAY = dt.date(2031, 6, 1)


def row(text: str | None, *votes: int, days: int = 0) -> Action:
    recorded = (
        RecordedVote(chamber=Chamber.SENATE, congress=122, session_number=1, roll_number=number) for number in votes
    )
    return Action(action_date=DAY + dt.timedelta(days=days), text=text, recorded_votes=tuple(recorded))


def amendment(*rows: Action, number: int = 8, purpose: str | None = None) -> Amendment:
    return Amendment(amendment_type="SAMDT", number=number, congress=122, purpose=purpose, actions=rows)


def measure(*offered: Amendment) -> Measure:
    return Measure(schema="billtrack/1", id=parse_measure_id("sres7-122"), title="Lamps.", amendments=offered)


def disposition(*texts: str) -> tuple[Disposition, VoteMethod | None]:
    rows = [row(text, days=at) for at, text in enumerate(texts)]
    (found,) = amendments(measure(amendment(*rows))) or ()
    return found.disposition, found.vote


@pytest.mark.parametrize(
    ("text", "expected", "vote"),
    [
        ("Amendment SA 8 agreed to in Senate by Unanimous Consent.", "agreed_to", "unanimous_consent"),
        ("Amendment SA 8, as modified, agreed to in Senate by Voice Vote.", "agreed_to", "voice"),
        ("Amendment SA 8 agreed to in Senate by Yea-Nay Vote. 57 - 43. Record Vote Number: 12.", "agreed_to", "recorded"),  # noqa: E501 - official wording
        ("On agreeing to the Finch amendment (A001) Agreed to by voice vote.", "agreed_to", "voice"),
        ("On the Finch amendments (A002) Failed by recorded vote: 9 - 99 (Roll no. 5).", "not_agreed_to", "recorded"),
        ("Amendment SA 8 not agreed to in Senate by Voice Vote.", "not_agreed_to", "voice"),
        ("Amendment SA 8, not having achieved 60 votes, not agreed to by Yea-Nay Vote.", "not_agreed_to", "recorded"),
        ("Amendment SA 8, having achieved 60 votes, was agreed to by Yea-Nay Vote. 67 - 33.", "agreed_to", "recorded"),
        ("Proposed amendment SA 8 withdrawn in Senate.", "withdrawn", None),
        ("By unanimous consent, the Finch amendment was withdrawn.", "withdrawn", "unanimous_consent"),
        ("SA 8 fell when SA 7 withdrawn.", "fell", None),
        ("SA 8 (the instructions of the motion to refer) fell when cloture invoked on the motion.", "fell", None),
        ("Amendment SA 8 ruled out of order by the chair.", "ruled_out_of_order", None),
        ("Motion to table amendment SA 8 agreed to in Senate by Voice Vote.", "tabled", "voice"),
        ("Motion to table amendment SA 8 rejected in Senate by Yea-Nay Vote. 9 - 90.", "none", None),
        ("Cloture on amendment SA 8 not invoked in Senate by Yea-Nay Vote. 40 - 57.", "none", None),
        ("Motion to waive the Budget Act with respect to amendment SA 8 agreed to in Senate.", "none", None),
        ("The previous question was ordered on the amendment (A001) pursuant to the rule.", "none", None),
        ("Point of order that the amendment violates section 305 raised in Senate with respect to SA 8.", "none", None),
        ("Considered by Senate.", "none", None),
        ("Amendment SA 8 proposed by Senator Finch.", "none", None),
    ],
)  # fmt: skip
def test_a_row_tells_how_an_amendment_ended(text: str, expected: str, vote: str | None) -> None:
    assert disposition(text) == (expected, vote)


def test_the_last_decision_counts_and_later_rows_without_one_do_not() -> None:
    lost, won = "Amendment SA 8 not agreed to in Senate.", "Amendment SA 8 agreed to in Senate by Voice Vote."
    assert disposition(lost, won) == (Disposition.AGREED_TO, VoteMethod.VOICE)
    assert disposition(won, "Considered by Senate.") == (Disposition.AGREED_TO, VoteMethod.VOICE)


def test_the_latest_action_counts_where_no_rows_are_loaded() -> None:
    bare = Amendment(
        amendment_type="HAMDT",
        number=1,
        congress=122,
        latest_action_date=DAY,
        latest_action="On agreeing to the Finch amendment (A001) Agreed to by voice vote.",
    )
    (found,) = amendments(measure(bare)) or ()
    assert (found.disposition, found.date, found.recorded_votes) == (Disposition.AGREED_TO, DAY, ())
    assert amendments(replace(measure(), amendments=None)) is None


def test_one_roll_call_that_two_rows_report_is_one() -> None:
    text = "Amendment SA 8 agreed to in Senate by Yea-Nay Vote. 57 - 43. Record Vote Number: 12."
    (found,) = amendments(measure(amendment(row(text, 12), row(f"Roll call votes on amendments: {text}", 12)))) or ()
    assert [vote.roll_number for vote in found.recorded_votes] == [12]


@pytest.mark.parametrize(
    ("purpose", "target"),
    [
        ("To amend the preamble.", Target.PREAMBLE),
        ("To amend the title.", Target.TITLE),
        ("To strike the preamble", Target.PREAMBLE),
        ("To amend the resolving clause.", Target.RESOLVED),
        ("To establish a fund under title II of the Lamps Act.", None),
        ("To amend the title of the Secretary of Lamps.", None),
        ("In the nature of a substitute.", None),
        (None, None),
    ],
)
def test_the_part_amended_is_what_the_whole_purpose_says(purpose: str | None, target: Target | None) -> None:
    (found,) = amendments(measure(amendment(purpose=purpose))) or ()
    assert found.amends is target


def test_amendments_come_by_number() -> None:
    found = amendments(measure(*(amendment(number=number) for number in (10, 9, 100)))) or ()
    assert [each.amendment.number for each in found] == [9, 10, 100]


# ------------------------------------------------------------------------------------ what changed


def told(old: Measure, new: Measure) -> list[tuple[str, str | None, str | None]]:
    return [(event.subject, event.before, event.after) for event in changes(old, new, today=TODAY)]


def test_an_amendment_that_came_is_one_event_and_so_is_its_end() -> None:
    agreed = amendment(row("Amendment SA 8 agreed to in Senate."), purpose="To amend the preamble.")
    offered = replace(agreed, actions=(row("Amendment SA 8 proposed."),))
    assert told(measure(), measure(offered)) == [("S.Amdt. 8", None, "To amend the preamble.")]
    after = "Amendment SA 8 agreed to in Senate."
    assert told(measure(offered), measure(agreed)) == [("S.Amdt. 8", "Amendment SA 8 proposed.", after)]


def test_histories_an_earlier_billtrack_did_not_keep_are_one_event() -> None:
    sponsor = AmendmentSponsor(name="Finch, Fay")
    new = [replace(amendment(row("Proposed."), number=number), sponsor=sponsor) for number in (1, 2, 3)]
    old = [replace(each, actions=None, sponsor=None) for each in new]
    assert told(measure(*old), measure(*new)) == [("amendments", None, "histories of 3 loaded")]
