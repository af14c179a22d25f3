"""The schema of an answer fits real answers, and declares every key of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

Billtrack = Callable[..., "Run"]
INVENTED = ("hres901-118", "sres77-118", "s12-119", "hconres5-119", "hr20-119")
ASKED = [
    *(("status", measure) for measure in INVENTED),
    ("text", "hres901-118@ih", "sres77-118", "hconres5-119", "hr20-119"),
    ("text", "hres901-118@ih", "whereas", "2"),
    ("cite", *INVENTED, "hr5-93"),
]
SHIPPED = [("status", "hres351-115", "sres211-115"), ("text", "hres351-115", "sres211-115"), ("cite", "hres351-115@ih")]


def schema_of(billtrack: Billtrack, command: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(billtrack("schema", "--of", command).out)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def closed(schema: Any) -> Any:
    """The same schema, refusing every key it does not declare."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in inner else inner


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_answers_about_invented_measures_fit(billtrack: Billtrack, asked: tuple[str, ...]) -> None:
    jsonschema.validate(json.loads(billtrack(*asked, "--json").out), closed(schema_of(billtrack, asked[0])))


@pytest.mark.parametrize("asked", SHIPPED, ids=" ".join)
def test_answers_about_the_shipped_records_fit(billtrack: Billtrack, asked: tuple[str, ...]) -> None:
    bills = str(Path(__file__).parents[2] / "bills")
    answer = json.loads(billtrack(*asked, "--json", "--bills", bills).out)
    jsonschema.validate(answer, closed(schema_of(billtrack, asked[0])))


def wrong(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {**answer, "schema_version": 2}
    yield {**answer, "measures": None}
    yield {**answer, "measures": [{**answer["measures"][0], "id": 5}]}
    yield {**answer, "measures": [{key: value for key, value in answer["measures"][0].items() if key != "id"}]}


@pytest.mark.parametrize("command", ["status", "text", "cite"])
def test_a_wrong_answer_does_not_fit(billtrack: Billtrack, command: str) -> None:
    answer = json.loads(billtrack(command, "hres901-118@ih" if command != "status" else "hres901-118", "--json").out)
    schema = schema_of(billtrack, command)
    for each in wrong(answer):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(each, schema)


def test_a_command_without_one_names_those_that_have_one(billtrack: Billtrack) -> None:
    run = billtrack("schema", "--of", "statsu")
    assert (run.code, run.out) == (2, "")
    assert "did you mean status?" in run.err
