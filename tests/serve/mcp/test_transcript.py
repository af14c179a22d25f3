"""The transcript in ``billtrack help assistants`` is what the tools answer."""

from __future__ import annotations

import json
import re

from assistants import Assistant, words
from billtrack.cli.help import topic_text
from billtrack.serve.mcp.tools import TOOLS


def calls() -> list[tuple[str, dict[str, object], list[str]]]:
    """Each call of the transcript with the lines shown of its answer."""
    (block,) = re.findall(r"^```transcript\n(.*?)^```", topic_text("assistants"), re.DOTALL | re.MULTILINE)
    found = re.findall(r"^> (\w+) (\{.*\})\n((?:(?!> ).*\n)*)", block, re.MULTILINE)
    return [(name, json.loads(arguments), shown.splitlines()) for name, arguments, shown in found]


def test_every_line_shown_is_in_the_answer_in_its_order(assistant: Assistant) -> None:
    assert len(calls()) >= 2
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


def test_the_topic_names_every_tool() -> None:
    text = topic_text("assistants")
    assert [name for name in TOOLS if f"`{name}`" not in text] == []
