"""Quotations: what people print of a text, found in it or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Authority, Coverage, Excerpt, Measure, Provision, ResolvingClause, TextVersion
from billtrack.model.measure_names import MeasureType
from billtrack.model.search_terms import letters_of
from billtrack.model.values import replace
from billtrack.store.archive.lines import lines_of
from billtrack.texts.finding_quotations import Match, QuoteVerdict, loose_key
from billtrack.texts.quotation import Gap, QuotationSieve, parse_quotation
from billtrack.texts.quoted_version import QuotedVersion, loaded_words, printed_words, unbroken_parts

LIGHT = "Whereas, on May 3, 1902, the keeper’s “great lamp” was lit—for the first time—by Ada Example;"
SHORE = "Whereas twelve first-hand accounts describe the storm of that night: Now, therefore, be it"
TEXT = TextVersion(
    version_code="ih",
    coverage=Coverage.COMPLETE,
    authority=Authority.OFFICIAL,
    preamble=(LIGHT, SHORE),
    resolved=(
        ResolvingClause(
            chapeau="That the House of Representatives—",
            items=(
                Provision(enum="(1)", text="honors the keepers of every lighthouse; and"),
                Provision(enum="(2)", text="urges each State to preserve its lighthouses."),
            ),
        ),
    ),
)
PARTIAL = TextVersion(
    version_code="ats",
    coverage=Coverage.PARTIAL,
    excerpts=(
        Excerpt(part="preamble", text="the lamps of the inner harbor", source="https://example.org/1"),
        Excerpt(part="resolved", text="shall burn through the night", source="https://example.org/2"),
    ),
)
MEASURE = Measure(schema="billtrack/1", id=parse_measure_id("hres901-118"), title="Lights", text_versions=(TEXT,))


def find(quotation: str, text: TextVersion = TEXT) -> Match:
    version = QuotedVersion(MEASURE, text)
    found = version.find_whole(parse_quotation(quotation))
    return found if found.verdict is not QuoteVerdict.ABSENT else version.find_near(parse_quotation(quotation))


@pytest.mark.parametrize(
    ("quotation", "verdict", "address"),
    [
        ("honors the keepers of every lighthouse", "exact", "resolved/1/1"),
        ("“honors the keepers of every lighthouse,”", "exact", "resolved/1/1"),
        ("urges each State to preserve its lighthouses", "exact", "resolved/1/2"),
        ("of that night: Now, therefore, be it Resolved, That the House of Representatives—", "exact", "whereas/2"),
        ("every lighthouse; and (2) urges each State", "exact", "resolved/1/1"),
        ("honors ... every lighthouse", "exact", "resolved/1/1"),
        ("Whereas, on May 3, 1902 … of that night", "exact", "whereas/1"),
        ("[H]onors the keepers of every lighthouse; and (2) urges", "exact", "resolved/1/1"),
        ("urges each [government] to preserve its lighthouses", "exact", "resolved/1/2"),
        ("twelve first-hand accounts [sic] describe the storm", "exact", "whereas/2"),
        ("lit—for the first time—by Ada", "exact", "whereas/1"),
        ('the keeper\'s "great lamp" was lit', "typographic", "whereas/1"),
        ("lit--for the first time--by Ada Example", "typographic", "whereas/1"),
        ("twelve firsthand accounts", "typographic", "whereas/2"),
        ("urges each State to protect its lighthouses", "near", "resolved/1/2"),
        ("honors the keepers of every Lighthouse", "near", "resolved/1/1"),
        ("honors the keepers, of every lighthouse", "near", "resolved/1/1"),
        ("urges every lighthouse … honors the keepers of", "absent", ""),
        ("a bill to fund the harbor police of Ohio", "absent", ""),
    ],
)
def test_verdict_and_place(quotation: str, verdict: str, address: str) -> None:
    found = find(quotation)
    assert (found.verdict.value, found.address) == (verdict, address)


def test_near_quotation_shows_the_words_that_differ_and_none_around_it() -> None:
    spans = find("urges each State to protect its lighthouses").differs
    assert [(span.op.value, span.text.strip()) for span in spans if span.op.value != "="] == [
        ("-", "preserve"),
        ("+", "protect"),
    ]


def test_words_with_unknown_words_between_them_are_no_quotation() -> None:
    assert find("the inner harbor shall burn through", PARTIAL).verdict is not QuoteVerdict.EXACT
    assert find("the inner harbor", PARTIAL).address == "excerpt/1"


def test_words_left_out_are_gaps() -> None:
    parsed = parse_quotation("“[T]he State … shall [not] pay . . . the fee”")
    assert parsed.gaps == (Gap.LEFT_OUT, Gap.REPLACED, Gap.LEFT_OUT)
    assert parse_quotation(" “…” ").pieces == ()


WORDS = " ".join((LIGHT, SHORE)).split()


@given(st.integers(0, len(WORDS) - 4), st.integers(4, 20))
def test_every_run_of_words_is_found_exactly(start: int, length: int) -> None:
    run = " ".join(WORDS[start : start + length])
    assert find(run).verdict is QuoteVerdict.EXACT


@given(st.integers(0, len(WORDS) - 6), st.integers(5, 20), st.data())
def test_no_run_with_another_word_in_it_is_exact(start: int, length: int, data: st.DataObject) -> None:
    run = WORDS[start : start + length]
    at = data.draw(st.integers(1, len(run) - 2))
    changed = data.draw(
        st.sampled_from(
            [[*run[:at], "not", *run[at:]], [*run[:at], *run[at + 1 :]], [*run[:at], "zebra", *run[at + 1 :]]]
        )
    )
    assert find(" ".join(changed)).verdict not in {QuoteVerdict.EXACT, QuoteVerdict.TYPOGRAPHIC}


LINES = lines_of(TEXT)


def lets_through(quotation: str) -> bool:
    sieve = QuotationSieve(parse_quotation(quotation))
    return sieve.lets_through(LINES.preamble, LINES.provisions, MEASURE.id.measure_type)


@given(st.booleans(), st.integers(0, 200), st.integers(1, 40))
def test_the_sieve_lets_every_run_of_words_through(printed: bool, start: int, length: int) -> None:
    [part] = unbroken_parts(TEXT)
    stretches = printed_words(MEASURE, TEXT, part) if printed else loaded_words(part)
    words = " ".join(each.words for each in stretches).split()
    assert lets_through(" ".join(words[start % len(words) :][:length]))


@given(st.booleans(), st.integers(0, 200), st.integers(4, 40))
def test_every_run_of_words_of_the_file_or_the_page_is_found(printed: bool, start: int, length: int) -> None:
    [part] = unbroken_parts(TEXT)
    stretches = printed_words(MEASURE, TEXT, part) if printed else loaded_words(part)
    words = " ".join(each.words for each in stretches).split()
    assert find(" ".join(words[start % (len(words) - 4) :][:length])).verdict is QuoteVerdict.EXACT


@given(st.text())
def test_words_that_match_have_the_letters_the_sieve_looks_for(text: str) -> None:
    assert letters_of(loose_key(text)) == letters_of(text)


@pytest.mark.parametrize(
    "quotation",
    [
        "honors the keepers of any lighthouse",
        "honors keepers of every lighthouse",
        "every lighthouse; and (2) urges our State",
        "every lighthouse; and (2) then urges each State",
        "preserve its lighthouses. (2) urges each State",
        "honors … every lighthouse … every harbor",
    ],
)
def test_the_sieve_stops_a_quotation_with_another_word(quotation: str) -> None:
    assert not lets_through(quotation)


def test_the_formula_of_a_resolution_may_stand_for_its_first_heading() -> None:
    sieve = QuotationSieve(parse_quotation("in Congress assembled, Pursuant to section 9"))
    assert sieve.lets_through("", "Lights\x1fPursuant to section 9 of it", MeasureType.SJRES)
    assert not sieve.lets_through("", "Lights\x1fPursuant to section 9 of it", MeasureType.SRES)


def test_the_sieve_names_the_lines_that_may_have_a_quotation() -> None:
    lines = ["Lamps the keeper shall,", "by striking the period", "", "by striking the comma", "by striking the period"]
    places = QuotationSieve(parse_quotation("(1) by striking the period")).places(lines)
    assert places == [(1, 1), (4, 4)]
    assert QuotationSieve(parse_quotation("the period; (3) by striking the comma")).places(lines) == [(1, 3)]
    assert QuotationSieve(parse_quotation("the keeper … the period")).places(lines) == []


@given(st.integers(1, 299))
def test_a_quotation_of_common_words_is_found_in_a_long_text(number: int) -> None:
    items = tuple(Provision(enum=f"({at})", text="by striking the period at the end;") for at in range(1, 301))
    long = replace(TEXT, preamble=None, resolved=(ResolvingClause(chapeau="That", items=items),))
    found = find(f"the period at the end; ({number + 1}) by striking the period at", long)
    assert (found.verdict, found.address) == (QuoteVerdict.EXACT, f"resolved/1/{number}")
