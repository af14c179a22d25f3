"""The words people read for stages, outcomes and what committees did; programs read the values themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from billtrack.model.measure import Chamber, Law, RelatedMeasure
from billtrack.status.stages import Calendar, Mode, Outcome, Result, Stage, VoteMethod
from billtrack.votes.words import roll_words, tally_words

if TYPE_CHECKING:
    from billtrack.votes.outcome import OutcomeVote

_STAGES = {
    Stage.ON_CALENDAR: "on the calendar",
    Stage.AGREED_TO_IN_HOUSE: "agreed to in the House",
    Stage.AGREED_TO_IN_SENATE: "agreed to in the Senate",
    Stage.PASSED_HOUSE: "passed the House",
    Stage.PASSED_SENATE: "passed the Senate",
    Stage.PRESENTED: "presented",
    Stage.LAID_ON_TABLE: "laid on the table",
    Stage.UNRECOGNISED: "unrecognized",
}
_CHAMBERS = {Chamber.HOUSE: "House", Chamber.SENATE: "Senate", Chamber.JOINT: "joint"}


def stage_words(stage: Stage) -> str:
    """A stage in words: ``ordered reported``, ``agreed to in the House``."""
    return _STAGES.get(stage, stage.value.replace("_", " "))


def stage_reached(stage: Stage, result: Result | None) -> str:
    """A stage in words, with the decision if the stage alone does not tell it."""
    decided = _DECIDED.get((stage, result)) if result else None
    return decided or stage_words(stage)


_DECIDED = {
    (Stage.FAILED, Result.INDEFINITELY_POSTPONED): "indefinitely postponed",
    (Stage.VETOED, Result.FAILED): "failed of passage over the veto",
    (Stage.VETOED, Result.PASSED): "passed over the veto",
}
_CALENDARS = {
    Calendar.LEGISLATIVE: "Senate Legislative Calendar",
    Calendar.EXECUTIVE: "Senate Executive Calendar",
}


def calendar_words(calendar: Calendar) -> str:
    """A calendar's name: ``Discharge Calendar``, ``Senate Legislative Calendar``."""
    return _CALENDARS.get(calendar, f"{calendar.value.title()} Calendar")


def law_words(law: Law) -> str:
    """A law as cited: ``P.L. 119-38``, ``Private Law 117-1``."""
    return f"P.L. {law.number}" if law.type == "Public Law" else f"{law.type} {law.number}"


def chamber_name(chamber: Chamber) -> str:
    """``House``, ``Senate`` or ``joint``."""
    return _CHAMBERS[chamber]


_ACTIVITIES = {
    "referred to": "referred",
    "re-referred to": "re-referred",
    "markup by": "marked up",
    "reported by": "reported",
    "reported original measure": "reported an original measure",
    "discharged from": "discharged",
    "hearings by": "hearing",
    "hearings by (full committee)": "hearing",
    "hearings by (subcommittee)": "hearing (subcommittee)",
}


def activity_words(name: str) -> str:
    """What a committee did, to stand before its date: ``marked up``; an official name without such words stays."""
    return _ACTIVITIES.get(name.casefold(), name)


def relationship_words(related: RelatedMeasure) -> str:
    """An official relationship and who says so: ``related bill, per CRS``."""
    kind = related.relationship_type[:1].lower() + related.relationship_type[1:]
    return ", per ".join(filter(None, (kind, related.identified_by)))


def outcome_sentence(outcome: Outcome, vote: OutcomeVote | None = None) -> str:
    """An outcome in one sentence; it leaves out what the source does not say.

    *vote* is its roll call, whose tally is given.
    """
    parts = [f"{_result(outcome)}{_where(outcome)} on {outcome.date}"]
    parts += _manner(outcome, vote)
    if outcome.as_amended:
        parts.append("as amended")
    if outcome.preamble:
        parts.append(outcome.preamble.words)
    if outcome.title_amended:
        parts.append("with an amended title")
    return ", ".join(parts)


def _where(outcome: Outcome) -> str:
    """The chamber: a measure is passed *by* it as its object (``Passed the House``), agreed to *in* it."""
    if outcome.chamber is None:
        return ""
    is_object = outcome.result is Result.PASSED and not outcome.is_over_veto
    return f" the {chamber_name(outcome.chamber)}" if is_object else f" in the {chamber_name(outcome.chamber)}"


def _result(outcome: Outcome) -> str:
    """The decision; one over a veto is named for the question the Constitution puts."""
    if not outcome.is_over_veto:
        return outcome.result.words
    return "Passed over the veto" if outcome.result is Result.PASSED else "Failed of passage over the veto"


def _manner(outcome: Outcome, vote: OutcomeVote | None) -> list[str]:
    """How members voted, then how it was taken up; a vote was not a decision by unanimous consent."""
    tally = vote and tally_words(vote)
    if vote and tally:
        return [f"{tally} ({roll_words(vote.id.chamber, vote.id.roll_number)})", *_taken_up(outcome)]
    roll = f" ({roll_words(outcome.chamber, outcome.roll_number)})" if outcome.roll_number is not None else ""
    voted = outcome.vote.words + roll if outcome.vote else None
    if outcome.mode is None:
        return [voted] if voted else []
    if voted and _was_put_to_a_vote(outcome):
        return [voted, *_taken_up(outcome)]
    taken_up = outcome.mode.words
    return [taken_up, voted] if voted and voted != taken_up else [taken_up]


def _taken_up(outcome: Outcome) -> list[str]:
    if outcome.mode is None:
        return []
    return ["taken up by unanimous consent" if _was_put_to_a_vote(outcome) else outcome.mode.words]


def _was_put_to_a_vote(outcome: Outcome) -> bool:
    """Whether unanimous consent only brought it up, and members then voted."""
    return outcome.mode is Mode.UNANIMOUS_CONSENT and outcome.vote in {VoteMethod.VOICE, VoteMethod.RECORDED}
