"""Make the tables of an archive on a server, bring them up to date, and let a role read them."""

from __future__ import annotations

from psycopg import sql

from billtrack.errors import StoreError
from billtrack.store.archive.postgres.connection import Connection
from billtrack.store.archive.postgres.errors import reported
from billtrack.store.archive.postgres.schema import LOCK, SCHEMA, STEPS
from billtrack.store.archive_address import Server


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
