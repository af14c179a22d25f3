"""What a person can type after ``billtrack status`` and ``history``."""

from typing import Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command


@reading_command
def status(measures: MeasureArguments, options: CommonOptions) -> int:
    """Show where measures stand: stage, outcome, what comes next, sponsor, cosponsors, committees, texts."""
    from billtrack.status.commands import status as work

    return work.run(measures, options)


@reading_command
def history(
    measures: MeasureArguments,
    options: CommonOptions,
    amendments: Annotated[
        bool, typer.Option("--amendments", help="List amendments instead: number, sponsor, purpose, disposition, vote.")
    ] = False,
) -> int:
    """Show the history of measures, oldest first. An event two official systems report is shown once."""
    from billtrack.status.commands import history as work

    return work.run(measures, options, amendments=amendments)
