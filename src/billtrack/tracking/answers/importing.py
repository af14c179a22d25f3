"""What became of each document of an import, and, where it was asked for, of every element in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from billtrack.output.formats import JsonObject
from billtrack.output.page import Column, Fact, Facts, Heading, Line, Page, Table, Tone


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document: ``fate`` is new, updated, unchanged, kept or refused; ``reason`` says why the last two."""

    document: str
    measure: str | None
    part: str | None
    fate: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element path of one schema: how often it was met, and whether it is kept, left out or unknown."""

    schema: str
    path: str
    count: int
    fate: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """How many documents met each fate, and those told of one by one, in the order they were read.

    Of an import into records that is every document, into an archive those that were refused or not taken.
    ``elements`` is ``None`` where no report was asked for.
    """

    into: str
    fates: Mapping[str, int]
    documents: tuple[DocumentRow, ...]
    elements: tuple[ElementRow, ...] | None = None

    def data(self) -> JsonObject:
        """``{"into", "counts", "documents": [...], "elements": [...]}``; ``elements`` null without ``--report``."""
        return {
            "into": self.into,
            "counts": self._counts(),
            "documents": self.items(),
            "elements": None
            if self.elements is None
            else [{key: getattr(each, key) for key in _ELEMENT_KEYS} for each in self.elements],
        }

    def items(self) -> Sequence[JsonObject]:
        """One object a document that is told of."""
        return [{key: getattr(each, key) for key in _KEYS} for each in self.documents]

    def table(self) -> Table:
        """One row a document that is told of; with a report, one row an element path."""
        if self.elements is not None:
            return _element_table(self.elements)
        rows = (tuple(str(item[key] or "") for key in _KEYS) for item in self.items())
        return Table(tuple(Column(key, key) for key in _KEYS), tuple(rows))

    def page(self) -> Page:
        """The counts, then what was refused or not taken, then the report."""
        counts = Facts(tuple(Fact(fate.capitalize(), (Line(f"{count:,}"),)) for fate, count in self._counts().items()))
        told = [_line(each) for each in self.documents if each.reason is not None]
        report = () if self.elements is None else _report(self.elements)
        return Page((Heading("Imported", self.into), counts, *told, *report))

    def _counts(self) -> dict[str, int]:
        met = {fate: self.fates[fate] for fate in _FATES if self.fates.get(fate)}
        return {"documents": sum(met.values())} | met


_KEYS = ("document", "measure", "part", "fate", "reason")
_ELEMENT_KEYS = ("schema", "path", "count", "fate", "reason")
_FATES = ("new", "updated", "unchanged", "kept", "refused")


def _line(row: DocumentRow) -> Line:
    if row.fate == "refused":
        return Line(f"{row.document}: refused: {row.reason}", Tone.BAD)
    return Line(f"{row.document}: {row.measure} {row.part} kept as it is: {row.reason}", Tone.WARNING)


def _report(elements: tuple[ElementRow, ...]) -> tuple[Heading | Facts | Table, ...]:
    schemas = dict.fromkeys(each.schema for each in elements)
    return (
        Heading("Elements met"),
        Facts(tuple(Fact(schema, (Line(_share(schema, elements)),)) for schema in schemas)),
        _element_table(elements),
    )


def _share(schema: str, elements: tuple[ElementRow, ...]) -> str:
    met = [each for each in elements if each.schema == schema]
    total, kept = sum(each.count for each in met), sum(each.count for each in met if each.fate == "kept")
    unknown = sum(each.count for each in met if each.fate == "unknown")
    return f"{kept:,} of {total:,} kept ({kept / total:.1%}), {unknown:,} unknown"


def _element_table(elements: tuple[ElementRow, ...]) -> Table:
    rows = ((each.schema, each.path, str(each.count), each.fate, each.reason) for each in elements)
    columns = (*(Column(key, key) for key in _ELEMENT_KEYS[:2]), Column("count", "count", is_number=True))
    return Table((*columns, Column("fate", "fate"), Column("reason", "reason")), tuple(rows))
