"""``billtrack check-quote``: whether quotations stand in a measure."""

from typing import Annotated

import typer

from billtrack.cli import clock
from billtrack.cli.options import CommonOptions, reading_command
from billtrack.cli.reports import DONE, FOUND


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
    from billtrack.cli.loading import load_all
    from billtrack.output.console import emit
    from billtrack.texts.checking_quotations import ArchiveIndex, check_quotations
    from billtrack.texts.commands.quotations import named_measure, read_quotations
    from billtrack.texts.quote_answer import QuoteAnswer

    asked = [each for argument in quotations for each in read_quotations(argument, options)]
    output, holdings = options.output(), options.holdings()
    code, measures = DONE, tuple(named_measure(holdings, name) for name in measure or ())
    index = None
    if not measure:
        code, measures = load_all(holdings, quiet=options.quiet or holdings.archive is not None)[::-1]
        if holdings.archive is not None:
            index = ArchiveIndex(holdings.archive, [each.id for each in measures], today=clock.today())
    check = check_quotations(asked, measures, holdings, index, limit=limit)
    emit(QuoteAnswer(check), output)
    return max(code, DONE if check.is_sound or not exit_code else FOUND)
