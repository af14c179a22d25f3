"""The table of filters is whole: what one column declares, the others know."""

from __future__ import annotations

import pytest

from billtrack.model.query.fields import FACETS, FILTERS, PLACES
from billtrack.model.query.tree import Field, Introduced
from billtrack.search.query.parsing import parse_query


def test_every_field_has_one_place() -> None:
    assert set(PLACES) == set(Field)
    assert all(field.key == each.key for each in FILTERS.values() for field in each.places)


@pytest.mark.parametrize(("key", "choice"), [(key, value) for key, each in FILTERS.items() for value in each.choices])
def test_every_choice_is_read(key: str, choice: str) -> None:
    assert FILTERS[key].read(choice)
    assert not parse_query(f"{key}:{choice}").notes


def test_a_filter_reads_facts_of_its_own() -> None:
    for each in FILTERS.values():
        for fact in each.read(
            "2025" if each.key == "introduced" else "119" if each.key == "congress" else (each.choices or ("ih",))[0]
        ):
            assert (Field.INTRODUCED if isinstance(fact, Introduced) else fact.field) in each.places


def test_facets_are_of_one_value() -> None:
    assert list(FACETS) == ["type", "stage", "party", "month"]
    assert all(PLACES[field].is_single for field in FACETS.values())


def test_a_subject_is_asked_for_by_words_of_its_name() -> None:
    query = parse_query('subject:"human rights" subject:asia')
    assert query.read_as == 'subject:"human rights" AND subject:asia'
