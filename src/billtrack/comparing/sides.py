"""The sides of a comparison: each operand read, and said which text it is and why it was taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from billtrack.analysis.compared import Compared, Matter
from billtrack.analysis.texts import chosen_text
from billtrack.clauses import Clause, clauses
from billtrack.comparing.documents import Document, Reader, file_bytes
from billtrack.comparing.operands import STANDARD_INPUT, File, Operand, Which, operands
from billtrack.errors import InputError
from billtrack.holdings import Holdings
from billtrack.identifiers import TextId, version_name
from billtrack.model import Coverage, Measure, Summary, TextVersion
from billtrack.sources.billtext import Reading
from billtrack.store import records
from billtrack.store.parsed_texts import ParsedTexts


def _say_nothing(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where texts are read from.

    ``kept`` are the long texts read before (``None``: keep none); ``said`` is told, in a line, what was found there.
    """

    holdings: Holdings
    standard_input: Callable[[], bytes]
    kept: ParsedTexts | None = None
    said: Callable[[str], None] = _say_nothing

    @property
    def reader(self) -> Reader:
        """What reads its documents."""
        return Reader(self.kept, self.said)


def sides(
    names: Sequence[str], shelf: Shelf, *, matter: Matter = Matter.TEXT, placed: bool = False
) -> tuple[Compared, Compared]:
    """Read the two sides that *names* mean (see ``operands``).

    With *placed*, both are XML files, and where their characters stand in them is told too.

    Raises:
        InputError: a name that means nothing, or a text that is not loaded or cannot be read.
    """
    old, new = operands(names)
    return _side(old, shelf, matter, placed=placed), _side(new, shelf, matter, placed=placed)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A measure, the folder of its record, and which of its texts is meant."""

    measure: Measure
    folder: Path
    version: str | None
    which: Which


def _side(operand: Operand, shelf: Shelf, matter: Matter, *, placed: bool) -> Compared:
    if isinstance(operand, File) and not operand.is_record:
        if matter is not Matter.TEXT:
            raise InputError(f"{operand.name}: a file holds a text; name measures to compare their {_PLURALS[matter]}")
        return _file_side(operand, shelf, placed=placed)
    asked = _asked(operand, shelf)
    match matter:
        case Matter.TEXT:
            return _text_side(asked, shelf, placed=placed)
        case Matter.SUMMARY:
            return _summary_side(asked)
        case Matter.TITLE:
            return _title_side(asked)


_PLURALS = {Matter.SUMMARY: "summaries", Matter.TITLE: "titles"}


def _asked(operand: Operand, shelf: Shelf) -> _Asked:
    if isinstance(operand, File):
        path = Path(operand.name)
        return _Asked(records.load_record(path), path.parent, None, operand.which)
    reference = operand.reference
    return _Asked(shelf.holdings.load(reference), shelf.holdings.bills, reference.version_code, operand.which)


# ---------------------------------------------------------------------------------------- texts


def _text_side(asked: _Asked, shelf: Shelf, *, placed: bool) -> Compared:
    text, taken = _chosen(asked)
    document = _in_full(asked, text, shelf, placed=placed)
    return _of_text(
        document,
        name=str(TextId(asked.measure.id, text.version_code)),
        taken=taken,
        described=_described(asked.measure.id.printed, text),
    )


def _chosen(asked: _Asked) -> tuple[TextVersion, str]:
    """The text meant, and why it was taken where nobody named it."""
    measure = asked.measure
    if asked.version is not None:
        return chosen_text(measure, asked.version), ""
    if asked.which is Which.USUAL:
        text = chosen_text(measure, None)
        is_whole = text.coverage is Coverage.COMPLETE
        return text, "its latest complete text" if is_whole else "its latest text; none is loaded whole"
    loaded = [text for text in measure.text_versions or () if text.coverage is not Coverage.NONE]
    if len(loaded) < 2:
        held = chosen_text(measure, None).version_code
        raise InputError(
            f"{measure.id}: only its {held} text is loaded, and nothing to compare it with was named",
            hint=f"name a second text, or load another: `billtrack sync {measure.id}`",
        )
    return (loaded[0], "its earliest loaded") if asked.which is Which.FIRST else (loaded[-1], "its latest loaded")


def _in_full(asked: _Asked, text: TextVersion, shelf: Shelf, *, placed: bool) -> Document:
    """The text with its words, from the XML beside the records where it only names it."""
    text_id = TextId(asked.measure.id, text.version_code)
    if text.file is not None:
        data = records.read_text(asked.folder, text.file)
        return shelf.reader.read(data, name=Path(text.file).name, reading=Reading.AS_REPORTED, placed=placed)
    if placed:
        raise InputError(f"{text_id}: the record holds its words, not its XML; name the XML file instead")
    return Document(text_id, text)


def _of_text(document: Document, *, name: str, taken: str, described: str) -> Compared:
    text = document.text
    return Compared(
        name=name,
        matter=Matter.TEXT,
        clauses=clauses(text),
        coverage=text.coverage,
        measure=document.id.measure if document.id else None,
        version_code=document.id.version_code if document.id else None,
        described=described,
        taken=taken,
        text=text,
        places=document.places,
    )


def _described(printed: str, text: TextVersion) -> str:
    stage = text.version_name or version_name(text.version_code) or text.version_code
    return f"{printed}, {stage}{f', {text.date}' if text.date else ''}"


def _file_side(file: File, shelf: Shelf, *, placed: bool) -> Compared:
    if file.name == STANDARD_INPUT:
        name, data = "standard input", shelf.standard_input()
    else:
        name, data = Path(file.name).name, file_bytes(Path(file.name))
    reading = Reading.AS_INTRODUCED if file.which is Which.FIRST else Reading.AS_REPORTED
    document = shelf.reader.read(data, name=name, reading=reading, placed=placed)
    described = _described(document.id.measure.printed, document.text) if document.id else name
    as_read, taken = _READINGS[file.which]
    return _of_text(document, name=f"{name}{as_read}", taken=taken, described=described)


_READINGS = {
    Which.USUAL: ("", ""),
    Which.FIRST: (" as introduced", "without what the committee added"),
    Which.LAST: (" as reported", "without what the committee struck"),
}

# -------------------------------------------------------------------------- summaries and titles


def _summary_side(asked: _Asked) -> Compared:
    measure, summaries, is_first = asked.measure, asked.measure.summaries, asked.which is Which.FIRST
    if not summaries:
        state = "not loaded" if summaries is None else "known to be none"
        raise InputError(f"{measure.id}: its summaries are {state}")
    if asked.version is not None:
        raise InputError(
            f"{measure.id}@{asked.version}: summaries belong to the measure, not to one text",
            hint=f"name it without @{asked.version}",
        )
    summary = summaries[0] if is_first else summaries[-1]
    taken = "the first of the summaries loaded" if is_first else "the latest summary loaded"
    return Compared(
        name=f"{measure.id} summary {summary.version_code or ''}".rstrip(),
        matter=Matter.SUMMARY,
        clauses=_paragraphs(summary.text),
        coverage=Coverage.COMPLETE,
        measure=measure.id,
        version_code=summary.version_code,
        described=f"{measure.id.printed}, summary by CRS{_of_action(summary)}",
        taken=taken,
    )


def _of_action(summary: Summary) -> str:
    said = [summary.action_desc, summary.action_date.isoformat() if summary.action_date else None]
    return "".join(f", {part}" for part in said if part)


def _paragraphs(text: str) -> tuple[Clause, ...]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(
        Clause(("summary", str(number)), "paragraph", None, None, line, 0, False, None)
        for number, line in enumerate(lines, 1)
    )


def _title_side(asked: _Asked) -> Compared:
    """The official title of the text meant, where it prints one, else the measure's."""
    measure = asked.measure
    printed = None if asked.version is None and asked.which is Which.USUAL else _chosen(asked)[0]
    title = (printed.official_title if printed else None) or measure.title
    return Compared(
        name=str(TextId(measure.id, printed.version_code)) if printed else str(measure.id),
        matter=Matter.TITLE,
        clauses=(Clause(("title",), "official-title", None, None, title, 0, False, None),),
        coverage=Coverage.COMPLETE,
        measure=measure.id,
        version_code=printed.version_code if printed else None,
        described=f"{measure.id.printed}, official title",
    )
