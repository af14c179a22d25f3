"""Open a connection to an archive on a server, and notice when the way to the server is cut.

The system notices a cut network if nothing else answers in the server's place.  Behind a proxy or a tunnel something
does, so whoever waits for an answer also asks now and then whether there is a server.
"""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Callable, Generator, Sequence
from typing import Any, Final, TypeVar

import psycopg
from psycopg import pq

from billtrack.errors import StoreError
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.store.archive.postgres.errors import malformed, refused, reported
from billtrack.store.archive.postgres.schema import SCHEMA, Connection
from billtrack.store.archive.tables import name_columns
from billtrack.store.archive_address import Server

T = TypeVar("T")

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # else a lost connection is also told on standard error

OLDEST: Final = 150000
_PATIENCE: Final = 10
"""Seconds until a server that does not answer counts as gone."""
_SILENCE: Final = 5.0
"""Seconds without an answer after which a program asks whether there still is a server; it waits as long for that."""
_ALIVE: Final = {
    "connect_timeout": _PATIENCE,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": _PATIENCE * 1000,
    "application_name": "billtrack",
}


def connect(server: Server, *, writes: bool) -> Connection:
    """Open a connection; what is run on it alone is a transaction of its own.

    Raises:
        StoreError: no server answers, or it refuses; it is too old; the way to it is not safe.
    """
    connection = _opened(server)
    try:
        if connection.info.server_version < OLDEST:
            version = connection.info.server_version // 10000
            raise StoreError(
                f"{server}: PostgreSQL {version} is too old", hint="billtrack needs PostgreSQL 15 or later"
            )
        with reported(server):
            connection.execute(_WRITING if writes else _READING)
        if not writes:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    except BaseException:
        connection.close()
        raise
    return connection


_SESSION: Final = (
    f"SET search_path = {SCHEMA}; SET timezone = 'UTC'; SET jit = off; SET work_mem = '32MB';"
    " SET max_parallel_workers_per_gather = 0;"
    f" SET tcp_user_timeout = {_PATIENCE * 1000}; SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;"
    " SET tcp_keepalives_count = 3"
)
"""Parallel and compiled plans cost more than these questions; both ends notice a cut network in ten seconds."""
_READING: Final = f"{_SESSION}; SET default_transaction_read_only = on"
_COMPRESSING: Final = """
    SELECT set_config(name, 'lz4', false) FROM pg_settings
    WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)
"""
_WRITING: Final = f"{_SESSION}; SET idle_in_transaction_session_timeout = '12s'; {_COMPRESSING}"
"""A writer that is silent inside a transaction is gone; others wait for what it locked.

LZ4 compresses lines faster than PostgreSQL's own method, and to a little less; not every server is built with it.
"""


class _Watched(psycopg.Connection[tuple[Any, ...]]):
    """A connection that is given up if there is no server anymore where it leads."""

    server_answers: Callable[[], bool] | None = None

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **options: Any) -> T:  # noqa: ANN401 - of psycopg
        """Wait for the server, as ``psycopg.Connection`` does."""
        return super().wait(_watched(gen, self.server_answers) if self.server_answers else gen, *args, **options)


def _watched(waiting: Generator[Any, Any, T], server_answers: Callable[[], bool]) -> Generator[Any, Any, T]:
    """Pass on what *waiting* waits for; when nothing came for ``_SILENCE`` seconds, ask if there is a server."""
    last = time.monotonic()
    try:
        wanted = next(waiting)
        while True:
            ready = yield wanted
            if ready:
                last = time.monotonic()
            elif time.monotonic() - last > _SILENCE:
                if not server_answers():
                    raise psycopg.OperationalError("no answer")
                last = time.monotonic()
            wanted = waiting.send(ready)
    except StopIteration as done:
        result: T = done.value
        return result


def _opened(server: Server) -> Connection:
    if not server.is_well_formed:
        raise malformed(server)
    try:
        given = psycopg.conninfo.conninfo_to_dict(server.secret)
    except psycopg.Error:
        raise malformed(server) from None
    defaults = {each.keyword.decode(): each.val.decode() for each in pq.Conninfo.get_defaults() if each.val}
    own = {name: value for name, value in _ALIVE.items() if name not in given}
    settings = {**defaults, **{name: str(value) for name, value in given.items()}}
    if not _is_here(settings):
        own |= _safe(server, given, settings)
    asking: dict[str, Any] = {**own, "connect_timeout": int(_SILENCE)}
    try:
        connection = _Watched.connect(
            server.secret,
            autocommit=True,
            prepare_threshold=None,
            **own,  # type: ignore[arg-type]  # names of libpq
        )
        asked = psycopg.conninfo.make_conninfo(server.secret, **asking)
    except (psycopg.Error, UnicodeError, ValueError) as error:
        raise refused(server, error) from None  # its text may hold the address
    connection.server_answers = lambda: pq.PGconn.ping(asked.encode()) in {pq.Ping.OK, pq.Ping.REJECT}
    return connection


def _is_here(settings: dict[str, str]) -> bool:
    """Whether the server is on this machine: a socket, or a loopback address."""
    hosts = (settings.get("hostaddr") or settings.get("host") or "").split(",")
    return "service" not in settings and all(map(_is_loopback, hosts))


def _is_loopback(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _safe(server: Server, given: dict[str, Any], settings: dict[str, str]) -> dict[str, str]:
    """Demand a server that proves who it is, by the authorities of the system where no file of them is named."""
    mode = str(given.get("sslmode") or "verify-full")
    if mode != "verify-full":
        raise StoreError(
            f"{server}: sslmode={mode} does not prove which server answers",
            hint="use sslmode=verify-full for a server on another machine: `billtrack help team-archive`",
        )
    own = {} if "sslmode" in given else {"sslmode": mode}
    return own if "sslrootcert" in settings else own | {"sslrootcert": "system"}


KEYS: Final = """
    SELECT k.id, name.code COLLATE "C" AS code, name.place
    FROM unnest({}::int[], {}::text[], {}::int[], {}::text[])
        WITH ORDINALITY AS name(congress, type, number, code, place)
        JOIN measures AS k ON k.congress = name.congress AND k.type = name.type COLLATE "C" AND k.number = name.number
"""
"""The keys of measures by their names, with the versions and the places of the names."""


def keys_of(ids: Sequence[MeasureId | TextId]) -> list[list[object]]:
    """Give the values of ``KEYS``."""
    return columns_of(list(map(name_columns, ids)))


def columns_of(names: Sequence[tuple[object, ...]]) -> list[list[object]]:
    """Give the values of ``KEYS`` or ``NAMED_VOTES``: a list for each of the four columns of a name."""
    return [[name[at] for name in names] for at in range(4)]


NAMED_VOTES = """
    unnest(%s::text[], %s::int[], %s::int[], %s::int[]) AS name(chamber, congress, session, roll) JOIN votes AS v
        ON v.chamber = name.chamber COLLATE "C" AND v.congress = name.congress AND v.session = name.session
        AND v.roll = name.roll
"""
