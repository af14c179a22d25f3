"""Two readings of a measure: nothing without a difference, and no difference without an event."""

from __future__ import annotations

import datetime as dt
import itertools
import types
import typing
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.model.events import CosponsorTotals, EventKind
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    SCHEMA,
    Action,
    Activity,
    Authority,
    Committee,
    Cosponsor,
    Coverage,
    Measure,
    Provision,
    RelatedMeasure,
    Subcommittee,
    Summary,
    TextVersion,
    replace,
)
from billtrack.model.measure_names import MeasureId
from billtrack.tracking.changes import changes

TODAY = dt.date(2025, 6, 2)
DAYS = (dt.date(2025, 3, 3), dt.date(2025, 4, 1), dt.date(2025, 5, 5))
NAME = parse_measure_id("hres7-119")
BASE = Measure(schema=SCHEMA, id=NAME, title="Honoring lamps.", actions=(), cosponsors=(), text_versions=())


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the model, few enough that two readings often share them."""
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: st.sampled_from(["a", "b", "Introduced in House", "x " * 400, "x " * 400 + "y"]),
        int: st.integers(1, 2),
        bool: st.booleans(),
        type(None): st.none(),
        dt.date: st.sampled_from(DAYS),
        dt.datetime: st.sampled_from([dt.datetime(2025, 3, 3, hour, tzinfo=dt.UTC) for hour in (1, 2)]),
        dt.time: st.sampled_from([dt.time(1), dt.time(2)]),
        MeasureId: st.sampled_from([NAME, parse_measure_id("sres8-119")]),
        Provision: st.builds(Provision, text=st.sampled_from(["one", "two"])),
    }
    if hint in simple:
        return simple[hint]
    if get_origin(hint) in {Union, types.UnionType}:
        return st.one_of(*map(values, get_args(hint)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return st.sampled_from(hint) if issubclass(hint, Enum) else structs(hint)


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind)
    given_always = {field.name for field in msgspec.structs.fields(kind) if field.required}
    required = {name: values(hint) for name, hint in hints.items() if name in given_always}
    others = {name: values(hint) for name, hint in hints.items() if name not in given_always}
    return st.fixed_dictionaries(required, optional=others).map(lambda fields: kind(**fields))


MEASURES = st.deferred(lambda: structs(Measure)).map(lambda measure: replace(measure, id=NAME))
UNTOLD = {"update_date": None, "sources": (), "notes": None, "tags": ()}
SLOW = settings(max_examples=3 * settings().max_examples, suppress_health_check=list(HealthCheck))


@SLOW
@given(MEASURES)
def test_equal_readings_tell_nothing(measure: Measure) -> None:
    assert changes(measure, measure, today=TODAY) == ()


@SLOW
@given(MEASURES, MEASURES)
def test_every_difference_is_told_in_the_field_it_is_in(old: Measure, new: Measure) -> None:
    events = changes(old, new, today=TODAY)
    differing = {
        field
        for field in Measure.__struct_fields__
        if field not in UNTOLD and getattr(old, field) != getattr(new, field)
    }
    told = {event.field.partition("[")[0].partition(".")[0] for event in events if event.kind is not EventKind.STAGE}
    assert told == differing
    assert events == changes(old, new, today=TODAY)
    assert all(event.measure == NAME for event in events)


@SLOW
@given(MEASURES, st.data())
def test_one_field_that_differs_is_one_field_told(old: Measure, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from([each for each in Measure.__struct_fields__ if each not in {*UNTOLD, "id"}]))
    new = replace(old, **{field: getattr(data.draw(MEASURES), field)})
    events = [event for event in changes(old, new, today=TODAY) if event.kind is not EventKind.STAGE]
    assert {event.field.partition("[")[0].partition(".")[0] for event in events} == ({field} if old != new else set())


@SLOW
@given(MEASURES, MEASURES)
def test_a_correction_had_a_value_and_an_addition_had_none(old: Measure, new: Measure) -> None:
    for event in changes(old, new, today=TODAY):
        if event.kind is EventKind.CORRECTION:
            assert event.before is not None
        if event.kind is EventKind.ADDITION:
            assert event.before is None


@pytest.mark.parametrize("field", UNTOLD)
def test_what_no_document_says_is_not_told(field: str) -> None:
    told = replace(BASE, update_date=dt.datetime(2025, 3, 3, tzinfo=dt.UTC), notes="mine", tags=("a",), sources=())
    assert changes(BASE, replace(told, **{field: UNTOLD[field]}), today=TODAY) == ()


def test_a_measure_not_held_before_is_one_event() -> None:
    (event,) = changes(None, replace(BASE, cosponsors=(signer("A1", "D"),)), today=TODAY)
    assert (event.kind, event.subject, event.totals_after) == (
        EventKind.NEW_MEASURE,
        "Honoring lamps.",
        CosponsorTotals(1, (("D", 1),)),
    )


def signer(bioguide_id: str, party: str, *, on: dt.date = DAYS[0], out: dt.date | None = None) -> Cosponsor:
    return Cosponsor(
        bioguide_id=bioguide_id,
        name=f"{bioguide_id}, Member",
        party=party,
        state="ME",
        district=1,
        sponsorship_date=on,
        is_original_cosponsor=on == DAYS[0],
        sponsorship_withdrawn_date=out,
    )


def told(old: Measure, new: Measure) -> list[tuple[EventKind, str | None, str | None, str | None]]:
    return [(event.kind, event.key, event.before, event.after) for event in changes(old, new, today=TODAY)]


def test_totals_by_party_are_those_before_and_after_the_update() -> None:
    old = replace(BASE, cosponsors=(signer("A1", "D"), signer("B2", "R")))
    new = replace(BASE, cosponsors=(signer("A1", "D"), signer("B2", "R", out=DAYS[2]), signer("C3", "D", on=DAYS[1])))
    added, withdrew = changes(old, new, today=TODAY)
    assert (added.kind, added.key, added.date) == (EventKind.COSPONSOR_ADDED, "C3", DAYS[1])
    assert (withdrew.kind, withdrew.key, withdrew.date) == (EventKind.COSPONSOR_WITHDRAWN, "B2", DAYS[2])
    assert withdrew.subject == "B2, Member (R-ME-1)"
    assert added.totals_before == withdrew.totals_before == CosponsorTotals(2, (("D", 1), ("R", 1)))
    assert added.totals_after == withdrew.totals_after == CosponsorTotals(2, (("D", 2),))


def test_a_member_who_withdrew_and_signs_again_is_a_new_signature() -> None:
    old = replace(BASE, cosponsors=(signer("A1", "D", out=DAYS[1]),))
    new = replace(BASE, cosponsors=(signer("A1", "D", out=DAYS[1]), signer("A1", "D", on=DAYS[2])))
    assert [event.kind for event in changes(old, new, today=TODAY)] == [EventKind.COSPONSOR_ADDED]


def test_a_signature_that_vanishes_is_a_correction() -> None:
    ((kind, _, before, after),) = told(replace(BASE, cosponsors=(signer("A1", "D"),)), BASE)
    assert (kind, after) == (EventKind.CORRECTION, None)
    assert before is not None
    assert "A1" in before


def test_a_party_corrected_tells_both_letters() -> None:
    old, new = (replace(BASE, cosponsors=(signer("A1", party),)) for party in ("D", "I"))
    (event,) = changes(old, new, today=TODAY)
    assert (event.kind, event.field, event.before, event.after) == (
        EventKind.CORRECTION,
        "cosponsors[0].party",
        "D",
        "I",
    )


def action(text: str, *, code: str | None = None, by: str | None = None, on: dt.date = DAYS[1]) -> Action:
    return Action(action_date=on, text=text, action_code=code, source_system=by)


def test_one_event_of_two_official_systems_is_told_once() -> None:
    floor = action("Agreed to by voice vote.", code="H37300", by="house_floor_actions")
    library = action("Passed/agreed to in House: Agreed to by voice vote.", code="8000", by="library_of_congress")
    events = changes(BASE, replace(BASE, actions=(floor, library)), today=TODAY)
    assert [event.subject for event in events if event.kind is EventKind.ACTION] == ["Agreed to by voice vote."]
    later = changes(replace(BASE, actions=(floor,)), replace(BASE, actions=(floor, library)), today=TODAY)
    assert [event.kind for event in later if event.kind is not EventKind.STAGE] == [EventKind.ADDITION]


def test_an_action_reworded_is_a_correction_of_its_words() -> None:
    old = replace(BASE, actions=(action("Refered to committee."),))
    new = replace(BASE, actions=(action("Referred to committee."),))
    assert (EventKind.CORRECTION, None, "Refered to committee.", "Referred to committee.") in told(old, new)


def test_a_text_is_published_then_loaded_then_corrected() -> None:
    announced = TextVersion(version_code="ih", coverage=Coverage.NONE)
    copied = replace(announced, coverage=Coverage.COMPLETE, authority=Authority.COPY, preamble=("Whereas a;",))
    official = replace(copied, authority=Authority.OFFICIAL, preamble=("Whereas b;",))
    mended = replace(official, preamble=("Whereas c;",))
    readings = [replace(BASE, text_versions=texts) for texts in ((), (announced,), (copied,), (official,), (mended,))]
    steps = [told(old, new) for old, new in itertools.pairwise(readings)]
    assert steps == [
        [(EventKind.TEXT_PUBLISHED, "ih", None, "announced")],
        [(EventKind.TEXT_LOADED, "ih", "announced", "complete, copy")],
        [(EventKind.TEXT_LOADED, "ih", "complete, copy", "complete, official")],
        [(EventKind.CORRECTION, None, "Whereas b;", "Whereas c;")],
    ]


def test_what_a_committee_did_is_told_with_its_day() -> None:
    referred, markup = Activity(name="Referred to", date=DAYS[0]), Activity(name="Markup by", date=DAYS[1])
    old = Committee(system_code="hsco00", name="Coasts", activities=(referred,))
    sub = Subcommittee(system_code="hsco01", name="Lamps", activities=(markup,))
    new = replace(old, activities=(markup, referred), subcommittees=(sub,))
    assert told(replace(BASE, committees=(old,)), replace(BASE, committees=(new,))) == [
        (EventKind.COMMITTEE, "hsco00", None, "Markup by"),
        (EventKind.COMMITTEE, "hsco01", None, "Markup by"),
    ]


def test_summaries_and_relations_have_kinds_of_their_own() -> None:
    related = RelatedMeasure(id=parse_measure_id("sres8-119"), relationship_type="Related bill", identified_by="CRS")
    new = replace(BASE, summaries=(Summary(version_code="00", text="It honors lamps."),), related_measures=(related,))
    assert told(replace(BASE, summaries=(), related_measures=()), new) == [
        (EventKind.SUMMARY, "00", None, "It honors lamps."),
        (EventKind.RELATION, "sres8-119", None, "Related bill, identified by CRS"),
    ]


def test_long_values_are_shown_from_where_they_differ() -> None:
    old, new = (replace(BASE, title="word " * 300 + end) for end in ("one", "two"))
    (event,) = changes(old, new, today=TODAY)
    assert event.before is not None
    assert event.after is not None
    assert (event.before[-3:], event.after[-3:], len(event.before) < 100) == ("one", "two", True)
