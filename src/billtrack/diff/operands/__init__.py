"""The two texts of a comparison, by what a person named: measures, versions, files, or standard input.

Reads each into clauses to compare, and tells which text was chosen if the request did not name one.  It knows no
screen and compares nothing.  The readers of files and of records are loaded only if one is named: loading takes longer
than comparing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from billtrack.diff.compared import Compared, Matter
from billtrack.diff.operands.operands import File, Operand, TextSources, Which, may_be_file, named_measures, operands
from billtrack.errors import InputError
from billtrack.model.lawmaking import parse_law
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.versions import VERSION_NAMES, version_name

if TYPE_CHECKING:
    from billtrack.diff.engine.provenance import TextPlaces
    from billtrack.model.measure import LeftOut, TextVersion
    from billtrack.model.measure_names import Reference

__all__ = ["TextSources", "measure_texts", "sides"]


def sides(names: Sequence[str], sources: TextSources) -> tuple[Compared, Compared]:
    """Read the two sides that *names* mean (see ``operands``).

    Raises:
        InputError: an unknown name, or a text that is not loaded or cannot be read.
    """
    old, new = operands([_spelled(name, sources) for name in names])
    if old == new:
        same = _side(old, sources)
        return same, same
    if _is_measure(old) and _is_measure(new):
        from billtrack.diff.operands.measures import measure_sides  # noqa: PLC0415 - yaml

        return measure_sides((old, new), sources)
    of_old, of_new = _side(old, sources), _side(new, sources)
    is_one_text = of_old.clauses == of_new.clauses and of_old.left_out == of_new.left_out
    if isinstance(old, File) and old.which is Which.FIRST and is_one_text:
        raise InputError(
            f"{old.name}: this file marks no words as struck or added; there is nothing to compare",
            hint=f"to compare it with another text: billtrack diff {old.name} OTHER",
        )
    return of_old, of_new


def measure_texts(old: Reference, new: Reference, sources: TextSources) -> tuple[Compared, Compared]:
    """Read the texts of two named measures, as ``sides`` does, but never as files.

    Raises:
        InputError: no such measure, or a text that is not loaded or cannot be read.
    """
    from billtrack.diff.operands.measures import measure_side, measure_sides  # noqa: PLC0415 - yaml

    named = named_measures(old, new)
    if named[0] == named[1]:
        same = measure_side(named[0], sources)
        return same, same
    return measure_sides(named, sources)


def _spelled(name: str, sources: TextSources) -> str:
    """Replace a law number by the measure that became it; words of titles raise an error that lists the measures."""
    if parse_law(name.partition("@")[0]):
        return sources.holdings().spelled(name)
    if not any(map(str.isdecimal, name)) and not may_be_file(name) and name.strip().lower() not in VERSION_NAMES:
        sources.holdings().reference(name)
    return name


def _is_measure(operand: Operand) -> bool:
    return not isinstance(operand, File) or operand.is_record


def _side(operand: Operand, sources: TextSources) -> Compared:
    if isinstance(operand, File) and not operand.is_record:
        from billtrack.diff.operands.files import file_side  # noqa: PLC0415 - lxml

        if sources.matter is not Matter.TEXT:
            plural = _PLURALS[sources.matter]
            raise InputError(f"{operand.name}: a file has only text; name measures to compare their {plural}")
        return file_side(operand, sources)
    from billtrack.diff.operands.measures import measure_side  # noqa: PLC0415 - yaml

    return measure_side(operand, sources)


_PLURALS = {Matter.SUMMARY: "summaries", Matter.TITLE: "titles"}


class OperandText(NamedTuple):
    """A text, and the print it says it is (``None``: it does not say).

    ``places``: where its characters are in its XML, for ``--format provenance`` only.  ``not_compared``: what no
    comparison can see, in words.  ``left_out``: its words that are in no clause; ``None``: not kept.  ``around``: what
    is printed around the text.  ``headed``: the measure that its heading names.
    """

    id: TextId | None
    text: TextVersion
    places: TextPlaces | None = None
    not_compared: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] | None = None
    around: tuple[LeftOut, ...] = ()
    headed: MeasureId | None = None


def compared_text(document: OperandText, *, name: str, taken: str, described: str) -> Compared:
    """Make a side from a text."""
    from billtrack.model.clauses import clauses  # noqa: PLC0415 - the help of a command does not need them

    text = document.text
    return Compared(
        name=name,
        matter=Matter.TEXT,
        clauses=clauses(text),
        coverage=text.coverage,
        measure=document.id.measure if document.id else None,
        version_code=document.id.version_code if document.id else None,
        described=described,
        taken=taken,
        text=text,
        places=document.places,
        not_compared=document.not_compared,
        left_out=document.left_out,
        around=document.around,
    )


def described_text(printed: str, text: TextVersion) -> str:
    """Describe which print it is: its measure, stage and date."""
    stage = text.version_name or version_name(text.version_code) or text.version_code
    return f"{printed}, {stage}{f', {text.date}' if text.date else ''}"
