"""A brief in full: one measure, or several and their differences, as a document to share.

A brief is as of its official files: the same records give the same brief on any day.  The stage alone depends on the
day: what a Congress leaves unfinished when it ends has *expired*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.growth_answer import support_pictures
from billtrack.cosponsors.selection import measure_cosponsors
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import Measure, Source, Summary
from billtrack.model.values import replace
from billtrack.output.page import MADE_BY, Block, Fact, Facts, Heading, Line, Paragraph, Passage, Tone
from billtrack.sharing.documents import (
    DocumentPart,
    SharedComparison,
    SharedDocument,
    as_of,
    comparison_part,
    source_label,
)
from billtrack.status.answers.history_answer import HistoryAnswer
from billtrack.status.answers.status_card import NOT_LOADED, status_card
from billtrack.status.history import measure_history
from billtrack.status.status import StatusSummary, summarize
from billtrack.texts.cite_answer import CiteAnswer, cite_reference
from billtrack.votes.outcome import FindVote, no_vote


def brief(
    measures: Sequence[Measure],
    comparisons: Sequence[SharedComparison],
    *,
    today: dt.date,
    links: Sequence[Line] = (),
    feed: str | None = None,
    find: FindVote = no_vote,
) -> SharedDocument:
    """Describe *measures* in full: differences, the status and history of each, citations, sources, cosponsors.

    *links* lead to related documents; *feed* is the file name of its Atom feed; *find* gives the roll calls loaded.
    """
    differences = [comparison_part(each, name=f"difference-{at}") for at, each in enumerate(comparisons, 1)]
    each_measure = [_measure_part(measure, today=today, find=find) for measure in measures]
    parts = (
        *differences,
        *(each_measure if len(each_measure) > 1 else _topics(each_measure)),
        DocumentPart("citations", Heading("How to cite"), _each(measures, _citation)),
        DocumentPart("sources", Heading("Sources"), _each(measures, _sources)),
        *(_support(measure) for measure in measures),
    )
    return SharedDocument(
        title=" and ".join(measure.id.printed for measure in measures),
        opening=(*(Line(each.title, Tone.STRONG) for each in measures), Line(as_of(measures), Tone.QUIET)),
        parts=parts,
        ending=(MADE_BY,),
        links=tuple(links),
        feed=feed,
    )


def _measure_part(measure: Measure, *, today: dt.date, find: FindVote) -> DocumentPart:
    """The status, summary and history of one measure."""
    # A document is as of its record, and does not age.
    found = replace(summarize(measure, today=today, find=find), is_old=False)
    name = str(measure.id)
    topics = (
        ("standing", "Status", _standing(found)),
        ("summary", "Summary", _summary(measure)),
        ("history", "History", _body(HistoryAnswer((measure_history(measure, find=find),)).page().blocks)),
    )
    parts = tuple(DocumentPart(f"{name}-{topic}", Heading(title), tuple(blocks)) for topic, title, blocks in topics)
    return DocumentPart(name, Heading(measure.id.printed, name), (Line(measure.title, Tone.STRONG), *parts))


def _topics(parts: Sequence[DocumentPart]) -> Iterator[DocumentPart]:
    return (topic for part in parts for topic in part.content if isinstance(topic, DocumentPart))


def _support(measure: Measure) -> DocumentPart:
    heading = Heading(f"Cosponsors of {measure.id.printed}")
    return DocumentPart(f"{measure.id}-cosponsors", heading, tuple(_cosponsors(measure)))


def _each(measures: Sequence[Measure], blocks: Callable[[Measure], Iterator[Block]]) -> tuple[Block, ...]:
    """The *blocks* of each measure, under its name if there are several."""
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
    """The latest summary by the Congressional Research Service."""
    if not measure.summaries:
        yield NOT_LOADED if measure.summaries is None else Line("No summary has been published.", Tone.QUIET)
        return
    latest = measure.summaries[-1]
    yield Line(f"Summary by the Congressional Research Service{_of_action(latest)}:", Tone.QUIET)
    lines = [line.strip() for line in latest.text.splitlines() if line.strip()]
    yield Passage(tuple(Paragraph(line) for line in lines))


def _of_action(summary: Summary) -> str:
    parts = [summary.action_desc, summary.action_date.isoformat() if summary.action_date else None]
    return "".join(f", {part}" for part in parts if part)


def _cosponsors(measure: Measure) -> Iterator[Block]:
    """The count, its growth, the states, and every name."""
    head, *people = _body(CosponsorsAnswer((measure_cosponsors(measure),)).page().blocks)
    yield head
    if measure.cosponsors:
        yield from support_pictures(measure)
    yield from people


def _citation(measure: Measure) -> Iterator[Block]:
    citation = cite_reference(parse_reference(str(measure.id)), measure)
    yield from _body(CiteAnswer((citation,)).page().blocks)


def _sources(measure: Measure) -> Iterator[Block]:
    """Every document the record comes from, with its hash."""
    facts = [Fact(source_label(measure, source), tuple(_source_lines(source))) for source in measure.sources]
    for text in measure.text_versions or ():
        quoted = dict.fromkeys(Line(excerpt.source, address=excerpt.source) for excerpt in text.excerpts)
        facts += [Fact(f"excerpts:{text.version_code}", tuple(quoted))] if quoted else []
    yield Facts(tuple(facts)) if facts else Line("The record names no source.", Tone.WARNING)


def _source_lines(source: Source) -> Iterator[Line]:
    yield Line(source.url, address=source.url)
    yield Line(f"retrieved {source.retrieved}", Tone.QUIET)
    yield Line(f"SHA-256 {source.sha256}" if source.sha256 else "no hash: entered by hand", Tone.QUIET)
