"""Citations of measures and their texts.

``version`` and ``govinfo_package`` are null if no version is given and no record has one.
"""

from __future__ import annotations

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, Reference, TextId, bluebook, prose
from billtrack.model.values import Value
from billtrack.model.web_addresses import congress_gov_text_url, congress_gov_url, govinfo_package
from billtrack.output.answers import MeasuresAnswer, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Fact, Facts, Heading, Line, Tone

_LABELS = (
    ("bluebook", "Bluebook"),
    ("congress_gov", "Congress.gov"),
    ("govinfo_package", "Govinfo package"),
    ("version", "Text version"),
)


class Citation(Value, frozen=True):
    """A measure, the text version cited and the year of that text; ``None`` if not known."""

    measure: MeasureId
    version_code: str | None
    year: int | None
    is_version_asked: bool


def cite_reference(reference: Reference, record: Measure | None) -> Citation:
    """Cite what *reference* names; a record adds the year, and its latest text version if none is asked for.

    Raises:
        InputError: the reference names no Congress and there is no record.
    """
    measure = record.id if record else reference.measure_id
    if measure is None:
        raise InputError(f"{reference}: add the Congress, as in {reference}-115")
    versions = (record.text_versions or ()) if record else ()
    code = reference.version_code or (versions[-1].version_code if versions else None)
    dates = [text.date for text in versions if text.version_code == code and text.date]
    introduced = record.introduced_date if record else None
    day = dates[-1] if dates else introduced if reference.version_code is None else None
    return Citation(measure, code, day.year if day else None, reference.version_code is not None)


class CiteAnswer(MeasuresAnswer[Citation], frozen=True):
    """The citations asked for."""

    columns = named_columns("id text bluebook congress_gov govinfo_package version")

    def item(self, part: Citation) -> JsonObject:
        """A measure in every form."""
        text = TextId(part.measure, part.version_code) if part.version_code else None
        page = congress_gov_text_url(text) if text and part.is_version_asked else congress_gov_url(part.measure)
        return {
            "id": str(part.measure),
            "text": prose(part.measure),
            "bluebook": bluebook(part.measure, year=part.year),
            "congress_gov": page,
            "govinfo_package": govinfo_package(text) if text else None,
            "version": part.version_code,
        }

    def blocks(self, part: Citation) -> tuple[Heading, Facts]:
        """The forms, one per line."""
        item = self.item(part)
        facts = tuple(Fact(label, (_line(key, item[key]),)) for key, label in _LABELS)
        return Heading(str(item["text"]), str(item["id"])), Facts(facts)


def _line(key: str, value: object) -> Line:
    if value is None:
        return Line("none without a text version", Tone.QUIET)
    return Line(str(value), address=str(value) if key == "congress_gov" else "")
