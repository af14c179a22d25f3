"""``billtrack companions``: the measures whose texts are alike, labelled by somebody or not."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from billtrack.cli.options import CommonOptions, complete_measures, reading_command
from billtrack.cli.reports import DONE, UsageError, say
from billtrack.errors import StoreError
from billtrack.output.console import emit, standard_error_is_terminal
from billtrack.output.progress import progress_of
from billtrack.search.companions import Companion, Scope, Wanted
from billtrack.search.companions.finding import Matching, Search
from billtrack.search.companions_answer import CompanionsAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Versions(StrEnum):
    """Which texts of a measure are compared."""

    INTRODUCED = "introduced"
    ALL = "all"


@reading_command
def companions(  # noqa: PLR0917 - an option each; Typer passes them by name
    options: CommonOptions,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help="The measure whose companions are wanted, in any spelling.",
            autocompletion=complete_measures,
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every pair in the archive.")] = False,
    across: Annotated[bool, typer.Option("--across", help="Across Congresses, not only inside each.")] = False,
    versions: Annotated[
        Versions, typer.Option(help="Compare texts as introduced, or every version with every other.")
    ] = Versions.INTRODUCED,
    least: Annotated[
        float, typer.Option("--min", metavar="SHARE", min=0.3, max=1.0, help="How alike two texts must be at least.")
    ] = 0.7,
    contained: Annotated[
        bool, typer.Option("--contained", help="Also texts that stand in a longer one, by that share.")
    ] = False,
) -> int:
    """Find the measures in the archive whose texts are alike: House and Senate versions, and reintroductions.

    Found by their words alone; what official sources call them is shown apart.  The first time, every text is sketched,
    which takes a few seconds a thousand.
    """
    if every == (measure is not None):
        raise UsageError(
            "name a measure, or ask for --all" if measure is None else "--all asks for every measure; name none"
        )
    output = options.output()
    holdings = options.holdings()
    reference = None if measure is None else holdings.reference(measure)
    matching = Matching(holdings)
    _sketch(matching, options)
    wanted, scope = Wanted(least, contained), Scope(across, versions is Versions.ALL)
    search = matching.every(wanted, scope) if reference is None else matching.of(reference, wanted, scope)
    emit(CompanionsAnswer(search.found(_verified(search, options))), output)
    return DONE


def _sketch(matching: "Matching", options: CommonOptions) -> None:
    """Sketch what is not yet, where that can be kept or not."""
    done = ((str(text), "sketched") for text in matching.sketch())
    try:
        for _ in _told(done, matching.unsketched, "Sketching", options):
            pass
    except StoreError as error:
        if matching.unsketched:
            raise
        if not options.quiet:
            say("note", f"the sketches are made again next time: {error}")


def _verified(search: "Search", options: CommonOptions) -> "Iterator[Companion]":
    found: list[Companion] = []

    def done() -> "Iterator[tuple[str, str]]":
        for text, companion in search.verified():
            if companion is not None:
                found.append(companion)
            yield str(text), "compared"

    for _ in _told(done(), search.candidates, "Comparing", options):
        yield from found
        found.clear()


def _told(steps: "Iterable[tuple[str, str]]", total: int, doing: str, options: CommonOptions) -> "Iterator[None]":
    """Take the steps, showing on a terminal how far they have come."""
    quiet = options.quiet or not standard_error_is_terminal()
    with progress_of(total, doing, quiet=quiet, colour=options.output().colour) as progress:
        for name, fate in steps:
            progress.done(name, fate)
            yield None
