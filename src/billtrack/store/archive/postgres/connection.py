"""Opening an archive on a server, and saying in billtrack's words what is wrong with it.

What the driver says is never repeated: it may hold the address, and the address a password.
"""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from billtrack.errors import StoreError
from billtrack.store.archive.address import Server
from billtrack.store.archive.postgres.schema import LOCK, SCHEMA, STEPS

try:
    import psycopg
    from psycopg import pq, sql
except ImportError as error:
    raise StoreError(
        "an archive on a server needs psycopg, which is not installed",
        hint="`pip install 'billtrack[postgres]'` installs it",
    ) from error

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

OLDEST: Final = 150000
_PATIENCE: Final = 10
"""Seconds until a server that does not answer counts as gone."""
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
            connection.execute(_SESSION if writes else f"{_SESSION}; SET default_transaction_read_only = on")
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


def _opened(server: Server) -> Connection:
    if not server.is_well_formed:
        raise _malformed(server)
    try:
        given = psycopg.conninfo.conninfo_to_dict(server.secret)
    except psycopg.Error:
        raise _malformed(server) from None
    defaults = {each.keyword.decode(): each.val.decode() for each in pq.Conninfo.get_defaults() if each.val}
    own = {name: value for name, value in _ALIVE.items() if name not in given}
    told = {**defaults, **{name: str(value) for name, value in given.items()}}
    if not _is_here(told):
        own |= _safe(server, given, told)
    try:
        return psycopg.Connection.connect(
            server.secret,
            autocommit=True,
            prepare_threshold=None,
            **own,  # type: ignore[arg-type]  # names of libpq
        )
    except (psycopg.Error, UnicodeError, ValueError) as error:
        raise _refused(server, error) from None  # its text may hold the address


def _is_here(told: dict[str, str]) -> bool:
    """Whether the server is on this machine: a socket, or a loopback address."""
    hosts = (told.get("hostaddr") or told.get("host") or "").split(",")
    return "service" not in told and all(map(_is_loopback, hosts))


def _is_loopback(host: str) -> bool:
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _safe(server: Server, given: dict[str, Any], told: dict[str, str]) -> dict[str, str]:
    """Demand a server that proves who it is, by the authorities of the system where no file of them is named."""
    mode = str(given.get("sslmode") or "verify-full")
    if mode != "verify-full":
        raise StoreError(
            f"{server}: sslmode={mode} does not prove which server answers",
            hint="use sslmode=verify-full for a server on another machine: `billtrack help team-archive`",
        )
    own = {} if "sslmode" in given else {"sslmode": mode}
    return own if "sslrootcert" in told else own | {"sslrootcert": "system"}


def _malformed(server: Server) -> StoreError:
    return StoreError(
        f"{server}: not an address of a server",
        hint="write postgresql://USER@HOST:PORT/DATABASE, special characters as %40 and the like; "
        "keep the password in ~/.pgpass",
    )


def _refused(server: Server, error: Exception) -> StoreError:
    """Tell why no connection was made, from what the driver says, in our own words."""
    said = str(error)
    state: pq.abc.PGconn | None = getattr(error, "pgconn", None)
    name = str(server)
    for sign, what, hint in _REFUSALS:
        if sign in said:
            return StoreError(f"{name}: {what}", hint=hint)
    if state is not None and (state.needs_password or state.used_password):
        return StoreError(f"{name}: the password is missing or wrong", hint=_PASSWORD)
    return StoreError(
        f"{name}: no PostgreSQL server answers",
        hint="start it, or look at host, port and network: `pg_isready` asks it",
    )


_PASSWORD = "set it in ~/.pgpass or $PGPASSWORD"  # noqa: S105 - where a password is looked for
_REFUSALS = (
    ("no password supplied", "the server asks for a password", _PASSWORD),
    ("password authentication failed", "wrong password or user", _PASSWORD),
    ('role "', "no such user on the server, or no right to connect", "create it: `createuser NAME`"),
    ('database "', "no such database, or no right to connect to it", "create it: `createdb NAME`"),
    ("no pg_hba.conf entry", "the server does not admit this user from this machine", "look at its pg_hba.conf"),
    ("too many", "the server has no connection left", "try again later, or raise its max_connections"),
    ("certificate", "the server's certificate cannot be trusted", "name its authority: ?sslrootcert=FILE"),
    ("SSL", "no safe connection to the server", "look at its certificate: `billtrack help team-archive`"),
    ("starting up", "the server is starting", "try again in a moment"),
    ("shutting down", "the server is shutting down", "try again when it is up"),
)


# -------------------------------------------------------------------------------------- schema


def check_steps(connection: Connection, server: Server) -> None:
    """Refuse an archive that is none, or has other steps than this billtrack."""
    taken = _taken(connection)
    if taken is None:
        raise StoreError(f"{server}: no archive in this database", hint=f"`billtrack archive create {server}` makes it")
    if taken > len(STEPS):
        raise StoreError(f"{server}: an archive of a later billtrack", hint="upgrade billtrack")
    if taken < len(STEPS):
        raise StoreError(
            f"{server}: an archive of an earlier billtrack",
            hint=f"`billtrack archive create {server}` brings it up to date",
        )


def _taken(connection: Connection) -> int | None:
    """How many steps the archive has; ``None`` where there is none."""
    found = connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.steps",)).fetchone()
    if found is None or found[0] is None:
        return None
    row = connection.execute(f"SELECT count(*) FROM {SCHEMA}.steps").fetchone()  # noqa: S608 - our own name
    return int(row[0]) if row else None


def migrate(connection: Connection, server: Server) -> None:
    """Take the steps of the schema that are not taken yet; of several programs one does it and the others wait."""
    with reported(server):
        taken = _taken(connection)
        if taken is not None and taken >= len(STEPS):
            check_steps(connection, server)
            return
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            connection.execute("CREATE TABLE IF NOT EXISTS steps (step integer PRIMARY KEY)")
            for number in range(_taken(connection) or 0, len(STEPS)):
                for statement in STEPS[number]:
                    connection.execute(statement)
                connection.execute("INSERT INTO steps VALUES (%s)", (number + 1,))


def grant_reading(connection: Connection, server: Server, role: str) -> None:
    """Let *role* read the archive, and the tables of later steps."""
    name = sql.Identifier(role)
    with reported(server), connection.transaction():
        for statement in _GRANTS:
            connection.execute(sql.SQL(statement).format(schema=sql.Identifier(SCHEMA), role=name))


_GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {role}",
)


# --------------------------------------------------------------------------------------- errors


@contextlib.contextmanager
def reported(server: Server) -> Iterator[None]:
    """Turn what the server says into a ``StoreError`` about the archive."""
    try:
        yield
    except StoreError as error:
        if error.hint is None:
            raise damaged(server, str(error)) from error
        raise
    except psycopg.Error as error:
        raise _told(server, error) from None  # a driver's error may hold the address
    except (ValueError, TypeError) as error:
        raise damaged(server, f"damaged: {error}") from error


def damaged(server: Server, what: str) -> StoreError:
    """Make the error that something in the archive is damaged."""
    return StoreError(
        f"{server}: {what}", hint=f"restore it from a backup, or drop its schema {SCHEMA} and import again"
    )


def _told(server: Server, error: psycopg.Error) -> StoreError:
    state = error.sqlstate or "08000"
    what, hint = (
        _STATES.get(state)
        or _STATES.get(state[:2])
        or (
            f"the server refused a statement (SQLSTATE {state})",
            "look at the server's log",
        )
    )
    return StoreError(f"{server}: {what}", hint=hint.format(server))


_MISSING = ("tables of the archive are missing", "`billtrack archive create {}` makes them")
_NO_RIGHT = ("no right to do this", "ask the owner of the archive: `billtrack help team-archive`")
_LOST = ("the connection was lost", "run the same command again: it goes on")
_STATES = {
    "42501": _NO_RIGHT,
    "25006": _NO_RIGHT,
    "42P01": _MISSING,
    "3F000": _MISSING,
    "42703": _MISSING,
    "42704": ("no such role", "create it: `createuser NAME`"),
    "53100": ("no room left on its disk", "make room and run the same command again: it goes on"),
    "57014": ("the server ended the question: it took too long", "ask for less, or raise its statement_timeout"),
    "08": _LOST,
    "57": _LOST,
}
"""What an SQLSTATE, or the class of one, means here, and what to do."""
