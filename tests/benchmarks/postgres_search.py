# ruff: noqa: T201  (what it prints is what it is for)
"""An archive on a PostgreSQL server beside the same one in a file: the same answers, and how fast.

    python tests/benchmarks/postgres_search.py FILE.db [postgresql://... [SECONDS]]

Both are asked two hundred real queries (``search_queries``) and 25 more with NEAR, NOT, parts and filters.  Totals,
texts found and facets must be equal.  It prints how many of the ten first measures are in common, and for those whether
the place shown is the same.  Then each query is asked three times, and the least processor time counts: of this
program, and of the server where it runs on this machine.  Then clients ask for SECONDS at once, each in a process of
its own.  Without a server, only the file is asked.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from search_queries import queries_of

from billtrack.search.query.parsing import parse_query
from billtrack.search.results import SearchResult
from billtrack.search.searcher import Searcher
from billtrack.store.archive import open_archive
from billtrack.store.archive_address import parse_address
from billtrack.store.library import Holdings

TODAY = dt.date(2026, 6, 1)
MORE = (
    *("tax NEAR/5 credit", "secretary NEAR veteran", "NEAR(school lunch child, 20)", '"united states" NEAR/3 treasury'),
    *("energy -solar", "energy NOT (solar OR wind)", "title:veterans", "whereas:honor*"),
    *('provisions:"secretary of state"', "party:D type:hr", "type:hres stage:agreed_to", "veteran* party:R"),
    *("subject:taxation", "policy:health insurance", "cosponsor:NY hospital", "committee:hsju", "sponsor:Smith"),
    *("introduced:2025-03", "version:enr", "tax OR credit", '"the secretary of the interior"', "immig*"),
    *("congress:119", "(tax OR duty) AND -party:D", "stage:introduced -type:hr water"),
)


def searcher(address: str, bills: str) -> Searcher:
    """Open an archive to search it; *bills* has no record."""
    return Searcher(Holdings(Path(bills), parse_address(address)), today=TODAY)


def ask(one: Searcher, query: str) -> SearchResult:
    """Search as the library does it, the query read anew."""
    return one.search(parse_query(query), limit=10, with_facets=True)


def compare(file: Searcher, server: Searcher, queries: Sequence[str]) -> None:
    """Print in how many queries the two differ, and how much of the first ten they share."""
    differ, shared, places, moved = [], [], 0, 0
    for query in queries:
        one, other = ask(file, query), ask(server, query)
        if (one.total, one.texts, one.facets) != (other.total, other.texts, other.facets):
            differ.append(query)
        first = {hit.id: hit.address for hit in one.hits}
        common = [hit for hit in other.hits if hit.id in first]
        if first:
            shared.append(len(common) / len(first))
        places += len(common)
        moved += sum(first[hit.id] != hit.address for hit in common)
    print(f"{len(queries)} queries: totals, texts or facets differ in {len(differ)} {differ[:5]}")
    few = sum(each < 0.8 for each in shared)
    print(f"of the ten first {100 * statistics.mean(shared):.1f} % in common; fewer than eight of ten in {few} queries")
    print(f"of {places} measures in both, {moved} show another place")


def processor(address: str, bills: str, queries: Sequence[str]) -> None:
    """Print the processor time of a search, of this program and of the server's process if that is on this machine."""
    one, own, all_in_all = searcher(address, bills), [], []
    ask(one, queries[0])
    served = served_by(address)
    for query in queries:
        taken = []
        for _ in range(3):
            before, start = served(), time.process_time()
            one.search(parse_query(query), limit=10)
            spent = 1e3 * (time.process_time() - start)
            taken.append((spent + served() - before, spent))
        all_in_all.append(min(taken)[0])
        own.append(min(taken)[1])
    for name, times in (("program", own), ("with the server", all_in_all)):
        p50, p95 = quantiles(times)
        print(f"  processor, {name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, mean {statistics.mean(times):.1f} ms")


def served_by(address: str) -> Callable[[], float]:
    """The milliseconds that the last opened process of a server on this machine has run; else 0."""
    if isinstance(parse_address(address), Path):
        return lambda: 0.0
    import psycopg

    query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'billtrack' ORDER BY backend_start DESC LIMIT 1"
    with psycopg.connect(address) as connection:
        row = connection.execute(query).fetchone()
    told = Path(f"/proc/{row[0] if row else 0}/schedstat")
    return lambda: int(told.read_text("ascii").split()[0]) / 1e6 if told.exists() else 0.0


def quantiles(times: Sequence[float]) -> tuple[float, float]:
    """The median, and the time that 95 % stay below."""
    ordered = sorted(times)
    p50, p95 = (ordered[round(share * (len(ordered) - 1))] for share in (0.5, 0.95))
    return p50, p95


def client(address: str, bills: str, queries: list[str], until: float, seed: int) -> list[float]:
    """Ask in an order of its own until the time is over; milliseconds each."""
    one, taken = searcher(address, bills), []
    random.Random(seed).shuffle(queries)
    ask(one, queries[0])
    while time.time() < until:
        for query in queries:
            start = time.perf_counter()
            one.search(parse_query(query), limit=10)
            taken.append(1e3 * (time.perf_counter() - start))
            if time.time() > until:
                break
    return taken


def clients(address: str, bills: str, queries: list[str], count: int, seconds: float) -> None:
    """Print the times of *count* clients at once."""
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        until = time.time() + seconds + count * 0.4  # starting a client takes its time
        every = pool.starmap(client, [(address, bills, queries, until, seed) for seed in range(count)])
    taken = [each for one in every for each in one]
    p50, p95 = quantiles(taken)
    print(
        f"  {count:2} clients: p50 {p50:6.1f} ms, p95 {p95:6.1f} ms, worst {max(taken):.0f} ms, {len(taken)} searches"
    )


def main(file: str, server: str = "", seconds: str = "10") -> None:
    """Compare, then time both."""
    with open_archive(parse_address(file)) as archive:
        queries = [query.text for query in queries_of(archive)]
    with tempfile.TemporaryDirectory() as bills:
        if server:
            compare(searcher(file, bills), searcher(server, bills), [*queries, *MORE])
        for address in filter(None, (file, server)):
            print(parse_address(address))
            processor(address, bills, queries)
            for count in (1, 8, 32):
                clients(address, bills, queries, count, float(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
