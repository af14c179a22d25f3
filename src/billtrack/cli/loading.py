"""Loading the measures a command names; each failure is reported, and the others still load."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from billtrack.cli.reports import DONE, report, warn
from billtrack.errors import BilltrackError, InputError
from billtrack.model.choices import Tracked
from billtrack.model.identifiers import parse_reference
from billtrack.model.lawmaking import parse_law
from billtrack.model.measure_names import Reference
from billtrack.output.formats import Output

if TYPE_CHECKING:
    from collections.abc import Callable

    from billtrack.cli.options import CommonOptions
    from billtrack.diff.operands import TextSources
    from billtrack.model.measure import Measure
    from billtrack.store.library import Holdings

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class Answered(NamedTuple, Generic[Found]):
    """The answers found, in the order asked, and the highest exit code."""

    found: tuple[Found, ...]
    code: int

    def target(self, output: Output) -> Output:
        """Where to write the answer: as *output* says, but no file is replaced if nothing asked about was found."""
        if output.save is None or self.found or not self.code:
            return output
        return output._replace(save=lambda _: None)


def answer_each(asked: Iterable[Asked], answer: "Callable[[Asked], Found]") -> Answered[Found]:
    """Answer each; report a failure and go on with the next."""
    found: list[Found] = []
    code = DONE
    for each in asked:
        try:
            found.append(answer(each))
        except BilltrackError as error:
            code = max(code, report(error))
    return Answered(tuple(found), code)


def load_measures(names: Sequence[str], holdings: "Holdings") -> "Answered[Measure]":
    """Load the measures *names* mean; ``-`` reads names from standard input."""
    return answer_each(listed(names), holdings.find)


def reference_of(name: str, options: "CommonOptions") -> Reference:
    """Read the name of a measure that need not be held, for a command that reads records of its own.

    Raises:
        InputError: it is no name; the hint lists the measures held whose titles have its words.
    """
    try:
        return parse_reference(name)
    except InputError:
        return options.holdings().reference(name)


def load_all(holdings: "Holdings", *, quiet: bool) -> "Answered[Measure]":
    """Load every record; report each that cannot be read."""
    measures, problems = holdings.all()
    codes = [report(problem) for problem in problems]
    if not measures and not problems and not quiet and not holdings.archive:
        warn(f"no records in {holdings.bills}")
    return Answered(measures, max(codes, default=DONE))


def listed(names: Sequence[str]) -> Iterator[str]:
    """List the names as ``joined`` does, each ``-`` replaced by the lines of standard input; ``#`` starts a comment."""
    for name in joined(names):
        if name == "-":
            yield from _lines_of_input()
        else:
            yield name


def joined(names: Sequence[str]) -> Iterator[str]:
    """Join the words of one citation without quotation marks (``hres 351 115``), and the words of one title."""
    at = 0
    while at < len(names):
        end = _end_of_name(names, at)
        yield " ".join(names[at:end])
        at = end


_MOST_WORDS = 8
"""The most words of a citation."""


def _end_of_name(names: Sequence[str], at: int) -> int:
    """Where the name that begins at *at* ends.

    It is the longest citation there whose words are not all names themselves, else a run of words, else one word; and
    the numbers after it, which name no measure by themselves.
    """
    end = _end_of_citation(names, at) or _end_of_words(names, at)
    while end < len(names) and names[end].isdecimal() and names[at] != "-":
        end += 1
    return end


def _end_of_citation(names: Sequence[str], at: int) -> int | None:
    for end in range(min(len(names), at + _MOST_WORDS), at + 1, -1):
        if not all(map(_is_reference, names[at:end])) and _is_reference(" ".join(names[at:end])):
            return end
    return None


def _end_of_words(names: Sequence[str], at: int) -> int:
    end = at + 1
    while _is_word(names[at]) and end < len(names) and _is_word(names[end]):
        end += 1
    return end


def _is_word(name: str) -> bool:
    return any(map(str.isalpha, name)) and not any(map(str.isdecimal, name))


def _is_reference(name: str) -> bool:
    if parse_law(name) is not None:
        return True
    try:
        parse_reference(name)
    except InputError:
        return False
    return True


def _lines_of_input() -> Iterator[str]:
    try:
        text = sys.stdin.read()
    except UnicodeDecodeError as error:
        raise InputError("standard input is not text in this terminal's encoding") from error
    yield from names_in(text)


def names_in(text: str) -> Iterator[str]:
    """List the names in *text*, one per line; ``#`` starts a comment."""
    for line in text.splitlines():
        name = line.partition("#")[0].strip()
        if name:
            yield name


def text_sources(options: "CommonOptions", tracked: Tracked = Tracked.ACCEPTED) -> "TextSources":
    """Give a comparison the texts of the records, of the archive and of standard input."""
    from billtrack.diff.operands import TextSources  # noqa: PLC0415 - most commands read no text

    return TextSources(options.holdings, _standard_input, tracked)


def _standard_input() -> bytes:
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read()
    return sys.stdin.read().encode()  # a caller of the library put a text stream in its place
