"""The commands: their names, what each does in a line, where each lives, and examples of it.

A start loads the command asked for; the others are registered with their help line alone, since building the options
of all of them takes longer than most answers.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, NamedTuple

import typer

import billtrack

READ, COMPARE, PEOPLE, FIND = "Read", "Compare", "People", "Find"
UPDATE, SHARE, MANAGE = "Keep up to date", "Share", "Manage"


class Entry(NamedTuple):
    """One command: its group in the help, its line there, its module and function, and examples."""

    name: str
    group: str
    help: str
    module: str
    function: str
    examples: tuple[str, ...]


COMMANDS = (
    Entry(
        "list",
        READ,
        "List measures: ID, title, stage, latest action, cosponsors.",
        "status.commands.listing",
        "list_measures",
        ("list --stage agreed_to",),
    ),
    Entry(
        "status",
        READ,
        "Show where measures stand and what comes next.",
        "status.commands.status",
        "status",
        ("status hres351-115 sres211-115",),
    ),
    Entry(
        "history",
        READ,
        "Show what happened to measures, oldest first.",
        "status.commands.history",
        "history",
        ("history hres351-115",),
    ),
    Entry(
        "text",
        READ,
        "Show the text of a measure, a version, or one clause.",
        "texts.commands.text",
        "text",
        ("text hres351-115@ih/whereas/4 --quote",),
    ),
    Entry(
        "cite",
        READ,
        "Cite measures: prose, ID, Bluebook, web address.",
        "texts.commands.cite",
        "cite",
        ("cite hres351-115@ih",),
    ),
    Entry(
        "diff",
        COMPARE,
        "Compare two texts clause by clause, then word by word.",
        "diff.commands",
        "diff",
        ("diff hres351-115@ih hres351-115@eh",),
    ),
    Entry(
        "companions",
        COMPARE,
        "Find measures with similar texts in the archive.",
        "search.commands.companions",
        "companions",
        ("companions s257-119",),
    ),
    Entry(
        "cosponsors",
        PEOPLE,
        "List cosponsors, count them, or chart how support grew.",
        "cosponsors.commands.cosponsors",
        "cosponsors",
        ("cosponsors hres351-115 --party R --csv",),
    ),
    Entry(
        "overlap",
        PEOPLE,
        "Compare who signed two or more measures.",
        "cosponsors.commands.overlap",
        "overlap",
        ("overlap hres351-115 sres211-115",),
    ),
    Entry(
        "gaps",
        PEOPLE,
        "List members who have not signed a measure, and why to ask them.",
        "cosponsors.commands.gaps",
        "gaps",
        ("gaps sres211-115 --committee ssfr00",),
    ),
    Entry(
        "votes",
        PEOPLE,
        "Show the roll calls of measures, and who voted how.",
        "votes.commands.votes",
        "votes",
        ("votes hr2773-117 --cosponsors",),
    ),
    Entry(
        "member",
        PEOPLE,
        "Show what a member sponsored and signed, and how they voted.",
        "cosponsors.commands.member",
        "member",
        ("member D000216",),
    ),
    Entry(
        "members",
        PEOPLE,
        "Load members of Congress and committee seats, for gaps.",
        "cosponsors.commands.members",
        "members",
        ("members import legislators-2017-10-27.yaml",),
    ),
    Entry(
        "search",
        FIND,
        "Find measures by their words and show the best clause.",
        "search.commands.search",
        "search",
        ('search "arms control" type:hres introduced:2025',),
    ),
    Entry(
        "track",
        UPDATE,
        "Fetch measures from the official source into records.",
        "tracking.commands.track",
        "track",
        ('track "H.Res. 1189, 119th" --with-related',),
    ),
    Entry("untrack", UPDATE, "Remove records.", "tracking.commands.track", "untrack", ("untrack hres1189-119",)),
    Entry(
        "sync",
        UPDATE,
        "Update records from the official source and report what changed.",
        "tracking.commands.sync",
        "sync",
        ("sync --dry-run",),
    ),
    Entry(
        "changes",
        UPDATE,
        "List the changes that tracking and syncing found.",
        "tracking.commands.changes",
        "changes",
        ("changes --since 2026-11-20 --kind cosponsor_added",),
    ),
    Entry(
        "brief",
        SHARE,
        "Write one document about measures: HTML, Word or Markdown.",
        "sharing.commands.brief",
        "brief",
        ("brief hres351-115 sres211-115 -o brief.html",),
    ),
    Entry("site", SHARE, "Write a static site of all records.", "sharing.commands.site", "site", ("site -o public",)),
    Entry(
        "import",
        MANAGE,
        "Import official files into records or an archive.",
        "tracking.commands.importing",
        "import_files",
        ("import BILLSTATUS-115hres351.xml --into bills",),
    ),
    Entry(
        "archive",
        MANAGE,
        "Show what the archive holds, or check it.",
        "tracking.commands.archive",
        "archive",
        ("archive info --archive congress.db",),
    ),
    Entry(
        "verify",
        MANAGE,
        "Check records against themselves and their sources.",
        "tracking.commands.verify",
        "verify",
        ("verify hres351-115 --against BILLSTATUS-115hres351.xml",),
    ),
    Entry(
        "schema",
        MANAGE,
        "Print the JSON Schema of a record.",
        "tracking.commands.schema",
        "schema",
        ("schema > record.schema.json",),
    ),
    Entry(
        "help",
        MANAGE,
        "Explain a topic, such as formats, search or exit-codes.",
        "cli.help",
        "show_help",
        ("help formats", "help"),
    ),
)


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Build the program with the commands that *arguments* name in full, and the others by name and help line."""
    app = typer.Typer(
        name="billtrack",
        help="Track resolutions and bills of the United States Congress from official data.",
        epilog="Start with: billtrack list\n\nTopics, such as search and formats: billtrack help",
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
    )
    app.callback()(_program)
    if arguments[:1] == ["--version"]:
        app.command("list")(_not_loaded)  # Typer wants one command at least
        return app
    completing = "_BILLTRACK_COMPLETE" in os.environ  # the shell asks for options of a command that is being typed
    for entry in COMMANDS:
        _register(app, entry, in_full=completing or entry.name == next(iter(arguments), None))
    return app


def _register(app: typer.Typer, entry: Entry, *, in_full: bool) -> None:
    if not in_full:
        app.command(entry.name, help=entry.help, rich_help_panel=entry.group)(_not_loaded)
        return
    function = getattr(import_module(f"billtrack.{entry.module}"), entry.function)
    settings = getattr(sys.modules[function.__module__], "SETTINGS", None)
    examples = "\n\n".join(f"Example: billtrack {each}" for each in entry.examples)
    app.command(entry.name, context_settings=settings, epilog=examples)(function)


def _not_loaded() -> None:
    """Stand for a command that was not asked for."""


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"billtrack {billtrack.__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Track resolutions and bills of the United States Congress from official data."""
