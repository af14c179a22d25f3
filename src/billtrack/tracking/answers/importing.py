"""What an import did with each document and, with ``--report``, with every element in them."""

from __future__ import annotations

from collections.abc import Mapping

from billtrack.model.record_builder import ImportResult
from billtrack.output.answers import PartsAnswer, attributes, cells, named_columns
from billtrack.output.formats import JsonObject, listed
from billtrack.output.page import Column, Fact, Facts, Heading, Line, Page, Table, Tone
from billtrack.tracking.importing import ElementCount, Taken

_DOCUMENT = "document measure part fate reason"
_ELEMENT = "schema path count fate reason"


class ImportAnswer(PartsAnswer[Taken], frozen=True):
    """How many documents had each result, and the documents to list, in the order they were read.

    An import into records lists every document; an import into an archive lists those refused or not used.
    ``elements`` is ``None`` without ``--report``.
    """

    into: str
    results: Mapping[str, int]
    documents: tuple[Taken, ...]
    elements: tuple[ElementCount, ...] | None = None
    named = "documents"
    columns = named_columns(_DOCUMENT)

    def data(self) -> JsonObject:
        """``{"into", "counts", "documents": [...], "elements": [...]}``; ``elements`` null without ``--report``."""
        return {
            "into": self.into,
            "counts": self._counts(),
            "documents": self.items(),
            "elements": listed(self.elements, lambda each: attributes(each, _ELEMENT)),
        }

    def item(self, part: Taken) -> JsonObject:
        """A listed document."""
        return attributes(part, _DOCUMENT)

    def table(self) -> Table:
        """One row per listed document; with a report, one row per element path."""
        return super().table() if self.elements is None else _element_table(self.elements)

    def page(self) -> Page:
        """The counts, then the documents refused or not used, then the report."""
        counts = Facts(tuple(Fact(name.capitalize(), (Line(f"{count:,}"),)) for name, count in self._counts().items()))
        lines = [_line(each) for each in self.documents if each.reason is not None]
        report = () if self.elements is None else _report(self.elements)
        return Page((Heading("Imported", self.into), counts, *lines, *report))

    def _counts(self) -> dict[str, int]:
        counts = {each.value: self.results[each] for each in ImportResult if self.results.get(each)}
        return {"documents": sum(counts.values())} | counts


def _line(row: Taken) -> Line:
    if row.fate is ImportResult.REFUSED:
        return Line(f"{row.document}: refused: {row.reason}", Tone.BAD)
    return Line(f"{row.document}: not used for {row.measure} {row.part}: {row.reason}", Tone.WARNING)


def _report(elements: tuple[ElementCount, ...]) -> tuple[Heading | Facts | Table, ...]:
    schemas = dict.fromkeys(each.schema for each in elements)
    return (
        Heading("Elements"),
        Facts(tuple(Fact(schema, (Line(_share(schema, elements)),)) for schema in schemas)),
        _element_table(elements),
    )


def _share(schema: str, elements: tuple[ElementCount, ...]) -> str:
    own = [each for each in elements if each.schema == schema]
    total, kept = sum(each.count for each in own), sum(each.count for each in own if each.fate == "kept")
    unknown = sum(each.count for each in own if each.fate == "unknown")
    return f"{kept:,} of {total:,} kept ({kept / total:.1%}), {unknown:,} unknown"


def _element_table(elements: tuple[ElementCount, ...]) -> Table:
    columns = tuple(Column(key, key, is_number=key == "count") for key in _ELEMENT.split())
    return Table(columns, tuple(cells(columns, attributes(each, _ELEMENT)) for each in elements))
