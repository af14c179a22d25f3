"""What readers call a place of an appropriations bill, and how a long clause is cut in two columns."""

from __future__ import annotations

from billtrack.diff.answers.labels import place
from billtrack.diff.answers.pieces import columns, one_side
from billtrack.diff.engine import ChangeClass, Op, compare
from billtrack.model.clauses import clauses
from billtrack.model.measure import Coverage, Provision, TextVersion
from billtrack.output.revisions import Ink, bare


def account(header: str | None, text: str | None = None) -> Provision:
    return Provision(level="appropriations-small", header=header, text=text)


def agency(header: str) -> Provision:
    return Provision(level="appropriations-intermediate", header=header)


def text_of_title(*items: Provision) -> TextVersion:
    title = Provision(level="title", enum="I", items=items)
    return TextVersion(version_code="rh", coverage=Coverage.COMPLETE, sections=(title,))


def test_an_account_is_named_with_the_agency_before_it() -> None:
    text = text_of_title(
        agency("Lamps"),
        account("OPERATIONS", "For oil, $5."),
        agency("Buoys"),
        account("OPERATIONS", "For chains, $6."),
    )
    every = clauses(text)
    assert [place(every, at) for at in (2, 4)] == [
        "Title I, “Lamps”, “OPERATIONS”",
        "Title I, “Buoys”, “OPERATIONS”",
    ]


def test_an_account_whose_heading_is_a_line_of_its_own_is_named_by_it() -> None:
    text = text_of_title(
        agency("Lamps"), account("OPERATIONS"), account("(INCLUDING TRANSFER OF FUNDS)"), account(None, "For oil, $5.")
    )
    assert place(clauses(text), 4) == "Title I, “Lamps”, “OPERATIONS”"


def test_an_account_after_a_section_stands_under_no_agency() -> None:
    text = text_of_title(
        agency("Lamps"),
        Provision(level="section", enum="101.", text="No oil is to be wasted."),
        account("OPERATIONS", "For oil, $5."),
    )
    assert place(clauses(text), 3) == "Title I, “OPERATIONS”"


def test_both_columns_of_a_long_clause_are_cut_at_the_same_places() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    old, new = (
        clauses(text_of_title(account(None, f"For oil, $5{extra}, {words}"))) for extra in ("", " (reduced by $1)")
    )
    (unit,) = [unit for unit in compare(old, new).units if unit.change_class]
    every = frozenset(ChangeClass)
    columns_cut = columns(unit.spans, every, is_full=False)
    left_out = [[piece.text for piece in side if piece.ink is Ink.QUIET] for side in columns_cut]
    assert left_out[0] == left_out[1] != []
    whole = columns(unit.spans, every, is_full=True)
    assert [bare(side) for side in whole] == [
        bare(one_side(unit.spans, every, Op.DELETE)),
        bare(one_side(unit.spans, every, Op.INSERT)),
    ]
