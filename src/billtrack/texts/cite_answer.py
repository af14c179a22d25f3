"""The ways to name a measure or one of its texts.

``version`` and ``govinfo_package`` are null where no version is given and no record knows one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.errors import InputError
from billtrack.model.identifiers import (
    MeasureId,
    Reference,
    TextId,
    bluebook,
    congress_gov_text_url,
    congress_gov_url,
    govinfo_package,
    prose,
)
from billtrack.model.measure import Measure
from billtrack.output.formats import JsonObject
from billtrack.output.page import Column, Fact, Facts, Heading, Line, Page, Table, Tone


@dataclass(frozen=True, slots=True)
class Citation:
    """A measure, the text version cited and the year of that text; ``None`` is not known."""

    measure: MeasureId
    version_code: str | None
    year: int | None
    is_version_asked: bool

    @classmethod
    def of(cls, reference: Reference, record: Measure | None) -> Citation:
        """Cite what *reference* names; a record adds its latest text version where none is asked for, and the year.

        Raises:
            InputError: the reference names no Congress and there is no record to tell it.
        """
        measure = record.id if record else reference.measure_id
        if measure is None:
            raise InputError(f"{reference}: say the Congress, as in {reference}-115")
        versions = (record.text_versions or ()) if record else ()
        code = reference.version_code or (versions[-1].version_code if versions else None)
        dates = [text.date for text in versions if text.version_code == code and text.date]
        introduced = record.introduced_date if record else None
        day = dates[-1] if dates else introduced if reference.version_code is None else None
        return cls(measure, code, day.year if day else None, reference.version_code is not None)

    def data(self) -> JsonObject:
        """One object for JSON."""
        text = TextId(self.measure, self.version_code) if self.version_code else None
        return {
            "id": str(self.measure),
            "text": prose(self.measure),
            "bluebook": bluebook(self.measure, year=self.year),
            "congress_gov": congress_gov_text_url(text)
            if text and self.is_version_asked
            else congress_gov_url(self.measure),
            "govinfo_package": govinfo_package(text) if text else None,
            "version": self.version_code,
        }


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
        """One object a measure."""
        return [citation.data() for citation in self.citations]

    def table(self) -> Table:
        """One row a measure."""
        keys = ("id", "text", "bluebook", "congress_gov", "govinfo_package", "version")
        rows = tuple(tuple(str(item[key] or "") for key in keys) for item in self.items())
        return Table(tuple(Column(key, key) for key in keys), rows)

    def page(self) -> Page:
        """The forms of each, one a line."""
        return Page(tuple(block for item in self.items() for block in _blocks(item)))


def _blocks(item: JsonObject) -> tuple[Heading, Facts]:
    facts = tuple(Fact(label, (_line(key, item[key]),)) for key, label in _LABELS if key != "id")
    return Heading(str(item["text"]), str(item["id"])), Facts(facts[1:])


def _line(key: str, value: object) -> Line:
    if value is None:
        return Line("none without a text version", Tone.QUIET)
    return Line(str(value), address=str(value) if key == "congress_gov" else "")
