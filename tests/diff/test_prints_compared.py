"""Two prints in official XML that differ in one thing: the class it has, and that it is never called identical."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine import compare
from billtrack.diff.hunks import hunks
from billtrack.diff.verdict import Verdict, verdict
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Coverage
from billtrack.model.measure_names import TextId
from billtrack.sources.billtext import parse_billtext

KNOWN = TextId(parse_measure_id("hr9001-119"), "ih")
Hunks = list[tuple[str, str, str]]


def side(body: str, name: str) -> Compared:
    data = f"<bill><legis-body><section><enum>1.</enum><header>Fees</header>{body}</section></legis-body></bill>"
    found = parse_billtext(data.encode(), name=name, known=KNOWN)
    text = found.text
    return Compared(name, Matter.TEXT, clauses(text), Coverage.COMPLETE, text=text, left_out=found.left_out)


def judged(old: str, new: str) -> tuple[Verdict, Hunks]:
    """The verdict on two bodies, and each difference: its class, the old words, the new words."""
    a, b = side(old, "old.xml"), side(new, "new.xml")
    found = compare(a.clauses, b.clauses)
    told = [(hunk.change_class.value, hunk.old.strip(), hunk.new.strip()) for u in found.units for hunk in hunks(u)]
    return verdict(a, b, found), told


def table(*rows: str) -> str:
    columns = "".join(f'<colspec colname="c{n}"/>' for n in range(1, 4))
    return f'<table><tgroup cols="3">{columns}<tbody>{"".join(rows)}</tbody></tgroup></table>'


def row(*cells: str) -> str:
    """A row; the attributes of a cell stand before a bar."""
    parts = (cell.rpartition("|") for cell in cells)
    return f"<row>{''.join(f'<entry {attributes}>{words}</entry>' for attributes, _, words in parts)}</row>"


def items(style: str) -> str:
    return f"<text>Pay:</text><list {style}><list-item>coin;</list-item><list-item>gold.</list-item></list>"


def formula(words: str) -> str:
    return f"<text>Pay <math>{words}</math> in May.</text>"


FIRST_TWO = row('namest="c1" nameend="c2"|Fine', "$500")
LAST_TWO = row("Fine", 'namest="c2" nameend="c3"|$500')
PAIRS = [
    (table(FIRST_TWO), table(LAST_TWO), [("substantive", "← | $500", "$500 | ←")]),
    (table(LAST_TWO), table(row("Fine", "$500", "")), [("substantive", "←", "")]),
    (
        table(row('morerows="1"|Fine', "$5", "$6"), row("$7", "$8")),
        table(row("Fine", "$5", "$6"), row("$7", "$8", "")),
        [("substantive", "↑ | $7 | $8", "$7 | $8 |")],
    ),
    (table(row("Fine", 'colname="c2"|$5')), table(row("Fine", 'colname="c3"|$5')), [("substantive", "", "|")]),
    (
        formula('<mfenced open="[" close="]"><mi>A</mi></mfenced>'),
        formula('<mfenced open="(" close=")"><mi>A</mi></mfenced>'),
        [("substantive", "[", "("), ("substantive", "]", ")")],
    ),
    (
        formula("<mfrac><mi>A</mi><mi>B</mi></mfrac>"),
        formula('<mfrac linethickness="0"><mi>A</mi><mi>B</mi></mfrac>'),
        [("substantive", "", "linethickness=0,")],
    ),
    (
        "<text>Pay two hundred-dollar fines.</text>",
        "<text>Pay two-hundred dollar fines.</text>",
        [("substantive", "two hundred-dollar", "two-hundred dollar")],
    ),
    (
        "<text>Pay under section 2 of the Sherman Act.</text>",
        "<text>Pay under section 2 of the Clayton Act.</text>",
        [("reference", "Sherman", "Clayton")],
    ),
]


FORMS = [
    ("striking “State” and inserting “state”", "striking “state” and inserting “State”", ["State", "state"]),
    ("striking “on-line” and inserting “online”", "striking “online” and inserting “on-line”", ["on-line", "online"]),
    ("striking “a--b” and inserting “a—b”", "striking “a—b” and inserting “a--b”", ["--", "—"]),
    ("striking “oil.” and inserting “Oil.”", "striking “Oil.” and inserting “oil.”", ["oil", "Oil"]),
    (
        "striking ‘State’s’ and inserting ‘state’s’",
        "striking ‘state’s’ and inserting ‘State’s’",
        ["State’s", "state’s"],
    ),
]


@pytest.mark.parametrize(("old", "new", "words"), FORMS)
def test_an_instruction_about_the_form_of_words_hides_none(old: str, new: str, words: list[str]) -> None:
    a, b = (f"<text>The Act is amended by {each} in each Place.</text>" for each in (old, new))
    found, told = judged(a, b)
    assert found.has_same_words is False
    assert [hunk for hunk in told if hunk[0] == "substantive"] == [
        ("substantive", *words),
        ("substantive", *words[::-1]),
    ]
    _, outside = judged(a, b.replace("Place", "place"))
    assert ("capitalization", "Place", "place") in outside


def test_capitals_of_quoted_words_alone_are_capitals() -> None:
    a, b = (f"<text>The Act is amended by inserting “the {word} and the Port”.</text>" for word in ("State", "state"))
    assert judged(a, b)[1] == [("capitalization", "State", "state")]


@pytest.mark.parametrize(("old", "new", "expected"), PAIRS)
def test_what_differs_is_told_by_its_class(old: str, new: str, expected: Hunks) -> None:
    found, told = judged(old, new)
    assert (found.identical, told) == (False, expected)
    back, told = judged(new, old)
    assert (back.identical, told) == (False, [(kind, b, a) for kind, a, b in expected])


STYLES = [
    ('list-type="decimal"', 'list-type="bulleted"', "decimal", "bulleted"),
    ('list-type="none"', 'list-type="decimal"', None, "decimal"),
    ('style="list-style-type:lower-alpha;"', 'style="list-style-type:none;"', "lower-alpha", None),
]


@pytest.mark.parametrize(("old", "new", "before", "now"), STYLES)
def test_a_list_whose_style_prints_other_marks_is_not_identical(
    old: str, new: str, before: str | None, now: str | None
) -> None:
    found, told = judged(items(old), items(new))
    assert (found.identical, told) == (False, [])
    assert [(each.what, each.old, each.new) for each in found.left_out] == [("Style of lists", before, now)]


def test_a_list_that_prints_no_marks_is_the_same_however_it_says_so() -> None:
    for style in ('list-type="none"', 'style="list-style-type: none"', ""):
        assert judged(items(style), items('list-type="none"'))[0].identical is True


UNKNOWN = [
    ("Pay <strike>oil</strike> tar.", "Pay oil tar.", "strike", "oil", None),
    ("Pay <strike>oil</strike> tar.", "Pay oil <strike>tar</strike>.", "strike", "oil", "tar"),
    ("Pay 1<over>2<low>3</low></over>.", "Pay 123.", "over", "23", None),
]


@pytest.mark.parametrize(("old", "new", "name", "before", "now"), UNKNOWN)
def test_an_element_of_neither_dialect_is_told(old: str, new: str, name: str, before: str, now: str | None) -> None:
    found, told = judged(f"<text>{old}</text>", f"<text>{new}</text>")
    assert (found.identical, told) == (False, [])
    assert [(each.what, each.old, each.new) for each in found.left_out] == [(f"Words in <{name}>", before, now)]
    assert judged(f"<text>{old}</text>", f"<text>{old}</text>")[0].identical is True


@st.composite
def grids(draw: st.DrawFn) -> tuple[int, list[str]]:
    """A number of columns, and the rows of a table that cells of any extent fill."""
    columns, count = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    taken: set[tuple[int, int]] = set()
    rows = []
    for r in range(count):
        cells = []
        for c in range(columns):
            if (r, c) not in taken:
                free = next((w for w in range(1, columns - c) if (r, c + w) in taken), columns - c)
                width, height = draw(st.integers(1, free)), draw(st.integers(1, count - r))
                taken |= {(r + y, c + x) for y in range(height) for x in range(width)}
                cells.append(
                    f'<td colspan="{width}" rowspan="{height}">{draw(st.sampled_from(("$5", "oil", "")))}</td>'
                )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return columns, rows


@given(grids())
def test_every_row_of_a_table_is_read_with_a_place_for_each_column(grid: tuple[int, list[str]]) -> None:
    columns, rows = grid
    read = [
        clause.text or ""
        for clause in side(f"<table>{''.join(rows)}</table>", "x.xml").clauses
        if clause.level == "row"
    ]
    assert all(len(text.split("|")) == columns for text in read if columns > 1 or text)
