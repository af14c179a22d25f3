"""What a request asks, and the reply: both pass through a pipe between the server and a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

HTML = "html"


class Asked(NamedTuple):
    """One question: the page, the names in its address, its parameters, and the format wanted.

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
    """An answer as it is sent.

    ``file_name`` is set on what is saved rather than shown, ``location`` where the answer is at another address.
    """

    status: int
    media_type: str
    body: bytes
    file_name: str = ""
    location: str = ""

    def to_bytes(self) -> bytes:
        """Write it for the pipe: a line about it, then its body."""
        head = json.dumps([self.status, self.media_type, self.file_name, self.location])
        return head.encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data: bytes) -> Reply:
        """Read what ``to_bytes`` wrote."""
        head, _, body = data.partition(b"\n")
        status, media_type, file_name, location = json.loads(head)
        return cls(status, media_type, body, file_name, location)
