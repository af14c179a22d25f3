"""What a person can type after ``billtrack search`` and ``companions``."""

from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from billtrack.cli.completion import complete_filters, complete_measures
from billtrack.cli.crews import ClusterOption, JobsOption
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.search.companions import LEAST_SIMILARITY, USUAL_SIMILARITY

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


class Versions(StrEnum):
    """Which texts of a measure to compare."""

    INTRODUCED = "introduced"
    ALL = "all"


class CompanionOptions(NamedTuple):
    """The options that say which texts are compared, and how similar those of companions are."""

    across: Annotated[bool, typer.Option("--across", help="Compare across Congresses, not only within each.")] = False
    versions: Annotated[
        Versions, typer.Option(help="Compare texts as introduced, or every version with every other.")
    ] = Versions.INTRODUCED
    least: Annotated[
        float,
        typer.Option(
            "--min", metavar="SHARE", min=LEAST_SIMILARITY, max=1.0, help="The least similarity, from 0.3 to 1."
        ),
    ] = USUAL_SIMILARITY
    contained: Annotated[
        bool, typer.Option("--contained", help="Also find a text contained in a longer one, by that share.")
    ] = False


@reading_command
def companions(
    options: CommonOptions,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help="Find the companions of this measure; any spelling.",
            autocompletion=complete_measures,
        ),
    ] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every pair in the archive.")] = False,
    alike: CompanionOptions,
    jobs: JobsOption = None,
    cluster: ClusterOption = None,
) -> int:
    """Find measures in the archive with similar texts: House and Senate versions, and reintroductions.

    Only the words are compared; official relations are shown in their own column. The first run prepares every text,
    which takes a few seconds per thousand.
    """
    from billtrack.search.commands import companions as work

    return work.run(measure, options, alike, every=every, jobs=jobs, cluster=cluster)
