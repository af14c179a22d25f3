"""A position is final by what was decided, whatever event led to it."""

from __future__ import annotations

import datetime as dt

import pytest

from billtrack.model.lawmaking import Family
from billtrack.model.measure import Chamber
from billtrack.model.values import replace
from billtrack.status.course.prospects import ended
from billtrack.status.course.turns import CourseState
from billtrack.status.stages import Stage

BOTH = frozenset({Chamber.HOUSE, Chamber.SENATE})


@pytest.mark.parametrize(
    ("position", "family", "is_final"),
    [
        (CourseState(Stage.REFERRED), Family.LAW, False),
        (CourseState(Stage.AGREED_TO), Family.SIMPLE, True),
        (CourseState(Stage.AGREED_TO), Family.CONCURRENT, True),
        (CourseState(Stage.AGREED_TO_IN_HOUSE), Family.CONCURRENT, False),
        (CourseState(Stage.FAILED), Family.LAW, True),
        (CourseState(Stage.FAILED, is_open=True), Family.LAW, False),
        (CourseState(Stage.LAID_ON_TABLE), Family.SIMPLE, True),
        (CourseState(Stage.VETOED), Family.LAW, False),
        (CourseState(Stage.VETOED, veto_stands=True), Family.LAW, True),
        (CourseState(Stage.ENACTED), Family.LAW, True),
        (CourseState(Stage.PASSED_SENATE, agreed=BOTH), Family.LAW, False),
        (CourseState(Stage.PASSED_SENATE, agreed=BOTH), Family.CONSTITUTION, True),
        (CourseState(Stage.PASSED_SENATE, agreed=BOTH, unsettled=Chamber.SENATE), Family.CONSTITUTION, False),
        (CourseState(Stage.RESOLVING_DIFFERENCES), Family.CONSTITUTION, False),
    ],
    ids=lambda value: value.stage.value if isinstance(value, CourseState) else str(value),
)
def test_the_decision_says_whether_anything_can_follow(position: CourseState, family: Family, is_final: bool) -> None:
    assert ended(position, family).final is is_final


@pytest.mark.parametrize("stage", [Stage.AGREED_TO, Stage.FAILED, Stage.LAID_ON_TABLE])
def test_nothing_is_final_while_a_motion_to_reconsider_is_pending(stage: Stage) -> None:
    pending = CourseState(stage, dt.date(2031, 5, 1), reconsidering=Chamber.HOUSE)
    assert not ended(pending, Family.SIMPLE).final
    assert ended(replace(pending, reconsidering=None), Family.SIMPLE).final
