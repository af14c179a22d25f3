"""The JSON Schema of the record says what the reader does."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest
import yaml

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    SCHEMA,
    Action,
    Cosponsor,
    Coverage,
    Measure,
    Provision,
    ResolvingClause,
    TextVersion,
    Whereas,
)
from billtrack.store.record_values import schema_json
from billtrack.store.records import dump_record, parse_record

MEASURE = Measure(
    schema=SCHEMA,
    id=parse_measure_id("hres1-115"),
    title="Honoring whales.",
    update_date=dt.datetime(2019, 4, 20, 5, 18, 26, tzinfo=dt.UTC),
    cosponsors=(
        Cosponsor(
            bioguide_id="I000001",
            name="Ishmael, Jonah",
            party="D",
            state="NY",
            district=3,
            sponsorship_date=dt.date(2017, 1, 3),
            is_original_cosponsor=True,
        ),
    ),
    actions=(Action(action_date=dt.date(2017, 1, 3), action_time=dt.time(15, 45, 15)),),
    text_versions=(
        TextVersion(
            version_code="ih",
            coverage=Coverage.COMPLETE,
            preamble=("Whereas;", Whereas(text="Whereas", items=(Provision(enum="(1)"),))),
            resolved=(ResolvingClause(chapeau="That whales"),),
        ),
    ),
)


def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(schema_json())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def as_json(measure: Measure) -> Any:
    """The record as another program sees it: YAML read plainly, days and moments as ISO text."""
    return json.loads(json.dumps(yaml.safe_load(dump_record(measure)), default=str))


def test_a_written_record_is_valid() -> None:
    validator().validate(as_json(MEASURE))


def test_the_schema_is_titled_and_names_every_field() -> None:
    schema = json.loads(schema_json())
    assert schema["title"] == "A record of billtrack (billtrack/1)"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert tuple(schema["$defs"]["Measure"]["properties"]) == Measure.__struct_fields__
    properties = schema["$defs"]["Measure"]["properties"]
    nullable = {key for key, value in properties.items() if {"type": "null"} in value.get("anyOf", ())}
    assert nullable == {"notes", "position", "priority", "owner"}
    assert schema_json().decode().count("null") == len(nullable)


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"title": 1},
        {"title": None},
        {"policy_area": None},
        {"id": "H.Res. 1"},
        {"id": "hres01-115"},
        {"schema": "billtrack/2"},
        {"tags": "sea"},
        {"cosponsors": [{"bioguide_id": "I000001"}]},
        {"text_versions": [{"version_code": "ih", "coverage": "whole"}]},
        {"text_versions": [{"version_code": "ih", "coverage": "partial", "preamble": [1]}]},
    ],
    ids=json.dumps,
)
def test_schema_and_reader_refuse_the_same(change: dict[str, Any]) -> None:
    bad = as_json(MEASURE) | change
    assert list(validator().iter_errors(bad))
    with pytest.raises(InputError):
        parse_record(yaml.safe_dump(bad).encode(), file="it")
