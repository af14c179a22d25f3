"""``billtrack companions``: measures with similar texts."""

import contextlib
from enum import StrEnum
from typing import Annotated

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.crews import ClusterOption, JobsOption
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, UsageError
from billtrack.search.companions import LEAST_SIMILARITY, USUAL_SIMILARITY


class Versions(StrEnum):
    """Which texts of a measure to compare."""

    INTRODUCED = "introduced"
    ALL = "all"


@reading_command
def companions(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help="Find the companions of this measure; any spelling.",
            autocompletion=complete_measures,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every pair in the archive.")] = False,
    across: Annotated[bool, typer.Option("--across", help="Compare across Congresses, not only within each.")] = False,
    versions: Annotated[
        Versions, typer.Option(help="Compare texts as introduced, or every version with every other.")
    ] = Versions.INTRODUCED,
    least: Annotated[
        float,
        typer.Option(
            "--min", metavar="SHARE", min=LEAST_SIMILARITY, max=1.0, help="The least similarity, from 0.3 to 1."
        ),
    ] = USUAL_SIMILARITY,
    contained: Annotated[
        bool, typer.Option("--contained", help="Also find a text contained in a longer one, by that share.")
    ] = False,
    jobs: JobsOption = None,
    cluster: ClusterOption = None,
) -> int:
    """Find measures in the archive with similar texts: House and Senate versions, and reintroductions.

    Only the words are compared; official relations are shown in their own column. The first run prepares every text,
    which takes a few seconds per thousand.
    """
    from billtrack.output.console import emit
    from billtrack.search.commands.pairing import sketch, verified, workers_for
    from billtrack.search.companions.candidates import Wanted
    from billtrack.search.companions.companions_answer import CompanionsAnswer
    from billtrack.search.companions.finder import CompanionFinder
    from billtrack.search.companions.results import CompanionScope

    if every == (measure is not None):
        raise UsageError(
            "name a measure, or use --all" if measure is None else "--all covers every measure; do not name one"
        )
    if measure is not None and (jobs is not None or cluster is not None):
        raise UsageError("--jobs and --cluster go with --all")
    output = options.output()
    holdings = options.holdings()
    reference = None if measure is None else holdings.reference(measure)
    wanted, scope = Wanted(least, contained), CompanionScope(across, versions is Versions.ALL)
    with contextlib.nullcontext() if measure else workers_for(cluster, jobs, options) as workers:
        finder = CompanionFinder(holdings)
        sketch(finder, workers, options)
        search = finder.every(wanted, scope) if reference is None else finder.of(reference, wanted, scope)
        emit(CompanionsAnswer(search.found(verified(search, workers, options))), output)
    return DONE
