"""What an official source can be asked, and its three answers: a document, unchanged, missing.

The interface both clients offer.  Whatever else happens (refused, throttled, unreachable, no document) is a
``RemoteError``: "missing" is said only when the source itself says that it has no such document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from billtrack.model.identifiers import MeasureId, MeasureType, TextId
from billtrack.model.measure import Measure
from billtrack.sources.billtext import BillText
from billtrack.sources.granule import GranuleText

Content = TypeVar("Content", covariant=True)  # noqa: PLC0105  # read as a word in the signatures below


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a document, to ask again cheaply; given back to it exactly as it wrote them.

    ``url`` is the document's official address where it is known: they say nothing of a document at another.
    """

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Fetched(Generic[Content]):
    """A document that was sent: what it says, its official address, and the bytes its SHA-256 is taken of."""

    content: Content
    url: str
    data: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The document at *url* is the one the validators were given for."""

    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The source has no such document at *url*: not yet, or no such measure."""

    url: str


class OfficialSource(Protocol):
    """One of the two official services; safe to ask from several threads at once."""

    def fetch_status(
        self, measure: MeasureId, held: Validators | None = None
    ) -> Fetched[Measure] | Unchanged | Missing:
        """Fetch the status of *measure*, unless it still is the document *held* describes.

        Raises:
            RemoteError: the source refused, failed, or sent something else.
        """
        ...

    def fetch_text(self, text: TextId, held: Validators | None = None) -> Fetched[BillText] | Unchanged | Missing:
        """Fetch the print *text*, unless it still is the document *held* describes.

        One that is published as PDF only comes with coverage none and a note that says so.

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
        """List the measures of one type that the source has, each once, by number.

        A measure that is not listed may exist all the same: lists trail the documents.

        Raises:
            RemoteError: as ``fetch_status``.
        """
        ...

    def close(self) -> None:
        """Let go of the connections."""
        ...
