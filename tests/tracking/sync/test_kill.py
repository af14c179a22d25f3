"""``kill -9`` at random moments of a sync: records whole, the log as if nothing had happened.

``BILLTRACK_KILLS`` says how many times (in CI a few).
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from billtrack.errors import InputError
from billtrack.model.events import Event
from billtrack.model.measure import Measure
from billtrack.model.record_parts import STATUS, fingerprint
from billtrack.model.web_addresses import billstatus_file_name, billstatus_url
from billtrack.sources.billstatus import parse_billstatus
from billtrack.store.records import dump_record, load_record
from billtrack.tracking.changes import changes
from billtrack.tracking.parsed_document import ParsedDocument, source_of
from billtrack.tracking.sync.folder import read_log
from billtrack.tracking.sync.plan import plan
from official_measures import Invented, invented_many
from official_server import Asked, OfficialServer

KILLS = int(os.environ.get("BILLTRACK_KILLS", "8"))
MEASURES = 40

pytestmark = pytest.mark.slow


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_sync_killed_anywhere_loses_and_doubles_nothing(official_server: OfficialServer, tmp_path: Path) -> None:
    chance = random.Random(7)
    bills = tmp_path / "bills"
    bills.mkdir()
    measures = list(invented_many(MEASURES))
    official_server.put(*measures)
    assert run(bills, official_server, "track", "--type", "hres", "--congress", "119") == 0
    log = {measure.id: [entry for entry in told(bills) if entry.measure == measure.id] for measure in measures}
    killed = half_done = 0
    for turn in range(KILLS):
        day = dt.date(2025, 4, 1) + dt.timedelta(days=turn)
        measures = [measure.signed_by(1, on=day) for measure in measures]
        official_server.put(*measures)
        before = {measure.id: load_record(bills / f"{measure.id}.yaml") for measure in measures}
        code = run(bills, official_server, "sync", kill_after=chance.uniform(0.3, 0.9))
        assert code in {0, -signal.SIGKILL}
        killed += code != 0
        updated = 0
        for measure in measures:
            path, old = bills / f"{measure.id}.yaml", before[measure.id]
            new = expected(old, measure)
            assert path.read_bytes() in {dump_record(old), dump_record(new)}
            record = load_record(path)
            if fingerprint(record) != fingerprint(old):
                updated += 1
                log[measure.id] += changes(old, record, today=today())
        half_done += 0 < updated < MEASURES
        events = told(bills)
        assert {measure.id: [event for event in events if event.measure == measure.id] for measure in measures} == log
    assert killed > 0
    print(f"{KILLS} runs, {killed} killed, {half_done} of them in the middle of the records")  # noqa: T201 - a figure, with -s
    assert run(bills, official_server, "sync") == 0  # ends the run that was cut short
    assert run(bills, official_server, "sync") == 0  # what was done before the cut has changed again since
    for measure in measures:
        signed = load_record(bills / f"{measure.id}.yaml").cosponsors or ()
        assert len(signed) == len(measure.cosponsors)


def run(bills: Path, server: OfficialServer, *arguments: str, kill_after: float | None = None) -> int:
    """Run billtrack on *bills*, and kill it after so many seconds."""
    environ = {**os.environ, "BILLTRACK_GOVINFO_URL": server.url, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "billtrack", *arguments, "--bills", str(bills), "--quiet"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        if kill_after is not None:
            time.sleep(kill_after)
            program.kill()
        return program.wait(60)


def expected(old: Measure, measure: Invented) -> Measure:
    """The record a whole update makes of *old*."""
    data, url = measure.status_xml(), billstatus_url(measure.id)
    status = parse_billstatus(data, name=billstatus_file_name(measure.id))
    planned = plan(
        old, [ParsedDocument(measure.id, status, source_of(STATUS, url, data, today()), data)], today=today()
    )
    assert planned.record is not None
    return planned.record


def told(bills: Path) -> list[Event]:
    entries = list(read_log(bills))
    assert not any(isinstance(entry, InputError) for entry in entries)
    return [entry.event for entry in entries if not isinstance(entry, InputError)]


def today() -> dt.date:
    """As billtrack counts days."""
    return dt.datetime.now(dt.timezone(dt.timedelta(hours=-5))).date()


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """A program started now hears it, also where the tests run in the background of a shell, which mutes it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one program")
def test_ctrl_c_ends_at_once_and_the_next_run_goes_on(official_server: OfficialServer, tmp_path: Path) -> None:
    bills = tmp_path / "bills"
    bills.mkdir()
    official_server.put(*invented_many(200))
    official_server.latency = 0.02
    environ = {**os.environ, "BILLTRACK_GOVINFO_URL": official_server.url}
    command = [sys.executable, "-m", "billtrack", "track", "--type", "hres", "--congress", "119", "--bills", str(bills)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        while not program.stderr.readline().startswith("20/"):
            pass
        official_server.latency = 30  # what is under way would take long
        time.sleep(0.1)
        start = time.monotonic()
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=20)
    assert program.returncode == 130
    assert time.monotonic() - start < 5
    assert "of 200 measures done\nhint: run the same command again to continue\n" in said
    assert "Traceback" not in said
    done = {path.stem for path in bills.glob("*.yaml")}
    official_server.latency = 0
    official_server.forget()
    assert run(bills, official_server, "track", "--type", "hres", "--congress", "119") == 0
    asked = {
        name for name in done if f"119{name.removesuffix('-119')}" in {_named(each) for each in official_server.asked}
    }
    assert asked <= {max(done, key=_number)}, "only the one whose line in the journal was lost may be asked for again"
    assert len(list(bills.glob("*.yaml"))) == 200


def _named(asked: Asked) -> str:
    return asked.path.rpartition("/")[2].removeprefix("BILLSTATUS-").removesuffix(".xml")


def _number(name: str) -> int:
    return int(name.removeprefix("hres").removesuffix("-119"))
