"""Situations of real measures: each official file, cut on a day, and the right answer with its reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.model.congresses import congress_end
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Action, Measure
from billtrack.model.values import replace
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.packages import Document, read_documents
from billtrack.status.course.folding import plain_words
from billtrack.status.course.wordings import ActionKind, kind_of
from billtrack.status.history import history
from billtrack.status.stages import Calendar, Stage
from billtrack.status.status import Status, contradictions, status

pytestmark = pytest.mark.official


@pytest.fixture(scope="module")
def cases(official_data: Path) -> Path:
    return official_data.parent / "cases" / "status"


def case(cases: Path, name: str) -> Measure:
    (path,) = (cases / name).glob("BILLSTATUS-*.xml")
    return parse_billstatus(path.read_bytes(), name=path.name)


def on_day(measure: Measure, day: str) -> Status:
    """Where *measure* stood at the end of *day*, by the actions until then."""
    date = dt.date.fromisoformat(day)
    known = tuple(action for action in measure.actions or () if action.action_date <= date)
    return status(replace(measure, actions=known), today=date)


def decider(found: Status) -> str | None:
    return found.next.who if found.next else None


@pytest.mark.parametrize("day", ["2015-06-13", "2015-10-27"])
def test_one_portion_of_a_divided_question_is_no_concurrence(cases: Path, day: str) -> None:
    found = on_day(case(cases, "hr1314-114-divided-question"), day)
    assert (found.stage, found.stage_date, found.final) == (
        Stage.RESOLVING_DIFFERENCES,
        dt.date(2015, 5, 22),
        False,
    )
    assert decider(found) == "the House"


def test_a_report_in_parts_waits_for_the_committee_that_holds_the_bill(cases: Path) -> None:
    found = on_day(case(cases, "hr179-119-part-one"), "2026-06-01")
    assert (found.stage, decider(found)) == (Stage.REPORTED, "the House Agriculture Committee")


def test_the_chamber_that_has_the_papers_may_act(cases: Path) -> None:
    told = case(cases, "hr1834-119-papers-returned")
    assert decider(on_day(told, "2026-01-12")) == "the Senate"
    assert decider(on_day(told, "2026-01-16")) == "the House"


def test_a_failure_is_not_final_while_a_motion_to_reconsider_is_pending(cases: Path) -> None:
    told = case(cases, "hr2-115-reconsider-pending")
    found = on_day(told, "2018-05-19")
    assert (found.stage, found.final, decider(found)) == (Stage.FAILED, False, "the House")
    after = on_day(told, "2019-01-04")
    assert (after.stage, after.stage_date, after.final, after.next) == (
        *(Stage.FAILED, dt.date(2018, 5, 18), True, None),
    )


def test_one_roll_call_told_twice_is_one_passage(cases: Path) -> None:
    told = case(cases, "hr2799-118-dup-roll")
    found = on_day(told, "2024-03-19")
    assert (found.stage, found.stage_date) == (Stage.PASSED_HOUSE, dt.date(2024, 3, 8))
    assert contradictions(told) == ()
    assert sum("On passage" in entry.text for entry in history(told)) == 1


def test_a_simple_resolution_never_becomes_law(cases: Path) -> None:
    told = case(cases, "hres105-119-law")
    found = on_day(told, "2025-12-12")
    assert (found.stage, found.final, found.law) == (Stage.REFERRED, False, None)
    assert found.problems == ("2025-12-11: became law, which cannot happen to a simple resolution",)


def test_a_motion_to_discharge_is_on_the_discharge_calendar(cases: Path) -> None:
    told = case(cases, "hres1140-119-discharge-calendar")
    found = on_day(told, "2026-06-01")
    assert (found.stage, found.calendar, decider(found)) == (Stage.ON_CALENDAR, Calendar.DISCHARGE, "the House")
    petition = on_day(told, "2026-05-01")
    assert petition.next is not None
    assert "218 members who sign discharge petition No. 119-19" in petition.next.what
    assert not any("<" in entry.text for entry in history(told))


def test_a_resolution_is_agreed_to_article_by_article(cases: Path) -> None:
    found = on_day(case(cases, "hres755-116-divided-articles"), "2021-02-01")
    assert (found.stage, found.stage_date, found.final) == (Stage.AGREED_TO, dt.date(2019, 12, 18), True)
    assert (found.unrecognised, found.problems) == ((), ())


def test_the_page_reference_tells_that_the_house_amended(cases: Path) -> None:
    found = on_day(case(cases, "s1383-119-day-of"), "2026-02-11")
    assert (found.stage, found.status_usc, decider(found)) == (
        *(Stage.RESOLVING_DIFFERENCES, "PASS_BACK:HOUSE", "the Senate"),
    )
    assert found.outcome is not None
    assert found.outcome.as_amended is True


def test_a_failure_is_final_when_the_motion_to_reconsider_is_tabled(cases: Path) -> None:
    found = on_day(case(cases, "sjres49-119-reconsider-tabled"), "2025-05-01")
    assert (found.stage, found.final, found.next) == (Stage.FAILED, True, None)


@pytest.mark.parametrize("day", ["2015-05-06", "2026-11-22"])
def test_a_veto_whose_message_was_tabled_stands(cases: Path, day: str) -> None:
    told = case(cases, "sjres8-114-veto-tabled")
    found = on_day(told, day)
    assert (found.stage, found.stage_date, found.final, found.next) == (
        *(Stage.VETOED, dt.date(2015, 3, 31), True, None),
    )
    assert decider(on_day(told, "2015-05-04")) == "the Senate"


# ------------------------------------------------------------------------------ laws, over real rows


@pytest.fixture(scope="module")
def real_rows(official_data: Path, cases: Path) -> tuple[Action, ...]:
    """The rows that decide something, of the cases and of the bills of the 115th Congress, each wording once."""
    documents = [
        *read_documents(official_data / "billstatus" / "bulk" / "BILLSTATUS-115-hr.zip"),
        *read_documents(cases),
    ]
    told = (
        action
        for document in documents
        if isinstance(document, Document) and document.name.startswith("BILLSTATUS-")
        for action in parse_billstatus(document.data, name=document.name).actions or ()
    )
    rows = {(row.source_system, row.action_code, row.text): row for row in told}.values()
    deciding = tuple(row for row in rows if kind_of(plain_words(row.text)) is not ActionKind.ORDINARY)
    assert len(deciding) > 500
    return deciding


@settings(max_examples=3 * settings().max_examples, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_real_rows_take_a_simple_resolution_past_its_chamber_or_a_measure_past_its_congress(
    real_rows: tuple[Action, ...], data: st.DataObject
) -> None:
    rows = tuple(data.draw(st.lists(st.sampled_from(real_rows), max_size=20)))
    slug = data.draw(st.sampled_from(["hres7-115", "sres7-115", "hconres7-115", "hr7-115", "sjres7-115"]))
    told = Measure(schema="billtrack/1", id=parse_measure_id(slug), title="Honoring rain.", actions=rows)
    found = status(told, today=data.draw(st.dates(dt.date(2017, 1, 3), dt.date(2026, 12, 1))))
    if told.id.measure_type.is_simple:
        assert found.stage not in {Stage.PRESENTED, Stage.ENACTED, Stage.VETOED, Stage.RESOLVING_DIFFERENCES}
        assert found.law is None
    assert status(told, today=congress_end(115)).next is None
