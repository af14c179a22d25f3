"""What is shown of a measure that was found: its best text, the best clause in it, and the words there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from billtrack.model.identifiers import ClauseAddress, MeasureId, TextId
from billtrack.model.query.tree import Part, Phrase
from billtrack.search.query.passages import SEPARATOR, Passage, Region, find_passage
from billtrack.search.query.results import Hit
from billtrack.search.records import RecordIndex
from billtrack.store.archive import Archive
from billtrack.store.archive.engine import HitRow
from billtrack.store.archive.lines import Words
from billtrack.store.archive.packing import unpack_words


def archive_hits(archive: Archive, rows: Iterable[HitRow], phrases: Sequence[Phrase]) -> Iterator[Hit]:
    """Show measures of the archive, each with its highest-ranking text."""
    for row in rows:
        best = next((text for text in row.texts if text.is_best), None)
        passage = None
        if phrases:
            with archive.reading():
                words = unpack_words(best.packed) if best and best.packed else _titles_alone(row)
                passage = find_passage(phrases, regions_of(words))
        versions = [text.version_code for text in row.texts]
        yield _hit(row, versions, best.version_code if best else None, passage, row.score)


def record_hit(index: RecordIndex, row: HitRow, phrases: Sequence[Phrase]) -> Hit:
    """Show a record, with the text whose best clause has most of *phrases*; among equals, the latest."""
    order = [text.version_code for text in index.measures[row.id].text_versions or ()]
    versions = sorted((text.version_code for text in row.texts), key=order.index)
    passages = [(code, _passage_in(index, TextId(row.id, code), phrases)) for code in reversed(versions)]
    code, passage = max(passages, key=lambda each: len(each[1].snippet.marks) if each[1] else 0, default=(None, None))
    if code is None and phrases:
        passage = find_passage(phrases, regions_of(_titles_alone(row)))
    return _hit(row, versions, code, passage, None)


def _passage_in(index: RecordIndex, text: TextId, phrases: Sequence[Phrase]) -> Passage | None:
    words = index.archive.find_words(text) if phrases else None
    return find_passage(phrases, regions_of(words)) if words else None


def _titles_alone(row: HitRow) -> Words:
    return Words((row.titles or "").encode(), b"", b"", b"")


def _hit(
    row: HitRow, versions: Sequence[str], version_code: str | None, passage: Passage | None, score: float | None
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


def _address(measure: MeasureId, version_code: str | None, passage: Passage | None) -> str | None:
    """Give the address of *passage* in a text; ``None`` if it is in none."""
    if version_code is None or passage is None:
        return None
    return str(ClauseAddress(TextId(measure, version_code), tuple(passage.address.split("/"))))


def regions_of(words: Words) -> list[Region]:
    """Give the parts of a text, the title last; a part it lacks is empty."""
    first = words.preamble.count(SEPARATOR) + 1 if words.preamble else 0
    titles = SEPARATOR.join([b"title"] * (words.title.count(SEPARATOR) + 1))
    return [
        Region(Part.WHEREAS, words.preamble, words.addresses),
        Region(Part.PROVISIONS, words.provisions, words.addresses, first),
        Region(Part.TITLE, words.title, titles),
    ]
