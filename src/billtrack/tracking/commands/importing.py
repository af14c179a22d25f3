"""``billtrack import``: official files into records or an archive, offline."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.crews import ClusterOption, JobsOption
from billtrack.cli.options import CommonOptions, TrackedOption, reading_command
from billtrack.cli.places import own_bills_folder
from billtrack.cli.reports import DONE, INPUT, UsageError
from billtrack.sources.tracked import Tracked
from billtrack.store.archive_address import Address, Server, parse_address


@reading_command
def import_files(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Official files, folders of them, or govinfo zips.")
    ],
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to write records to (default: the bills folder).")
    ] = None,
    archive: Annotated[
        str | None, typer.Option(metavar="FILE", help="Archive to write to instead of records; created if missing.")
    ] = None,
    jobs: JobsOption = None,
    cluster: ClusterOption = None,
    text: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="MEASURE@VERSION",
            help="Which text the file contains, if the file does not say: sres211-115@ats.",
        ),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Let the Congressional Record replace complete copies of a text, too.")
    ] = False,
    tracked: TrackedOption = Tracked.ACCEPTED,
    report: Annotated[
        bool, typer.Option("--report", help="Account for every XML element: kept, or left out and why.")
    ] = False,
) -> int:
    """Import official files into records or an archive: BILLSTATUS, bill texts, pages of the Congressional Record.

    Bill texts may be XML, GPO's plain text, Word or PDF; billtrack recognizes each file by its content. Your notes
    and tags stay. If a file cannot be read, the others are still imported and the exit code is 3. If an import into an
    archive is interrupted, run it again to continue.
    """
    from billtrack.model.record_builder import ImportResult
    from billtrack.output.console import emit
    from billtrack.tracking.commands.documents import into_archive, summed, text_in_file
    from billtrack.tracking.importing import element_report, import_documents

    if archive is not None:
        _check_goes_with_archive(into, tracked, of_records=text is not None or accept)
    if cluster is not None and (archive is None or not isinstance(parse_address(archive), Server)):
        raise UsageError("--cluster needs --archive postgresql://HOST/DATABASE")
    known = text_in_file(text, paths) if text is not None else None
    output = options.output()
    target: Address
    if archive is not None:
        target = parse_address(archive)
        taken = into_archive(paths, target, jobs, cluster, options)
    else:
        target = into or own_bills_folder(options.bills)
        taken = import_documents(paths, into=target, on=clock.today(), known=known, accepted=accept, tracked=tracked)
    answer = summed(taken, str(target), lists_all=archive is None)
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
