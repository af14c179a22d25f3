"""``billtrack search``: which measures have these words, and where."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import COMMON_FLAGS, CommonOptions, reading_command
from billtrack.cli.places import user_archive_file
from billtrack.cli.reports import UsageError, report
from billtrack.cli.unknown import nearest
from billtrack.errors import StoreError
from billtrack.output.console import emit
from billtrack.search import Searcher
from billtrack.search.answers import SearchAnswer
from billtrack.search.query.parsing import parse_query

SETTINGS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""A word that begins with a hyphen is one that is not wanted, no option."""


@reading_command(has_letters=False)
def search(
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...",
            help='Words; "a phrase"; begin*; a OR b; -without; a NEAR/5 b; (brackets); in:whereas (title, resolved, '
            "section); filters: type: sponsor: cosponsor: party: stage: committee: policy: introduced: congress: "
            "version:",
            show_default=False,
        ),
    ],
    options: CommonOptions,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Show the first N measures; 0 shows all.")] = 10,
    count: Annotated[bool, typer.Option("--count", help="Say how many measures are found, not which.")] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count those found by type, stage, party of the sponsor and month.")
    ] = False,
) -> int:
    """Find measures by their words, and show the clause that fits best.

    All that is asked for must stand in one text; accents, case and the shape of quotation marks do not matter.

    An argument of several words in quotation marks is a phrase. The addresses shown are those `billtrack text` takes.
    """
    asked, output, holdings = parse_query(typed(query)), options.output(), options.holdings()
    if holdings.archive is None:
        file = user_archive_file()
        build = f"`billtrack import BILLSTATUS-119-*.zip BILLS-119-*.zip --archive {file}` builds one"
        raise StoreError(f"no archive to search: there is none at {file}", hint=f"{build} from official files")
    shown = 0 if count else limit or None
    result = Searcher(holdings, today=clock.today()).search(asked, limit=shown, with_facets=facets)
    codes = [report(problem) for problem in result.problems]
    emit(SearchAnswer(result, counts_only=count), output)
    return max(codes, default=0)


def typed(arguments: Sequence[str]) -> str:
    """Give the query as it was typed before the shell took its quotation marks away.

    An argument with a space in it came in quotation marks: plain words in it are a phrase, the words after a ``key:``
    its value; one that has quotation marks, brackets, operators or several filters in it is a query itself.

    Raises:
        UsageError: an argument is an option there is none of.
    """
    return " ".join(map(_as_typed, arguments))


_IS_QUERY = re.compile(r"""["“”()|]|(?:^|\s)(?:-\S|(?:OR|AND|NOT|NEAR(?:/\d+)?)(?:\s|$))|\s[A-Za-z]+:\S""")
_FILTER = re.compile(r"(-?[A-Za-z_]+:)(.*)", re.DOTALL)


def _as_typed(argument: str) -> str:
    if argument.startswith("--") and argument.strip("-"):
        raise _no_such_option(argument)
    bare = argument.removeprefix("-")
    if not re.search(r"\s", argument) or _IS_QUERY.search(bare):
        return argument
    filtered = _FILTER.fullmatch(argument)
    if filtered:
        return f'{filtered[1]}"{filtered[2]}"'
    return f'{argument[: len(argument) - len(bare)]}"{bare}"'


def _no_such_option(argument: str) -> UsageError:
    name = argument.partition("=")[0]
    near = nearest(name, ("--limit", "--count", "--facets", *COMMON_FLAGS))
    return UsageError(f"no such option: {name}" + (f"; did you mean {near}?" if near else ""))
