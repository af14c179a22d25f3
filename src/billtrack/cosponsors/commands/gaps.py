"""``billtrack gaps``: who has not signed a measure."""

import datetime as dt
from collections.abc import Sequence

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, load_measures
from billtrack.cli.options import CommonOptions
from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
from billtrack.cosponsors.commands.options import GapsOptions
from billtrack.cosponsors.gaps_request import WhomAsked, find_gaps
from billtrack.output.console import emit


def run(measures: Sequence[str], options: CommonOptions, whom: GapsOptions, *, as_of: dt.date | None) -> int:
    """List the members who have not signed each measure on a day, and why to ask them."""
    day, output, holdings = clock.past_day(as_of), options.output(), options.holdings()
    loaded = load_measures(measures, holdings)
    asked = WhomAsked(
        committees=whom.committee or (),
        subcommittees=whom.subcommittee or (),
        states=whom.state or (),
        parties=whom.party or (),
        signed=whom.signed or (),
        only_leadership=whom.leadership,
    )
    found = answer_each(loaded.found, lambda measure: find_gaps(measure, holdings, asked, day=day))
    if found.found:
        emit(GapsAnswer(found.found), output)
    return max(loaded.code, found.code)
