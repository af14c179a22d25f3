"""The wait for a server that is out of reach for a moment, as while it starts again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from billtrack.errors import PassingError

T = TypeVar("T")

_PAUSES = (0.5, 1, 2, 4, *(8,) * 6)
"""Seconds before each new try: a minute in all."""


def patiently(ask: Callable[[], T]) -> T:
    """Ask a server, and again for a minute while it is out of reach.

    Raises:
        PassingError: it still is after that.
    """
    for pause in _PAUSES:
        try:
            return ask()
        except PassingError:
            time.sleep(pause)
    return ask()
