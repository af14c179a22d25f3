"""The program: the Typer application made of the table of commands.

Only the module that declares the command asked for is loaded; the other commands are registered by name and help line,
since building the options of all of them takes longer than most answers.  The table names a function in a module of
options, which imports what does the work when it runs, so that help does not load it.
"""

import os
from collections.abc import Sequence
from importlib import import_module
from inspect import cleandoc
from typing import Annotated

import typer
from typer.core import TyperCommand

import billtrack
from billtrack.cli.commands import COMMANDS, CommandEntry
from billtrack.cli.reports import DONE


def run_command(arguments: Sequence[str]) -> int:
    """Run the command that *arguments* name, and return its exit code.

    Raises:
        BilltrackError: it failed.
        TyperException: the command line is wrong.
    """
    code = app_for(arguments)(arguments, prog_name="billtrack", standalone_mode=False)
    return code if isinstance(code, int) else DONE


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """Build the program with the command that *arguments* name; if they name none, with all, by name and help line."""
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
    if arguments[:1] in (["--version"], ["-V"]):
        app.command("list")(_not_loaded)  # Typer wants one command at least
        return app
    asked = named_command(_being_typed() or arguments)
    for entry in COMMANDS:
        if not asked or entry.name in asked:  # Typer builds every command it knows
            _register(app, entry, in_full=bool(asked))
    return app


def named_command(arguments: Sequence[str]) -> Sequence[str]:
    """Find the command that *arguments* begin with: a list of its name, or an empty one."""
    return [entry.name for entry in COMMANDS if entry.name in arguments[:1]]


def _being_typed() -> Sequence[str]:
    """The words after ``billtrack`` on a command line that the shell asks to complete."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    return line.split()[1:] if "_BILLTRACK_COMPLETE" in os.environ else ()


def _register(app: typer.Typer, entry: CommandEntry, *, in_full: bool) -> None:
    if not in_full:
        app.command(entry.name, help=entry.help, rich_help_panel=entry.group)(_not_loaded)
        return
    module, _, name = entry.function.partition(":")
    home = import_module(f"billtrack.{module}")
    function, settings = getattr(home, name), getattr(home, "SETTINGS", {}).get(name, {})
    examples = "\n\n".join(f"Example: billtrack {each}" for each in entry.examples)
    kind = WordsCommand if settings.get("ignore_unknown_options") else TyperCommand
    text = _unwrapped(function.__doc__ or "")
    app.command(entry.name, cls=kind, help=text, context_settings=settings or None, epilog=examples)(function)


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph, so that only the screen wraps them."""
    return "\n\n".join(" ".join(each.split()) for each in cleandoc(text).split("\n\n"))


class WordsCommand(TyperCommand):
    """A command whose words may begin with a hyphen: ``-oil`` is a word, ``-o`` by itself an option."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # its own Context is private
        """Replace each single-letter option by its long name."""
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*(_LETTERS.get(each, each) for each in args[:end]), *args[end:]])


_LETTERS = {"-o": "--output", "-q": "--quiet", "-h": "--help"}


def _not_loaded() -> None:
    """Placeholder for a command that was not named."""


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"billtrack {billtrack.__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Track resolutions and bills of the United States Congress from official data."""
