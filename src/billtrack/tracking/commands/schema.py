"""``billtrack schema``: the JSON Schema of the record, or of what a command prints as JSON."""

from importlib import import_module

from billtrack.cli.commands import COMMANDS
from billtrack.cli.options import CommonOptions
from billtrack.cli.reports import DONE, UsageError
from billtrack.output.console import emit_document
from billtrack.output.formats import Format
from billtrack.store.record_values import schema_json, shape_json


def run(command: str | None, options: CommonOptions) -> int:
    """Print the schema of what *command* prints, or of the record."""
    output = options.output()
    if output.format not in {None, Format.TABLE, Format.PLAIN, Format.JSON}:
        raise UsageError(f"schema has one format, json; not {output.format}")
    emit_document(schema_json() if command is None else _answer_schema(command), output)
    return DONE


def _answer_schema(command: str) -> bytes:
    shape = next(entry.shape for entry in COMMANDS if entry.name == command)
    module, _, name = shape.partition(":")
    return shape_json(getattr(import_module(f"billtrack.{module}"), name), f"What `billtrack {command} --json` prints")
