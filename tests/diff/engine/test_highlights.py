"""What a reader looks for first: whole figures paired with what stands in their place, and told once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.engine import ChangeClass, Comparison, Op, Span, UnitChange, compare
from billtrack.diff.engine.highlights import Highlights, Replacement, find_highlights
from billtrack.diff.engine.result import Change
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Provision, TextVersion


def bill(*sections: str | tuple[str, str]) -> tuple[Clause, ...]:
    """Sections of an invented bill: their words, or a heading and words."""
    parts = [section if isinstance(section, tuple) else (None, section) for section in sections]
    provisions = tuple(
        Provision(level="section", enum=f"{number}.", header=header, text=text)
        for number, (header, text) in enumerate(parts, 1)
    )
    return clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=provisions))


def found(old: str, new: str) -> Highlights:
    return find_highlights(compare(bill(old), bill(new)))


def pairs(highlights: Highlights, field: str) -> list[tuple[str | None, str | None]]:
    return [(each.old, each.new) for each in getattr(highlights, field)]


@pytest.mark.parametrize(
    ("field", "old", "new", "expected"),
    [
        ("amounts", "a fine of $1,000 for each bell", "a fine of $1,500 for each bell", [("$1,000", "$1,500")]),
        ("amounts", "not over $4 million a year", "not over $4 billion a year", [("$4 million", "$4 billion")]),
        ("amounts", "a share of 12 percent of it", "a share of 15 percent of it", [("12 percent", "15 percent")]),
        ("amounts", "kept for 5 years in a vault", "kept for 15 years in a vault", [("5 years", "15 years")]),
        ("amounts", "within two years of the day", "within three years of the day", [("two years", "three years")]),
        ("amounts", "grades 1 through 3 of a school", "grades 1 through 4 of a school", [("3", "4")]),
        ("amounts", "it may keep $200 million of oil", "it may keep $200,000,000 of oil", []),
        ("amounts", "a fee for each bell that is rung", "a fee of $5 for each bell that is rung", [(None, "$5")]),
        ("dates", "rung after January 5, 2025, by hand", "rung after January 15, 2026, by hand",
         [("January 5, 2025", "January 15, 2026")]),
        ("dates", "for fiscal years 2026 through 2029 only", "for fiscal years 2026 through 2028 only",
         [("fiscal years 2026 through 2029", "fiscal years 2026 through 2028")]),
        ("obligations", "the pilot shall ring the bell", "the pilot may ring the bell", [("shall", "may")]),
        ("obligations", "the pilot may ring the bell", "the pilot may not ring the bell", [("may", "may not")]),
        ("obligations", "the bell is public and old", "the bell is not public and old", [(None, "not")]),
        ("obligations", "not less than two bells", "not more than two bells", [("not less than", "not more than")]),
        ("obligations", "kept not later than noon by all", "kept by all", []),
        ("amounts", "some 10-15 bells are kept", "some 1015 bells are kept", [("10-15", "1015")]),
        ("amounts", "rung in 9 places", "rung in nine places", []),
        ("amounts", "rung in 120 places", "rung in one hundred twenty places", []),
        ("amounts", "rung in one hundred places", "rung in two hundred places", [("one hundred", "two hundred")]),
        ("amounts", "some one hundred twenty bells", "some one hundred thirty bells",
         [("one hundred twenty", "one hundred thirty")]),
        ("amounts", "kept for eighteen feasts", "kept for twenty-one feasts", [("eighteen", "twenty-one")]),
        ("amounts", "kept by two-thirds of all", "kept by three-fourths of all", [("two-thirds", "three-fourths")]),
        ("amounts", "kept by five and six pilots", "kept by five and seven pilots", [("six", "seven")]),
        ("amounts", "a rise of 5 percent a year", "a rise of 5 percentage points a year",
         [("5 percent", "5 percentage points")]),
        ("amounts", "a rope of 3½ feet in all", "a rope of 3¼ feet in all", [("3½", "3¼")]),
        ("amounts", "some 10² bells are kept", "some 10³ bells are kept", [("10²", "10³")]),
        ("amounts", "rung at 5:00 p.m. in fog", "rung at 6:00 p.m. in fog", [("5:00 p.m.", "6:00 p.m.")]),
        ("amounts", "rung at 5 p.m. in fog", "rung at 5 a.m. in fog", [("5 p.m.", "5 a.m.")]),
        ("amounts", "seen by 3,600,000 people", "seen by 3.6 million people", []),
        ("amounts", "some 10^6 bells are kept", "some 106 bells are kept", [("10^6", "106")]),
        ("amounts", "a rope of 3 1/2 feet in all", "a rope of 31/2 feet in all", [("3 1/2", "31/2")]),
        ("amounts", "a rope of 3 1/2 feet in all", "a rope of 3 1/4 feet in all", [("3 1/2", "3 1/4")]),
        ("amounts", "a balance of ($290) in all", "a balance of $290 in all", [("($290)", "$290")]),
        ("dates", "a feast on 9/30/2031 in port", "a feast on 9/29/2031 in port", [("9/30/2031", "9/29/2031")]),
        ("obligations", "at least two bells", "at most two bells", [("at least", "at most")]),
        ("obligations", "at least two bells", "not less than two bells", []),
        ("obligations", "the lesser of two bells", "the greater of two bells", [("lesser of", "greater of")]),
        ("obligations", "open unless fog has fallen", "open if fog has fallen", [("unless", None)]),
        ("obligations", "bells, including but not limited to old ones,", "bells, including old ones,", []),
        ("obligations", "a book of what the many pilots who come to the old harbor may see", "a guide", []),
        ("obligations", "a book of what the many pilots of the old harbor shall see", "a guide", [("shall", None)]),
        ("dates", "a feast on March 31st of each year", "a feast each year on March 31", []),
        ("dates", "a feast", "a feast in the week of May 6 through 12, 2031,", [(None, "May 6 through 12, 2031")]),
        ("dates", "a feast of May 6–12, 2031,", "a feast of May 6–13, 2031,", [("May 6–12, 2031", "May 6–13, 2031")]),
        ("dates", "books of fiscal year 2031 kept in the fiscal year 2031 and later",
         "books of fiscal year 2031 and later", []),
        ("amounts", "a watch of fifteen to sixteen hours a day", "a watch of 15 to 16 hours a day", []),
        ("dates", "the fog of 1932–1933", "the fog of 1932-1934", [("1932–1933", "1932-1934")]),
        ("amounts", "lit at 6:30 p.m. each day", "lit at 7:30 p.m. each day", [("6:30 p.m.", "7:30 p.m.")]),
        ("amounts", "a log", "a log (Journals of the Harbor, 11:732)", []),
        ("amounts", "some 10 to 20 percent of it", "some 15 percent of it", [("10 to 20 percent", "15 percent")]),
        ("amounts", "two to four weeks", "2 to 5 weeks", [("two to four weeks", "2 to 5 weeks")]),
        ("amounts", "lit in 36 ports", "lit in thirty-five ports", [("36", "thirty-five")]),
        ("amounts", "lit in 24 ports", "lit in twenty-four ports", []),
        ("amounts", "kept for twenty-one days", "kept for 30 days", [("twenty-one days", "30 days")]),
        ("amounts", "one hundred and fifty bells", "one hundred and sixty bells",
         [("one hundred and fifty", "one hundred and sixty")]),
        ("amounts", "fifty-seven million bells", "57,000,000 bells", []),
        ("amounts", "two-thirds of the pilots agree", "three-fourths of the pilots agree",
         [("two-thirds", "three-fourths")]),
        ("amounts", "the pilots agree", "two-thirds of the pilots agree", [(None, "two-thirds")]),
        ("amounts", "a two-year term", "a 3-year term", [("two-year", "3-year")]),
        ("amounts", "a two-year term", "a 2-year term", []),
        ("amounts", "the thirty-fifth year of the old light", "the thirty-sixth year of the old light", []),
        ("amounts", "the one hundred and fiftieth feast", "the one hundred and sixtieth feast", []),
    ],
)  # fmt: skip
def test_a_figure_is_told_whole(field: str, old: str, new: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert (
        pairs(found(f"The keepers hold {old} at the harbor.", f"The keepers hold {new} at the harbor."), field)
        == expected
    )


ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
ONES += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    """Write a number below a million in words."""
    if number >= 1000:
        rest = f" {spelled(number % 1000)}" if number % 1000 else ""
        return f"{spelled(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {spelled(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100 - 1]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    return ONES[number - 1]


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_a_number_in_words_is_told_whole_and_only_if_it_is_another(first: int, second: int) -> None:
    told = pairs(found(f"The keepers hold {first:,} bells.", f"The keepers hold {spelled(second)} bells."), "amounts")
    assert told == ([] if first == second else [(f"{first:,}", spelled(second))])
    assert pairs(found(f"Keep {first:,} bells.", f"Keep {spelled(first)} bells."), "amounts") == []


def test_a_sum_that_lost_its_minus_sign_is_told_with_and_without_it() -> None:
    clause = bill("A total of $290,000,000 is left.")
    spans = (
        Span(Op.EQUAL, "1. A total of "),
        Span(Op.DELETE, "−", change_class=ChangeClass.SUBSTANTIVE),
        Span(Op.EQUAL, "$290,000,000 is left."),
    )
    unit = UnitChange(Change.EDITED, (0,), (0,), spans, change_class=ChangeClass.SUBSTANTIVE)
    highlights = find_highlights(Comparison(clause, clause, (unit,), (), False))
    assert pairs(highlights, "amounts") == [("−$290,000,000", "$290,000,000")]


def test_numbers_of_references_and_years_of_acts_are_no_amounts() -> None:
    old = "The Bells Act of 1934 and Public Law 118-63 and 47 U.S.C. 153 apply to the outer harbor."
    new = "The Bells Act of 1996 and Public Law 118-64 and 47 U.S.C. 154 apply to the outer harbor."
    highlights = found(old, new)
    assert (highlights.amounts, highlights.dates) == ((), ())


def test_the_address_is_that_of_the_clause_in_the_new_text() -> None:
    fine = "A fine of {} is due for each bell that is not rung by hand in fog."
    kept = "The keepers of the lights remain at their posts until they are relieved."
    highlights = find_highlights(compare(bill(fine.format("$5")), bill(kept, fine.format("$6"))))
    assert [(each.old, each.new, each.address) for each in highlights.amounts] == [("$5", "$6", "section/2")]


def test_duties_of_a_whole_new_section_are_no_changed_duty_but_its_sums_are_told() -> None:
    kept = "The keepers of the lights remain at their posts."
    new = "The Commandant shall not spend more than $7,000 on the bells of the outer harbor in 2031."
    highlights = find_highlights(compare(bill(kept), bill(kept, new)))
    assert pairs(highlights, "amounts") == [(None, "$7,000")]
    assert (highlights.obligations, highlights.dates) == ((), ())


def test_a_replacement_in_three_places_is_told_once_whatever_its_case() -> None:
    places = (
        "{} of the pilots is free to all.",
        "No fee is due for the {} of keepers.",
        "A report on {} is due at Easter.",
    )
    old = bill(*(place.format("Training" if place.startswith("{") else "training") for place in places))
    new = bill(*(place.format("Education" if place.startswith("{") else "education") for place in places))
    assert find_highlights(compare(old, new)).replacements == (Replacement("training", "education", 3),)


def test_numbers_of_items_run_in_among_the_words_are_no_replacement() -> None:
    places = ("The pilots sing{} dance at dawn.", "Keepers sleep{} eat at the light.", "Sailors row{} swim in the bay.")
    old, new = (bill(*(place.format(words) for place in places)) for words in (", and", "; and (2)"))
    assert find_highlights(compare(old, new)).replacements == ()


def test_words_inserted_in_three_places_are_told_once() -> None:
    old = bill("The pilots of the port are free.", "Keepers of the port stay.", "No ship of the port sails.")
    new = bill(
        "The pilots of the outer port are free.", "Keepers of the outer port stay.", "No ship of the outer port sails."
    )
    assert find_highlights(compare(old, new)).replacements == (Replacement(None, "outer", 3),)


def test_titles_are_the_official_one_and_the_headings_of_sections_that_differ_in_words() -> None:
    words = "The bells of the outer harbor are kept in working order."
    old, new = (
        bill(("Bells", words), ("SHORT TITLE.", words)),
        bill(("Bells and lights", words), ("Short title", words)),
    )
    highlights = find_highlights(compare(old, new), "To keep the bells.", "To keep the bells and lights.")
    assert [(each.old, each.new, each.address) for each in highlights.titles] == [
        ("To keep the bells.", "To keep the bells and lights.", "title"),
        ("Bells", "Bells and lights", "section/1"),
    ]


def test_a_reference_that_names_something_else_is_told_with_its_level() -> None:
    clause = bill("As defined in section 3(a)(2) of this Act.")
    spans = (
        Span(Op.EQUAL, "1. As defined in section 3(a)"),
        Span(Op.DELETE, "(1)", change_class=ChangeClass.REFERENCE),
        Span(Op.INSERT, "(2)", change_class=ChangeClass.REFERENCE),
        Span(Op.EQUAL, " of this Act."),
    )
    unit = UnitChange(Change.EDITED, (0,), (0,), spans, change_class=ChangeClass.REFERENCE)
    highlights = find_highlights(Comparison(clause, clause, (unit,), (), False))
    assert pairs(highlights, "references") == [("section 3(a)(1)", "section 3(a)(2)")]


# ------------------------------------------------------------------------------------------- laws

words = st.sampled_from(
    ["the bells", "shall", "may", "not", "$5", "$6 million", "3 days", "May 1, 2030", "of", "fog", "unless"]
)
texts = st.lists(st.lists(words, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=4)


@given(texts)
def test_a_text_with_itself_has_no_highlights(sections: list[str]) -> None:
    assert find_highlights(compare(bill(*sections), bill(*sections))) == Highlights()


@given(texts, texts)
def test_every_highlight_stands_in_the_text_it_is_said_of(old: list[str], new: list[str]) -> None:
    highlights = find_highlights(compare(bill(*old), bill(*new)))
    for each in (*highlights.amounts, *highlights.dates, *highlights.obligations):
        assert each.old is None or any(each.old in section for section in old)
        assert each.new is None or any(each.new in section for section in new)
        assert each.old != each.new


def test_a_reference_whose_words_stayed_while_its_section_went_on_is_told() -> None:
    bells = "Every bell buoy is to be hauled, scraped, and painted red before the herring season opens."
    pay = "A keeper who hauls a buoy under section 1 is paid in silver."
    sound = "A foghorn sounds twice each minute whenever the far buoy cannot be seen."
    told = find_highlights(compare(bill(bells, pay), bill(sound, bells, pay))).kept_references
    assert [(each.words, each.note, each.address) for each in told] == [
        ("section 1", "section 1 is another clause now", "section/3")
    ]
    assert find_highlights(compare(bill(bells, pay), bill(bells, sound, pay))).kept_references == ()
