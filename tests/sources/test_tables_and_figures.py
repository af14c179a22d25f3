"""Tables, raised words, formulas and pictures of texts that are not XML: read as those of the XML are."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import TextId
from billtrack.sources.billtext import parse_billtext
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.plaintext.tables import with_rows
from billtrack.sources.plaintext.web_pages import page_text
from billtrack.sources.word import read_word

KNOWN = TextId(parse_measure_id("hr9001-119"), "ih")


def rows(data: bytes) -> list[str | None]:
    text = parse_plaintext(data, name="draft", known=KNOWN).text
    return [clause.text for clause in clauses(text) if clause.level == "row"]


PRINTED = """
SECTION 1. FEES.

    Fees are as follows:

------------------------------------------------------------------------
                                      Least or
            Kind                         only                Most
------------------------------------------------------------------------
Fine.......................               $500
Toll for a ship of more
  than 50 tons . . . . . .                 $1                $2
------------------------------------------------------------------------
    The fees are due at dusk.
"""
READ = ["| Least or |", "Kind | only | Most", "Fine | $500 |", "Toll for a ship of more | |", "than 50 tons | $1 | $2"]


def test_a_table_typed_in_columns_is_rows_with_an_empty_cell_where_nothing_stands() -> None:
    assert rows(PRINTED.encode()) == READ
    moved = PRINTED.replace("$500", " " * 18 + "$500")
    assert rows(moved.encode())[2] == "Fine | | $500"
    text = parse_plaintext(PRINTED.encode(), name="draft", known=KNOWN).text
    assert [c.text for c in clauses(text)][-1] == "The fees are due at dusk."


BARS = """
SECTION 1. FEES.

    Fees are as follows:

  Kind  |  Least  |  Most
  Fine  |  $500   |
"""


def test_a_table_typed_with_bars_is_rows() -> None:
    assert rows(BARS.encode()) == ["Kind | Least | Most", "Fine | $500 |"]


@pytest.mark.parametrize(
    "lines",
    [
        ["            (1) by   lamps; and", "            (2) by   bells."],
        ["    The  keepers   of the lamps  dine", "in the    tower every night  until dawn."],
        ["    Attest:                    Clerk."],
    ],
)
def test_prose_with_wide_gaps_is_no_table(lines: list[str]) -> None:
    body = ["SEC. 2. LAMPS.", "", *lines]
    assert with_rows(body) == body


PAGE = (
    "<html><body><main><p>SECTION 1. FEES.</p><p>Fees are as follows:</p><table>"
    "<tr><th>Kind</th><th>Least</th><th>Most</th></tr><tr><td>Fine</td><td>$500</td><td></td></tr></table>"
    "<p>A limit of 10<sup>6</sup> on the 21<sup>st</sup> day of CO<sub>2</sub>.</p>"
    '<p>The seal <img src="x/a.gif?1"> and <math><mfrac><mi>A</mi><mi>B</mi></mfrac></math> are set.</p>'
    "</main></body></html>"
)


def test_a_web_page_keeps_cells_raised_words_pictures_and_formulas() -> None:
    assert rows(PAGE.encode()) == ["Kind | Least | Most", "Fine | $500 |"]
    words = page_text(PAGE, name="page").words
    assert "A limit of 10^6 on the 21st day of CO_2." in words
    assert "The seal [graphic a.gif] and mfrac(A, B) are set." in words


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
FORMULA = (
    f'<m:oMath xmlns:m="{MATH}"><m:f><m:fPr><m:ctrlPr/></m:fPr><m:num><m:r><m:t>A</m:t></m:r></m:num>'
    "<m:den><m:r><m:t>B</m:t></m:r></m:den></m:f></m:oMath>"
)


def test_a_word_draft_keeps_cells_raised_words_and_formulas() -> None:
    document = Document()
    table = document.add_table(1, 3)
    for cell, words in zip(table.rows[0].cells, ("Fine", "$500", ""), strict=True):
        cell.text = words
    paragraph = document.add_paragraph("A limit of 10")
    for words, is_raised in (("6", True), (" on the 21", False), ("st", True), (" day is", False)):
        paragraph.add_run(words).font.superscript = is_raised
    paragraph._p.append(parse_xml(FORMULA))
    file = io.BytesIO()
    document.save(file)
    assert read_word(file.getvalue(), name="draft").words.split("\n\n") == [
        "Fine | $500 |",
        "A limit of 10^6 on the 21st day is f(num(A), den(B))",
    ]


def test_the_xml_of_the_same_table_is_read_as_the_same_rows() -> None:
    cells = "".join(f"<entry>{words}</entry>" for words in ("Fine", "$500", ""))
    xml = (
        "<bill><legis-body><section><enum>1.</enum><table><tgroup><tbody><row>"
        f"{cells}</row></tbody></tgroup></table></section></legis-body></bill>"
    )
    text = parse_billtext(xml.encode(), name="draft", known=KNOWN).text
    assert [c.text for c in clauses(text) if c.level == "row"] == ["Fine | $500 |"]


def test_a_row_of_empty_cells_is_a_row() -> None:
    xml = (
        "<bill><legis-body><section><enum>1.</enum><table><tgroup><tbody><row><entry/><entry/><entry/></row>"
        "<row><entry>Fine</entry><entry>$5</entry><entry/></row></tbody></tgroup></table></section></legis-body></bill>"
    )
    text = parse_billtext(xml.encode(), name="draft", known=KNOWN).text
    assert [c.text for c in clauses(text) if c.level == "row"] == ["| |", "Fine | $5 |"]


def read_rows(cells: str) -> list[str | None]:
    """The rows of a table of the DTD."""
    columns = "".join(f'<colspec colname="c{n}"/>' for n in range(1, 4))
    xml = (
        '<bill><legis-body><section><enum>1.</enum><table><tgroup cols="3">'
        f"{columns}{cells}</tgroup></table></section></legis-body></bill>"
    )
    text = parse_billtext(xml.encode(), name="draft", known=KNOWN).text
    return [c.text for c in clauses(text) if c.level == "row"]


def row(*cells: str) -> str:
    """A row of the DTD; the attributes of a cell stand before a bar."""
    parts = (cell.rpartition("|") for cell in cells)
    return f"<row>{''.join(f'<entry {attributes}>{words}</entry>' for attributes, _, words in parts)}</row>"


EXTENDED = [
    (row("Fine", 'namest="c2" nameend="c3"|$500'), ["Fine | $500 | ←"]),
    (row('namest="c1" nameend="c2"|Fine', "$500"), ["Fine | ← | $500"]),
    (row("Fine", 'colname="c3"|$500'), ["Fine | | $500"]),
    (row('colname="c1"|Fine', 'colname="c2"|$5', 'colname="c3"|$9'), ["Fine | $5 | $9"]),
    (row('morerows="1"|Fine', "$5", "$9") + row("$6", "$8"), ["Fine | $5 | $9", "↑ | $6 | $8"]),
    (row("Fine", "$5", 'morerows="1"|$9') + row("Toll", "$6"), ["Fine | $5 | $9", "Toll | $6 | ↑"]),
    (row("Fine", 'morerows="1"|$5', "$9") + row("Toll", "$8") + row("Fee", "$1", "$2"), None),
    (row('namest="c1" nameend="c3"|All fines'), ["All fines | ← | ←"]),
    (row("Fine", 'namest="c3" nameend="c2"|$5'), ["Fine | $5"]),
    (row("Fine", 'namest="c2" nameend="c999999999"|$5'), None),
]


@pytest.mark.parametrize(("cells", "expected"), EXTENDED)
def test_a_cell_over_several_columns_or_rows_keeps_the_others_in_their_columns(
    cells: str, expected: list[str] | None
) -> None:
    found = read_rows(f"<tbody>{cells}</tbody>")
    if expected is None:  # the third row is under no cell; no file makes a row of more than 102 places
        assert found[-1] == "Fee | $1 | $2" or len((found[0] or "").split("|")) <= 102
    else:
        assert found == expected


def test_no_cell_extends_from_the_head_into_the_body() -> None:
    head, body = row('morerows="1"|Kind', "Least", "Most"), row("Fine", "$5", "$9")
    assert read_rows(f"<thead>{head}</thead><tbody>{body}</tbody>") == ["Kind | Least | Most", "Fine | $5 | $9"]


def test_a_web_page_keeps_the_columns_beside_an_extended_cell() -> None:
    table = (
        "<table><tr><th>Kind</th><th colspan='2'>Amounts</th></tr>"
        "<tr><td rowspan='2'>Fine</td><td>$5</td><td>$9</td></tr><tr><td>$6</td><td>$8</td></tr></table>"
    )
    page = f"<html><body><main><p>SECTION 1. FEES.</p><p>Fees are as follows:</p>{table}</main></body></html>"
    assert rows(page.encode()) == ["Kind | Amounts | ←", "Fine | $5 | $9", "↑ | $6 | $8"]


def test_a_word_draft_keeps_the_columns_beside_an_extended_cell() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for cells, words in zip(table.rows, (("Kind", "Amounts", ""), ("Fine", "$5", "$9"), ("", "$6", "$8")), strict=True):
        for cell, text in zip(cells.cells, words, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    file = io.BytesIO()
    document.save(file)
    assert read_word(file.getvalue(), name="draft").words.split("\n\n") == [
        "Kind | Amounts | ←",
        "Fine | $5 | $9",
        "↑ | $6 | $8",
    ]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("<mfenced open='[' close=']'><mi>A</mi></mfenced>", "mfenced(open=[, close=], A)"),
        ("<mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac>", "mfrac(linethickness=0, n, k)"),
        ("<menclose notation='radical'><mi>A</mi></menclose>", "menclose(notation=radical, A)"),
        ("<mrow displaystyle='true'><mi>A</mi></mrow>", "A"),
    ],
)
def test_signs_that_mathml_has_as_attributes_are_said(formula: str, said: str) -> None:
    page = f"<html><body><main><p>SECTION 1. FEES.</p><p>Pay <math>{formula}</math> in May.</p></main></body></html>"
    assert f"Pay {said} in May." in page_text(page, name="page").words


def test_the_signs_of_a_word_formula_are_said() -> None:
    sums = "".join(
        f'<m:nary><m:naryPr><m:chr m:val="{sign}"/></m:naryPr><m:e><m:r><m:t>A</m:t></m:r></m:e></m:nary>'
        for sign in "∑∏"
    )
    document = Document()
    document.add_paragraph("Pay")._p.append(parse_xml(f'<m:oMath xmlns:m="{MATH}">{sums}</m:oMath>'))
    file = io.BytesIO()
    document.save(file)
    assert read_word(file.getvalue(), name="draft").words == "Pay nary(chr=∑, e(A)) nary(chr=∏, e(A))"
