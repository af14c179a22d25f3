"""What a search found: of each measure its best text, the best clause in it, and the words there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import ClauseAddress, MeasureId, TextId
from billtrack.model.query.tree import Part, Phrase, Query
from billtrack.model.values import Value
from billtrack.search.query.passages import SEPARATOR, BestLine, Region, Snippet, find_passage
from billtrack.store.archive import Archive
from billtrack.store.archive.engine import HitRow
from billtrack.store.archive.lines import WordBytes
from billtrack.store.archive.packing import unpack_words


class Scanned(Value, frozen=True):
    """What was searched.

    ``without_text``: measures without a loaded text, of which only titles were searched.  ``records``: how many of the
    measures are records of the bills folder; ``records_left``: records not searched.
    """

    measures: int
    texts: int
    without_text: int
    records: int
    records_left: int


class Hit(Value, frozen=True):
    """A measure that was found, and the best clause in it.

    ``version_code`` is the highest-ranking text; ``None`` if only titles match. ``versions`` are all texts found,
    oldest first.  ``address`` is that of the clause, as ``hres351-115@ih/whereas/4``; ``None`` if only a title matches,
    or the query has no words.  ``score`` is bm25; ``None`` for a record, which comes before the measures of the
    archive.
    """

    id: MeasureId
    title: str
    stage: str | None
    introduced_date: dt.date | None
    sponsor_party: str | None
    version_code: str | None
    versions: tuple[str, ...]
    address: str | None
    is_in_title: bool
    score: float | None
    snippet: Snippet | None


class Count(NamedTuple):
    """The number of measures found with one value; ``None`` is the value that is not known."""

    value: str | None
    measures: int


class Facet(NamedTuple):
    """The measures found, counted by one fact: the most frequent value first (months in order)."""

    name: str
    counts: tuple[Count, ...]


class SearchResult(Value, frozen=True):
    """The answer to a query.

    ``total`` counts the measures found and ``texts`` their texts; ``hits`` are the first of them, best first.
    ``problems``: records that cannot be read.  If nothing was found, ``loosened`` counts the measures that have the
    words apart, ``missing`` are the filters and phrases that no measure has, and ``meant_measure`` is the measure that
    the query names, if it does.
    """

    query: Query
    scanned: Scanned
    total: int
    texts: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    problems: tuple[InputError, ...] = ()
    loosened: int | None = None
    missing: tuple[str, ...] = ()
    meant_measure: MeasureId | None = None


def archive_hits(archive: Archive, rows: Iterable[HitRow], phrases: Sequence[Phrase]) -> Iterator[Hit]:
    """Show measures of the archive, each with its highest-ranking text."""
    for row in rows:
        best = next((text for text in row.texts if text.is_best), None)
        passage = None
        if phrases:
            with archive.engine.reported():
                words = unpack_words(best.packed) if best and best.packed else _titles_alone(row)
                passage = find_passage(phrases, regions_of(words))
        versions = [text.version_code for text in row.texts]
        yield _hit(row, versions, best.version_code if best else None, passage, row.score)


def record_hit(indexed: Archive, record: Measure, row: HitRow, phrases: Sequence[Phrase]) -> Hit:
    """Show a record, with the text whose best clause has most of *phrases*; among equals, the latest."""
    order = [text.version_code for text in record.text_versions or ()]
    versions = sorted((text.version_code for text in row.texts), key=order.index)
    passages = [(code, _passage_in(indexed, TextId(row.id, code), phrases)) for code in reversed(versions)]
    code, passage = max(passages, key=lambda each: len(each[1].snippet.marks) if each[1] else 0, default=(None, None))
    if code is None and phrases:
        passage = find_passage(phrases, regions_of(_titles_alone(row)))
    return _hit(row, versions, code, passage, None)


def _passage_in(indexed: Archive, text: TextId, phrases: Sequence[Phrase]) -> BestLine | None:
    words = indexed.find_words(text) if phrases else None
    return find_passage(phrases, regions_of(words)) if words else None


def _titles_alone(row: HitRow) -> WordBytes:
    return WordBytes((row.titles or "").encode(), b"", b"", b"")


def _hit(
    row: HitRow, versions: Sequence[str], version_code: str | None, passage: BestLine | None, score: float | None
) -> Hit:
    return Hit(
        id=row.id,
        title=row.title,
        stage=row.stage,
        introduced_date=row.introduced_date,
        sponsor_party=row.sponsor_party,
        version_code=version_code,
        versions=tuple(versions),
        address=_address(row.id, version_code, passage),
        is_in_title=row.is_in_title,
        score=score,
        snippet=passage.snippet if passage else None,
    )


def _address(measure: MeasureId, version_code: str | None, passage: BestLine | None) -> str | None:
    """Give the address of *passage* in a text; ``None`` if it is in none."""
    if version_code is None or passage is None:
        return None
    return str(ClauseAddress(TextId(measure, version_code), tuple(passage.address.split("/"))))


def regions_of(words: WordBytes) -> list[Region]:
    """Give the parts of a text, the title last; a part it lacks is empty."""
    first = words.preamble.count(SEPARATOR) + 1 if words.preamble else 0
    titles = SEPARATOR.join([b"title"] * (words.title.count(SEPARATOR) + 1))
    return [
        Region(Part.WHEREAS, words.preamble, words.addresses),
        Region(Part.PROVISIONS, words.provisions, words.addresses, first),
        Region(Part.TITLE, words.title, titles),
    ]
