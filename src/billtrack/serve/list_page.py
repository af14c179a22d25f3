"""The first page: the measures on file, and those of the archive that a form chooses."""

from __future__ import annotations

from collections.abc import Iterator

from billtrack.model.choices import Order, Position
from billtrack.model.measure_names import MeasureType
from billtrack.model.query import typed
from billtrack.model.query.fields import read_member
from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.serve import parameters
from billtrack.serve.addresses import measure_address
from billtrack.serve.asked import HTML, Asked
from billtrack.serve.found import AnswerPage, WebForm, cautions, linked, number_box, select, text_box
from billtrack.serve.held import MOST_LISTED, Held
from billtrack.status.answers.list_answer import ListAnswer
from billtrack.status.listing import ListFilter, Listing, list_holdings, list_records
from billtrack.status.stages import Stage

_MOST = 100_000
"""The most measures a program may limit a list to."""


def list_page(held: Held, asked: Asked) -> AnswerPage:
    """Show the records, or what a form chooses of all that is held; for programs always of all, as ``list`` does."""
    records, problems = held.holdings.all()
    if asked.format == HTML and not asked.parameters:
        listing = list_records(records, today=held.today) if records or not held.has_archive else held.latest
    else:
        listing = _chosen(held, asked)
    answer = ListAnswer(listing)

    def body() -> Iterator[str]:
        yield "<h1>Measures</h1>"
        yield from _FORM.lines(asked)
        yield from cautions(problems, held)
        if not listing.total:
            yield '<p class="line">No records and no archive: `billtrack track MEASURE` fetches a measure.</p>'
        links = [measure_address(held.root, each.id) for each in listing.measures]
        yield from write_all(linked(answer.page().blocks, links), BlockWriter(), level=2)
        if records and held.has_archive and not asked.parameters:
            yield '<p class="aside">These are the records; the form and the search box find the archive’s too.</p>'

    return AnswerPage(answer, "Measures", "measures", body)


def _chosen(held: Held, asked: Asked) -> Listing:
    given = asked.parameters
    position = parameters.choice(given, "position", Position)
    wanted = ListFilter(
        stages=frozenset(parameters.values(given, "stage", typed.read_stage)),
        types=frozenset(kind for kinds in parameters.values(given, "type", typed.read_types) for kind in kinds),
        congresses=frozenset(parameters.values(given, "congress", typed.read_congress)),
        sponsors=tuple(parameters.value(given, "sponsor", read_member("sponsor")) or ()),
        tags=frozenset(parameters.words(given, "tag")),
        positions=frozenset({position} if position else ()),
        words=given.get("words", ""),
    )
    order = parameters.choice(given, "sort", Order) or Order.ACTION
    limit = parameters.number(given, "limit", most=_MOST)
    if asked.format == HTML:
        limit = min(limit or MOST_LISTED, MOST_LISTED)
    records = held.holdings.all()[0]
    listing = list_holdings(held.holdings, records, today=held.today, wanted=wanted, order=order, limit=limit)
    return listing.in_memory()


_FORM = WebForm(
    "Which measures",
    (
        text_box("words", "Words of the title"),
        select("type", "Type", MeasureType),
        number_box("congress", "Congress", most=999),
        select("stage", "Stage", Stage),
        text_box("sponsor", "Sponsor"),
        text_box("tag", "Tag"),
        select("position", "Position", Position),
        select("sort", "Sort by", tuple(Order)[1:], every="latest action"),
    ),
)
