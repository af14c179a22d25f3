"""What a person can type after ``billtrack search``."""

from typing import Annotated

import typer

from billtrack.cli.completion import complete_filters
from billtrack.cli.options import CommonOptions, reading_command

SETTINGS = {"search": {"ignore_unknown_options": True, "help_option_names": ["--help"]}}
"""By command, for Typer: a query may begin with a hyphen, since ``-word`` excludes a word and is no option."""

_FILTERS = "type: congress: stage: party: policy: subject: version: introduced: sponsor: cosponsor: committee:"
"""The keys of the table of filters, which help does not load; a test compares them."""


@reading_command(has_letters=False)
def search(
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
    *,
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
    from billtrack.search.commands import search as work

    return work.run(query, options, limit=limit, count=count, facets=facets, exit_code=exit_code)
