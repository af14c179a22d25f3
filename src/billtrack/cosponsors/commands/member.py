"""``billtrack member``: what members sponsored, signed and withdrew from, and how they voted."""

import datetime as dt
from collections.abc import Collection, Sequence

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, load_all
from billtrack.cli.options import CommonOptions
from billtrack.cosponsors.answers.member_answer import MemberAnswer
from billtrack.cosponsors.member_record import MemberRecord, chosen_deeds, gather
from billtrack.model.measure_names import MeasureType
from billtrack.output.console import emit
from billtrack.votes.counting import senators_of


def run(
    names: Sequence[str],
    options: CommonOptions,
    *,
    since: dt.date | None,
    measure_type: Sequence[Collection[str]] | None,
    stage: Sequence[str] | None,
) -> int:
    """Show what each member did since a day, with measures of the types and stages asked for."""
    output, holdings = options.output(), options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    types = frozenset(MeasureType(kind) for kinds in measure_type or () for kind in kinds)
    senators = senators_of(holdings.senators)

    def answer(name: str) -> MemberRecord:
        found = gather(name, loaded.found, holdings, senators)
        return chosen_deeds(found, holdings, since=since, types=types, stages=stage or (), today=clock.today())

    found = answer_each(names, answer)
    if found.found:
        archived = holdings.archive.engine.holding(()).measures if holdings.archive else 0
        emit(MemberAnswer(found.found, len(loaded.found), archived), output)
    return max(loaded.code, found.code)
