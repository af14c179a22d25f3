"""``billtrack open``: a measure on congress.gov, in the browser."""

import webbrowser
from collections.abc import Sequence

import typer

from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions
from billtrack.errors import InputError
from billtrack.model.measure_names import TextId, resolve
from billtrack.model.web_addresses import congress_gov_text_url, congress_gov_url
from billtrack.store.library import Holdings


def run(
    measures: list[str], options: CommonOptions, *, text: bool, cosponsors: bool, actions: bool, only_print: bool
) -> int:
    """Open or print the pages of each measure."""
    holdings = options.holdings()
    tabs = [tab for tab, is_asked in (("cosponsors", cosponsors), ("all-actions", actions)) if is_asked]

    def show(name: str) -> None:
        for address in _addresses(name, holdings, tabs, text=text):
            _show(address, only_print=only_print)

    return answer_each(listed(measures), show).code


def _addresses(name: str, holdings: Holdings, tabs: Sequence[str], *, text: bool) -> Sequence[str]:
    """The pages of a measure: its text and *tabs* if asked for, else the page that lists them all."""
    reference = holdings.reference(name)
    measure = reference.measure_id or resolve(reference, holdings.ids())
    found = [f"{congress_gov_url(measure)}/{tab}" for tab in tabs]
    if text or (reference.version_code and not found):
        version = reference.version_code
        found.insert(0, congress_gov_text_url(TextId(measure, version) if version else measure))
    return found or [congress_gov_url(measure)]


def _show(address: str, *, only_print: bool) -> None:
    if only_print:
        typer.echo(address)
    elif not webbrowser.open(address):
        raise InputError(f"no browser opens {address}", hint="--print prints the address")
