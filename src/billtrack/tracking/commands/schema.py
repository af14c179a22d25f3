"""``billtrack schema``: the JSON Schema of the record, or of what a command prints as JSON."""

from importlib import import_module
from typing import Annotated

import typer

from billtrack.cli.commands import COMMANDS
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, UsageError
from billtrack.cli.signatures import one_of
from billtrack.output.formats import Format

_SHAPES = {entry.name: entry.shape for entry in COMMANDS if entry.shape}


@reading_command
def schema(
    options: CommonOptions,
    of: Annotated[
        str | None,
        typer.Option(
            **one_of("schema", tuple(_SHAPES)),
            metavar="COMMAND",
            help=f"The schema of what this command prints with --json: {', '.join(_SHAPES)}.",
        ),
    ] = None,
) -> int:
    """Print the JSON Schema of the record, or of the JSON of a command."""
    from billtrack.output.console import emit_document
    from billtrack.store.record_values import schema_json

    output = options.output()
    if output.format not in {None, Format.TABLE, Format.PLAIN, Format.JSON}:
        raise UsageError(f"schema has one format, json; not {output.format}")
    emit_document(schema_json() if of is None else _answer_schema(of), output)
    return DONE


def _answer_schema(command: str) -> bytes:
    from billtrack.store.record_values import shape_json

    module, _, name = _SHAPES[command].partition(":")
    return shape_json(getattr(import_module(f"billtrack.{module}"), name), f"What `billtrack {command} --json` prints")
