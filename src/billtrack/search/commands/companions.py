"""``billtrack companions``: measures with similar texts."""

import contextlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer

from billtrack.cli.completion import complete_measures
from billtrack.cli.crews import ClusterOption, JobsOption, cores, crew_for, sent
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.places import archive_address
from billtrack.cli.reports import DONE, UsageError, say
from billtrack.errors import StoreError
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.progress import progress_of
from billtrack.search.companions.candidates import LEAST_SIMILARITY, USUAL_SIMILARITY, Wanted
from billtrack.search.companions.companions_answer import CompanionsAnswer
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.results import Companion, CompanionScope
from billtrack.search.companions.verification import CompanionSearch, Workers


class Versions(StrEnum):
    """Which texts of a measure to compare."""

    INTRODUCED = "introduced"
    ALL = "all"


@reading_command
def companions(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help="Find the companions of this measure; any spelling.",
            autocompletion=complete_measures,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every pair in the archive.")] = False,
    across: Annotated[bool, typer.Option("--across", help="Compare across Congresses, not only within each.")] = False,
    versions: Annotated[
        Versions, typer.Option(help="Compare texts as introduced, or every version with every other.")
    ] = Versions.INTRODUCED,
    least: Annotated[
        float,
        typer.Option(
            "--min", metavar="SHARE", min=LEAST_SIMILARITY, max=1.0, help="The least similarity, from 0.3 to 1."
        ),
    ] = USUAL_SIMILARITY,
    contained: Annotated[
        bool, typer.Option("--contained", help="Also find a text contained in a longer one, by that share.")
    ] = False,
    jobs: JobsOption = None,
    cluster: ClusterOption = None,
) -> int:
    """Find measures in the archive with similar texts: House and Senate versions, and reintroductions.

    Only the words are compared; official relations are shown in their own column. The first run prepares every text,
    which takes a few seconds per thousand.
    """
    if every == (measure is not None):
        raise UsageError(
            "name a measure, or use --all" if measure is None else "--all covers every measure; do not name one"
        )
    if measure is not None and (jobs is not None or cluster is not None):
        raise UsageError("--jobs and --cluster go with --all")
    output = options.output()
    holdings = options.holdings()
    reference = None if measure is None else holdings.reference(measure)
    wanted, scope = Wanted(least, contained), CompanionScope(across, versions is Versions.ALL)
    with contextlib.nullcontext() if measure else _workers(cluster, jobs, options) as workers:
        finder = CompanionFinder(holdings)
        _sketch(finder, workers, options)
        search = finder.every(wanted, scope) if reference is None else finder.of(reference, wanted, scope)
        emit(CompanionsAnswer(search.found(_verified(search, workers, options))), output)
    return DONE


@contextlib.contextmanager
def _workers(cluster: str | None, jobs: int | None, options: CommonOptions) -> Iterator[Workers | None]:
    """Settle who sketches and compares the texts; ``None``: this process, alone."""
    archive = archive_address(options.archive)
    if cluster is None and (archive is None or (jobs or cores()) == 1):
        yield None
        return
    if archive is None:
        raise UsageError("--cluster needs --archive postgresql://HOST/DATABASE")
    with crew_for(cluster, jobs, archive) as crew:
        yield crew, sent(archive, cluster)


def _sketch(finder: CompanionFinder, workers: Workers | None, options: CommonOptions) -> None:
    """Sketch missing texts; keep the sketches in memory if the archive is read-only."""
    done = ((str(text), "sketched") for text in finder.sketch(workers))
    try:
        for _ in _with_progress(done, finder.unsketched, "Sketching", options):
            pass
    except StoreError as error:
        if finder.unsketched:
            raise
        if not options.quiet:
            say("note", f"the texts will be prepared again next time: {error}")


def _verified(search: CompanionSearch, workers: Workers | None, options: CommonOptions) -> Iterator[Companion]:
    found: list[Companion] = []

    def done() -> Iterator[tuple[str, str]]:
        for text, companion in search.verified(workers):
            if companion is not None:
                found.append(companion)
            yield str(text), "compared"

    for _ in _with_progress(done(), search.candidates, "Comparing", options):
        yield from found
        found.clear()


def _with_progress(steps: Iterable[tuple[str, str]], total: int, doing: str, options: CommonOptions) -> Iterator[None]:
    """Take the steps and show progress on a terminal."""
    quiet = options.quiet or not standard_error_is_terminal()
    with progress_of(total, doing, quiet=quiet, colour=options.output().colour) as progress:
        for name, fate in steps:
            progress(name, fate)
            yield None
