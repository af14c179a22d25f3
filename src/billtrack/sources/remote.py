"""What an official source offers, and its three answers: a document, unchanged, missing.

The interface of both clients.  Anything else (refused, throttled, unreachable, not a document) is a ``RemoteError``:
"missing" means that the source itself says it has no such document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.sources.billtext import BillText
from billtrack.sources.granule import GranuleText

Content = TypeVar("Content", covariant=True)  # noqa: PLC0105  # read as a word in the signatures below


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server sent to identify a document, returned to it unchanged in conditional requests.

    ``url`` is the document's official address if known; validators are valid only there.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Fetched(Generic[Content]):
    """A fetched document: its content, its official address, and the bytes for its SHA-256."""

    content: Content
    url: str
    data: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The document at *url* still matches the validators."""

    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The source has no document at *url*: not yet, or there is no such measure."""

    url: str


class OfficialSource(Protocol):
    """One of the two official services; safe to use from several threads."""

    def fetch_status(
        self, measure: MeasureId, held: Validators | None = None
    ) -> Fetched[Measure] | Unchanged | Missing:
        """Fetch the status of *measure*, unless it is still the document that *held* identifies.

        Raises:
            RemoteError: the source refused, failed, or sent something else.
        """
        ...

    def fetch_text(self, text: TextId, held: Validators | None = None) -> Fetched[BillText] | Unchanged | Missing:
        """Fetch *text*, unless it is still the document that *held* identifies.

        A text published only as PDF has coverage none and a note that says so.

        Raises:
            RemoteError: as ``fetch_status``.
        """
        ...

    def fetch_granule(self, text: TextId, day: dt.date, page: str) -> Fetched[GranuleText] | Missing:
        """Fetch what the Congressional Record of *day* prints of *text* on *page* (``S6878``).

        Raises:
            RemoteError: as ``fetch_status``.
        """
        ...

    def list_measures(self, congress: int, measure_type: MeasureType) -> Iterator[MeasureId]:
        """List the measures of one type at the source, each once, by number.

        A measure may exist although it is not listed: lists lag the documents.

        Raises:
            RemoteError: as ``fetch_status``.
        """
        ...

    def close(self) -> None:
        """Close the connections."""
        ...
