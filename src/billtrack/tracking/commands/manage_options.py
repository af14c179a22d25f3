"""What a person can type to manage what is kept: ``import``, ``archive``, ``verify``, ``config``, ``schema``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from billtrack.cli.commands import COMMANDS
from billtrack.cli.completion import complete_measures
from billtrack.cli.crews import ClusterOption, JobsOption
from billtrack.cli.options import CommonOptions, TrackedOption, reading_command
from billtrack.cli.signatures import one_of
from billtrack.model.choices import Tracked

_WITH_SCHEMA = tuple(entry.name for entry in COMMANDS if entry.shape)


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
    from billtrack.tracking.commands import importing as work

    return work.run(
        paths,
        options,
        into=into,
        archive=archive,
        jobs=jobs,
        cluster=cluster,
        text=text,
        accept=accept,
        tracked=tracked,
        report=report,
    )


@reading_command
def archive(
    options: CommonOptions,
    question: Annotated[
        Literal["info", "check", "create", "copy", "export"],
        typer.Argument(
            help="info: what it holds. check: whether it is intact. create: make one on a server. copy: into another. "
            "export: Parquet files in the new folder -o DIR."
        ),
    ] = "info",
    addresses: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ADDRESS]...", help="create: postgresql://HOST/DATABASE. copy: FROM TO."),
    ] = None,
    reader: Annotated[
        str | None, typer.Option(metavar="ROLE", help="create: let this role of the server read it.")
    ] = None,
) -> int:
    """Show what the archive holds, check it, copy or export it, or make one on a PostgreSQL server.

    check exits with 1 if it finds a problem and with 5 if the archive cannot be read. `billtrack help team-archive`
    tells how a team shares an archive.
    """
    from billtrack.tracking.commands import archive as work

    return work.run(question, addresses or [], options, reader=reader)


@reading_command
def verify(
    options: CommonOptions,
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE...]",
            help="Measures to verify (default: all in the bills folder).",
            autocompletion=complete_measures,
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Also compare with this official file, value by value, or with the text on this page of the "
            "Congressional Record; repeatable.",
        ),
    ] = None,
    sources: Annotated[
        bool,
        typer.Option(
            "--sources",
            help="Also compare with the official sources: BILLSTATUS, Congress.gov if you have a key, and the sponsors "
            "printed in the introduced text.",
        ),
    ] = False,
    max_age: Annotated[
        int | None, typer.Option(min=0, metavar="DAYS", help="Also report records whose status is older than this.")
    ] = None,
) -> int:
    """Verify records: the schema, contradictions, and whether imported parts were edited.

    Exits with 1 if there are problems, 3 if a record cannot be read, 4 if a source of --sources does not answer.
    """
    from billtrack.tracking.commands import verify as work

    return work.run(measures or [], options, against=against or (), sources=sources, max_age=max_age)


@reading_command
def config(
    options: CommonOptions,
    question: Annotated[Literal["list"], typer.Argument(help="list: every setting.")] = "list",  # noqa: ARG001 - the one there is
    origin: Annotated[
        bool, typer.Option("--origin", help="Show what set each: an option, the environment, the config file, nothing.")
    ] = False,
) -> int:
    """List every setting in force. The Congress.gov API key is never shown, only whether there is one."""
    from billtrack.tracking.commands import config as work

    return work.run(options, with_origin=origin)


@reading_command
def schema(
    options: CommonOptions,
    of: Annotated[
        str | None,
        typer.Option(
            **one_of("schema", _WITH_SCHEMA),
            metavar="COMMAND",
            help=f"The schema of what this command prints with --json: {', '.join(_WITH_SCHEMA)}.",
        ),
    ] = None,
) -> int:
    """Print the JSON Schema of the record, or of the JSON of a command."""
    from billtrack.tracking.commands import schema as work

    return work.run(of, options)
