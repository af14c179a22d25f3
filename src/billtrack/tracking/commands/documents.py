"""The documents of ``billtrack import``: which text a file has, into an archive, and the results counted."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from billtrack.cli import clock
from billtrack.cli.crews import cores, crew_for, sent
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import UsageError
from billtrack.model.identifiers import TextId, parse_reference
from billtrack.output.console import standard_error_is_terminal
from billtrack.output.progress import progress_of
from billtrack.store.archive_address import Address, Server
from billtrack.tracking.answers.importing import ImportAnswer
from billtrack.tracking.archive_import import Import
from billtrack.tracking.importing import Taken


def summed(taken: Iterator[Taken], target: str, *, lists_all: bool) -> ImportAnswer:
    """Count the results as they come; without *lists_all*, list only documents refused or not used."""
    counts: Counter[str] = Counter()
    documents = []
    for each in taken:
        counts[each.fate] += 1
        if lists_all or each.reason is not None:
            documents.append(each)
    return ImportAnswer(target, counts, tuple(documents))


def text_in_file(text: str, paths: list[Path]) -> TextId:
    """Parse ``--as``, which names the text in the one file given."""
    if len(paths) != 1 or paths[0].is_dir():
        raise UsageError("--as needs exactly one file")
    text_id = parse_reference(text).text_id
    if text_id is None:
        raise UsageError(f"--as {text}: expected a measure and a version, such as sres211-115@ats")
    return text_id


def into_archive(
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
