"""The records of the bills folder, read one by one and searched clause by clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Coverage
from billtrack.model.query.meaning import Document, Subject, document, found_in
from billtrack.model.query.tree import Node, Part, Phrase
from billtrack.model.search_terms import LINE_END
from billtrack.search.places import address_of, regions_of
from billtrack.search.query.passages import find_passage
from billtrack.search.query.results import Hit
from billtrack.status.status import status
from billtrack.store import records
from billtrack.store.archive.lines import Lines, lines_of, titles_of
from billtrack.store.library import Holdings

MAX_RECORDS = 50
"""Records that are searched: they are read one by one."""


class Record(Subject, frozen=True):
    """A record and the lines of its texts, by version."""

    lines: Mapping[str, Lines]


class RecordFound(NamedTuple):
    """A record that was found, by these documents."""

    record: Record
    found: tuple[Document, ...]

    @property
    def is_in_title(self) -> bool:
        """Whether its titles alone are as asked."""
        return any(each.version_code is None for each in self.found)

    @property
    def texts(self) -> int:
        """How many of its texts are found."""
        return sum(each.version_code is not None for each in self.found)


class Records(NamedTuple):
    """The records that are searched, why others cannot be read, and how many were left."""

    records: tuple[Record, ...]
    problems: tuple[InputError, ...]
    left: int

    def find(self, root: Node) -> list[RecordFound]:
        """The records found, those found by a title first, in the order of their ids."""
        found = (RecordFound(record, found_in(root, record)) for record in self.records)
        return sorted(
            (each for each in found if each.found), key=lambda each: (not each.is_in_title, each.record.measure.id)
        )


def read_records(holdings: Holdings, *, today: dt.date) -> Records:
    """Read the records of the bills folder, ``MAX_RECORDS`` of them; one that cannot be read hides no other."""
    ids = records.record_ids(holdings.bills)
    found: list[Record] = []
    problems: list[InputError] = []
    for measure_id in ids[:MAX_RECORDS]:
        try:
            found.append(_record(holdings, measure_id, today))
        except InputError as problem:
            problems.append(problem)
    return Records(tuple(found), tuple(problems), max(0, len(ids) - MAX_RECORDS))


def _record(holdings: Holdings, measure_id: MeasureId, today: dt.date) -> Record:
    path = records.find_record(holdings.bills, measure_id)
    if path is None:
        raise InputError(f"no record of {measure_id} in {holdings.bills} any more")
    measure = records.load_record(path)
    loaded = (text for text in holdings.texts(measure) if text.coverage is not Coverage.NONE)
    lines = {text.version_code: lines_of(text) for text in loaded}
    titles = document(None, {Part.TITLE: titles_of(measure)})
    texts = (document(code, _parts(each)) for code, each in lines.items())
    return Record(measure, status(measure, today=today).stage.value, (titles, *texts), lines)


def _parts(lines: Lines) -> dict[Part, list[str]]:
    return {region.part: region.lines.split(LINE_END) for region in regions_of(lines) if region.lines}


def record_hit(each: RecordFound, phrases: Sequence[Phrase]) -> Hit:
    """A record found as it is shown: the text with most of *phrases* in its best clause, the latest of equals."""
    record, found = each
    measure = record.measure
    versions = tuple(each.version_code for each in found if each.version_code is not None)
    passages = [(code, find_passage(phrases, regions_of(record.lines[code]))) for code in reversed(versions)]
    code, passage = max(passages, key=lambda each: len(each[1].snippet.marks) if each[1] else 0, default=(None, None))
    if code is None and phrases:
        passage = find_passage(phrases, regions_of(Lines(LINE_END.join(titles_of(measure)), "", "", "")))
    return Hit(
        id=measure.id,
        title=measure.title,
        stage=record.stage,
        introduced_date=measure.introduced_date,
        sponsor_party=measure.sponsor.party if measure.sponsor else None,
        version_code=code,
        versions=versions,
        address=address_of(measure.id, code, passage),
        is_in_title=each.is_in_title,
        score=None,
        snippet=passage.snippet if passage else None,
    )
