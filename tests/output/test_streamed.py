"""A streamed table: its first rows are written before the last are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from billtrack.model.values import Streamed
from billtrack.output.page import Column, Page, Row, StreamedTable, cleaned
from billtrack.output.plain import plain_lines, plain_text
from billtrack.output.screen import screen_lines

COLUMNS = (Column("measure", "Measure", least=9), Column("title", "Title", is_cut=True))
WRITERS: list[Callable[[Page], Iterator[str]]] = [
    plain_lines,
    lambda page: screen_lines(page, width=60, decorated=True, coloured=False),
]


@pytest.mark.parametrize("write", WRITERS, ids=["plain", "screen"])
def test_the_first_line_does_not_wait_for_the_last_row(write: Callable[[Page], Iterator[str]]) -> None:
    read: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(5000):
            read.append(number)
            yield (f"hr{number}-122", "Of the lamps.")

    lines = write(cleaned(Page((StreamedTable(COLUMNS, Streamed(rows)),))))
    assert next(lines).split() == ["Measure", "Title"]
    assert len(read) <= 200
    assert sum("Of the lamps." in line for line in lines) == 5000


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_a_streamed_table_has_the_words_of_the_whole_one(count: int) -> None:
    rows = tuple((f"hr{number}-122", f"Of lamp {number}.") for number in range(count))
    page = Page((StreamedTable(COLUMNS, Streamed(lambda: iter(rows))),))
    assert plain_text(page).split() == plain_text(page.whole()).split()
