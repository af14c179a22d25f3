"""Text from outside is shown, never obeyed: not by a terminal, a spreadsheet, Markdown or Rich."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.output.formats import JsonObject
from billtrack.output.linear import linear_text
from billtrack.output.markdown import escaped, markdown_text
from billtrack.output.page import (
    Bar,
    Card,
    Column,
    Fact,
    Facts,
    Heading,
    Line,
    Mark,
    Page,
    Paragraph,
    Passage,
    PathStep,
    Steps,
    Table,
    Timeline,
    TimelineEntry,
    Tone,
    cleaned,
    visible,
)
from billtrack.output.pictures import Band, Curve, Tick, Tiles
from billtrack.output.plain import plain_text
from billtrack.output.programs import csv_text, json_lines, json_text, spreadsheet_safe, tsv_text
from billtrack.output.screen import screen_lines

OBEYED = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
DAY = dt.date(2031, 5, 1)
HOSTILE = "[red]\x1b]0;owned\x07\x9b31m\u202etxet\u200b|`*<b>\r\n# billtrack: error: no\t=1+1"

any_text = st.text() | st.text(alphabet=sorted(OBEYED) + list("a[]|*=+-@'\"\u200d\ufeff"))


def page_of(text: str) -> Page:
    """A page with *text* in every place a block has."""
    columns = (Column("key", text), Column("other", text, is_number=True))
    inner = (
        Line(text, Tone.BAD),
        Facts((Fact(text, (Line(text), Bar(text, 1, 2))),)),
        Steps((PathStep(text, text, Mark.DONE), PathStep(text, "", Mark.AHEAD))),
        Timeline((TimelineEntry(text, (Line(text), Line(text))),)),
        Passage((Paragraph(text, 1, text),)),
        Table(columns, ((text, text),)),
        Curve(text, text, (DAY,), (Band(text, (1,)),), (Tick(DAY, text),)),
        Tiles(text, text, ((text, 1),)),
    )
    return Page((Card(Heading(text, text), inner), Heading(text, text), *inner))


def painted(page: Page, width: int = 80) -> str:
    return "".join(screen_lines(page, width=width, decorated=True, coloured=False))


@given(any_text)
def test_what_is_visible_is_on_one_line_and_obeyed_by_nothing(text: str) -> None:
    shown = visible(text)
    assert not OBEYED & set(shown)
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown
    shown.encode()


def test_a_control_character_is_named_and_white_space_is_a_space() -> None:
    assert visible("a\x1b[2Jb\u202ec\r\nd\te") == "a<U+001B>[2Jb<U+202E>c  d e"


def test_ordinary_words_stay_as_they_are() -> None:
    words = "Maduro’s § 3—“Nicolás”, 北京 é e\u0301 \u00a0 ½"
    assert visible(words) is words


@given(any_text)
def test_no_format_for_people_lets_a_control_character_through(text: str) -> None:
    page = cleaned(page_of(text))
    for written in (plain_text(page), linear_text(page), markdown_text(page), painted(page)):
        assert not (OBEYED - {"\n"}) & set(written)


def test_rich_markup_in_a_title_is_printed_as_text() -> None:
    page = cleaned(page_of("[bold red]not markup[/]"))
    assert "[bold red]not markup[/]" in painted(page)


def test_a_hostile_title_adds_no_line_to_plain_text() -> None:
    page = Page((Line(HOSTILE), Line("next")))
    assert plain_text(cleaned(page)).splitlines()[1:] == ["next"]


class _Answer:
    """An answer that says one text in every place."""

    def __init__(self, text: str) -> None:
        self.text = text

    def data(self) -> JsonObject:
        return {"text": self.text, self.text: [self.text]}

    def items(self) -> list[JsonObject]:
        return [self.data()]

    def table(self) -> Table:
        return Table((Column("key", "Key"), Column("other", "Other")), ((self.text, self.text),))

    def page(self) -> Page:
        return page_of(self.text)


@given(any_text)
def test_json_reads_back_the_same_and_is_safe_on_a_terminal(text: str) -> None:
    written = json_text(_Answer(text))
    read = json.loads(written)
    assert read == {"schema_version": 1, **json.loads(json.dumps(_Answer(text).data()))}
    assert not (OBEYED - {"\n"}) & set(written)
    written.encode()
    assert len(json_lines(_Answer(text)).splitlines()) == 1


@given(any_text)
def test_csv_is_one_line_a_row_and_reads_back(text: str) -> None:
    for write, delimiter in ((csv_text, ","), (tsv_text, "\t")):
        written = write(_Answer(text).table())
        rows = list(csv.reader(io.StringIO(written), delimiter=delimiter))
        assert len(written.splitlines()) == 2
        assert rows[0] == ["key", "other"]
        assert rows[1] == [spreadsheet_safe(visible(text))] * 2


def unsafe(cell: str) -> str:
    """Take off what ``spreadsheet_safe`` puts on, by the rule it documents."""
    rest = cell.lstrip("'")
    return cell[1:] if cell[:1] == "'" and rest[:1] in {*"=+-@"} else cell


@given(any_text)
def test_a_cell_is_no_formula_and_can_be_undone(text: str) -> None:
    cell = spreadsheet_safe(text)
    assert cell[:1] not in {*"=+-@"}
    assert unsafe(cell) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("H.R. 1 *and* _S. 2_", r"H.R. 1 \*and\* \_S. 2\_"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[a](http://x.test)", r"\[a\](<http://x.test>)"),
        ("# heading", r"\# heading"),
        ("1. item", r"1\. item"),
        ("a | b", r"a \| b"),
        ("see https://x.test/a_b, then", "see <https://x.test/a_b>, then"),
    ],
)
def test_markdown_shows_its_own_marks_as_text(text: str, written: str) -> None:
    assert escaped(text) == written
