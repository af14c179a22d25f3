"""``billtrack schema``: the JSON Schema of the record."""

from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, UsageError
from billtrack.output.console import emit_document
from billtrack.output.formats import Format
from billtrack.store.record_errors import schema_json


@reading_command
def schema(options: CommonOptions) -> int:
    """Print the JSON Schema of the record."""
    output = options.output()
    if output.format not in {None, Format.TABLE, Format.PLAIN, Format.JSON}:
        raise UsageError(f"schema has one format, json; not {output.format}")
    emit_document(schema_json(), output)
    return DONE
