"""What a person can type after ``billtrack votes``."""

from typing import Annotated, NamedTuple

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, PartyOption, StateOption, reading_command, who_option
from billtrack.model.vote import VotePosition


class VoterOptions(NamedTuple):
    """The options that choose which members of a roll call are listed."""

    members: Annotated[bool, who_option("--members", help="List how each member voted.")] = False
    cosponsors: Annotated[bool, who_option("--cosponsors", help="List how the cosponsors voted, nays first.")] = False
    against_party: Annotated[
        bool, who_option("--against-party", help="List those who voted against the majority of their own party.")
    ] = False
    party: PartyOption = None
    state: StateOption = None
    position: Annotated[
        list[VotePosition] | None,
        who_option(help="Only members who voted this way; may be repeated."),
    ] = None


@reading_command
def votes(
    measures: MeasureArguments,
    options: CommonOptions,
    roll: Annotated[
        int | None, typer.Option("--roll", min=1, metavar="N", help="Only the roll call with this number.")
    ] = None,
    *,
    voters: VoterOptions,
) -> int:
    """Show the roll calls of measures, and who voted how.

    A vote belongs to a measure because an official action refers to it. Votes on amendments are listed too.
    """
    from billtrack.votes.commands import votes as work

    return work.run(measures, options, voters, roll=roll)
