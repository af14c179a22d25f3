"""What ``search --json`` and ``companions --json`` print, for their JSON Schemas; keys may be added."""

from typing import NotRequired, TypedDict

from billtrack.output.shapes import AnswerShape, OfMeasureShape, RelationShape


class SearchedShape(TypedDict):
    """What was searched."""

    measures: int
    texts: int
    without_text: int
    records: int
    records_not_searched: int


class CountShape(TypedDict):
    """Measures with a value; null is not loaded."""

    value: str | None
    measures: int


class HitShape(OfMeasureShape):
    """A measure found, and its best clause; ``marks`` are pairs of offsets in ``snippet``."""

    version: str | None
    address: str | None
    title: str
    score: float | None
    snippet: str | None
    marks: list[list[int]]
    is_cut_before: bool
    is_cut_after: bool
    is_in_title: bool
    versions: list[str]
    stage: str | None
    introduced_date: str | None
    sponsor_party: str | None
    is_record: bool


class SearchShape(AnswerShape):
    """The answer of ``search``."""

    query: str
    read_as: str
    notes: list[str]
    scanned: SearchedShape
    total: int
    texts: int
    facets: NotRequired[dict[str, list[CountShape]]]
    hits: list[HitShape]


class ComparedShape(TypedDict):
    """What was compared."""

    measures: int
    texts: int
    without_text: int


class CommonWordsShape(TypedDict):
    """Words of both, and those in common."""

    a: int
    b: int
    common: int


class PairShape(TypedDict):
    """Two measures with similar texts; shares are from 0 to 1."""

    a: str
    b: str
    a_version: str
    b_version: str
    similarity: float
    a_in_b: float
    b_in_a: float
    official: list[RelationShape]
    kind: str
    differs: str
    provisions: int
    differing: list[str]
    words: CommonWordsShape
    a_title: str
    b_title: str


class CompanionsShape(AnswerShape):
    """The answer of ``companions``, most similar first."""

    method: str
    scanned: ComparedShape
    pairs: list[PairShape]
