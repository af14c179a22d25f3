"""``billtrack search``: find measures by their words."""

import re
from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, common_flags
from billtrack.cli.reports import DONE, FOUND, UsageError, report
from billtrack.errors import OptionError
from billtrack.model.patterns import pattern
from billtrack.model.query.typed import nearest
from billtrack.output.console import emit
from billtrack.search.query.nodes import is_value_then_words
from billtrack.search.query.parsing import parse_query
from billtrack.search.search_answer import SearchAnswer
from billtrack.search.searcher import Searcher


def run(query: Sequence[str], options: CommonOptions, *, limit: int, count: bool, facets: bool, exit_code: bool) -> int:
    """Show the measures that have the words of the query, with the best clause of each, or only how many they are."""
    today = clock.today()
    parsed, output, holdings = parse_query(typed(query), today=today), options.output(), options.holdings()
    if parsed.unread:
        raise OptionError(parsed.unread[0], hint="in quotation marks it is a phrase; see `billtrack help search`")
    shown = 0 if count else limit or None
    result = Searcher(holdings, today=today).search(parsed, limit=shown, with_facets=facets)
    codes = [report(problem) for problem in result.problems]
    emit(SearchAnswer(result, counts_only=count), output)
    return max([*codes, FOUND if exit_code and result.total else DONE])


def typed(arguments: Sequence[str]) -> str:
    """Restore the quotation marks the shell removed.

    An argument with a space in it was in quotation marks: plain words are a phrase, and words after ``key:`` are its
    value.  An argument with quotation marks, parentheses, operators or several filters is a query already, and so is
    a filter whose value is its first word alone, as in ``stage:enacted tax credit``.

    Raises:
        UsageError: an argument is an unknown option.
    """
    return " ".join(map(_as_typed, arguments))


_IS_QUERY = pattern(r"""["“”()|]|(?:^|\s)(?:-\S|(?:OR|AND|NOT|NEAR(?:/\d+)?)(?:\s|$))|\s[A-Za-z]+:\S""")
_FILTER = pattern(r"(-?[A-Za-z_]+:)(.*)", re.DOTALL)


def _as_typed(argument: str) -> str:
    if argument.startswith("--") and argument.strip("-"):
        raise _no_such_option(argument)
    bare = argument.removeprefix("-")
    if not re.search(r"\s", argument) or _IS_QUERY.search(bare):
        return argument
    filtered = _FILTER.fullmatch(argument)
    if filtered and is_value_then_words(filtered[1].strip("-:"), filtered[2]):
        return argument
    if filtered:
        return f'{filtered[1]}"{filtered[2]}"'
    return f'{argument[: len(argument) - len(bare)]}"{bare}"'


def _no_such_option(argument: str) -> UsageError:
    name = argument.partition("=")[0]
    near = nearest(name, ("--limit", "--count", "--facets", "--exit-code", *common_flags()))
    return UsageError(f"no such option: {name}" + (f"; did you mean {near}?" if near else ""))
