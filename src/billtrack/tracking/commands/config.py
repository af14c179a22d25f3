"""``billtrack config``: every setting, and where it came from."""

from typing import Annotated, Literal

import typer

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE


@reading_command
def config(
    options: CommonOptions,
    question: Annotated[Literal["list"], typer.Argument(help="list: every setting.")] = "list",  # noqa: ARG001 - the one there is
    origin: Annotated[
        bool, typer.Option("--origin", help="Show what set each: an option, the environment, the config file, nothing.")
    ] = False,
) -> int:
    """List every setting in force. The Congress.gov API key is never shown, only whether there is one."""
    from billtrack.output.console import emit
    from billtrack.tracking.answers.settings import SettingsAnswer
    from billtrack.tracking.commands.settings import settings

    emit(SettingsAnswer(tuple(settings(options)), with_origin=origin), options.output())
    return DONE
