"""``billtrack open``: a measure on congress.gov, in the browser."""

import webbrowser
from typing import Annotated

import typer

from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.errors import InputError


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
    from billtrack.cli.loading import answer_each, listed
    from billtrack.model.identifiers import TextId, congress_gov_text_url, congress_gov_url, resolve

    holdings = options.holdings()

    def addresses(name: str) -> tuple[str, ...]:
        reference = holdings.reference(name)
        measure = reference.measure_id or resolve(reference, holdings.ids())
        tabs = {"cosponsors": cosponsors, "all-actions": actions}
        found = [f"{congress_gov_url(measure)}/{tab}" for tab, is_asked in tabs.items() if is_asked]
        if text or (reference.version_code and not found):
            version = reference.version_code
            found.insert(0, congress_gov_text_url(TextId(measure, version) if version else measure))
        return tuple(found) or (congress_gov_url(measure),)

    def shown(name: str) -> None:
        for address in addresses(name):
            if only_print:
                typer.echo(address)
            elif not webbrowser.open(address):
                raise InputError(f"no browser opens {address}", hint="--print prints the address")

    return answer_each(listed(measures), shown).code
