"""The tool about roll calls: which a measure has, and who voted how."""

from __future__ import annotations

from billtrack.model.measure import Measure
from billtrack.model.vote import Position
from billtrack.output.formats import JsonObject
from billtrack.serve.mcp.desk import Desk
from billtrack.serve.mcp.replies import Availability, Reply, as_of_line, reply, source_line
from billtrack.serve.mcp.shapes import Votes
from billtrack.votes.answers.votes import MeasureVotes, VotesAnswer
from billtrack.votes.choice import Choice, Whom
from billtrack.votes.senators import senators_of
from billtrack.votes.tallied import TalliedVote, choose_roll, tallied_votes


def votes(asked: Votes, desk: Desk) -> Reply:
    """List the roll calls of a measure; of one of them, the deciding one where none is named, who voted how."""
    measure = desk.find(asked.measure)
    senators = senators_of(desk.holdings.senators)
    every = tallied_votes(measure, desk.holdings.vote, senators)
    whole = MeasureVotes(measure, every, len(every))
    whom = Whom.MEMBERS if asked.position and asked.who == "nobody" else Whom(asked.who)
    choice = Choice(whom, positions=frozenset(map(Position, asked.position)))
    if asked.roll is not None:
        shown = choose_roll(every, asked.roll, measure.id)
    else:
        shown = every if choice.whom is Whom.NOBODY else whole.in_full(choice.whom)
    answer = VotesAnswer(
        (MeasureVotes(measure, shown, len(every)),), choice, senators, shows_each=choice.whom is not Whom.NOBODY
    )
    known: JsonObject = {str(measure.id): {"votes": _availability(measure, every)}}
    return reply(answer, _lines(measure, every, shown), also={"availability": known})


def _availability(measure: Measure, every: tuple[TalliedVote, ...]) -> Availability:
    if measure.actions is None or any(each.held is None for each in every):
        return Availability.NOT_LOADED
    return Availability.LOADED if every else Availability.NONE


def _lines(measure: Measure, every: tuple[TalliedVote, ...], shown: tuple[TalliedVote, ...]) -> list[str]:
    missing = sum(each.held is None for each in every)
    lines = [f"Availability for {measure.id}: votes: {_availability(measure, every)}."]
    if measure.actions is not None:
        lines.append(
            f"Shown: {len(shown)} of {len(every)} roll calls; the files of {missing} are not loaded. "
            "Voice votes have no roll call."
        )
    lines += [
        f"Source of roll {each.cited.id.roll_number}: {each.held.url} (SHA-256 {each.held.sha256})."
        for each in shown
        if each.held is not None
    ]
    return [
        *lines,
        "Computed by billtrack: totals by party and of cosponsors, and which vote decides.",
        as_of_line(measure),
        source_line(measure),
    ]
