"""``billtrack member``: what a member sponsored, signed and withdrew from, and how they voted."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.selections import StageFilter, TypeFilter
from billtrack.cli.typed import first_day

if TYPE_CHECKING:
    from billtrack.cosponsors.member_record import MemberRecord


@reading_command
def member(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME|BIOGUIDE...", help="A Bioguide ID such as D000216, or part of a name.")
    ],
    options: CommonOptions,
    since: Annotated[dt.date | None, first_day(help="Only on or after this day.")] = None,
    measure_type: TypeFilter = None,
    stage: StageFilter = None,
) -> int:
    """Show what members sponsored, signed and withdrew from, and how they voted, in the records and the archive.

    If a name matches several members, they are listed. Votes come from files loaded with `import`, `track` or `sync`.
    """
    from billtrack.cli.loading import answer_each, load_all
    from billtrack.cosponsors.answers.member_answer import MemberAnswer
    from billtrack.cosponsors.gathering import chosen_deeds, gather
    from billtrack.model.identifiers import MeasureType
    from billtrack.output.console import emit
    from billtrack.votes.counting import senators_of

    output, holdings = options.output(), options.holdings()
    loaded = load_all(holdings, quiet=options.quiet)
    types = frozenset(MeasureType(kind) for kinds in measure_type or () for kind in kinds)
    senators = senators_of(holdings.senators)

    def answer(name: str) -> "MemberRecord":
        found = gather(name, loaded.found, holdings, senators)
        return chosen_deeds(found, holdings, since=since, types=types, stages=stage or (), today=clock.today())

    found = answer_each(names, answer)
    if found.found:
        archived = holdings.archive.engine.holding(()).measures if holdings.archive else 0
        emit(MemberAnswer(found.found, len(loaded.found), archived), output)
    return max(loaded.code, found.code)
