"""What ``track`` and ``sync`` share: the source, the run with its progress, and the answer."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from billtrack.cli import clock
from billtrack.cli.official_sources import log_requests, naming_variable
from billtrack.cli.options import Reading
from billtrack.cli.reports import DONE, FOUND, hint, report, say
from billtrack.errors import RemoteError
from billtrack.model.identifiers import MeasureId
from billtrack.model.measure_names import CONGRESS_API, GOVINFO
from billtrack.model.vote import CLERK, SENATE
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.formats import Format
from billtrack.output.progress import progress_of
from billtrack.sources.congress_api import CongressApi
from billtrack.sources.govinfo import GovInfo
from billtrack.sources.remote import OfficialSource
from billtrack.sources.votes.published import RollCalls
from billtrack.tracking.answers.syncing import SyncAnswer, SyncRow
from billtrack.tracking.commands.keys import config_file, need_key, read_key
from billtrack.tracking.sync import Aside, Outcome, Service, sync_measures

GOVINFO_VARIABLE, CONGRESS_VARIABLE = "BILLTRACK_GOVINFO_URL", "BILLTRACK_CONGRESS_URL"
CLERK_VARIABLE, SENATE_VARIABLE = "BILLTRACK_CLERK_URL", "BILLTRACK_SENATE_URL"


class Asked(NamedTuple):
    """What a run of ``track`` or ``sync`` is to do; ``shows_lines``: each measure is told where no bar is drawn."""

    command: str
    doing: str
    shows_lines: bool = False
    with_related: bool = False
    accept: bool = False
    dry_run: bool = False
    exit_code: bool = False


def bring_up_to_date(
    groups: "Mapping[Service, tuple[MeasureId, ...]]", bills: Path, asked: Asked, reading: Reading
) -> int:
    """Run it, service by service; say what became of the measures, and give the exit code."""
    output = reading.output()
    outcomes: list[Outcome] = []
    code = DONE
    try:
        for group in groups.items():
            _run(group, bills, asked, reading, outcomes.append)
    except RemoteError as error:
        code = report(error)
    except KeyboardInterrupt:
        total = sum(map(len, groups.values()))
        say("interrupted", f"{len(outcomes)} of {total} measures are done")
        hint("run the same command again: it goes on with the others")
        raise
    code = max([code, *(report(error) for outcome in outcomes for error in outcome.errors)])

    answer = SyncAnswer(tuple(map(_row, outcomes)), is_plan=asked.dry_run)
    if not answer.is_silent or asked.dry_run or not _is_for_people(reading):
        emit(answer, output)
    if asked.exit_code and any(outcome.events or outcome.asides for outcome in outcomes):
        return max(code, FOUND)
    return code


def _run(
    group: "tuple[Service, tuple[MeasureId, ...]]",
    bills: Path,
    asked: Asked,
    reading: Reading,
    take: "Callable[[Outcome], None]",
) -> None:
    """Follow one run to its end, giving each outcome to *take* as it comes."""
    service, measures = group
    quiet = reading.quiet or not (asked.shows_lines or standard_error_is_terminal())
    colour = reading.output().colour
    with (
        contextlib.closing(open_source(service, reading)) as source,
        opened_roll_calls() as roll_calls,
        progress_of(len(measures), asked.doing, quiet=quiet, colour=colour) as progress,
    ):
        for outcome in sync_measures(
            measures,
            command=asked.command,
            bills=bills,
            source=source,
            service=service,
            roll_calls=roll_calls,
            now=clock.now(),
            today=clock.today(),
            with_related=asked.with_related,
            accept=asked.accept,
            dry_run=asked.dry_run,
        ):
            take(outcome)
            progress.done(str(outcome.measure), outcome.fate)


def _row(outcome: "Outcome") -> "SyncRow":

    return SyncRow(
        measure=str(outcome.measure),
        printed=outcome.measure.printed,
        fate=outcome.fate,
        events=outcome.events,
        put_aside=tuple(map(_said, outcome.asides)),
        not_taken=tuple(_said(aside) for aside in outcome.asides if aside.is_whole),
        not_yet=outcome.missing,
        held_back=outcome.held_back,
        dropped=outcome.dropped,
    )


def _said(aside: "Aside") -> str:
    return f"{aside.reading.source.part}: {'; '.join(aside.losses)}"


def _is_for_people(reading: Reading) -> bool:

    return reading.output().format in {None, Format.TABLE, Format.PLAIN, Format.MARKDOWN}


def open_source(service: "Service", reading: Reading) -> "OfficialSource":
    """Open the client of *service*, at the address the environment names, else the official one.

    Raises:
        InputError: the address is none, or the service wants a key and there is none to be read.
    """
    log_requests(reading)

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

    Where ``$BILLTRACK_GOVINFO_URL`` or ``$BILLTRACK_CONGRESS_URL`` names a mirror and nothing names one for votes,
    there is none: who works with a mirror does not want the official sites asked.

    Raises:
        InputError: an address is none.
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
def open_sources(reading: Reading) -> "Iterator[dict[str, OfficialSource]]":
    """Open every service that can be asked, by the name of its documents: Congress.gov where there is a key for it."""
    with contextlib.ExitStack() as opened:
        names = {"BILLSTATUS": Service.GOVINFO}
        if read_key(os.environ, config_file()) is not None:
            names["the Congress.gov API"] = Service.CONGRESS
        yield {
            name: opened.enter_context(contextlib.closing(open_source(service, reading)))
            for name, service in names.items()
        }
