"""``billtrack import``: official files into records or an archive, offline."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.crews import cores, crew_for, sent
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, INPUT, UsageError
from billtrack.model.choices import Tracked
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure_names import TextId
from billtrack.model.record_builder import ImportResult
from billtrack.model.values import replace
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.progress import progress_of
from billtrack.store.archive_address import Address, Server, parse_address
from billtrack.tracking.answers.importing import ImportAnswer
from billtrack.tracking.archive_import import Import
from billtrack.tracking.importing import Taken, element_report, import_documents


def run(
    paths: list[Path],
    options: CommonOptions,
    *,
    into: Path | None,
    archive: str | None,
    jobs: int | None,
    cluster: str | None,
    text: str | None,
    accept: bool,
    tracked: Tracked,
    report: bool,
) -> int:
    """Import *paths* into *archive*, else as records into the folder *into*."""
    if archive is not None:
        _check_goes_with_archive(into, tracked, of_records=text is not None or accept)
    if cluster is not None and (archive is None or not isinstance(parse_address(archive), Server)):
        raise UsageError("--cluster needs --archive postgresql://HOST/DATABASE")
    known = _text_in_file(text, paths) if text is not None else None
    output = options.output()
    target: Address
    if archive is not None:
        target = parse_address(archive)
        taken = _into_archive(paths, target, jobs, cluster, options)
    else:
        target = into or own_bills_folder(options.bills)
        taken = import_documents(paths, into=target, on=clock.today(), known=known, accepted=accept, tracked=tracked)
    answer = _summed(taken, str(target), lists_all=archive is None)
    emit(replace(answer, elements=element_report(paths)) if report else answer, output)
    return INPUT if answer.results[ImportResult.REFUSED] else DONE


def _check_goes_with_archive(into: Path | None, tracked: Tracked, *, of_records: bool) -> None:
    """Refuse what an import into an archive cannot honor; *of_records*: an option that only records have is given."""
    if into is not None:
        raise UsageError("--into and --archive cannot be combined")
    if of_records:
        raise UsageError("--as and --accept cannot be combined with --archive")
    if tracked is not Tracked.ACCEPTED:
        raise UsageError("--tracked cannot be combined with --archive")


def _summed(taken: Iterator[Taken], target: str, *, lists_all: bool) -> ImportAnswer:
    """Count the results as they come; without *lists_all*, list only documents refused or not used."""
    counts: Counter[str] = Counter()
    documents = []
    for each in taken:
        counts[each.fate] += 1
        if lists_all or each.reason is not None:
            documents.append(each)
    return ImportAnswer(target, counts, tuple(documents))


def _text_in_file(text: str, paths: list[Path]) -> TextId:
    """Parse ``--as``, which names the text in the one file given."""
    if len(paths) != 1 or paths[0].is_dir():
        raise UsageError("--as needs exactly one file")
    text_id = parse_reference(text).text_id
    if text_id is None:
        raise UsageError(f"--as {text}: expected a measure and a version, such as sres211-115@ats")
    return text_id


def _into_archive(
    paths: list[Path], archive: Address, jobs: int | None, cluster: str | None, options: CommonOptions
) -> Iterator[Taken]:
    """Import *paths* into *archive*, by whom the options say, with progress on a terminal."""
    where = [path.absolute() for path in paths] if cluster else paths  # workers have another working directory
    found = Import.of(where)
    quiet = options.quiet or not standard_error_is_terminal()  # one line per document would bury the rest
    with progress_of(found.documents, "Importing", quiet=quiet, colour=options.output().colour) as progress:
        for each in _taken(found, archive, jobs, cluster):
            progress(each.document, each.fate)
            yield each


def _taken(found: Import, archive: Address, jobs: int | None, cluster: str | None) -> Iterator[Taken]:
    """Import into a file with processes that read and this one that writes, into a server with workers that do both."""
    count = jobs or cores()
    if not isinstance(archive, Server) or (cluster is None and count == 1):
        yield from found.into(archive, on=clock.today(), jobs=count)
        return
    with crew_for(cluster, jobs, archive) as crew:
        yield from found.shared(archive, crew, sent(archive, cluster), on=clock.today())
