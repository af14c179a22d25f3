"""A text of a measure or of a file, or the clauses asked for: their documents, and how to cite them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from billtrack.errors import InputError
from billtrack.model.clauses import NAMED_LEVELS, Clause, clauses, find_clause
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.measure_names import ClauseAddress, TextId, bluebook
from billtrack.model.record_parts import text_part
from billtrack.model.text_choice import missing_parts
from billtrack.model.values import Value
from billtrack.model.versions import version_name

if TYPE_CHECKING:  # it reads files, which this does not
    from billtrack.diff.operands import OperandText


class SelectedText(Value, frozen=True):
    """One text, or the clauses of it asked for; ``path`` is empty for the whole text."""

    measure: Measure
    text: TextVersion
    path: tuple[str, ...]
    clauses: tuple[Clause, ...]

    @property
    def text_id(self) -> TextId:
        """The name of the text version."""
        return TextId(self.measure.id, self.text.version_code)

    @property
    def name(self) -> str:
        """The full name of what was requested."""
        return str(ClauseAddress(self.text_id, self.clauses[0].path)) if self.path else str(self.text_id)

    @property
    def version_name(self) -> str | None:
        """The official name of the version; ``None`` if it has none."""
        return self.text.version_name or version_name(self.text.version_code)

    def not_loaded(self) -> tuple[str, ...]:
        """The parts of the text that are not loaded."""
        return missing_parts(self.measure.id.measure_type, self.text)


def select_text(measure: Measure, text: TextVersion, path: tuple[str, ...]) -> SelectedText:
    """Select *text*, or its clause at *path* with everything inside it.

    Raises:
        InputError: no such clause, or it is not loaded.
    """
    try:
        found = find_clause(text, path) if path else clauses(text)
    except InputError as error:
        raise _naming_text(error, measure, text) from error
    return SelectedText(measure, text, path, found)


def _naming_text(error: InputError, measure: Measure, text: TextVersion) -> InputError:
    """Name the text that lacks the clause, and how to load the rest of a partial text."""
    is_partial = missing_parts(measure.id.measure_type, text)
    hint = f"Go online and run `billtrack sync {measure.id}` for the official text" if is_partial else None
    return InputError(f"{TextId(measure.id, text.version_code)}: {error}", hint=hint or error.hint)


class FileText(Value, frozen=True):
    """The text of the file *name*, or the clauses of it asked for; ``path`` is empty for the whole text."""

    name: str
    document: OperandText
    clauses: tuple[Clause, ...]
    path: tuple[str, ...]


def select_in_file(name: str, document: OperandText, path: tuple[str, ...]) -> FileText:
    """Select the text of *document*, or its clause at *path* with everything inside it.

    Raises:
        InputError: no such clause.
    """
    try:
        found = find_clause(document.text, path) if path else clauses(document.text)
    except InputError as error:
        raise InputError(f"{name}: {error}", hint=error.hint) from error
    return FileText(name, document, found, path)


class Origin(NamedTuple):
    """The address of the document, what kind it is, and the SHA-256 of its bytes; ``None`` if not recorded."""

    source: str | None
    authority: str | None
    sha256: str | None


def text_origin(selected: SelectedText) -> Origin:
    """Find the document of a text, as the record names it; ``verify`` checks that the words are still its words."""
    part = text_part(selected.text.version_code)
    source = next((each for each in selected.measure.sources if each.part == part), None)
    authority = selected.text.authority.value if selected.text.authority else None
    return Origin(source.url, authority, source.sha256) if source else Origin(None, authority, None)


def clause_origin(selected: SelectedText, clause: Clause) -> Origin:
    """Find the document of a clause: that of its text or, for an excerpt, the one it was copied from."""
    if clause.level != "excerpt":
        return text_origin(selected)
    excerpt = selected.text.excerpts[int(clause.path[1].partition("~")[0]) - 1]
    return Origin(excerpt.source, None, None)


def words_sha256(clauses: Iterable[Clause]) -> str | None:
    """Digest the words of *clauses*: each header and text on a line, in UTF-8, lines joined by newlines.

    ``None`` if there are no words.
    """
    lines = [words for clause in clauses for words in (clause.header, clause.text) if words is not None]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else None


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


_PLACES = {"whereas": "whereas clause", "resolved": "resolving clause", "excerpt": "excerpt, its place unknown:"}
