"""What an archive holds, and whether it is sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.output.formats import JsonObject
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Page, Table, Tone


@dataclass(frozen=True, slots=True)
class KindRow:
    """The measures of one type of one Congress; ``as_of`` is the newest of their update dates, an ISO time."""

    congress: int
    type: str
    measures: int
    without_status: int
    texts: int
    as_of: str | None


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A zip, or (``package`` empty) the files that came in none: its documents by what became of them."""

    package: str
    imported: str
    held: int
    replaced: int
    kept: int
    refused: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A document that could not be read, and why."""

    document: str
    package: str
    reason: str


@dataclass(frozen=True, slots=True)
class ArchiveAnswer:
    """What the archive *path* holds; ``size`` is of its file, ``words`` of the texts' words alone, in bytes."""

    path: str
    size: int
    words: int
    kinds: tuple[KindRow, ...]
    packages: tuple[PackageRow, ...]
    refused: tuple[RefusedRow, ...]

    def data(self) -> JsonObject:
        """``{"archive", "size", "words", "measures", "texts", "as_of", "kinds", "packages", "refused"}``."""
        return {
            "archive": self.path,
            "size": self.size,
            "words": self.words,
            "measures": self._count("measures"),
            "texts": self._count("texts"),
            "as_of": self._as_of(),
            "kinds": self.items(),
            "packages": [_data(each, _PACKAGE_KEYS) for each in self.packages],
            "refused": [_data(each, _REFUSED_KEYS) for each in self.refused],
        }

    def items(self) -> Sequence[JsonObject]:
        """One object a type of a Congress."""
        return [_data(each, _KIND_KEYS) for each in self.kinds]

    def table(self) -> Table:
        """One row a type of a Congress."""
        rows = (tuple(_shown(each, _KIND_KEYS)) for each in self.kinds)
        return Table(tuple(Column(key, key, is_number=key in _NUMBERS) for key in _KIND_KEYS), tuple(rows))

    def page(self) -> Page:
        """How much it holds, of which measures, from which files, and what it could not read."""
        facts = (
            ("Measures", f"{self._count('measures'):,}"),
            ("Texts", f"{self._count('texts'):,}, {_megabytes(self.words)} of words"),
            ("As of", self._as_of() or "not known"),
            ("Size", _megabytes(self.size)),
        )
        blocks: list[Block] = [
            Heading("Archive", self.path),
            Facts(tuple(Fact(label, (Line(words),)) for label, words in facts)),
        ]
        if self.kinds:
            blocks += [Heading("Measures by Congress and type"), _table(_KINDS, self.kinds)]
        if self.packages:
            blocks += [Heading("Files it was made of"), _table(_PACKAGES, self.packages)]
        if self.refused:
            told = (Line(f"{each.document}: {each.reason}", Tone.WARNING) for each in self.refused)
            blocks += [Heading("Not read"), *told]
        return Page(tuple(blocks))

    def _count(self, key: str) -> int:
        return sum(getattr(each, key) for each in self.kinds)

    def _as_of(self) -> str | None:
        return max((each.as_of for each in self.kinds if each.as_of), default=None)


_KIND_KEYS = ("congress", "type", "measures", "without_status", "texts", "as_of")
_PACKAGE_KEYS = ("package", "imported", "held", "replaced", "kept", "refused")
_REFUSED_KEYS = ("document", "package", "reason")
_NUMBERS = frozenset({"congress", "measures", "without_status", "texts", "held", "replaced", "kept", "refused"})
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
    "held": "Held",
    "replaced": "Replaced",
    "kept": "Not taken",
    "refused": "Refused",
}

Row = KindRow | PackageRow | RefusedRow


def _data(row: Row, keys: Sequence[str]) -> JsonObject:
    return {key: getattr(row, key) for key in keys}


def _shown(row: Row, keys: Sequence[str]) -> Sequence[str]:
    return [str("" if (value := getattr(row, key)) is None else value) for key in keys]


def _table(titles: dict[str, str], rows: Sequence[Row]) -> Table:
    columns = tuple(Column(key, title, is_number=key in _NUMBERS) for key, title in titles.items())
    return Table(columns, tuple(tuple(cell or "(single files)" for cell in _shown(row, tuple(titles))) for row in rows))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """Every problem of the archive *path*, a line each; none where it is sound."""

    path: str
    problems: tuple[str, ...]

    def data(self) -> JsonObject:
        """``{"archive", "problems": [...]}``."""
        return {"archive": self.path, "problems": list(self.problems)}

    def items(self) -> Sequence[JsonObject]:
        """One object a problem."""
        return [{"problem": problem} for problem in self.problems]

    def table(self) -> Table:
        """One row a problem."""
        return Table((Column("problem", "problem"),), tuple((problem,) for problem in self.problems))

    def page(self) -> Page:
        """The problems, or that there are none."""
        told = [Line(problem, Tone.BAD) for problem in self.problems]
        sound = Line("sound: its file, its ledger, its index and all that is packed in it", Tone.GOOD)
        again = Line("Remove it and import its files again: all of it can be built from them.", Tone.WARNING)
        return Page((Heading("Archive", self.path), *(told or [sound]), *([again] if told else [])))
