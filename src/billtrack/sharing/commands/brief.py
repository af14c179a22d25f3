"""``billtrack brief``: one page, or one document in full, about measures and their differences."""

from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.reports import UsageError
from billtrack.output.formats import Format

if TYPE_CHECKING:
    pass

_ON_ONE_PAGE = 2
"""Measures whose brief is one page unless asked for in full."""


@reading_command(formats=(Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF))
def brief(
    measures: MeasureArguments,
    options: CommonOptions,
    full: Annotated[
        bool | None,
        typer.Option(
            "--full/--one-page",
            help="Everything: differences, history, citations, all cosponsors (default: one page, for up to two).",
        ),
    ] = None,
    gaps: Annotated[
        bool,
        typer.Option("--gaps", help="Add who to ask next, with reasons, phones and rooms, to the page."),
    ] = False,
) -> int:
    """Write one page to share: where measures stand, what differs, who is behind them, sources.

    Two measures or versions are compared with each other; one measure, its earliest text with its latest; three or
    more, those an official source relates. PDF is printed by Chromium or LibreOffice. The same records give the same
    document, byte for byte.
    """
    from billtrack.cli.loading import answer_each, listed, text_sources
    from billtrack.output.console import emit_document
    from billtrack.sharing.commands.briefs import asked, in_full, on_one_page, pairs
    from billtrack.sharing.documents import compared, document_file

    if full and gaps:
        raise UsageError("--gaps is for the one page; for all of them use `billtrack gaps MEASURE -o FILE`")
    output = options.output()
    holdings = options.holdings()
    loaded = answer_each(listed(measures), lambda name: asked(name, holdings))
    if not loaded.found:
        return loaded.code
    told = tuple(dict.fromkeys(measure for _, measure in loaded.found))
    names = tuple(dict.fromkeys(name for name, _ in loaded.found))
    texts = text_sources(options)
    found = [compared(pair, texts) for pair in pairs(names, told)]
    is_full = len(told) > _ON_ONE_PAGE and not gaps if full is None else full
    document = in_full(told, found, holdings) if is_full else on_one_page(told, found, holdings, with_gaps=gaps)
    emit_document(document_file(document, output.format), output)
    return loaded.code
