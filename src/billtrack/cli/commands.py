"""The commands: their names, where each lives, and an example of it.

A start loads the one command asked for: building the options of all of them takes longer than most answers.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, NamedTuple

import typer

import billtrack


class Entry(NamedTuple):
    """One command: its name, its module in this room, its function there, and an example."""

    name: str
    module: str
    function: str
    example: str


COMMANDS = (
    Entry("list", "status.commands.listing", "list_measures", "list --stage agreed_to"),
    Entry("status", "status.commands.status", "status", "status hres351-115 sres211-115"),
    Entry("history", "status.commands.history", "history", "history hres351-115"),
    Entry("text", "texts.commands.text", "text", "text hres351-115@ih/whereas/4 --quote"),
    Entry("diff", "diff.commands", "diff", "diff hres351-115@ih hres351-115@eh"),
    Entry("cosponsors", "cosponsors.commands.cosponsors", "cosponsors", "cosponsors hres351-115 --party R --csv"),
    Entry("search", "search.commands.search", "search", 'search "arms control" type:hres introduced:2025'),
    Entry("companions", "search.commands.companions", "companions", "companions s257-119"),
    Entry("overlap", "cosponsors.commands.overlap", "overlap", "overlap hres351-115 sres211-115"),
    Entry("gaps", "cosponsors.commands.gaps", "gaps", "gaps sres211-115 --committee ssfr00"),
    Entry("members", "cosponsors.commands.members", "members", "members import legislators-2017-10-27.yaml"),
    Entry("cite", "texts.commands.cite", "cite", "cite hres351-115@ih"),
    Entry("brief", "sharing.commands.brief", "brief", "brief hres351-115 sres211-115 -o brief.html"),
    Entry("site", "sharing.commands.site", "site", "site -o public"),
    Entry("track", "tracking.commands.track", "track", 'track "H.Res. 1189, 119th" --with-related'),
    Entry("untrack", "tracking.commands.track", "untrack", "untrack hres1189-119"),
    Entry("sync", "tracking.commands.sync", "sync", "sync --dry-run"),
    Entry("changes", "tracking.commands.changes", "changes", "changes --since 2026-11-20 --kind cosponsor_added"),
    Entry("import", "tracking.commands.importing", "import_files", "import BILLSTATUS-115hres351.xml --into bills"),
    Entry("archive", "tracking.commands.archive", "archive", "archive info --archive congress.db"),
    Entry("verify", "tracking.commands.verify", "verify", "verify hres351-115 --against BILLSTATUS-115hres351.xml"),
    Entry("schema", "tracking.commands.schema", "schema", "schema > record.schema.json"),
)


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Build the program with the command *arguments* begin with, or with all where they begin with none.

    The version is asked of no command.
    """
    app = typer.Typer(
        name="billtrack",
        help="Track resolutions and bills of the United States Congress from official data.",
        epilog="Start with: billtrack list",
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback()(_program)
    first = arguments[0] if arguments else None
    asked = [entry for entry in COMMANDS if entry.name == first]
    for entry in () if first == "--version" else asked or COMMANDS:
        function = getattr(import_module(f"billtrack.{entry.module}"), entry.function)
        settings = getattr(sys.modules[function.__module__], "SETTINGS", None)
        app.command(entry.name, context_settings=settings, epilog=f"Example: billtrack {entry.example}")(function)
    return app


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"billtrack {billtrack.__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Track resolutions and bills of the United States Congress from official data."""
