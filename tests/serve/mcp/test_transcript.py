"""The transcript in ``billtrack help assistants`` is what the tools answer."""

from __future__ import annotations

import json
import re
from typing import Any

from assistants import Assistant, words
from billtrack.cli.help import topic_text
from billtrack.serve.mcp.tools import TOOLS


def calls() -> list[tuple[str, dict[str, Any], list[str]]]:
    """Each call of the transcript with the lines shown of its answer."""
    (block,) = re.findall(r"^```transcript\n(.*?)^```", topic_text("assistants"), re.DOTALL | re.MULTILINE)
    found = re.findall(r"^> (\w+) (\{.*\})\n((?:(?!> ).*\n)*)", block, re.MULTILINE)
    return [(name, json.loads(arguments), shown.splitlines()) for name, arguments, shown in found]


def test_every_line_shown_is_in_the_answer_in_its_order(assistant: Assistant) -> None:
    assert [name for name, _, _ in calls()] == ["find_measures", "overlap_gaps", "votes", "votes"]
    for name, arguments, shown in calls():
        result = assistant.call(name, **arguments)
        assert not result.is_error
        assert_shown(shown, words(result).splitlines())


def assert_shown(shown: list[str], lines: list[str]) -> None:
    """Follow the answer line by line; only ``...`` may pass over some."""
    at, may_skip = 0, False
    for line in shown:
        if line == "...":
            may_skip = True
            continue
        found = lines.index(line, at)
        assert found == at or may_skip, f"left out before {line!r}: {lines[at:found]}"
        at, may_skip = found + 1, False
    assert may_skip or at == len(lines), f"left out at the end: {lines[at:]}"


def test_its_conclusion_is_what_the_calls_answer(assistant: Assistant) -> None:
    """Who cosponsored both and voted no?  Every figure of the last paragraph is one of the structured answers."""
    (_, search, _), (_, measures, _), *rolls = calls()
    assert [each["id"] for each in assistant.data("find_measures", **search)["hits"]] == measures["measures"]
    groups = {tuple(each["signed"]): each["signers"] for each in assistant.data("overlap_gaps", **measures)["groups"]}
    house, senate = measures["measures"]
    assert groups == {(house, senate): 0, (house,): 86, (senate,): 47}
    for (_, asked, _), name in zip(rolls, (house, senate), strict=True):
        found = assistant.data("votes", **asked)
        assert asked["position"] == ["nay"]
        assert found["availability"] == {name: {"votes": "none"}}
        assert found["measures"][0]["votes"] == []
    status = words(assistant.call("measure_status", measures=[house, senate]))
    assert "Agreed to in the House on 2017-06-27, under suspension of the rules, by voice vote" in status
    assert status.count("As of: 2019-04") == 2
    end = topic_text("assistants").split("```")[-1]
    assert "nobody signed both. 86 members signed only the House resolution and 47 only the Senate one" in " ".join(
        end.split()
    )


def test_the_topic_names_every_tool() -> None:
    text = topic_text("assistants")
    assert [name for name in TOOLS if f"`{name}`" not in text] == []
