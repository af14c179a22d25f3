"""What ``text``, ``cite`` and ``check-quote`` print with ``--json``, for their JSON Schemas; keys may be added."""

from typing import Literal, TypedDict

from billtrack.model.measure import Authority, Coverage
from billtrack.output.shapes import AnswerShape, OfMeasureShape, SpanShape


class ClauseShape(TypedDict):
    """A clause; ``sha256`` is of the document, ``clause_sha256`` of the words."""

    address: str
    level: str
    enum: str | None
    header: str | None
    text: str | None
    depth: int
    quoted: bool
    source: str | None
    authority: Authority | None
    sha256: str | None
    clause_sha256: str | None


class SelectedShape(OfMeasureShape):
    """A text, or the part of it at ``address``."""

    version_code: str
    version_name: str | None
    date: str | None
    coverage: Coverage
    authority: Authority | None
    source: str | None
    sha256: str | None
    clause_sha256: str | None
    note: str | None
    official_title: str | None
    printed_sponsors: str | None
    address: str | None
    citation: str
    clauses: list[ClauseShape]
    excerpt_sources: list[str]
    not_loaded: list[str]


class TextShape(AnswerShape):
    """The answer of ``text``, for measures."""

    measures: list[SelectedShape]


class CitationShape(OfMeasureShape):
    """A measure cited in each form."""

    text: str
    bluebook: str
    congress_gov: str
    govinfo_package: str | None
    version: str | None


class CiteShape(AnswerShape):
    """The answer of ``cite``."""

    measures: list[CitationShape]


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
    """A quotation, and what the texts have; ``unread`` counts the measures with its words that were not read."""

    text: str
    verdict: Literal["exact", "typographic", "near", "absent"]
    places: list[PlaceShape]
    differs: list[SpanShape]
    unread: int


class QuotesShape(AnswerShape):
    """The answer of ``check-quote``."""

    scanned: ReadShape
    not_loaded: list[str]
    quotes: list[QuotationShape]
