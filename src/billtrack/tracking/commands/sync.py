"""``billtrack sync``, and what ``track`` shares with it: opening the source, the run with its progress, the answer."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from billtrack.cli import clock
from billtrack.cli.official_sources import (
    CLERK_VARIABLE,
    CONGRESS_VARIABLE,
    GOVINFO_VARIABLE,
    SENATE_VARIABLE,
    log_requests,
    naming_variable,
)
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, FOUND, hint, report, say, warn
from billtrack.errors import RemoteError
from billtrack.model.measure_names import MeasureId
from billtrack.model.vote import CLERK, SENATE
from billtrack.model.web_addresses import CONGRESS_API, GOVINFO
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.formats import Format
from billtrack.output.progress import progress_of
from billtrack.sources.congress_api import CongressApi
from billtrack.sources.govinfo import GovInfo
from billtrack.sources.remote import OfficialSource
from billtrack.sources.votes.published import RollCalls
from billtrack.tracking.answers.syncing import SyncAnswer
from billtrack.tracking.commands.keys import config_file, need_key, read_key
from billtrack.tracking.commands.own_records import ids_in, own_records, reads_shipped_records
from billtrack.tracking.sync.conductor import sync_measures
from billtrack.tracking.sync.folder import Service, services_of
from billtrack.tracking.sync.plan import SyncOutcome


class SyncRequest(NamedTuple):
    """What a run of ``track`` or ``sync`` should do; ``shows_lines``: print a line per measure if no bar is drawn."""

    command: str
    doing: str
    shows_lines: bool = False
    with_related: bool = False
    accept: bool = False
    dry_run: bool = False
    exit_code: bool = False


def run(
    measures: list[str], options: CommonOptions, *, dry_run: bool, accept: bool, source: str | None, exit_code: bool
) -> int:
    """Update the records of *measures*, or every record; *source* None asks the service each came from."""
    bills = own_bills_folder(options.bills)
    if measures:
        found = own_records(measures, bills, options)
        ids, code = tuple(dict.fromkeys(found.found)), found.code
    else:
        ids, code = ids_in(bills), DONE
    if code and not ids and options.file is not None:
        return code  # a file is not replaced by nothing
    if not ids and not code and not options.quiet:
        _say_no_records(bills, options)
    groups = {Service(source): ids} if source else services_of(bills, ids)
    request = SyncRequest("sync", "Updating", accept=accept, dry_run=dry_run, exit_code=exit_code)
    return max(code, bring_up_to_date(groups, bills, request, options))


def _say_no_records(bills: Path, options: CommonOptions) -> None:
    """Warn that there are no records to update."""
    shipped = " (those that come with billtrack are read only)" if reads_shipped_records(options.bills) else ""
    warn(f"no records in {bills}{shipped}; `billtrack track MEASURE` fetches one")


def bring_up_to_date(
    groups: Mapping[Service, tuple[MeasureId, ...]], bills: Path, request: SyncRequest, options: CommonOptions
) -> int:
    """Run the update service by service, show the outcomes, and return the exit code."""
    output = options.output()
    outcomes: list[SyncOutcome] = []
    code = DONE
    try:
        for group in groups.items():
            _run(group, bills, request, options, outcomes.append)
    except RemoteError as error:
        code = report(error)
    except KeyboardInterrupt:
        total = sum(map(len, groups.values()))
        say("interrupted", f"{len(outcomes)} of {total} measures done")
        hint("run the same command again to continue")
        raise
    code = max([code, *(report(error) for outcome in outcomes for error in outcome.errors)])

    answer = SyncAnswer(tuple(outcomes), is_plan=request.dry_run)
    is_for_people = output.format in {None, Format.TABLE, Format.PLAIN, Format.MARKDOWN}
    if not answer.is_silent or request.dry_run or not is_for_people:
        emit(answer, output)
    if request.exit_code and any(outcome.events or outcome.asides for outcome in outcomes):
        return max(code, FOUND)
    return code


def _run(
    group: tuple[Service, tuple[MeasureId, ...]],
    bills: Path,
    request: SyncRequest,
    options: CommonOptions,
    take: Callable[[SyncOutcome], None],
) -> None:
    """Follow one run to its end, passing each outcome to *take*."""
    service, measures = group
    quiet = options.quiet or not (request.shows_lines or standard_error_is_terminal())
    colour = options.output().colour
    with (
        contextlib.closing(open_source(service, options)) as source,
        opened_roll_calls() as roll_calls,
        progress_of(len(measures), request.doing, quiet=quiet, colour=colour) as progress,
    ):
        for outcome in sync_measures(
            measures,
            command=request.command,
            bills=bills,
            source=source,
            service=service,
            roll_calls=roll_calls,
            now=clock.now(),
            today=clock.today(),
            with_related=request.with_related,
            accept=request.accept,
            dry_run=request.dry_run,
        ):
            take(outcome)
            progress(str(outcome.measure), outcome.fate)


def open_source(service: Service, options: CommonOptions) -> OfficialSource:
    """Open the client of *service* at the address from the environment, else at the official one.

    Raises:
        InputError: the address is not valid, or the key cannot be read.
        RemoteError: the service requires a key and there is none.
    """
    log_requests(options)

    with naming_variable(GOVINFO_VARIABLE):
        govinfo = GovInfo.at(os.environ.get(GOVINFO_VARIABLE) or GOVINFO)
    if service is Service.GOVINFO:
        return govinfo
    key = need_key()
    with naming_variable(CONGRESS_VARIABLE):
        return CongressApi.at(os.environ.get(CONGRESS_VARIABLE) or CONGRESS_API, key=key, texts=govinfo)


@contextlib.contextmanager
def opened_roll_calls() -> Iterator[RollCalls | None]:
    """Open the client of the two chambers' votes, at the addresses the environment names, else the official ones.

    If ``$BILLTRACK_GOVINFO_URL`` or ``$BILLTRACK_CONGRESS_URL`` names a mirror and no variable names one for votes,
    there is no client: a user of a mirror does not want requests to the official sites.

    Raises:
        InputError: an address is not valid.
    """
    clerk, senate = os.environ.get(CLERK_VARIABLE), os.environ.get(SENATE_VARIABLE)
    if not (clerk or senate) and (os.environ.get(GOVINFO_VARIABLE) or os.environ.get(CONGRESS_VARIABLE)):
        yield None
        return
    with naming_variable(CLERK_VARIABLE if clerk else SENATE_VARIABLE):
        roll_calls = RollCalls.at(clerk or CLERK, senate or SENATE)
    with contextlib.closing(roll_calls):
        yield roll_calls


@contextlib.contextmanager
def open_sources(options: CommonOptions) -> Iterator[dict[str, OfficialSource]]:
    """Open every available service, by the name of its documents: Congress.gov only if there is a key."""
    with contextlib.ExitStack() as opened:
        names = {"BILLSTATUS": Service.GOVINFO}
        if read_key(os.environ, config_file()) is not None:
            names["the Congress.gov API"] = Service.CONGRESS
        yield {
            name: opened.enter_context(contextlib.closing(open_source(service, options)))
            for name, service in names.items()
        }
