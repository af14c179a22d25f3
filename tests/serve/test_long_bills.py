"""A bill of a thousand pages: its comparison is answered, bounded, and given up when nobody waits for it."""

from __future__ import annotations

import json
import os
import random
import re
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from billtrack.cli import main
from billtrack.serve.app import web_app
from local_pages import Pages, measure_file, serving
from official_measures import FIRST_DAY, Print, invented, replace

BILL = "hr7-118"
LETTERS_A_PAGE = 1_100
"""A page of a bill, as GPO prints it, has about 25 lines of 45 letters."""
DIFF = f"/diff/{BILL}@ih..{BILL}@rh"


def provisions(seed: int) -> list[str]:
    chosen = random.Random(seed)
    words = [
        f"{first}{last}" for first in ("lamp", "keep", "coast", "tow", "light") for last in ("er", "ing", "s", "ed")
    ]
    return [" ".join(chosen.choices(words, k=40)).capitalize() + "." for _ in range(5_000)]


@pytest.fixture(scope="module")
def long_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a long bill in two versions: every fifth provision is reworded, the last third comes first."""
    folder = tmp_path_factory.mktemp("long") / "place"
    (folder / "bills").mkdir(parents=True)
    old, other = provisions(1), provisions(2)
    new = [other[at] if at % 5 == 0 else each for at, each in enumerate(old)]
    new = [*new[3_300:], *new[:3_300]]
    assert len(" ".join(old)) > 1_000 * LETTERS_A_PAGE
    prints = (Print("ih", FIRST_DAY, (), tuple(old)), Print("rh", FIRST_DAY, (), tuple(new)))
    measure = replace(invented(BILL), prints=prints)
    files = folder / "official"
    files.mkdir()
    (files / f"BILLSTATUS-{measure_file(BILL)}.xml").write_bytes(measure.status_xml())
    for code in ("ih", "rh"):
        (files / f"BILLS-{measure_file(BILL)}{code}.xml").write_bytes(measure.text_xml(code))
    assert main(["import", str(files), "--archive", str(folder / "congress.db"), "--quiet"]) == 0
    return folder


@pytest.fixture(scope="module")
def long_pages(long_place: Path) -> Iterator[Pages]:
    with serving(long_place) as found:
        yield found


def workers(pages: Pages) -> set[int]:
    """The processes that answer."""
    path = Path(f"/proc/{pages.process.pid}/task/{pages.process.pid}/children")
    return {int(each) for each in path.read_text(encoding="utf-8").split()}


def busy_seconds(process: int) -> float:
    """The processor time a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def once_all_wait(pages: Pages) -> dict[int, float]:
    """Wait until every worker has started and waits; the processor time each has used."""
    assert pages.get(DIFF).status == 200
    used: dict[int, float] = {}
    for _ in range(60):
        before, used = used, {each: busy_seconds(each) for each in workers(pages)}
        if used == before and len(used) == WORKERS:
            break
        time.sleep(2)
    return used


WORKERS = 5
"""Two for what is quick, two for what is long, one for companions."""


@pytest.mark.slow
def test_it_is_answered_within_the_bounds(long_pages: Pages) -> None:
    response = long_pages.get(DIFF)
    assert response.status == 200
    assert len(response.body) < 10_000_000
    for each in workers(long_pages):
        status = Path(f"/proc/{each}/status").read_text(encoding="utf-8")
        peak = re.search(r"VmHWM:\s+(\d+)", status)
        assert peak is not None
        assert int(peak[1]) * 1024 < 500_000_000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_who_leaves_frees_the_worker_and_the_others_are_answered_meanwhile(long_pages: Pages) -> None:
    used = once_all_wait(long_pages)
    before = set(used)
    with socket.create_connection(("127.0.0.1", long_pages.port)) as client:
        client.sendall(f"GET {DIFF} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        for _ in range(3_000):
            comparing = {each for each in before if busy_seconds(each) > used[each] + 0.2}
            if comparing:
                break
            time.sleep(0.02)
        assert len(comparing) == 1
        assert long_pages.get(f"/measures/{BILL}").status == 200
        assert comparing <= workers(long_pages)  # it still compares
    for _ in range(300):
        if comparing.isdisjoint(workers(long_pages)):
            break
        time.sleep(0.1)
    assert comparing.isdisjoint(workers(long_pages))
    assert long_pages.get(f"{DIFF}?layout=stat").status == 200


@pytest.mark.slow
def test_one_that_takes_too_long_is_ended_and_the_next_is_answered(
    long_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILLTRACK_ARCHIVE", str(long_place / "congress.db"))
    settings = json.dumps([str(long_place / "bills"), ""])
    command = (sys.executable, "-P", "-c", "from billtrack.serve.commands.work import work; work()", settings)
    app = web_app(command, hosts=("127.0.0.1",), seconds=0.5)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        start = time.monotonic()
        response = client.get(DIFF)
        assert response.status_code == 503
        assert "takes too long for a page" in response.text
        assert time.monotonic() - start < 30  # it may have waited for the worker to start
        assert client.get("/health").status_code == 200
