"""Say in billtrack's words what is wrong with an archive on a server.

What the driver says is never repeated: it may hold the address, and the address a password.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg
from psycopg import pq

from billtrack.errors import PassingError, StoreError
from billtrack.store.archive.postgres.schema import SCHEMA
from billtrack.store.archive_address import Server


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
        raise _from_state(server, error) from None  # a driver's error may hold the address
    except (ValueError, TypeError) as error:
        raise damaged(server, f"damaged: {error}") from error


def damaged(server: Server, what: str) -> StoreError:
    """Make the error that something in the archive is damaged."""
    return StoreError(
        f"{server}: {what}", hint=f"restore it from a backup, or drop its schema {SCHEMA} and import again"
    )


def _from_state(server: Server, error: psycopg.Error) -> StoreError:
    state = error.sqlstate or "08000"
    for key in (state, state[:2]):
        if key in _STATES:
            kind, what, hint = _STATES[key]
            return kind(f"{server}: {what}", hint=hint.format(server))
    return StoreError(f"{server}: the server refused a statement (SQLSTATE {state})", hint="look at the server's log")


_MISSING = (StoreError, "tables of the archive are missing", "`billtrack archive create {}` makes them")
_NO_RIGHT = (StoreError, "no right to do this", "ask the owner of the archive: `billtrack help team-archive`")
_LOST = (PassingError, "the connection was lost", "run the same command again: it goes on")
_AGAIN = (PassingError, "another import was in the way", "run the same command again: it goes on")
_STATES: dict[str, tuple[type[StoreError], str, str]] = {
    "42501": _NO_RIGHT,
    "25006": _NO_RIGHT,
    "42P01": _MISSING,
    "3F000": _MISSING,
    "42703": _MISSING,
    "42704": (StoreError, "no such role", "create it: `createuser NAME`"),
    "53100": (StoreError, "no room left on its disk", "make room and run the same command again: it goes on"),
    "57014": (
        StoreError,
        "the server ended the question: it took too long",
        "ask for less, or raise its statement_timeout",
    ),
    "40001": _AGAIN,
    "40P01": _AGAIN,
    "25P03": _LOST,  # the server took a silent writer for gone
    "08": _LOST,
    "57": _LOST,
}
"""What an SQLSTATE, or the class of one, means here, and what to do."""


def malformed(server: Server) -> StoreError:
    """Make the error that *server* is not an address the driver can be given."""
    return StoreError(
        f"{server}: not an address of a server",
        hint="write postgresql://USER@HOST:PORT/DATABASE, special characters as %40 and the like; "
        "keep the password in ~/.pgpass",
    )


def refused(server: Server, error: Exception) -> StoreError:
    """Say in our own words why there is no connection, by what the driver says."""
    message = str(error)
    state: pq.abc.PGconn | None = getattr(error, "pgconn", None)
    name = str(server)
    for sign, kind, what, hint in _REFUSALS:
        if sign in message:
            return kind(f"{name}: {what}", hint=hint)
    if state is not None and (state.needs_password or state.used_password):
        return StoreError(f"{name}: the password is missing or wrong", hint=_PASSWORD)
    return PassingError(
        f"{name}: no PostgreSQL server answers",
        hint="start it, or look at host, port and network: `pg_isready` asks it",
    )


_PASSWORD = "set it in ~/.pgpass or $PGPASSWORD"  # noqa: S105 - where a password is looked for
_REFUSALS: tuple[tuple[str, type[StoreError], str, str], ...] = (
    ("no password supplied", StoreError, "the server asks for a password", _PASSWORD),
    ("password authentication failed", StoreError, "wrong password or user", _PASSWORD),
    ('role "', StoreError, "no such user on the server, or no right to connect", "create it: `createuser NAME`"),
    ('database "', StoreError, "no such database, or no right to connect to it", "create it: `createdb NAME`"),
    (
        "no pg_hba.conf entry",
        StoreError,
        "the server does not admit this user from this machine",
        "look at its pg_hba.conf",
    ),
    ("does not match host name", StoreError, "the server's certificate is for another host", "ask by the name in it"),
    ("certificate", StoreError, "the server's certificate cannot be trusted", "name its authority: ?sslrootcert=FILE"),
    ("SSL", StoreError, "no safe connection to the server", "look at its certificate: `billtrack help team-archive`"),
    ("too many", PassingError, "the server has no connection left", "try again later, or raise its max_connections"),
    ("starting up", PassingError, "the server is starting", "try again in a moment"),
    ("shutting down", PassingError, "the server is shutting down", "try again when it is up"),
)
