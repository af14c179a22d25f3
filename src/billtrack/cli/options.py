"""The arguments and options commands share.

A reading command takes ``reading: Reading`` as its last parameter and is decorated with ``reading_command``: the
options in ``Reading`` are then its own, after those it declares itself.
"""

import datetime as dt
import functools
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from billtrack.cli.reports import UsageError
from billtrack.errors import InputError
from billtrack.output.formats import Format, Output  # an enum and two values: it loads no library
from billtrack.sources.tracked import Tracked  # an enum

if TYPE_CHECKING:
    from billtrack.store.library import Holdings

_HOW = "How to answer"


class Reading(NamedTuple):
    """What every reading command is told after its own arguments; a field is an option."""

    bills: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of records.", rich_help_panel=_HOW, show_default=False),
    ] = None
    archive: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Archive of official data.", rich_help_panel=_HOW)
    ] = None
    format: Annotated[
        Format | None,
        typer.Option(help="table on a terminal, plain in a pipe, unless said here.", rich_help_panel=_HOW),
    ] = None
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=_HOW)] = False
    as_csv: Annotated[bool, typer.Option("--csv", help="The same as --format csv.", rich_help_panel=_HOW)] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour.", rich_help_panel=_HOW)] = False
    linear: Annotated[
        bool,
        typer.Option("--linear", help="For a screen reader: sentences, one fact a line.", rich_help_panel=_HOW),
    ] = False
    quiet: Annotated[bool, typer.Option("--quiet", help="No warnings.", rich_help_panel=_HOW)] = False
    debug: Annotated[bool, typer.Option("--debug", help="Show where a failure began.", rich_help_panel=_HOW)] = False

    def output(self) -> Output:
        """Settle how to answer, from the options and the environment."""
        width = os.environ.get("COLUMNS", "")
        return Output(
            format=self._one_format(),
            linear=self.linear,
            colour=self._colour(),
            width=int(width) if width.isascii() and width.isdigit() and int(width) else None,
            pager=_pager(),
        )

    def holdings(self) -> "Holdings":
        """Open the records and the archive to read from."""
        from billtrack.cli.places import archive_file, bills_folder, kept_records
        from billtrack.cli.reports import say
        from billtrack.store.library import Holdings

        def said(line: str) -> None:
            if not self.quiet:
                say("note", line)

        archive = archive_file(self.archive)
        return Holdings(bills_folder(self.bills), archive, kept=kept_records(), said=said)

    def _one_format(self) -> Format | None:
        asked = {
            name: chosen
            for name, chosen, is_given in (
                (f"--format {self.format}", self.format, self.format is not None),
                ("--json", Format.JSON, self.as_json),
                ("--csv", Format.CSV, self.as_csv),
            )
            if is_given
        }
        if len(set(asked.values())) > 1:
            raise UsageError(f"{' and '.join(asked)} ask for different formats; give one")
        chosen = next(iter(asked.values()), None)
        if self.linear and chosen not in {None, Format.TABLE, Format.PLAIN}:
            raise UsageError(f"--linear is a way to read; it does not go with {next(iter(asked))}")
        return chosen

    def _colour(self) -> bool | None:
        """An option beats the environment; ``NO_COLOR`` beats ``CLICOLOR_FORCE``; a dumb terminal has none."""
        if self.no_color or os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("CLICOLOR_FORCE", "0") != "0":
            return True
        return False if os.environ.get("TERM") == "dumb" else None


def _pager() -> str | None:
    """The pager's command line, ``""`` for none, ``None`` for the usual one.

    A plain ``less`` that is not set up otherwise is given what the usual one has: colours, and no paging of what
    fits the screen.
    """
    if os.environ.get("TERM") == "dumb":
        return ""
    asked = os.environ.get("BILLTRACK_PAGER", os.environ.get("PAGER"))
    return None if asked == "less" and "LESS" not in os.environ else asked


_OPTIONS = tuple(
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Reading.__annotations__[name])
    for name, default in Reading._field_defaults.items()
)


def reading_command(command: Callable[..., int]) -> Callable[..., int]:
    """Give *command* the options of ``Reading``, in the place of its parameter ``reading``.

    One that the command declares itself (``diff`` has formats of its own) stays its own.
    """
    own = [each for each in inspect.signature(command).parameters.values() if each.name != "reading"]
    shared = [option for option in _OPTIONS if option.name not in {each.name for each in own}]

    @functools.wraps(command)
    def with_options(**values: Any) -> int:  # noqa: ANN401 - what Typer read for any command
        reading = Reading(**{option.name: values.pop(option.name) for option in shared})
        return command(**values, reading=reading)

    _leave_reading_to_billtrack(own + shared)
    with_options.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # functions carry one when given
        [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own] + shared
    )
    return with_options


def _leave_reading_to_billtrack(parameters: "list[inspect.Parameter]") -> None:
    """Keep Typer from trying whether a file can be read: that is your file's fault (3), not the command line's (2)."""
    for each in parameters:
        for said in getattr(each.annotation, "__metadata__", ()):
            said.readable = False


# ----------------------------------------------------------------------------------- arguments


def complete_measures(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a measure id from the names of the record files."""
    from billtrack.cli.places import bills_folder

    given = context.params.get("bills")
    try:
        folder = bills_folder(Path(given) if given else None)
    except InputError:
        return []  # no folder, nothing to offer; the command itself will say so
    return sorted(path.stem for path in folder.glob(f"{incomplete}*.yaml") if path.is_file())


def parse_date(text: str) -> dt.date:
    """Parse a day given as an option."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date (expected one like 2017-06-27)") from error


def parse_stage(text: str) -> str:
    """Check the name of a stage given as an option; spaces and hyphens may stand for its underscores."""
    names = stage_names()
    name = text.strip().lower().replace(" ", "_").replace("-", "_")
    if name not in names:
        from difflib import get_close_matches

        near = get_close_matches(name, names, n=1)
        meant = f"; did you mean {near[0]}?" if near else f" (one of {', '.join(names)})"
        raise typer.BadParameter(f"{text!r} is no stage{meant}")
    return name


def stage_names() -> list[str]:
    """List the names of the stages."""
    from billtrack.status.stages import Stage

    return [stage.value for stage in Stage]


def complete_stages(incomplete: str) -> list[str]:
    """Complete the name of a stage."""
    return [name for name in stage_names() if name.startswith(incomplete)]


MeasureArguments = Annotated[
    list[str],
    typer.Argument(
        metavar="MEASURE...",
        help='Measures in any spelling: hres351-115, "H.Res. 351 (115th)", a congress.gov address; - reads a list.',
        autocompletion=complete_measures,
        show_default=False,
    ),
]
TextArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="MEASURE[@VERSION][/ADDRESS]|FILE...",
        help="A measure, one of its versions, or a clause: hres351-115@ih/whereas/4; - reads a list. Or a file.",
        autocompletion=complete_measures,
        show_default=False,
    ),
]

TrackedOption = Annotated[
    Tracked,
    typer.Option("--tracked", help="Tracked changes of a Word file: as accepted, or the text before them."),
]

WHO = "Which members"
PartyOption = Annotated[
    list[str] | None,
    typer.Option(metavar="LETTER", help="Of this party; may be repeated.", rich_help_panel=WHO, show_default=False),
]
StateOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="STATE", help="Of this state, as NY; may be repeated.", rich_help_panel=WHO, show_default=False
    ),
]
