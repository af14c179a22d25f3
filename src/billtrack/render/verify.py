"""What ``verify`` found wrong in records, or that it found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.render.formats import JsonObject
from billtrack.render.page import Column, Heading, Line, Page, Table, Tone


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: the record's file and, where they are known, its line, the part and the field."""

    id: str
    file: str
    line: int | None
    part: str | None
    field: str | None
    message: str

    def place(self) -> str:
        """Where to look, as compilers write it."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class VerifyAnswer:
    """The records looked at, and every problem in them."""

    verified: tuple[str, ...]
    problems: tuple[Problem, ...]

    def data(self) -> JsonObject:
        """``{"verified": [...], "problems": [...]}``."""
        return {"verified": list(self.verified), "problems": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a problem."""
        return [{key: getattr(problem, key) for key in _KEYS} for problem in self.problems]

    def table(self) -> Table:
        """One row a problem."""
        columns = tuple(Column(key, key) for key in _KEYS)
        rows = (tuple(str(item[key] or "") for key in _KEYS) for item in self.items())
        return Table(columns, tuple(rows))

    def page(self) -> Page:
        """The problems by record, and how many records are sound."""
        blocks: list[Heading | Line] = []
        for measure in dict.fromkeys(problem.id for problem in self.problems):
            blocks.append(Heading(measure))
            blocks += [_line(problem) for problem in self.problems if problem.id == measure]
        unsound = {problem.id for problem in self.problems}
        sound = len(set(self.verified) - unsound)
        tone = Tone.WARNING if unsound else Tone.GOOD
        return Page((*blocks, Line(f"{sound} of {len(self.verified)} records verified without a problem", tone)))


_KEYS = ("id", "file", "line", "part", "field", "message")


def _line(problem: Problem) -> Line:
    field = f"{problem.field}: " if problem.field else ""
    return Line(f"{problem.place()}: {field}{problem.message}", Tone.BAD)
