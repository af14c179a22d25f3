"""Help topics on a terminal: nothing is lost, and no line is too wide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from billtrack.output.grids import markdown_screen

TOPICS = sorted((Path(__file__).parents[2] / "src" / "billtrack" / "cli" / "help").glob("*.md"))


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text))


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.stem)
def test_every_word_of_a_topic_is_on_the_screen(topic: Path, width: int) -> None:
    text = topic.read_text(encoding="utf-8")
    shown = markdown_screen(text, width=width, color=False)
    fences = set(re.findall(r"^```(\w+)$", text, re.MULTILINE))
    assert words(text) - words(shown) - fences == set()
    assert max(map(cell_len, shown.splitlines())) <= width
    assert "\x1b" not in shown


def test_color_only_decorates() -> None:
    text = TOPICS[0].read_text(encoding="utf-8")
    painted = markdown_screen(text, width=80, color=True)
    assert "\x1b[1m" in painted
    assert words(re.sub(r"\x1b\[[0-9;]*m", "", painted)) == words(markdown_screen(text, width=80, color=False))
