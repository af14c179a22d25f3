"""What a worker is asked for an assistant: the requests that need the records or the archive."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from billtrack.serve.asked import Asked, Reply

Ask = Callable[[Asked], Awaitable[Reply]]
"""Hands a question to whoever answers it; when it is canceled, the work on it ends."""

CALL, LIST, READ = "tools/call", "resources/list", "resources/read"
REQUESTS = frozenset({CALL, LIST, READ})
"""Named as in the protocol; no page has such a name."""


def to_call(name: str, values: Mapping[str, Any]) -> Asked:
    """Ask for a call of a tool."""
    return Asked(CALL, "", (name, json.dumps(values)))


def to_list(cursor: str | None) -> Asked:
    """Ask for the measures held, from *cursor* on."""
    return Asked(LIST, "", () if cursor is None else (cursor,))


def to_read(uri: str) -> Asked:
    """Ask for what *uri* names."""
    return Asked(READ, "", (uri,))
