"""What a person can type after ``billtrack companions``; apart, so that ``search`` does not declare it."""

from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.crews import ClusterOption, JobsOption
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.search.companions import LEAST_SIMILARITY, USUAL_SIMILARITY


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
