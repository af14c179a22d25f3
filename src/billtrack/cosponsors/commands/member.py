"""``billtrack member``: what a member sponsored, signed and withdrew from, and how they voted."""

import datetime as dt
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, load_all
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.selections import StageFilter, TypeFilter
from billtrack.cli.typed import parse_first_day
from billtrack.cosponsors.answers.member_answer import MemberAnswer
from billtrack.cosponsors.gathering import gather
from billtrack.cosponsors.member_record import MemberRecord, narrowed, of_measures
from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.output.console import emit
from billtrack.store.library import Holdings
from billtrack.votes.counting import senators_of


@reading_command
def member(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME|BIOGUIDE...", help="A Bioguide ID such as D000216, or part of a name.")
    ],
    options: CommonOptions,
    since: Annotated[
        dt.date | None, typer.Option(parser=parse_first_day, metavar="DATE", help="Only on or after this day.")
    ] = None,
    measure_type: TypeFilter = None,
    stage: StageFilter = None,
) -> int:
    """Show what members sponsored, signed and withdrew from, and how they voted, in the records and the archive.

    If a name matches several members, they are listed. Votes come from files loaded with `import`, `track` or `sync`.
    """
    output, holdings = options.output(), options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    types = frozenset(MeasureType(kind) for kinds in measure_type or () for kind in kinds)
    senators = senators_of(holdings.senators)

    def answer(name: str) -> MemberRecord:
        found = narrowed(gather(name, loaded.found, holdings, senators), since, types)
        return _at(found, frozenset(stage), holdings) if stage else found

    found = answer_each(names, answer)
    if found.found:
        archived = holdings.archive.engine.holding(()).measures if holdings.archive else 0
        emit(MemberAnswer(found.found, len(loaded.found), archived), output)
    return max(loaded.code, found.code)


def _at(found: MemberRecord, stages: frozenset[str], holdings: Holdings) -> MemberRecord:
    """Keep what concerns measures at one of *stages* today."""
    from billtrack.status.status import status

    known: dict[MeasureId, bool] = {}

    def is_at(measure: MeasureId) -> bool:
        if measure not in known:
            known[measure] = status(holdings.find(str(measure)), today=clock.today()).stage.value in stages
        return known[measure]

    return of_measures(found, is_at)
