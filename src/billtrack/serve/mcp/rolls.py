"""The tool about roll calls: those of a measure, and who voted how."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.measure import Measure
from billtrack.model.vote import Position
from billtrack.serve.mcp.desk import Desk, reading_held
from billtrack.serve.mcp.replies import Availability, Reply, as_of_line, reply, source_line
from billtrack.serve.mcp.shapes import Votes
from billtrack.votes.answers.votes_answer import MeasureVotes, VotesAnswer
from billtrack.votes.choice import Choice, Whom
from billtrack.votes.counting import senators_of
from billtrack.votes.tallied import TalliedVote, choose_roll, tallied_votes


def votes(asked: Votes, desk: Desk) -> Reply:
    """List the roll calls of a measure, and who voted how in one of them, by default the deciding one."""
    measure = desk.find(asked.measure)
    senators = senators_of(desk.holdings.senators)
    with reading_held():
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
    known = {str(measure.id): {"votes": _availability(measure, every)}}
    return reply(answer, _lines(measure, every, shown), known=known)


def _availability(measure: Measure, every: tuple[TalliedVote, ...]) -> Availability:
    if measure.actions is None or any(each.held is None for each in every):
        return Availability.NOT_LOADED
    return Availability.LOADED if every else Availability.NONE


def _total(measure: Measure, every: tuple[TalliedVote, ...], shown: tuple[TalliedVote, ...]) -> Iterator[str]:
    """Say how many roll calls there are; votes by voice are not recorded by member."""
    if measure.actions is None:
        return
    if every:
        missing = sum(each.held is None for each in every)
        yield f"Shown: {len(shown)} of {len(every)} roll calls; the files of {missing} are not loaded."
    else:
        yield "No roll call, so no record of who voted yes or no. The list is complete."
    yield "A voice vote or unanimous consent has no roll call: it does not record how each member voted."


def _lines(measure: Measure, every: tuple[TalliedVote, ...], shown: tuple[TalliedVote, ...]) -> list[str]:
    lines = [*_total(measure, every, shown)]
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
