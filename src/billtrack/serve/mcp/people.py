"""The tools about people: who signed a measure, who signed several, who has not signed, who voted how."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
from billtrack.cosponsors.answers.overlap_answer import OverlapAnswer
from billtrack.cosponsors.gaps_request import WhomAsked, find_gaps
from billtrack.cosponsors.overlap import overlap
from billtrack.cosponsors.selection import CosponsorFilter, measure_cosponsors
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.query.typed import UnreadableError, read_party, read_state
from billtrack.model.values import replace
from billtrack.model.vote import VotePosition
from billtrack.output.formats import JsonObject
from billtrack.output.page import Page, Table, cleaned
from billtrack.output.plain import plain_text
from billtrack.serve.mcp.desk import Desk, reading_held
from billtrack.serve.mcp.replies import (
    Availability,
    Known,
    ToolReply,
    as_of_line,
    availability,
    page_of,
    paged,
    reply,
    source_line,
)
from billtrack.serve.mcp.shapes import Cosponsors, OverlapGaps, Votes
from billtrack.votes.counting import Choice, Whom, senators_of
from billtrack.votes.tallied import MeasureVotes, TalliedVote, choose_roll, measure_votes
from billtrack.votes.votes_answer import VotesAnswer

_SIGNERS = ("sponsor", "cosponsors")
CANDIDATES = 100
"""Members who have not signed, in one page."""


def cosponsors(asked: Cosponsors, desk: Desk) -> ToolReply:
    """List the cosponsors of a measure, or those of a party or state."""
    measure = desk.find(asked.measure)
    if asked.as_of is not None and asked.as_of > desk.today:
        raise InputError(f"as_of: {asked.as_of} is in the future (today is {desk.today} in Washington)")
    wanted = CosponsorFilter(
        parties=frozenset(_read("party", asked.party, read_party)),
        states=frozenset(_read("state", asked.state, read_state)),
        on=asked.as_of,
    )
    signed = measure_cosponsors(measure, wanted)
    lines = _lines(measure)
    if signed.listed is not None:
        lines.insert(0, f"Listed: {len(signed.listed)} rows of cosponsors. The list is complete. Totals are computed.")
    return reply(CosponsorsAnswer((signed,), wanted), lines, known=_known(measure))


def overlap_gaps(asked: OverlapGaps, desk: Desk) -> ToolReply:
    """Compare who signed several measures; for a single one list who has not signed it."""
    measures = desk.measures(asked.measures)
    if len(measures) == 1 and len(asked.measures) > 1:
        raise InputError(f"measures: each of them is {measures[0].id}; give two that differ, or one for its gaps")
    if len(measures) == 1:
        return _gaps(measures[0], asked, desk)
    if asked.committee or asked.state or asked.party:
        raise InputError("committee, state and party choose members for the gaps of one measure")
    answer = OverlapAnswer(overlap(measures))
    people = answer.items()
    groups = (
        f"Signed {' and '.join(map(str, group.signed))}{'' if len(group.signed) == len(measures) else ' only'}: "
        + ("; ".join(who.name for who in group.people) or "none")
        for group in answer.overlap.groups
    )
    lines = [
        *(f"{line}." for line in groups),
        "The lists of signers are complete in words and in groups; a sponsor counts as a signer.",
        f"Total: {len(people)} signers.",
        *(line for each in measures for line in _lines(each)),
    ]
    return reply(
        answer, lines, known=_known(*measures), also={"people": people, "total": len(people), "next_cursor": None}
    )


def _gaps(measure: Measure, asked: OverlapGaps, desk: Desk) -> ToolReply:
    states, parties = _read("state", asked.state, read_state), _read("party", asked.party, read_party)
    committees = (asked.committee,) if asked.committee else ()
    found = find_gaps(measure, desk.holdings, WhomAsked(committees, states=states, parties=parties))
    page = page_of(found.candidates, found, asked.cursor, most=CANDIDATES)
    whole = GapsAnswer((found,))
    (data,) = whole.items()
    shown = slice(page.start, page.start + len(page.items))
    lines = [page.line("members who have not signed"), "Computed by billtrack.", *_lines(measure)]
    members = data["members"]
    rows = members[shown] if isinstance(members, list) else members
    also: JsonObject = {"measures": [{**data, "members": rows}], **paged(page)}
    known = {**_known(measure), "Congress": {"members": Availability.LOADED}}
    return reply(whole, lines, known=known, body=[plain_text(cleaned(_with_rows(whole.page(), shown)))], also=also)


def _with_rows(screen: Page, shown: slice) -> Page:
    """The whole answer with its counts, but only some rows of its list of members."""
    blocks = (replace(each, rows=each.rows[shown]) if isinstance(each, Table) else each for each in screen.blocks)
    return Page(tuple(blocks))


def _read(kind: str, text: str | None, read: Callable[[str], str]) -> tuple[str, ...]:
    """Read a party or state by code or name; an unknown one must not look like one without members."""
    if text is None:
        return ()
    try:
        return (read(text),)
    except UnreadableError as problem:
        raise InputError(f"unknown {kind} {text!r}; {problem}") from problem


def _lines(measure: Measure) -> list[str]:
    return [as_of_line(measure), source_line(measure)]


def _known(*measures: Measure) -> Known:
    return {str(each.id): availability(each, _SIGNERS) for each in measures}


def votes(asked: Votes, desk: Desk) -> ToolReply:
    """List the roll calls of a measure, and who voted how in one of them, by default the deciding one."""
    measure = desk.find(asked.measure)
    senators = senators_of(desk.holdings.senators)
    with reading_held():
        whole = measure_votes(measure, desk.holdings.vote, senators)
    every = whole.votes
    whom = Whom.MEMBERS if asked.position and asked.who == "nobody" else Whom(asked.who)
    choice = Choice(whom, positions=frozenset(map(VotePosition, asked.position)))
    if asked.roll is not None:
        shown = choose_roll(every, asked.roll, measure.id)
    else:
        shown = every if choice.whom is Whom.NOBODY else whole.in_full(of_cosponsors=whom is Whom.COSPONSORS)
    answer = VotesAnswer(
        (MeasureVotes(measure, shown, len(every)),), choice, senators, shows_each=choice.whom is not Whom.NOBODY
    )
    known = {str(measure.id): {"votes": _votes_availability(measure, every)}}
    return reply(answer, _vote_lines(measure, every, shown), known=known)


def _votes_availability(measure: Measure, every: tuple[TalliedVote, ...]) -> Availability:
    if measure.actions is None or any(each.held is None for each in every):
        return Availability.NOT_LOADED
    return Availability.LOADED if every else Availability.NONE


def _roll_calls(measure: Measure, every: tuple[TalliedVote, ...], shown: tuple[TalliedVote, ...]) -> Iterator[str]:
    """Say how many roll calls there are; votes by voice are not recorded by member."""
    if measure.actions is None:
        return
    if every:
        missing = sum(each.held is None for each in every)
        yield f"Shown: {len(shown)} of {len(every)} roll calls; the files of {missing} are not loaded."
    else:
        yield "No roll call, so no record of who voted yes or no. The list is complete."
    yield "A voice vote or unanimous consent has no roll call: it does not record how each member voted."


def _vote_lines(measure: Measure, every: tuple[TalliedVote, ...], shown: tuple[TalliedVote, ...]) -> list[str]:
    lines = [*_roll_calls(measure, every, shown)]
    lines += [
        f"Source of roll {each.cited.id.roll_number}: {each.held.url} (SHA-256 {each.held.sha256})."
        for each in shown
        if each.held is not None
    ]
    return [
        *lines,
        "Computed by billtrack: totals by party and of cosponsors, and which vote decides.",
        *_lines(measure),
    ]
