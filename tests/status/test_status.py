# The official wordings are longer than a line.
# ruff: noqa: E501
from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.congresses import congress_end
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    Action,
    Chamber,
    CommitteeName,
    Coverage,
    Law,
    Measure,
    RecordedVote,
    Sponsor,
    TextVersion,
)
from billtrack.model.values import replace
from billtrack.sources.billstatus import parse_billstatus
from billtrack.status.stages import Calendar, Mode, PreambleOutcome, Result, Stage, VoteMethod
from billtrack.status.status import Status, status

SYSTEMS = {
    "loc": "library_of_congress",
    "floor": "house_floor_actions",
    "committee": "house_committee_actions",
    "senate": "senate",
}
SPONSOR = Sponsor(bioguide_id="Z000001", name="Zephyr, Ada", party="D", state="OR")
WEATHER = CommitteeName(system_code="hswx00", name="Weather Committee")
TIDES = CommitteeName(system_code="hstd00", name="Tides Committee")
WITHIN = dt.date(2032, 6, 1)
"""A day inside the 122nd Congress (2031-32), whose measures here are all invented."""


def actions(rows: str) -> tuple[Action, ...]:
    """Rows as ``2031-02-03 [15:45:15] loc:8000 words``: date, time if any, system with code if any, text."""
    return tuple(action(row.strip()) for row in rows.strip().splitlines() if row.strip())


def action(row: str) -> Action:
    date, rest = row.split(" ", 1)
    time, rest = rest.split(" ", 1) if rest[0].isdigit() else ("", rest)
    source, text = rest.split(" ", 1)
    system, _, code = source.partition(":")
    return Action(
        action_date=dt.date.fromisoformat(date),
        action_time=dt.time.fromisoformat(time) if time else None,
        source_system=SYSTEMS[system],
        action_code=code or None,
        text=text,
    )


def measure(slug: str, rows: str | None, *, title: str = "Honouring the weather.", **values: object) -> Measure:
    found = None if rows is None else actions(rows)
    given_values = {"sponsor": SPONSOR, **values}
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id(f"{slug}-122"),
        title=title,
        actions=found,
        **given_values,  # type: ignore[arg-type]
    )


def standing(slug: str, rows: str | None, *, today: dt.date = WITHIN, **values: object) -> Status:
    return status(measure(slug, rows, **values), today=today)  # type: ignore[arg-type]


class Way(NamedTuple):
    """A way of a measure and where it leads, as ``ways.txt`` tells it."""

    name: str
    slug: str
    stage: Stage
    final: bool
    status_usc: str | None
    who: str | None
    rows: str


def read_ways(text: str) -> tuple[dict[str, str], tuple[Way, ...]]:
    """The beginnings by name, and the ways."""
    beginnings: dict[str, str] = {}
    ways: list[Way] = []
    uncommented = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for block in re.split(r"\n\s*\n", uncommented.strip()):
        head, *lines = block.splitlines()
        if head.startswith("== "):
            leads, *lines = lines
        rows = "\n".join(beginnings[line[2:]] if line.startswith("+ ") else line for line in lines)
        if head.startswith("== "):
            ways.append(way(head[3:], leads, rows))
        else:
            beginnings[head.removeprefix("= ")] = rows
    return beginnings, tuple(ways)


def way(name: str, leads: str, rows: str) -> Way:
    slug, _, end = leads.partition(" -> ")
    stage, ending, usc, who = (None if part == "-" else part for part in end.split(", "))
    assert stage is not None
    assert ending in {"open", "final"}
    return Way(name, slug, Stage(stage), ending == "final", usc, who, rows)


BEGINNINGS, WAYS = read_ways((Path(__file__).parent / "ways.txt").read_text(encoding="utf-8"))
IN_HOUSE, IN_SENATE = BEGINNINGS["in house"], BEGINNINGS["in senate"]
HOUSE_PASSED, CLEARED = BEGINNINGS["house passed"], BEGINNINGS["cleared"]
PRESENTED, VETOED = BEGINNINGS["presented"], BEGINNINGS["vetoed"]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_way_leads_where_it_should(way: Way) -> None:
    found = standing(way.slug, way.rows)
    assert (found.stage, found.final, found.status_usc) == (way.stage, way.final, way.status_usc)
    assert (found.next.who if found.next else None) == way.who
    assert found.problems == ()
    assert found.unrecognised == ()


def test_an_amendment_of_the_constitution_skips_the_president() -> None:
    rows = f"""{IN_SENATE}
        2031-03-05 senate Passed Senate without amendment by Yea-Nay Vote. 70 - 20. Record Vote Number: 5.
        2031-04-05 floor:H37300 On motion to suspend the rules and pass the resolution Agreed to by the Yeas and Nays: (2/3 required): 300 - 100 (Roll no. 2)."""
    title = "Proposing an amendment to the Constitution of the United States about the weather."
    found = standing("sjres7", rows, title=title)
    assert (found.stage, found.final, found.status_usc) == (Stage.PASSED_HOUSE, True, "PASSED:CONSTAMEND")
    assert standing("sjres7", rows).status_usc == "PASSED:BILL"
    assert standing("s7", rows, title=title).status_usc == "PASSED:BILL"


def test_until_it_is_known_whether_the_second_chamber_amended_the_first_may_have_to_agree() -> None:
    rows = f"{BEGINNINGS['senate passed']}\n2031-04-01 floor:H37100 On passage Passed by the Yeas and Nays: 219 - 212 (Roll no. 31)."
    found = standing("s7", rows)
    assert found.next is not None
    assert (
        found.next.what
        == "must agree if the House amended it, which is not known from the actions yet; if not, it goes to the President"
    )
    title = "Proposing an amendment to the Constitution of the United States about the weather."
    assert standing("sjres7", rows, title=title).final is False


@pytest.mark.parametrize(
    ("print_code", "stage", "who"),
    [
        ("eah", Stage.RESOLVING_DIFFERENCES, "the Senate"),
        ("enr", Stage.PASSED_HOUSE, "the House and the Senate"),
        ("es", Stage.PASSED_HOUSE, "the Senate"),
    ],
)
def test_a_print_tells_whether_the_second_chamber_amended(print_code: str, stage: Stage, who: str) -> None:
    rows = f"{BEGINNINGS['senate passed']}\n2031-04-01 floor:H37100 On passage Passed by voice vote."
    prints = (TextVersion(version_code=print_code, coverage=Coverage.NONE),)
    found = standing("s7", rows, text_versions=prints)
    assert (found.stage, found.next and found.next.who) == (stage, who)


def test_a_report_in_parts_waits_for_the_other_committees() -> None:
    referred = Action(
        action_date=dt.date(2031, 2, 3),
        source_system="house_floor_actions",
        text="Referred to the Committee on Weather, and in addition to the Committee on Tides.",
        committees=(WEATHER, TIDES),
    )
    part = Action(
        action_date=dt.date(2031, 3, 3),
        source_system="house_floor_actions",
        action_code="H12200",
        text="Reported by the Committee on Tides. H. Rept. 122-9, Part I.",
        committees=(TIDES,),
    )
    discharged = Action(
        action_date=dt.date(2031, 3, 4),
        source_system="house_floor_actions",
        action_code="H12300",
        text="Committee on Weather discharged.",
        committees=(WEATHER,),
    )
    told = measure("hr7", "")
    after = [
        status(with_actions(told, rows), today=WITHIN) for rows in ((referred, part), (referred, part, discharged))
    ]
    assert [found.stage for found in after] == [Stage.REPORTED, Stage.REPORTED]
    assert after[0].next is not None
    assert after[0].next.who == "the House Weather Committee"
    assert after[0].next.what == "must report it or be discharged; then it goes on the Union or the House Calendar"
    assert after[1].next is not None
    assert after[1].next.who == "the House"


def test_the_committee_keeps_a_measure_whose_discharge_is_on_the_calendar() -> None:
    rows = f"{IN_HOUSE}\n2031-05-20 floor:H12450 Motion to discharge the Committee on Rules filed by Mr. Gale. Assigned to the Discharge Calendar, Calendar No. 7."
    found = standing("hres7", rows)
    assert found.calendar is Calendar.DISCHARGE
    assert found.next is not None
    assert (
        found.next.what
        == "may call up the motion to discharge the committee after seven legislative days on its calendar (Discharge Calendar No. 7)"
    )


def test_a_lost_motion_to_discharge_leaves_the_discharge_calendar() -> None:
    rows = f"""{IN_HOUSE}
2031-05-20 floor:H12450 Motion to discharge the Committee on Rules filed by Mr. Gale. Assigned to the Discharge Calendar, Calendar No. 7.
2031-06-01 12:10:00 floor:H17000 On motion to discharge Failed by the Yeas and Nays: 202 - 218 (Roll no. 12)."""
    found = standing("hres7", rows)
    assert (found.stage, found.calendar) == (Stage.REFERRED, None)
    assert found.next is not None
    assert found.next.what == "may consider it and order it reported"


def test_a_committee_that_has_the_veto_message_is_named() -> None:
    rows = f"""{PRESENTED}
2031-05-15 floor:E30000 Vetoed by President.
2031-05-20 floor:H8D000 On motion to refer the bill and the accompanying veto message to the Committee on Weather. Agreed to without objection."""
    after = standing("hr7", rows).next
    assert after is not None
    assert after.who == "the House Committee on Weather"
    assert after.what == "has the veto message; the House may vote to pass it over the veto, by two thirds"


@pytest.mark.parametrize(
    ("slug", "row", "calendar"),
    [
        ("hr7", "floor:H12410 Placed on the Union Calendar, Calendar No. 1.", Calendar.UNION),
        ("hr7", "floor:H12420 Placed on the House Calendar, Calendar No. 1.", Calendar.HOUSE),
        (
            "s7",
            "senate Placed on Senate Legislative Calendar under General Orders. Calendar No. 43.",
            Calendar.LEGISLATIVE,
        ),
        ("sres7", "senate Placed on Senate Executive Calendar under Over, Under the Rule.", Calendar.EXECUTIVE),
    ],
)
def test_the_calendar_is_the_one_it_is_on(slug: str, row: str, calendar: Calendar) -> None:
    rows = f"{IN_HOUSE if slug.startswith('h') else IN_SENATE}\n2031-05-20 {row}"
    assert standing(slug, rows).calendar is calendar
    assert standing(slug, rows, today=congress_end(122)).calendar is None


def test_the_law_is_the_one_listed_or_else_the_one_an_action_numbers() -> None:
    rows = f"{PRESENTED}\n2031-05-15 loc:36000 Signed by President.\n2031-05-15 loc:36000 Became Public Law No: 122-9."
    law = Law(type="Public Law", number="122-9")
    assert standing("hr7", rows).law == law
    assert standing("hr7", rows, laws=(law,)).law == law
    assert standing("hr7", PRESENTED).law is None
    assert standing("hres7", IN_HOUSE, laws=(law,)).law is None
    other = standing("hr7", rows, laws=(Law(type="Private Law", number="122-1"),))
    assert other.problems == ("Private Law 122-1 is listed, but an action says Public Law 122-9",)


def test_the_day_of_the_signature_counts_though_the_law_is_told_before() -> None:
    rows = (
        f"{PRESENTED}\n2031-05-15 loc:E40000 Became Public Law No: 122-9.\n2031-05-16 loc:E30000 Signed by President."
    )
    found = standing("hr7", rows)
    assert (found.stage_date, found.status_usc, found.problems) == (dt.date(2031, 5, 16), "ENACTED:SIGNED", ())
    again = standing("hr7", f"{rows}\n2031-05-18 loc:E30000 Signed by President.")
    assert again.stage_date == dt.date(2031, 5, 16)
    assert again.problems == ("2031-05-18: signed on 2031-05-18, and before that on 2031-05-16",)


def test_one_vote_told_twice_is_one_event_though_its_link_differs() -> None:
    rows = actions(
        f"{IN_HOUSE}\n2031-03-05 12:00:00 floor:H37100 On passage Passed by recorded vote: 212 - 205 (Roll no. 78)."
    )
    votes = [
        RecordedVote(chamber=Chamber.HOUSE, congress=122, session_number=session, roll_number=78) for session in (1, 2)
    ]
    told = [replace(rows[-1], recorded_votes=(vote,)) for vote in votes]
    found = status(with_actions(measure("hr7", ""), (*rows[:-1], *told)), today=WITHIN)
    assert (found.stage, found.problems) == (Stage.PASSED_HOUSE, ())
    assert [milestone.stage for milestone in found.milestones].count(Stage.PASSED_HOUSE) == 1


# ---------------------------------------------------------------------------------- outcomes


def test_a_house_suspension_says_how_it_was_decided() -> None:
    outcome = standing("hr7", HOUSE_PASSED).outcome
    assert outcome is not None
    assert (outcome.result, outcome.chamber, outcome.date) == (Result.PASSED, Chamber.HOUSE, dt.date(2031, 3, 5))
    assert (outcome.mode, outcome.vote, outcome.roll_number) == (Mode.SUSPENSION, VoteMethod.VOICE, None)
    assert (outcome.as_amended, outcome.preamble, outcome.title_amended) == (True, None, None)
    assert outcome.action.action_code == "H37300"


@pytest.mark.parametrize(
    ("words", "vote", "amended", "preamble", "title"),
    [
        (
            "Resolution agreed to in Senate with an amendment and an amended preamble by Voice Vote.",
            VoteMethod.VOICE,
            True,
            PreambleOutcome.AMENDED,
            None,
        ),
        (
            "Resolution agreed to in Senate without amendment and with a preamble by Unanimous Consent.",
            VoteMethod.UNANIMOUS_CONSENT,
            False,
            PreambleOutcome.WITH,
            None,
        ),
        (
            "Resolution agreed to in Senate without amendment by Unanimous Consent.",
            VoteMethod.UNANIMOUS_CONSENT,
            False,
            None,
            None,
        ),
        (
            "Resolution agreed to in Senate without amendment and an amended preamble by Voice Vote.",
            VoteMethod.VOICE,
            False,
            PreambleOutcome.AMENDED,
            None,
        ),
        (
            "Resolution agreed to in Senate with an amendment and an amendment to the Title and an amended preamble by Voice Vote.",
            VoteMethod.VOICE,
            True,
            PreambleOutcome.AMENDED,
            True,
        ),
        (
            "Resolution agreed to in Senate with amendments by Yea-Nay Vote. 52 - 46. Record Vote Number: 135.",
            VoteMethod.RECORDED,
            True,
            None,
            None,
        ),
    ],
)
def test_what_a_senate_row_says_and_does_not_say(
    words: str, vote: VoteMethod, amended: bool | None, preamble: PreambleOutcome | None, title: bool | None
) -> None:
    outcome = standing("sres7", f"{IN_SENATE}\n2031-10-30 senate {words}").outcome
    assert outcome is not None
    assert (outcome.vote, outcome.as_amended, outcome.preamble, outcome.title_amended) == (
        vote,
        amended,
        preamble,
        title,
    )
    assert outcome.roll_number == (135 if vote is VoteMethod.RECORDED else None)


@pytest.mark.parametrize(
    ("taken_up", "mode"),
    [
        ("Considered as privileged matter. (consideration: CR H1)", Mode.PRIVILEGED),
        ("Considered under the provisions of rule H. Res. 9. (consideration: CR H1)", Mode.SPECIAL_RULE),
        (
            "Considered under the provisions of H.Res. 9 and section 2 of an Act. (consideration: CR H1)",
            Mode.SPECIAL_RULE,
        ),
        ("Considered by unanimous consent. (consideration: CR H1)", Mode.UNANIMOUS_CONSENT),
        ("Considered pursuant to a previous order. (consideration: CR H1)", Mode.PREVIOUS_ORDER),
        ("Considered as unfinished business. (consideration: CR H1)", None),
    ],
)
def test_how_it_was_taken_up_comes_from_the_row_that_says_so(taken_up: str, mode: Mode | None) -> None:
    rows = f"{IN_HOUSE}\n2031-03-04 floor:H30000 {taken_up}\n2031-03-05 floor:H30000 Considered as unfinished business."
    outcome = standing(
        "hres7", f"{rows}\n2031-03-05 floor:H37100 On agreeing to the resolution Agreed to without objection."
    ).outcome
    assert outcome is not None
    assert (outcome.mode, outcome.vote, outcome.as_amended) == (mode, VoteMethod.WITHOUT_OBJECTION, None)


def test_a_row_of_the_seventies_is_read_as_far_as_it_goes() -> None:
    row = "2031-03-05 senate Measure passed Senate, amended, in lieu of S. 9, roll call #17 (90-6)."
    outcome = standing("hr7", f"{HOUSE_PASSED}\n{row}").outcome
    assert outcome is not None
    assert (outcome.mode, outcome.vote, outcome.roll_number) == (None, VoteMethod.RECORDED, 17)
    assert outcome.as_amended is True


def test_adoption_by_another_resolution_is_a_mode_of_its_own() -> None:
    outcome = standing("hres7", f"{IN_HOUSE}\n2031-03-05 floor:H1B000 Passed House pursuant to H. Res. 9.").outcome
    assert outcome is not None
    assert (outcome.mode, outcome.vote) == (Mode.DEEMED, None)


def test_how_one_vote_was_taken_up_is_not_told_of_the_next() -> None:
    rows = f"{VETOED}\n2031-05-20 floor:H43410 On passage, the objections of the President to the contrary notwithstanding Failed by the Yeas and Nays: (2/3 required): 248 - 177 (Roll no. 9)."
    outcome = standing("hr7", rows).outcome
    assert outcome is not None
    assert (outcome.mode, outcome.roll_number, outcome.is_over_veto) == (None, 9, True)


def test_a_title_amended_after_the_vote_belongs_to_it() -> None:
    rows = f"{HOUSE_PASSED}\n2031-03-05 14:20:05 floor:H38800 The title of the measure was amended. Agreed to without objection."
    outcome = standing("hr7", rows).outcome
    assert outcome is not None
    assert outcome.title_amended is True


def test_a_roll_number_the_words_lack_comes_from_the_recorded_vote() -> None:
    vote = RecordedVote(chamber=Chamber.HOUSE, congress=122, session_number=1, roll_number=77)
    row = Action(
        action_date=dt.date(2031, 3, 5),
        source_system="house_floor_actions",
        text="On passage Passed by recorded vote: 218 - 202.",
        recorded_votes=(vote,),
    )
    told = measure("hr7", IN_HOUSE)
    outcome = status(with_actions(told, (*(told.actions or ()), row)), today=WITHIN).outcome
    assert outcome is not None
    assert (outcome.vote, outcome.roll_number) == (VoteMethod.RECORDED, 77)


# ------------------------------------------------------------------- what else a status tells


def test_the_milestones_are_the_steps_in_order_with_their_chamber() -> None:
    rows = f"""{HOUSE_PASSED}
        2031-03-06 senate Received in the Senate and Read twice and referred to the Committee on Storms.
        2031-04-06 senate Placed on Senate Legislative Calendar under General Orders. Calendar No. 9."""
    found = standing("hr7", rows)
    assert [(milestone.stage, milestone.chamber) for milestone in found.milestones] == [
        (Stage.INTRODUCED, Chamber.HOUSE),
        (Stage.REFERRED, Chamber.HOUSE),
        (Stage.PASSED_HOUSE, Chamber.HOUSE),
        (Stage.REFERRED, Chamber.SENATE),
        (Stage.ON_CALENDAR, Chamber.SENATE),
    ]
    assert (found.stage, found.stage_date) == (Stage.PASSED_HOUSE, dt.date(2031, 3, 5))
    assert found.next is not None
    assert found.next.what == "may take it up from the calendar (Calendar No. 9)"


def test_next_names_the_committees_that_have_it() -> None:
    weather, tides = WEATHER, TIDES
    text = "Referred to the Committee on Weather, and in addition to the Committee on Tides, for a period."
    rows = tuple(
        Action(
            action_date=dt.date(2031, 2, 3),
            source_system="house_floor_actions",
            action_code="H11100",
            text=text,
            committees=(name,),
        )
        for name in (weather, tides)
    )
    found = status(with_actions(measure("hr7", ""), rows), today=WITHIN)
    assert found.next is not None
    assert found.next.who == "the House Weather Committee and the House Tides Committee"


def test_latest_action_is_the_chambers_row_though_the_library_tells_it_later() -> None:
    rows = f"""{IN_SENATE}
        2031-10-30 senate Resolution agreed to in Senate without amendment by Voice Vote. (text: CR S6878)
        2031-10-30 loc:17000 Passed/agreed to in Senate: Resolution agreed to in Senate without amendment by Voice Vote.(text: CR S6878)"""
    latest = standing("sres7", rows).latest_action
    assert latest is not None
    assert latest.source_system == "senate"


def test_unknown_words_under_a_code_of_passage_stay_unrecognised() -> None:
    found = standing("hr7", f"{IN_HOUSE}\n2031-03-05 floor:H37100 The ayes have it, by acclaim.")
    assert found.stage is Stage.REFERRED
    assert [action.text for action in found.unrecognised] == ["The ayes have it, by acclaim."]


def test_a_list_of_bills_that_does_not_name_the_measure_stays_unrecognised() -> None:
    row = "2031-03-05 floor:H37300 Pursuant to section 5 of H. Res. 9, the following bills passed under suspension of the rules: H.R. 77; S. 7."
    found = standing("hr7", f"{IN_HOUSE}\n{row}")
    assert (found.stage, len(found.unrecognised)) == (Stage.REFERRED, 1)


def test_actions_none_of_which_is_understood_give_no_stage() -> None:
    found = standing("hr7", "2031-02-03 loc:1000 Whispered in House", introduced_date=dt.date(2031, 2, 3))
    assert (found.stage, found.final, found.next) == (Stage.UNRECOGNISED, False, None)
    assert len(found.unrecognised) == 1


def test_actions_not_loaded_are_a_problem_and_no_stage() -> None:
    found = standing("hr7", None, introduced_date=dt.date(2031, 2, 3))
    assert (found.stage, found.problems, found.milestones) == (Stage.NOT_LOADED, ("the actions are not loaded",), ())


def test_a_measure_known_to_have_no_actions_is_introduced() -> None:
    found = standing("hr7", "", introduced_date=dt.date(2031, 2, 3))
    assert (found.stage, found.stage_date, found.latest_action) == (Stage.INTRODUCED, dt.date(2031, 2, 3), None)


def test_a_reserved_number_is_not_introduced() -> None:
    rows = "2031-01-03 loc:Intro-H Introduced in House\n2031-01-03 loc:1000 Introduced in House"
    found = standing("hr9", rows, title="Reserved for the Speaker.", sponsor=None)
    assert (found.stage, found.final) == (Stage.RESERVED, False)
    assert found.next is not None
    assert found.next.who == "the Speaker"
    later = standing("hr9", rows, title="Reserved for the Speaker.", sponsor=None, today=congress_end(122))
    assert (later.stage, later.final, later.next) == (Stage.RESERVED, True, None)


def test_a_bill_about_reserves_with_a_sponsor_is_no_reserved_number() -> None:
    assert standing("hr9", IN_HOUSE, title="Reserved for the birds").stage is Stage.REFERRED


# --------------------------------------------------------------------------- end of a Congress


def test_a_measure_expires_on_the_day_its_congress_ends() -> None:
    end = congress_end(122)
    assert standing("hr7", IN_HOUSE, today=end - dt.timedelta(days=1)).stage is Stage.REFERRED
    found = standing("hr7", IN_HOUSE, today=end)
    assert (found.stage, found.stage_date, found.final, found.next) == (Stage.EXPIRED, end, True, None)
    assert found.status_usc == "REFERRED"


def test_what_was_agreed_to_does_not_expire() -> None:
    rows = f"{IN_HOUSE}\n2031-03-05 floor:H37100 On agreeing to the resolution Agreed to without objection."
    assert standing("hres7", rows, today=dt.date(2040, 1, 1)).stage is Stage.AGREED_TO


def test_a_record_that_stops_before_its_congress_did_says_so() -> None:
    known = dt.datetime(2032, 12, 31, 12, tzinfo=dt.UTC)
    found = standing("hr7", IN_HOUSE, today=dt.date(2033, 6, 1), update_date=known)
    assert found.stage is Stage.EXPIRED
    assert found.problems == (
        "the record ends on 2032-12-31, the 122nd Congress on 2033-01-03: later actions are not loaded",
    )


def test_a_bill_before_the_president_at_the_end_is_not_called_dead() -> None:
    rows = f"{CLEARED}\n2032-12-28 loc:28000 Presented to President."
    for known, stage, final in (
        (dt.datetime(2033, 1, 2, 12, tzinfo=dt.UTC), Stage.PRESENTED, False),
        (dt.datetime(2033, 1, 31, 12, tzinfo=dt.UTC), Stage.EXPIRED, True),
    ):
        found = standing("hr7", rows, today=dt.date(2033, 6, 1), update_date=known)
        assert (found.stage, found.final, found.next) == (stage, final, None)


def test_what_ended_unanswered_is_final_when_the_congress_is_over() -> None:
    end = congress_end(122)
    for rows, stage in (
        (VETOED, Stage.VETOED),
        (
            f"{BEGINNINGS['house failed']}\n2031-03-05 12:04:45 floor:H38300 Mr. Gale moved to reconsider the vote.",
            Stage.FAILED,
        ),
    ):
        before, after = (standing("hr7", rows, today=day) for day in (end - dt.timedelta(days=1), end))
        assert (before.stage, before.final, before.next is not None) == (stage, False, True)
        assert (after.stage, after.final, after.next) == (stage, True, None)


# ------------------------------------------------------------------------------ contradictions


@pytest.mark.parametrize(
    ("slug", "rows", "problem"),
    [
        (
            "hres7",
            f"{IN_HOUSE}\n2031-03-05 senate Resolution agreed to in Senate without amendment by Voice Vote.",
            "2031-03-05: passed in the Senate, which does not decide it",
        ),
        (
            "hr7",
            f"{IN_HOUSE}\n2031-03-05 senate Passed Senate without amendment by Voice Vote.",
            "2031-03-05: passed in the Senate before the House decided",
        ),
        (
            "hr7",
            f"{HOUSE_PASSED}\n2031-05-10 loc:28000 Presented to President.",
            "2031-05-10: sent to the President before both chambers agreed to the same words",
        ),
        (
            "hconres7",
            f"{IN_HOUSE}\n2031-05-10 loc:28000 Presented to President.",
            "2031-05-10: sent to the President, who does not decide it",
        ),
        (
            "hres7",
            f"{IN_HOUSE}\n2031-05-10 loc:36000 Became Public Law No: 122-9.",
            "2031-05-10: became law, which cannot happen to a simple resolution",
        ),
        (
            "sres7",
            f"{IN_SENATE}\n2031-05-10 floor:H37100 On agreeing to the resolution Failed by voice vote.",
            "2031-05-10: failed in the House, which does not decide it",
        ),
        (
            "sres7",
            f"{IN_SENATE}\n2031-05-10 senate Senate agreed to the House amendment by Voice Vote.",
            "2031-05-10: action between the chambers, which do not decide it together",
        ),
        (
            "hconres7",
            f"{IN_HOUSE}\n2031-05-10 loc:31000 Vetoed by President.",
            "2031-05-10: vetoed, which cannot happen to a concurrent resolution",
        ),
        (
            "hr7",
            f"{CLEARED}\n2031-05-15 loc:36000 Signed by President.",
            "2031-05-15: enacted without presentment to the President",
        ),
        (
            "hr7",
            f"{PRESENTED}\n2031-05-15 loc:36000 Signed by President.\n2031-05-16 loc:28000 Presented to President.",
            "2031-05-16: presented after it was enacted",
        ),
        (
            "hr7",
            f"{HOUSE_PASSED}\n2031-03-09 floor:H37100 On passage Passed by voice vote.",
            "2031-03-09: the House passed it twice",
        ),
        (
            "hr7",
            f"{IN_HOUSE}\n2031-03-09 loc:8000 Passed/agreed to in House: On passage Failed by voice vote.",
            "2031-03-09: the code says passed, the words do not",
        ),
        (
            "sres7",
            f"""{IN_SENATE}\n2031-03-09 senate Resolution agreed to in Senate without amendment by Voice Vote.
            2031-03-19 senate Committee on Weather. Ordered to be reported without amendment favorably.""",
            "2031-03-19: ordered reported in the Senate after it was agreed to",
        ),
    ],
)
def test_what_cannot_be_is_reported(slug: str, rows: str, problem: str) -> None:
    assert standing(slug, rows).problems == (problem,)


def test_a_law_listed_without_its_enactment_is_reported() -> None:
    found = standing("hr7", PRESENTED, laws=(Law(type="Public Law", number="122-9"),))
    assert found.problems == ("Public Law 122-9 is listed, but no action says it was enacted",)


def test_a_milestone_before_introduction_is_reported() -> None:
    found = standing("hr7", IN_HOUSE, introduced_date=dt.date(2031, 2, 4))
    assert found.problems[0] == "2031-02-03: introduced before it was introduced on 2031-02-04"


# ------------------------------------------------------------------------------------- laws

WORDS = st.one_of(
    st.sampled_from([row.text for way in WAYS for row in actions(way.rows)]),
    st.text(max_size=40),
    st.none(),
)
CODES = st.none() | st.sampled_from([row.action_code for way in WAYS for row in actions(way.rows)])
TIMES = st.none() | st.times(max_value=dt.time(23, 59)).map(lambda time: time.replace(microsecond=0))
ANY_ACTION = st.builds(
    Action,
    action_date=st.dates(dt.date(2031, 1, 3), dt.date(2031, 3, 3)),
    action_time=TIMES,
    source_system=st.none() | st.sampled_from(sorted(SYSTEMS.values())),
    action_code=CODES,
    text=WORDS,
)
SLUGS = st.sampled_from(["hr7", "s7", "hjres7", "sjres7", "hconres7", "sconres7", "hres7", "sres7"])
HISTORIES = st.lists(ANY_ACTION, max_size=12).map(tuple)
DAYS = st.dates(dt.date(2031, 1, 3), dt.date(2034, 1, 1))


def with_actions(told: Measure, rows: tuple[Action, ...]) -> Measure:
    return Measure(schema=told.schema, id=told.id, title=told.title, sponsor=told.sponsor, actions=rows)


@given(SLUGS, HISTORIES, DAYS)
def test_every_history_has_a_status_and_a_final_one_has_no_next(
    slug: str, rows: tuple[Action, ...], today: dt.date
) -> None:
    told = with_actions(measure(slug, ""), rows)
    found = status(told, today=today)
    assert found == status(told, today=today)
    assert not (found.final and found.next is not None)
    assert [m.date for m in found.milestones] == sorted(m.date for m in found.milestones)
    assert set(found.unrecognised) <= set(rows)


ROWS_OF_WAYS = [row for way in WAYS for row in actions(way.rows)]
WELL_FORMED = st.lists(st.sampled_from(ROWS_OF_WAYS), max_size=16).map(tuple)


@given(st.sampled_from(["hres7", "sres7"]), WELL_FORMED, DAYS)
def test_no_rows_take_a_simple_resolution_past_its_chamber(slug: str, rows: tuple[Action, ...], today: dt.date) -> None:
    found = status(with_actions(measure(slug, ""), rows), today=today)
    own = {"h": Chamber.HOUSE, "s": Chamber.SENATE}[slug[0]]
    assert found.stage not in {
        Stage.ENACTED,
        Stage.PRESENTED,
        Stage.ENROLLED,
        Stage.VETOED,
        Stage.RESOLVING_DIFFERENCES,
    }
    assert found.law is None
    assert found.outcome is None or found.outcome.chamber is own


@given(SLUGS, WELL_FORMED, st.dates(congress_end(122), dt.date(2036, 1, 1)))
def test_nothing_comes_next_when_the_congress_is_over(slug: str, rows: tuple[Action, ...], today: dt.date) -> None:
    found = status(with_actions(measure(slug, ""), rows), today=today)
    assert found.next is None


@given(st.sampled_from(WAYS), st.data())
def test_rows_of_the_library_told_twice_change_nothing(way: Way, data: st.DataObject) -> None:
    told = measure(way.slug, way.rows)
    rows = told.actions or ()
    again = data.draw(st.lists(st.sampled_from(rows), max_size=4))
    copies = [with_library(row) for row in again if row.text and not row.text.startswith("Sponsor")]
    doubled = with_actions(told, (*rows, *copies))
    before, after = status(told, today=WITHIN), status(doubled, today=WITHIN)
    assert (after.stage, after.stage_date, after.final, after.status_usc) == (
        before.stage,
        before.stage_date,
        before.final,
        before.status_usc,
    )
    assert [m.stage for m in after.milestones] == [m.stage for m in before.milestones]


def has_distinct_times(way: Way) -> bool:
    """Whether time alone orders its timed rows; the Library's copy of a row has the same time and is the same event."""
    chambers = [row.action_time for row in actions(way.rows) if row.source_system != SYSTEMS["loc"]]
    timed = [time for time in chambers if time is not None]
    return len(timed) == len(set(timed))


def with_library(row: Action) -> Action:
    return Action(
        action_date=row.action_date,
        source_system="library_of_congress",
        action_code="X1",
        text=row.text,
    )


@given(st.sampled_from([way for way in WAYS if has_distinct_times(way)]), st.randoms(use_true_random=False))
def test_timed_rows_count_by_their_time_not_by_their_place(way: Way, dice: random.Random) -> None:
    told = measure(way.slug, way.rows)
    rows = list(told.actions or ())
    timed = [index for index, row in enumerate(rows) if row.action_time is not None]
    shuffled = dice.sample(timed, len(timed))
    mixed = rows[:]
    for place, source in zip(timed, shuffled, strict=True):
        mixed[place] = rows[source]
    assert status(with_actions(told, tuple(mixed)), today=WITHIN).stage is way.stage


@given(st.sampled_from(WAYS), st.integers(0, 12))
def test_later_days_add_milestones_and_take_none_back(way: Way, count: int) -> None:
    """Whole days: the rows of one day are in the source in any order, a signature before the presentment."""
    told = measure(way.slug, way.rows)
    days = sorted({row.action_date for row in told.actions or ()})[:count]
    rows = tuple(row for row in told.actions or () if row.action_date in days)
    early = status(with_actions(told, rows), today=WITHIN).milestones
    whole = status(told, today=WITHIN).milestones
    assert [(m.stage, m.date, m.chamber) for m in early] == [(m.stage, m.date, m.chamber) for m in whole[: len(early)]]


# ----------------------------------------------------------------------------- official files


def official(folder: Path, name: str) -> Measure:
    return parse_billstatus((folder / "billstatus" / name).read_bytes(), name=Path(name).name)


@pytest.mark.official
def test_where_house_resolution_351_stands(official_data: Path) -> None:
    found = status(official(official_data, "BILLSTATUS-115hres351.xml"), today=dt.date(2026, 1, 2))
    assert (found.stage, found.stage_date, found.final) == (Stage.AGREED_TO, dt.date(2017, 6, 27), True)
    assert (found.status_usc, found.next, found.problems, found.unrecognised) == ("PASSED:SIMPLERES", None, (), ())
    outcome = found.outcome
    assert outcome is not None
    assert (outcome.chamber, outcome.mode, outcome.vote) == (Chamber.HOUSE, Mode.SUSPENSION, VoteMethod.VOICE)
    assert (outcome.as_amended, outcome.preamble) == (True, None)
    assert Stage.ORDERED_REPORTED in {milestone.stage for milestone in found.milestones}
    assert Stage.REPORTED not in {milestone.stage for milestone in found.milestones}


@pytest.mark.official
def test_where_senate_resolution_211_stands(official_data: Path) -> None:
    found = status(official(official_data, "BILLSTATUS-115sres211.xml"), today=dt.date(2026, 1, 2))
    assert (found.stage, found.stage_date, found.final) == (Stage.AGREED_TO, dt.date(2017, 10, 30), True)
    assert (found.status_usc, found.next, found.problems, found.unrecognised) == ("PASSED:SIMPLERES", None, (), ())
    outcome = found.outcome
    assert outcome is not None
    assert (outcome.chamber, outcome.mode, outcome.vote) == (Chamber.SENATE, None, VoteMethod.VOICE)
    assert (outcome.as_amended, outcome.preamble) == (True, PreambleOutcome.AMENDED)
    assert [milestone.stage for milestone in found.milestones] == [
        *(Stage.INTRODUCED, Stage.REFERRED, Stage.ORDERED_REPORTED, Stage.REPORTED, Stage.ON_CALENDAR),
        Stage.AGREED_TO,
    ]


@pytest.mark.official
def test_every_row_of_the_single_official_files_is_understood(official_data: Path) -> None:
    names = sorted(path.relative_to(official_data / "billstatus") for path in official_data.rglob("BILLSTATUS-*.xml"))
    found = [status(official(official_data, name.as_posix()), today=dt.date(2026, 1, 2)) for name in names]
    assert len(found) > 200
    assert [row.text for each in found for row in each.unrecognised] == []
    assert all(each.stage is not Stage.UNRECOGNISED for each in found)
