"""All about one measure, or several and what differs between them, as a document to share.

A document says nothing that only the day of its making could tell: it is as of the official files it was made of.
Stages depend on the day in one way: a Congress that has ended leaves what it did not finish *expired*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.growth_curve import growth_curve
from billtrack.cosponsors.answers.state_map import state_tiles
from billtrack.cosponsors.growth import growth
from billtrack.cosponsors.selection import measure_cosponsors
from billtrack.diff.answers.answer import DiffAnswer
from billtrack.errors import InputError
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import Measure, Source, Summary
from billtrack.model.tally import by_person, is_standing
from billtrack.model.values import Value, replace
from billtrack.output.page import Block, Fact, Facts, Heading, Line, Paragraph, Passage, Tone
from billtrack.sharing.documents import Content, Document, Part
from billtrack.status.answers.history_answer import HistoryAnswer
from billtrack.status.answers.status_card import NOT_LOADED, status_card
from billtrack.status.history import measure_history
from billtrack.status.summary import StatusSummary, summarize
from billtrack.texts.citation import cite_reference
from billtrack.texts.cite_answer import CiteAnswer
from billtrack.votes.outcome import FindVote, no_vote


class Compared(Value, frozen=True):
    """Two texts that belong together, compared; or why they could not be.

    ``names`` are what they were asked for by: two measures, or one for its own texts.
    """

    names: tuple[str, ...]
    answer: DiffAnswer | InputError


def brief(
    measures: Sequence[Measure],
    comparisons: Sequence[Compared],
    *,
    today: dt.date,
    links: Sequence[Line] = (),
    feed: str | None = None,
    find: FindVote = no_vote,
) -> Document:
    """Tell all about *measures*: each one's way, what differs, who is behind each, citations, sources.

    *links* lead to the documents beside it, *feed* to the feed it belongs to; *find* gives the roll calls loaded.
    """
    differences = [comparison_part(each, name=f"difference-{at}") for at, each in enumerate(comparisons, 1)]
    ways = [_way(measure, today=today, find=find) for measure in measures]
    parts = (
        *(ways if len(ways) > 1 else (part for way in ways for part in way.content if isinstance(part, Part))),
        *differences,
        *(_support(measure) for measure in measures),
        Part("citations", Heading("How to cite"), _each(measures, _citation)),
        Part("sources", Heading("Sources"), _each(measures, _sources)),
    )
    return Document(
        title=" and ".join(measure.id.printed for measure in measures),
        opening=(*(Line(each.title, Tone.STRONG) for each in measures), Line(_as_of(measures), Tone.QUIET)),
        parts=parts,
        ending=(MADE_BY,),
        links=tuple(links),
        feed=feed,
    )


MADE_BY = Line("Made by billtrack, of official documents; what billtrack worked out is called computed.", Tone.QUIET)


def _as_of(measures: Sequence[Measure]) -> str:
    days = [measure.update_date.date() for measure in measures if measure.update_date]
    if not days:
        return "Made from records whose official files bear no date."
    first, last = min(days), max(days)
    return f"As of the official files of {first}{f' to {last}' if last != first else ''}."


# ----------------------------------------------------------------------------------- one measure


def _way(measure: Measure, *, today: dt.date, find: FindVote) -> Part:
    """Where a measure stands and what comes next, what it says, and its history."""
    # A document is as of its record, and does not age.
    found = replace(summarize(measure, today=today, find=find), is_old=False)
    name = str(measure.id)
    topics = (
        ("standing", "Where it stands", _standing(found)),
        ("summary", "What it says", _summary(measure)),
        ("history", "History", _body(HistoryAnswer((measure_history(measure, find=find),)).page().blocks)),
    )
    parts = tuple(Part(f"{name}-{topic}", Heading(title), tuple(blocks)) for topic, title, blocks in topics)
    return Part(name, Heading(measure.id.printed, name), (Line(measure.title, Tone.STRONG), *parts))


def _support(measure: Measure) -> Part:
    heading = Heading(f"Who is behind {measure.id.printed}")
    return Part(f"{measure.id}-cosponsors", heading, tuple(_cosponsors(measure)))


def _each(measures: Sequence[Measure], blocks: Callable[[Measure], Iterator[Block]]) -> tuple[Block, ...]:
    """The *blocks* of every measure, under its name where there are several."""
    found: list[Block] = []
    for measure in measures:
        found += [Heading(measure.id.printed)] if len(measures) > 1 else []
        found += blocks(measure)
    return tuple(found)


def _body(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a page about one measure, without their heading."""
    return blocks[1:]


def _standing(found: StatusSummary) -> Sequence[Block]:
    return [
        block for block in status_card(found, advises=False).blocks if block != Line(found.measure.title, Tone.STRONG)
    ]


def _summary(measure: Measure) -> Iterator[Block]:
    """The latest summary, in the words of the Congressional Research Service."""
    if not measure.summaries:
        yield NOT_LOADED if measure.summaries is None else Line("No summary has been published.", Tone.QUIET)
        return
    latest = measure.summaries[-1]
    yield Line(f"Summary by the Congressional Research Service{_of_action(latest)}, in its own words:", Tone.QUIET)
    lines = [line.strip() for line in latest.text.splitlines() if line.strip()]
    yield Passage(tuple(Paragraph(line) for line in lines))


def _of_action(summary: Summary) -> str:
    said = [summary.action_desc, summary.action_date.isoformat() if summary.action_date else None]
    return "".join(f", {part}" for part in said if part)


def _cosponsors(measure: Measure) -> Iterator[Block]:
    """The tally, how it grew, where they are from, and every name."""
    head, *people = _body(CosponsorsAnswer((measure_cosponsors(measure),)).page().blocks)
    yield head
    if measure.cosponsors:
        yield growth_curve(growth(measure, measure.cosponsors), "Current cosponsors, by party")
        yield state_tiles(
            (each[0] for each in by_person(filter(is_standing, measure.cosponsors))), "Current cosponsors, by state"
        )
    yield from people


def _citation(measure: Measure) -> Iterator[Block]:
    citation = cite_reference(parse_reference(str(measure.id)), measure)
    yield from _body(CiteAnswer((citation,)).page().blocks)


def _sources(measure: Measure) -> Iterator[Block]:
    """Every document the record was made of, with the hash of its bytes."""
    facts = [Fact(source.part, tuple(_source_lines(source))) for source in measure.sources]
    for text in measure.text_versions or ():
        quoted = dict.fromkeys(Line(excerpt.source, address=excerpt.source) for excerpt in text.excerpts)
        facts += [Fact(f"excerpts:{text.version_code}", tuple(quoted))] if quoted else []
    yield Facts(tuple(facts)) if facts else Line("The record names no source.", Tone.WARNING)


def _source_lines(source: Source) -> Iterator[Line]:
    yield Line(source.url, address=source.url)
    yield Line(f"retrieved {source.retrieved}", Tone.QUIET)
    yield Line(f"SHA-256 {source.sha256}" if source.sha256 else "no hash: entered by hand", Tone.QUIET)


# ---------------------------------------------------------------------------------- what differs


def comparison_part(compared: Compared, *, name: str) -> Part:
    """What differs between two texts, or why it is not known."""
    answer = compared.answer
    if isinstance(answer, InputError):
        heading = Heading(f"What differs: {' and '.join(compared.names)}")
        hint = (Line(answer.hint, Tone.QUIET),) if answer.hint else ()
        return Part(name, heading, (Line(f"Not compared. {answer}", Tone.WARNING), *hint))
    titles = [side.described.partition(",")[0] or side.name for side in (answer.old, answer.new)]
    of = titles[0] if titles[0] == titles[1] else " and ".join(titles)
    content: tuple[Content, ...] = (answer,)
    return Part(name, Heading(f"What differs: {of}"), content)
