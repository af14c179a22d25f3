"""``billtrack diff`` over invented measures and files: what is compared, what is shown, and how it ends."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    Authority,
    Coverage,
    Excerpt,
    Measure,
    Provision,
    ResolvingClause,
    Summary,
    TextVersion,
    replace,
)
from billtrack.store.records import save_record

ON_FILE = Path(__file__).parents[1] / "data" / "diffs"
Billtrack = Callable[..., Any]

ACCOUNTS = "Whereas several independent and first-hand accounts have confirmed the report of the harbor masters;"
STORM = "Whereas the storm of April 2023 destroyed forty-one buoys between the islands and the northern cape;"
FISHERS = "Whereas the fishers of the coast lost their nets, their boats and a season of work to the same storm;"
KEEPERS = "Whereas the keepers of the lights remained at their posts for six nights without relief;"
INSURERS = "Whereas no insurer has paid any claim that was made for the season of 2022;"
BELLS = (
    "Whereas the bells of the outer harbor were rung by hand until the fog had lifted from the channel, and the "
    "pilots of the port brought in every ship that had been waiting beyond the bar: Now, therefore, be it"
)

INTRODUCED = TextVersion(
    version_code="ih",
    date=dt.date(2023, 5, 23),
    authority=Authority.OFFICIAL,
    coverage=Coverage.COMPLETE,
    official_title="Honoring the keepers of the outer harbor.",
    printed_sponsors="Mrs. Example (for herself and Mr. Sample)",
    preamble=(STORM, ACCOUNTS, FISHERS, KEEPERS, INSURERS, BELLS),
    resolved=(
        ResolvingClause(
            chapeau="That the House of Representatives—",
            items=(
                Provision(enum="(1)", text="honors the keepers of the outer harbor;"),
                Provision(
                    enum="(2)",
                    text="calls on the Commandant to replace the buoys that were lost, and to publish a list of the "
                    "places at which each of them is to be moored;",
                ),
                Provision(enum="(3)", text="thanks the pilots of the port for their patience; and"),
                Provision(enum="(4)", text="urges the insurers to settle every claim within 90 days of this date."),
            ),
        ),
    ),
)
AGREED = TextVersion(
    version_code="eh",
    date=dt.date(2023, 6, 27),
    authority=Authority.OFFICIAL,
    coverage=Coverage.COMPLETE,
    official_title="Honoring the keepers of the outer harbor.",
    printed_sponsors="Mrs. Example (for herself, Mr. Sample, and Ms. Instance)",
    preamble=(
        STORM,
        ACCOUNTS.replace("first-hand", "firsthand"),
        KEEPERS,
        FISHERS.replace("a season of work", "two seasons of work"),
        BELLS,
    ),
    resolved=(
        ResolvingClause(
            chapeau="That the House of Representatives—",
            items=(
                Provision(enum="(1)", text="honors the keepers of the outer harbor;"),
                Provision(enum="(2)", text="calls on the Commandant to replace the buoys that were lost;"),
                Provision(
                    enum="(3)",
                    text="calls on the Commandant to publish a list of the places at which each of them is to be "
                    "moored;",
                ),
                Provision(enum="(4)", text="thanks the pilots of the port for their patience;"),
                Provision(enum="(5)", text="urges the insurers to settle every claim within 60 days of this date; and"),
                Provision(enum="(6)", text="directs that the bells be kept in working order at public expense."),
            ),
        ),
    ),
)
EXCERPTED = TextVersion(
    version_code="ats",
    coverage=Coverage.PARTIAL,
    excerpts=(
        Excerpt(
            part="resolved",
            text="urges the insurers to settle each claim within 90 days",
            source="https://example.org/press",
        ),
    ),
)


def measure(name: str, *texts: TextVersion, **others: Any) -> Measure:
    return Measure(
        schema="billtrack/1",
        id=parse_measure_id(name),
        title="Honoring the keepers of the outer harbor.",
        text_versions=texts,
        **others,
    )


@pytest.fixture
def harbor(bills: Path) -> Path:
    """A folder that also holds a resolution with two texts and another known by one excerpt."""
    summary = Summary(version_code="00", text="Honors the keepers.\nUrges the insurers to settle claims.")
    other = Summary(version_code="35", text="Honors the keepers.\nUrges all insurers to settle their claims.")
    save_record(bills, measure("hres905-118", INTRODUCED, AGREED, summaries=(summary,)))
    save_record(bills, measure("sres88-118", EXCERPTED, summaries=(other,)))
    return bills


def bill_xml(*sections: str, stage: str = "Introduced-in-House") -> str:
    body = "".join(sections)
    return (
        f'<bill bill-stage="{stage}"><form><congress>118th CONGRESS</congress><legis-num>H. R. 906</legis-num>'
        f"<official-title>To keep the bells.</official-title></form><legis-body>{body}</legis-body></bill>"
    )


def section(number: int, header: str, text: str) -> str:
    return f"<section><enum>{number}.</enum><header>{header}</header><text>{text}</text></section>"


ONE = section(1, "Short title", "This Act may be cited as the Bells of the Outer Harbor Act.")
TWO = section(2, "Bells", "The Commandant shall keep every bell of the outer harbor in working order.")
TWO_LOUDER = section(2, "Bells", "The Commandant shall keep every bell of the outer harbor loud.")


@pytest.fixture
def files(harbor: Path) -> Path:
    """``old.xml`` and ``new.xml`` of an invented bill, in the working directory."""
    folder = harbor.parent
    (folder / "old.xml").write_text(bill_xml(ONE, TWO), encoding="utf-8")
    (folder / "new.xml").write_text(bill_xml(ONE, TWO_LOUDER, stage="Engrossed-in-House"), encoding="utf-8")
    return folder


# -------------------------------------------------------------------------------------- screens


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("layout", ["inline", "side", "unified", "stat"])
def test_layout_is_the_one_on_file(billtrack: Billtrack, layout: str, width: int) -> None:
    run = billtrack("diff", "hres905-118", "--layout", layout, "--format", "table", COLUMNS=str(width))
    assert (run.code, run.err) == (0, "")
    assert max(map(len, run.out.splitlines())) <= width
    assert_on_file(f"{layout}-{width}.txt", run.out)


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("all.txt", ["--all"]),
        ("full.txt", ["--full"]),
        ("clause.txt", ["--clause"]),
        ("context.txt", ["--context", "1"]),
        ("side.txt", ["--layout", "side"]),
        ("unified.txt", ["--layout", "unified"]),
        ("linear.txt", ["--linear", "--all"]),
        ("diff.md", ["--format", "markdown"]),
        ("unified.md", ["--format", "markdown", "--layout", "unified"]),
        ("side.md", ["--format", "markdown", "--layout", "side"]),
        ("diff.json", ["--json"]),
        ("diff.jsonl", ["--format", "jsonl"]),
        ("diff.csv", ["--csv"]),
        ("diff.tsv", ["--format", "tsv"]),
        ("diff.html", ["--format", "html", "--all"]),
        ("side.html", ["--format", "html", "--layout", "side"]),
        ("stat.html", ["--format", "html", "--layout", "stat"]),
    ],
)
def test_format_is_the_one_on_file(billtrack: Billtrack, name: str, options: list[str]) -> None:
    run = billtrack("diff", "hres905-118", *options)
    assert (run.code, run.err) == (0, "")
    assert_on_file(name, run.out)


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("options", [[], ["--layout", "side"], ["--format", "html"], ["--json"]])
def test_partial_text_is_the_one_on_file(billtrack: Billtrack, options: list[str]) -> None:
    run = billtrack("diff", "hres905-118@ih", "sres88-118", *options)
    assert (run.code, run.err) == (0, "")
    assert_on_file(f"partial{'-'.join(options)}.txt", run.out)


def assert_on_file(name: str, text: str) -> None:
    path = ON_FILE / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was not there: written now, read it")
    assert text == path.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------- operands


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["hres905-118@ih", "hres905-118@eh"], "hres905-118@ih to hres905-118@eh"),
        (["hres905-118", "ih", "eh"], "hres905-118@ih to hres905-118@eh"),
        (["hres905-118@eh", "IH"], "hres905-118@eh to hres905-118@ih"),
        (["hres905-118", "hres905-118"], "hres905-118@ih to hres905-118@eh"),
        (["H.Res. 905 (118th)"], "hres905-118@ih to hres905-118@eh"),
        (["hres905-118", "sres88-118"], "hres905-118@eh to sres88-118@ats"),
        (["old.xml", "new.xml"], "old.xml to new.xml"),
        (["bills/hres905-118.yaml", "hres905-118@ih"], "hres905-118@eh to hres905-118@ih"),
    ],
    ids=str,
)
def test_operands_mean(billtrack: Billtrack, names: list[str], expected: str) -> None:
    run = billtrack("diff", *names)
    assert run.code == 0, run.err
    assert run.out.startswith(expected)


@pytest.mark.usefixtures("harbor")
def test_it_says_which_text_it_took_and_why(billtrack: Billtrack) -> None:
    out = billtrack("diff", "hres905-118", "sres88-118").out
    assert "H.Res. 905 (118th), Engrossed in House, 2023-06-27 (the last text agreed to)" in out
    assert "S.Res. 88 (118th), Agreed to Senate (partial; the last text agreed to)" in out


@pytest.mark.usefixtures("harbor")
def test_a_text_that_is_named_decides_which_text_of_the_other_measure_is_compared(
    bills: Path, billtrack: Billtrack
) -> None:
    introduced = replace(INTRODUCED, version_code="is")
    save_record(bills, measure("sres89-118", introduced, replace(AGREED, version_code="ats")))
    for names, pair in (
        (["hres905-118@ih", "sres89-118"], "hres905-118@ih to sres89-118@is"),
        (["hres905-118", "sres89-118@is"], "hres905-118@ih to sres89-118@is"),
        (["hres905-118", "sres89-118"], "hres905-118@eh to sres89-118@ats"),
    ):
        assert billtrack("diff", *names).out.startswith(pair)


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["-", "-"], "only one of the two texts can come from standard input"),
        (["hres905-118", "ih", "eh", "x"], "not a measure: 'eh x'"),
        (["missing.xml", "old.xml"], "missing.xml: no such file"),
        (["./missing", "old.xml"], "not a measure: './missing'"),
        (["hres905-118@ih/whereas/1", "old.xml"], "only whole texts can be compared; leave out the clause"),
        (["hres905-118@rds", "old.xml"], "hres905-118 has no text version rds"),
        (["hres901-117", "old.xml"], "no record of hres901-117"),
        (["sres88-118"], "sres88-118: only its ats text is on file; name a second text to compare it with"),
        (["old.xml", "new.xml", "--of", "title"], "a file has only text; name measures to compare their titles"),
        (["hres905-118", "--format", "provenance"], "the record has no XML"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(billtrack: Billtrack, names: list[str], expected: str) -> None:
    run = billtrack("diff", *names)
    assert (run.code, run.out) == (3, "")
    assert expected in run.err.splitlines()[0]


@pytest.mark.parametrize(
    "options",
    [
        ["--only", "substantive", "--except", "numbering"],
        ["--all", "--only", "numbering"],
        ["--only", "grave"],
        ["--format", "html", "--json"],
        ["--format", "html", "--linear"],
        ["--layout", "sideways"],
        ["--git"],
    ],
)
@pytest.mark.usefixtures("files")
def test_options_that_contradict_each_other_are_refused(billtrack: Billtrack, options: list[str]) -> None:
    assert billtrack("diff", "old.xml", "new.xml", *options).code == 2


@pytest.mark.usefixtures("files")
def test_one_text_may_come_on_standard_input(billtrack: Billtrack) -> None:
    draft = "SECTION 1. SHORT TITLE.\n\n    This Act may be cited as the Draft.\n"
    run = billtrack("diff", "old.xml", "-", stdin=draft)
    assert run.code == 0, run.err
    assert run.out.startswith("old.xml to standard input")


def test_a_draft_need_not_say_which_measure_it_is(billtrack: Billtrack, files: Path) -> None:
    nameless = f"<bill><legis-body>{ONE}{TWO}</legis-body></bill>"
    (files / "draft.xml").write_text(nameless, encoding="utf-8")
    data = json.loads(billtrack("diff", "old.xml", "draft.xml", "--json").out)
    assert (data["identical"], data["not_compared"]) == (None, ["the official title: draft.xml has none"])
    assert data["new"] == {"id": None, "version": None, "coverage": "complete", "name": "draft.xml", "taken": None}


def test_a_reported_print_is_compared_with_itself(billtrack: Billtrack, files: Path) -> None:
    struck = TWO.replace("<section>", '<section changed="deleted">')
    put = TWO_LOUDER.replace("<section>", '<section changed="added">')
    (files / "rh.xml").write_text(bill_xml(ONE, struck, put), encoding="utf-8")
    out = billtrack("diff", "rh.xml").out
    assert out.startswith("rh.xml as introduced to rh.xml as reported")
    assert "[-in working order-]{+loud+}" in out


def test_a_reported_print_that_strikes_and_adds_the_same_words_is_identical(billtrack: Billtrack, files: Path) -> None:
    sections = [TWO.replace("<section>", f'<section changed="{change}">') for change in ("deleted", "added")]
    (files / "rh.xml").write_text(bill_xml(ONE, *sections), encoding="utf-8")
    assert "Identical, word for word" in billtrack("diff", "rh.xml").out
    (files / "ih.xml").write_text(bill_xml(ONE, TWO), encoding="utf-8")
    run = billtrack("diff", "ih.xml")
    assert (run.code, "marks no words as struck or added" in run.err) == (3, True)


# ------------------------------------------------------------------------------- what it answers


@pytest.mark.usefixtures("files")
def test_identical_texts_take_one_line_and_what_differs_beside_them(billtrack: Billtrack) -> None:
    run = billtrack("diff", "hres905-118@ih", "hres905-118@ih")
    assert "Identical, word for word: 11 clauses, 187 words." in run.out
    assert "Differences" not in run.out


@pytest.mark.usefixtures("harbor")
def test_every_class_is_shown_or_counted_as_not_shown(billtrack: Billtrack) -> None:
    everything = json.loads(billtrack("diff", "hres905-118", "--json").out)["summary"]["classes"]
    for options in ([], ["--only", "typographic"], ["--except", "substantive"], ["--all"]):
        line = next(
            line for line in billtrack("diff", "hres905-118", *options).out.splitlines() if "Differences" in line
        )
        counted = {name: int(number) for number, name in re.findall(r"(\d+) (\w+)", line)}
        assert counted == {name: number for name, number in everything.items() if number}


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["hres905-118"], 1),
        (["hres905-118", "--only", "typographic"], 1),
        (["hres905-118", "--only", "conforming"], 0),
        (["hres905-118@ih", "hres905-118@ih"], 0),
        (["hres905-118@ih", "sres88-118"], 1),
        (["hres905-118@ih", "sres88-118", "--only", "numbering"], 0),
    ],
    ids=str,
)
def test_exit_code_tells_whether_the_texts_differ(billtrack: Billtrack, arguments: list[str], code: int) -> None:
    assert billtrack("diff", *arguments, "--exit-code").code == code
    assert billtrack("diff", *arguments).code == 0


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("names", [["hres905-118"], ["hres905-118", "sres88-118"], ["sres88-118", "hres905-118"]])
def test_check_rebuilds_both_texts(billtrack: Billtrack, names: list[str]) -> None:
    run = billtrack("diff", *names, "--check")
    assert run.code == 0
    assert [line.rpartition(": ")[2] for line in run.out.splitlines()] == ["rebuilt exactly"] * 2


@pytest.mark.usefixtures("harbor")
def test_summaries_are_said_to_be_of_crs(billtrack: Billtrack) -> None:
    out = billtrack("diff", "hres905-118", "sres88-118", "--of", "summary").out
    assert "These are the words of the Congressional Research Service, not of the measures." in out
    assert "Urges {+all +}insurers" in out or "[-the-]{+all+} insurers" in out


@pytest.mark.usefixtures("harbor")
def test_titles_are_compared(billtrack: Billtrack) -> None:
    out = billtrack("diff", "hres905-118", "sres88-118", "--of", "title").out
    assert "Identical, word for word: 1 clause" in out


@pytest.mark.usefixtures("harbor")
def test_rows_of_csv_are_every_change_unless_classes_are_named(billtrack: Billtrack) -> None:
    def classes(*options: str) -> set[str]:
        rows = csv.DictReader(io.StringIO(billtrack("diff", "hres905-118", "--csv", *options).out))
        return {row["class"] for row in rows}

    assert "typographic" in classes()
    assert "typographic" not in classes("--except", "typographic")


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("sides", [("hres905-118",), ("hres905-118@ih", "sres88-118")])
def test_rows_of_csv_have_the_words_of_the_units(billtrack: Billtrack, sides: tuple[str, ...]) -> None:
    data = json.loads(billtrack("diff", *sides, "--json").out)
    rows = list(csv.DictReader(io.StringIO(billtrack("diff", *sides, "--csv").out)))
    units = {(" ".join(unit["old"]), " ".join(unit["new"]), unit["part"]): unit for unit in data["units"]}
    assert rows
    for row in rows:
        fitting = [unit for (old, new, _), unit in units.items() if (old, new) == (row["old"], row["new"])]
        old = {"".join(s.get("old", s["text"]) for s in unit["spans"] if s["op"] in "=-") for unit in fitting}
        new = {"".join(s["text"] for s in unit["spans"] if s["op"] in "=+") for unit in fitting}
        assert row["old_text"] in {words.replace("\n", " ") for words in old}
        assert row["new_text"] in {words.replace("\n", " ") for words in new}
        for side in ("old", "new"):
            assert (row[f"{side}_id"], row[f"{side}_version"]) == (data[side]["id"], data[side]["version"])


def test_provenance_counts_the_characters_of_the_files(billtrack: Billtrack, files: Path) -> None:
    run = billtrack("diff", "old.xml", "new.xml", "--format", "provenance")
    assert run.code == 0, run.err
    data = json.loads(run.out)
    old, new = (
        "".join(re.sub(r"<[^>]*>", "", re.search("<legis-body>.*", (files / name).read_text())[0]).split())  # type: ignore[index]
        for name in ("old.xml", "new.xml")
    )
    assert sum(length for _, length, _ in data["runs"]) > 0.8 * len(new)
    assert all(new[i : i + length] == old[j : j + length] for i, length, j in data["runs"])
    assert {unit["type"] for unit in data["units"]} == {"same", "reworded"}


# ------------------------------------------------------------------------------------ as git's


def test_git_is_told_what_became_of_a_record(billtrack: Billtrack, harbor: Path) -> None:
    record = harbor / "hres905-118.yaml"
    before = harbor.parent / "before"
    before.write_bytes(record.read_bytes())
    record.write_text(record.read_text(encoding="utf-8").replace("six nights", "seven nights"), encoding="utf-8")
    run = billtrack(
        "diff", "--git", "bills/hres905-118.yaml", str(before), "a" * 40, "100644", str(record), "b" * 40, "100644"
    )
    assert run.code == 0, run.err
    assert run.out.startswith("bills/hres905-118.yaml  [record]")
    assert "hres905-118@ih before to hres905-118@ih after" in run.out
    assert "for [-six-]{+seven+} nights" in run.out


@pytest.mark.parametrize(
    ("old", "new", "expected"), [("/dev/null", None, "new measure"), (None, "/dev/null", "Record deleted.")]
)
def test_git_is_told_of_a_record_that_came_or_went(
    billtrack: Billtrack, harbor: Path, old: str | None, new: str | None, expected: str
) -> None:
    record = str(harbor / "hres905-118.yaml")
    run = billtrack("diff", "--git", "x.yaml", old or record, ".", ".", new or record, ".", ".")
    assert run.code == 0, run.err
    assert expected in run.out


def test_a_document_goes_into_the_file_named_in_the_format_of_its_ending(billtrack: Billtrack, tmp_path: Path) -> None:
    for name, beginning in (
        ("d.docx", b"PK"),
        ("d.html", b"<!DOCTYPE html>"),
        ("d.md", b"## hres901-118@ih"),
        ("d.json", b"{"),
        ("d.txt", b"hres901-118@ih"),
    ):
        done = billtrack("diff", "hres901-118", "ih", "eh", "-o", str(tmp_path / name))
        assert (done.code, done.out, done.err) == (0, "", "")
        assert (tmp_path / name).read_bytes().startswith(beginning)
    first = (tmp_path / "d.docx").read_bytes()
    billtrack("diff", "hres901-118", "ih", "eh", "-o", str(tmp_path / "d.docx"))
    assert (tmp_path / "d.docx").read_bytes() == first


def test_a_file_whose_ending_says_no_format_is_refused_unless_the_format_is_said(
    billtrack: Billtrack, tmp_path: Path
) -> None:
    done = billtrack("diff", "hres901-118", "ih", "eh", "-o", str(tmp_path / "d.doc"))
    assert done.code == 2
    assert "unsupported file type .doc; use .txt, .md, .json, .jsonl" in done.err
    assert not list(tmp_path.glob("d.doc*"))
    assert billtrack("diff", "hres901-118", "ih", "eh", "-o", str(tmp_path / "d.doc"), "--format", "docx").code == 0


def test_a_file_that_cannot_be_written_is_named(billtrack: Billtrack, tmp_path: Path) -> None:
    done = billtrack("diff", "hres901-118", "ih", "eh", "-o", str(tmp_path / "none" / "d.html"))
    assert (done.code, done.out) == (3, "")
    assert (
        done.err == f"billtrack: error: {tmp_path / 'none' / 'd.html'}: cannot be written: No such file or directory\n"
    )
