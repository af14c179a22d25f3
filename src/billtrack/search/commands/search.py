"""``billtrack search``: find measures by their words."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.completion import complete_bioguide_ids
from billtrack.cli.options import CommonOptions, common_flags, reading_command
from billtrack.cli.reports import DONE, FOUND, UsageError, report
from billtrack.errors import OptionError
from billtrack.model.patterns import pattern

SETTINGS = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
"""Lets a query begin with a hyphen: ``-word`` excludes a word and is not an option."""


_BY_MEMBER = ("sponsor", "cosponsor")
_FILTERS = "type: congress: stage: party: policy: subject: version: introduced: sponsor: cosponsor: committee:"
"""The keys of the table of filters, which help does not load; a test compares them."""


def complete_filters(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete the name of a filter, then its value if the values can be listed; for a member, the Bioguide ID."""
    from billtrack.model.query.fields import FILTERS

    key, colon, typed_value = incomplete.partition(":")
    if colon and key in _BY_MEMBER:
        return [(f"{key}:{each}", name) for each, name in complete_bioguide_ids(context, typed_value)]
    if colon:
        known = FILTERS.get(key)
        values = [f"{key}:{choice}" for choice in known.choices] if known else []
        return [(value, "") for value in values if value.startswith(incomplete)]
    return [(f"{each.key}:", each.help) for each in FILTERS.values() if each.key.startswith(incomplete)]


@reading_command(has_letters=False)
def search(  # noqa: PLR0917 - an option each; Typer passes them by name
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY...",
            help='Words; "a phrase"; prefix*; a OR b; -without; a NEAR/5 b; (parentheses); in:whereas (title, '
            f"resolved, section); filters: {_FILTERS}",
            autocompletion=complete_filters,
        ),
    ],
    options: CommonOptions,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Show the first N measures; 0 shows all.")] = 10,
    count: Annotated[bool, typer.Option("--count", help="Show only the number of measures.")] = False,
    facets: Annotated[
        bool,
        typer.Option(
            "--facets", help="Count the results by type, stage, party of the sponsor, and month of introduction."
        ),
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if a measure is found.")] = False,
) -> int:
    """Find measures by their words, and show the best matching clause of each.

    All the words must be in one text. Case, accents, and the shape of quotation marks do not matter.

    Several words in quotation marks are a phrase. `billtrack text` prints the clause at each address shown.
    """
    from billtrack.output.console import emit
    from billtrack.search.query.parsing import parse_query
    from billtrack.search.search_answer import SearchAnswer
    from billtrack.search.searcher import Searcher

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
    from billtrack.search.query.nodes import is_value_then_words

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
    from billtrack.model.query.typed import nearest

    name = argument.partition("=")[0]
    near = nearest(name, ("--limit", "--count", "--facets", "--exit-code", *common_flags()))
    return UsageError(f"no such option: {name}" + (f"; did you mean {near}?" if near else ""))
