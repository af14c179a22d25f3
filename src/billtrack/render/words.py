"""The words people read for stages and outcomes; the values themselves are the ones programs read."""

from __future__ import annotations

from types import MappingProxyType

from billtrack.analysis.stages import Mode, Outcome, PreambleOutcome, Result, Stage, Vote
from billtrack.model import Chamber

_STAGES = MappingProxyType(
    {
        Stage.ON_CALENDAR: "on the calendar",
        Stage.AGREED_TO_IN_HOUSE: "agreed to in House",
        Stage.AGREED_TO_IN_SENATE: "agreed to in Senate",
        Stage.PASSED_HOUSE: "passed House",
        Stage.PASSED_SENATE: "passed Senate",
        Stage.PRESENTED: "presented",
        Stage.LAID_ON_TABLE: "laid on the table",
    }
)
_RESULTS = MappingProxyType(
    {
        Result.AGREED_TO: "Agreed to",
        Result.PASSED: "Passed",
        Result.FAILED: "Failed",
        Result.LAID_ON_TABLE: "Laid on the table",
        Result.INDEFINITELY_POSTPONED: "Indefinitely postponed",
        Result.ENACTED: "Became law",
        Result.VETOED: "Vetoed by the President",
    }
)
_MODES = MappingProxyType(
    {
        Mode.SUSPENSION: "under suspension of the rules",
        Mode.UNANIMOUS_CONSENT: "by unanimous consent",
        Mode.REGULAR_ORDER: "in regular order",
        Mode.SPECIAL_RULE: "under a special rule",
        Mode.PRIVILEGED: "as a privileged matter",
        Mode.PREVIOUS_ORDER: "under a previous order",
        Mode.PRIVATE_CALENDAR: "from the Private Calendar",
        Mode.DISCHARGE: "after discharge of the committee",
        Mode.DEEMED: "deemed by the adoption of another resolution",
    }
)
_VOTES = MappingProxyType(
    {
        Vote.VOICE: "by voice vote",
        Vote.RECORDED: "by recorded vote",
        Vote.WITHOUT_OBJECTION: "without objection",
        Vote.UNANIMOUS_CONSENT: "by unanimous consent",
    }
)
_PREAMBLES = MappingProxyType(
    {
        PreambleOutcome.WITH: "with its preamble",
        PreambleOutcome.WITHOUT: "without its preamble",
        PreambleOutcome.AMENDED: "with an amended preamble",
    }
)
_CHAMBERS = MappingProxyType({Chamber.HOUSE: "House", Chamber.SENATE: "Senate", Chamber.JOINT: "joint"})


def stage_words(stage: Stage) -> str:
    """A stage as people say it: ``ordered reported``, ``agreed to in House``."""
    return _STAGES.get(stage, stage.value.replace("_", " "))


def chamber_name(chamber: Chamber) -> str:
    """``House``, ``Senate`` or ``joint``."""
    return _CHAMBERS[chamber]


def outcome_sentence(outcome: Outcome) -> str:
    """An outcome in one sentence; what the source does not say is not said here either."""
    where = f" in the {chamber_name(outcome.chamber)}" if outcome.chamber else ""
    said = [f"{_RESULTS[outcome.result]}{where} on {outcome.date}"]
    said += _manner(outcome)
    if outcome.as_amended:
        said.append("as amended")
    if outcome.preamble:
        said.append(_PREAMBLES[outcome.preamble])
    if outcome.title_amended:
        said.append("with an amended title")
    return ", ".join(said)


def _manner(outcome: Outcome) -> list[str]:
    roll = f" (roll no. {outcome.roll_number})" if outcome.roll_number is not None else ""
    manner = [_MODES[outcome.mode]] if outcome.mode else []
    if outcome.vote and _VOTES[outcome.vote] not in manner:
        manner.append(_VOTES[outcome.vote] + roll)
    return manner
