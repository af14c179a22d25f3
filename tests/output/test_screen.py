"""The screen at widths too narrow and too wide, with and without line characters."""

from __future__ import annotations

import pytest

from billtrack.output.linear import linear_text
from billtrack.output.page import Bar, Card, Column, Fact, Facts, Heading, Line, Mark, Page, PathStep, Steps, Table
from billtrack.output.plain import plain_text
from billtrack.output.screen import screen_lines


def painted(page: Page, width: int, *, decorated: bool = True) -> list[str]:
    return "".join(screen_lines(page, width=width, decorated=decorated, coloured=False)).splitlines()


WAY = Steps(
    (
        PathStep("introduced", "2025-01-08", Mark.DONE),
        PathStep("referred", "2025-01-09", Mark.CURRENT),
        PathStep("agreed to", "", Mark.AHEAD),
    )
)
TABLE = Table(
    (Column("id", "Id"), Column("title", "Title", is_prose=True), Column("count", "Count", is_number=True)),
    (("hres1-119", "A title of several words that has to be broken", "12"), ("hres22-119", "Short", "3")),
)


def test_steps_lie_on_one_line_where_there_is_room() -> None:
    assert painted(Page((WAY,)), 60) == [
        "● ────────── ◉ ┄┄┄┄┄┄┄┄┄┄┄┄┄┄ ○",
        "introduced   referred (now)   agreed to",
        "2025-01-08   2025-01-09       not reached",
    ]


def test_steps_stand_below_each_other_where_there_is_not() -> None:
    assert painted(Page((WAY,)), 40) == [
        "● introduced      2025-01-08",
        "◉ referred (now)  2025-01-09",
        "○ agreed to       not reached",
    ]


def test_without_line_characters_everything_is_ascii() -> None:
    page = Page((Card(Heading("A", "b"), (WAY, TABLE, Facts((Fact("x", (Bar("D", 2, 3), Bar("R", 1, 3))),)))),))
    assert all(line.isascii() for line in painted(page, 80, decorated=False))


def test_a_table_breaks_prose_and_no_other_cell() -> None:
    lines = painted(Page((TABLE,)), 44)
    assert [line.split()[0] for line in lines if line.startswith("hres")] == ["hres1-119", "hres22-119"]
    assert "…" not in "".join(lines)
    assert max(map(len, lines)) <= 44


def test_a_table_too_wide_becomes_a_block_a_row() -> None:
    assert painted(Page((TABLE,)), 30)[-4:] == ["", "hres22-119", "Title          Short", "Count          3"]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    long = "word " * 60
    blocks = (Line(long), WAY, TABLE, Facts((Fact("label", (Line(long), Bar("Democrats", 300, 400))),)))
    lines = painted(Page((Card(Heading(long, "id"), blocks), *blocks)), width)
    assert max(map(len, lines)) <= width


def test_bars_are_as_long_as_their_share() -> None:
    lines = painted(Page((Facts((Fact("By party", (Bar("D", 20, 30), Bar("R", 10, 30), Bar("I", 0, 30))),)),)), 120)
    assert [line.count("█") for line in lines] == [40, 20, 0]


def test_facts_of_which_there_are_none_are_no_error() -> None:
    page = Page((Facts(()),))
    assert painted(page, 60) == []
    assert plain_text(page) == linear_text(page) == ""
