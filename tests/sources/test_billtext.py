"""Bill-text XML of both dialects: invented measures in the official shape."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billtrack.errors import InputError
from billtrack.model.clauses import clauses, default_level
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Authority, Coverage, Provision, ResolvingClause, TextVersion, Whereas
from billtrack.model.measure_names import TextId
from billtrack.sources.billtext import Reading, parse_billtext, parse_billtext_with_runs

BILL = "BILLS-118hr9001ih.xml"
RESOLUTION = "BILLS-118hres9002ih.xml"
USLM = 'xmlns="http://schemas.gpo.gov/xml/uslm" xmlns:dc="http://purl.org/dc/elements/1.1/"'

FORM = """<form><distribution-code>I</distribution-code><congress>118th CONGRESS</congress>
<session>1st Session</session><legis-num>{number}</legis-num>
<current-chamber>IN THE HOUSE OF REPRESENTATIVES</current-chamber>
<action><action-date date="20230309">March 9, 2023</action-date>
<action-desc><sponsor name-id="X000001">Ms. Lantern</sponsor> (for herself and <cosponsor name-id="X000002">Mr.
Keeper</cosponsor>) introduced the following bill; which was referred to the
<committee-name committee-id="HXX00">Committee on Lamps</committee-name></action-desc></action>
<legis-type>A BILL</legis-type><official-title>To fund  lighthouses,
and for other purposes.</official-title></form>"""


def bill(body: str, *, attributes: str = "", after: str = "") -> bytes:
    form = FORM.format(number="H. R. 9001")
    return (
        '<?xml version="1.0"?><!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "bill.dtd">'
        f'<bill bill-stage="Introduced-in-House">{form}<legis-body{attributes}>{body}</legis-body>{after}</bill>'
    ).encode()


def resolution(body: str, *, preamble: str = "", after: str = "") -> bytes:
    form = FORM.format(number="H. RES. 9002")
    return (
        f'<resolution resolution-stage="Introduced-in-House">{form}{preamble}'
        f"<resolution-body>{body}</resolution-body>{after}</resolution>"
    ).encode()


def uslm(kind: str, body: str) -> bytes:
    return (
        f"<{kind} {USLM}><meta><docStage>Introduced in House</docStage></meta>"
        '<preface><congress value="118">118th CONGRESS</congress><type>H. R.</type><docNumber>9001</docNumber>'
        '<action><date date="2023-03-09"><inline>March</inline> 9, 2023</date><actionDescription>'
        "<sponsor>Ms. <inline>Lantern</inline></sponsor> introduced the following bill; which</actionDescription>"
        f"</action></preface><main><longTitle><docTitle>A BILL</docTitle><officialTitle>To fund lighthouses."
        f"</officialTitle></longTitle><enactingFormula>Be it enacted,</enactingFormula>{body}</main></{kind}>"
    ).encode()


def read(data: bytes, name: str = BILL, reading: Reading = Reading.AS_REPORTED) -> TextVersion:
    return parse_billtext(data, name=name, reading=reading).text


def listed(version: TextVersion) -> list[tuple[str, str | None]]:
    return [(clause.address, clause.text) for clause in clauses(version)]


def squash(*parts: str | None) -> str:
    return "".join("".join((part or "").split()) for part in parts)


# -------------------------------------------------------------------------- laws: trees to XML

WORDS = st.lists(
    st.sampled_from(["the", "lamp", "keeper's", "shall", "—", "“oil”", "5", "A&B", "é"]), min_size=1, max_size=5
).map(" ".join)
LEVELS = ("title", "section", "subsection", "paragraph", "subparagraph", "clause")


def number(level: str, at: int) -> str:
    return f"{at}." if level in {"title", "section"} else f"({at})"


@st.composite
def provision(draw: st.DrawFn, level: str = "section", depth: int = 3) -> Provision:
    """A provision whose level is written, as a reader that knows no defaults would leave it."""
    items: list[Provision] = []
    if depth:
        inner = draw(st.sampled_from([*LEVELS[LEVELS.index(level) + 1 :], "clause"]))
        for at in range(1, draw(st.integers(0, 3)) + 1):
            made = draw(provision(inner, depth - 1)) if LEVELS.index(inner) > LEVELS.index(level) else None
            if made is not None:
                items.append(with_number(made, number(inner, at)))
        if draw(st.booleans()):
            items.append(Provision(level="quoted-block", items=(draw(provision("section", 1)),)))
            items.append(Provision(level="continuation", text=draw(st.sampled_from([".", "; and"]))))
    header = draw(st.none() | WORDS)
    return Provision(level=level, enum=number(level, 1), header=header, text=draw(WORDS), items=tuple(items))


def with_number(made: Provision, enum: str) -> Provision:
    return Provision(level=made.level, enum=enum, header=made.header, text=made.text, items=made.items)


def canonical(made: Provision, parent: str) -> Provision:
    """The same provision, its level left out where it is the usual one."""
    level = made.level or ""
    return Provision(
        level=None if parent and level == default_level(parent) else level,
        enum=made.enum,
        header=made.header,
        text=made.text,
        items=tuple(canonical(item, level) for item in made.items),
    )


def as_dtd(made: Provision) -> str:
    if made.level == "continuation":
        return ""
    inside = ""
    for at, item in enumerate(made.items):
        block = as_dtd(item)
        if item.level == "quoted-block":
            after = f"<after-quoted-block>{made.items[at + 1].text}</after-quoted-block>"
            block = f"{block.removesuffix('</quoted-block>')}{after}</quoted-block>"
        inside += block
    if made.level == "quoted-block":
        return f"<quoted-block>{inside}</quoted-block>"
    header = f"<header>{escape(made.header)}</header>" if made.header else ""
    return (
        f"<{made.level}><enum>{made.enum}</enum>{header}<text>{escape(made.text or '')}</text>{inside}</{made.level}>"
    )


def as_uslm(made: Provision) -> str:
    inside = "\n".join(map(as_uslm, made.items))
    if made.level == "continuation":
        return f'<inline role="after-quoted-block">{made.text}</inline>'
    if made.level == "quoted-block":
        return f"<quotedContent>{inside}</quotedContent>"
    header = f"<heading>{escape(made.header)}</heading>" if made.header else ""
    words = f"<chapeau>{escape(made.text or '')}</chapeau>"
    return f"<{made.level}><num>{made.enum}</num>{header}{words}{inside}</{made.level}>"


@given(st.lists(provision(), min_size=1, max_size=3))
def test_provisions_written_as_dtd_xml_are_read_back(trees: list[Provision]) -> None:
    version = read(bill("".join(map(as_dtd, trees))))
    assert version.sections == tuple(canonical(tree, "") for tree in trees)


@given(st.lists(provision(), min_size=1, max_size=3))
def test_both_dialects_of_the_same_provisions_read_the_same(trees: list[Provision]) -> None:
    dtd = read(bill("".join(map(as_dtd, trees))))
    other = read(uslm("bill", "".join(map(as_uslm, trees))))
    assert other.sections == dtd.sections


RENDERERS: list[Callable[[str], bytes]] = [bill, lambda body: uslm("bill", body)]
NAMES = [
    *("section", "subsection", "paragraph", "enum", "header", "text", "quote", "term", "proviso", "italic", "row"),
    *("continuation-text", "quoted-block", "after-quoted-block", "table", "entry", "footnote", "list", "list-item"),
    *("heading", "num", "content", "chapeau", "p", "quotedContent", "external-xref", "graphic", "longTitle"),
    *("preamble", "whereas", "unheard-of", "amendment-block", "toc"),
]
SNIPPETS = st.recursive(
    st.sampled_from(
        ["word", " ", "a b", ": Provided, That it shines", "\u00a0", "so\u00adft", "<linebreak/>", "<toc>no</toc>"]
    ),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


def body_characters(data: bytes) -> list[tuple[str, bool]]:
    """The non-white-space characters of the body, and whether the text itself holds them; read independently."""
    found: list[tuple[str, bool]] = []

    def walk(element: etree._Element, *, held: bool) -> None:
        name = etree.QName(element).localname
        if name == "toc":
            return
        held = held and name not in {"longTitle", "enactingFormula"}
        say(element.text, held=held)
        for child in element:
            walk(child, held=held)
            say(child.tail, held=held)

    def say(text: str | None, *, held: bool) -> None:
        found.extend((mark, held and mark != "\u00ad") for mark in squash(text))

    for child in etree.fromstring(data):
        if etree.QName(child).localname in {"main", "legis-body"}:
            walk(child, held=True)
    return found


@given(st.lists(SNIPPETS, max_size=6), st.sampled_from([0, 1]))
def test_no_character_of_the_body_is_lost_or_read_twice(parts: list[str], dialect: int) -> None:
    data = RENDERERS[dialect](f"<section><text>First.</text></section>{''.join(parts)}")
    billtext, runs = parse_billtext_with_runs(data, name=BILL)
    said = "".join(squash(c.enum, c.header, c.text) for c in clauses(billtext.text))
    file = body_characters(data)
    met = [0] * len(file)
    for run in runs:
        assert [*said[run.start : run.start + run.length]] == [m for m, _ in file[run.offset : run.offset + run.length]]
        for at in range(run.offset, run.offset + run.length):
            met[at] += 1
    assert met == [int(held) for _, held in file]


# ------------------------------------------------------------------------------------ identity


def test_a_bill_text_says_which_print_it_is_of_what_day_and_whose() -> None:
    billtext = parse_billtext(bill("<section><enum>1.</enum><text>x</text></section>"), name=f"folder/{BILL}")
    assert billtext.id.measure == parse_measure_id("hr9001-118")
    assert billtext.text == TextVersion(
        version_code="ih",
        date=dt.date(2023, 3, 9),
        authority=Authority.OFFICIAL,
        coverage=Coverage.COMPLETE,
        official_title="To fund lighthouses, and for other purposes.",
        printed_sponsors="Ms. Lantern (for herself and Mr. Keeper)",
        sections=(Provision(level="section", enum="1.", text="x"),),
    )


def test_without_an_official_file_name_the_form_says_it() -> None:
    billtext = parse_billtext(bill("<section><text>x</text></section>"), name="download.xml")
    assert str(billtext.id) == "hr9001-118@ih"


def test_an_enrolled_print_spells_its_congress_out() -> None:
    data = bill("<section><text>x</text></section>").replace(
        b"118th CONGRESS", b"One Hundred Eighteenth Congress of the United States of America"
    )
    assert str(parse_billtext(data, name="download.xml").id) == "hr9001-118@ih"
    data = data.replace(b"One Hundred Eighteenth", b"One Hundred Twentieth")
    assert str(parse_billtext(data, name="download.xml").id) == "hr9001-120@ih"


def test_a_name_that_contradicts_the_form_is_refused() -> None:
    with pytest.raises(InputError) as error:
        read(bill("<section><text>x</text></section>"), name="BILLS-118hr9003ih.xml")
    assert str(error.value) == "BILLS-118hr9003ih.xml: the file name says hr9003-118, but the form says hr9001-118"


def dated(congress: str, day: str) -> bytes:
    """A print of H.R. 9001 that says which Congress it is of, and its day."""
    data = bill("<section><text>x</text></section>").replace(b"118th CONGRESS", congress.encode())
    return re.sub(rb'<action-date date="\d+">[^<]*<', f'<action-date date="{day}"><'.encode(), data, count=1)


def test_a_congress_that_is_misprinted_is_told_in_a_note() -> None:
    text = read(dated("117th CONGRESS", "20230131"), name="BILLS-118hr9001ih.xml")
    assert text.note == "misprinted: it says 117th Congress, and its day, 2023-01-31, is in the 118th"


@pytest.mark.parametrize(
    ("congress", "day", "name"),
    [
        ("117th CONGRESS", "20220131", "BILLS-118hr9001ih.xml"),
        ("117th CONGRESS", "20230102", "BILLS-118hr9001ih.xml"),
        ("117th CONGRESS", "", "BILLS-118hr9001ih.xml"),
        ("117th CONGRESS", "20230131", "BILLS-118hr9002ih.xml"),
        ("117th CONGRESS", "20230131", "BILLS-118hres9001ih.xml"),
    ],
    ids=["of the other Congress", "before the first day", "undated", "other number", "other type"],
)
def test_the_text_of_another_measure_is_no_misprint(congress: str, day: str, name: str) -> None:
    with pytest.raises(InputError, match="but the form says hr9001-117"):
        read(dated(congress, day), name=name)


def test_wrong_metadata_are_not_believed() -> None:
    metadata = b"<bill><metadata><dublinCore><title>114 S2 RS: Other</title><date></date></dublinCore></metadata><form>"
    data = bill("<section><text>x</text></section>").replace(b'<bill bill-stage="Introduced-in-House"><form>', metadata)
    assert str(parse_billtext(data, name=BILL).id) == "hr9001-118@ih"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.xml:1:1: not well-formed XML"),
        (bill("<section/>")[:400], "x.xml:4:"),
        (b"<html><body>404</body></html>", "x.xml:1: not a bill text: its root is <html>"),
        (b"<bill><form/></bill>", "x.xml: <bill> has no body: the file does not contain the text"),
        (
            b"<bill><legis-body><section><text>x</text></section></legis-body></bill>",
            "x.xml: the document does not say",
        ),
        (bill(""), "x.xml: its body is empty"),
        (bill('<section changed="deleted"><text>x</text></section>'), "x.xml: its body as reported is empty"),
    ],
)
def test_what_is_no_bill_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match="^" + re.escape(message)):
        read(data, name="x.xml")


@pytest.mark.parametrize(
    ("printed", "sponsors"),
    [
        (
            "<sponsor>Mr. Reef</sponsor>, from the <committee-name>Committee on Lamps</committee-name>, reported",
            "Mr. Reef",
        ),
        ("<sponsor>Mr. Reef</sponsor> (by request) introduced the following bill", "Mr. Reef (by request)"),
        (
            "<sponsor>Ms. Oil</sponsor> (for herself, <cosponsor>Mr. Wick</cosponsor>) submitted",
            "Ms. Oil (for herself, Mr. Wick)",
        ),
        ("Additional sponsors: <cosponsor>Mr. Wick</cosponsor>", None),
    ],
)
def test_sponsors_are_cut_from_their_sentence(printed: str, sponsors: str | None) -> None:
    data = re.sub(
        rb"<action-desc>.*</action-desc>",
        f"<action-desc>{printed}</action-desc>".encode(),
        bill("<section><text>x</text></section>"),
        flags=re.DOTALL,
    )
    assert read(data).printed_sponsors == sponsors


@pytest.mark.parametrize(
    ("action", "day"),
    [
        ("<action-date>September 18 (legislative day, September 16), 2025</action-date>", dt.date(2025, 9, 18)),
        ('<action-date date="20230309">x</action-date><action-date>May 4, 2023</action-date>', dt.date(2023, 5, 4)),
        ('<action-date date="20231399">February 30, 2023</action-date>', None),
        ("", None),
    ],
)
def test_the_day_is_that_of_the_last_action_printed(action: str, day: dt.date | None) -> None:
    data = re.sub(
        rb"<action>.*</action>",
        f"<action>{action}</action>".encode(),
        bill("<section><text>x</text></section>"),
        flags=re.DOTALL,
    )
    assert read(data).date == day


def test_an_engrossed_print_is_of_the_day_attested() -> None:
    day = '<attestation-date date="20240628">Passed</attestation-date>'
    attested = f"<attestation><attestation-group>{day}</attestation-group></attestation>"
    data = re.sub(
        rb"<action>.*</action>", b"", bill("<section><text>x</text></section>", after=attested), flags=re.DOTALL
    )
    assert read(data).date == dt.date(2024, 6, 28)


# ------------------------------------------------------------------------------- resolutions


def test_a_resolution_has_a_preamble_and_resolving_clauses() -> None:
    preamble = (
        "<preamble><whereas><text>Whereas lamps shine; and</text></whereas>"
        "<whereas><text>Whereas keepers</text><paragraph><enum>(1)</enum><text>row: Now, therefore, be it</text>"
        "</paragraph></whereas></preamble>"
    )
    body = (
        '<section section-type="undesignated-section"><text>That the House of Representatives—</text>'
        "<paragraph><enum>(1)</enum><text>thanks keepers; and</text></paragraph></section>"
        "<section><enum>2.</enum><header>Oil</header><text>Oil is good.</text></section>"
    )
    version = read(resolution(body, preamble=preamble), name=RESOLUTION)
    assert version.sections is None
    assert version.preamble == (
        "Whereas lamps shine; and",
        Whereas(text="Whereas keepers", items=(Provision(enum="(1)", text="row: Now, therefore, be it"),)),
    )
    assert version.resolved == (
        ResolvingClause(
            chapeau="That the House of Representatives—", items=(Provision(enum="(1)", text="thanks keepers; and"),)
        ),
        ResolvingClause(enum="2.", header="Oil", chapeau="Oil is good."),
    )


def test_a_resolution_without_a_preamble_has_none() -> None:
    assert read(resolution("<section><text>That</text></section>"), name=RESOLUTION).preamble == ()


def test_titles_of_a_resolution_stand_in_the_clause_before_them() -> None:
    body = (
        "<section><enum>1.</enum><text>That this is the budget.</text></section>"
        "<title><enum>I</enum><header>Levels</header><section><enum>101.</enum><text>Five.</text></section></title>"
    )
    version = read(resolution(body), name=RESOLUTION)
    assert listed(version)[1:] == [("resolved/1/title/I", None), ("resolved/1/title/I/section/101", "Five.")]


def test_uslm_prints_resolved_which_the_clause_leaves_out() -> None:
    body = (
        "<preamble><recital>Whereas lamps shine: Now, therefore, be it</recital></preamble>"
        "<resolvingClause><i>Resolved,</i></resolvingClause><section><content>That one.</content></section>"
        "<resolvingClause><i>Resolved,</i></resolvingClause><section><content>That two.</content></section>"
    )
    data = uslm("resolution", body).replace(b"H. R.", b"H. Res.")
    version = read(data, name="BILLS-118hres9001ih.xml")
    assert listed(version) == [
        ("whereas/1", "Whereas lamps shine: Now, therefore, be it"),
        ("resolved/1", "That one."),
        ("resolved/2", "That two."),
    ]


def test_the_words_that_amend_the_title_are_kept_apart() -> None:
    words = "Amend the title so as to read: <quote>A resolution on oil.</quote>"
    after = f"<official-title-amendment>{words}</official-title-amendment>"
    version = read(resolution("<section><text>That</text></section>", after=after), name=RESOLUTION)
    assert version.title_amendment == "Amend the title so as to read: “A resolution on oil.”"


# --------------------------------------------------------------------------- two texts in one

REPORTED = (
    '<section changed="deleted"><enum>1.</enum><text>Old.</text></section>'
    '<section changed="added"><enum>1.</enum><text>New.</text></section>'
    "<section><enum>2.</enum><text>All <deleted-phrase>lamps</deleted-phrase><added-phrase>oil</added-phrase>.</text>"
    "</section>"
)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading.AS_REPORTED, [("section/1", "New."), ("section/2", "All oil.")]),
        (Reading.AS_INTRODUCED, [("section/1", "Old."), ("section/2", "All lamps.")]),
    ],
)
def test_one_of_the_two_texts_of_a_reported_print_is_read(reading: Reading, expected: list[tuple[str, str]]) -> None:
    assert listed(read(bill(REPORTED), reading=reading)) == expected


@pytest.mark.parametrize(
    ("reading", "words"), [(Reading.AS_REPORTED, "All oil."), (Reading.AS_INTRODUCED, "All lamps.")]
)
@pytest.mark.parametrize("names", [("deletedText", "addedText"), ("del", "ins")])
def test_uslm_marks_two_texts_by_the_names_of_elements(reading: Reading, words: str, names: tuple[str, str]) -> None:
    struck, added = names
    body = f"<section><num>1.</num><content>All <{struck}>lamps</{struck}><{added}>oil</{added}>.</content></section>"
    assert listed(read(uslm("bill", body), reading=reading)) == [("section/1", words)]


def test_a_struck_preamble_and_body_give_way_to_the_new_ones() -> None:
    preamble = (
        '<preamble changed="deleted"><whereas><text>Whereas old;</text></whereas></preamble>'
        '<preamble changed="added"><whereas><text>Whereas new;</text></whereas></preamble>'
    )
    data = resolution("<section><text>That new.</text></section>", preamble=preamble).replace(
        b"<resolution-body>",
        b'<resolution-body changed="deleted"><section><text>That old.</text></section></resolution-body>'
        b'<resolution-body changed="added">',
    )
    assert listed(read(data, name=RESOLUTION)) == [("whereas/1", "Whereas new;"), ("resolved/1", "That new.")]
    old = read(data, name=RESOLUTION, reading=Reading.AS_INTRODUCED)
    assert listed(old) == [("whereas/1", "Whereas old;"), ("resolved/1", "That old.")]


def test_the_components_of_a_uslm_substitute_are_two_texts() -> None:
    body = (
        '<collection><component changed="deleted"><main><section><num>1.</num><content>Old.</content></section></main>'
        '</component><component changed="added"><main><section><num>1.</num><content>New.</content></section></main>'
        "</component></collection>"
    )
    assert listed(read(uslm("bill", body))) == [("section/1", "New.")]


def test_an_engrossed_amendment_keeps_all_it_inserts_at_its_own_address() -> None:
    data = (
        b'<amendment-doc amend-type="engrossed-amendment"><engrossed-amendment-form><congress>118th CONGRESS</congress>'
        b"<legis-num>H. R. 9001</legis-num></engrossed-amendment-form><engrossed-amendment-body>"
        b"<section><text>That the bill do pass with the following</text></section>"
        b"<amendment><amendment-instruction><text>Strike all and insert:</text></amendment-instruction>"
        b'<amendment-block changed="added"><section changed="added"><enum>1.</enum><text>Oil.</text></section>'
        b'<section changed="deleted"><enum>2.</enum><text>Lamps.</text></section></amendment-block></amendment>'
        b"</engrossed-amendment-body><title-amends><official-title-amendment>Amend the title."
        b"</official-title-amendment></title-amends></amendment-doc>"
    )
    version = read(data, name="BILLS-118hr9001eas.xml")
    assert listed(version) == [
        ("section", "That the bill do pass with the following"),
        ("amendment-instruction", "Strike all and insert:"),
        ("section/1", "Oil."),
        ("section/2", "Lamps."),
        ("title/amendment", "Amend the title."),
    ]


# --------------------------------------------------------------------------------- provisions


def inside(section: str) -> list[tuple[str, str | None]]:
    """The clauses of one section, without its own address."""
    return [
        (address.removeprefix("section").lstrip("/"), text)
        for address, text in listed(read(bill(f"<section>{section}</section>")))
    ]


def test_quotation_marks_are_made_as_the_printer_makes_them() -> None:
    words = "<text>the <quote>keeper of <quote>oil</quote></quote> and the term <term>lamp</term>.</text>"
    assert inside(words) == [("", "the “keeper of ‘oil’” and the term “lamp”.")]
    block = f"<text>read:</text><quoted-block><paragraph><enum>(1)</enum>{words}</paragraph></quoted-block>"
    assert inside(block)[2] == ("quoted-block/1", "the ‘keeper of “oil”’ and the term ‘lamp’.")


def test_marks_that_stand_in_the_text_are_not_doubled() -> None:
    assert inside("<text>the term “<term>lamp</term>” means</text>") == [("", "the term “lamp” means")]
    content = "<section><content>the term “<term>lamp</term>” means</content></section>"
    assert listed(read(uslm("bill", content))) == [("section", "the term “lamp” means")]


def test_inline_elements_do_not_part_words_and_blocks_do() -> None:
    assert inside("<text>sub<external-xref>chapter</external-xref> <bold>II</bold>,<linebreak/>or</text>") == [
        ("", "subchapter II, or")
    ]


def test_white_space_is_folded_and_soft_hyphens_dropped() -> None:
    assert inside("<text>5\u00a0U.S.C.\u2009552a \n appro\u00adpriated</text>") == [("", "5 U.S.C. 552a appropriated")]


def test_words_after_the_items_are_continuations() -> None:
    section = (
        "<text>Lamps—</text><paragraph><enum>(1)</enum><text>burn; and</text></paragraph>"
        "<continuation-text>and shall be lit.</continuation-text><text>Oil too.</text>"
    )
    assert inside(section) == [
        *(("", "Lamps—"), ("1", "burn; and")),
        *(("continuation", "and shall be lit."), ("continuation~2", "Oil too.")),
    ]


PROVISOS = {
    "dtd": "<proviso><italic>Provided</italic></proviso>, That it burns: "
    "<proviso><italic>Provided further</italic></proviso>, That it shines.",
    "unmarked": "Provided, That it burns: Provided further, That it shines.",
    "uslm": "<proviso><i>Provided</i>, That it burns: </proviso>"
    "<proviso><i>Provided further</i>, That it shines.</proviso>",
    "doubled": "<proviso><proviso>Provided, That it burns:</proviso></proviso> Provided further, That it shines.",
}


@pytest.mark.parametrize("words", PROVISOS.values(), ids=PROVISOS)
def test_provisos_are_items_of_their_own(words: str) -> None:
    assert inside(f"<text>$5: {words}</text>") == [
        ("", "$5:"),
        ("proviso", "Provided, That it burns:"),
        ("proviso~2", "Provided further, That it shines."),
    ]


def test_a_continuation_that_is_a_proviso_is_one() -> None:
    section = (
        "<text>Lamps—</text><paragraph><enum>(1)</enum><text>burn:</text></paragraph><continuation-text>"
        "<proviso>Provided,</proviso> That they shine: <proviso>Provided further,</proviso> That oil lasts."
        "</continuation-text>"
    )
    assert inside(section)[2:] == [
        ("proviso", "Provided, That they shine:"),
        ("proviso~2", "Provided further, That oil lasts."),
    ]


def test_a_quoted_proviso_is_not_the_bills() -> None:
    assert inside("<text>by striking <quote>: <proviso>Provided</proviso>, That it burns</quote>.</text>") == [
        ("", "by striking “: Provided, That it burns”.")
    ]


def test_a_proviso_inside_literal_marks_is_not_the_bills() -> None:
    content = "by striking “<proviso>: <i>Provided</i>, That it burns</proviso>” and oil"
    assert listed(read(uslm("bill", f"<section><content>{content}</content></section>"))) == [
        ("section", "by striking “: Provided, That it burns” and oil")
    ]


def test_a_table_is_a_level_with_rows() -> None:
    table = (
        "<text>As follows:</text><table><ttitle>Oil</ttitle><tgroup><colspec/><thead><row><entry>Lamp</entry>"
        "<entry>Gallons</entry></row></thead><tbody><row><entry>North <bold>Head</bold></entry><entry/>"
        "<entry>5</entry></row></tbody></tgroup></table><continuation-text>in all.</continuation-text>"
    )
    assert inside(table) == [
        *(("", "As follows:"), ("table", None)),
        *(("table/row", "Lamp | Gallons"), ("table/row~2", "North Head | | 5"), ("continuation", "in all.")),
    ]


def test_a_footnote_follows_the_sentence_it_interrupts() -> None:
    assert inside("<text>Lamps<footnote>Of oil.</footnote> burn.</text>") == [
        ("", "Lamps burn."),
        ("footnote", "Of oil."),
    ]


def test_a_picture_is_said_to_be_there() -> None:
    graphic = "<graphic file='a.gif'><graphic-caption>A lamp</graphic-caption><image-data>R0lG</image-data></graphic>"
    assert inside(f"<text>As shown:</text><formula>{graphic}</formula>") == [
        ("", "As shown: [graphic a.gif 67a25d53] A lamp")
    ]
    assert inside("<text>As shown: <graphic/></text>") == [("", "As shown: [graphic]")]


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("10<superscript>6</superscript> units", "10^6 units"),
        ("x<sup>n + 1</sup>", "x^(n + 1)"),
        ("CO<subscript>2</subscript>", "CO_2"),
        ("lamps<footnote-ref>1</footnote-ref> burn", "lamps^1 burn"),
        ("the 21<superscript>st</superscript> day", "the 21st day"),
        ("burns 3<fraction>1/2</fraction> hours", "burns 3 1/2 hours"),
        ("is <formula><fraction>A/B</fraction></formula>where", "is A/B where"),
        ("is <fraction>A/B</fraction>C long", "is A/B C long"),
        ("is C<fraction>A/B</fraction> long", "is C A/B long"),
        ("is A+<fraction>B/C</fraction> long", "is A+B/C long"),
        ("is <fraction>A+B/C</fraction> long", "is (A+B/C) long"),
        ("is<math><mfrac><mi>A</mi><mi>B</mi></mfrac></math>.", "is mfrac(A, B) ."),
        ("is<math><msup><mi>A</mi><mi>B</mi></msup></math>.", "is msup(A, B) ."),
    ],
)
def test_raised_and_lowered_words_and_formulas_keep_what_tells_them_apart(words: str, read_as: str) -> None:
    assert inside(f"<text>{words}</text>") == [("", read_as)]


def test_a_side_note_is_an_item_and_the_heading_after_it_is_the_heading() -> None:
    text = read(
        bill("<section><num>1.</num><sidenote><p>7 USC 1.</p></sidenote><heading>Oil</heading><p>Burn.</p></section>")
    )
    assert [(c.address, c.header, c.text) for c in clauses(text)] == [
        ("section/1", "Oil", "Burn."),
        ("section/1/side-note", None, "7 USC 1."),
    ]


@pytest.mark.parametrize(("first", "second"), [("added", "strikethrough"), ("deleted", "italic")])
def test_marks_that_contradict_each_other_are_refused(first: str, second: str) -> None:
    body = (
        f'<section changed="{first}" reported-display-style="{second}"><enum>1.</enum><text>Burn oil.</text></section>'
    )
    with pytest.raises(InputError, match="marks contradict each other"):
        read(bill(body))


def test_words_struck_by_style_alone_are_struck() -> None:
    body = (
        '<section reported-display-style="strikethrough"><enum>1.</enum><text>Burn oil.</text></section>'
        '<section reported-display-style="italic"><enum>1.</enum><text>Burn gas.</text></section>'
    )
    reported = read(bill(body))
    introduced = read(bill(body), reading=Reading.AS_INTRODUCED)
    assert [[c.text for c in clauses(text)] for text in (introduced, reported)] == [["Burn oil."], ["Burn gas."]]


def test_the_bills_own_table_of_contents_is_left_out_and_anothers_is_law() -> None:
    toc = "<toc><toc-entry>Sec. 9. Oil.</toc-entry></toc>"
    assert inside(f"<text>Contents:</text>{toc}") == [("", "Contents:")]
    assert inside(
        f"<text>Insert:</text><quoted-block>{toc}<after-quoted-block>.</after-quoted-block></quoted-block>"
    ) == [
        *(("", "Insert:"), ("quoted-block", None), ("quoted-block/toc", None)),
        *(("quoted-block/toc/toc-entry", "Sec. 9. Oil."), ("continuation", ".")),
    ]


def test_appropriations_levels_keep_their_order() -> None:
    body = (
        "<title><enum>I</enum><appropriations-major><header>LAMPS</header></appropriations-major>"
        "<appropriations-small><header>oil</header><subheader>(rescission)</subheader><text>$5.</text><text>$6.</text>"
        "</appropriations-small><appropriations-small><text>$7.</text></appropriations-small></title>"
    )
    version = read(bill(body))
    assert listed(version) == [
        *(("title/I", None), ("title/I/appropriations-major", None), ("title/I/appropriations-small", "$5.")),
        *(("title/I/appropriations-small/continuation", "$6."), ("title/I/appropriations-small~2", "$7.")),
    ]
    assert clauses(version)[2].header == "oil (rescission)"


def test_uslm_appropriations_say_their_rank_and_may_print_the_heading_first() -> None:
    oil = "<heading>oil</heading><num>Sec. 7.</num><content>$5.</content>"
    body = f'<title><num>I</num><appropriations level="small">{oil}</appropriations></title>'
    billtext, runs = parse_billtext_with_runs(uslm("bill", body), name=BILL)
    made = clauses(billtext.text)[1]
    assert (made.level, made.enum, made.header, made.text) == ("appropriations-small", "Sec. 7.", "oil", "$5.")
    assert made.address == "title/I/7"
    starts = [run.offset for run in runs]
    assert starts != sorted(starts)


def test_unknown_elements_keep_their_words_in_place() -> None:
    assert inside("<text>Lamps <glow>burn</glow> bright</text>") == [("", "Lamps burn bright")]


def test_deep_nesting_is_refused_not_crashed() -> None:
    deep = "<paragraph>" * 5000 + "x" + "</paragraph>" * 5000
    with pytest.raises(InputError, match="nested more than 256 deep"):
        read(bill(f"<section>{deep}</section>"))


def test_a_draft_is_read_under_the_name_its_reader_knows() -> None:
    form = b"<form><congress>122d CONGRESS</congress><legis-num>H. RES. 7</legis-num></form>"
    words = b"<preamble><whereas><text>Whereas lamps;</text></whereas></preamble>"
    draft = b"<resolution>" + form + words + b"</resolution>"
    with pytest.raises(InputError, match="does not say which"):
        parse_billtext(draft, name="draft.xml")
    known = TextId(parse_measure_id("hres9-122"), "ih")
    found = parse_billtext(draft, name="draft.xml", known=known)
    assert (found.id, found.text.preamble) == (known, ("Whereas lamps;",))
