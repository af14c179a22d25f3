"""A brief on one printed page: where each measure stands, what differs, who is behind it, who to ask, sources.

What does not fit is named and counted, never dropped in silence; the full brief has all of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from billtrack.cosponsors.answers.gaps_answer import office_line, reasons_line
from billtrack.cosponsors.gaps import Candidate
from billtrack.cosponsors.gaps_request import AskNext
from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.inline import missing_line, revision
from billtrack.diff.answers.view import NotLoaded, Shown, View
from billtrack.diff.engine.result import ChangeClass
from billtrack.diff.hunks import gravest_of
from billtrack.errors import BilltrackError
from billtrack.model.measure import Authority, Measure, TextVersion
from billtrack.model.tally import by_person, is_standing, tally
from billtrack.output.answers import counted
from billtrack.output.page import MADE_BY, Block, Fact, Facts, Heading, Line, Tone
from billtrack.output.people import member_label, party_name, tally_sentence
from billtrack.output.pictures import tiles_of
from billtrack.output.plain import line_text
from billtrack.output.revisions import Revision, bare
from billtrack.sharing.documents import (
    Content,
    DocumentPart,
    Pictures,
    SharedComparison,
    SharedDocument,
    as_of,
    not_compared,
    source_label,
)
from billtrack.status.answers.status_card import NOT_LOADED, standing_lines
from billtrack.status.status import summarize
from billtrack.votes.outcome import FindVote, no_vote

_LINES = 54
"""Lines of type that fit on a letter page, headings and pictures apart; measured with the wide DejaVu letters."""
_WIDE, _NARROW = 118, 104
"""Letters of a line across the page, and beside a label."""
_SOURCE_LINES, _SMALL = 0.75, 148
"""The height of a line of small print, in lines of type, and its letters."""
_ASKED = 6
"""Members to ask that fit, of all measures together."""
_DIGITS = 8
"""Digits of a hash that fit on the line of its source; the full brief has all 64."""
_NAMED = 12
"""Changed places named where their words do not fit."""


def one_page(
    measures: Sequence[Measure],
    comparisons: Sequence[SharedComparison],
    *,
    today: dt.date,
    asking: Sequence[AskNext] = (),
    find: FindVote = no_vote,
) -> SharedDocument:
    """Describe *measures* on one page.

    *asking*: who to ask next about them, if that is wanted; *find* gives the roll calls loaded.
    """
    titles = tuple(Line(title, Tone.STRONG) for title in dict.fromkeys(measure.title for measure in measures))
    opening = (*titles, Line(as_of(measures), Tone.QUIET))
    standing, support = _standing(measures, today, find), tuple(_support(measures))
    to_ask = tuple(_asking(asking, _ASKED // max(1, len(asking))))
    sources = tuple(_sources(measures))
    small = sum(_lines(line.text, _SMALL) for line in sources)
    taken = sum(map(_height, (*opening, standing, *support, *to_ask))) + _SOURCE_LINES * small
    room = (_LINES - taken) / max(1, len(comparisons))
    parts = (
        DocumentPart("standing", Heading(f"Where {'each' if len(measures) > 1 else 'it'} stands"), (standing,)),
        *(_difference(each, f"difference-{at}", room) for at, each in enumerate(comparisons, 1)),
        DocumentPart("support", Heading("Who is behind it"), support),
        *([DocumentPart("asking", Heading("Who to ask next"), to_ask)] if to_ask else []),
        DocumentPart("sources", Heading("Sources"), sources),
    )
    return SharedDocument(
        title=" and ".join(measure.id.printed for measure in measures),
        opening=opening,
        parts=parts,
        ending=(MADE_BY,),
        is_one_page=True,
    )


def _height(content: Content) -> int:
    """Estimate the lines that *content* takes on the page; pictures have room of their own."""
    match content:
        case Line():
            return _lines(content.text, _WIDE)
        case Facts():
            return sum(_lines(line_text(line), _NARROW) for fact in content.facts for line in fact.lines)
        case Revision():
            first, *more = [bare(each.pieces) for each in content.paragraphs] or [""]
            paragraphs = (f"{content.place} {content.became} {first}", *more, *content.notes)
            return sum(_lines(text, _WIDE) for text in paragraphs)
        case _:
            return 0


def _lines(text: str, width: int) -> int:
    return max(1, ceil(len(text) / width))


def _standing(measures: Sequence[Measure], today: dt.date, find: FindVote) -> Facts:
    found = (summarize(each, today=today, find=find) for each in measures)
    return Facts(tuple(Fact(each.measure.id.printed, standing_lines(each)) for each in found))


def _difference(compared: SharedComparison, name: str, room: float) -> DocumentPart:
    heading, answer = Heading("What differs"), compared.answer
    content = _changes(answer, room) if isinstance(answer, DiffAnswer) else not_compared(answer)
    return DocumentPart(name, heading, tuple(content))


def _changes(answer: DiffAnswer, room: float) -> Iterator[Content]:
    """The highlights, then the changed clauses that fit in *room* lines, gravest first."""
    view = answer.view()
    _, *head = head_blocks(answer.old, answer.new, view, with_table=False, hint="")
    yield from head
    room -= sum(map(_height, head))
    changes = [(item, revision(view, item)) for item in view.items if isinstance(item, Shown) and item.is_change]
    fitting = _fitting(view, changes, room)
    yield from (shown for at, (_, shown) in enumerate(changes) if at in fitting)
    yield from (Line(missing_line(view, item), Tone.WARNING) for item in view.items if isinstance(item, NotLoaded))
    left = [shown for at, (_, shown) in enumerate(changes) if at not in fitting]
    if left:
        yield _left_out(left, f"billtrack diff {answer.old.name} {answer.new.name}")


def _fitting(view: View, changes: Sequence[tuple[Shown, Revision]], room: float) -> frozenset[int]:
    """Which of *changes* fit in *room* lines: the gravest first; two lines are kept to name those that do not."""
    if sum(_height(shown) for _, shown in changes) > room:
        room -= 2
    found: set[int] = set()
    for at in sorted(range(len(changes)), key=lambda at: _gravity(view, changes[at][0])):
        height = _height(changes[at][1])
        if height <= room:
            found.add(at)
            room -= height
    return frozenset(found)


def _gravity(view: View, item: Shown) -> int:
    kinds = (gravest_of(view.comparison.units[at], view.choice.classes) for at in item.units)
    return min((_ORDER.index(kind) for kind in kinds if kind is not None), default=0)


_ORDER = tuple(ChangeClass)


def _left_out(left: Sequence[Revision], command: str) -> Line:
    names = "; ".join(f"{each.place}: {each.became}" for each in left[:_NAMED])
    more = f"; and {len(left) - _NAMED:,} more" if len(left) > _NAMED else ""
    return Line(f"Also changed, not shown here: {names}{more}. See all: {command}", Tone.WARNING)


def _support(measures: Sequence[Measure]) -> Iterator[Content]:
    yield Facts(tuple(Fact(each.id.printed, (_behind(each),)) for each in measures))
    signed = [each for each in measures if each.cosponsors]
    maps = tuple(
        tiles_of(
            (rows[0].state for rows in by_person(filter(is_standing, each.cosponsors or ()))),
            f"{each.id.printed}, cosponsors by state",
        )
        for each in signed
    )
    if maps:
        yield Pictures(maps)


def _behind(measure: Measure) -> Line:
    """The sponsor, and the cosponsors counted by party."""
    sponsor = f"Sponsor: {member_label(measure.sponsor)}" if measure.sponsor else "Sponsor not loaded"
    if measure.cosponsors is None:
        return Line(f"{sponsor}; cosponsors not loaded", NOT_LOADED.tone)
    count = tally(measure.cosponsors)
    parties = ", ".join(_of_party(party, number) for party, number in count.by_party)
    behind = f"{tally_sentence(count)}: {parties}" if parties else "none"
    return Line(f"{sponsor}; cosponsors: {behind}")


def _of_party(party: str, number: int) -> str:
    name = party_name(party)
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def _asking(asking: Sequence[AskNext], rows: int) -> Iterator[Block]:
    """Up to *rows* members for each measure, those with most reasons first."""
    for each in asking:
        name = each.measure.id.printed
        if isinstance(each.gaps, BilltrackError):
            yield Line(f"{name}: {each.gaps}", Tone.WARNING)
            continue
        found = each.gaps
        first = found.candidates[:rows]
        most = f"; the {len(first)} with most reasons to ask" if len(first) < len(found.candidates) else ""
        yield Line(
            f"{name}: {found.not_signed} of {counted(found.serving, 'member')} on {found.day} have not signed{most}"
        )
        yield from (Line(_to_ask(who, each.measure)) for who in first)


def _to_ask(each: Candidate, measure: Measure) -> str:
    """``Poe, Ted (R-TX-2), 202-225-6565, 2132 Rayburn House Office Building: on its committee: ...``."""
    office = office_line(each.who) or "phone and room not loaded"
    reasons = reasons_line(each, measure.id, named=1)
    return f"{member_label(each.who)}, {office}{f': {reasons}' if reasons else ''}"


def _sources(measures: Sequence[Measure]) -> Iterator[Line]:
    for measure in measures:
        for source in measure.sources:
            digest = f"SHA-256 {source.sha256[:_DIGITS]}..." if source.sha256 else "no hash: entered by hand"
            line = (
                f"{measure.id} {source_label(measure, source, _short_origin)}: {source.url} {source.retrieved} {digest}"
            )
            yield Line(line, Tone.QUIET, source.url)
        if not measure.sources:
            yield Line(f"{measure.id}: the record names no source", Tone.WARNING)


def _short_origin(text: TextVersion) -> str | None:
    """What a text is if not the official print, in a word that leaves its line whole."""
    return _ORIGINS.get(text.authority)


_ORIGINS: Mapping[Authority | None, str] = {Authority.COPY: "unofficial", Authority.RECORD: "Record"}
