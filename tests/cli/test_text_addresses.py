"""``billtrack text``: an address in the margin can be typed into the next command."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

from billtrack.texts.asked import names_of_texts
from invented_congress import text as printed

Billtrack = Callable[..., Run]

MEASURES = ("hres901-118@ih", "sres77-118", "hconres5-119", "hr20-119")
MARGIN = re.compile(r"^([a-z-]+(?:/[^ ]+)?)  +(.+)$", re.MULTILINE)


def texts(billtrack: Billtrack, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(billtrack("text", *arguments, "--json").out)["measures"]
    return found


@pytest.mark.parametrize("measure", MEASURES)
def test_an_address_in_the_margin_gives_the_words_beside_it(billtrack: Billtrack, measure: str) -> None:
    shown = MARGIN.findall(billtrack("text", measure).out)
    assert shown
    for address, words in shown:
        (text,) = texts(billtrack, measure, address)
        first = text["clauses"][0]
        assert first["address"] == address
        assert (first["text"] or first["header"]) in words


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("written_as", ["plain", "table", "markdown", "html"])
def test_without_addresses_only_they_are_gone(billtrack: Billtrack, measure: str, written_as: str) -> None:
    shown = billtrack("text", measure, "--format", written_as).out
    bare = billtrack("text", measure, "--format", written_as, "--no-addresses").out
    addresses = [address for address, _ in MARGIN.findall(billtrack("text", measure).out)]
    assert all(f"{address}{after}" not in bare for address in addresses for after in ("  ", ": ", "</small>"))
    for address in addresses:
        written = rf"<small>{re.escape(address)}</small>" if written_as == "html" else rf"\b{re.escape(address)}[: \n]"
        shown = re.sub(written.replace("~", r"\\?~"), "", shown, count=1)
    assert re.sub(r"[\s>]+", "", shown) == re.sub(r"[\s>]+", "", bare)


def test_a_quotation_has_no_addresses(billtrack: Billtrack) -> None:
    quoted = ("text", "hres901-118@ih", "whereas/1", "--quote")
    assert billtrack(*quoted).out == billtrack(*quoted, "--no-addresses").out
    assert billtrack(*quoted).out.startswith("“Whereas")


def test_a_screen_reader_hears_the_address_first(billtrack: Billtrack) -> None:
    assert "whereas/2/1: (1) kept the lamps; and\n" in billtrack("text", "hres901-118@ih", "--linear").out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_margin_leaves_room_for_the_words(
    billtrack: Billtrack, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = billtrack("text", "hr20-119", "--format", "table").out.splitlines()
    assert max(map(len, lines)) <= width
    assert "section/2/a/quoted-block/9" in lines or width > 130  # too long for the margin: on a line of its own


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("hres351-115", "whereas", "9"), ("hres351-115/whereas/9",)),
        (("hres351-115", "whereas/9"), ("hres351-115/whereas/9",)),
        (("hres351-115", "whereas 9"), ("hres351-115/whereas/9",)),
        (("hres351-115@ih", "Resolved", "1", "(2)"), ("hres351-115@ih/resolved/1/2",)),
        (("hr1-115", "Sec.", "3(a)(1)"), ("hr1-115/section/3/a/1",)),
        (("hr1-115", "section~2"), ("hr1-115/section~2",)),
        (("hr1-115", "title", "s1-115", "title"), ("hr1-115/title", "s1-115/title")),
        (("hres351-115", "sres211-115"), ("hres351-115", "sres211-115")),
        (("hres351-115/whereas/1", "sres211-115"), ("hres351-115/whereas/1", "sres211-115")),
        (
            ("https://www.congress.gov/bill/115th-congress/house-resolution/351/text/eh", "whereas", "9"),
            ("hres351-115@eh/whereas/9",),
        ),
        (("H.Res. 351 (115th)", "whereas", "9"), ("hres351-115/whereas/9",)),
        (("draft.docx", "title"), ("draft.docx", "title")),
        (("",), ("",)),
        (("-", "whereas", "9"), ("-", "whereas", "9")),
        (("hres351-115", "nonsense"), ("hres351-115", "nonsense")),
        ((), ()),
    ],
)
def test_an_address_belongs_to_the_measure_before_it(words: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert names_of_texts(words) == names


def test_an_address_typed_in_words_is_answered(billtrack: Billtrack) -> None:
    assert billtrack("text", "hres901-118@ih", "whereas", "2", "1").out.endswith("  (1) kept the lamps; and\n")


def test_an_address_that_is_not_there_is_an_input_error(billtrack: Billtrack) -> None:
    run = billtrack("text", "hres901-118@ih", "whereas", "9")
    assert (run.code, run.out) == (3, "")
    assert "whereas/9: no such clause" in run.err


# -------------------------------------------------------------------------------- where words are from


def test_the_digest_of_a_clause_is_that_of_its_words(billtrack: Billtrack) -> None:
    (text,) = texts(billtrack, "hres901-118@ih")
    every: list[str] = []
    for clause in text["clauses"]:
        lines = [clause[key] for key in ("header", "text") if clause[key] is not None]
        every += lines
        expected = hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else None
        assert clause["clause_sha256"] == expected
        assert {"source", "authority", "sha256"} <= clause.keys()
    assert text["clause_sha256"] == hashlib.sha256("\n".join(every).encode()).hexdigest()


def test_an_excerpt_names_the_page_it_was_copied_from(billtrack: Billtrack) -> None:
    (text,) = texts(billtrack, "sres77-118")
    (clause,) = text["clauses"]
    origin = {key: clause[key] for key in ("source", "authority", "sha256")}
    assert origin == {"source": "https://example.org/news", "authority": None, "sha256": None}


def test_a_text_without_a_document_has_none(billtrack: Billtrack) -> None:
    (text,) = texts(billtrack, "hconres5-119")
    assert (text["source"], text["sha256"], text["authority"]) == (None, None, "official")


def test_the_shipped_texts_name_their_documents(billtrack: Billtrack) -> None:
    shipped = str(Path(__file__).parents[2] / "bills")
    for text in texts(billtrack, "hres351-115@ih", "sres211-115@ats", "--bills", shipped):
        for clause in (text, *text["clauses"]):
            assert str(clause["source"]).startswith("https://")
            assert re.fullmatch("[0-9a-f]{64}", str(clause["sha256"]))


def test_the_columns_of_csv_end_with_where_the_words_are_from(billtrack: Billtrack) -> None:
    header = billtrack("text", "hres901-118@ih", "--csv").out.splitlines()[0]
    assert header == ("measure,version_code,address,level,enum,header,text,source,authority,sha256,clause_sha256,id")


def test_the_address_after_a_file_gives_the_clause(billtrack: Billtrack, tmp_path: Path) -> None:
    file = str(tmp_path / "draft.xml")
    Path(file).write_bytes(printed(1)[1])
    every = json.loads(billtrack("text", file, "--json").out)["files"][0]["clauses"]
    address = next(each["address"] for each in every if each["address"].startswith("whereas/"))
    for words in (address.split("/"), [address]):
        (asked,) = json.loads(billtrack("text", file, *words, "--json").out)["files"]
        assert asked["clauses"] == [each for each in every if f"{each['address']}/".startswith(f"{address}/")]
    missing = billtrack("text", file, "whereas", "99")
    assert (missing.code, missing.out) == (3, "")
    assert "draft.xml: " in missing.err
