"""Check an archive: its tables and index (the engine's part), and every packed value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from billtrack.errors import StoreError
from billtrack.model.members import kind_of
from billtrack.model.search_terms import LINE_END
from billtrack.store.archive.archive import Archive
from billtrack.store.archive.database import Engine
from billtrack.store.archive.engine import TextForm
from billtrack.store.archive.lines import lines_of
from billtrack.store.archive.packing import (
    unpack_head,
    unpack_lines,
    unpack_measure,
    unpack_members,
    unpack_text,
    unpack_vote,
)


def problems(archive: Archive) -> Iterator[str]:
    """Find the problems of *archive*, one line each.

    Raises:
        StoreError: it cannot be read completely.
    """
    engine = archive.engine
    yield from engine.problems()
    with engine.snapshot():
        yield from _of_statuses(engine)
        yield from _of_texts(engine)
        yield from _of_members(engine)
        yield from _of_votes(engine)


def _of_statuses(engine: Engine) -> Iterator[str]:
    """Compare every packed status with its columns."""
    rows = {row.id: row for row in engine.measures(today=dt.date.min)}
    titles = {row.id: row.titles for row in engine.titles()}
    for measure_id, packed, _ in engine.statuses(list(rows)):
        if packed is None:
            continue
        row = rows[measure_id]
        try:
            measure = unpack_measure(packed)
        except StoreError as error:
            yield f"{measure_id}: its status: {error}"
            continue
        if measure.id != measure_id:
            yield f"{measure_id}: its status is that of {measure.id}"
        if measure.title != row.title or row.title not in titles[measure_id].split(LINE_END):
            yield f"{measure_id}: its title is not that of its status"
        current = sum(each.sponsorship_withdrawn_date is None for each in measure.cosponsors or ())
        if current != row.cosponsors:
            yield f"{measure_id}: it has {row.cosponsors} cosponsors, its status {current}"


def _of_texts(engine: Engine) -> Iterator[str]:
    """Compare every packed text with its columns and with the lines of the index."""
    for head, whole in zip(engine.every_text(TextForm.HEAD), engine.every_text(TextForm.WHOLE), strict=True):
        name, code = whole.document[1], whole.id.version_code
        try:
            outline, text, lines = unpack_head(head.packed), unpack_text(whole.packed), unpack_lines(whole.packed)
        except StoreError as error:
            yield f"the text {name}: {error}"
            continue
        if not code == outline.version_code == text.version_code:
            yield f"the text {name}: it is the version {text.version_code}, its row says {code}"
        if lines != lines_of(text) or lines.size != whole.size:
            yield f"the text {name}: the lines of the index are not its words"


def _of_members(engine: Engine) -> Iterator[str]:
    """Check that every packed file of members is of the kind its row says."""
    for row in engine.member_files():
        try:
            packed = engine.member_file(row.kind, row.day)
            found = kind_of(unpack_members(packed)) if packed is not None else "missing"
        except StoreError as error:
            yield f"the members of {row.day} from {row.name}: {error}"
            continue
        if found != row.kind:
            yield f"the members of {row.day} from {row.name}: they are {found}, their row says {row.kind}"


def _of_votes(engine: Engine) -> Iterator[str]:
    """Check that every packed vote belongs to its row, and that its members are indexed."""
    for row in engine.votes():
        try:
            vote = unpack_vote(row.packed)
        except StoreError as error:
            yield f"the vote {row.id}: {error}"
            continue
        if vote.id != row.id:
            yield f"the vote {row.id}: its file is that of {vote.id}"
        known = sum((each.bioguide_id or each.lis_id) is not None for each in vote.positions)
        if known != row.members:
            yield f"the vote {row.id}: {known} members have an ID, {row.members} are found by it"
