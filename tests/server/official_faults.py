"""What can go wrong on the way to a document, on demand: by script, or by seed.

A script says which requests fail and how often; a seed decides for each address and each time it is asked, whatever
the order in which threads ask, so a campaign can be run again.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What the server does instead of answering well."""

    CLOSED = "closes the connection before a word"
    RESET = "resets the connection in the middle of the body"
    TRUNCATED = "ends the connection in the middle of the body"
    CUT = "sends half the body and says that is all"
    SLOW = "waits before each of a few pieces of the body"
    STALLED = "sends half the body, then nothing"
    LATE = "waits before the answer"
    THROTTLED = "429"
    UNAVAILABLE = "503"
    FAILED = "500"
    BAD_GATEWAY = "502 with an HTML page"
    GATEWAY_TIMEOUT = "504 with an HTML page"
    HTML = "200 with an HTML page"
    EMPTY = "200 with nothing"
    LONGER = "says the body is longer than it is"
    SHORTER = "says the body is shorter than it is"
    LOOP = "redirects to itself for ever"
    ELSEWHERE = "redirects to another host"
    MOVED = "redirects once, to an address that answers"
    BOMB = "sends gzip that unpacks to far too much"
    BROKEN_GZIP = "sends gzip that breaks off"
    OTHER = "sends another measure's document"
    FORBIDDEN = "403 with an HTML page"
    NOT_FOUND = "404"
    UNASKED_304 = "304 to a request with no condition"
    JUNK = "answers with something that is no HTTP"
    HUGE = "says the body is enormous"


TRANSIENT = (
    Kind.CLOSED,
    Kind.RESET,
    Kind.TRUNCATED,
    Kind.CUT,
    Kind.THROTTLED,
    Kind.UNAVAILABLE,
    Kind.FAILED,
    Kind.BAD_GATEWAY,
    Kind.GATEWAY_TIMEOUT,
    Kind.HTML,
    Kind.EMPTY,
    Kind.LONGER,
    Kind.SHORTER,
    Kind.BROKEN_GZIP,
    Kind.OTHER,
    Kind.UNASKED_304,
    Kind.JUNK,
)
"""Faults that a later request may not meet; all but ``NOT_FOUND`` among the quick ones."""

FINAL = (Kind.LOOP, Kind.ELSEWHERE, Kind.BOMB, Kind.FORBIDDEN, Kind.HUGE)
"""Faults that asking again does not mend."""


@dataclass(frozen=True)
class Fault:
    """A kind, with what it needs: seconds to wait, the ``Retry-After`` to send, where to redirect."""

    kind: Kind
    seconds: float = 0.0
    retry_after: str | None = None
    to: str | None = None


@dataclass
class _Scripted:
    fault: Fault
    times: int
    where: str


class Faults:
    """Which requests fail; safe to ask from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._script: list[_Scripted] = []
        self._asked: Counter[str] = Counter()
        self._met: Counter[str] = Counter()
        self._seed: tuple[int, float, Sequence[Fault], int] | None = None

    def script(self, fault: Fault | Kind, *, times: int = 1, where: str = "") -> None:
        """Let the next *times* requests whose address contains *where* meet *fault*; ``-1`` means all of them."""
        fault = fault if isinstance(fault, Fault) else Fault(fault)
        with self._lock:
            self._script.append(_Scripted(fault, times, where))

    def seed(self, seed: int, *, rate: float, kinds: Sequence[Fault | Kind] = TRANSIENT, at_most: int = -1) -> None:
        """Let about *rate* of all requests fail, the *seed* says which; of one address at most *at_most* times."""
        faults = [each if isinstance(each, Fault) else Fault(each) for each in kinds]
        with self._lock:
            self._asked.clear()
            self._met.clear()
            self._seed = (seed, rate, faults, at_most)

    def clear(self) -> None:
        """Let every request be answered well."""
        with self._lock:
            self._script.clear()
            self._seed = None

    def next(self, path: str) -> Fault | None:
        """The fault the request of *path* meets."""
        with self._lock:
            for scripted in self._script:
                if scripted.times and scripted.where in path:
                    scripted.times -= 1
                    return scripted.fault
            if self._seed is None:
                return None
            seed, rate, faults, at_most = self._seed
            chance = random.Random(f"{seed} {path} {self._asked[path]}")
            self._asked[path] += 1
            if chance.random() >= rate or 0 <= at_most <= self._met[path]:
                return None
            self._met[path] += 1
            return chance.choice(faults)
