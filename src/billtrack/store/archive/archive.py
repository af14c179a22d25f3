"""An archive: measures, texts and members by name, with any engine.

It unpacks what the engine stores and has no SQL.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from billtrack.errors import StoreError
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import IN_ARCHIVE, Measure, TextVersion, replace
from billtrack.model.measure_names import MeasureId, Reference, TextId
from billtrack.model.members import Committees, Contents, Legislators, Membership, kind_of
from billtrack.model.record_builder import ImportResult, outlined
from billtrack.model.search_terms import LINE_END
from billtrack.model.vote import HeldVote, VoteId
from billtrack.store.archive.database import Engine
from billtrack.store.archive.engine import MemberFileRow, TextForm
from billtrack.store.archive.lines import IndexedLines, WordBytes
from billtrack.store.archive.packing import (
    pack,
    unpack_head,
    unpack_lines,
    unpack_measure,
    unpack_members,
    unpack_text,
    unpack_vote,
    unpack_words,
)
from billtrack.store.archive_address import Address, Server

if TYPE_CHECKING:
    from billtrack.store.archive.postgres.engine import PostgresEngine
    from billtrack.store.archive.sqlite.engine import SqliteEngine

T = TypeVar("T")
M = TypeVar("M", Legislators, Committees, Membership)


def open_archive(address: Address) -> Archive:
    """Open an archive for reading.

    Raises:
        StoreError: it is missing, is not an archive, is from another billtrack, is locked or damaged; or no server
        answers, or it refuses.
    """
    if isinstance(address, Server):
        return Archive(_postgres().to_read(address))
    return Archive(_sqlite().to_read(address))


@contextlib.contextmanager
def open_writer(address: Address) -> Iterator[Archive]:
    """Open an archive for writing, or create one; its tables are brought up to date.

    Raises:
        StoreError: it is not an archive, is from a later billtrack, is locked or damaged, or cannot be written; or no
        server answers, or it refuses.
    """
    to_write = _postgres().to_write(address) if isinstance(address, Server) else _sqlite().to_write(address)
    with contextlib.closing(to_write) as engine:
        engine.migrate()
        yield Archive(engine)


@contextlib.contextmanager
def open_among_writers(address: Server) -> Iterator[Archive]:
    """Open an archive on a server that several programs write at once, one of them with ``open_writer``.

    That one has brought the tables up to date before, and does so with the index after.

    Raises:
        StoreError: no server answers, or it refuses.
    """
    engine = _postgres().to_write(address)
    try:
        yield Archive(engine)
    finally:
        engine.release()


def create_archive(address: Server, *, reader: str | None = None) -> None:
    """Make the tables of an archive on a server, or bring them up to date; *reader* is a role that may read them.

    Raises:
        StoreError: no server answers, or it refuses; there is no such role.
    """
    with contextlib.closing(_postgres().to_write(address)) as engine:
        engine.migrate()
        if reader is not None:
            engine.grant_reading(reader)


def archive_in_memory(name: str) -> Archive:
    """Create an archive in memory; messages call it *name*."""
    engine = _sqlite().in_memory(name)
    engine.migrate()
    return Archive(engine)


def _sqlite() -> type[SqliteEngine]:
    from billtrack.store.archive.sqlite.engine import SqliteEngine  # noqa: PLC0415 - loads sqlite3

    return SqliteEngine


def _postgres() -> type[PostgresEngine]:
    from billtrack.store.archive.postgres.engine import PostgresEngine  # noqa: PLC0415 - loads psycopg, 160 ms

    return PostgresEngine


class Archive(contextlib.AbstractContextManager["Archive"]):
    """An open archive; ``engine`` answers in rows, and messages call it ``address``."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.address = engine.address

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the archive."""
        self.engine.close()

    def ids(self) -> tuple[MeasureId, ...]:
        """Every measure held, in order."""
        return tuple(sorted(self.engine.names(), key=lambda each: each.place))

    def fitting(self, reference: Reference) -> tuple[MeasureId, ...]:
        """The measures held that have the type and number of *reference*, in order."""
        return tuple(sorted(self.engine.names(reference.measure_type, reference.number)))

    def find_measure(self, measure_id: MeasureId) -> Measure | None:
        """Find a measure; its texts come without their words, which ``text_in_full`` gives."""
        with self.engine.reported():
            texts = [(unpack_head(row.packed), row.source) for row in self.engine.texts([measure_id], TextForm.HEAD)]
            for _, packed, source in self.engine.statuses([measure_id]):
                return outlined(measure_id, (unpack_measure(packed), source) if packed and source else None, texts)
        return None

    def measures(self) -> Iterator[Measure]:
        """Every measure held, in order, each as ``find_measure`` gives it."""
        yield from filter(None, map(self.find_measure, self.ids()))

    def may_be_laws(self, congress: int) -> Iterator[Measure]:
        """The bills and joint resolutions of a Congress that went beyond their referral, enacted ones first."""
        yield from filter(None, map(self.find_measure, self.engine.possible_laws(congress)))

    def titles_before(self, congress: int) -> Iterator[tuple[MeasureId, tuple[str, ...]]]:
        """All titles of each measure of an earlier Congress that has a status."""
        for measure_id, _, titles in self.engine.titles(congress):
            if titles:
                yield measure_id, tuple(titles.split(LINE_END))

    def text_in_full(self, text: TextVersion) -> TextVersion:
        """Give *text*, a text from ``find_measure``, with its words; any other is returned unchanged."""
        if text.file is None or not text.file.startswith(IN_ARCHIVE):
            return text
        name = text.file.removeprefix(IN_ARCHIVE)
        text_id = parse_reference(name).text_id
        found = self.find_text(text_id) if text_id else None
        if found is None:
            raise StoreError(f"{self.address}: the text {name} is no longer in it")
        return replace(found, version_name=text.version_name, date=text.date)

    def find_text(self, text_id: TextId) -> TextVersion | None:
        """Find one text with its words, as in its own document."""
        return self._whole(text_id, unpack_text)

    def find_lines(self, text_id: TextId) -> IndexedLines | None:
        """Find the words of a text as they are indexed."""
        return self._whole(text_id, unpack_lines)

    def find_words(self, text_id: TextId) -> WordBytes | None:
        """Find what ``find_lines`` finds, in UTF-8: much sooner for a long text."""
        return self._whole(text_id, unpack_words)

    def _whole(self, text_id: TextId, unpack: Callable[[bytes], T]) -> T | None:
        with self.engine.reported():
            return next((unpack(row.packed) for row in self.engine.texts([text_id], TextForm.WHOLE)), None)

    def lines(self, measure_id: MeasureId) -> Iterator[IndexedLines]:
        """Give the words of every text of a measure as they are indexed, oldest first."""
        with self.engine.reported():
            for row in self.engine.texts([measure_id], TextForm.WHOLE):
                yield unpack_lines(row.packed)

    def find_vote(self, vote: VoteId) -> HeldVote | None:
        """Find one roll call, as in its file."""
        with self.engine.reported():
            for row in self.engine.votes([vote]):
                return HeldVote(unpack_vote(row.packed), row.url, row.sha256.hex())
        return None

    def find_members(self, kind: type[M], day: dt.date) -> M | None:
        """Find the members, the committees, or who sat on which, from a file that describes *day*."""
        packed = self.engine.member_file(kind_of(kind), day)
        if packed is None:
            return None
        with self.engine.reported():
            found = unpack_members(packed)
        return found if isinstance(found, kind) else None

    def put_members(self, contents: Contents, data: bytes, *, name: str, day: dt.date, on: dt.date) -> ImportResult:
        """Store the contents of the file *name* with the bytes *data*; it replaces another of its kind and day."""
        row = MemberFileRow(kind_of(contents), day, name, hashlib.sha256(data).digest(), on)
        return self.engine.put_member_file(row, pack(contents))
