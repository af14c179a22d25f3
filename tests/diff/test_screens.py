"""What a reader sees of a comparison: names, headings, notes, the table, and what stands first."""

from __future__ import annotations

import pytest

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.first import first_facts
from billtrack.diff.answers.inline import notes
from billtrack.diff.answers.labels import first_words, place, words_apart, words_told
from billtrack.diff.answers.pieces import both_sides
from billtrack.diff.answers.sections import by_section
from billtrack.diff.answers.stat import summary_table
from billtrack.diff.answers.view import DisplayChoice, view
from billtrack.diff.compared import Compared, Matter
from billtrack.diff.engine import (
    Change,
    ChangeClass,
    Comparison,
    Fragment,
    Op,
    ReferenceChange,
    Span,
    UnitChange,
    compare,
)
from billtrack.diff.engine.highlights import Highlight, Highlights, Replacement
from billtrack.diff.verdict import compare_sides
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Provision, ResolvingClause, TextVersion
from billtrack.output.page import Facts, Page, Table
from billtrack.output.plain import plain_text
from billtrack.output.revisions import marked
from billtrack.output.screen import screen_lines

BELLS = "The Commandant shall keep every bell of the outer harbor in working order."
LIGHTS = "The keepers of the lights remain at their posts until they are relieved."
FOG = "No ship may pass the bar while the fog signal of the northern cape is sounding."
BUOYS = "A list of the buoys that were lost is to be published before the season opens."


def text(*sections: Provision) -> tuple[Clause, ...]:
    return clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=sections))


def section(number: str, header: str | None, *items: str, words: str | None = None) -> Provision:
    inside = tuple(
        Provision(enum=f"({letter})", text=item) for letter, item in zip("abcdefghijklmnopqrst", items, strict=False)
    )
    return Provision(level="section", enum=f"{number}.", header=header, text=words, items=inside)


def headings(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> list[str]:
    return [heading for heading, _ in by_section(view(compare(old, new), DisplayChoice())) if heading]


# ------------------------------------------------------------------------------------------ names


TITLE = "To require that the bells of the outer harbor be {} by hand in fog."


def titled(name: str, words: str, title: str | None) -> Compared:
    sections = (Provision(level="section", enum="1.", text=words),)
    print_ = TextVersion(version_code="ih", coverage=Coverage.COMPLETE, official_title=title, sections=sections)
    return Compared(name, Matter.TEXT, clauses(print_), Coverage.COMPLETE, text=print_)


@pytest.mark.parametrize("words", [BELLS, f"{BELLS} Always."])
def test_another_official_title_is_marked_as_a_clause_is(words: str) -> None:
    sides = titled("a", BELLS, TITLE.format("rung")), titled("b", words, TITLE.format("sounded"))
    page = plain_text(DiffAnswer(*sides, compare_sides(*sides)).page())
    assert "* Official title: edited; 1 word deleted, 1 inserted\n" in page
    assert "the outer harbor be [-rung-]{+sounded+} by hand in fog." in page
    assert "Also different" not in page


def test_titles_that_share_little_are_told_side_by_side() -> None:
    sides = titled("a", BELLS, TITLE.format("rung")), titled("b", BELLS, "Honoring the keepers of Gull Rock.")
    page = plain_text(DiffAnswer(*sides, compare_sides(*sides)).page())
    assert "Official title: To require that" in page
    assert "→ Honoring the keepers of Gull Rock." in page
    assert "removed" not in page


def test_a_title_that_one_print_lacks_is_said_beside() -> None:
    sides = titled("a", BELLS, TITLE.format("rung")), titled("b", f"{BELLS} Always.", None)
    page = plain_text(DiffAnswer(*sides, compare_sides(*sides)).page())
    assert "Also different  Official title, old text only: To require" in page


@pytest.mark.parametrize(
    ("enum", "expected"),
    [("SEC. 2.", "Sec. 2(a)"), ("2.", "Sec. 2(a)"), ("(2)", "Resolved 2(a)"), (None, "Resolved 2(a)")],
)
def test_a_resolving_clause_with_a_section_number_is_that_section(enum: str | None, expected: str) -> None:
    resolved = (
        ResolvingClause(chapeau="That the bells be rung."),
        ResolvingClause(enum=enum, chapeau="The keepers—", items=(Provision(enum="(a)", text="stay."),)),
    )
    every = clauses(TextVersion(version_code="ih", coverage=Coverage.COMPLETE, resolved=resolved))
    assert [place(every, at) for at in (0, 2)] == ["Resolved 1", expected]
    assert every[2].address == "resolved/2/a"


def test_words_after_an_unnumbered_section_are_not_called_its_number() -> None:
    every = text(Provision(level="section", text=BELLS, items=(Provision(level="continuation", text=FOG),)))
    assert place(every, 1) == "Unnumbered section, closing words"


@pytest.mark.parametrize(
    ("deleted", "inserted", "expected"),
    [(2, 2, "2 words deleted, 2 inserted"), (1, 0, "1 word deleted"), (0, 1, "1 word inserted"), (0, 0, "")],
)
def test_changed_words_are_counted_in_a_phrase(deleted: int, inserted: int, expected: str) -> None:
    assert words_told(deleted, inserted) == expected


def test_first_words_do_not_begin_with_a_mark() -> None:
    assert first_words(", the Commission shall hold not less than one hearing") == (
        "the Commission shall hold not less than ..."
    )


def test_long_titles_are_told_by_the_words_that_differ() -> None:
    old = "Calling upon the keepers of the outer harbor to ring the bells by hand in fog."
    new = "Calling upon the keepers of the outer harbor to sound the bells by hand in fog."
    assert words_apart(old, new) == (
        "... the outer harbor to ring the bells by hand ...",
        "... the outer harbor to sound the bells by hand ...",
    )


# --------------------------------------------------------------------------------------- headings


def test_a_section_is_headed_once_by_its_new_name_and_says_its_old_one() -> None:
    old = text(section("1", "Title", words=FOG), section("2", "Bells", BELLS, BUOYS))
    new = text(
        section("1", "Title", words=FOG),
        section("2", "Lights", words=LIGHTS),
        section("3", "Bells", f"{BELLS} Always.", BUOYS),
    )
    assert headings(old, new) == ["Sec. 3 Bells (was Sec. 2)"]


def test_a_removed_clause_stands_under_the_section_that_was_its_own() -> None:
    old = text(section("1", "Title", words=FOG), section("2", "Bells", BELLS, BUOYS, LIGHTS))
    new = text(
        section("1", "Title", words=FOG),
        section("2", "Fog", words=f"{FOG} Ever."),
        section("3", "Bells", BELLS, LIGHTS),
    )
    assert headings(old, new) == ["Sec. 3 Bells (was Sec. 2)"]


def test_a_removed_section_is_named_as_old_text() -> None:
    old = text(section("1", "Title", words=FOG), section("2", "Bells", BELLS, BUOYS))
    sides = side(old), side(text(section("1", "Title", words=FOG)))
    answer = DiffAnswer(*sides, compare_sides(*sides))
    assert "Sec. 2 (old text): removed, with 2 clauses inside it" in plain_text(answer.page())


def side(every: tuple[Clause, ...]) -> Compared:
    return Compared(name="x", matter=Matter.TEXT, clauses=every, coverage=Coverage.COMPLETE)


# ------------------------------------------------------------------------------------------ notes


def one_unit(*spans: Span, fragments: tuple[Fragment, ...] = ()) -> Comparison:
    clause = text(section("1", None, words=BELLS))
    unit = UnitChange(Change.EDITED, (0,), (0,), spans, change_class=ChangeClass.SUBSTANTIVE)
    return Comparison(clause, clause, (unit,), fragments, False)


def test_words_that_moved_within_a_clause_are_not_sent_to_it() -> None:
    comparison = one_unit(
        Span(Op.INSERT, ", when fog falls, ", change_class=ChangeClass.SUBSTANTIVE, fragment=0),
        Span(Op.EQUAL, "the bells are rung"),
        Span(Op.DELETE, ", when fog falls, ", change_class=ChangeClass.SUBSTANTIVE, fragment=0),
        fragments=(Fragment(0, 0),),
    )
    assert list(notes(view(comparison, DisplayChoice()), (0,))) == ["“when fog falls,” moved within this clause"]


def test_a_reference_says_what_it_names_now() -> None:
    change = ReferenceChange("section 2", "section 3")
    comparison = one_unit(
        Span(Op.DELETE, "2", change_class=ChangeClass.REFERENCE, reference=change),
        Span(Op.INSERT, "3", change_class=ChangeClass.REFERENCE, reference=change),
    )
    assert list(notes(view(comparison, DisplayChoice()), (0,))) == ["now names section 3, before section 2"]


def test_what_a_reference_names_is_noted_only_where_the_reference_is_shown() -> None:
    change = ReferenceChange("section 2", "section 3")
    spans = (
        Span(Op.DELETE, "2.", change_class=ChangeClass.NUMBERING),
        Span(Op.INSERT, "3.", change_class=ChangeClass.NUMBERING),
        Span(Op.EQUAL, " Pay under section "),
        Span(Op.DELETE, "2", change_class=ChangeClass.REFERENCE, reference=change),
        Span(Op.INSERT, "3", change_class=ChangeClass.REFERENCE, reference=change),
    )
    clause = Clause(("section", "3"), "section", "3.", None, "Pay under section 3", 0, False, None)
    unit = UnitChange(Change.EDITED, (0,), (0,), spans, change_class=ChangeClass.REFERENCE)
    found = Comparison((clause,), (clause,), (unit,), (), identical=False)
    shown = {kind: list(notes(view(found, DisplayChoice(frozenset({kind}))), [0])) for kind in ChangeClass}
    assert shown.pop(ChangeClass.REFERENCE) == ["now names section 3, before section 2"]
    assert not any(shown.values())


def test_a_number_that_lost_its_sign_is_marked_whole() -> None:
    kind = ChangeClass.SUBSTANTIVE
    spans = (Span(Op.EQUAL, "A sum of "), Span(Op.DELETE, "-", change_class=kind), Span(Op.EQUAL, "$5,000, kept."))
    assert marked(both_sides(spans, frozenset(ChangeClass))) == "A sum of [--$5,000-]{+$5,000+}, kept."
    assert marked(both_sides(spans, frozenset())) == "A sum of $5,000, kept."


# ------------------------------------------------------------------------------------------ table


def test_a_bill_of_one_section_has_a_row_for_each_paragraph() -> None:
    def every(word: str) -> tuple[Clause, ...]:
        inside = [
            Provision(
                enum=f"({letter})",
                header=name,
                items=tuple(
                    Provision(enum=f"({number})", text=f"the {name} of pier {number} are {word} by keeper {number}")
                    for number in range(1, 8)
                ),
            )
            for letter, name in (("a", "Bells"), ("b", "Lights"))
        ]
        return text(Provision(level="section", enum="1.", header="Piers", items=tuple(inside)))

    table = summary_table(view(compare(every("kept"), every("sold")), DisplayChoice()))
    assert table is not None
    assert [row[:2] for row in table.rows] == [("Sec. 1(a) Bells", "7 edited"), ("Sec. 1(b) Lights", "7 edited")]


def test_what_came_whole_is_one_row_and_no_class_is_told_where_all_are_substantive() -> None:
    old = text(section("1", "Title", words=FOG))
    new = text(section("1", "Title", words=f"{FOG} Ever."), section("2", "Bells", BELLS, BUOYS))
    table = summary_table(view(compare(old, new), DisplayChoice()))
    assert table is not None
    assert [column.key for column in table.columns] == ["place", "became", "words_deleted", "words_inserted"]
    assert [row[:2] for row in table.rows] == [("Sec. 1", "edited"), ("Sec. 2", "added, with 2 clauses inside it")]


def test_a_table_of_changed_marks_has_no_columns_of_words() -> None:
    old = text(section("1", "Title", words=FOG), section("2", "Bells", words=BELLS))
    new = text(section("1", "Title", words=f"{FOG[:-1]};"), section("2", "Bells", words=f"{BELLS[:-1]};"))
    table = summary_table(view(compare(old, new), DisplayChoice()))
    assert table is not None
    assert [column.key for column in table.columns] == ["place", "became", "class"]
    assert [row[2] for row in table.rows] == ["punctuation", "punctuation"]


# ------------------------------------------------------------------------------------------ first


def lines(facts: Facts | None) -> dict[str, list[str]]:
    assert facts is not None
    return {fact.label: [line.text for line in fact.lines if hasattr(line, "text")] for fact in facts.facts}


def test_what_stands_first_names_places_gathers_repetition_and_stays_short() -> None:
    every = text(*(section(str(number), None, words=f"{BELLS} {number}") for number in range(1, 9)))
    amounts = tuple(Highlight(f"${n}", f"${n + 1}", f"section/{n}") for n in range(1, 7))
    alone = tuple(Highlight(None, "$99", f"section/{n}") for n in (1, 2))
    duties = tuple(Highlight(None, "not", "section/3") for _ in range(3))
    highlights = Highlights(
        amounts=(*amounts, *alone),
        obligations=(*duties, Highlight("shall", "may", "section/4")),
        replacements=(Replacement("bell", "horn", 7), Replacement("shall", "may", 3)),
        titles=(Highlight("To ring.", "To sound.", "title"),),
    )
    assert lines(first_facts(Comparison(every, every, (), (), False), highlights)) == {
        "Amounts": [
            "$1 → $2 (Sec. 1)",
            "$2 → $3 (Sec. 2)",
            "$3 → $4 (Sec. 3)",
            "3 more below",
            "added: $99 (2 clauses)",
        ],
        "Obligations": ["shall → may (Sec. 4)", "added: not (Sec. 3, 3 times)"],
        "Repeated": ["“bell” → “horn” (7 times)"],
    }


def test_an_amount_that_moved_within_its_clause_is_told_once() -> None:
    every = text(*(section(str(number), None, words=f"{BELLS} {number}") for number in (1, 2)))
    moved = (Highlight("$5", None, "section/1"), Highlight(None, "$5", "section/1"))
    elsewhere = (Highlight("$6", None, "section/1"), Highlight(None, "$6", "section/2"))
    told = first_facts(Comparison(every, every, (), (), False), Highlights(amounts=(*moved, *elsewhere)))
    assert lines(told) == {"Amounts": ["moved within Sec. 1: $5", "added: $6 (Sec. 2)", "deleted: $6 (Sec. 1)"]}


def test_nothing_stands_first_where_nothing_is_to_be_told() -> None:
    every = text(section("1", None, words=BELLS))
    assert first_facts(compare(every, every), Highlights()) is None


def test_neighbors_that_moved_away_together_are_told_in_one_line() -> None:
    every = (BELLS, LIGHTS, FOG, BUOYS, *(f"The pilots of the {port} port dine at noon." for port in ("old", "new")))
    moved = (*every[3:], *every[:3])
    old, new = (
        text(*(section(str(at), None, words=words) for at, words in enumerate(side, 1))) for side in (every, moved)
    )
    sides = [Compared(name, Matter.TEXT, side, Coverage.COMPLETE) for name, side in (("a", old), ("b", new))]
    page = plain_text(DiffAnswer(sides[0], sides[1], compare_sides(*sides)).page())
    away = [line for line in page.splitlines() if "moved to" in line]
    assert away in (
        ["Sec. 1 through Sec. 3 (old text): moved to Sec. 4 through Sec. 6"],
        ["Sec. 4 through Sec. 6 (old text): moved to Sec. 1 through Sec. 3"],
    )


@pytest.mark.parametrize(
    ("other", "kind"),
    [("Honoring the Nation's bells.", "typographic"), ("Honoring the nation’s bells.", "capitalization")],
)
def test_a_title_printed_in_two_ways_is_not_said_to_differ(other: str, kind: str) -> None:
    clause = text(section("1", None, words=BELLS))
    old, new = (
        TextVersion(version_code="ih", coverage=Coverage.COMPLETE, official_title=title)
        for title in ("Honoring the Nation’s bells.", other)
    )
    sides = [
        Compared(name, Matter.TEXT, clause, Coverage.COMPLETE, text=each) for name, each in (("a", old), ("b", new))
    ]
    page = plain_text(DiffAnswer(sides[0], sides[1], compare_sides(*sides)).page())
    assert "Also different" not in page
    assert f"{kind}, Official title" in page


@pytest.mark.parametrize("mark", ["[graphic]", "[GRAPHIC NOT AVAILABLE IN TIFF FORMAT]", "[GRAPHIC(S) NOT AVAILABLE]"])
def test_a_picture_without_a_name_is_said_not_to_be_compared(mark: str) -> None:
    sides = [
        Compared(name, Matter.TEXT, text(section("1", None, words=f"The seal is {mark}.")), Coverage.COMPLETE)
        for name in ("a", "b")
    ]
    page = plain_text(DiffAnswer(sides[0], sides[1], compare_sides(*sides)).page())
    assert "The same words; not everything was compared." in page
    assert "1 picture without a name in a" in page


def test_where_footnotes_stand_is_said_not_to_be_compared() -> None:
    note = Clause(("section", "1", "footnote"), "footnote", None, None, "In oil.", 1, False, 0)
    sides = [
        Compared(name, Matter.TEXT, (*text(section("1", None, words=BELLS)), note), Coverage.COMPLETE)
        for name in ("a", "b")
    ]
    page = plain_text(DiffAnswer(sides[0], sides[1], compare_sides(*sides)).page())
    assert "the place of 1 footnote in a" in page
    assert "Identical" in plain_text(DiffAnswer(sides[0], sides[0], compare_sides(sides[0], sides[0])).page())


def test_the_table_of_changed_clauses_stays_a_table_on_60_columns() -> None:
    old = text(section("1", "Title", words=FOG), section("2", "Bells", words=BELLS))
    new = text(section("1", "Title", words=f"{FOG[:-1]};"), section("2", "Bells", words=f"{BELLS[:-1]} in May."))
    table = summary_table(view(compare(old, new), DisplayChoice()))
    assert table is not None
    assert [column.key for column in table.columns] == ["place", "became", "words_deleted", "words_inserted", "class"]
    rows = (("Resolved 1(2)(E)", "edited, was Resolved 1(2)(D)", "-1,204", "+1,117", "substantive"),) * 5
    page = Page((Table(table.columns, rows),))
    shown = "".join(screen_lines(page, width=60, decorated=True, coloured=False))
    assert shown.count("Inserted") == 1
    assert max(map(len, shown.splitlines())) <= 60
