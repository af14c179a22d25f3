"""The text of a file.  It is named by the file, since a draft may not say which print it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses, find_clause
from billtrack.model.values import Value
from billtrack.output.answers import PartsAnswer, attributes, cells, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Heading, Paragraph, Passage, Row, Tone
from billtrack.texts.printed import printed_clauses
from billtrack.texts.text_answer import clause_data, without_addresses

if TYPE_CHECKING:  # it reads files, which the answer does not
    from billtrack.diff.operands import OperandText


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


class FileAnswer(PartsAnswer[FileText], frozen=True):
    """The texts of the files asked for; ``addressed`` gives the address of each clause beside it."""

    files: tuple[FileText, ...]
    addressed: bool = True
    named = "files"
    columns = named_columns("file address level enum header text")

    def item(self, part: FileText) -> JsonObject:
        """A file and its clauses."""
        said, headed, text = part.document.id, part.document.headed, part.document.text
        return {
            "file": part.name,
            "id": str(said.measure) if said else None,
            "version_code": said.version_code if said else None,
            "headed": str(headed) if headed else None,
            **attributes(text, "coverage official_title"),
            "clauses": [clause_data(clause) for clause in part.clauses],
        }

    def rows(self, part: FileText) -> Iterator[Row]:
        """One row per clause."""
        return (cells(self.columns, {"file": part.name, **clause_data(clause)}) for clause in part.clauses)

    def blocks(self, part: FileText) -> Iterator[Block]:
        """The words, under the name of the file."""
        return _blocks(part) if self.addressed else map(without_addresses, _blocks(part))


def _blocks(file: FileText) -> Iterator[Block]:
    yield Heading(file.name, _said(file))
    title = file.document.text.official_title
    if title and not file.path:
        yield Passage((Paragraph(title, tone=Tone.STRONG),))
    yield Passage(tuple(printed_clauses(file.clauses)))


def _said(file: FileText) -> str:
    said, headed = file.document.id, file.document.headed
    if said:
        return f"says it is {said}"
    return f"{f'headed {headed.printed}, ' if headed else ''}does not say which print it is"
