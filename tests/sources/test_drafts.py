"""Drafts of every form: recognised by content, and read with the words of the same print."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from billtrack.errors import InputError
from billtrack.model.choices import Tracked
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_reference
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.plaintext.copies import as_printed
from billtrack.sources.plaintext.hyphens import without_hyphens
from billtrack.sources.recognition import Form, Unread, form_of
from billtrack.sources.word import read_word

KNOWN = parse_reference("hr9001-118@ih").text_id
BODY = (
    "SECTION 1. SHORT TITLE.",
    "This Act may be cited as the “Lamp Act”.",
    "SEC. 2. KEEPERS AND THE LONG-TERM CARE OF THE LAMPS THAT THE KEEPERS LIGHT.",
    "(a) In General.—The Secretary shall make grants for maintenance, under this Act and under subsection (b), of—",
    "(1) that burn long-term oil described in paragraphs (1) and (2) of subsection (b) of that Act; and",
    "(2) that the keeper describes in the application,",
    "(b) Report.—Not later than January 5, 2025, the Secretary shall submit a report on the administration.",
)
FRONT = ("118TH CONGRESS", "1ST SESSION", "H. R. 9001", "A BILL", "To light harbors.")
FOOT = (
    "•HR 9001 IH",
    "VerDate Sep 11 2014 23:45 Mar 26, 2023 Jkt 019200 PO 00000 Frm 00002 Fmt 6652 E:\\H.IH",
)


def words_of(data: bytes, tracked: Tracked = Tracked.ACCEPTED) -> str:
    found = clauses(parse_plaintext(data, name="draft", known=KNOWN, tracked=tracked).text)
    return " ".join(" ".join(filter(None, (each.enum, each.header, each.text))) for each in found)


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a line, inside ``maintenance`` and ``administration`` too, as a printer does."""
    line = ""
    for word in text.split():
        if len(line) + len(word) < width:
            line = f"{line} {word}".strip()
            continue
        at = {"maintenance,": 5, "administration.": 7, "long-term": 5}.get(word, 0)
        if at and len(line) + at < width:
            yield f"{line} {word[:at]}{'' if word[at - 1] == '-' else '-'}"
            line = word[at:]
        else:
            yield line
            line = word
    yield line


def printed(width: int = 54) -> list[str]:
    return [line for text in BODY for line in wrapped(text, width)]


def on_pages(*, numbered: bool, foot: tuple[str, ...] = FOOT, alone: bool = False) -> bytes:
    lines = printed()
    out = list(FRONT)
    for page, at in enumerate(range(0, len(lines), 5), 1):
        out += ["", str(page)] if page > 1 else []
        for number, line in enumerate(lines[at : at + 5], 1):
            out += [str(number), line] if alone else [f"{number:2} {line}" if numbered else line]
        out += foot
    return "\n".join([*out, "○"]).encode()


def page(body: str) -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>Text</title><script>SEC. 9. x</script></head><body>"
        f"<nav><ul><li>(a) Home</li></ul></nav><main><h1>H.R.9001</h1>{body}</main>"
        "<footer><p>(z) About</p></footer></body></html>"
    ).encode()


def formatted() -> str:
    split = (text.partition(" ") for text in BODY)
    return "".join(f"<p class='l'><span>{first}</span> {rest}</p>" for first, _, rest in split)


def word(*, change: Callable[[WordDocument], None] | None = None) -> bytes:
    document = Document()
    for text in BODY:
        document.add_paragraph(text)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def in_blocks() -> bytes:
    """What some viewers copy: the numbers of a page, then its lines."""
    lines = printed()
    out = list(FRONT)
    for page, at in enumerate(range(0, len(lines), 5), 1):
        shown = lines[at : at + 5]
        out += [*([str(page)] if page > 1 else []), *map(str, range(1, len(shown) + 1)), *shown]
    return "\n".join(out).encode()


REFERENCE = "\n\n".join(text for text in BODY).encode()
SHAPES = {
    "numbered lines": on_pages(numbered=True),
    "no numbers": on_pages(numbered=False),
    "numbers on lines of their own": on_pages(numbered=True, alone=True),
    "a Senate foot": on_pages(
        numbered=True, foot=("•S 9001 IS", "VerDate Nov 24 2008 12:04", "Jkt 099200 PO 00000 Frm 1")
    ),
    "a draft's foot": on_pages(numbered=True, foot=("F:\\M18\\LAMP\\LAMP_001.XML", "March 9, 2023 (2:15 p.m.)")),
    "form feeds": on_pages(numbered=False).replace(b"\nVerDate", b"\n\fVerDate"),
    "quoted in a mail": b"\n".join(b"> " + line for line in REFERENCE.split(b"\n")),
    "quoted twice": b"\n".join(b"> > " + line for line in REFERENCE.split(b"\n")),
    "UTF-16": REFERENCE.decode().encode("utf-16"),
    "UTF-16 without its mark": REFERENCE.decode().encode("utf-16-le"),
    "a blank line after every line": on_pages(numbered=True, alone=True).replace(b"\n", b"\n\n"),
    "numbers of a page in a block": in_blocks(),
    "a page copied with its foot": REFERENCE + b"\n\nBack to top\nAbout Congress.gov\nContact\n",
    "the formatted view": page(formatted()),
    "the text tab": page(f"<pre id='t'>\n{REFERENCE.decode()}\n</pre>"),
    "Word": word(),
}


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_has_the_words_of_the_print(name: str) -> None:
    assert words_of(SHAPES[name]) == words_of(REFERENCE)
    assert "Sec" not in words_of(REFERENCE).partition("2.")[0].replace("SECTION", "")


def test_ligatures_of_a_copy_are_letters() -> None:
    assert words_of(REFERENCE.replace(b"Lamp Act", "ﬁrst oﬃcial ﬂag".encode())).count("first official flag") == 1


def test_what_was_written_around_a_quoted_mail_is_not_law() -> None:
    quoted = SHAPES["quoted in a mail"]
    around = b"On Monday, A wrote:\n\n" + quoted + b"\n\n(c) Thanks.\nA.\n"
    assert words_of(around) == words_of(REFERENCE)


def test_a_reference_that_begins_a_line_opens_no_provision() -> None:
    found = clauses(parse_plaintext(SHAPES["no numbers"], name="draft", known=KNOWN).text)
    assert ["/".join(each.path) for each in found] == [
        *("section/1", "section/2", "section/2/a", "section/2/a/1", "section/2/a/2", "section/2/b"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the Representa-", "tives of"], ["the Representatives", "of"]),
        (["low-", "income households"], ["low-income", "households"]),
        (["a small-", "business", "the small-business"], ["a small-business", "the small-business"]),
        (["its co-", "operation; cooperation"], ["its cooperation;", "cooperation"]),
        (["section 10-", "15 of"], ["section 10-15", "of"]),
        (["on a case-", "by-case basis"], ["on a case-by-case", "basis"]),
        (["pre-", "Columbian"], ["pre-Columbian"]),
        (["pro\u00ad", "gram"], ["program"]),
        (["a dash —", "and more"], ["a dash —", "and more"]),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(lines: list[str], expected: list[str]) -> None:
    assert without_hyphens(lines) == expected


def test_who_breaks_no_word_in_many_lines_breaks_none() -> None:
    lines = [f"the keeper of harbor {at} lights the lamps of it" for at in range(60)]
    assert without_hyphens([*lines, "and of the many a once-", "prosperous harbor"])[-2:] == [
        "and of the many a once-prosperous",
        "harbor",
    ]
    broken = [f"{line} and rep-" if at % 9 == 0 else line for at, line in enumerate(lines)]
    assert without_hyphens([*broken, "and of the many a once-", "prosperous harbor"])[-2].endswith("onceprosperous")


def test_an_office_pdf_of_any_length_breaks_no_word_unless_it_often_does() -> None:
    lines = ["the keeper lights the lamps of a once-", "prosperous harbor"]
    assert without_hyphens(lines, breaks_words=False)[0].endswith("once-prosperous")
    often = [*lines, "and the keeper of another harbor rep-", "airs every one of the lamps of the old har-", "bor"]
    assert without_hyphens(often, breaks_words=False)[0].endswith("onceprosperous")


def test_a_line_in_lower_case_goes_on_where_the_line_before_has_not_ended() -> None:
    draft = (*FRONT, "SECTION 1. LAMPS.", f"The keeper {'of the harbor ' * 8}shall light, and", "tend,", "the lamps.")
    found = clauses(parse_plaintext("\n".join(draft).encode(), name="draft", known=KNOWN).text)
    assert [each.text for each in found] == [f"The keeper {'of the harbor ' * 8}shall light, and tend, the lamps."]


def test_a_number_alone_on_its_line_opens_a_provision() -> None:
    draft = (*FRONT, "SECTION 1. LAMPS.", "(a) The keeper—", "(1) lights; and", "(2)", "(A) tends; or", "(B) cleans.")
    found = clauses(parse_plaintext("\n".join(draft).encode(), name="draft", known=KNOWN).text)
    assert ["/".join(each.path) for each in found][2:] == [
        *("section/1/a/1", "section/1/a/2", "section/1/a/2/A", "section/1/a/2/B"),
    ]


def test_gpos_own_plain_text_is_left_as_it_is() -> None:
    lines = ["[Congressional Bills 118th Congress]", "1 one", "2 two", "3 three", "4 four", "5 five", "low-", "er"]
    assert as_printed(lines).words == lines


def tracked(document: WordDocument) -> None:
    body = document.element.body
    body.insert(
        len(body) - 1,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t>(c) Pay </w:t></w:r><w:del w:id='1' w:author='A'><w:r>"
            "<w:delText>$1</w:delText></w:r></w:del><w:ins w:id='2' w:author='A'><w:r><w:t>$2</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"
        ),
    )
    body.insert(
        len(body) - 1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>(d) In a control.</w:t></w:r></w:p></w:sdtContent>"
            "</w:sdt>"
        ),
    )


def test_tracked_changes_are_accepted_or_left_out() -> None:
    data = word(change=tracked)
    assert "(c) Pay $2. (d) In a control." in words_of(data)
    assert "(c) Pay $1. (d) In a control." in words_of(data, Tracked.ORIGINAL)


def changed_body(*paragraphs: str) -> bytes:
    """The draft with paragraphs of Word's own XML at its end."""

    def add(document: WordDocument) -> None:
        for each in paragraphs:
            inside = f"<w:body {nsdecls('w', 'wp', 'a', 'r')}>{each}</w:body>"
            for child in parse_xml(inside):
                document.element.body.insert(len(document.element.body) - 1, child)

    return word(change=add)


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_a_text_box_stands_on_its_own_and_once() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"
    data = changed_body(f"<w:p>{box}<w:r><w:t>(c) Around it.</w:t></w:r></w:p>")
    assert read_word(data, name="draft").words.split("\n\n")[-2:] == ["(c) Around it.", "In a box."]


def test_a_line_broken_by_hand_opens_a_provision_only_where_its_words_do() -> None:
    data = changed_body(
        "<w:p><w:r><w:t>(c) Pay the</w:t><w:br/><w:t>keeper; and</w:t><w:br/><w:t>(d) Rest.</w:t></w:r></w:p>"
    )
    assert words_of(data).endswith("(c) Pay the keeper; and (d) Rest.")


def test_a_table_of_contents_word_made_is_not_law() -> None:
    data = changed_body(paragraph("SEC. 2. KEEPERS 3", '<w:pStyle w:val="TOC1"/>'))
    assert words_of(data) == words_of(REFERENCE)


def test_two_uses_of_a_list_count_on_unless_one_begins_again() -> None:
    def listed(document: WordDocument) -> None:
        numbering = document.part.numbering_part.element
        level = '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>'
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>'
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{level}</w:abstractNum>'))
        for number, inside in (("91", ""), ("92", ""), ("93", again)):
            use = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{inside}</w:num>'
            numbering.append(parse_xml(use))
        based = '<w:basedOn w:val="Numbered"/>'
        own = '<w:pPr><w:numPr><w:numId w:val="91"/></w:numPr></w:pPr>'
        for name, inside in (("Numbered", own), ("Below", based)):
            head = f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
            style = f"{head}{inside}</w:style>"
            document.styles.element.append(parse_xml(style))
        uses = (
            '<w:pStyle w:val="Below"/>',
            *(f'<w:numPr><w:numId w:val="{each}"/></w:numPr>' for each in (91, 92, 93, 93)),
        )
        for at, use in enumerate(uses):
            document.element.body.insert(
                len(document.element.body) - 1,
                parse_xml(paragraph(f"item {at}.", use).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)),
            )

    lines = read_word(word(change=listed), name="draft").words.split("\n\n")[-5:]
    assert lines == ["(c) item 0.", "(d) item 1.", "(e) item 2.", "(h) item 3.", "(i) item 4."]


def test_a_deleted_row_is_gone_and_merged_cells_are_read_once() -> None:
    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).text = "gone"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} w:id='1' w:author='A'/>"))
    file = io.BytesIO()
    document.save(file)
    assert read_word(file.getvalue(), name="x").words == "wide | ← |"
    assert read_word(file.getvalue(), name="x", tracked=Tracked.ORIGINAL).words == "wide | ← |\n\ngone | |"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"{\\rtf1\\ansi x}", "a rich text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a Word document of before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"\xffWPC\x10", "a WordPerfect document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/related; x\n\n", "a web page saved in one file"),
        (b"From: a\nTo: b\nMIME-Version: 1.0\n\nx", "an e-mail"),
        (b"<?xml version='1.0'?><office:document xmlns:office='x'/>", "an OpenDocument text"),
    ],
)
def test_a_form_that_is_not_read_is_named_and_how_to_save_it(data: bytes, expected: str) -> None:
    form = form_of(data)
    assert isinstance(form, Unread)
    assert expected in form.what
    with pytest.raises(InputError, match=re.escape(form.what)) as caught:
        words_of(data)
    assert caught.value.hint == form.remedy


def test_a_form_is_told_by_content() -> None:
    assert form_of(SHAPES["Word"]) is Form.WORD
    assert form_of(b"%PDF-1.7") is Form.PDF
    assert form_of(SHAPES["the text tab"]) is Form.PAGE
    assert form_of(b"<?xml version='1.0'?><!-- x --><bill/>") is Form.MARKUP
    assert form_of(REFERENCE) is Form.WORDS


@pytest.mark.parametrize(
    "title",
    ["Just a moment...", "Access Denied", "Attention Required! | Cloudflare", "Human Verification", "DDOS-GUARD"],
)
def test_a_challenge_page_is_called_one(title: str) -> None:
    data = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>x</h1><p>(a) y</p></body></html>"
    with pytest.raises(InputError, match=re.escape(f"a web page (“{title}”), not a bill text: a challenge page")):
        words_of(data.encode())


def test_a_number_set_apart_by_a_tab_is_apart_in_a_pdf() -> None:
    lines = ["(1)lamps;", "(2)(A)oil;", "(s)he may", "(3) wicks"]
    assert as_printed(lines, is_pdf=True).words == ["(1) lamps;", "(2)(A) oil;", "(s)he may", "(3) wicks"]
    assert as_printed(lines).words == lines


@pytest.mark.parametrize("name", ["no numbers", "numbered lines", "a draft's foot", "a Senate foot"])
def test_the_measure_a_heading_names_is_told(name: str) -> None:
    found = parse_plaintext(SHAPES[name], name="draft", known=KNOWN)
    assert str(found.headed) == "hr9001-118"
    assert parse_plaintext(REFERENCE, name="draft", known=KNOWN).headed is None


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("<!DOCTYPE html><html><body><h1>Just a moment...</h1><p>wait</p></body></html>", "“Just a moment...”"),
        (
            "<?xml version='1.0'?><!DOCTYPE html><html><head><title>One moment, please</title></head></html>",
            "“One moment",
        ),
        ("<html><head></head><body>Request unsuccessful. Incapsula incident ID: 8</body></html>", "without a title"),
        (
            "<html><head><title>congress.gov</title></head><body>Enable JS and disable any ad blocker</body></html>",
            "“con",
        ),
    ],
)
def test_a_challenge_page_is_told_by_its_words_too(page: str, named: str) -> None:
    for data in (page.encode(), page.encode("utf-16")):
        with pytest.raises(InputError, match=re.escape(f"a web page ({named}")) as caught:
            words_of(data)
        assert "a challenge page" in str(caught.value)


def test_a_page_that_refuses_is_named_and_no_challenge() -> None:
    with pytest.raises(InputError, match=re.escape("a web page (“403 Forbidden”), not a bill text")) as caught:
        words_of(b"<html><head><title>403 Forbidden</title></head><body><hr>nginx</body></html>")
    assert "challenge" not in str(caught.value)


def test_a_table_inside_a_cell_is_read_once() -> None:
    def nested(document: WordDocument) -> None:
        outer = document.add_table(2, 2)
        outer.cell(0, 0).text, outer.cell(1, 0).text = "first", "last"
        inner = outer.cell(0, 1).add_table(2, 1)
        inner.cell(0, 0).text, inner.cell(1, 0).text = "one", "two"

    assert read_word(word(change=nested), name="draft").words.split("\n\n")[-2:] == ["first | one two", "last |"]


def rewritten(change: Callable[[bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as package, zipfile.ZipFile(file, "w") as copy:
        for member in package.namelist():
            copy.writestr(member, change(package.read(member)))
    return file.getvalue()


@pytest.mark.parametrize(
    "kind",
    [
        b"vnd.ms-word.document.macroEnabled",
        b"vnd.ms-word.template.macroEnabledTemplate",
        b"vnd.openxmlformats-officedocument.wordprocessingml.template",
    ],
)
def test_a_document_with_macros_and_a_template_are_read(kind: bytes) -> None:
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert words_of(rewritten(lambda part: part.replace(plain, kind + b".main+xml"))) == words_of(REFERENCE)


def test_a_word_file_that_is_not_as_usual_is_refused_for_what_it_is() -> None:
    usual, strict = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/"
    with pytest.raises(InputError, match="in the Strict Open XML format"):
        words_of(rewritten(lambda part: part.replace(usual, strict + b"wordprocessingml/main")))
    with pytest.raises(InputError, match="a damaged Word document: its end is missing"):
        words_of(word()[:-40])


SLIP_LAW = """[118th Congress Public Law 9]

[[Page 137 STAT. 4]]

                                 An Act

  To light harbors. <<NOTE: Mar. 11, 2023 -
                       [H.R. 9001]>>

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled, <<NOTE: Lamp Act.>>
SECTION 1. <<NOTE: 33 USC 1 note.>>  SHORT TITLE.

    This Act may be cited as the ``Lamp Act''.
SEC. 2. LAMPS.

    (a) <<NOTE: Deadline.>>  In General.--The keeper of a harbor shall

[[Page 137 STAT. 5]]

light <<NOTE: Effective date. 33 USC
1320 note.>> the lamps of it.
    (b) Report.--The keeper shall report.

[[Page 137 STAT. 6]]

    (c) Rest.--The keeper may rest.

    Approved March 11, 2023.

LEGISLATIVE HISTORY--H.R. 9001:
HOUSE REPORTS: No. 118-7.
"""


def test_a_law_in_plain_text_has_the_words_of_the_act_alone() -> None:
    assert words_of(SLIP_LAW.encode()) == (
        "SECTION 1. SHORT TITLE. This Act may be cited as the “Lamp Act”. SEC. 2. LAMPS. (a) In General The keeper of a"
        " harbor shall light the lamps of it. (b) Report The keeper shall report. (c) Rest The keeper may rest."
    )
