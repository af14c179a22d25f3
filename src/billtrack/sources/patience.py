"""How long to wait for an official source, and how often to retry.

Pure arithmetic: knows no socket and no clock.  A wait that the server asks for is kept; if it is longer than anyone
wants to wait, the client stops and says so, and never retries earlier.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Patience:
    """Times in seconds, except ``attempts``.

    ``connect`` and ``read`` limit one step of a request, ``whole`` the request; ``longest_asked`` is the longest wait
    accepted from a server, ``longest_pause`` the longest chosen here.
    """

    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 20.0
    longest_asked: float = 120.0
    connect: float = 10.0
    read: float = 30.0
    whole: float = 180.0

    def pause(self, failures: int, chance: float) -> float:
        """Choose the wait after this many failures (at least 1); *chance*, from 0 to 1, is the jitter.

        It doubles from ``first_pause`` up to ``longest_pause``; jitter reduces it by at most half.
        """
        whole = min(self.first_pause * 2.0 ** min(failures - 1, 30), self.longest_pause)
        return whole * (0.5 + chance / 2)


def read_retry_after(text: str | None, *, now: dt.datetime) -> float | None:
    """Read ``Retry-After``, seconds or an HTTP date, as seconds from *now*, never negative.

    Returns:
        ``None`` if it is missing or unreadable.
    """
    if text is None or len(text) > 60:
        return None
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return max((zoned - now).total_seconds(), 0.0)
    except (ValueError, OverflowError):
        return None
