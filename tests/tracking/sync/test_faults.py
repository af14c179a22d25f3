"""A campaign of faults over track and sync: whatever the network does and whenever the program dies, nothing is lost.

A seed is one sequence: some measures, some runs, each with faults of its own, some cut short, the source and the
keeper changing things in between.  ``BILLTRACK_CAMPAIGN`` says how many seeds (in CI a few), ``BILLTRACK_FIRST_SEED``
where they begin.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import random
import re
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path

import pytest

from billtrack.errors import BilltrackError, InputError
from billtrack.model.events import Entry, Event
from billtrack.model.measure import Chamber, Coverage, Measure, replace
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_parts import STATUS, fingerprint, text_part
from billtrack.model.vote import VoteId, citations
from billtrack.sources.congress_api import CongressApi
from billtrack.sources.govinfo import GovInfo
from billtrack.sources.http import HttpClient
from billtrack.sources.refusals import Patience
from billtrack.sources.remote import Fetched, OfficialSource
from billtrack.sources.sites import parse_site
from billtrack.sources.votes import parse_vote
from billtrack.sources.votes.published import RollCalls
from billtrack.store import change_log, files, records
from billtrack.store.records import dump_record, load_record, save_record
from billtrack.tracking.changes import changes
from billtrack.tracking.parsed_document import ParsedDocument, as_kept, source_of
from billtrack.tracking.sync.conductor import sync_measures
from billtrack.tracking.sync.folder import Service, read_log
from billtrack.tracking.sync.plan import plan
from invented_votes import invented_vote
from official_faults import FINAL, TRANSIENT
from official_measures import FIRST_DAY, Invented, Print, Row, invented
from official_measures import replace as varied
from official_server import KEY, Kind, OfficialServer
from official_shelves import Shelves

pytestmark = pytest.mark.campaign
SEEDS = int(os.environ.get("BILLTRACK_CAMPAIGN", "60"))
FIRST = int(os.environ.get("BILLTRACK_FIRST_SEED", "0"))
NOW = dt.datetime(2025, 6, 2, 12, tzinfo=dt.UTC)
QUICK = Patience(attempts=2, first_pause=0.0, longest_pause=0.0, longest_asked=0.0, connect=5, read=5, whole=10)
KINDS = (*TRANSIENT, *(kind for kind in FINAL if kind is not Kind.BOMB), Kind.NOT_FOUND, Kind.MOVED)
ROUNDS = 4


class Killed(BaseException):
    """The program died here."""


@pytest.mark.parametrize("block", range(min(SEEDS, 20)))
def test_no_fault_loses_or_doubles_anything(
    block: int,
    official_server: OfficialServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "billtrack")
    for seed in range(FIRST + block, FIRST + SEEDS, 20):
        caplog.clear()
        sequence = Sequence(seed, official_server, tmp_path / str(seed), monkeypatch)
        try:
            sequence.play()
            assert KEY not in caplog.text
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise


class Sequence:
    """One seed: its measures, its source, its folder, and the log as it must be."""

    def __init__(self, seed: int, server: OfficialServer, bills: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.chance = random.Random(seed)
        self.seed, self.server, self.bills, self.monkeypatch = seed, server, bills, monkeypatch
        self.service = Service.CONGRESS if self.chance.random() < 0.25 else Service.GOVINFO
        names = ("hres1-119", "sres2-119", "hr3-119")[: self.chance.randint(1, 3)]
        self.measures = {measure.id: measure for measure in map(invented, names)}
        self.log: dict[MeasureId, list[Event]] = {name: [] for name in self.measures}
        self.said: list[str] = []
        self.accept = False
        server.shelves = Shelves()
        server.votes = {}
        server.put(*self.measures.values())

    def play(self) -> None:
        """Play it to its end, then once more without faults."""
        for step in range(self.chance.randint(2, ROUNDS)):
            self.step("track" if step == 0 else self.chance.choice(["track", "sync"]))
            self.source_changes()
            self.keeper_types()
        self.step("sync", clean=True)
        for _ in range(2):  # a text whose 404 was a fault is asked for again
            self.step("sync", clean=True)
        self.accept = True  # and what the source lost on the way is let go
        for _ in range(2):  # the first may be stopped early
            self.step("sync", clean=True)
        self.check_end()

    # -------------------------------------------------------------------------------- one run

    def step(self, command: str, *, clean: bool = False) -> None:
        """One run, with faults and perhaps a death in it; then what is on the disk is looked at."""
        before = {name: self.record(name) for name in self.measures}
        allowed = {name: set(self.outcomes(record, name)) for name, record in before.items()}
        if not clean:
            self.server.faults.seed(self.chance.randrange(10**9), rate=self.chance.choice([0, 0.2, 0.5]), kinds=KINDS)
        with self.monkeypatch.context() as patch:
            if not clean and self.chance.random() < 0.4:
                self.plan_death(patch)
            self.run(command)
        self.server.faults.clear()
        for name, record in before.items():
            self.check(name, record, allowed[name])
        self.check_log()

    def run(self, command: str) -> None:
        source = self.client()
        asked = list(self.measures)
        self.chance.shuffle(asked)
        stop_after = self.chance.randrange(8)
        roll_calls = self.roll_calls()
        outcomes = sync_measures(
            asked,
            command=command,
            bills=self.bills,
            source=source,
            service=self.service,
            now=NOW,
            today=NOW.date(),
            workers=self.chance.choice([1, 3]),
            accept=self.accept,
            roll_calls=roll_calls,
        )
        try:
            for done, outcome in enumerate(outcomes):
                self.said += map(str, outcome.errors)
                if self.chance.random() < 0.1 and done == stop_after:
                    break
        except (BilltrackError, Killed) as error:
            self.said.append(str(error))
        finally:
            outcomes.close()  # type: ignore[attr-defined]  # it is a generator
            source.close()
            roll_calls.close()

    def roll_calls(self) -> RollCalls:
        def http() -> HttpClient:
            return HttpClient(parse_site(self.server.url), patience=QUICK, sleep=lambda _: None)

        return RollCalls(http(), http())

    def client(self) -> OfficialSource:
        def http(address: str, key: tuple[str, str] | None = None) -> HttpClient:
            return HttpClient(parse_site(address), key=key, patience=QUICK, sleep=lambda _: None)

        texts = GovInfo(http(self.server.url))
        if self.service is Service.GOVINFO:
            return texts
        return CongressApi(http(self.server.congress_url, ("X-Api-Key", KEY)), texts)

    def plan_death(self, patch: pytest.MonkeyPatch) -> None:
        """Die at some write: before it, after it, or in the middle of a line of the log."""
        turns = iter(range(self.chance.randrange(4), -1, -1))
        half = self.chance.random()
        write, append = files.replace_file, change_log.ChangeLog.append

        def dying_write(target: Path, data: bytes) -> None:
            last = next(turns, -1) == 0
            if last and half < 0.5:
                raise Killed
            write(target, data)
            if last:
                raise Killed

        def dying_append(log: change_log.ChangeLog, entries: tuple[Entry, ...]) -> None:
            size = log.path.stat().st_size
            append(log, entries)
            if next(turns, -1) == 0:
                written = log.path.stat().st_size - size
                os.truncate(log.path, size + int(written * half))
                raise Killed

        patch.setattr(records, "replace_file", dying_write)
        patch.setattr(files, "replace_file", dying_write)
        patch.setattr(change_log.ChangeLog, "append", dying_append)

    # ----------------------------------------------------------------------- what may be there

    def outcomes(self, record: Measure | None, name: MeasureId) -> Iterator[bytes | None]:
        """Every record one run may leave: the old one, and the old one with some of what the source has."""
        yield self.bytes_of(name)
        source = self.client()
        status = source.fetch_status(name)
        assert isinstance(status, Fetched)
        first = ParsedDocument(
            name, status.content, source_of(STATUS, status.url, status.data, NOW.date()), status.data
        )
        for begun in ((), (first,)):
            known = plan(record, begun, today=NOW.date(), accept=self.accept).record
            texts = [self.text(source, name, code) for code in self.wanted(known)]
            texts += [self.vote(name, vote) for vote in self.cited(known)]
            for some in chain.from_iterable(combinations(texts, size) for size in range(len(texts) + 1)):
                planned = plan(record, (*begun, *some), today=NOW.date(), accept=self.accept)
                if planned.record is not None:
                    yield dump_record(planned.record)
        source.close()

    def wanted(self, record: Measure | None) -> list[str]:
        texts = (record.text_versions or ()) if record else ()
        return [text.version_code for text in texts if text.coverage is not Coverage.COMPLETE]

    def text(self, source: OfficialSource, name: MeasureId, code: str) -> ParsedDocument:
        found = source.fetch_text(TextId(name, code))
        assert isinstance(found, Fetched)
        kept = as_kept(found.content, found.data)
        return ParsedDocument(name, kept, source_of(text_part(code), found.url, found.data, NOW.date()), found.data)

    def cited(self, record: Measure | None) -> list[VoteId]:
        found = dict.fromkeys(each.id for each in citations(record)) if record else ()
        return [vote for vote in found if vote.path in self.server.votes]

    def vote(self, name: MeasureId, vote: VoteId) -> ParsedDocument:
        data = self.server.votes[vote.path]
        found = parse_vote(data, name=vote.path, expected=vote)
        return ParsedDocument(name, found, source_of(vote.part, vote.url, data, NOW.date()), data)

    def record(self, name: MeasureId) -> Measure | None:
        path = self.bills / f"{name}.yaml"
        return load_record(path) if path.exists() else None

    def bytes_of(self, name: MeasureId) -> bytes | None:
        path = self.bills / f"{name}.yaml"
        return path.read_bytes() if path.exists() else None

    def check(self, name: MeasureId, before: Measure | None, allowed: set[bytes | None]) -> None:
        assert _anywhere(self.bytes_of(name)) in set(map(_anywhere, allowed)), (
            f"{name} is neither the old record nor a new one"
        )
        after = self.record(name)
        if after is not None and (before is None or fingerprint(before) != fingerprint(after)):
            self.log[name] += changes(before, after, today=NOW.date())

    def check_log(self) -> None:
        told: dict[MeasureId, list[Event]] = {name: [] for name in self.measures}
        for entry in read_log(self.bills) if self.bills.exists() else ():
            assert not isinstance(entry, InputError), entry
            told[entry.event.measure].append(entry.event)
        assert told == self.log

    def check_end(self) -> None:
        """As if nothing had ever gone wrong; and the key was in headers only."""
        clean = self.bills.with_name(f"{self.bills.name}-clean")
        source = self.client()
        settings = {"command": "track", "source": source, "service": self.service, "now": NOW, "today": NOW.date()}
        roll_calls = self.roll_calls()
        settings["roll_calls"] = roll_calls
        list(sync_measures(list(self.measures), bills=clean, **settings))  # type: ignore[arg-type]  # by name
        source.close()
        roll_calls.close()
        for vote in (each for name in self.measures for each in self.cited(self.record(name))):
            assert (self.bills / vote.file).read_bytes() == self.server.votes[vote.path]
        for name in self.measures:
            record = self.record(name)
            assert record is not None
            ended = dump_record(replace(record, notes=None))
            assert _anywhere(ended) == _anywhere((clean / f"{name}.yaml").read_bytes())
        assert KEY not in " ".join(self.said)
        assert not any(KEY in each.path for each in self.server.asked)
        assert not any(KEY.encode() in path.read_bytes() for path in self.bills.rglob("*") if path.is_file())
        self.server.forget()

    # ---------------------------------------------------------------------- what others change

    def source_changes(self) -> None:
        for name, measure in list(self.measures.items()):
            if self.chance.random() < 0.6:
                self.measures[name] = self.chance.choice([_signed, _acted, _printed, _lost, self.voted])(measure)
                self.server.put(self.measures[name])

    def voted(self, measure: Invented) -> Invented:
        """A roll call is held, cited once, and published at once, later or never."""
        day, number = _later(measure), self.chance.randrange(1, 4)
        vote = VoteId(self.chance.choice([Chamber.HOUSE, Chamber.SENATE]), 119, 1, number)
        if self.chance.random() < 0.8:
            self.server.votes[vote.path] = invented_vote(vote)
        row = Row(day, f"On agreeing to the resolution: roll {number}. ({day})", "H37100", "Floor", vote=vote)
        return varied(measure, rows=(*measure.rows, row), update_date=f"{day}T09:00:00Z")

    def keeper_types(self) -> None:
        for name in self.measures:
            record = self.record(name)
            if record is not None and self.chance.random() < 0.2:
                save_record(self.bills, replace(record, notes=f"note {self.chance.randrange(100)}"))


def _anywhere(record: bytes | None) -> bytes | None:
    """A record without the place a text was found at: after a false 404 it comes from the bulk data."""
    return record and re.sub(rb"https://www.govinfo.gov/(?:content/pkg|bulkdata/BILLS)/[^\"]+/", b"", record)


def _later(measure: Invented) -> dt.date:
    return dt.date.fromisoformat(measure.update_date[:10]) + dt.timedelta(days=1)


def _signed(measure: Invented) -> Invented:
    return measure.signed_by(2, on=_later(measure))


def _acted(measure: Invented) -> Invented:
    day = _later(measure)
    row = Row(day, f"Sponsor introductory remarks on measure. ({day})", "B00100")
    return varied(measure, rows=(*measure.rows, row), update_date=f"{day}T09:00:00Z")


def _lost(measure: Invented) -> Invented:
    """The source takes a signature and an action back."""
    day = _later(measure)
    return varied(measure, cosponsors=measure.cosponsors[1:], rows=measure.rows[:-1], update_date=f"{day}T09:00:00Z")


def _printed(measure: Invented) -> Invented:
    day = _later(measure)
    codes = {text.code for text in measure.prints}
    if measure.id.measure_type.chamber != "house" or "rh" in codes:
        return _acted(measure)
    printed = Print("rh", FIRST_DAY + dt.timedelta(days=20), ("Whereas reported;",), ("reports.",))
    return varied(measure, prints=(*measure.prints, printed), update_date=f"{day}T09:00:00Z")
