"""A Dask cluster: workers on this machine, or those of a scheduler on the network.

Dask starts dead workers' tasks again on others.  What it is sent can be read in its logs and pages, so a task holds no
password; and who can reach a scheduler without TLS can run any program on its workers, so only one on this machine is
used without.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import logging
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_address
from itertools import islice
from typing import Any, NamedTuple

import billtrack
from billtrack.batch import AHEAD, Answer, Crew, Task
from billtrack.errors import StoreError

_SCHEDULER = re.compile(r"(?P<way>tcp|tls)://(?P<host>\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):(?P<port>[0-9]{1,5})")
_LOCAL = re.compile(r"local(?::(?P<workers>[1-9][0-9]{0,3}))?")
_PATIENCE = 10
"""Seconds until a scheduler that does not answer counts as gone, and until one without workers counts as empty."""
_ALONE = 60
"""Seconds until a cluster whose workers are all gone counts as empty; a dead worker is started again much sooner."""
_NOTHING = logging.CRITICAL + 1
"""The level of a log that stays empty."""
_DEATHS = 5
"""How often a task is given to other workers after Dask gave up, since it was on several workers that died."""


class Local(NamedTuple):
    """Workers on this machine, as many as requested; ``None``: one per processor core."""

    workers: int | None


class Scheduler(NamedTuple):
    """The address of a running scheduler."""

    address: str


def parse_cluster(text: str) -> Local | Scheduler:
    """Read ``local``, ``local:N``, ``tcp://HOST:PORT`` (on this machine) or ``tls://HOST:PORT``.

    Raises:
        ValueError: it is something else, or a scheduler elsewhere without TLS; with what to write.
    """
    local = _LOCAL.fullmatch(text)
    if local is not None:
        return Local(int(local["workers"]) if local["workers"] else None)
    found = _SCHEDULER.fullmatch(text)
    if found is None:
        raise ValueError("expected local, local:N, tcp://HOST:PORT or tls://HOST:PORT")
    if found["way"] == "tcp" and not _is_loopback(found["host"]):
        raise ValueError(f"a scheduler on another machine needs TLS: tls://{found['host']}:{found['port']}")
    return Scheduler(text)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@contextlib.contextmanager
def cluster(where: Local | Scheduler, *, cores: int) -> Iterator[Crew]:
    """Connect to a cluster, or start one on this machine, for the block.

    Raises:
        StoreError: no scheduler answers, it has no workers, or they have another billtrack.
    """
    from distributed import Client, LocalCluster  # noqa: PLC0415 - loads Dask

    _silence()
    with contextlib.ExitStack() as opened:
        if isinstance(where, Local):
            started = LocalCluster(  # type: ignore[no-untyped-call]  # Dask has no types
                n_workers=where.workers or cores,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=_NOTHING,
            )
            address, name = opened.enter_context(started), "the local cluster"
        else:
            address = name = where.address
        try:
            client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # the same
        except (OSError, TypeError, ValueError) as error:
            raise StoreError(f"{name}: no Dask scheduler answers", hint=_how_to_start(name)) from error
        opened.callback(_leave, client)
        yield _Cluster(client, name)


def _leave(client: Any) -> None:  # noqa: ANN401 - Dask has no types
    with contextlib.suppress(OSError):  # the scheduler may be gone, which was told
        client.close()


def _how_to_start(name: str) -> str:
    if name.startswith("tls:"):
        return "start it with TLS, and tell billtrack where its certificate is: `billtrack help batch`"
    return "start it: `dask scheduler`, then `dask worker ADDRESS`"


class _Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: Any, name: str) -> None:  # noqa: ANN401 - Dask has no types
        self._client, self._name = client, name
        with self._reported():
            self._check()
            self.size = max(1, sum(client.nthreads().values()))

    def _check(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise self._error("it has no workers", "start some: `dask worker ADDRESS`") from error
        try:
            versions = set(self._client.run(_version).values())
        except ModuleNotFoundError as error:
            raise self._error("a worker has no billtrack", _INSTALL) from error
        if versions != {billtrack.__version__}:
            others = " and ".join(sorted(versions - {billtrack.__version__}))
            raise self._error(f"a worker has billtrack {others}, this is {billtrack.__version__}", _INSTALL)

    def each(self, work: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
        """Do *work* on each of *tasks*.

        Raises:
            StoreError: the scheduler is gone, it has no workers left, or every worker that took a task died.
        """
        rest, begun = iter(tasks), deque[tuple[Task, Any]]()
        while True:
            for task in islice(rest, self.size * AHEAD - len(begun)):
                begun.append((task, self._submit(work, task)))
            if not begun:
                return
            yield self._answer(work, *begun.popleft())

    def _submit(self, work: Callable[[Task], Answer], task: Task) -> Any:  # noqa: ANN401 - Dask has no types
        with self._reported():
            return self._client.submit(work, task, pure=False)

    def _answer(self, work: Callable[[Task], Answer], task: Task, future: Any) -> Answer:  # noqa: ANN401 - the same
        from distributed import KilledWorker  # noqa: PLC0415 - loaded by now

        for _ in range(_DEATHS):
            self._wait_for(future)
            try:
                answer: Answer = future.result()
            except _gone() as error:
                raise self._told() from error
            except KilledWorker:
                future = self._submit(work, task)
            else:
                return answer
        again = "run the same command again to continue; give the workers more memory if it happens again"
        raise self._error("workers die (killed, or out of memory)", again)

    def _wait_for(self, future: Any) -> None:  # noqa: ANN401 - the same
        """Wait until *future* has an answer or an error of its task; give up when there is nobody to wait for."""
        from distributed import wait  # noqa: PLC0415 - loaded by now

        with self._reported(), self._client.as_current():
            while True:
                try:
                    wait([future], timeout=_ALONE)  # type: ignore[no-untyped-call]  # the same
                except TimeoutError as error:
                    if not self._client.nthreads():
                        again = "start some and run the same command again: it goes on"
                        raise self._error("it has no workers left", again) from error
                else:
                    break
            if future.status not in {"finished", "error"}:
                raise ConnectionError(future.status)

    @contextlib.contextmanager
    def _reported(self) -> Iterator[None]:
        """Say in billtrack's words that the scheduler is gone."""
        try:
            yield
        except _gone(OSError) as error:
            raise self._told() from error

    def _told(self) -> StoreError:
        return self._error("the Dask scheduler is gone", "start it and run the same command again: it goes on")

    def _error(self, what: str, hint: str) -> StoreError:
        return StoreError(f"{self._name}: {what}", hint=hint)


_INSTALL = "install the same billtrack[cluster] on every machine of the cluster"


def _gone(*others: type[BaseException]) -> tuple[type[BaseException], ...]:
    """What Dask raises when its scheduler is gone, whatever a task raises; and *others*."""
    from distributed.comm.core import CommClosedError  # noqa: PLC0415 - loaded by now

    return CommClosedError, asyncio.CancelledError, concurrent.futures.CancelledError, *others


def _silence() -> None:
    """Keep Dask from writing to standard error: what goes wrong is said here, in a line."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(_NOTHING)


def _version() -> str:
    return billtrack.__version__
