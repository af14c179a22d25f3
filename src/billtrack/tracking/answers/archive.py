"""What an archive holds, and whether it is intact."""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.values import Value
from billtrack.output.answers import PartsAnswer, attributes, cells, named_columns
from billtrack.output.formats import JsonObject, iso
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Page, Table, Tone
from billtrack.store.archive.contents import Contents

_NUMBERS = frozenset({"congress", "measures", "without_status", "texts", "held", "replaced", "kept", "refused"})
_COLUMNS = ("congress", "type", "measures", "without_status", "texts", "as_of")
_KINDS = {
    "congress": "Congress",
    "type": "Type",
    "measures": "Measures",
    "texts": "Texts",
    "without_status": "Without status",
    "as_of": "As of",
}
_PACKAGES = {
    "package": "File",
    "imported": "Imported",
    "held": "Current",
    "replaced": "Replaced",
    "kept": "Not used",
    "refused": "Refused",
}


class ArchiveAnswer(Value, frozen=True):
    """The contents of the archive at *path*."""

    path: str
    contents: Contents

    def data(self) -> JsonObject:
        """``{"archive", "size", "words", "measures", "texts", "as_of", "kinds", "packages", "refused"}``."""
        return {
            "archive": self.path,
            **attributes(self.contents, "size words"),
            "measures": self._measures(),
            "texts": self._texts(),
            "as_of": self._as_of(),
            "kinds": self.items(),
            "packages": self._packages(),
            "refused": [
                {"document": each.name, **attributes(each, "package reason")} for each in self.contents.refused
            ],
        }

    def items(self) -> Sequence[JsonObject]:
        """One object per type and Congress."""
        return [
            {
                "congress": each.congress,
                "type": each.measure_type.value,
                **attributes(each, "measures without_status texts as_of"),
            }
            for each in self.contents.kinds
        ]

    def table(self) -> Table:
        """One row per type and Congress."""
        return _table({key: key for key in _COLUMNS}, self.items())

    def page(self) -> Page:
        """How much the archive holds, of which measures, from which files, and which files could not be read."""
        facts = (
            ("Measures", f"{self._measures():,}"),
            ("Texts", f"{self._texts():,} ({_megabytes(self.contents.words)} of text)"),
            ("As of", self._as_of() or "not known"),
            ("Size", _megabytes(self.contents.size)),
        )
        blocks: list[Block] = [
            Heading("Archive", self.path),
            Facts(tuple(Fact(label, (Line(words),)) for label, words in facts)),
        ]
        if self.contents.kinds:
            blocks += [Heading("Measures by Congress and type"), _table(_KINDS, self.items())]
        if self.contents.packages:
            blocks += [Heading("Imported files"), _table(_PACKAGES, self._packages(), empty="(single files)")]
        if self.contents.refused:
            lines = (Line(f"{each.name}: {each.reason}", Tone.WARNING) for each in self.contents.refused)
            blocks += [Heading("Could not be read"), *lines]
        return Page(tuple(blocks))

    def _packages(self) -> Sequence[JsonObject]:
        return [
            {"package": each.name, **attributes(each, "imported held replaced kept refused")}
            for each in self.contents.packages
        ]

    def _measures(self) -> int:
        return sum(each.measures for each in self.contents.kinds)

    def _texts(self) -> int:
        return sum(each.texts for each in self.contents.kinds)

    def _as_of(self) -> str | None:
        return max((iso(each.as_of) or "" for each in self.contents.kinds), default="") or None


def _table(titles: dict[str, str], rows: Sequence[JsonObject], *, empty: str = "") -> Table:
    columns = tuple(Column(key, title, is_number=key in _NUMBERS) for key, title in titles.items())
    return Table(columns, tuple(tuple(cell or empty for cell in cells(columns, row)) for row in rows))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


class CheckAnswer(PartsAnswer[str], frozen=True):
    """Every problem of the archive at *path*, one line each; empty if it is intact."""

    path: str
    problems: tuple[str, ...]
    named = "problems"
    columns = named_columns("problem")

    def data(self) -> JsonObject:
        """``{"archive", "problems": [...]}``."""
        return {"archive": self.path, "problems": list(self.problems)}

    def item(self, part: str) -> JsonObject:
        """A problem."""
        return {"problem": part}

    def page(self) -> Page:
        """The problems and how to fix them, or that there are none."""
        if not self.problems:
            return Page((Heading("Archive", self.path), Line("No problems found.", Tone.GOOD)))
        lines = (Line(problem, Tone.BAD) for problem in self.problems)
        repair = Line("Delete the archive and import its files again to rebuild it.", Tone.WARNING)
        return Page((Heading("Archive", self.path), *lines, repair))
