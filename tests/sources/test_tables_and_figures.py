"""Tables, raised words, formulas and pictures of texts that are not XML: read as those of the XML are."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from billtrack.model.clauses import clauses
from billtrack.model.identifiers import TextId, parse_measure_id
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
    words = page_text(PAGE, name="page").text
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
    assert read_word(file.getvalue(), name="draft").text.split("\n\n") == [
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
