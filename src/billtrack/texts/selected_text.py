"""A text of a measure, or the clauses of it that were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses, find_clause
from billtrack.model.identifiers import ClauseAddress, TextId
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.text_choice import missing_parts
from billtrack.model.versions import version_name


@dataclass(frozen=True, slots=True)
class SelectedText:
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
        """The full name of what was asked for."""
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
