"""What ``verify`` found wrong in records, or that it found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from billtrack.output.formats import JsonObject
from billtrack.output.page import Column, Heading, Line, Page, Table, Tone
from billtrack.tracking.witness import Differing, Likeness, likeness


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
class Witnessed:
    """A text compared with the Congressional Record, by its page; ``differing`` is where their words differ."""

    text: str
    page: str
    differing: tuple[Differing, ...]

    @property
    def has_same_words(self) -> bool:
        """Whether no more than marks differ."""
        return likeness(self.differing) is not Likeness.DIFFERENT

    def data(self) -> JsonObject:
        """``{"text", "page", "likeness": "same|same_words|different", "differences": [{"here", "there"}]}``."""
        differences = [{"here": each.here, "there": each.there} for each in self.differing]
        return {"text": self.text, "page": self.page, "likeness": likeness(self.differing), "differences": differences}

    def line(self) -> Line:
        """``sres211-115@ats, Congressional Record S6878: same words but for a comma: ...``."""
        shown = "; ".join(f"{_quoted(each.here)} here, {_quoted(each.there)} there" for each in self.differing[:_SHOWN])
        more = f"; and {len(self.differing) - _SHOWN} more" if len(self.differing) > _SHOWN else ""
        match likeness(self.differing):
            case Likeness.SAME:
                said, tone = "same words, mark for mark", Tone.GOOD
            case Likeness.SAME_WORDS:
                marks = ", ".join(each.marks for each in self.differing[:_SHOWN])
                said, tone = f"same words but for {marks}: {shown}{more}", Tone.GOOD
            case Likeness.DIFFERENT:
                said, tone = f"different words: {shown}{more}", Tone.BAD
        return Line(f"{self.text}, Congressional Record {self.page}: {said}", tone)


_SHOWN = 5


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


@dataclass(frozen=True, slots=True)
class VerifyAnswer:
    """The records looked at, every problem in them, and their texts beside the Congressional Record."""

    verified: tuple[str, ...]
    problems: tuple[Problem, ...]
    compared: tuple[Witnessed, ...] = ()

    def data(self) -> JsonObject:
        """``{"verified": [...], "problems": [...], "compared": [...]}``."""
        compared = [each.data() for each in self.compared]
        return {"verified": list(self.verified), "problems": self.items(), "compared": compared}

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
        blocks += [each.line() for each in self.compared]
        unsound = {problem.id for problem in self.problems}
        sound = len(set(self.verified) - unsound)
        tone = Tone.WARNING if unsound else Tone.GOOD
        return Page((*blocks, Line(f"{sound} of {len(self.verified)} records verified without a problem", tone)))


_KEYS = ("id", "file", "line", "part", "field", "message")


def _line(problem: Problem) -> Line:
    field = f"{problem.field}: " if problem.field else ""
    return Line(f"{problem.place()}: {field}{problem.message}", Tone.BAD)
