"""``billtrack votes``: which roll calls a measure has, and who voted how."""

from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, PartyOption, StateOption, reading_command, who_option
from billtrack.cli.reports import UsageError
from billtrack.model.vote import VotePosition

if TYPE_CHECKING:
    from billtrack.votes.choice import Whom


@reading_command
def votes(  # noqa: PLR0917 - an option each; Typer passes them by name
    measures: MeasureArguments,
    options: CommonOptions,
    roll: Annotated[
        int | None, typer.Option("--roll", min=1, metavar="N", help="Only the roll call with this number.")
    ] = None,
    members: Annotated[bool, who_option("--members", help="List how each member voted.")] = False,
    cosponsors: Annotated[bool, who_option("--cosponsors", help="List how the cosponsors voted, nays first.")] = False,
    against_party: Annotated[
        bool, who_option("--against-party", help="List those who voted against the majority of their own party.")
    ] = False,
    party: PartyOption = None,
    state: StateOption = None,
    position: Annotated[
        list[VotePosition] | None,
        who_option(help="Only members who voted this way; may be repeated."),
    ] = None,
) -> int:
    """Show the roll calls of measures, and who voted how.

    A vote belongs to a measure because an official action refers to it. Votes on amendments are listed too.
    """
    from billtrack.cli.loading import answer_each, load_measures
    from billtrack.output.console import emit
    from billtrack.votes.choice import Choice
    from billtrack.votes.counting import senators_of
    from billtrack.votes.tallied import measure_votes
    from billtrack.votes.votes_answer import VotesAnswer

    if members + cosponsors + against_party > 1:
        raise UsageError("--members, --cosponsors and --against-party list different people; give one")
    choice = Choice(
        _whom(members or bool(party or state or position), cosponsors, against_party),
        frozenset(party or ()),
        frozenset(state or ()),
        frozenset(position or ()),
    )
    output, holdings = options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    senators = senators_of(holdings.senators) if loaded.found else {}
    found = answer_each(loaded.found, lambda measure: measure_votes(measure, holdings.vote, senators, roll=roll))
    if found.found:
        emit(VotesAnswer(found.found, choice, senators, shows_each=roll is not None), output)
    return max(loaded.code, found.code)


def _whom(members: bool, cosponsors: bool, against_party: bool) -> "Whom":
    from billtrack.votes.choice import Whom

    if cosponsors:
        return Whom.COSPONSORS
    if against_party:
        return Whom.AGAINST_PARTY
    return Whom.MEMBERS if members else Whom.NOBODY
