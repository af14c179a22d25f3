"""Citing a measure, one of its texts, or a clause."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from billtrack.errors import InputError
from billtrack.model.clauses import NAMED_LEVELS, Clause
from billtrack.model.identifiers import MeasureId, Reference, bluebook
from billtrack.model.measure import Measure
from billtrack.texts.selected_text import SelectedText


@dataclass(frozen=True, slots=True)
class Citation:
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


def text_citation(selected: SelectedText) -> str:
    """Cite a text, or the place of its first clause, in The Bluebook's form."""
    day = selected.text.date or selected.measure.introduced_date
    cited = bluebook(selected.measure.id, year=day.year if day else None)
    place = f", {_place(selected.clauses[0])}" if selected.path else ""
    return f"{cited} (as {selected.version_name or selected.text.version_code}){place}"


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
