"""``billtrack check-quote`` over the invented measures."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from billtrack.store.records import load_folder
from invented_archives import make_archive

Billtrack = Callable[..., Any]
PLACE = ["id", "version", "address", "sha256", "first_version", "last_version"]


def words_of(billtrack: Billtrack, name: str) -> str:
    answer = json.loads(billtrack("text", name, "--json").out)
    return str(next(clause["text"] for clause in answer["measures"][0]["clauses"] if clause["text"]))


@pytest.fixture
def words(billtrack: Billtrack) -> str:
    return words_of(billtrack, "hres901-118")


def test_json_keeps_the_contract(billtrack: Billtrack, words: str) -> None:
    answer = json.loads(billtrack("check-quote", words, "--measure", "hres901-118", "--json").out)
    assert {"schema_version", "scanned", "quotes"} <= set(answer)
    assert set(answer["scanned"]) == {"measures", "texts"}
    (quote,) = answer["quotes"]
    assert list(quote)[:4] == ["text", "verdict", "places", "differs"]
    assert (quote["text"], quote["verdict"], quote["differs"]) == (words, "exact", [])
    assert [list(place)[:6] for place in quote["places"]] == [PLACE]
    assert quote["places"][0]["address"].startswith("hres901-118@")


def test_quotation_is_found_in_the_records_and_in_the_archive(billtrack: Billtrack, words: str, bills: Path) -> None:
    in_records = json.loads(billtrack("check-quote", words, "--json").out)
    make_archive(bills.parent / "congress.db", load_folder(bills).measures.values())
    for record in bills.glob("*.yaml"):
        record.unlink()
    archived = json.loads(billtrack("check-quote", words, "--json", "--archive", "congress.db").out)
    assert archived["quotes"][0]["verdict"] == in_records["quotes"][0]["verdict"] == "exact"
    assert "hres901-118" in [place["id"] for place in archived["quotes"][0]["places"]]
    changed = words.replace(" the ", " all the ", 1)
    near = json.loads(billtrack("check-quote", changed, "--json", "--archive", "congress.db").out)["quotes"][0]
    assert near["verdict"] == "near"
    assert [span["text"].strip() for span in near["differs"] if span["op"] == "+"] == ["all"]


def test_file_and_standard_input_hold_one_quotation_a_paragraph(billtrack: Billtrack, words: str, bills: Path) -> None:
    text = f"> {words}\n\nNobody ever said\nany of this anywhere\n"
    (bills.parent / "press.txt").write_text(text, encoding="utf-8")
    from_file = billtrack("check-quote", "press.txt", "--csv").out
    assert billtrack("check-quote", "-", "--csv", stdin=text).out == from_file
    rows = list(csv.DictReader(io.StringIO(from_file)))
    assert [row["verdict"] for row in rows if row["text"].startswith("Nobody")] == ["absent"]
    assert {row["verdict"] for row in rows if row["text"] == words} == {"exact"}


def test_exit_code_is_1_unless_every_quotation_stands(billtrack: Billtrack, words: str) -> None:
    assert billtrack("check-quote", words, "--exit-code").code == 0
    assert billtrack("check-quote", words, "Nobody ever said any of this", "--exit-code").code == 1
    assert billtrack("check-quote", "Nobody ever said any of this").code == 0


@pytest.mark.parametrize(("argument", "stdin"), [("", ""), (" … ", ""), ("-", ""), ("-", "\n\n * * * \n")])
def test_empty_quotation_is_a_usage_error(billtrack: Billtrack, argument: str, stdin: str) -> None:
    run = billtrack("check-quote", argument, stdin=stdin)
    assert (run.code, run.out) == (2, "")


def test_missing_file_and_unknown_measure_are_input_errors(billtrack: Billtrack, words: str) -> None:
    assert billtrack("check-quote", "press.txt").code == 3
    assert billtrack("check-quote", words, "--measure", "hres999-118").code == 3


def test_absent_names_the_texts_that_are_not_loaded(billtrack: Billtrack) -> None:
    run = billtrack("check-quote", "Nobody ever said any of this", "--measure", "hres901-118")
    assert "Not found." in run.out
    assert "Not loaded in full: hres901-118@" in run.out


@pytest.mark.parametrize("name", ["hres901-118", "sres77-118"])
def test_every_clause_quoted_by_text_is_found_and_its_source_is_no_quotation(billtrack: Billtrack, name: str) -> None:
    shown = json.loads(billtrack("text", name, "--json").out)["measures"][0]["clauses"]
    addresses = [each["address"] for each in shown if each["text"]]
    assert addresses
    for address in addresses:
        quoted = billtrack("text", f"{name}/{address}", "--quote").out
        assert "\n— " in quoted
        done = billtrack("check-quote", "-", "--json", "--exit-code", "--measure", name, stdin=quoted)
        assert (done.code, [each["verdict"] for each in json.loads(done.out)["quotes"]]) == (0, ["exact"]), quoted


def verdicts(run: Any) -> list[str]:
    return [quote["verdict"] for quote in json.loads(run.out)["quotes"]]


def test_a_press_release_in_word_holds_a_quotation_a_paragraph(billtrack: Billtrack, words: str, bills: Path) -> None:
    release = Document()
    for text in (f"“{words}”", "Nobody ever said any of this anywhere."):
        release.add_paragraph(text)
    release.save(str(bills.parent / "release.dat"))
    assert verdicts(billtrack("check-quote", "release.dat", "--json")) == ["exact", "absent"]


def test_lines_copied_from_a_print_are_a_quotation(billtrack: Billtrack, words: str, bills: Path) -> None:
    lines = textwrap.wrap(words, 12)
    assert len(lines) >= 5
    numbered = "\n".join(f"{at:2} {line}" for at, line in enumerate(lines, 1))
    (bills.parent / "copied.txt").write_bytes(numbered.replace("\n", "\r\n").encode())
    assert verdicts(billtrack("check-quote", "copied.txt", "--json")) == ["exact"]


def test_a_file_is_what_it_contains_not_what_it_is_called(billtrack: Billtrack, words: str, bills: Path) -> None:
    (bills.parent / "windows.txt").write_bytes(f"“{words}”".encode("cp1252"))
    assert verdicts(billtrack("check-quote", "windows.txt", "--json")) == ["exact"]
    (bills.parent / "quotes.txt").write_text("<html><head><title>Just a moment...</title></head></html>", "utf-8")
    run = billtrack("check-quote", "quotes.txt")
    assert (run.code, run.out) == (3, "")
    assert "quotes.txt: a web page (“Just a moment...”), not a bill text: a challenge page" in run.err
    (bills.parent / "bytes.txt").write_bytes(b"\x01\x00\x02")
    assert billtrack("check-quote", "bytes.txt").code == 3
