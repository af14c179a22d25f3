"""Citations of measures and their texts.

``version`` and ``govinfo_package`` are null if no version is given and no record has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.model.identifiers import (
    TextId,
    bluebook,
    congress_gov_text_url,
    congress_gov_url,
    govinfo_package,
    prose,
)
from billtrack.output.formats import JsonObject
from billtrack.output.page import Column, Fact, Facts, Heading, Line, Page, Table, Tone
from billtrack.texts.citation import Citation

_LABELS = (
    ("text", "In words"),
    ("id", "Id"),
    ("bluebook", "Bluebook"),
    ("congress_gov", "Congress.gov"),
    ("govinfo_package", "Govinfo package"),
    ("version", "Text version"),
)


@dataclass(frozen=True, slots=True)
class CiteAnswer:
    """The citations asked for."""

    citations: tuple[Citation, ...]

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [_data(citation) for citation in self.citations]

    def table(self) -> Table:
        """One row per measure."""
        keys = ("id", "text", "bluebook", "congress_gov", "govinfo_package", "version")
        rows = tuple(tuple(str(item[key] or "") for key in keys) for item in self.items())
        return Table(tuple(Column(key, key) for key in keys), rows)

    def page(self) -> Page:
        """The forms of each measure, one per line."""
        return Page(tuple(block for item in self.items() for block in _blocks(item)))


def _data(cited: Citation) -> JsonObject:
    text = TextId(cited.measure, cited.version_code) if cited.version_code else None
    return {
        "id": str(cited.measure),
        "text": prose(cited.measure),
        "bluebook": bluebook(cited.measure, year=cited.year),
        "congress_gov": congress_gov_text_url(text)
        if text and cited.is_version_asked
        else congress_gov_url(cited.measure),
        "govinfo_package": govinfo_package(text) if text else None,
        "version": cited.version_code,
    }


def _blocks(item: JsonObject) -> tuple[Heading, Facts]:
    facts = tuple(Fact(label, (_line(key, item[key]),)) for key, label in _LABELS if key != "id")
    return Heading(str(item["text"]), str(item["id"])), Facts(facts[1:])


def _line(key: str, value: object) -> Line:
    if value is None:
        return Line("none without a text version", Tone.QUIET)
    return Line(str(value), address=str(value) if key == "congress_gov" else "")
