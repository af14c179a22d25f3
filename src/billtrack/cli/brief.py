"""``billtrack brief``: all about measures and what differs between them, in one document to share."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from billtrack.cli.documents import FileOption, format_for, write_document
from billtrack.cli.options import MeasureArguments, Reading, reading_command
from billtrack.cli.reports import UsageError

if TYPE_CHECKING:
    from billtrack.render.documents import Document

_FORMATS = frozenset({"html", "markdown", "docx"})


@reading_command
def brief(
    measures: MeasureArguments,
    reading: Reading,
    output: FileOption = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["html", "markdown", "docx"] | None,
        typer.Option(help="As the file's ending says, markdown without a file; docx is Word.", show_default=False),
    ] = None,
) -> int:
    """Write one document to share: where measures stand, history, cosponsors with pictures, citations, sources.

    And what differs, clause by clause: of one measure, its earliest and latest text; two, with each other; of more,
    those an official body relates. Made again of the same records it is the same, byte for byte.
    """
    from billtrack.analysis.related import comparisons
    from billtrack.cli.clock import today
    from billtrack.cli.loading import load_measures
    from billtrack.cli.sharing import compared, shelf
    from billtrack.render.brief import brief as brief_of
    from billtrack.render.console import emit_document

    if reading.as_json or reading.as_csv or reading.linear:
        raise UsageError(
            "a brief is HTML, Markdown or Word; status, history, diff and cosponsors answer in other formats"
        )
    chosen = format_for(output, format, _FORMATS) or "markdown"
    loaded = load_measures(measures, reading.holdings())
    if not loaded.found:
        return loaded.code
    texts = shelf(reading)
    found = [compared(names, texts) for names in comparisons(loaded.found)]
    data = _written(brief_of(loaded.found, found, today=today()), chosen)
    if output is None:
        emit_document(data, reading.output(), is_text=chosen != "docx")
    else:
        write_document(output, data)
    return loaded.code


def _written(document: "Document", format: str) -> bytes:  # noqa: A002 - what it is
    if format == "html":
        from billtrack.render.html.document import html_file

        return html_file(document)
    if format == "docx":
        from billtrack.render.word.document import word_file

        return word_file(document)
    from billtrack.render.markdown import document_markdown

    return document_markdown(document)
