"""How long to wait for an official source, and how often to ask it again.

Pure arithmetic: knows no socket and no clock.  What a server asks for is kept to; where it asks for more than anyone
wants to sit through, the answer is to stop and say so, never to ask earlier than it allowed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Patience:
    """Numbers in seconds, but ``attempts``.

    ``connect`` and ``read`` bound one step of one request, ``whole`` one request; ``longest_asked`` is the longest
    wait a server may ask for, ``longest_pause`` the longest chosen here.
    """

    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 20.0
    longest_asked: float = 120.0
    connect: float = 10.0
    read: float = 30.0
    whole: float = 180.0

    def pause(self, failures: int, chance: float) -> float:
        """Choose the wait after so many failures (at least 1), *chance* from 0 to 1 deciding inside its half.

        It doubles from ``first_pause`` up to ``longest_pause``; at least half of that is always waited.
        """
        whole = min(self.first_pause * 2.0 ** min(failures - 1, 30), self.longest_pause)
        return whole * (0.5 + chance / 2)


def read_retry_after(text: str | None, *, now: dt.datetime) -> float | None:
    """Read ``Retry-After``, seconds or an HTTP date, as seconds from *now*, never negative.

    Returns:
        ``None`` where there is none, or none that can be read.
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
