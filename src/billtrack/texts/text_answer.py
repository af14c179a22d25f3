"""The text of a measure: whole, one clause, or as a quotation with its citation.

The words are the text's; what the printed page adds by itself ("Resolved,", the enacting formula) stands in the
lead of a paragraph and is no part of any clause.  In JSON ``not_loaded`` names the parts of the text that are
missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from billtrack.errors import InputError
from billtrack.model.clauses import NAMED_LEVELS, Clause, clauses, find_clause
from billtrack.model.identifiers import ClauseAddress, MeasureType, TextId, bluebook, congress_gov_text_url
from billtrack.model.measure import Authority, Measure, TextVersion
from billtrack.model.text_choice import missing_parts
from billtrack.model.versions import version_name
from billtrack.output.formats import JsonObject, iso
from billtrack.output.page import (
    Block,
    Column,
    Heading,
    Line,
    Page,
    Paragraph,
    Passage,
    Table,
    Tone,
)


@dataclass(frozen=True, slots=True)
class SelectedText:
    """One text, or the clauses of it asked for; ``path`` is empty for the whole."""

    measure: Measure
    text: TextVersion
    path: tuple[str, ...]
    clauses: tuple[Clause, ...]

    @classmethod
    def of(cls, measure: Measure, text: TextVersion, path: tuple[str, ...]) -> SelectedText:
        """Read *text*, or its clause at *path* with all inside it.

        Raises:
            InputError: no such clause, or one not loaded.
        """
        try:
            found = find_clause(text, path) if path else clauses(text)
        except InputError as error:
            raise _with_name(error, measure, text) from error
        return cls(measure, text, path, found)

    @property
    def text_id(self) -> TextId:
        """The name of the text version."""
        return TextId(self.measure.id, self.text.version_code)

    @property
    def name(self) -> str:
        """The full name of what is read."""
        return str(ClauseAddress(self.text_id, self.clauses[0].path)) if self.path else str(self.text_id)


def _with_name(error: InputError, measure: Measure, text: TextVersion) -> InputError:
    """Say which text the clause is missing in, and the command that loads the rest of one that is not complete."""
    is_partial = missing_parts(measure.id.measure_type, text)
    hint = f"`billtrack sync {measure.id}` loads the official text, on a connected machine" if is_partial else None
    return InputError(f"{TextId(measure.id, text.version_code)}: {error}", hint=hint or error.hint)


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """The texts asked for; ``quoted`` gives each as a quotation."""

    readings: tuple[SelectedText, ...]
    quoted: bool = False

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a text."""
        return [_data(reading) for reading in self.readings]

    def table(self) -> Table:
        """One row a clause."""
        rows = tuple(_row(reading, clause) for reading in self.readings for clause in reading.clauses)
        return Table(_COLUMNS, rows)

    def page(self) -> Page:
        """The words, under a heading that says which text they are and how far to trust it."""
        blocks = _quotation if self.quoted else _whole
        return Page(tuple(block for reading in self.readings for block in blocks(reading)))


# ------------------------------------------------------------------------------ for programs

_COLUMNS = tuple(Column(key, key) for key in ("measure", "version_code", "address", "level", "enum", "header", "text"))


def _row(reading: SelectedText, clause: Clause) -> tuple[str, ...]:
    return (
        str(reading.measure.id),
        reading.text.version_code,
        clause.address,
        clause.level,
        clause.enum or "",
        clause.header or "",
        clause.text or "",
    )


def _data(reading: SelectedText) -> JsonObject:
    text = reading.text
    return {
        "id": str(reading.measure.id),
        "version_code": text.version_code,
        "version_name": _version_name(text),
        "date": iso(text.date),
        "coverage": text.coverage.value,
        "authority": text.authority.value if text.authority else None,
        "note": text.note,
        "official_title": text.official_title,
        "printed_sponsors": text.printed_sponsors,
        "address": "/".join(reading.path) or None,
        "citation": _citation(reading),
        "clauses": [_clause_data(clause) for clause in reading.clauses],
        "excerpt_sources": [excerpt.source for excerpt in text.excerpts],
        "not_loaded": list(missing_parts(reading.measure.id.measure_type, text)),
    }


def _clause_data(clause: Clause) -> JsonObject:
    return {
        "address": clause.address,
        "level": clause.level,
        "enum": clause.enum,
        "header": clause.header,
        "text": clause.text,
        "depth": clause.depth,
        "quoted": clause.quoted,
    }


# -------------------------------------------------------------------------------- for people


def _whole(reading: SelectedText) -> Iterator[Block]:
    measure, text = reading.measure, reading.text
    dated = f", {text.date}" if text.date else ""
    yield Heading(f"{measure.id.printed}: {_version_name(text) or text.version_code}{dated}", reading.name)
    yield from _cautions(reading)
    if not reading.path:
        yield from _front(text)
    body = [clause for clause in reading.clauses if clause.level != "excerpt"]
    excerpts = [clause for clause in reading.clauses if clause.level == "excerpt"]
    if body:
        yield Passage(tuple(_paragraphs(reading, body)))
        if not reading.path and _missing(reading):
            yield Line(f"[here the words loaded end; not loaded: {_missing(reading)}]", Tone.WARNING)
    if excerpts:
        yield Heading("Words known to be in this text, their place in it unknown")
        yield Passage(tuple(_excerpts(text, excerpts)))


def _cautions(reading: SelectedText) -> Iterator[Line]:
    """What a reader must know before relying on the words."""
    text = reading.text
    if text.authority in _NOT_THE_PRINT:
        yield Line(_NOT_THE_PRINT[text.authority], Tone.WARNING)
    if text.note:
        yield Line(f"Note: {text.note}", Tone.QUIET)
    missing = _missing(reading)
    if missing:
        yield Line(
            f"Not loaded: {missing}. `billtrack sync {reading.measure.id}` loads the official text, "
            "on a connected machine.",
            Tone.WARNING,
        )


_NOT_THE_PRINT: Mapping[Authority | None, str] = MappingProxyType(
    {
        Authority.RECORD: "As printed in the Congressional Record, not the official print.",
        Authority.COPY: "An unofficial copy, not the official text.",
    }
)


def _missing(reading: SelectedText) -> str:
    parts = missing_parts(reading.measure.id.measure_type, reading.text)
    return " and ".join(_PARTS[part] for part in parts)


_PARTS = MappingProxyType(
    {
        "preamble": "the preamble",
        "rest of preamble": "the rest of the preamble",
        "resolved": "the resolving clauses",
        "sections": "the sections",
    }
)


def _front(text: TextVersion) -> Iterator[Block]:
    front = []
    if text.printed_sponsors:
        front.append(Paragraph(text.printed_sponsors, tone=Tone.QUIET))
    if text.official_title:
        front.append(Paragraph(text.official_title, tone=Tone.STRONG))
    if front:
        yield Passage(tuple(front))


def _paragraphs(reading: SelectedText, body: Sequence[Clause]) -> list[Paragraph]:
    """The clauses as printed, indented from the outermost one shown."""
    opening = _opening(reading.measure.id.measure_type)
    is_whole = not reading.path
    paragraphs = _Paragraphs(body[0].depth)
    if is_whole and body[0].level not in {"whereas", "resolved"} and reading.text.authority is Authority.OFFICIAL:
        paragraphs.found.append(Paragraph(opening))
    for clause in body:
        paragraphs.add(clause, opening if clause.path == ("resolved", "1") else _lead(clause))
    return paragraphs.finished()


class _Paragraphs:
    """Paragraphs in the making: words of another law get the quotation marks the printed page puts around them."""

    def __init__(self, outermost: int) -> None:
        self.found: list[Paragraph] = []
        self._outermost = outermost
        self._quoted_at: int | None = None
        self._is_opening = False

    def add(self, clause: Clause, lead: str) -> None:
        depth = clause.depth - self._outermost
        self._close_quotation(depth)
        if clause.level == "quoted-block" and self._quoted_at is None:
            self._quoted_at, self._is_opening = depth, True
        text = clause.text or ""
        if clause.level == "continuation" and depth:
            depth -= 1  # its words go on in the provision outside
            if self.found and not any(character.isalnum() for character in text):
                self._end_with(text)  # a full stop after a quotation
                return
        if not (lead or text):
            return
        if self._is_opening:
            lead, text = (f"“{lead}", text) if lead else (lead, f"“{text}")
            self._is_opening = False
        self.found.append(Paragraph(text, depth, lead))

    def finished(self) -> list[Paragraph]:
        self._close_quotation(0)
        return self.found

    def _close_quotation(self, depth: int) -> None:
        if self._quoted_at is not None and depth <= self._quoted_at:
            if not self._is_opening:
                self._end_with("”")
            self._quoted_at, self._is_opening = None, False

    def _end_with(self, mark: str) -> None:
        last = self.found[-1]
        self.found[-1] = (
            replace(last, text=f"{last.text}{mark}") if last.text else replace(last, lead=f"{last.lead}{mark}")
        )


_IN_CONGRESS = "by the Senate and House of Representatives of the United States of America in Congress assembled,"


def _opening(measure_type: MeasureType) -> str:
    """The formula the printed page puts before the first provision; no file contains it."""
    if measure_type.is_simple:
        return "Resolved,"
    if measure_type is MeasureType.HCONRES:
        return "Resolved by the House of Representatives (the Senate concurring),"
    if measure_type is MeasureType.SCONRES:
        return "Resolved by the Senate (the House of Representatives concurring),"
    is_bill = measure_type in {MeasureType.HR, MeasureType.S}
    return f"{'Be it enacted' if is_bill else 'Resolved'} {_IN_CONGRESS}"


def _lead(clause: Clause) -> str:
    """The number and heading before the words of a clause, as printed."""
    if clause.level == "resolved" and clause.enum is None:
        return "Resolved," if (clause.text or "").startswith("That") else ""
    level = _LEVEL_WORDS.get(clause.level, clause.level.capitalize()) if clause.level in NAMED_LEVELS else ""
    header = f"{clause.header.rstrip('.')}." if clause.header else ""
    return " ".join(part for part in (level if clause.enum else "", clause.enum or "", header) if part)


_LEVEL_WORDS = MappingProxyType({"section": "Sec."})


def _excerpts(text: TextVersion, clauses_found: Sequence[Clause]) -> Iterator[Paragraph]:
    sources = {f"excerpt/{number}": excerpt for number, excerpt in enumerate(text.excerpts, 1)}
    for clause in clauses_found:
        excerpt = sources[clause.address]
        yield Paragraph(f"“{clause.text}”", 0, f"[{excerpt.part}]")
        yield Paragraph(f"Source: {excerpt.source}", 1, tone=Tone.QUIET)
        if excerpt.note:
            yield Paragraph(excerpt.note, 1, tone=Tone.QUIET)


# ----------------------------------------------------------------------------- as a quotation


def _quotation(reading: SelectedText) -> Iterator[Block]:
    paragraphs = _paragraphs(reading, reading.clauses)
    first = paragraphs[0]
    paragraphs[0] = replace(first, lead=f"“{first.lead}") if first.lead else replace(first, text=f"“{first.text}")
    last = paragraphs[-1]
    paragraphs[-1] = replace(last, text=f"{last.text}”")
    yield Passage(tuple(paragraphs))
    yield Line(f"— {_citation(reading)}")
    yield Line(congress_gov_text_url(reading.text_id), Tone.QUIET)
    if reading.text.authority in _QUOTED_FROM:
        quoted_from = _QUOTED_FROM[reading.text.authority]
        yield Line(f"Quoted from {quoted_from}; compare it with the official text.", Tone.WARNING)


_QUOTED_FROM: Mapping[Authority | None, str] = MappingProxyType(
    {Authority.RECORD: "the Congressional Record", Authority.COPY: "an unofficial copy"}
)


def _citation(reading: SelectedText) -> str:
    """Bluebook's form, the print quoted, and the place in it."""
    day = reading.text.date or reading.measure.introduced_date
    cited = bluebook(reading.measure.id, year=day.year if day else None)
    place = f", {_place(reading.clauses[0])}" if reading.path else ""
    return f"{cited} (as {_version_name(reading.text) or reading.text.version_code}){place}"


def _place(clause: Clause) -> str:
    """The place of a clause in words: ``whereas clause 4``, ``resolving clause 1(2)``, ``section 3(a)``."""
    words: list[str] = []
    path = list(clause.path)
    while path:
        level = path.pop(0)
        if level in _PLACES and path:
            words.append(f"{_PLACES[level]} {path.pop(0)}")
        elif level in NAMED_LEVELS and path:
            words.append(f"{level} {path.pop(0)}")
        elif words:
            words[-1] += f"({level})" if len(level) < len("quoted") else f", {level}"
        else:
            words.append(level)
    return ", ".join(words)


_PLACES = MappingProxyType(
    {"whereas": "whereas clause", "resolved": "resolving clause", "excerpt": "excerpt, its place unknown:"}
)


def _version_name(text: TextVersion) -> str | None:
    return text.version_name or version_name(text.version_code)
