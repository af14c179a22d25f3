"""Comparisons that other tools got wrong, with the right answers: the inputs of ``shared/cases/diff``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.official

Billtrack = Callable[..., Any]

SAME = "The same words"


@pytest.fixture(scope="session")
def cases(official_data: Path) -> Path:
    return official_data.parent / "cases" / "diff"


def answer(billtrack: Billtrack, *files: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(billtrack("diff", *map(str, files), "--json").out)
    return found


def pair(cases: Path, name: str) -> tuple[Path, Path]:
    return cases / name / "old.xml", cases / name / "new.xml"


def hunks(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each deletion and insertion in one place: its class and words."""
    listed: list[tuple[str, str, str]] = []
    for unit in found["units"]:
        spans = unit["spans"]
        for at, span in enumerate(spans):
            if span["op"] == "-":
                after = spans[at + 1] if at + 1 < len(spans) else {"op": "="}
                new = after["text"] if after["op"] == "+" and after["class"] == span["class"] else ""
                listed.append((span["class"], span["text"].strip(), new.strip()))
            elif span["op"] == "+" and not (at and spans[at - 1]["op"] == "-"):
                listed.append((span["class"], "", span["text"].strip()))
            elif span["op"] == "=" and "class" in span:
                listed.append((span["class"], span["old"].strip(), span["text"].strip()))
    return listed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("conforming-substance", [("substantive", "Senate", "House of Representatives")]),
        ("formula-elem", [("substantive", "A/B", "B/A")]),
        ("formula-op", [("substantive", "+", "−")]),
        ("formula-op2", [("substantive", "×", "÷")]),
        ("graphic", [("substantive", "G1", "G2")]),
        ("hyphen-meaning", [("typographic", "Small-business", "Small business"), ("substantive", "re-sign", "resign")]),
        ("negative-amount", [("substantive", "-$290,000,000,000", "$290,000,000,000")]),
        ("quote-boundary", [("substantive", "2024”", "” 2024")]),
        ("slash", [("substantive", "/", "")]),
        ("superscript", [("substantive", "10^6", "106")]),
        ("table-empty-cell", [("substantive", "$500 |", "| $500")]),
        (
            "amount",
            [
                ("substantive", "$1,000", "$1,500"),
                ("substantive", "5", "15"),
                ("substantive", "5, 2025", "15, 2026"),
            ],
        ),
        (
            "list-of-nots",
            [
                *[("substantive", "", "not")] * 3,
                ("substantive", "printed", "digital"),
                ("substantive", "a separate", "the same"),
            ],
        ),
        ("noun-between-edits", [("substantive", "steel", ""), ("substantive", "", "of county roads")]),
        (
            "ligature",
            [
                ("typographic", *pair)
                for pair in (("ofﬁce", "office"), ("conﬁrm", "confirm"), ("ﬂow", "flow"), ("beneﬁts", "benefits"))
            ],
        ),
        (
            "case-state",
            [
                ("capitalization", "State", "state"),
                ("substantive", "polish-producing", "Polish-producing"),
                ("substantive", "May", "may"),
            ],
        ),
    ],
)
def test_the_class_of_each_difference(
    billtrack: Billtrack, cases: Path, name: str, expected: list[tuple[str, str, str]]
) -> None:
    found = answer(billtrack, *pair(cases, name))
    assert hunks(found) == expected
    assert found["identical"] is False
    assert billtrack("diff", *map(str, pair(cases, name)), "--exit-code").code == 1


UNITS = [
    (
        "grades",
        [
            ("same", "section/1", "section/1", None),
            ("added", "", "section/2", "substantive"),
            ("edited", "section/2", "section/3", "substantive"),
            ("edited", "section/3", "section/4", "substantive"),
            ("same", "section/4", "section/5", "numbering"),
        ],
    ),
    (
        "move-only",
        [("same", "section/2", "section/1", "numbering"), ("same", "section/1", "section/2", "numbering")],
    ),
    (
        "redesignation-other-law",
        [
            ("same", "section/2501", "section/2501", None),
            ("same", "section/2501/1", "section/2501/1", None),
            ("edited", "section/2501/2", "section/2501/2", "connective"),
            ("added", "", "section/2501/3", "substantive"),
            ("same", "section/2501/3", "section/2501/4", "numbering"),
            ("same", "section/2502", "section/2502", None),
            ("same", "section/2502/a", "section/2502/a", None),
            ("edited", "section/2502/a/1", "section/2502/a/1", "reference"),
            ("same", "section/2502/a/2", "section/2502/a/2", None),
        ],
    ),
    (
        "section-merged",
        [
            ("same", "section/1", "section/1", None),
            ("added", "", "section/2", "substantive"),
            ("same", "section/2", "section/2/a", "numbering"),
            ("same", "section/3", "section/2/b", "numbering"),
            ("same", "section/4", "section/3", "numbering"),
        ],
    ),
    (
        "split-into-paragraphs",
        [
            ("same", "section/1", "section/1", None),
            (
                "split",
                "section/1/a",
                " ".join(["section/1/a", *(f"section/1/a/{number}" for number in range(1, 7))]),
                "punctuation",
            ),
        ],
    ),
    (
        "xref-external-law",
        [
            ("same", "section/1", "section/1", None),
            ("added", "", "section/2", "substantive"),
            ("same", "section/2", "section/3", "numbering"),
            ("edited", "section/3", "section/4", "substantive"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "expected"), UNITS, ids=[name for name, _ in UNITS])
def test_what_became_of_each_clause(
    billtrack: Billtrack, cases: Path, name: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    units = answer(billtrack, *pair(cases, name))["units"]
    assert [(unit["change"], " ".join(unit["old"]), " ".join(unit["new"]), unit["class"]) for unit in units] == expected


def test_a_sentence_cut_into_paragraphs_changed_its_marks_alone(billtrack: Billtrack, cases: Path) -> None:
    found = hunks(answer(billtrack, *pair(cases, "split-into-paragraphs")))
    assert [words for kind, *words in found if kind == "punctuation"] == [["", "—"], *[[",", ";"]] * 5]
    assert [new for kind, _, new in found if kind == "numbering"] == [f"({number})" for number in range(1, 7)]
    assert {kind for kind, _, _ in found} == {"punctuation", "numbering"}


def test_a_number_of_another_law_is_a_reference_and_a_fine_is_substantive(billtrack: Billtrack, cases: Path) -> None:
    found = hunks(answer(billtrack, *pair(cases, "xref-external-law")))
    assert found[-3:] == [("reference", "2", "3"), ("reference", "2", "3"), ("substantive", "$1,000", "$1,500")]


def test_a_section_that_became_a_subsection_is_told_by_its_old_name(billtrack: Billtrack, cases: Path) -> None:
    out = billtrack("diff", *map(str, pair(cases, "section-merged"))).out
    assert "to Sec. 3: 3 clauses unchanged, renumbered (was Sec. 2 to Sec. 4)" in out
    assert "{+2. Grants and reports+}" in out


def test_a_range_that_lost_its_hyphen_is_not_hidden(billtrack: Billtrack, cases: Path) -> None:
    found = hunks(answer(billtrack, *pair(cases, "range-hyphen")))
    assert [words for _, *words in found] == [["10-15", "1015"], ["10-15", "1015"]]
    assert found[0][0] == "substantive"
    assert found[1][0] in {"reference", "substantive"}


def test_every_row_of_exchanged_columns_differs(billtrack: Billtrack, cases: Path) -> None:
    units = answer(billtrack, *pair(cases, "table-columns"))["units"]
    rows = [unit for unit in units if "row" in "".join(unit["new"])]
    assert len(rows) == 6
    assert {row["class"] for row in rows} == {"substantive"}


def test_a_side_note_is_a_clause_of_its_own(billtrack: Billtrack, cases: Path) -> None:
    units = answer(billtrack, *pair(cases, "side-note"))["units"]
    assert sorted((unit["change"], *unit["old"], *unit["new"]) for unit in units) in (
        [("removed", "section/1/side-note"), ("same", "section/1", "section/1")],
        [("added", "section/1/side-note"), ("same", "section/1", "section/1")],
    )


def test_another_title_is_no_identical_text(billtrack: Billtrack, cases: Path) -> None:
    run = billtrack("diff", *map(str, pair(cases, "title-amendment")), "--exit-code")
    assert run.code == 1
    assert f"{SAME} under another official title." in run.out
    assert "persecution" in run.out
    assert "violence" in run.out


def test_hidden_differences_stand_beneath_the_verdict(billtrack: Billtrack, cases: Path) -> None:
    run = billtrack("diff", *map(str, pair(cases, "ligature")), "--exit-code")
    lines = run.out.splitlines()
    at = lines.index(f"{SAME}; 4 typographic differences.")
    assert [line.split(": ")[1] for line in lines[at + 1 : at + 5]] == [
        *("ofﬁce → office", "conﬁrm → confirm", "ﬂow → flow", "beneﬁts → benefits"),
    ]
    assert run.code == 1
    assert [each["class"] for each in answer(billtrack, *pair(cases, "ligature"))["hidden"]] == ["typographic"] * 4


def test_a_move_is_named_in_the_verdict(billtrack: Billtrack, cases: Path) -> None:
    run = billtrack("diff", *map(str, pair(cases, "move-only")), "--exit-code")
    assert f"{SAME}; 1 clause moved, 2 numbering differences." in run.out
    assert run.code == 1


@pytest.mark.parametrize("name", ["BILLS-119hr9001rh.xml", "sections.xml", "style-only.xml"])
def test_the_two_texts_of_one_print(billtrack: Billtrack, cases: Path, name: str) -> None:
    found = answer(billtrack, cases / "ains-one-print" / name)
    assert [unit["change"] for unit in found["units"]] == ["same", "edited"]
    assert hunks(found)[0] == ("substantive", "shall", "may")


def test_marks_that_contradict_each_other_are_refused(billtrack: Billtrack, cases: Path) -> None:
    run = billtrack("diff", str(cases / "ains-one-print" / "both-added.xml"))
    assert run.code == 3
    assert "its marks contradict each other" in run.err


def test_words_struck_in_plain_text(billtrack: Billtrack, cases: Path) -> None:
    found = answer(billtrack, cases / "plain-deleted" / "BILLS-119hr9001rh.txt")
    assert hunks(found) == [("substantive", "Widget", "Gadget")]


def test_a_file_that_marks_nothing_holds_one_text(billtrack: Billtrack, cases: Path) -> None:
    old, _ = pair(cases, "graphic")
    run = billtrack("diff", str(old))
    assert (run.code, "this file marks no words as struck or added" in run.err) == (3, True)
    assert answer(billtrack, old, old)["identical"] is True


def test_a_web_page_is_no_bill(billtrack: Billtrack, cases: Path) -> None:
    run = billtrack("diff", str(cases / "challenge-page" / "BILLS-118s1779is.xml"), str(pair(cases, "slash")[0]))
    assert run.code == 3
    assert "a web page (“Just a moment...”), not a bill text" in run.err


def test_a_draft_is_named_by_its_file(billtrack: Billtrack, cases: Path) -> None:
    found = answer(billtrack, *pair(cases, "pre-introduced-draft"))
    assert found["old"]["name"] == "old.xml"
    assert ("substantive", "[$1,000,000]", "$1,500,000") in hunks(found)
    assert [unit["change"] for unit in found["units"] if "section/2/b" in unit["old"] + unit["new"]] == [
        *("removed", "added"),
    ]
