"""What the commands that keep records and archives print as JSON, for their JSON Schemas; keys may be added."""

from typing import Literal, NotRequired, TypedDict

from billtrack.output.shapes import AnswerShape, OfMeasureShape


class CountedShape(TypedDict):
    """Cosponsors counted."""

    current: int
    by_party: dict[str, int]


class ChangeShape(TypedDict):
    """A change of a measure."""

    measure: str
    kind: str
    date: str | None
    subject: str | None
    field: str | None
    key: str | None
    before: str | None
    after: str | None
    cosponsors_before: CountedShape | None
    cosponsors_after: CountedShape | None


class RecordedChangeShape(ChangeShape):
    """A change in the log; ``id`` is its own."""

    id: str
    recorded: str
    as_of: str | None


class ChangesShape(AnswerShape):
    """The answer of ``changes``, oldest first."""

    changes: list[RecordedChangeShape]


class UpdatedShape(OfMeasureShape):
    """What an update did to a measure."""

    fate: str
    changes: list[ChangeShape]
    put_aside: list[str]
    not_yet: list[str]
    held_back: list[str]
    dropped: list[str]


class SyncShape(AnswerShape):
    """The answer of ``sync`` and ``track``."""

    dry_run: bool
    counts: dict[str, int]
    measures: list[UpdatedShape]


class DocumentShape(TypedDict):
    """What became of a document."""

    document: str
    measure: str | None
    part: str | None
    fate: str
    reason: str | None


class ElementShape(TypedDict):
    """The elements at one path, counted by what became of them."""

    schema: str
    path: str
    count: int
    fate: str
    reason: str | None


class ImportShape(AnswerShape):
    """The answer of ``import``; ``elements`` is null without ``--report``."""

    into: str
    counts: dict[str, int]
    documents: list[DocumentShape]
    elements: list[ElementShape] | None


class ProblemShape(OfMeasureShape):
    """A problem of a record."""

    file: str
    line: int | None
    part: str | None
    field: str | None
    message: str


class HereAndThereShape(TypedDict):
    """Words that differ."""

    here: str
    there: str


class AgreementShape(TypedDict):
    """A text, compared with a page of the Congressional Record."""

    text: str
    page: str
    likeness: Literal["same", "same_words", "different"]
    differences: list[HereAndThereShape]


class VerifyShape(AnswerShape):
    """The answer of ``verify``."""

    verified: list[str]
    problems: list[ProblemShape]
    compared: list[AgreementShape]


class KindShape(TypedDict):
    """What an archive holds of a Congress and a type of measure."""

    congress: int
    type: str
    measures: int
    without_status: int
    texts: int
    as_of: str | None


class PackageShape(TypedDict):
    """A file that was imported, and what became of its documents."""

    package: str
    imported: str
    held: int
    replaced: int
    kept: int
    refused: int


class RefusedShape(TypedDict):
    """A document that was refused."""

    document: str
    package: str
    reason: str | None


class ArchiveShape(AnswerShape):
    """The answer of ``archive info``, or of ``archive check``, which has ``problems``."""

    archive: str
    size: NotRequired[int]
    words: NotRequired[int]
    measures: NotRequired[int]
    texts: NotRequired[int]
    as_of: NotRequired[str | None]
    kinds: NotRequired[list[KindShape]]
    packages: NotRequired[list[PackageShape]]
    refused: NotRequired[list[RefusedShape]]
    problems: NotRequired[list[str]]


class SettingShape(TypedDict):
    """A setting in force, and where it was set."""

    name: str
    value: str | None
    origin: str
    set_by: str | None
    problem: str | None


class ConfigShape(AnswerShape):
    """The answer of ``config list``."""

    settings: list[SettingShape]
