"""A comparison in Word: what its readers see when they reject or accept every change, by another program's reading."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypandoc  # type: ignore[import-untyped]
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.view import DisplayChoice
from billtrack.diff.answers.word_tracked import TrackedText, word_document, write_comparison
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine import compare, text_of
from billtrack.diff.operands import TextSources, sides
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Excerpt, Provision, ResolvingClause, TextVersion, Whereas
from billtrack.output.page import visible
from billtrack.output.word import (
    CLAUSE,
    NEW_WORDS,
    OLD_WORDS,
    ONLY_NEW,
    ONLY_OLD,
    document_bytes,
    new_document,
)
from billtrack.store.library import Holdings

ROOT = Path(__file__).parents[2]
REAL = ("116hr1500ih rh", "116hr1500rh eh", "116hr1500eh rfs", "118hr8752rh eh", "119hconres58ih eh")


# ------------------------------------------------------------------------------ what pandoc reads


def words_of(inlines: list[Any], without: str = "") -> str:
    """The words of a paragraph, those of the style *without* left out."""

    def word(inline: Any) -> str:
        match inline["t"]:
            case "Str":
                return str(inline["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                return " "
            case "Strong" | "Emph":
                return words_of(inline["c"], without)
            case "Span" | "Link":
                style = dict(inline["c"][0][2]).get("custom-style")
                return "" if without and style == without else words_of(inline["c"][1], without)
            case other:
                raise AssertionError(other)

    return "".join(map(word, inlines))


def paragraphs_of(document: bytes, changes: str) -> Iterator[tuple[str, str]]:
    """Every paragraph pandoc finds, with its style, all changes being accepted or rejected."""
    without = NEW_WORDS if changes == "reject" else OLD_WORDS
    read = pypandoc.convert_text(document, "json", "docx+styles", extra_args=[f"--track-changes={changes}"])

    def walk(blocks: list[Any], style: str) -> Iterator[tuple[str, str]]:
        for block in blocks:
            if block["t"] == "Div":
                yield from walk(block["c"][1], dict(block["c"][0][2]).get("custom-style", style))
            elif block["t"] == "BlockQuote":  # how pandoc takes an indent
                yield from walk(block["c"], style)
            elif block["t"] == "Para":
                yield style, words_of(block["c"], without).strip()  # pandoc puts the space of a styled word beside it

    return walk(json.loads(read)["blocks"], "")


def text_in(document: bytes, changes: str) -> list[str]:
    kept = {CLAUSE, ONLY_OLD if changes == "reject" else ONLY_NEW}
    return [words for style, words in paragraphs_of(document, changes) if style in kept]


def lines_of(side: tuple[Clause, ...]) -> list[str]:
    """A text, a clause a line; pandoc knows no empty paragraphs, and one space only."""
    return [" ".join(line.split()) for line in text_of(side).split("\n") if line.strip()]


def compared(name: str, text: tuple[Clause, ...], *, whole: bool = True) -> Compared:
    return Compared(name, Matter.TEXT, text, Coverage.COMPLETE if whole else Coverage.PARTIAL)


def answer(old: Compared, new: Compared) -> DiffAnswer:
    found = compare(old.clauses, new.clauses, old_partial=not old.is_complete, new_partial=not new.is_complete)
    return DiffAnswer(old, new, found, DisplayChoice())


# ------------------------------------------------------------------------------- invented texts

NOUNS = ("harbor", "ferry", "lighthouse", "“bell tower”", "keeper’s lamp", "river basin", "§ 5", "H.R. 7", "first-hand")
ACTS = ("shall report on", "may repair", "condemns the neglect of", "calls upon the board of", "thanks", "funds")


def sentence(rng: random.Random) -> str:
    return f"The Secretary {rng.choice(ACTS)} the {rng.choice(NOUNS)} {rng.randrange(90)} and the {rng.choice(NOUNS)};"


def amended(seed: int) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """A resolution of invented words and what became of it."""
    rng = random.Random(seed)
    recitals = [f"Whereas {' '.join(sentence(rng) for _ in range(rng.randrange(1, 4)))}" for _ in range(9)]
    items = [" ".join(sentence(rng) for _ in range(rng.randrange(1, 4))) for _ in range(9)]
    old = resolution(recitals, items)
    for part in (recitals, items):
        for _ in range(rng.randrange(1, 6)):
            change(part, rng)
    return old, resolution(recitals, items)


def change(part: list[str], rng: random.Random) -> None:
    at = rng.randrange(len(part))
    match rng.choice(("drop", "add", "move", "move", "reword", "split", "merge", "requote")):
        case "drop":
            del part[at]
        case "add":
            part.insert(at, sentence(rng))
        case "move":
            part.insert(rng.randrange(len(part)), part.pop(at))
        case "reword":
            part[at] = part[at].replace("The Secretary", rng.choice(("Congress", "The Secretary of Tides")), 1)
        case "split":
            cut = part[at].find(";") + 1
            part[at : at + 1] = [part[at][:cut], part[at][cut:].strip() or sentence(rng)]
        case "merge":
            part[at : at + 2] = [" ".join(part[at : at + 2])]
        case "requote":
            part[at] = part[at].replace("“", '"').replace("”", '"').replace("’", "'").replace("first-hand", "firsthand")


def resolution(recitals: list[str], items: list[str]) -> tuple[Clause, ...]:
    paragraphs = tuple(
        Provision(enum=f"({n})", text=words, items=(Provision(enum="(A)", text=sentence(random.Random(words))),))
        for n, words in enumerate(items, 1)
    )
    return clauses(
        TextVersion(
            version_code="ih",
            coverage=Coverage.COMPLETE,
            preamble=(*recitals, Whereas(text="Whereas—", items=(Provision(enum="(1)", text="tides turn;"),))),
            resolved=(ResolvingClause(chapeau="That the House of Representatives—", items=paragraphs),),
        )
    )


# --------------------------------------------------------------------------------------- the laws


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in range(10, 50, 10))])
def test_to_reject_all_gives_the_old_text_and_to_accept_all_the_new(first: int) -> None:
    pairs = [amended(seed) for seed in range(first, first + 10)]
    document = new_document("ten comparisons")
    text = TrackedText(document)
    for old, new in pairs:
        write_comparison(document, answer(compared("old", old), compared("new", new)), text, level=1)
    written = document_bytes(document)
    assert text_in(written, "reject") == [line for old, _ in pairs for line in lines_of(old)]
    assert text_in(written, "accept") == [line for _, new in pairs for line in lines_of(new)]
    assert {"del ", "ins ", "moveFrom ", "moveTo "} <= set(re.findall(r"<w:(\w+ )w:id", part(written)))


def test_of_partial_texts_too_to_reject_all_gives_the_old_text_as_far_as_it_is_loaded() -> None:
    document = new_document("ten comparisons")
    text = TrackedText(document)
    pairs = []
    for seed in range(10):
        old, new = amended(seed)
        pairs.append((old, new[: 3 + seed]))
        write_comparison(
            document, answer(compared("old", old), compared("new", pairs[-1][1], whole=False)), text, level=1
        )
    written = document_bytes(document)
    assert text_in(written, "reject") == [line for old, _ in pairs for line in lines_of(old)]
    assert sorted(text_in(written, "accept")) == sorted(line for _, new in pairs for line in lines_of(new))
    assert "not loaded in the new text, so not compared" in part(written)


@pytest.mark.official
@pytest.mark.parametrize("pair", REAL)
def test_real_texts_come_back_word_for_word(official_data: Path, pair: str) -> None:
    first, second = pair.split()
    measure = re.sub(r"[a-z]+$", "", first)
    files = [str(official_data / "billtext" / "dtd" / f"BILLS-{name}.xml") for name in (first, f"{measure}{second}")]
    old, new = sides(files, TextSources(lambda: Holdings(ROOT / "bills"), lambda: b""))
    document = word_document(answer(old, new))
    assert text_in(document, "reject") == lines_of(old.clauses)
    assert text_in(document, "accept") == lines_of(new.clauses)


def test_the_shipped_pair_comes_back_word_for_word() -> None:
    old, new = sides(["hres351-115", "sres211-115"], TextSources(lambda: Holdings(ROOT / "bills"), lambda: b""))
    document = word_document(answer(old, new))
    assert text_in(document, "reject") == lines_of(old.clauses)
    assert text_in(document, "accept") == lines_of(new.clauses)
    assert not any(words.endswith("so not compared") for _, words in paragraphs_of(document, "accept"))


def test_what_is_not_loaded_is_a_note_and_no_change() -> None:
    whole = resolution(
        ["Whereas lamps were lit every night;"],
        ["thanks the keepers of the outer harbor;", "urges the insurers to settle these claims within 90 days."],
    )
    excerpts = ("thanks the keepers of the outer harbor", "urges the insurers to settle all claims within 90 days")
    known = tuple(Excerpt(part="resolved", text=words, source="a newspaper") for words in excerpts)
    partial = clauses(TextVersion(version_code="ats", coverage=Coverage.PARTIAL, excerpts=known))
    document = word_document(answer(compared("old", whole), compared("new", partial, whole=False)))
    assert text_in(document, "reject") == lines_of(whole)
    assert text_in(document, "accept") == lines_of(partial)
    notes = [words for _, words in paragraphs_of(document, "accept") if words.endswith("so not compared")]
    assert len(notes) == 3
    assert re.findall(r"<w:(ins|del) ", part(document)) == ["del", "ins"]


def test_what_moved_is_a_move_with_one_name_at_both_ends() -> None:
    rng = random.Random(5)
    words = [" ".join(sentence(rng) for _ in range(3)) for _ in range(6)]
    old, new = resolution([], words), resolution([], [*words[1:], words[0]])
    xml = part(word_document(answer(compared("old", old), compared("new", new))))
    left, came = (re.findall(rf'<w:move{way}RangeStart [^>]*w:name="(\w+)"', xml) for way in ("From", "To"))
    assert len(left) == 1
    assert left == came
    ends = [re.findall(rf"<w:move{way}Range{end} ", xml) for way in ("From", "To") for end in ("Start", "End")]
    assert [len(end) for end in ends] == [1, 1, 1, 1]


def test_changes_bear_their_author_and_the_day_of_the_new_text() -> None:
    old, new = amended(3)
    version = TextVersion(version_code="eh", date=dt.date(2023, 6, 27), coverage=Coverage.COMPLETE)
    dated = compared("new", new)._replace(text=version)
    xml = part(word_document(answer(compared("old", old), dated)))
    changes = re.findall(r"<w:(?:ins|del|moveFrom|moveTo|moveFromRangeStart|moveToRangeStart) [^>]*>", xml)
    assert changes
    assert all('w:author="billtrack"' in each and 'w:date="2023-06-27T00:00:00Z"' in each for each in changes)
    numbers = re.findall(r'w:id="(\d+)" w:author', xml)
    assert len(numbers) == len(set(numbers)) == len(changes)


def part(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return parts.read("word/document.xml").decode()


def test_the_same_comparison_gives_the_same_bytes() -> None:
    pair = [compared(name, text) for name, text in zip(("old", "new"), amended(1), strict=True)]
    assert word_document(answer(*pair)) == word_document(answer(*pair))


@given(st.text() | st.text(alphabet="\x00\x1b\x07\ufffe\uffff\u202e<>&]\"'\r\n\t"))
def test_words_of_any_kind_come_back_as_text(text: str) -> None:
    old, new = ((whereas(words),) for words in ("Whereas", f"| {text} |"))
    document = docx.Document(io.BytesIO(word_document(answer(compared("old", old), compared(text, new)))))
    assert document.core_properties.title == visible(f"old to {text}")[:255]
    accepted = "".join(str(words.text) for words in document.element.body.iter(qn("w:t")))
    assert visible(f"| {text} |".replace("\n", "")) in accepted


def whereas(words: str) -> Clause:
    return Clause(("whereas", "1"), "whereas", None, None, words, 0, False, None)


# ------------------------------------------------------------------------------- in LibreOffice


@pytest.mark.slow
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
        pytest.skip("LibreOffice is not on this machine")
    old, new = amended(2)
    (tmp_path / "changes.docx").write_bytes(word_document(answer(compared("old", old), compared("new", new))))
    subprocess.run(
        (
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "txt:Text", "--outdir", str(tmp_path), str(tmp_path / "changes.docx")),
        ),
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = (tmp_path / "changes.txt").read_text(encoding="utf-8-sig")
    assert "The text with its changes" in shown
    assert all(line in shown for line in lines_of(new)[:3])
