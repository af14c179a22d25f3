"""The measures a command was asked about: parsed, loaded, and those that fail reported while the others go on."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from billtrack.cli.reports import DONE, report, warn
from billtrack.errors import BilltrackError, InputError
from billtrack.identifiers import Reference, parse_reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from billtrack.holdings import Holdings
    from billtrack.model import Measure

Asked = TypeVar("Asked")
Found = TypeVar("Found")


@dataclass
class Outcome(Generic[Found]):
    """What could be answered, in the order asked, and the highest exit code met."""

    found: list[Found] = field(default_factory=list)
    code: int = DONE


def answer_each(asked: Iterable[Asked], answer: "Callable[[Asked], Found]") -> Outcome[Found]:
    """Answer what can be answered; report each failure and go on."""
    outcome: Outcome[Found] = Outcome()
    for each in asked:
        try:
            outcome.found.append(answer(each))
        except BilltrackError as error:
            outcome.code = max(outcome.code, report(error))
    return outcome


def load_measures(names: Sequence[str], holdings: "Holdings") -> "Outcome[Measure]":
    """Load the measures *names* mean; ``-`` stands for the list on standard input."""
    return answer_each(listed(names), lambda name: holdings.load(parse_reference(name)))


def load_all(holdings: "Holdings", *, quiet: bool) -> "Outcome[Measure]":
    """Load every record; each that cannot be read is reported and hides no other."""
    measures, problems = holdings.all()
    codes = [report(problem) for problem in problems]
    if not measures and not problems and not quiet:
        warn(f"no records in {holdings.bills}")
    return Outcome(list(measures), max(codes, default=DONE))


def listed(names: Iterable[str]) -> Iterator[str]:
    """Give the names, each ``-`` replaced by the lines of standard input; ``#`` starts a comment."""
    for name in names:
        if name == "-":
            yield from _lines_of_input()
        else:
            yield name


def _lines_of_input() -> Iterator[str]:
    try:
        text = sys.stdin.read()
    except UnicodeDecodeError as error:
        raise InputError("standard input is not text in this terminal's encoding") from error
    for line in text.splitlines():
        name = line.partition("#")[0].strip()
        if name:
            yield name


def one_reference(name: str) -> Reference:
    """Parse one measure, or take it from standard input where *name* is ``-``.

    Raises:
        InputError: it is no measure, or standard input lists none or several.
    """
    names = list(listed([name]))
    if len(names) != 1:
        raise InputError(f"expected one measure on standard input, found {len(names)}")
    return parse_reference(names[0])
