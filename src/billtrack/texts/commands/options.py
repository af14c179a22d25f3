"""What a person can type for the commands of this room."""

from typing import Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, TextArgument, TrackedOption, reading_command
from billtrack.model.choices import Tracked


@reading_command
def text(
    texts: TextArgument,
    options: CommonOptions,
    quote: Annotated[bool, typer.Option("--quote", help="Show as a quotation with its citation.")] = False,
    no_addresses: Annotated[
        bool, typer.Option("--no-addresses", help="Leave out the addresses of the clauses, for pasting.")
    ] = False,
    tracked: TrackedOption = Tracked.ACCEPTED,
) -> int:
    """Show the text of a measure, one of its versions, or one clause; or the text of a file.

    Default version: the latest complete text, or else the latest text that is loaded in part. The address beside a
    clause names it: billtrack text hres351-115 whereas/9, or hres351-115 whereas 9. A file may be XML, plain text,
    Word, PDF, or a saved page.
    """
    from billtrack.texts.commands import text as work

    return work.run(texts, options, quote=quote, addressed=not no_addresses, tracked=tracked)


@reading_command
def cite(measures: MeasureArguments, options: CommonOptions) -> int:
    """Cite measures: in words, by id, in Bluebook form, by congress.gov address and govinfo package.

    With a Congress given, no record is needed; a record adds the year and the latest text version.
    """
    from billtrack.texts.commands import cite as work

    return work.run(measures, options)


@reading_command(formats=())
def open_page(  # noqa: PLR0917 - an option each; Typer passes them by name
    measures: MeasureArguments,
    options: CommonOptions,
    text: Annotated[bool, typer.Option("--text", help="Open the text, of a version if one is named.")] = False,
    cosponsors: Annotated[bool, typer.Option("--cosponsors", help="Open the cosponsors.")] = False,
    actions: Annotated[bool, typer.Option("--actions", help="Open the actions.")] = False,
    only_print: Annotated[bool, typer.Option("--print", help="Print the address and open nothing.")] = False,
) -> int:
    """Open a measure's page on congress.gov in the browser.

    With a Congress given, no record is needed. Several options open several pages.
    """
    from billtrack.texts.commands import open as work

    return work.run(measures, options, text=text, cosponsors=cosponsors, actions=actions, only_print=only_print)


@reading_command
def check_quote(
    quotations: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT|FILE|-...",
            help="A quotation in quotation marks, or a file with one per paragraph; - reads standard input.",
            show_default=False,
        ),
    ],
    options: CommonOptions,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure", metavar="MEASURE[@VERSION]", help="Only in this measure; may be repeated.", show_default=False
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Stop after N measures that have a quotation.")] = 10,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 unless every quotation is exact or typographic.")
    ] = False,
) -> int:
    """Check whether quotations stand in a measure, word for word.

    Searches every version of every record, and the archive if there is one. An ellipsis stands for words left out,
    brackets for a few words replaced or a letter altered. A bracketed sic is ignored.
    """
    from billtrack.texts.commands import check_quote as work

    return work.run(quotations, options, measures=measure or (), limit=limit, exit_code=exit_code)
