"""The pages about people: who signed, who has not, who voted how, and what one member did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from billtrack.cosponsors.answers.cosponsors_answer import CosponsorsAnswer
from billtrack.cosponsors.answers.gaps_answer import GapsAnswer
from billtrack.cosponsors.answers.growth_answer import support_pictures
from billtrack.cosponsors.answers.member_answer import MemberAnswer
from billtrack.cosponsors.gaps_request import WhomAsked, find_gaps
from billtrack.cosponsors.member_record import MemberRecord, chosen_deeds, gather
from billtrack.cosponsors.selection import CosponsorFilter, measure_cosponsors
from billtrack.model.choices import CountBy, SortOrder
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureType
from billtrack.model.query import typed
from billtrack.model.vote import VotePosition
from billtrack.output.page import Block, Heading
from billtrack.serve import parameters
from billtrack.serve.addresses import measure_address, member_address
from billtrack.serve.asked import Asked
from billtrack.serve.found import (
    AnswerPage,
    WebForm,
    cautions,
    checkbox,
    date_box,
    linked,
    load,
    number_box,
    select,
    text_box,
    with_form,
)
from billtrack.serve.held import Held
from billtrack.status.stages import Stage
from billtrack.votes.counting import Choice, Whom, senators_of
from billtrack.votes.tallied import measure_votes
from billtrack.votes.votes_answer import VotesAnswer

_HIGHEST_ROLL = 9_999


def cosponsors_page(held: Held, asked: Asked) -> AnswerPage:
    """Show who signed a measure, as the parameters choose."""
    measure, given = load(held, asked.names[0])[1], asked.parameters
    wanted = CosponsorFilter(
        parties=frozenset(parameters.values(given, "party", typed.read_party)),
        states=frozenset(parameters.values(given, "state", typed.read_state)),
        since=parameters.date(given, "since"),
        until=parameters.date(given, "until"),
        only_original="original" in given,
        only_withdrawn="withdrawn" in given,
        on=parameters.past_date(given, "as_of", held.today),
    )
    order = parameters.choice(given, "sort", SortOrder) or SortOrder.OFFICIAL
    key = parameters.choice(given, "by", CountBy)
    answer = CosponsorsAnswer((measure_cosponsors(measure, wanted, order, key),), wanted, key)

    def body() -> Iterator[str]:
        blocks = answer.page().blocks
        if key is None:
            people = [member_address(held.root, each.bioguide_id) for each in answer.measures[0].listed or ()]
            blocks = tuple(linked(blocks, people))
        pictures = (Heading("Support"), *support_pictures(measure)) if measure.cosponsors else ()
        yield from with_form(blocks, _cosponsor_form(measure, asked), *pictures)

    return AnswerPage(answer, f"Cosponsors of {measure.id.printed}", f"{measure.id}-cosponsors", body, (measure,))


def _cosponsor_form(measure: Measure, asked: Asked) -> Iterator[str]:
    signed = measure.cosponsors or ()
    boxes = (
        select("party", "Party", sorted({each.party for each in signed})),
        select("state", "State", sorted({each.state for each in signed})),
        date_box("since", "Since"),
        date_box("until", "Until"),
        date_box("as_of", "As of"),
        select("sort", "Sort by", tuple(SortOrder)[1:], every="official order"),
        select("by", "Count by", CountBy, every="nothing"),
        checkbox("original", "original only"),
        checkbox("withdrawn", "withdrawn only"),
    )
    return WebForm("Which cosponsors", boxes).lines(asked) if signed else iter(())


def gaps_page(held: Held, asked: Asked) -> AnswerPage:
    """Show who has not signed a measure, and why to ask each, as the parameters choose."""
    measure, given = load(held, asked.names[0])[1], asked.parameters
    whom = WhomAsked(
        parameters.words(given, "committee"),
        parameters.words(given, "subcommittee"),
        parameters.values(given, "state", typed.read_state),
        parameters.values(given, "party", typed.read_party),
        parameters.words(given, "signed"),
        "leadership" in given,
    )
    day = parameters.past_date(given, "as_of", held.today)
    answer = GapsAnswer((find_gaps(measure, held.holdings, whom, day=day),))

    def body() -> Iterator[str]:  # without links: not every member is in a measure held
        return with_form(answer.page().blocks, _GAPS_FORM.lines(asked))

    title = f"Members who have not signed {measure.id.printed}"
    return AnswerPage(answer, title, f"{measure.id}-gaps", body, (measure,))


_GAPS_FORM = WebForm(
    "Which members",
    (
        text_box("party", "Party"),
        text_box("state", "State"),
        text_box("committee", "Committee"),
        text_box("subcommittee", "Subcommittee"),
        text_box("signed", "Signed measure"),
        date_box("as_of", "As of"),
        checkbox("leadership", "leadership only"),
    ),
)


def votes_page(held: Held, asked: Asked) -> AnswerPage:
    """Show the roll calls of a measure, and who voted how, as the parameters choose."""
    measure, given = load(held, asked.names[0])[1], asked.parameters
    holdings, choice = held.holdings, _vote_choice(given)
    roll = parameters.number(given, "roll", most=_HIGHEST_ROLL)
    senators = senators_of(holdings.senators)
    found = measure_votes(measure, holdings.vote, senators, roll=roll)
    answer = VotesAnswer((found,), choice, senators, shows_each=roll is not None)

    def body() -> Iterator[str]:
        yield from with_form(answer.page().blocks, _VOTES_FORM.lines(asked) if found.of else ())

    return AnswerPage(answer, f"Votes on {measure.id.printed}", f"{measure.id}-votes", body, (measure,))


def _vote_choice(given: Mapping[str, str]) -> Choice:
    """Read whom to list; a party, state or position alone means the members who have it."""
    position = parameters.choice(given, "position", VotePosition)
    parties = frozenset(parameters.values(given, "party", typed.read_party))
    states = frozenset(parameters.values(given, "state", typed.read_state))
    usual = Whom.MEMBERS if parties or states or position else Whom.NOBODY
    whom = parameters.choice(given, "whom", Whom) or usual
    return Choice(whom, parties, states, frozenset({position} if position else ()))


_VOTES_FORM = WebForm(
    "Who voted how",
    (
        number_box("roll", "Roll call", most=_HIGHEST_ROLL),
        select("whom", "List", [each.value for each in Whom if each is not Whom.NOBODY], every="nobody"),
        select("position", "Voted", VotePosition, every="any way"),
        text_box("party", "Party"),
        text_box("state", "State"),
    ),
)


def member_page(held: Held, asked: Asked) -> AnswerPage:
    """Show what a member sponsored and signed, and how they voted, as the parameters choose."""
    given = asked.parameters
    records, problems = held.holdings.all()
    types = frozenset(kind for kinds in parameters.values(given, "type", typed.read_types) for kind in kinds)
    stages = frozenset(parameters.values(given, "stage", typed.read_stage))
    found = gather(asked.names[0], records, held.holdings, senators_of(held.holdings.senators))
    since = parameters.date(given, "since")
    found = chosen_deeds(found, held.holdings, since=since, types=types, stages=stages, today=held.today)
    archive = held.holdings.archive
    answer = MemberAnswer((found,), len(records), archive.engine.holding(()).measures if archive else 0)
    page = answer.page()

    def body() -> Iterator[str]:
        yield from with_form(_leading_on(page.blocks, found, held.root), _MEMBER_FORM.lines(asked))
        yield from cautions(problems, held)

    return AnswerPage(answer, page.title, "member", body)


def _leading_on(blocks: Iterable[Block], found: MemberRecord, root: str) -> Iterator[Block]:
    """The blocks; the measures in the tables lead to their pages."""
    addresses = {
        "Sponsored": [measure_address(root, each.measure) for each in found.sponsored],
        "Signed": [measure_address(root, each.measure) for each in found.signed],
    }
    under = ""
    for block in blocks:
        under = block.text if isinstance(block, Heading) else under
        yield from linked((block,), addresses.get(under, ()), column=1)


_MEMBER_FORM = WebForm(
    "Which measures", (date_box("since", "Since"), select("type", "Type", MeasureType), select("stage", "Stage", Stage))
)
