"""The survey of a bill text: every element counted once, with what becomes of it."""

from __future__ import annotations

from lxml import etree

from billtrack.sources.survey import Dialect, ElementFate, ElementUse, survey_billtext

DTD = b"""<bill><metadata><dublinCore><title>x</title></dublinCore></metadata><form><legis-num>H. R. 9001</legis-num>
<calendar>Union Calendar No. 9</calendar></form><legis-body><section><enum>1.</enum><text><italic>Oil</italic> burns
<glow>bright</glow><pagebreak/></text><toc><toc-entry>Sec. 1.</toc-entry></toc><quoted-block><toc><toc-entry>Sec. 9.
</toc-entry></toc></quoted-block></section></legis-body></bill>"""

USLM = b"""<bill xmlns="http://schemas.gpo.gov/xml/uslm"><main><longTitle><officialTitle>To</officialTitle></longTitle>
<enactingFormula>Be it enacted</enactingFormula><section><num>1.</num></section></main></bill>"""


def survey(data: bytes) -> tuple[Dialect, dict[tuple[str, ElementFate], ElementUse]]:
    dialect, uses = survey_billtext(data, name="x.xml")
    assert list(uses) == sorted(uses, key=lambda use: (use.name, use.fate, use.reason))
    assert sum(use.count for use in uses) == sum(1 for _ in etree.fromstring(data).iter())
    return dialect, {(use.name, use.fate): use for use in uses}


def test_what_is_kept_left_out_and_unknown_is_told_apart() -> None:
    dialect, uses = survey(DTD)
    assert dialect is Dialect.DTD
    assert {name for name, fate in uses if fate is ElementFate.KEPT} == {
        *("bill", "form", "legis-num", "legis-body", "section", "enum", "text", "quoted-block", "toc", "toc-entry"),
    }
    assert {name for name, fate in uses if fate is ElementFate.UNKNOWN} == {"glow"}
    assert uses["italic", ElementFate.LEFT_OUT].reason == "its words; the look is left out"
    assert uses["calendar", ElementFate.LEFT_OUT].reason == "printed around the text"
    assert uses["title", ElementFate.LEFT_OUT].reason == "metadata: repeats the form, sometimes incorrectly"


def test_a_table_of_contents_is_kept_only_where_it_is_law() -> None:
    _, uses = survey(DTD)
    assert uses["toc", ElementFate.KEPT].count == 1
    assert uses["toc", ElementFate.LEFT_OUT].count == 1


def test_the_title_inside_a_uslm_body_is_kept_and_the_formula_is_not() -> None:
    dialect, uses = survey(USLM)
    assert dialect is Dialect.USLM
    assert ("officialTitle", ElementFate.KEPT) in uses
    assert ("enactingFormula", ElementFate.LEFT_OUT) in uses
