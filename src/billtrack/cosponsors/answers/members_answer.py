"""Files of members: the result of an import, and the days loaded."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.values import Value
from billtrack.output.answers import PartsAnswer, attributes, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Column, Heading, Line, Page, Table, Tone
from billtrack.store.archive.engine import MemberFileRow

_IMPORTED = "file kind day fate holds reason"


class ImportedFile(Value, frozen=True):
    """One file of an import: its kind, the day it describes, the result, its contents, why it was refused."""

    file: str
    kind: str = ""
    day: str = ""
    fate: str = ""
    holds: str = ""
    reason: str = ""


class MembersImportAnswer(PartsAnswer[ImportedFile], frozen=True):
    """The files, in the order given."""

    into: str
    files: tuple[ImportedFile, ...]
    named = "files"
    columns = named_columns(_IMPORTED)

    def data(self) -> JsonObject:
        """``{"into", "files": [...]}``; unknown values of a refused file are null."""
        return {"into": self.into, "files": self.items()}

    def item(self, part: ImportedFile) -> JsonObject:
        """A file and its fate."""
        return {key: value or None for key, value in attributes(part, _IMPORTED).items()}

    def page(self) -> Page:
        """The files loaded, then those refused and why."""
        taken = [each for each in self.files if not each.reason]
        refused = [Line(f"Refused: {each.reason}", Tone.BAD) for each in self.files if each.reason]
        columns = (
            Column("file", "File", is_prose=True),
            Column("day", "Date"),
            Column("fate", "Result"),
            Column("holds", "Contents", is_prose=True),
        )
        table = Table(columns, tuple((each.file, each.day, each.fate, each.holds) for each in taken))
        blocks: tuple[Block, ...] = (Heading("Members of Congress", self.into), *((table,) if taken else ()), *refused)
        return Page(blocks)


class MembersListAnswer(PartsAnswer[MemberFileRow], frozen=True):
    """The files of members in an archive, by kind and day."""

    archive: str
    files: Sequence[MemberFileRow]
    named = "files"
    columns = named_columns("kind day file sha256 imported")

    def data(self) -> JsonObject:
        """``{"archive", "files": [...]}``."""
        return {"archive": self.archive, "files": self.items()}

    def item(self, part: MemberFileRow) -> JsonObject:
        """A file that is held."""
        return {
            **attributes(part, "kind day"),
            "file": part.name,
            "sha256": part.sha256.hex(),
            **attributes(part, "imported"),
        }

    def page(self) -> Page:
        """The files loaded."""
        if not self.files:
            return Page(
                (Line("No files of members. Run `billtrack members fetch`, or `billtrack members import FILE...`."),)
            )
        columns = (Column("kind", "Kind"), Column("day", "Date"), Column("file", "File", is_prose=True))
        rows = tuple((each.kind, str(each.day), each.name) for each in self.files)
        return Page((Heading("Members of Congress", self.archive), Table(columns, rows)))
