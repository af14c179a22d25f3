"""What ``check-quote --json`` prints, for its JSON Schema; keys may be added."""

from typing import Literal, TypedDict

from billtrack.model.measure import Authority
from billtrack.output.shapes import SpanShape


class ReadShape(TypedDict):
    """What was read."""

    measures: int
    texts: int


class PlaceShape(TypedDict):
    """Where the words stand."""

    id: str
    version: str
    address: str
    sha256: str | None
    first_version: str
    last_version: str
    authority: Authority | None


class QuotationShape(TypedDict):
    """A quotation, and what the texts have; ``unread`` counts characters of it that were not looked for."""

    text: str
    verdict: Literal["exact", "typographic", "near", "absent"]
    places: list[PlaceShape]
    differs: list[SpanShape]
    unread: int


class QuotesShape(TypedDict):
    """The answer of ``check-quote``."""

    schema_version: Literal[1]
    scanned: ReadShape
    not_loaded: list[str]
    quotes: list[QuotationShape]
