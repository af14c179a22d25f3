"""Every word of a file is in a clause, or compared apart, or named as not compared, in whatever form the file is.

So a word that came, went, or changed anywhere in a print is never "Identical" without a line that tells it.
"""

from __future__ import annotations

import html
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.compared import Beside, Compared, differences_beside
from billtrack.diff.operands import compared_text
from billtrack.diff.operands.files import read_document
from billtrack.diff.verdict import Verdict, compare_sides, verdict
from billtrack.errors import InputError
from billtrack.sources.billtext import Reading
from invented_prints import DRAFT, PRINTS, REPORTED, word

WORD = re.compile(r"[^\s<>&;_•]+(?![^<]*>)")
"""A word of a file, outside its tags."""
FORMULA = (
    "    Be it enacted by the Senate and House of Representatives of the\n"
    "United States of America in Congress assembled,\n"
)
FURNITURE = re.compile(r"VerDate.*|•.*|<all>")


def side(data: bytes, name: str, reading: Reading = Reading.AS_REPORTED) -> Compared:
    return compared_text(read_document(data, name=name, reading=reading), name=name, taken="", described="")


def told(old: Compared, new: Compared) -> tuple[Verdict, tuple[Beside, ...]]:
    return verdict(old, new, compare_sides(old, new)), differences_beside(old, new)


def is_told(old: Compared, new: Compared) -> bool:
    """Whether a reader is told that something differs, or was not compared."""
    found, beside = told(old, new)
    return found.identical is not True or bool(beside)


def changed(draw: st.DataObject, text: str) -> str:
    """Change, take out, or add a word anywhere but in what the printer puts around each page."""
    places = list(WORD.finditer(FURNITURE.sub(lambda line: " " * len(line[0]), text)))
    at = draw.draw(st.sampled_from(places))
    words = draw.draw(st.sampled_from(["zebra", "", f"{at[0]} zebra", f"zebra {at[0]}"]))
    return text[: at.start()] + words + text[at.end() :]


@pytest.mark.parametrize("name", PRINTS)
@given(draw=st.data())
def test_a_word_changed_anywhere_in_a_file_is_told(name: str, draw: st.DataObject) -> None:
    text = PRINTS[name]
    edited = changed(draw, text)
    try:
        new = side(edited.encode(), name)
    except InputError:
        return  # a file that is not read is not called identical
    assert is_told(side(text.encode(), name), new)


@given(draw=st.data())
def test_a_word_changed_is_told_of_the_text_as_introduced_too(draw: st.DataObject) -> None:
    name = "BILLS-118s9101rs.txt"
    old, new = (side(text.encode(), name, Reading.AS_INTRODUCED) for text in (REPORTED, changed(draw, REPORTED)))
    assert is_told(old, new)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[A-Za-z0-9]+", text.lower()))


def lost(text: str, held: Compared) -> Counter[str]:
    """The words of a file that are nowhere in what was read of it, however often its title is printed."""
    assert held.text is not None
    clauses = (word for clause in held.clauses for word in (clause.level, clause.enum, clause.header, clause.text))
    apart = (each.words for each in (*(held.left_out or ()), *held.around))
    title = held.text.official_title or ""
    kept = words_of(" ".join(filter(None, (*clauses, *apart, *[title] * 3, held.text.printed_sponsors))))
    bare = re.sub(r"<[^<>]*>", " ", html.unescape(text).replace("<<NOTE", "NOTE"))
    return words_of(bare) - kept


@pytest.mark.parametrize("name", PRINTS)
def test_the_words_of_a_file_are_those_of_its_clauses_and_of_what_is_apart(name: str) -> None:
    text = PRINTS[name]
    assert not lost(FURNITURE.sub("", text), side(text.encode(), name))


@pytest.mark.parametrize("name", PRINTS)
def test_a_file_and_its_copy_are_identical(name: str) -> None:
    old, new = (side(PRINTS[name].encode(), name) for _ in range(2))
    found, beside = told(old, new)
    assert (found.identical, beside) == (True, ())


# ------------------------------------------------------------------------------- what is kept where


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("BILLS-118s9101rs.txt", "$700", "$800", "Words marked as struck"),
        ("BILLS-118s9101rs.txt", "Sec. 101. Funds.", "Sec. 101. Grants.", "Table of contents"),
        (
            "BILLS-118s9101rs.txt",
            "referred to the Committee on Commerce",
            "referred to the Committee on Oil",
            "Heading",
        ),
        ("BILLS-118s9101rs.txt", "Calendar No. 88", "Calendar No. 89", "Closing lines"),
        ("BILLS-118hconres9105eh.txt", "March 9, 2023", "March 8, 2023", "Closing lines"),
        ("BILLS-118hconres9105eh.txt", "(the Senate concurring)", "(concurring)", "Resolving formula"),
        ("PLAW-118publ901.txt", "Deadline.", "Time limit.", "Notes beside the text"),
        ("PLAW-118publ901.txt", "No. 118-9", "No. 118-8", "Closing lines"),
        ("mail.txt", "Thanks", "Regards", "Words around the copy"),
        ("copied.txt", "Jkt 019200", "Jkt 019200 X", "Heads and feet of pages"),
        ("page.htm", "A note.", "No note.", "Notes beside the text"),
        ("page.htm", "About", "Contact", "Words around the copy"),
    ],
)
def test_what_stands_apart_from_the_clauses_is_told_by_its_name(name: str, old: str, new: str, what: str) -> None:
    text = PRINTS[name]
    assert old in text
    found, beside = told(side(text.encode(), name), side(text.replace(old, new).encode(), name))
    assert what in {each.what for each in (*found.left_out, *beside)}


def test_what_is_printed_around_two_prints_differs_by_what_they_are() -> None:
    old, new = (side(REPORTED.encode(), name) for name in ("BILLS-118s9101rs.txt", "BILLS-118s9101rs.txt"))
    assert told(old, new._replace(version_code="es", around=()))[1] == ()
    other = tuple(each._replace(words="zebra") if hasattr(each, "_replace") else each for each in new.around)
    assert told(old, new._replace(version_code="es", around=other))[1] == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SECTION 1. SHORT", f"{FORMULA}\n\nSECTION 1. SHORT"),
        ("SEC. 101. FUNDS.\n", f"SEC. 101. FUNDS.\n\n{FORMULA}\n"),
    ],
)
def test_a_formula_in_the_midst_of_a_text_is_told(old: str, new: str) -> None:
    moved = REPORTED.replace(FORMULA, "", 1).replace(old, new, 1)
    name = "BILLS-118s9101rs.txt"
    found, _ = told(side(REPORTED.encode(), name), side(moved.encode(), name))
    assert found.identical is (old.startswith("SECTION"))


def test_each_of_two_formulas_is_compared() -> None:
    text = PRINTS["BILLS-118hconres9105eh.txt"]
    formula = "    Resolved by the House of Representatives (the Senate concurring), \nThat"
    assert formula.replace(" \n", "\n") in text
    two = text.replace("            Passed the House", f"{formula} lamps be lit.\n\n            Passed the House")
    old, new = (
        side(each.encode(), "BILLS-118hconres9105eh.txt")
        for each in (two, two.replace("(the Senate concurring)", "(concurring)", 1))
    )
    assert [each.what for each in told(old, new)[0].left_out] == ["Resolving formula"]


def test_the_name_of_a_level_is_printed_with_its_number() -> None:
    name = "BILLS-118s9101rs.txt"
    new = REPORTED.replace("TITLE I--FUNDS\n\nSEC. 101", "PART I--FUNDS\n\nSEC. 101")
    found, _ = told(side(REPORTED.encode(), name), side(new.encode(), name))
    assert found.identical is False
    assert [(each.old, each.new) for each in found.hidden] == [("title I", "part I")]


def test_an_amendment_of_the_other_chamber_is_read_by_its_parts() -> None:
    held = side(PRINTS["BILLS-118hr9109eas.txt"].encode(), "BILLS-118hr9109eas.txt")
    resolved = (
        "That the bill from the House of Representatives (H.R. 9109) entitled “An Act to light the harbors.”, "
        "do pass with the following"
    )
    assert [(clause.level, clause.text) for clause in held.clauses] == [
        ("section", resolved),
        ("amendment-instruction", "Strike all after the enacting clause and insert the following:"),
        ("section", "The Secretary shall light the lamps."),
        ("title-amendment", "Amend the title so as to read: “An Act to light all harbors.”."),
    ]


def test_appropriations_stand_in_their_title() -> None:
    held = side(PRINTS["BILLS-118hr9111ih.txt"].encode(), "BILLS-118hr9111ih.txt")
    assert [(clause.depth, clause.level, clause.header) for clause in held.clauses[1:8]] == [
        (0, "title", "DEPARTMENT OF HARBORS"),
        (1, "appropriations-intermediate", "Office of the Keeper"),
        (1, "appropriations-small", "salaries and expenses"),
        (2, "proviso", None),
        (1, "appropriations-small", "lamp fund (including transfer)"),
        (1, "appropriations-intermediate", "General Provisions"),
        (1, "section", None),
    ]
    assert [clause.address for clause in held.clauses[8:]] == [
        "title/I/section/102",
        "title/I/section/102/a",
        "title/I/section/102/b",
        "section~2",
    ]


def test_words_after_an_attestation_that_open_a_provision_are_law() -> None:
    text = PRINTS["BILLS-118hconres9105eh.txt"]
    more = text + "\n            (3) pays each keeper $500.\n"
    assert "$500" in " ".join(clause.text or "" for clause in side(more.encode(), "BILLS-118hconres9105eh.txt").clauses)


def test_a_number_alone_on_a_line_inside_a_page_is_of_the_text() -> None:
    lines = [*DRAFT[:4], "(a) Fines.—The fine for each of the", "2", "keepers is $500."]
    text = "\n".join(lines) + "\n•HR 9113 IH\n2\n(b) Rest.—No fine is paid.\n•HR 9113 IH\n"
    words = " ".join(clause.text or "" for clause in side(text.encode(), "copied.txt").clauses)
    assert "each of the 2 keepers" in words


# ---------------------------------------------------------------------------------------- Word


def paragraph(words: str, run: str = "", style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    properties = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:p>{named}<w:r><w:t xml:space="preserve">(c) Lamps.—Pay </w:t></w:r><w:r>{properties}'
        f'<w:t xml:space="preserve">{words}</w:t></w:r><w:r><w:t> keepers.</w:t></w:r></w:p>'
    )


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>"])
def test_words_struck_by_formatting_are_struck(mark: str) -> None:
    found, _ = told(side(word(paragraph("all")), "a.docx"), side(word(paragraph("all", mark)), "a.docx"))
    assert not found.has_same_words
    old, new = (side(word(paragraph(words, mark)), "a.docx") for words in ("all", "no"))
    assert [each.what for each in told(old, new)[0].left_out] == ["Words marked as struck"]


def test_words_that_are_hidden_are_named_as_not_compared() -> None:
    old, new = (side(word(paragraph(words, "<w:vanish/>")), "a.docx") for words in ("all", "no"))
    found, _ = told(old, new)
    assert (found.identical, found.not_compared) == (None, ("1 hidden word in a.docx",))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', '<w:sym w:font="Symbol" w:char="F0A3"/>'),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', ""),
    ],
)
def test_a_symbol_of_a_font_is_a_mark(old: str, new: str) -> None:
    blocks = (f"<w:p><w:r><w:t>(c) Pay 5</w:t>{each}<w:t>6 keepers.</w:t></w:r></w:p>" for each in (old, new))
    assert not told(*(side(word(block), "a.docx") for block in blocks))[0].has_same_words


def test_a_table_of_contents_word_made_is_compared_apart() -> None:
    old, new = (side(word(paragraph(words, style="TOC1")), "a.docx") for words in ("all", "no"))
    assert [each.what for each in told(old, new)[0].left_out] == ["Table of contents"]


def test_a_document_inside_a_document_is_named() -> None:
    found, _ = told(side(word(), "a.docx"), side(word('<w:altChunk r:id="rId9"/>'), "a.docx"))
    assert (found.identical, found.not_compared) == (None, ("1 embedded document in a.docx",))


# ------------------------------------------------------------------------------------ web pages


def page(words: str) -> bytes:
    return PRINTS["page.htm"].replace("to keepers.", f"to {words}keepers.").encode()


@pytest.mark.parametrize("tag", ["s", "strike", "del", "span style='text-decoration: line-through'"])
def test_words_struck_on_a_page_are_struck(tag: str) -> None:
    found, _ = told(side(page("all "), "a.htm"), side(page(f"<{tag}>all </{tag.partition(' ')[0]}>"), "a.htm"))
    assert not found.has_same_words


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("<span hidden>all </span>", "1 hidden word in a.htm"),
        ("<ol><li>all</li></ol>", "1 numbered list in a.htm"),
        ("<table><tr><td colspan=2>all</td></tr></table>", "1 merged cell in a.htm"),
        ("<svg><path/></svg>", "1 picture without a name in a.htm"),
    ],
)
def test_what_a_page_shows_by_other_means_than_words_is_named(words: str, named: str) -> None:
    old, new = (side(page(words), "a.htm") for _ in range(2))
    assert told(old, new)[0].not_compared == (named,)


# ------------------------------------------------------------------------------- official files


def _edited(text: str, at: random.Random, word: re.Pattern[str]) -> str:
    found = at.choice(list(word.finditer(text)))
    return text[: found.start()] + "zebra" + text[found.end() :]


@pytest.mark.official
@pytest.mark.parametrize(
    ("folder", "pattern", "word"),
    [
        ("billtext/htm", "*.htm", re.compile(r"[^\s<>&;_]{2,}(?![^<]*>)")),
        ("billtext/uslm-2.0", "*.xml", re.compile(r"(?<=>)[A-Za-z0-9$]+(?= )")),
        ("billtext/uslm-2.1", "*.xml", re.compile(r"(?<=>)[A-Za-z0-9$]+(?= )")),
    ],
)
def test_a_word_changed_anywhere_in_an_official_file_is_told(
    official_data: Path, folder: str, pattern: str, word: re.Pattern[str]
) -> None:
    at = random.Random(13)
    for path in sorted((official_data / folder).glob(pattern)):
        text = _without_metadata(path.read_text())
        if len(text) > 60_000:
            continue
        old = side(text.encode(), path.name)
        for _ in range(5):
            edited = _edited(text, at, word)
            try:
                new = side(edited.encode(), path.name)
            except InputError:
                continue
            assert is_told(old, new), (path.name, edited)


@pytest.mark.official
def test_the_words_of_an_official_file_are_those_of_its_clauses_and_of_what_is_apart(official_data: Path) -> None:
    for path in sorted((official_data / "billtext/htm").glob("*.htm")):
        assert not lost(path.read_text(), side(path.read_bytes(), path.name)), path.name


def _without_metadata(text: str) -> str:
    """A file without what is not printed: USLM's ``meta``, and the printer's marks at the feet of pages."""
    return re.sub(r"(?s)<(meta|amendMeta|slugLine|distributionCode|endMarker)\b.*?</\1>", "", text)


@pytest.mark.official
def test_a_print_has_the_same_words_in_xml_and_in_plain_text(official_data: Path) -> None:
    checked = 0
    for path in sorted((official_data / "billtext/htm").glob("*.htm")):
        xml = official_data / "billtext/dtd" / f"{path.stem}.xml"
        found, beside = told(side(xml.read_bytes(), xml.name), side(path.read_bytes(), path.name))
        assert (found.has_same_words, found.moved, found.left_out, beside) == (True, 0, (), ()), path.name
        checked += 1
    assert checked == 10
