"""What an archive in PostgreSQL holds of a batch of documents, locked for whoever puts them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Authority, Coverage
from billtrack.model.vote import VoteId
from billtrack.store.archive.engine import DocumentKey
from billtrack.store.archive.entries import DocumentEntry, Entry, StatusEntry, TextEntry, VoteEntry
from billtrack.store.archive.postgres.connection import KEYS, keys_of
from billtrack.store.archive.postgres.schema import LOCK, Connection
from billtrack.store.archive.votes import vote_id, vote_key

Entries = Sequence[tuple[DocumentEntry, Entry | None]]
HeldVote = tuple[int, dt.datetime | None]
"""The document of a vote that is held, and when its file says it was modified."""


class LedgerEntry(NamedTuple):
    """A document in the ledger."""

    id: int
    fate: str
    measure: str | None
    part: str | None
    reason: str | None
    url: str | None


class HeldText(NamedTuple):
    """A text that is held: its document, and what says whether another is better."""

    document: int
    coverage: Coverage
    authority: Authority | None
    date: dt.date | None


class Held:
    """What an archive holds of the documents and measures of a batch; changes as documents are put."""

    def __init__(self, connection: Connection, entries: Entries) -> None:
        self._run = connection.execute
        wanted = {entry.measure for _, entry in entries if isinstance(entry, StatusEntry | TextEntry)}
        self.measures = self._locked(sorted(wanted, key=lambda each: (each.congress, each.measure_type, each.number)))
        self.votes = self._locked_votes({entry.vote.id for _, entry in entries if isinstance(entry, VoteEntry)})
        keys = [(document.sha256, document.name) for document, _ in entries]
        self.documents: dict[DocumentKey, LedgerEntry] = {
            (sha256, name): LedgerEntry(*rest)
            for sha256, name, *rest in self._run(_KNOWN, ([key[0] for key in keys], [key[1] for key in keys]))
        }
        self.statuses: dict[MeasureId, tuple[int | None, dt.datetime | None]] = {}
        self.texts: dict[MeasureId, dict[str, HeldText]] = {each: {} for each in self.measures}
        by_key = {key: measure for measure, key in self.measures.items()}
        for key, document, updated in self._run(_STATUSES, (list(by_key),)):
            self.statuses[by_key[key]] = document, dt.datetime.fromisoformat(updated) if updated else None
        for key, code, document, coverage, authority, date in self._run(_HELD_TEXTS, (list(by_key),)):
            known_as = Authority(authority) if authority else None
            self.texts[by_key[key]][code] = HeldText(document, Coverage(coverage), known_as, date)
        self.ids = iter([row[0] for row in self._run(_IDS, (len(entries),))])

    def _locked(self, names: list[MeasureId]) -> dict[MeasureId, int]:
        """Make the measures that are missing and lock all, in one order for every writer."""
        if not names:
            return {}
        values = keys_of(names)
        self._run(_NEW_MEASURES, values[:3])
        found = self._run(_LOCKED.format(KEYS.format(*("%s",) * 4)).encode(), values)
        return {names[place - 1]: key for key, _, place in found}

    def _locked_votes(self, ids: Collection[VoteId]) -> dict[VoteId, HeldVote]:
        """Let no other import write votes until the transaction ends; those of *ids* that are held."""
        if not ids:
            return {}
        self._run("SELECT pg_advisory_xact_lock(%s)", (LOCK + 1,))
        rows = self._run(_HELD_VOTES, columns_of([vote_key(each) for each in ids]))
        return {vote_id(*key): (document, dt.datetime.fromisoformat(m) if m else None) for *key, document, m in rows}


def columns_of(keys: Sequence[tuple[str, int, int, int]]) -> list[list[object]]:
    """Give the values of ``NAMED_VOTES``."""
    return [[key[at] for key in keys] for at in range(4)]


NAMED_VOTES = """
    unnest(%s::text[], %s::int[], %s::int[], %s::int[]) AS name(chamber, congress, session, roll) JOIN votes AS v
        ON v.chamber = name.chamber COLLATE "C" AND v.congress = name.congress AND v.session = name.session
        AND v.roll = name.roll
"""
_HELD_VOTES = f"SELECT v.chamber, v.congress, v.session, v.roll, v.document, v.modified FROM {NAMED_VOTES}"  # noqa: S608 - our own


_KNOWN = """
    SELECT d.sha256, d.name, d.id, d.fate, d.measure, d.part, d.reason, d.url
    FROM unnest(%s::bytea[], %s::text[]) AS asked(sha256, name)
        JOIN documents AS d ON d.sha256 = asked.sha256 AND d.name = asked.name COLLATE "C"
"""
_STATUSES = "SELECT id, document, update_date FROM measures WHERE id = ANY(%s)"
_HELD_TEXTS = """
    SELECT measure, version_code, document, coverage, authority, date FROM texts WHERE measure = ANY(%s)
"""
_NEW_MEASURES = """
    INSERT INTO measures (congress, type, number, title, titles)
    SELECT asked.congress, asked.type, asked.number, '', ''
    FROM unnest(%s::int[], %s::text[], %s::int[]) WITH ORDINALITY AS asked(congress, type, number, place)
    WHERE NOT EXISTS (
        SELECT 1 FROM measures AS m
        WHERE m.congress = asked.congress AND m.type = asked.type COLLATE "C" AND m.number = asked.number
    )
    ORDER BY asked.place ON CONFLICT DO NOTHING
"""
_LOCKED = "{} ORDER BY name.place FOR UPDATE OF k"
_IDS = "SELECT nextval(pg_get_serial_sequence('documents', 'id')) FROM generate_series(1, %s)"
