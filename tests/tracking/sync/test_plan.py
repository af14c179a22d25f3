"""What a sync makes of a record, over any sequence of official states.

The law: after a sync nothing the source gained is missing, nothing it lost has vanished unless the keeper accepted
it, each change was told once, and nobody is counted twice.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from billtrack.model.events import Event, EventKind
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Action, Cosponsor, Coverage, Measure, TextVersion, replace
from billtrack.model.record_parts import STATUS, is_as_imported
from billtrack.model.web_addresses import billstatus_url
from billtrack.status.held_back import held_back, published
from billtrack.tracking.parsed_document import ParsedDocument, is_held, source_of
from billtrack.tracking.sync.plan import plan

NAME = parse_measure_id("s4100-119")
START = dt.date(2026, 3, 2)
TODAY = dt.date(2026, 9, 1)
WORDS = (
    "Committee on Lighthouses. Ordered to be reported without amendment favorably.",
    "Sponsor introductory remarks on measure.",
    "Motion by Senator Lamp to reconsider was entered.",
    "Held at the desk.",
    "Star Print ordered.",
    "By unanimous consent, considered under a time agreement.",
)


def action(number: int, *, corrected: bool = False) -> Action:
    """The row of an event: some have a code, the Senate's have none, and several share a day."""
    code = f"S{number}" if number % 2 else None
    text = WORDS[number] + (" (corrected)" if corrected else "")
    system = "library_of_congress" if code else "senate"
    return Action(action_date=START + dt.timedelta(days=number // 3), source_system=system, action_code=code, text=text)


def signer(number: int, *, days: int = 0, out: bool = False) -> Cosponsor:
    return Cosponsor(
        bioguide_id=f"X00000{number}",
        name=f"Roe{number}, Ann",
        party="D",
        state="NY",
        sponsorship_date=START + dt.timedelta(days=days),
        is_original_cosponsor=False,
        sponsorship_withdrawn_date=START + dt.timedelta(days=60) if out else None,
    )


@dataclass(frozen=True)
class State:
    """What the official file has: events by number (corrected or not), signatures by number, announced prints."""

    events: frozenset[tuple[int, bool]]
    signed: frozenset[tuple[int, int, bool]]
    prints: frozenset[str]

    def measure(self, at: int) -> Measure:
        rows = [action(number, corrected=corrected) for number, corrected in sorted(self.events)]
        return Measure(
            schema=SCHEMA,
            id=NAME,
            title="Invented Lighthouse Act",
            introduced_date=START,
            update_date=dt.datetime(2026, 5, 1, tzinfo=dt.UTC) + dt.timedelta(days=at),
            actions=tuple(sorted(rows, key=lambda row: row.action_date)),
            cosponsors=tuple(signer(number, days=days, out=out) for number, days, out in sorted(self.signed)),
            text_versions=tuple(TextVersion(version_code=code, coverage=Coverage.NONE) for code in sorted(self.prints)),
        )

    def reading(self, at: int) -> ParsedDocument:
        data = repr((sorted(self.events), sorted(self.signed), sorted(self.prints), at)).encode()
        return ParsedDocument(NAME, self.measure(at), source_of(STATUS, billstatus_url(NAME), data, TODAY), data)


def one_each(rows: st.SearchStrategy[tuple[int, ...]]) -> st.SearchStrategy[frozenset[tuple[int, ...]]]:
    return st.lists(rows, max_size=5, unique_by=lambda row: row[0]).map(frozenset)


STATES = st.builds(
    State,
    one_each(st.tuples(st.integers(0, len(WORDS) - 1), st.booleans())),
    one_each(st.tuples(st.integers(1, 4), st.integers(0, 2), st.booleans())),
    st.frozensets(st.sampled_from(["is", "rs"])),
)


def numbers(rows: frozenset[tuple[int, ...]]) -> set[int]:
    return {row[0] for row in rows}


def count(events: tuple[Event, ...], kind: EventKind, field: str) -> int:
    return sum(event.kind is kind and event.field.startswith(field) for event in events)


def gone(events: tuple[Event, ...], field: str) -> int:
    return sum(
        event.kind is EventKind.CORRECTION
        and event.after is None
        and event.field.partition("[")[0] == field
        # a row, not a value inside one: actions[3], not actions[3].text
        and not event.field.partition("]")[2]
        for event in events
    )


@settings(max_examples=2 * settings().max_examples)
@given(first=STATES, later=st.lists(st.tuples(STATES, st.booleans()), min_size=1, max_size=5))
def test_gains_are_taken_losses_are_held_back_and_each_change_is_told_once(
    first: State, later: list[tuple[State, bool]]
) -> None:
    before, record = first, plan(None, [first.reading(0)], today=TODAY).record
    assert record is not None
    for at, (state, accept) in enumerate(later, 1):
        reading = state.reading(at)
        planned = plan(record, [reading], today=TODAY, accept=accept)
        after = planned.record
        assert after is not None
        check_rows(record, after, state, at, accept=accept)
        check_told(before, state, planned.events)
        assert is_as_imported(after, STATUS)
        assert is_held(after, reading.source)
        assert plan(after, [reading], today=TODAY).events == ()
        before, record = state, after


def check_rows(record: Measure, after: Measure, state: State, at: int, *, accept: bool) -> None:
    official = state.measure(at)
    for field in ("actions", "cosponsors", "text_versions"):
        there, held = Counter(getattr(after, field)), Counter(getattr(official, field))
        assert held <= there, f"{field}: something gained is missing"
        assert (there == held) or not accept
        assert getattr(published(after), field) == getattr(official, field)
    if not accept:
        assert known(record) <= known(after), "something lost has vanished"
    assert len({who.bioguide_id for who in after.cosponsors or ()}) == len(after.cosponsors or ())
    extra = known(after) - known(official)
    assert len(held_back(after)) == len(extra)
    dates = [row.action_date for row in after.actions or ()]
    assert dates == sorted(dates)


def known(measure: Measure) -> set[str]:
    """The events, members and prints of a measure, however their rows are worded."""
    events = {(row.text or "").removesuffix(" (corrected)") for row in measure.actions or ()}
    members = {who.bioguide_id for who in measure.cosponsors or ()}
    return events | members | {text.version_code for text in measure.text_versions or ()}


def check_told(before: State, state: State, events: tuple[Event, ...]) -> None:
    """The changes told are those between the two official states: whatever the record keeps."""
    assert count(events, EventKind.ACTION, "actions") == len(numbers(state.events) - numbers(before.events))
    assert gone(events, "actions") == len(numbers(before.events) - numbers(state.events))
    assert count(events, EventKind.COSPONSOR_ADDED, "cosponsors") == len(numbers(state.signed) - numbers(before.signed))
    assert gone(events, "cosponsors") == len(numbers(before.signed) - numbers(state.signed))
    withdrew = {row[0] for row in state.signed if row[2]} - {row[0] for row in before.signed if row[2]}
    assert count(events, EventKind.COSPONSOR_WITHDRAWN, "cosponsors") == len(withdrew)
    assert count(events, EventKind.TEXT_PUBLISHED, "text_versions") == len(state.prints - before.prints)
    assert gone(events, "text_versions") == len(before.prints - state.prints)


def test_a_lost_row_keeps_its_place_and_stays_when_another_of_its_day_comes() -> None:
    """Two rows of the Senate on one day have no codes: the second is not the first one corrected."""
    held, other = action(0), replace(action(0), text="Star Print ordered.")
    state = State(frozenset({(4, False)}), frozenset(), frozenset()).measure(1)
    record = replace(state, actions=(held, *(state.actions or ())))
    reading = ParsedDocument(
        NAME, replace(state, actions=(other, *(state.actions or ()))), source_of(STATUS, "https://x", b"2", TODAY), b"2"
    )
    planned = plan(record, [reading], today=TODAY)
    assert planned.record is not None
    assert [row.text for row in planned.record.actions or ()] == [held.text, other.text, WORDS[4]]
    assert [event.kind for event in planned.events] == [EventKind.ACTION, EventKind.CORRECTION]
