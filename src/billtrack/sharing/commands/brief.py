"""``billtrack brief``: all about measures and what differs between them, in one document to share."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import MeasureArguments, Reading, reading_command
from billtrack.cli.output_file import FileOption, format_for, write_document
from billtrack.cli.reports import UsageError
from billtrack.cli.text_sources import shelf
from billtrack.diff.related import comparisons
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.measure import Measure
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit_document
from billtrack.sharing.brief import brief as brief_of
from billtrack.sharing.comparing import compared
from billtrack.sharing.documents import Document
from billtrack.store.library import Holdings

if TYPE_CHECKING:
    from collections.abc import Sequence


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

    And what differs, clause by clause: between two measures or versions; of one, its earliest and latest text; of
    more, those an official body relates. Made again of the same records it is the same, byte for byte.
    """
    if reading.as_json or reading.as_csv or reading.linear:
        raise UsageError(
            "a brief is HTML, Markdown or Word; status, history, diff and cosponsors answer in other formats"
        )
    chosen = format_for(output, format, _FORMATS) or "markdown"
    holdings = reading.holdings()
    loaded = answer_each(listed(measures), lambda name: _asked(name, holdings))
    if not loaded.found:
        return loaded.code
    told = tuple(dict.fromkeys(measure for _, measure in loaded.found))
    names = tuple(dict.fromkeys(name for name, _ in loaded.found))
    texts = shelf(reading)
    found = [compared(pair, texts) for pair in _pairs(names, told)]
    data = _written(brief_of(told, found, today=clock.today(), find=holdings.vote), chosen)
    if output is None:
        emit_document(data, reading.output(), is_text=chosen != "docx")
    else:
        write_document(output, data)
    return loaded.code


def _asked(name: str, holdings: "Holdings") -> "tuple[MeasureId | TextId, Measure]":
    """The measure, or the text of it, that *name* means, and its record.

    Raises:
        InputError: no such measure, its text is not loaded, or the name is that of a clause.
    """
    reference = holdings.reference(name)
    if reference.path:
        raise InputError(f"{name}: a brief is of whole measures; leave out the address of the clause")
    measure = holdings.load(reference)
    if reference.version_code is None:
        return measure.id, measure
    return TextId(measure.id, chosen_text(measure, reference.version_code).version_code), measure


def _pairs(
    names: "Sequence[MeasureId | TextId]", measures: "Sequence[Measure]"
) -> "Sequence[Sequence[MeasureId | TextId]]":
    """What is compared: the two that are named, be they texts of one measure; else as measures belong together."""
    return [names] if len(names) == 2 else comparisons(measures)


def _written(document: "Document", format: str) -> bytes:  # noqa: A002 - what it is
    if format == "html":
        from billtrack.sharing.html_document import html_file

        return html_file(document)
    if format == "docx":
        from billtrack.sharing.word_document import word_file

        return word_file(document)
    from billtrack.sharing.markdown_document import document_markdown

    return document_markdown(document)
