"""A question and its reply, as they pass through the pipe between the server and a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

HTML = "html"
PREPARE = "prepare"
"""The question that is asked once before companions; no address has it."""


class Asked(NamedTuple):
    """A question: the page, the names in its address, its parameters, and the format wanted.

    ``address`` is that of the page itself, without its parameters.
    """

    page: str
    address: str
    names: tuple[str, ...] = ()
    parameters: Mapping[str, str] = MappingProxyType({})
    format: str = HTML

    def to_bytes(self) -> bytes:
        """Write it for the pipe."""
        return json.dumps([self.page, self.address, self.names, dict(self.parameters), self.format]).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Asked:
        """Read what ``to_bytes`` wrote."""
        page, address, names, parameters, format_ = json.loads(data)
        return cls(page, address, tuple(names), parameters, format_)


class Reply(NamedTuple):
    """A response, before HTTP.

    ``file_name`` is set on what is saved rather than shown, ``location`` where the answer is at another address.
    ``needs`` is set where something must be done once before there is an answer: the page of the question to ask
    first.  ``retry_after`` is the number of seconds after which to ask again, 0 where that would not help.
    """

    status: int
    media_type: str
    body: bytes
    file_name: str = ""
    location: str = ""
    needs: str = ""
    retry_after: int = 0

    def to_bytes(self) -> bytes:
        """Write it for the pipe: a line about it, then its body."""
        return json.dumps([*self[:2], *self[3:]]).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data: bytes) -> Reply:
        """Read what ``to_bytes`` wrote."""
        head, _, body = data.partition(b"\n")
        status, media_type, *others = json.loads(head)
        return cls(status, media_type, body, *others)
