"""``--cluster`` and ``--jobs``: who does the work of a batch."""

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from billtrack.cli.reports import UsageError, require_extra
from billtrack.store.archive_address import Address, Server

if TYPE_CHECKING:
    from billtrack.batch import Crew

Archived = TypeVar("Archived", Address, Server)
PASSWORD_VARIABLE = "PGPASSWORD"  # noqa: S105 - where libpq looks for a password

ClusterOption = Annotated[
    str | None,
    typer.Option(
        metavar="CLUSTER",
        help="Work on a Dask cluster: local, local:N, or a scheduler at tcp://HOST:PORT or tls://HOST:PORT. "
        "The archive must be on a server.",
    ),
]
JobsOption = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes that do the work (default: one per processor core).")
]


@contextlib.contextmanager
def crew_for(cluster: str | None, jobs: int | None, archive: Address) -> Iterator["Crew"]:
    """Settle who works on *archive*: the workers of *cluster*, *jobs* processes, or this process alone.

    Workers of a local cluster find the server's password in their environment; those of a scheduler bring their own.

    Raises:
        UsageError: *cluster* is no cluster, or does not go with *jobs* or with an archive in a file.
        InputError: the extra of clusters is not installed.
        StoreError: no scheduler answers.
    """
    from billtrack.batch import Alone, Processes  # noqa: PLC0415 - help starts no workers

    if cluster is not None:
        with _cluster(cluster, jobs, archive) as crew:
            yield crew
    elif (count := jobs or cores()) == 1:
        yield Alone()
    else:
        with Processes(count) as crew:
            yield crew


@contextlib.contextmanager
def _cluster(text: str, jobs: int | None, archive: Address) -> Iterator["Crew"]:
    from billtrack.batch.cluster import Local, cluster, parse_cluster  # noqa: PLC0415 - few have a cluster

    if not isinstance(archive, Server):
        raise UsageError("--cluster needs an archive on a server: --archive postgresql://HOST/DATABASE")
    if jobs is not None:
        raise UsageError("--cluster and --jobs cannot be combined; --cluster local:N sets the number of workers")
    try:
        where, password = parse_cluster(text), archive.password
    except ValueError as error:
        raise UsageError(f"--cluster {text}: {error}") from error
    require_extra("--cluster", "cluster", "distributed", "duckdb", "psycopg")
    with _environment(password if isinstance(where, Local) else None), cluster(where, cores=cores()) as crew:
        yield crew


def sent(archive: Archived, cluster: str | None) -> Archived:
    """The address of *archive* for the workers; a cluster gets it without the password."""
    return archive.without_password() if cluster and isinstance(archive, Server) else archive


@contextlib.contextmanager
def _environment(password: str | None) -> Iterator[None]:
    """Give the processes started in the block the password of the server; only their user can see it there."""
    before = os.environ.get(PASSWORD_VARIABLE)
    if password is not None:
        os.environ[PASSWORD_VARIABLE] = password
    try:
        yield
    finally:
        if password is not None:
            os.environ.pop(PASSWORD_VARIABLE)
        if before is not None:
            os.environ[PASSWORD_VARIABLE] = before


def cores() -> int:
    """Count the processor cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
