"""Bill texts in plain text: invented measures, printed as GPO does and copied as the web does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Authority, Coverage, LeftOut, Provision, TextVersion
from billtrack.model.measure_names import TextId
from billtrack.sources.billtext import Reading
from billtrack.sources.plaintext import marks_additions, parse_plaintext

BILL = "BILLS-118hr9001ih.htm"
RESOLUTION = "BILLS-118hres9002ih.htm"

PRINTED_BILL = """<html><body><pre>
[Congressional Bills 118th Congress]
[From the U.S. Government Publishing Office]
[H.R. 9001 Introduced in House (IH)]

&lt;DOC&gt;

118th CONGRESS
  1st Session
                                H. R. 9001

 To fund lighthouses, to train their keepers, and to provide the oil that
                  they burn, and for other purposes.

_______________________________________________________________________

                    IN THE HOUSE OF REPRESENTATIVES

                             March 9, 2023

  Ms. Lantern (for herself, Mr. Keeper, and Mr. Wick) introduced the
   following bill; which was referred to the Committee on Lamps

_______________________________________________________________________

                                 A BILL

 To fund lighthouses, to train their keepers, and to provide the oil that
                  they burn, and for other purposes.

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,

SECTION 1. SHORT TITLE; TABLE OF CONTENTS.

    (a) Short Title.--This Act may be cited as the ``Lamp Act''.
    (b) Table of Contents.--The table of contents of this Act is as
follows:

Sec. 1. Short title; table of contents.
                        TITLE I--KEEPERS

Sec. 101. Training.

                        TITLE I--KEEPERS

SEC. 101. TRAINING OF KEEPERS WHO TEND A LAMP AND OF THOSE WHO WILL
              SOON TEND ONE.

    (a) In General.--Section 12 of the Oil Act (42 U.S.C. 11302) is
amended--
            (1) in subsection (a)--
                    (A) by striking ``oil'' and inserting ``whale-
                oil''; and
                    (B) by adding at the end the following:
            ``(3) Half.--The term `half' means \\1/2\\ of a lamp--
                    ``(A) lit; or
                    ``(B) unlit.''; and
            (2) in subsection (b), by striking ``keeper'';
        and the Secretary shall burn it.
    (b) Funds.--There is appropriated $5: Provided, That it burns:
Provided further, That it shines.
                                 &lt;all&gt;
</pre></body></html>
"""

PRINTED_RESOLUTION = """[Congressional Bills 118th Congress]
[From the U.S. Government Publishing Office]
[H. Res. 9002 Introduced in House (IH)]

                               RESOLUTION

                           Thanking keepers.

Whereas keepers row out in weather that keeps others in, and have done so
        for as long as there have been lamps; and
Whereas they do so for--
            (1) oil; and
            (2) love: Now, therefore, be it
    Resolved, That the House of Representatives--
            (1) thanks keepers; and
            (2) calls on--
                    (A) the Secretary; and
                    (B) others.
    Resolved, That the Clerk transmit this resolution.
                                 <all>
"""

COPIED_RESOLUTION = """1st Session

H. RES. 9002

March 9, 2023

 (for herself, Mr. KeeperMr. Wick) submitted the following resolution; which was referred to the Committee on Lamps

Thanking keepers.

Whereas keepers row out in weather that keeps others in, and have done so for as long as there have been any lamps; and

Whereas the keeper’s lamp shines: Now, therefore, be it

That the House of Representatives—

(1) thanks keepers;
(2) calls on—
(A) the Secretary; and
(B) others, that—
(i) they row; and
(ii) they burn; and
(3) honors lamps.
"""


def read(text: str, name: str = RESOLUTION) -> TextVersion:
    return parse_plaintext(text.encode(), name=name).text


def listed(version: TextVersion) -> list[tuple[str, str | None, str | None]]:
    return [(clause.address, clause.header, clause.text) for clause in clauses(version)]


# -------------------------------------------------------------------------------- as printed


def test_a_printed_bill_tells_its_front_matter() -> None:
    billtext = parse_plaintext(PRINTED_BILL.encode(), name=BILL)
    assert billtext.id == TextId(parse_measure_id("hr9001-118"), "ih")
    version = billtext.text
    assert version.date == dt.date(2023, 3, 9)
    assert version.authority is Authority.OFFICIAL
    assert version.coverage is Coverage.COMPLETE
    assert version.printed_sponsors == "Ms. Lantern (for herself, Mr. Keeper, and Mr. Wick)"
    assert version.official_title == (
        "To fund lighthouses, to train their keepers, and to provide the oil that they burn, and for other purposes."
    )


def test_a_printed_bill_is_nested_by_its_indentation() -> None:
    within = "title/I/section/101"
    quoted = f"{within}/a/1/B/quoted-block/3"
    heading = "TRAINING OF KEEPERS WHO TEND A LAMP AND OF THOSE WHO WILL SOON TEND ONE."
    assert listed(read(PRINTED_BILL, BILL)) == [
        ("section/1", "SHORT TITLE; TABLE OF CONTENTS.", None),
        ("section/1/a", "Short Title", "This Act may be cited as the “Lamp Act”."),
        ("section/1/b", "Table of Contents", "The table of contents of this Act is as follows:"),
        ("title/I", "KEEPERS", None),
        (within, heading, None),
        (f"{within}/a", "In General", "Section 12 of the Oil Act (42 U.S.C. 11302) is amended—"),
        (f"{within}/a/1", None, "in subsection (a)—"),
        (f"{within}/a/1/A", None, "by striking “oil” and inserting “whale-oil”; and"),
        (f"{within}/a/1/B", None, "by adding at the end the following:"),
        (f"{within}/a/1/B/quoted-block", None, None),
        (quoted, "Half", "The term ‘half’ means 1/2 of a lamp—"),
        (f"{quoted}/A", None, "lit; or"),
        (f"{quoted}/B", None, "unlit."),
        (f"{within}/a/1/B/continuation", None, "; and"),
        (f"{within}/a/2", None, "in subsection (b), by striking “keeper”;"),
        (f"{within}/a/2/continuation", None, "and the Secretary shall burn it."),
        (f"{within}/b", "Funds", "There is appropriated $5:"),
        (f"{within}/b/proviso", None, "Provided, That it burns:"),
        (f"{within}/b/proviso~2", None, "Provided further, That it shines."),
    ]


def test_what_stands_outside_the_clauses_is_kept_for_comparison() -> None:
    found = parse_plaintext(PRINTED_BILL.encode(), name=BILL).left_out
    assert [each.what for each in found] == ["Enacting formula", "Table of contents"]
    assert found[0].words.startswith("Be it enacted by the Senate")
    assert found[1].words.startswith("Sec. 1. Short title; table of contents.")


@pytest.mark.parametrize("formula", ["Be It Enacted", "BE IT ENACTED", "be it enacted"])
def test_a_formula_in_other_capitals_is_a_formula(formula: str) -> None:
    other = parse_plaintext(PRINTED_BILL.replace("Be it enacted", formula).encode(), name=BILL)
    assert other.text == read(PRINTED_BILL, BILL)
    assert other.left_out[0].words.startswith(f"{formula} by the Senate")


def test_a_passage_between_the_title_and_the_text_is_kept_for_comparison() -> None:
    added = PRINTED_BILL.replace("    Be it enacted", "    Lamps cost $5.\n\n    Be it enacted")
    found = parse_plaintext(added.encode(), name=BILL)
    assert found.text == read(PRINTED_BILL, BILL)
    assert found.left_out[0] == LeftOut("Passage between title and text", "Lamps cost $5.")


def test_stars_for_omitted_words_stay_and_a_rule_goes() -> None:
    body = "SECTION 1. LAMPS.\n\n    Keepers burn oil.\n\n{}\n\n    The board pays."
    for mark, stays in (("* * * * *", True), ("----------", False), ("__________", False)):
        words = [words for _, _, words in listed(read(body.format(mark), BILL))]
        assert words == ["Keepers burn oil.", *([mark] if stays else []), "The board pays."]


def test_words_that_begin_as_a_calendar_number_does_do_not_end_the_text() -> None:
    body = "SECTION 1. LAMPS.\n\n    Calendar No. 5 lamps burn oil.\n\n    The board pays."
    assert [words for _, _, words in listed(read(body, BILL))] == ["Calendar No. 5 lamps burn oil.", "The board pays."]
    ended = body.replace(" lamps burn oil.", "")
    assert len(listed(read(ended, BILL))) == 1


def test_a_printed_resolution_has_recitals_with_paragraphs_and_two_clauses() -> None:
    version = read(PRINTED_RESOLUTION)
    since = "and have done so for as long as there have been lamps"
    assert version.official_title == "Thanking keepers."
    assert [(address, text) for address, _, text in listed(version)] == [
        ("whereas/1", f"Whereas keepers row out in weather that keeps others in, {since}; and"),
        ("whereas/2", "Whereas they do so for—"),
        ("whereas/2/1", "oil; and"),
        ("whereas/2/2", "love: Now, therefore, be it"),
        ("resolved/1", "That the House of Representatives—"),
        ("resolved/1/1", "thanks keepers; and"),
        ("resolved/1/2", "calls on—"),
        ("resolved/1/2/A", "the Secretary; and"),
        ("resolved/1/2/B", "others."),
        ("resolved/2", "That the Clerk transmit this resolution."),
    ]


def test_struck_words_are_left_out() -> None:
    struck = "<DELETED>Whereas keepers\nsleep; and</DELETED>\n"
    text = PRINTED_RESOLUTION.replace("Whereas keepers row", f"{struck}Whereas keepers row")
    assert read(text) == read(PRINTED_RESOLUTION)
    held = parse_plaintext(text.encode(), name=RESOLUTION).left_out[0]
    assert (held.what, held.words, held.by_reading) == (
        "Words marked as struck",
        "Whereas keepers sleep; and",
        True,
    )


STRUCK_WHOLE = """[Congressional Bills 118th Congress]
[H.R. 9001 Reported in House (RH)]

                                 A BILL

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,

<DELETED>SECTION 1. LAMPS.</DELETED>

<DELETED>    Each lamp burns 10\\6\\ hours.</DELETED>

SECTION 1. LAMPS.

    Each lamp burns 3\\1/2\\ hours.
"""


def test_what_a_committee_struck_whole_is_the_text_as_introduced() -> None:
    introduced, reported = (
        parse_plaintext(STRUCK_WHOLE.encode(), name="BILLS-118hr9001rh.txt", reading=reading).text
        for reading in (Reading.AS_INTRODUCED, Reading.AS_REPORTED)
    )
    assert [c.text for c in clauses(introduced)] == ["Each lamp burns 10^6 hours."]
    assert [c.text for c in clauses(reported)] == ["Each lamp burns 3 1/2 hours."]
    assert marks_additions(STRUCK_WHOLE.encode(), name="x.txt")


def test_where_a_committee_struck_words_nothing_marks_those_it_added() -> None:
    some = STRUCK_WHOLE.replace("<DELETED>SECTION 1. LAMPS.</DELETED>", "SECTION 1. LAMPS.")
    assert not marks_additions(some.encode(), name="x.txt")
    introduced = parse_plaintext(some.encode(), name="BILLS-118hr9001rh.txt", reading=Reading.AS_INTRODUCED).text
    assert "10^6" in " ".join(c.text or "" for c in clauses(introduced))


def test_a_web_page_is_refused_by_its_title() -> None:
    page = b"<!DOCTYPE html><html><head><title>One moment</title></head><body>Wait for the lamp.</body></html>"
    with pytest.raises(InputError, match="a web page \\(\u201cOne moment\u201d\\), not a bill text"):
        parse_plaintext(page, name="BILLS-118hr9001rh.txt")


def test_a_resolution_in_sections_has_a_clause_for_each() -> None:
    text = (
        "[From the U.S. Government Publishing Office]\n\nRESOLUTION\n\nOn lamps.\n\n"
        "    Resolved by the Senate (the House of Representatives concurring),\n\nSECTION 1. OIL.\n\n"
        "    Oil is good.\n\nSEC. 2. LAMPS.\n\n    The Senate--\n            (1) lights lamps.\n<all>"
    )
    assert listed(read(text, "BILLS-118sconres9is.txt")) == [
        ("resolved/1", "OIL.", "Oil is good."),
        ("resolved/2", "LAMPS.", "The Senate—"),
        ("resolved/2/1", None, "lights lamps."),
    ]


# --------------------------------------------------------------------------------- as copied


def test_a_copy_without_line_breaks_or_resolved_is_nested_by_its_numbers() -> None:
    version = read(COPIED_RESOLUTION)
    assert version.authority is None
    assert version.official_title == "Thanking keepers."
    assert version.date == dt.date(2023, 3, 9)
    assert version.printed_sponsors is None
    assert [address for address, _, _ in listed(version)] == [
        *("whereas/1", "whereas/2", "resolved/1", "resolved/1/1", "resolved/1/2"),
        *("resolved/1/2/A", "resolved/1/2/B", "resolved/1/2/B/i", "resolved/1/2/B/ii", "resolved/1/3"),
    ]


def test_the_heading_may_stand_before_a_copy() -> None:
    heading = PRINTED_RESOLUTION.partition("Whereas")[0]
    assert read(heading + COPIED_RESOLUTION).resolved == read(COPIED_RESOLUTION).resolved


def test_a_text_that_breaks_off_before_its_resolving_clause_is_partial() -> None:
    version = read(COPIED_RESOLUTION.partition("That the House")[0])
    assert version.coverage is Coverage.PARTIAL
    assert version.preamble_complete is False
    assert version.resolved is None


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("(a) (b) (h) (i) (j)", "a b h i j"),
        ("(a) (1) (A) (i) (ii) (B) (2) (b)", "a a/1 a/1/A a/1/A/i a/1/A/ii a/1/B a/2 b"),
        ("(a) (1) (2) (A) (H) (I) (J)", "a a/1 a/2 a/2/A a/2/H a/2/I a/2/J"),
        (
            "(a) (1) (A) (i) (I) (II) (aa) (bb) (B)",
            "a a/1 a/1/A a/1/A/i a/1/A/i/I a/1/A/i/II a/1/A/i/II/aa a/1/A/i/II/bb a/1/B",
        ),
        ("(1) (v) (vi)", "1 1/v 1/vi"),
        ("(a)(1) (2) (b)", "a a/1 a/2 b"),
    ],
)
def test_the_order_of_numbers_says_their_level(numbers: str, expected: str) -> None:
    text = "SECTION 1. LAMPS.\n\n" + "\n".join(f"{number} word" for number in numbers.split())
    addresses = [address for address, _, _ in listed(read(text, BILL))]
    assert addresses[1:] == [f"section/1/{path}" for path in expected.split()]


LEVELS_BELOW_A_SECTION = 7
"""Subsection, paragraph, subparagraph, clause, subclause, item, subitem."""


@pytest.mark.parametrize("row", ["(1) ", "(1) (A) ", "(i) (I) ", "(a) (1) (A) (i) (I) "])
def test_numbers_in_a_row_do_not_nest_for_ever(row: str) -> None:
    """However many numbers open a paragraph, it stands no deeper than bills have levels, and keeps every one."""
    numbers = row * 2000
    found = list(listed(read(f"SECTION 1. LAMPS.\n\n{numbers}oil", BILL)))
    depths = [address.count("/") for address, _, _ in found]
    assert depths == list(range(1, len(found) + 1))
    assert max(depths) <= 1 + LEVELS_BELOW_A_SECTION
    enums = "".join(f"({address.rpartition('/')[2]})" for address, _, _ in found[1:])
    assert enums + (found[-1][2] or "").replace(" ", "") == f"{numbers}oil".replace(" ", "")


# ------------------------------------------------------------------------------------- laws

NUMBERS = ("a", "b", "c"), ("1", "2", "3"), ("A", "B", "C"), ("i", "ii", "iii"), ("I", "II", "III")
WORDS = st.lists(
    st.sampled_from(["lamp", "oil", "(5 U.S.C. 552)", "keeper’s", "shall,", "first-hand"]), min_size=1, max_size=30
)


@st.composite
def numbered(draw: st.DrawFn, depth: int = 0) -> tuple[Provision, ...]:
    items = []
    for number in NUMBERS[depth][: draw(st.integers(1 if depth == 0 else 0, 3))]:
        inner = draw(numbered(depth + 1)) if depth < 4 else ()
        items.append(Provision(enum=f"({number})", text=" ".join(draw(WORDS)), items=inner))
    return tuple(items)


def printed(items: Iterable[Provision], depth: int = 0) -> str:
    """Print provisions as GPO does: 72 columns, 8 more a level."""
    text = ""
    for item in items:
        line, wrap = " " * (4 + 8 * depth) + (item.enum or ""), " " * (8 * depth)
        for word in (item.text or "").split():
            if len(line) + len(word) > 71:
                text, line = text + line + " \n", wrap + word
            else:
                line += f" {word}"
        text += line + "\n" + printed(item.items, depth + 1)
    return text


def copied(items: Iterable[Provision]) -> str:
    """Copy provisions as the web does: a paragraph a line."""
    return "".join(f"{item.enum} {item.text}\n{copied(item.items)}" for item in items)


@given(numbered())
def test_printed_and_copied_provisions_are_read_back(items: tuple[Provision, ...]) -> None:
    long = "Nothing wraps here, in a line that is far too long for a printer but is no trouble to a browser at all.\n\n"
    front = "[From the U.S. Government Publishing Office]\n\n                  A BILL\n\n    About lamps.\n\n"
    expected = (Provision(level="section", enum="SECTION 1.", header="LAMPS.", items=items),)
    assert read(f"{front}SECTION 1. LAMPS.\n\n{printed(items)}", BILL).sections == expected
    assert read(f"{long}SECTION 1. LAMPS.\n\n{copied(items)}", BILL).sections == expected


@given(st.text(max_size=300) | st.lists(st.sampled_from(PRINTED_BILL.splitlines())).map("\n".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        version = read(text, BILL)
    except InputError:
        return
    assert clauses(version) is not None


# --------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"PK\3\4\0\0", BILL, f"{BILL}: not text, and no type of file that billtrack knows"),
        (b"", BILL, f"{BILL}: an empty file"),
        (b"Dear Sir,\n\nthe lamp is out.", BILL, f"{BILL}: no bill text found"),
        (COPIED_RESOLUTION.encode(), "-", "-: the text does not say which print it is"),
        (PRINTED_RESOLUTION.encode(), BILL, f"{BILL}: taken for hr9001-118@ih, but its heading says hres9002-118@ih"),
    ],
)
def test_what_is_no_bill_text_is_refused_with_the_reason(data: bytes, name: str, message: str) -> None:
    with pytest.raises(InputError, match="^" + re.escape(message)):
        parse_plaintext(data, name=name)


def test_a_heading_with_a_misprinted_congress_is_told_in_a_note() -> None:
    dated = PRINTED_RESOLUTION.replace("118th", "117th").replace("    RESOLUTION", "March 9, 2023\n\n    RESOLUTION")
    text = parse_plaintext(dated.encode(), name="BILLS-118hres9002ih.htm").text
    assert text.note == "misprinted: it says 117th Congress, and its day, 2023-03-09, is in the 118th"
    with pytest.raises(InputError, match="its heading says hres9002-117@ih"):
        parse_plaintext(dated.replace("2023", "2022").encode(), name="BILLS-118hres9002ih.htm")


def test_the_caller_may_know_which_print_it_is() -> None:
    known = TextId(parse_measure_id("hres9002-118"), "ih")
    assert parse_plaintext(COPIED_RESOLUTION.encode(), name="-", known=known).id == known


def test_the_heading_names_the_print_where_the_file_does_not() -> None:
    assert str(parse_plaintext(PRINTED_RESOLUTION.encode(), name="-").id) == "hres9002-118@ih"


@pytest.mark.parametrize("above", ["(a) Keepers row.", "TITLE I--LAMPS", "DIVISION A--LAMPS\n\nTITLE I--LAMPS"])
def test_what_opens_a_clause_right_above_the_first_section_is_of_the_text(above: str) -> None:
    found = parse_plaintext(f"A BILL\n\nTo light.\n\n{above}\n\nSECTION 1. OIL.\n\nPay.\n".encode(), name=BILL)
    words = " ".join(" ".join(filter(None, (each.enum, each.header, each.text))) for each in clauses(found.text))
    assert found.text.official_title == "To light."
    assert words.endswith("SECTION 1. OIL. Pay.")
    assert {"Keepers", "LAMPS"} & set(words.split())


def test_a_dash_alone_on_a_line_is_a_mark_of_the_text() -> None:
    assert "—" in " ".join(words or "" for *_, words in listed(read("SECTION 1. OIL.\n\nPay:\n\n--\n\nRest.\n", BILL)))
