"""Words of a print outside its clauses: no edit of them is called identical, and each is shown with its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine import compare
from billtrack.diff.verdict import verdict
from billtrack.model.clauses import clauses
from billtrack.model.measure import Coverage, LeftOut, Provision, TextVersion

Billtrack = Callable[..., Any]

FORMULA = """    Be it enacted by the Senate and House of Representatives of the United
States of America in Congress assembled,"""
PRINT = f"""[Congressional Bills 119th Congress]
[H.R. 9901 Introduced in House (IH)]

                                 A BILL

To keep the lamps lit.

{FORMULA}

SECTION 1. SHORT TITLE; TABLE OF CONTENTS.

    (a) Short Title.--This Act may be cited as the ``Lamp Act''.
    (b) Table of Contents.--The table of contents is as follows:

Sec. 1. Short title; table of contents.
Sec. 2. Keeper's lamps.

<DELETED>SEC. 2. OIL.</DELETED>

<DELETED>    The keeper shall buy oil for $5.</DELETED>

SEC. 2. KEEPER'S LAMPS.

    The keeper shall keep the lamps lit.
                                 <all>
"""


class Edit(NamedTuple):
    """*words* of the print become *other*; the verdict, and what is shown of it."""

    words: str
    other: str
    verdict: str
    shown: str


EDITS = [
    Edit("Be it enacted", "Be It Enacted", "different enacting formula", "Be It Enacted by"),
    Edit("of the United\n", "of the united\n", "different enacting formula", "of the united States"),
    Edit(f"{FORMULA}\n", "", "enacting formula only in the old text", "Enacting formula, old text only: Be it enacted"),
    Edit(
        FORMULA, f"    Lamps cost $5.\n\n{FORMULA}", "passage between title and text only in the new text", "cost $5."
    ),
    Edit("Sec. 2. Keeper's lamps.", "Sec. 2. Keepers' lamps.", "different table of contents", "Keepers’ lamps."),
    Edit("oil for $5", "oil for $7", "different words marked as struck", "oil for $7."),
]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.verdict)
def test_an_edit_outside_the_clauses_is_told_with_its_words(billtrack: Billtrack, files: Path, edit: Edit) -> None:
    assert edit.words in PRINT
    (files / "old.txt").write_text(PRINT, encoding="utf-8")
    (files / "new.txt").write_text(PRINT.replace(edit.words, edit.other, 1), encoding="utf-8")
    run = billtrack("diff", "old.txt", "new.txt", "--exit-code")
    assert (run.code, f"The same words; {edit.verdict}." in run.out) == (1, True), run.out
    assert edit.shown in " ".join(run.out.split())
    assert json.loads(billtrack("diff", "old.txt", "new.txt", "--json").out)["identical"] is False


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.verdict)
def test_it_is_told_beside_a_change_in_the_clauses_too(billtrack: Billtrack, files: Path, edit: Edit) -> None:
    new = PRINT.replace(edit.words, edit.other, 1).replace("shall keep the lamps lit", "may keep the lamps lit")
    (files / "old.txt").write_text(PRINT, encoding="utf-8")
    (files / "new.txt").write_text(new, encoding="utf-8")
    out = " ".join(billtrack("diff", "old.txt", "new.txt").out.split())
    assert ("[-shall-]{+may+}" in out, edit.verdict in out, edit.shown in out) == (True, False, True)


def test_a_bill_in_xml_leaves_its_formula_to_the_printer(billtrack: Billtrack, files: Path) -> None:
    body = "<section><enum>1.</enum><text>The keeper shall keep the lamps lit.</text></section>"
    front = (
        '<bill bill-stage="Introduced-in-House"><form><congress>119th CONGRESS</congress><legis-num>H. R. 9901'
        "</legis-num><official-title>To keep the lamps lit.</official-title></form>"
    )
    printed = "A BILL\n\nTo keep the lamps lit.\n\n{}\n\n    SECTION 1. The keeper shall keep the lamps lit.\n"
    for name, text in (
        ("a.xml", f"{front}<legis-body>{body}</legis-body></bill>"),
        (
            "b.xml",
            f'{front}<legis-body display-enacting-clause="no-display-enacting-clause">{body}</legis-body></bill>',
        ),
        ("BILLS-119hr9901ih.txt", printed.format(FORMULA)),
    ):
        (files / name).write_text(text, encoding="utf-8")
    for new, said in (
        ("BILLS-119hr9901ih.txt", "The same words; 1 typographic difference."),
        ("b.xml", "The same words; enacting formula only in the old text."),
    ):
        run = billtrack("diff", "a.xml", new)
        assert said in run.out, run.out


def test_what_a_record_does_not_keep_is_named_and_the_pair_is_not_called_identical() -> None:
    section = Provision(enum="1.", level="section", text="Lamps are lit.")
    clause = clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=(section,)))
    record = Compared("record", Matter.TEXT, clause, Coverage.COMPLETE)
    formula = LeftOut("Enacting formula", "Be it enacted")
    file = record._replace(name="file", left_out=(formula, LeftOut("Resolving formula", "")))
    found = verdict(record, file, compare(clause, clause))
    assert (found.identical, found.not_compared) == (None, ("the enacting formula: record keeps none",))
    assert verdict(record, record._replace(name="other"), compare(clause, clause)).identical is True
