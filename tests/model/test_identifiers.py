"""Every spelling of a measure is read, or refused with the reason."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.congresses import congress_start, ordinal
from billtrack.model.identifiers import identify_file, parse_measure_id, parse_reference
from billtrack.model.measure_names import ClauseAddress, MeasureId, MeasureType, Reference, TextId, bluebook, prose
from billtrack.model.versions import VERSION_NAMES
from billtrack.model.web_addresses import (
    billstatus_file_name,
    billstatus_url,
    congress_gov_text_url,
    congress_gov_url,
    govinfo_package,
    text_file_name,
    text_package_url,
)

HRES351 = MeasureId(MeasureType.HRES, 351, 115)

measures = st.builds(
    MeasureId, st.sampled_from(MeasureType), st.integers(1, 99_999), st.integers(min_value=1, max_value=150)
)
texts = st.builds(TextId, measures, st.sampled_from(sorted(VERSION_NAMES)) | st.just("eas2"))
paths = st.builds(
    lambda part, rest: (part, *rest),
    st.sampled_from(["whereas", "resolved", "section", "division", "title", "excerpt", "appropriations-major"]),
    st.lists(st.from_regex(r"[A-Za-z0-9.~-]{1,8}", fullmatch=True), max_size=7),
)


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_reference(text)
    assert caught.value.hint in {
        "write a measure as hres351-115, H.Res. 351 (115th) or its congress.gov address",
        f"search titles and texts: billtrack search {text}",
    }
    return str(caught.value)


# -------------------------------------------------------------------------------------- laws


@given(measures)
def test_a_measure_id_reads_back_as_itself(measure: MeasureId) -> None:
    assert parse_measure_id(str(measure)) == measure
    assert parse_reference(str(measure)).measure_id == measure


@given(texts)
def test_a_text_id_reads_back_as_itself(text: TextId) -> None:
    assert parse_reference(str(text)).text_id == text


@given(texts | measures, paths)
def test_a_clause_address_reads_back_as_itself(text: TextId | MeasureId, path: tuple[str, ...]) -> None:
    address = ClauseAddress(text, path)
    assert parse_reference(str(address)).address == address


@given(
    st.builds(
        Reference,
        st.sampled_from(MeasureType),
        st.integers(1, 99_999),
        st.none() | st.integers(1, 150),
        st.none() | st.sampled_from(sorted(VERSION_NAMES)),
        st.just(()) | paths,
    )
)
def test_a_reference_reads_back_as_itself(reference: Reference) -> None:
    assert parse_reference(str(reference)) == reference


def spellings(measure: MeasureId) -> list[str]:
    """Write a measure in every form a source or this package prints."""
    kind, number, congress = measure.measure_type, measure.number, measure.congress
    spaced = kind.printed.replace(".", ". ").strip()
    return [
        str(measure),
        measure.printed,
        prose(measure),
        bluebook(measure, year=None),
        bluebook(measure, year=congress_start(congress).year + 1),
        f"{spaced} {number}, {ordinal(congress)} Cong.",
        f"{spaced.upper()} {number:05}, {ordinal(congress)} CONGRESS, 1st Session",
        f"{ordinal(congress)} Congress, {kind.printed} {number}",
        f"{kind.printed} No. {number}, {ordinal(congress)} Congress",
        f"{congress}{kind.value}{number}",
        f"{congress}-{kind.value}-{number}",
        f"{congress}/{kind.value}/{number}",
        f"{kind.value}{number}/{congress}",
        f"{congress} {kind.value.upper()} {number}",
        f"/us/{'bill' if kind.is_lawmaking else 'resolution'}/{congress}/{kind.value}/{number}",
        billstatus_file_name(measure),
        billstatus_url(measure),
        congress_gov_url(measure),
        congress_gov_text_url(measure),
        f"https://api.congress.gov/v3/bill/{congress}/{kind.value}/{number}/cosponsors?limit=250",
        f"https://www.govtrack.us/congress/bills/{congress}/{kind.value}{number}",
        f"https://www.govinfo.gov/link/bills/{congress}/{kind.value}/{number}?billversion=mostrecent",
    ]


@pytest.mark.parametrize("kind", MeasureType)
@pytest.mark.parametrize(
    ("number", "congresses"), [(1, range(1, 151, 10)), (9, [93, 119]), (211, range(1, 151)), (12_345, [93, 119])]
)
def test_every_printed_form_of_every_type_and_congress_is_the_same_measure(
    kind: MeasureType, number: int, congresses: Sequence[int]
) -> None:
    for congress in congresses:
        measure = MeasureId(kind, number, congress)
        for spelling in spellings(measure):
            assert parse_reference(spelling) == Reference(kind, number, congress), spelling


@given(texts)
def test_every_printed_form_of_a_text_version_keeps_its_code(text: TextId) -> None:
    measure = text.measure
    package = govinfo_package(text)
    spaced = f"{measure.congress} {measure.measure_type.value.upper()} {measure.number} {text.version_code.upper()}"
    for spelling in (
        package,
        text_file_name(text),
        text_package_url(text),
        congress_gov_text_url(text),
        spaced,
        f"https://www.govinfo.gov/app/details/{package}",
        f"https://api.govinfo.gov/packages/{package}/summary",
    ):
        assert parse_reference(spelling).text_id == text, spelling
    assert identify_file(text_file_name(text)) == text


@given(st.text(max_size=600))
@example("\ud800")
@example("9" * 500)
@example("http://[")
@example("@/@")
@example("H.R. " + "٣")
def test_any_text_is_read_or_refused_as_input(text: str) -> None:
    try:
        reference = parse_reference(text)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - nothing need be raised
    else:
        assert parse_reference(str(reference)) == reference


PIECES = ["H.", "R.", "Res.", "S", " ", "351", "115th", "(", ")", ",", "-", "/", "@", "ih", "Cong.", "2017", "1st"]
PIECES += ["BILLS-", "https://", "congress.gov", "/us/bill/", "sess", "No.", "of the", "whereas"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_heap_of_pieces_of_citations_is_read_or_refused_as_input(text: str) -> None:
    try:
        reference = parse_reference(text)
    except InputError:
        return
    assert parse_reference(str(reference)) == reference


@pytest.mark.parametrize(
    "text",
    [(piece * 500)[:500] for piece in [*PIECES, "h. ", "1 a", "(1)", "of ", ". ", "1-", "1/", "h.r. 1 ", "a1"]],
)
def test_the_longest_input_is_answered_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(InputError):
        parse_reference(text)
    assert time.perf_counter() - start < 0.5


# --------------------------------------------------------------------------------- spellings


@pytest.mark.parametrize(
    "text",
    [
        "hres351-115",
        "HRES351-115",
        " hres351 - 115 ",
        "H.Res. 351 (115th)",
        "H. RES. 351, 115th Cong.",
        "H. Res. 351, 115th Cong., 1st Sess. (2017)",
        "H. Res. 351, 115th Cong., 2d Sess. (2018)",
        "H. Res. 351 (115th Congress, First Session)",
        "115th CONGRESS 1st Session H. RES. 351",
        "115th Congress, H.Res. 351",
        "Congress 115, H.Res. 351",
        "H.Res.351 - 115th Congress (2017-2018)",
        "H.Res.351 — 115th Congress (2017–2018)",
        "House Resolution 351 of the 115th Congress",
        "H.Res. 351 (2017)",
        "H.Res. 351 (2018)",
        "H.R. Res. 351, 115th Cong. (2017)",
        "House Resolution 351, 115th Congress",
        "House Res. No. 351, 115th Congress",
        "115hres351",
        "115-hres-351",
        "115_hres_351",
        "115/hres/351",
        "115th/hres/351",
        "hres351/115",
        "hres351/115th",
        "BILLSTATUS-115hres351",
        "BILLSTATUS-115hres351.xml",
        "BILLSUM-115hres351.xml",
        "folder/BILLSTATUS-115hres351.xml",
        r"C:\folder\BILLSTATUS-115hres351.xml",
        "/us/resolution/115/hres/351",
        "115 HRES 351",
        "H. Res. No. 351 (115th)",
        "H.Res. #351 (115th)",
        "H.Res. № 351 (115th)",
        "H.Res. 00351 (115th)",
        "“H.Res. 351” (115th)",
        "'H.Res. 351 (115th)'",
        "(H.Res. 351, 115th Cong.)",
        "H.Res. 351 (115ᵗʰ)",
        "H.\u00a0Res.\u2009351\u202f(115th)",
        "H.Res.\u200b 351\ufeff (115th)",
        "Ｈ．Ｒｅｓ．　３５１　（１１５ｔｈ）",
        "hres351‑115",
        "hres351–115",
        "h\tres\n351\r\n(115th)",
        "https://www.congress.gov/bill/115th-congress/house-resolution/351",
        "http://congress.gov/bill/115th-congress/house-resolution/351/",
        "congress.gov/bill/115th-congress/house-resolution/351",
        "WWW.CONGRESS.GOV/bill/115th-congress/house-resolution/351/all-actions",
        "https://www.congress.gov/bill/115th-congress/house-resolution/351/text?format=txt",
        "https://www.congress.gov/bill/115th-congress/house-resolution/351/cosponsors?q=%7B%22a%22%3A1%7D&r=1#main",
        'https://www.congress.gov/bill/115th-congress/house-resolution/351?q={"search":["hres 1"]}',
        "https://www.congress.gov/bill/115th-congress/house-resolution/351/amendments",
        "https://www.congress.gov/bill/115/hres/351",
        "<https://www.congress.gov/bill/115th-congress/house-resolution/351>.",
        "https://api.congress.gov/v3/bill/115/hres/351?format=json",
        "https://api.congress.gov/v3/bill/115/HRES/351/relatedbills?api_key=key",
        "https://www.govinfo.gov/bulkdata/BILLSTATUS/115/hres/BILLSTATUS-115hres351.xml",
        "http://localhost:8000/bulkdata/BILLSTATUS/115/hres/BILLSTATUS-115hres351.xml",
        "https://www.govinfo.gov/bulkdata/BILLSUM/115/hres/BILLSUM-115hres351.xml",
        "https://www.govinfo.gov/link/bills/115/hres/351",
        "https://www.govinfo.gov/link/bills/115/hres/351?billversion=mostrecent&link-type=html",
        "https://www.govtrack.us/congress/bills/115/hres351",
        "https://www.govtrack.us/congress/bills/115/hres351/details",
        "https://www.govtrack.us/congress/bill.xpd?bill=hr115-351",
    ],
)
def test_all_spellings_are_one_measure(text: str) -> None:
    assert parse_reference(text) == Reference(MeasureType.HRES, 351, 115)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("BILLS-115hres351ih", "hres351-115@ih"),
        ("BILLS-115hres351ih.xml", "hres351-115@ih"),
        ("bills-115HRES351IH.htm", "hres351-115@ih"),
        ("texts/BILLS-115hres351ih.pdf", "hres351-115@ih"),
        ("BILLS-115hr1eas2", "hr1-115@eas2"),
        ("BILLS-115s1is", "s1-115@is"),
        ("115hres351ih", "hres351-115@ih"),
        ("115 HRES 351 EH", "hres351-115@eh"),
        ("119 HCON 58 IH", "hconres58-119@ih"),
        ("115 S 1 PCS2", "s1-115@pcs2"),
        ("H.Res. 351 (115th) (EH)", "hres351-115@eh"),
        ("hres351-115@IH", "hres351-115@ih"),
        ("hres351-115 @ ih", "hres351-115@ih"),
        ("H.Res. 351 (115th)@ih", "hres351-115@ih"),
        ("115/hres/351@ih", "hres351-115@ih"),
        ("hres351@ih", "hres351@ih"),
        ("hres351-115@xx", "hres351-115@xx"),
        ("BILLS-115hres351ih@ih", "hres351-115@ih"),
        ("https://www.congress.gov/115/bills/hres351/BILLS-115hres351ih.xml", "hres351-115@ih"),
        ("https://www.congress.gov/115/bills/hres351/", "hres351-115"),
        (
            "https://www.congress.gov/bill/115th-congress/house-resolution/351/text/eh?overview=closed",
            "hres351-115@eh",
        ),
        ("https://www.congress.gov/bill/115th-congress/house-bill/1/text/pl", "hr1-115"),
        ("https://www.govinfo.gov/bulkdata/BILLS/115/1/hres/BILLS-115hres351ih.xml", "hres351-115@ih"),
        ("https://www.govinfo.gov/content/pkg/BILLS-115hres351ih/xml/BILLS-115hres351ih.xml", "hres351-115@ih"),
        ("https://www.govinfo.gov/content/pkg/BILLS-115hres351ih/html/BILLS-115hres351ih.htm", "hres351-115@ih"),
        ("https://www.govinfo.gov/app/details/BILLS-115hres351ih", "hres351-115@ih"),
        ("https://www.govinfo.gov/metadata/pkg/BILLS-115hres351ih/mods.xml", "hres351-115@ih"),
        ("https://www.govinfo.gov/link/bills/115/hres/351?billversion=ih&link-type=xml", "hres351-115@ih"),
        ("https://www.govinfo.gov/link/bills/115/hres/351?link-type=xml&billversion=EH", "hres351-115@eh"),
        ("https://www.gpo.gov/fdsys/pkg/BILLS-115hres351ih/pdf/BILLS-115hres351ih.pdf", "hres351-115@ih"),
        ("https://api.govinfo.gov/packages/BILLS-115hres351ih/summary?api_key=key", "hres351-115@ih"),
        ("https://www.govtrack.us/congress/bills/115/hres351/text/ih", "hres351-115@ih"),
    ],
)
def test_the_text_version_is_kept(text: str, canonical: str) -> None:
    assert str(parse_reference(text)) == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("hres351-115/whereas/4", "hres351-115/whereas/4"),
        ("hres351-115@ih/resolved/1/2", "hres351-115@ih/resolved/1/2"),
        ("hres351-115@IH / Whereas / 4 /", "hres351-115@ih/whereas/4"),
        ("hr1-115@eh/title", "hr1-115@eh/title"),
        ("hr1-115/section/3/a/1/A", "hr1-115/section/3/a/1/A"),
        ("hr1-115/Division/A/title/I/section/101/a", "hr1-115/division/A/title/I/section/101/a"),
        ("hres351-115/excerpt/1", "hres351-115/excerpt/1"),
        ("H.Res. 351 (115th)@ih/whereas/4", "hres351-115@ih/whereas/4"),
        ("H.Res. 351 (115th)/whereas/4", "hres351-115/whereas/4"),
        ("H.Res. 351/whereas/4", "hres351/whereas/4"),
        ("hres351/115/whereas/4", "hres351-115/whereas/4"),
        ("115/hres/351/whereas/4", "hres351-115/whereas/4"),
        ("BILLS-115hres351ih/whereas/4", "hres351-115@ih/whereas/4"),
        ("/us/bill/116/hr/1865/s1", "hr1865-116/section/1"),
        ("/us/bill/116/hr/1865/s2/a/1/A", "hr1865-116/section/2/a/1/A"),
        ("/us/bill/116/hr/1865/dA/tI/stB/s101/a", "hr1865-116/division/A/title/I/subtitle/B/section/101/a"),
    ],
)
def test_the_clause_is_kept(text: str, canonical: str) -> None:
    assert str(parse_reference(text)) == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("S. 211", "s211"),
        ("S 211", "s211"),
        ("S.Res. 211", "sres211"),
        ("S. Res. 211", "sres211"),
        ("Senate Bill 211", "s211"),
        ("H.R. 351", "hr351"),
        ("HR351", "hr351"),
        ("House Bill 351", "hr351"),
        ("H.R. Res. 351", "hres351"),
        ("H.R.J. Res. 59", "hjres59"),
        ("H. J. Res. 59", "hjres59"),
        ("House Joint Resolution 5", "hjres5"),
        ("S.J.Res. 5", "sjres5"),
        ("H.R. Con. Res. 5", "hconres5"),
        ("H. Con. Res. 5", "hconres5"),
        ("House Concurrent Resolution 5", "hconres5"),
        ("S. Con. Res. 5", "sconres5"),
    ],
)
def test_a_type_is_never_taken_for_another(text: str, canonical: str) -> None:
    assert str(parse_reference(text)) == canonical


@pytest.mark.parametrize(
    ("text", "congress"),
    [
        ("S. 5 (1789)", 1),
        ("S. 5 (1920)", 66),
        ("S. 5 (1935)", 74),
        ("S. 5, 66th Cong. (1919)", 66),
        ("S. 5, 66th Cong. (1921)", 66),
        ("S. 5, 67th Cong. (1921)", 67),
        ("S. 5, 76th Cong., 3d Sess. (1940)", 76),
        ("S. 5, 103d Cong., 2d Sess. (1994)", 103),
        ("S. 5 (2026)", 119),
        ("S. 5 (2027)", 120),
    ],
)
def test_the_year_settles_or_confirms_the_congress(text: str, congress: int) -> None:
    assert parse_reference(text).congress == congress


# ---------------------------------------------------------------------------------- refusals

TYPES = "H.R., S., H.J.Res., S.J.Res., H.Con.Res., S.Con.Res., H.Res., S.Res."
ALONE = "has no type; which one: H.R. {0}, S. {0}, H.Res. {0} ...?"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("S.Amdt. 12", "is an amendment"),
        ("S. Amdt. 12 to H.R. 1", "is an amendment"),
        ("SA 12", "is an amendment"),
        ("H.Amdt. 12 (115th)", "is an amendment"),
        ("H. Rept. 115-12", "is a committee report"),
        ("S. Rept. No. 115-12", "is a committee report"),
        ("Pub. L. 115-12", "is a law"),
        ("Pub. L. No. 115–12", "is a law"),
        ("P.L. 115-12", "is a law"),
        ("Public Law 115-12", "is a law"),
        ("42 U.S.C. § 1983", "is a law"),
        ("131 Stat. 2054", "is a law"),
        ("PN123", "is a nomination"),
        ("Treaty Doc. 115-1", "is a treaty document"),
        ("405 U.S. 1030", "is a court decision"),
        ("163 Cong. Rec. H5214", "is a page of the Congressional Record"),
        ("https://www.congress.gov/amendment/115th-congress/senate-amendment/12", "is an amendment"),
        ("https://www.congress.gov/congressional-report/115th-congress/house-report/12", "is a committee report"),
        ("https://www.congress.gov/115/plaws/publ97/PLAW-115publ97.pdf", "is a law"),
        ("https://api.congress.gov/v3/law/115/pub/97", "is a law"),
        ("https://www.govinfo.gov/app/details/CRPT-115hrpt12", "is a committee report"),
        ("https://www.congress.gov/nomination/115th-congress/123", "is a nomination"),
        ("https://www.congress.gov/treaty-document/115th-congress/1", "is a treaty document"),
        ("https://www.congress.gov/members", "is an address that names no measure"),
        ("https://www.govinfo.gov/bulkdata/BILLSTATUS/115/hres", "is an address that names no measure"),
        (
            "https://congress.gov.example/bill/115/hres/351",
            "is not an address of congress.gov, govinfo.gov, gpo.gov or govtrack.us",
        ),
        (
            "https://www.congress.gov@example.com/bill/115/hres/351",
            "is not an address of congress.gov, govinfo.gov, gpo.gov or govtrack.us",
        ),
        (
            "https://www.govinfo.gov/content/pkg/BILLS-115hres351ih/BILLS-115hres351eh.xml",
            "names more than one measure or text version; give one at a time",
        ),
        ("/us/usc/t22/s2151", "is an identifier that names no measure"),
        ("", "is empty"),
        ("\u200b", "is empty"),
        ("351", ALONE.format(351)),
        ("#351", ALONE.format(351)),
        ("351-115", ALONE.format(351)),
        ("2017", ALONE.format(2017)),
        ("H.Res.", "has a type without a number"),
        ("115th Congress", "is not a bill or resolution number"),
        ("Chechnya", "is not a bill or resolution number"),
        ("hers351-115", f"has 'hers' where one of {TYPES} was expected; did you mean H.Res.?"),
        ("HB 12", f"has 'hb' where one of {TYPES} was expected"),
        ("House 351", f"has 'house' where one of {TYPES} was expected"),
        ("H.Res. 351 and S.Res. 211", f"has 'and s.res' where one of {TYPES} was expected"),
        ("H.Res. 351, S.Res. 211", "names more than one measure; give one at a time"),
        ("H.Res. 351 as amended", "has 'as amended', which is not part of a measure's name"),
        ("hr0", "has the number 0; measures are numbered from 1, never past 99999"),
        ("hr100000-115", "has the number 100000; measures are numbered from 1, never past 99999"),
        ("BILLS-115hr0ih", "has the number 0; measures are numbered from 1, never past 99999"),
        ("hr1-0", "has the Congress 0; Congresses run from 1 to 200"),
        ("H.R. 1, 0th Cong.", "has the Congress 0; Congresses run from 1 to 200"),
        ("hr1-201", "has the Congress 201; Congresses run from 1 to 200"),
        (
            "hres351-2017",
            "has the Congress 2017; Congresses run from 1 to 200; put a year in parentheses: (2017)",
        ),
        ("H.Res. 351, 115th Cong. (2016)", "contradicts itself: 2016 is not of the 115th Congress"),
        ("H.Res. 351, 115th Cong. (2019)", "contradicts itself: 2019 is not of the 115th Congress"),
        ("H.Res. 351 (2017-2019)", "contradicts itself: 2019 is not of the 115th Congress"),
        (
            "H.Res. 351, 115th Cong., 2d Sess. (2017)",
            "contradicts itself: that session of the 115th Congress sat in 2018",
        ),
        ("H.Res. 351, 115th Cong., 3d Sess.", "contradicts itself: the 115th Congress has two sessions"),
        ("115th Congress, H.Res. 351 (116th)", "names the 115th and the 116th Congress"),
        ("H.Res. 351 (1921)", "has the year 1921, in which the 66th and the 67th Congress sat; say which"),
        (
            "H.Res. 351 (1776)",
            "has an impossible year: no Congress in the year 1776 (expected a year from 1789 to 2188)",
        ),
        ("H.R. 1,118", "has a comma inside a number; write numbers without it"),
        ("H.R. 1 18", "has an extra '18'; did you mean H.R. 1 (18th)?"),
        ("H.R. 35.1", "has an extra '1'; write a Congress as 115th, a year in parentheses"),
        ("H.Res. 35¹", "has '¹' where a plain digit was expected"),
        ("H.Res. 35①", "has '①' where a plain digit was expected"),
        ("H.Res. 1½", "has '½' where a plain digit was expected"),
        ("H.Res. ٣٥١", "has a type without a number"),
        (
            "hres351-115@ih@eh",
            "has a text version that is not a version code: 'ih@eh' (expected a code like ih, eh, ats or eas2)",
        ),
        ("BILLS-115hres351ih@eh", "names two text versions, ih and eh"),
        ("hres351/whereas/1@ih", "has a clause address before its text version; expected hres351-115@ih/whereas/4"),
        (
            "hres351-115//x",
            "has the clause address '/x'; expected one like whereas/4, resolved/1/2 or section/3/a",
        ),
        (
            "hres351-115/whereas 4",
            "has the clause address 'whereas 4'; expected one like whereas/4, resolved/1/2 or section/3/a",
        ),
        ("BILLSTATUS-115hres351ih.xml", "has a text version where its collection has none"),
    ],
)
def test_what_is_no_measure_is_refused_with_the_reason(text: str, why: str) -> None:
    assert refusal(text) == f"not a measure: {text!r} {why}"


def test_a_long_input_is_refused_in_a_short_line() -> None:
    assert len(refusal("H.Res. 351 " + "x" * 10_000)) < 200


def test_a_key_in_an_address_is_never_repeated() -> None:
    for site in ("https://api.congress.gov", "api.congress.gov", "https://api.example.com", "api.example.com"):
        assert "SECRET" not in refusal(f"{site}/v3/member/X000001?api_key=SECRET")


def test_control_characters_do_not_reach_the_message() -> None:
    assert "\x1b" not in refusal("H.Res. 351 \x1b[31m")


@pytest.mark.parametrize("text", ["hres351", "HRES351-115", "hres0351-115", "hres351-115 ", "hers351-115", "351-115"])
def test_only_the_canonical_form_is_a_measure_id(text: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"not a measure id: {text!r} (expected the form hres351-115)")):
        parse_measure_id(text)


@pytest.mark.parametrize("text", ["hr1-201", "hr100000-115", "hr1-" + "9" * 5000])
def test_an_impossible_measure_id_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a measure id"):
        parse_measure_id(text)


# ------------------------------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("BILLSTATUS-115hres351.xml", HRES351),
        ("115/hres/BILLSTATUS-115hres351.xml", HRES351),
        (r"115\hres\BILLSTATUS-115hres351.xml", HRES351),
        ("BILLS-115hres351ih.xml", TextId(HRES351, "ih")),
        ("BILLS-115hres351ih", TextId(HRES351, "ih")),
        ("texts/BILLS-115hres351eas2.htm", TextId(HRES351, "eas2")),
        ("BILLS-115hres351.xml", None),
        ("BILLSTATUS-115hres351ih.xml", None),
        ("BILLSTATUS-115-hres.zip", None),
        ("BILLSTATUS-115hres0.xml", None),
        ("BILLS-115hres351ih.xml.part", None),
        ("BILLSUM-115hres351.xml", None),
        ("115hres351ih.xml", None),
        ("hres351-115.yaml", None),
        ("", None),
    ],
)
def test_official_files_are_known_by_their_names(name: str, identity: MeasureId | TextId | None) -> None:
    assert identify_file(name) == identity


@given(st.text())
def test_any_file_name_is_answered(name: str) -> None:
    assert identify_file(name) is None


@pytest.mark.official
def test_official_file_names_and_the_names_in_the_files_agree(official_data: Path) -> None:
    files = sorted((official_data / "billtext").rglob("BILLS-*.xml"))
    assert files
    for path in files:
        text = identify_file(path.name)
        assert isinstance(text, TextId), path.name
        number = re.search(r"<legis-num[^>]*>([^<]+)</legis-num>", path.read_text("utf-8")[:20_000])
        if number is not None:
            said = parse_reference(number[1])
            assert (said.measure_type, said.number) == (text.measure.measure_type, text.measure.number)
