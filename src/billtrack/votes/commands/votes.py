"""``billtrack votes``: which roll calls measures have, and who voted how."""

from collections.abc import Sequence

from billtrack.cli.loading import answer_each, load_measures
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.output.console import emit
from billtrack.votes.commands.options import VoterOptions
from billtrack.votes.counting import Choice, Whom, senators_of
from billtrack.votes.tallied import measure_votes
from billtrack.votes.votes_answer import VotesAnswer


def run(measures: Sequence[str], options: CommonOptions, voters: VoterOptions, *, roll: int | None) -> int:
    """Show the roll calls of each measure, or one of them, and how the members chosen voted."""
    choice = _choice(voters)
    output, holdings = options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    senators = senators_of(holdings.senators) if loaded.found else {}
    found = answer_each(loaded.found, lambda measure: measure_votes(measure, holdings.vote, senators, roll=roll))
    if found.found:
        emit(VotesAnswer(found.found, choice, senators, shows_each=roll is not None), output)
    return max(loaded.code, found.code)


def _choice(voters: VoterOptions) -> Choice:
    if voters.members + voters.cosponsors + voters.against_party > 1:
        raise UsageError("--members, --cosponsors and --against-party list different people; give one")
    return Choice(
        _whom(voters),
        frozenset(voters.party or ()),
        frozenset(voters.state or ()),
        frozenset(voters.position or ()),
    )


def _whom(voters: VoterOptions) -> Whom:
    """Whom to list; a filter by itself asks for the members that it lets through."""
    if voters.cosponsors:
        return Whom.COSPONSORS
    if voters.against_party:
        return Whom.AGAINST_PARTY
    lists_members = voters.members or voters.party or voters.state or voters.position
    return Whom.MEMBERS if lists_members else Whom.NOBODY
