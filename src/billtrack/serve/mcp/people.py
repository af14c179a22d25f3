"""The tools about cosponsors: who signed a measure, who signed several, who has not signed."""

from __future__ import annotations

from collections.abc import Callable

from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
from billtrack.cosponsors.answers.overlap_answer import OverlapAnswer
from billtrack.cosponsors.gaps_request import People, Seats, find_gaps
from billtrack.cosponsors.overlap import overlap
from billtrack.cosponsors.selection import CosponsorFilter, measure_cosponsors
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.query.typed import UnreadableError, read_party, read_state
from billtrack.model.values import replace
from billtrack.output.formats import JsonObject
from billtrack.output.page import Page as Screen
from billtrack.output.page import Table, cleaned
from billtrack.output.plain import plain_text
from billtrack.serve.mcp.desk import Desk
from billtrack.serve.mcp.paging import page_of
from billtrack.serve.mcp.replies import (
    Availability,
    Known,
    Reply,
    as_of_line,
    availability,
    paged,
    reply,
    source_line,
)
from billtrack.serve.mcp.shapes import Cosponsors, OverlapGaps

_SIGNERS = ("sponsor", "cosponsors")
CANDIDATES = 100
"""Members who have not signed, in one page."""


def cosponsors(asked: Cosponsors, desk: Desk) -> Reply:
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


def overlap_gaps(asked: OverlapGaps, desk: Desk) -> Reply:
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


def _gaps(measure: Measure, asked: OverlapGaps, desk: Desk) -> Reply:
    people = People(_read("state", asked.state, read_state), _read("party", asked.party, read_party))
    found = find_gaps(
        measure, desk.holdings, people=people, seats=Seats(committees=(asked.committee,) if asked.committee else ())
    )
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


def _with_rows(screen: Screen, shown: slice) -> Screen:
    """The whole answer with its counts, but only some rows of its list of members."""
    blocks = (replace(each, rows=each.rows[shown]) if isinstance(each, Table) else each for each in screen.blocks)
    return Screen(tuple(blocks))


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
