"""``billtrack companions``: measures with similar texts, sketched, then compared, with progress on a terminal."""

import contextlib
from collections.abc import Iterable, Iterator

from billtrack.cli.crews import cores, crew_for, sent
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import archive_address
from billtrack.cli.reports import DONE, UsageError, say
from billtrack.errors import StoreError
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.progress import progress_of
from billtrack.search.commands.companions_options import CompanionOptions, Versions
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.companions_answer import CompanionsAnswer
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.verification import Companion, CompanionScope, CompanionSearch, SharedCrew


def run(
    measure: str | None,
    options: CommonOptions,
    alike: CompanionOptions,
    *,
    every: bool,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Find the companions of a measure in the archive, or every pair of companions there."""
    _check(measure, every=every, chooses_workers=jobs is not None or cluster is not None)
    output = options.output()
    holdings = options.holdings()
    reference = None if measure is None else holdings.reference(measure)
    wanted = Wanted(alike.least, alike.contained)
    scope = CompanionScope(alike.across, alike.versions is Versions.ALL)
    with contextlib.nullcontext() if measure else _workers_for(cluster, jobs, options) as workers:
        finder = CompanionFinder(holdings)
        _sketch(finder, workers, options)
        search = finder.every(wanted, scope) if reference is None else finder.of(reference, wanted, scope)
        emit(CompanionsAnswer(search.found(_verified(search, workers, options))), output)
    return DONE


def _check(measure: str | None, *, every: bool, chooses_workers: bool) -> None:
    """Refuse what does not go with one measure, or with all."""
    if measure is None and not every:
        raise UsageError("name a measure, or use --all")
    if measure is not None and every:
        raise UsageError("--all covers every measure; do not name one")
    if measure is not None and chooses_workers:
        raise UsageError("--jobs and --cluster go with --all")


@contextlib.contextmanager
def _workers_for(cluster: str | None, jobs: int | None, options: CommonOptions) -> Iterator[SharedCrew | None]:
    """Settle who sketches and compares the texts; ``None``: this process, alone."""
    archive = archive_address(options.archive)
    if cluster is None and (archive is None or (jobs or cores()) == 1):
        yield None
        return
    if archive is None:
        raise UsageError("--cluster needs --archive postgresql://HOST/DATABASE")
    with crew_for(cluster, jobs, archive) as crew:
        yield crew, sent(archive, cluster)


def _sketch(finder: CompanionFinder, workers: SharedCrew | None, options: CommonOptions) -> None:
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


def _verified(search: CompanionSearch, workers: SharedCrew | None, options: CommonOptions) -> Iterator[Companion]:
    """Compare the texts of the candidates, and give the companions as they are found."""
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
