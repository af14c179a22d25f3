"""The closed sets and values of a status: stages, outcomes, what comes next."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Self

from billtrack.model.lawmaking import Stage as Stage  # noqa: PLC0414 - a word of status too, for those who import from here
from billtrack.model.measure import Action, Chamber
from billtrack.model.values import Value

UNKNOWN_STAGES = frozenset({Stage.UNRECOGNISED, Stage.NOT_LOADED})
"""No action could be read, or none are loaded."""
PASSED_ONE = frozenset({Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.AGREED_TO_IN_HOUSE, Stage.AGREED_TO_IN_SENATE})
"""One chamber has decided for it."""


class Worded(StrEnum):
    """A closed set; each value has the words people read for it."""

    words: str

    def __new__(cls, value: str, words: str) -> Self:
        """Make a value of what programs and what people read."""
        self = str.__new__(cls, value)
        self._value_ = value
        self.words = words
        return self


class Result(Worded):
    """What was decided."""

    AGREED_TO = "agreed_to", "Agreed to"
    PASSED = "passed", "Passed"
    FAILED = "failed", "Failed"
    LAID_ON_TABLE = "laid_on_table", "Laid on the table"
    INDEFINITELY_POSTPONED = "indefinitely_postponed", "Indefinitely postponed"
    ENACTED = "enacted", "Became law"
    VETOED = "vetoed", "Vetoed by the President"


class Calendar(StrEnum):
    """The calendar a measure is on: five of the House (Rules XIII and XV), two of the Senate.

    ``discharge`` has the motion to discharge the committee, not the measure itself.
    """

    UNION = "union"
    HOUSE = "house"
    PRIVATE = "private"
    CONSENSUS = "consensus"
    DISCHARGE = "discharge"
    LEGISLATIVE = "legislative"
    EXECUTIVE = "executive"


class Mode(Worded):
    """How the chamber took the measure up.

    ``regular_order``: the Senate took the measure up by motion; ``special_rule``: the House under a resolution of
    its Rules Committee; ``deemed``: by the adoption of another resolution.
    """

    SUSPENSION = "suspension", "under suspension of the rules"
    UNANIMOUS_CONSENT = "unanimous_consent", "by unanimous consent"
    REGULAR_ORDER = "regular_order", "in regular order"
    SPECIAL_RULE = "special_rule", "under a special rule"
    PRIVILEGED = "privileged", "as a privileged matter"
    PREVIOUS_ORDER = "previous_order", "under a previous order"
    PRIVATE_CALENDAR = "private_calendar", "from the Private Calendar"
    DISCHARGE = "discharge", "after discharge of the committee"
    DEEMED = "deemed", "deemed by the adoption of another resolution"


class VoteMethod(Worded):
    """How the members voted."""

    VOICE = "voice", "by voice vote"
    RECORDED = "recorded", "by recorded vote"
    WITHOUT_OBJECTION = "without_objection", "without objection"
    UNANIMOUS_CONSENT = "unanimous_consent", "by unanimous consent"


class PreambleOutcome(Worded):
    """What became of the whereas clauses."""

    WITH = "with", "with its preamble"
    WITHOUT = "without", "without its preamble"
    AMENDED = "amended", "with an amended preamble"


class Outcome(Value, frozen=True):
    """A decision and the action that says so; ``None`` if the source does not say.

    ``is_over_veto``: the question was passage over a veto, by two thirds (Constitution, Article I, section 7).
    """

    result: Result
    chamber: Chamber | None
    date: dt.date
    mode: Mode | None
    vote: VoteMethod | None
    roll_number: int | None
    as_amended: bool | None
    preamble: PreambleOutcome | None
    title_amended: bool | None
    action: Action
    is_over_veto: bool = False


class Milestone(Value, frozen=True):
    """A step in the actions: the stage it led to, in which chamber.

    ``result`` is the decision made, ``None`` if there was none.
    """

    stage: Stage
    date: dt.date
    chamber: Chamber | None
    result: Result | None = None


class Next(Value, frozen=True):
    """Who acts next and what they may do, in plain words; computed."""

    who: str
    what: str
