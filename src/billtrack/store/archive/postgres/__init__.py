"""Archives on a PostgreSQL server; needs psycopg."""

from billtrack.errors import StoreError

try:
    import psycopg  # noqa: F401 - every module of this folder needs it
except ImportError as error:
    raise StoreError(
        "an archive on a server needs psycopg, which is not installed",
        hint="`pip install 'billtrack[postgres]'` installs it",
    ) from error
