"""The pages about one measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
from billtrack.cosponsors.answers.growth_curve import growth_curve
from billtrack.cosponsors.answers.state_map import state_tiles
from billtrack.cosponsors.gaps_request import find_gaps
from billtrack.cosponsors.growth import growth
from billtrack.cosponsors.selection import CosponsorFilter, SortOrder, measure_cosponsors
from billtrack.errors import OptionError
from billtrack.model.identifiers import TextId
from billtrack.model.measure import Coverage, Measure, RelatedMeasure
from billtrack.model.tally import by_person, is_standing
from billtrack.model.vote import Position
from billtrack.output.counted import counted
from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.output.html.shell import link, text
from billtrack.output.page import Block, Heading, Page
from billtrack.serve.addresses import diff_address, measure_address, text_address
from billtrack.serve.asked import PREPARE, Asked
from billtrack.serve.forms import checkbox, date_box, form, select
from billtrack.serve.found import Elsewhere, Found, UnpreparedError, choices, load
from billtrack.serve.held import Held
from billtrack.serve.shell import anchor, linked_list
from billtrack.status.answers.history_answer import HistoryAnswer
from billtrack.status.answers.status_answer import StatusAnswer
from billtrack.status.history import measure_history
from billtrack.status.summary import summarize
from billtrack.votes.answers.votes import MeasureVotes, VotesAnswer
from billtrack.votes.choice import Choice, Whom
from billtrack.votes.senators import senators_of
from billtrack.votes.tallied import tallied_votes

_LEAST_ALIKE = 0.7
"""The least similarity of companions, as `billtrack companions` has it."""


def written(page: Page) -> Iterator[str]:
    """Write the blocks of *page*: its first heading is the page's, the others are below it."""
    writer = BlockWriter()
    for at, block in enumerate(page.blocks):
        yield from writer.write(block, level=1 if at == 0 else 2)


def status_page(held: Held, asked: Asked) -> Found | Elsewhere:
    """Show where a measure stands, its texts, its related measures, its sources."""
    measure = load(held, asked.names[0])[1]
    answer = StatusAnswer((summarize(measure, today=held.today, find=held.holdings.vote),))

    def body() -> Iterator[str]:
        yield from written(answer.page())
        yield from _texts(measure, held.root)
        yield from _related(held, measure)
        yield from _sources(measure)

    return Found(answer, f"{measure.id.printed}: {measure.title}", str(measure.id), body, measure)


def history_page(held: Held, asked: Asked) -> Found:
    """Show what happened to a measure."""
    measure = load(held, asked.names[0])[1]
    answer = HistoryAnswer((measure_history(measure, find=held.holdings.vote),))
    title = f"History of {measure.id.printed}"
    return Found(answer, title, f"{measure.id}-history", lambda: written(answer.page()), measure)


def cosponsors_page(held: Held, asked: Asked) -> Found:
    """Show who signed a measure, as the parameters choose."""
    measure = load(held, asked.names[0])[1]
    wanted = _cosponsor_filter(asked.parameters)
    order = SortOrder(choices(asked.parameters, "sort", (each.value for each in SortOrder)) or SortOrder.OFFICIAL)
    answer = CosponsorsAnswer((measure_cosponsors(measure, wanted, order),), wanted)

    def body() -> Iterator[str]:
        first, *people = answer.page().blocks
        writer = BlockWriter()
        yield from writer.write(first, level=1)
        yield from _cosponsor_form(measure, asked)
        yield from write_all((*_pictures(measure), *people), writer, level=2)

    return Found(answer, f"Cosponsors of {measure.id.printed}", f"{measure.id}-cosponsors", body, measure)


def votes_page(held: Held, asked: Asked) -> Found:
    """Show the roll calls of a measure, and who voted how, as the parameters choose."""
    measure = load(held, asked.names[0])[1]
    holdings, given = held.holdings, asked.parameters
    choice = _vote_choice(given)
    senators = senators_of(holdings.senators)
    found = tallied_votes(measure, holdings.vote, senators)
    answer = VotesAnswer((MeasureVotes(measure, found, len(found)),), choice, senators)

    def body() -> Iterator[str]:
        first, *others = answer.page().blocks
        writer = BlockWriter()
        yield from writer.write(first, level=1)
        yield from _vote_form(asked)
        yield from write_all(others, writer, level=2)

    return Found(answer, f"Votes on {measure.id.printed}", f"{measure.id}-votes", body, measure)


def _vote_choice(given: Mapping[str, str]) -> Choice:
    """Read whom to list; a party, state or position alone means the members who have it."""
    position = choices(given, "position", (each.value for each in Position))
    parties, states = letters(given, "party"), letters(given, "state")
    is_narrowed = bool(parties or states or position)
    whom = choices(given, "whom", (each.value for each in Whom))
    usual = Whom.MEMBERS if is_narrowed else Whom.NOBODY
    return Choice(Whom(whom) if whom else usual, parties, states, frozenset({Position(position)} if position else ()))


def _vote_form(asked: Asked) -> Iterator[str]:
    boxes = (
        select("whom", "Who", _WHOMS, asked.parameters, every="nobody"),
        select("position", "Voted", [each.value for each in Position], asked.parameters, every="any way"),
    )
    yield from form(asked.address, "Who voted how", boxes)


_WHOMS = tuple(each.value for each in Whom if each is not Whom.NOBODY)


def gaps_page(held: Held, asked: Asked) -> Found:
    """Show who has not signed a measure, and why to ask each."""
    measure = load(held, asked.names[0])[1]
    answer = GapsAnswer((find_gaps(measure, held.holdings),))
    title = f"Members who have not signed {measure.id.printed}"
    return Found(answer, title, f"{measure.id}-gaps", lambda: written(answer.page()), measure)


def companions_page(held: Held, asked: Asked) -> Found:
    """Show the measures whose texts are alike."""
    from billtrack.search.companions import Scope, Wanted  # noqa: PLC0415 - few requests compare texts
    from billtrack.search.companions.companions_answer import CompanionsAnswer  # noqa: PLC0415 - the same

    reference, measure = load(held, asked.names[0])
    finder = held.finder
    if finder.unsketched:
        raise UnpreparedError(PREPARE, f"billtrack is preparing {counted(finder.unsketched, 'text')} for comparison.")
    search = finder.of(reference, Wanted(_LEAST_ALIKE), Scope())
    answer = CompanionsAnswer(search.found(each for _, each in search.verified() if each is not None))

    def body() -> Iterator[str]:
        yield from written(answer.page())
        pairs = ((each.a.measure, each.b.measure) for each in answer.found.pairs)
        yield from linked_list(
            "Compare",
            (anchor(f"Compare {a.printed} with {b.printed}", diff_address(held.root, a, b)) for a, b in pairs),
        )

    return Found(answer, f"Companions of {measure.id.printed}", f"{measure.id}-companions", body, measure)


# ------------------------------------------------------------------------------- parts of the status


def _texts(measure: Measure, root: str) -> Iterator[str]:
    """The texts, and the comparison of each with the next."""
    held = [each for each in measure.text_versions or () if each.coverage is not Coverage.NONE]
    if not held:
        return
    names = [TextId(measure.id, each.version_code) for each in held]
    yield "<h2>Texts</h2>"
    yield from linked_list(
        "Texts",
        (anchor(f"{each}{_of(on.date)}", text_address(root, each)) for each, on in zip(names, held, strict=True)),
    )
    links = [anchor(f"{a.version_code} to {b.version_code}", diff_address(root, a, b)) for a, b in pairwise(names)]
    if len(names) > 2:
        links.append(anchor("first to last", diff_address(root, names[0], names[-1])))
    if links:
        yield "<h3>What changed</h3>"
    yield from linked_list("What changed between the texts", links)


def _of(day: dt.date | None) -> str:
    return f", {day}" if day else ""


def _related(held: Held, measure: Measure) -> Iterator[str]:
    """The measures officially related, with the comparison of those that are held."""
    if not measure.related_measures:
        return
    yield "<h2>Related measures, by official sources</h2><ul>"
    for each in measure.related_measures:
        is_held = each.id is not None and held.holdings.holds(each.id)
        yield f"<li>{_related_line(each, measure, held.root, is_held=is_held)}</li>"
    yield "</ul>"


def _related_line(related: RelatedMeasure, measure: Measure, root: str, *, is_held: bool) -> str:
    of = f"{related.relationship_type}{f', by {related.identified_by}' if related.identified_by else ''}"
    if related.id is None or not is_held:
        return f"{text(related.printed)} ({text(of)}): not loaded"
    page = anchor(related.id.printed, measure_address(root, related.id))
    compared = anchor("compare the texts", diff_address(root, measure.id, related.id))
    return f"{page} ({text(of)}): {compared}"


def _sources(measure: Measure) -> Iterator[str]:
    """Every document the measure comes from, with its hash."""
    yield '<h2 id="sources">Sources</h2>'
    if not measure.sources:
        yield '<p class="caution">Not loaded: the sources.</p>'
        return
    yield "<dl>"
    for source in measure.sources:
        said = [link(source.url, source.url), f"retrieved {source.retrieved}"]
        said += [f"SHA-256 {text(source.sha256)}"] if source.sha256 else []
        yield f"<dt>{text(source.part)}</dt><dd>{'<br>'.join(said)}</dd>"
    yield "</dl>"


# --------------------------------------------------------------------------------------- cosponsors


def _cosponsor_filter(parameters: Mapping[str, str]) -> CosponsorFilter:
    return CosponsorFilter(
        parties=letters(parameters, "party"),
        states=letters(parameters, "state"),
        since=_date(parameters, "since"),
        until=_date(parameters, "until"),
        only_original="original" in parameters,
        only_withdrawn="withdrawn" in parameters,
    )


def letters(parameters: Mapping[str, str], name: str) -> frozenset[str]:
    """Read the letters of parties or states, commas between them."""
    return frozenset(each.upper() for each in parameters.get(name, "").split(",") if each)


def _date(parameters: Mapping[str, str], name: str) -> dt.date | None:
    value = parameters.get(name)
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise OptionError(f"{name}: {value!r} is not a date; write it like 2017-06-27") from error


def _cosponsor_form(measure: Measure, asked: Asked) -> Iterator[str]:
    signed = measure.cosponsors or ()
    if not signed:
        return
    given = asked.parameters
    yield from form(
        asked.address,
        "Which cosponsors",
        (
            select("party", "Party", sorted({each.party for each in signed}), given),
            select("state", "State", sorted({each.state for each in signed}), given),
            date_box("since", "Since", given),
            date_box("until", "Until", given),
            select("sort", "Sort by", [each.value for each in SortOrder][1:], given, every="official order"),
            checkbox("original", "original only", given),
            checkbox("withdrawn", "withdrawn only", given),
        ),
    )


def _pictures(measure: Measure) -> Sequence[Block]:
    """How support grew, and from which states."""
    if not measure.cosponsors:
        return ()
    standing = by_person(filter(is_standing, measure.cosponsors))
    return (
        Heading("Support"),
        growth_curve(growth(measure, measure.cosponsors), "Current cosponsors, by party"),
        state_tiles((each[0] for each in standing), "Current cosponsors, by state"),
    )


MEASURE_PAGES: Mapping[str, Callable[[Held, Asked], Found | Elsewhere]] = MappingProxyType(
    {
        "status": status_page,
        "history": history_page,
        "cosponsors": cosponsors_page,
        "votes": votes_page,
        "gaps": gaps_page,
        "companions": companions_page,
    }
)
"""The question of each page about one measure."""
