"""The problems ``verify`` found in records, and how their texts compare with the Congressional Record."""

from __future__ import annotations

from billtrack.output.answers import PartsAnswer, attributes, named_columns
from billtrack.output.formats import JsonObject
from billtrack.output.page import Heading, Line, Page, Tone
from billtrack.tracking.printed import Sameness
from billtrack.tracking.verifying import Agreement, RecordProblem

_SHOWN = 5


class VerifyAnswer(PartsAnswer[RecordProblem], frozen=True):
    """The IDs of the records checked, every problem in them, and their texts beside the Congressional Record."""

    verified: tuple[str, ...]
    problems: tuple[RecordProblem, ...]
    compared: tuple[Agreement, ...] = ()
    named = "problems"
    columns = named_columns("id file line part field message")

    def data(self) -> JsonObject:
        """``{"verified": [...], "problems": [...], "compared": [...]}``."""
        compared = [_compared_data(each) for each in self.compared]
        return {"verified": list(self.verified), "problems": self.items(), "compared": compared}

    def item(self, part: RecordProblem) -> JsonObject:
        """A problem."""
        return {"id": str(part.measure), **attributes(part, "file line part field message")}

    def page(self) -> Page:
        """The problems by record, and how many records have none."""
        blocks: list[Heading | Line] = []
        with_problems = dict.fromkeys(each.measure for each in self.problems)
        for measure in with_problems:
            blocks.append(Heading(str(measure)))
            blocks += [_problem_line(each) for each in self.problems if each.measure == measure]
        blocks += [_compared_line(each) for each in self.compared]
        total = len(self.verified)
        sound = len(set(self.verified) - set(map(str, with_problems)))
        tone = Tone.WARNING if with_problems else Tone.GOOD
        return Page((*blocks, Line(f"{sound} of {total} records verified without a problem", tone)))


def _problem_line(problem: RecordProblem) -> Line:
    place = f"{problem.file}:{problem.line}" if problem.line else str(problem.file)
    field = f"{problem.field}: " if problem.field else ""
    return Line(f"{place}: {field}{problem.message}", Tone.BAD)


def _compared_data(each: Agreement) -> JsonObject:
    """``{"text", "page", "likeness": "same|same_words|different", "differences": [{"here", "there"}]}``."""
    differences = [attributes(pair, "here there") for pair in each.differing]
    return {**attributes(each, "text page likeness"), "differences": differences}


def _compared_line(each: Agreement) -> Line:
    """``sres211-115@ats, Congressional Record S6878: same words except for a comma: ...``."""
    pairs = each.differing[:_SHOWN]
    shown = "; ".join(f"{_quoted(pair.here)} here, {_quoted(pair.there)} there" for pair in pairs)
    if len(each.differing) > _SHOWN:
        shown += f"; and {len(each.differing) - _SHOWN} more"
    match each.likeness:
        case Sameness.SAME:
            words, tone = "identical, including punctuation", Tone.GOOD
        case Sameness.SAME_WORDS:
            marks = ", ".join(pair.marks for pair in pairs)
            words, tone = f"same words except for {marks}: {shown}", Tone.GOOD
        case Sameness.DIFFERENT:
            words, tone = f"different words: {shown}", Tone.BAD
    return Line(f"{each.text}, Congressional Record {each.page}: {words}", tone)


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"
