from __future__ import annotations

from collections.abc import Callable

import pytest

from billtrack.diff.engine import Change, ChangeClass, Comparison, Op, UnitChange, compare, summary
from billtrack.model.clauses import Clause
from billtrack.model.measure import Provision
from billtrack.model.values import replace

Build = Callable[..., tuple[Clause, ...]]

HARBOR = "Whereas the harbor of Port Amity has been a refuge for fishing vessels since 1803;"
LIGHT = (
    "Whereas the lighthouse on Gull Rock was lit every night by keepers who lived on the island with their families;"
)
BELL = "Whereas multiple first-hand accounts describe how the fog bell guided the steamer Aurora to safety in 1911; and"
PILOTS = "Whereas harbor pilots train for seven years, and no vessel has been lost under a pilot since the war;"


def marked(unit: UnitChange) -> str:
    """A unit in one line, as word diffs print it."""
    shown = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(shown[span.op].format(span.text) for span in unit.spans)


def only_change(found: Comparison) -> UnitChange:
    (unit,) = [unit for unit in found.units if unit.change_class is not None]
    return unit


def test_a_reworded_clause_shows_the_words_that_changed(resolution: Build) -> None:
    unit = only_change(compare(resolution((HARBOR, LIGHT)), resolution((HARBOR, LIGHT.replace("every", "each")))))
    assert unit.change is Change.EDITED
    assert "was lit [-every-]{+each+} night" in marked(unit)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param(
            "The log shall be open, bound, and kept in a dry tower.",
            "The log shall be not open, not bound, and kept in the same tower.",
            "The log shall be {+not +}open, {+not +}bound, and kept in [-a dry-]{+the same+} tower.",
            id="a negation stands alone",
        ),
        pytest.param(
            "The iron piers shall, where possible, be painted.",
            "The piers of the old port shall, where possible, be painted.",
            "The [-iron -]piers {+of the old port +}shall, where possible, be painted.",
            id="a noun that stays is kept",
        ),
        pytest.param(
            "Each keeper shall dine at dusk.",
            "Every pilot shall sleep at dusk.",
            "[-Each keeper-]{+Every pilot+} shall [-dine-]{+sleep+} at dusk.",
            id="an obligation that stays is kept",
        ),
        pytest.param(
            "The fee is due on March 4, 2031, in port.",
            "The fee is due on May 9, 2031, in port.",
            "The fee is due on [-March 4-]{+May 9+}, 2031, in port.",
            id="a date is not cut in two",
        ),
        pytest.param(
            "A Brill court shall hear each pilot.",
            "A court in Brill shall hear each pilot.",
            "A [-Brill court-]{+court in Brill+} shall hear each pilot.",
            id="words that went to the other side of a noun are one change",
        ),
        pytest.param(
            "The keeper writes to Brill and Corran each May.",
            "The keeper writes to the Republic of Brill and the Commonwealth of Corran each May.",
            "The keeper writes to {+the Republic of +}Brill and {+the Commonwealth of +}Corran each May.",
            id="two insertions do not become a replacement",
        ),
        pytest.param(
            "On market days in the port of Amity the clerk who opens the office early shall count every lamp, rope, and"
            " anchor without a fee to any master of a ship.",
            "On market days in the port of Amity a pilot whom two keepers have named shall bring bells, nets, and new"
            " hooks without a fee to any master of a ship.",
            "On market days in the port of Amity [-the clerk who opens the office early shall count every lamp, rope,"
            " and anchor-]{+a pilot whom two keepers have named shall bring bells, nets, and new hooks+} without a fee"
            " to any master of a ship.",
            id="a shall among replaced sentences stays by chance",
        ),
    ],
)
def test_a_small_clause_shows_what_turns_its_meaning(bill: Build, old: str, new: str, shown: str) -> None:
    assert marked(only_change(compare(bill(Provision(text=old)), bill(Provision(text=new))))) == shown


@pytest.mark.parametrize(("old", "new"), [("A/B", "B/A"), ("X−Y", "Y−X")])
def test_the_terms_of_a_formula_are_marked_together(bill: Build, old: str, new: str) -> None:
    texts = [bill(Provision(text=f"The rate is {rate} for each keeper of a light.")) for rate in (old, new)]
    assert f"[-{old}-]{{+{new}+}}" in marked(only_change(compare(*texts)))


COMMON = [
    ("pays pilots of the port in May", "pays harbor pilots in June"),
    ("asks pilots for two bells", "asks pilots for three bells"),
    ("sends pilots to Amity", "sends pilots to Brill"),
    ("thanks pilots for a map", "thanks pilots for a chart"),
]
"""Items that all have one word in common, so that it weighs little."""


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param(
            "writes to the lost pilots of the Republic after dusk;",
            "writes to such pilots after dusk;",
            "writes to [-the lost-]{+such+} pilots [-of the Republic -]after dusk;",
            id="between two small changes",
        ),
        pytest.param(
            "thanks all keepers of the outer islands, and the sisters of these keepers, for bread;",
            "thanks whoever rang a bell in that long winter, and the mates of these keepers, for bread;",
            "thanks [-all keepers of the outer islands-]{+whoever rang a bell in that long winter+}, and the"
            " [-sisters-]{+mates+} of these keepers, for bread;",
            id="and with its comma parts two items",
        ),
        pytest.param(
            "regrets that more than 83 boats of the Amity fleet still drift;",
            "regrets that in the view of the clerk of Corran, more than 82 Amity fleet boats still drift;",
            "regrets that {+in the view of the clerk of Corran, +}more than [-83 boats of the-]{+82+} Amity fleet"
            " {+boats +}still drift;",
            id="the heavier of two runs stays",
        ),
    ],
)
def test_a_common_noun_stays_where_little_changed_around_it(bill: Build, old: str, new: str, shown: str) -> None:
    sides = [[words[side] for words in COMMON] for side in (0, 1)]
    texts = [
        bill(*(Provision(text=words) for words in (*others, own)))
        for others, own in zip(sides, (old, new), strict=True)
    ]
    found = compare(*texts)
    assert marked(found.units[-1]).endswith(shown)


def test_a_change_of_substance_beside_capitals_stands_alone(bill: Build) -> None:
    old = bill(Provision(enum="1.", level="section", text="The board of Harbors and Lights sits in May."))
    new = bill(Provision(enum="1.", level="section", text="The board of harbors and bells sits in May."))
    shown = "1. The board of [-Harbors-]{+harbors+} and [-Lights-]{+bells+} sits in May."
    assert marked(only_change(compare(old, new))) == shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a bachelor of arts", "a Bachelor of Arts", "a [-bachelor of arts-]{+Bachelor of Arts+}"),
        ("Brass, rope, and tar", "brass, Rope, and Tar", "[-Brass, rope, and tar-]{+brass, Rope, and Tar+}"),
        ("a State or polish yard", "a state or Polish yard", "a [-State-]{+state+} or [-polish-]{+Polish+} yard"),
        ("a State that is a Federal yard", "a state that is a federal yard", None),
    ],
)
def test_capitals_of_one_name_change_together_if_all_are_hidden(
    bill: Build, old: str, new: str, shown: str | None
) -> None:
    shown = shown or "a [-State-]{+state+} that is a [-Federal-]{+federal+} yard"
    found = only_change(compare(*(bill(Provision(text=f"The keeper shall see {text}.")) for text in (old, new))))
    assert marked(found) == f"The keeper shall see {shown}."


def test_an_enumerator_alone_does_not_part_two_changes(bill: Build) -> None:
    old = bill(Provision(enum="1.", level="section", text="Pay the pilot a crown; (2) mend every net by dusk."))
    new = bill(Provision(enum="1.", level="section", text="Pay the pilot their due; (2) ring each bell by dusk."))
    shown = "1. Pay the pilot [-a crown; (2) mend every net-]{+their due; (2) ring each bell+} by dusk."
    assert marked(only_change(compare(old, new))) == shown


def test_a_heading_keeps_the_word_after_its_number(bill: Build) -> None:
    found = compare(
        bill(Provision(enum="2.", header="Public dock hearings", text="The board shall hear each pilot in the tower.")),
        bill(Provision(enum="1.", header="Public hearings", text="The board shall hear each pilot in the tower.")),
    )
    assert marked(found.units[0]).startswith("[-2.-]{+1.+} Public [-dock -]hearings The board")


def test_words_of_a_body_are_matched_with_those_of_the_body(bill: Build) -> None:
    rest = "in section 505 of the Lights Act is added to parts 12 and 14 of the rules of the port."
    (unit,) = compare(
        bill(Provision(enum="(c)", header="Definition of dim light", text=f"The definition of dim light {rest}")),
        bill(Provision(enum="(B)", text=f"to add the definition of dim light {rest}")),
    ).units
    assert marked(unit) == (
        f"[-(c) -]{{+(B) +}}[-Definition of dim light The-]{{+to add the+}} definition of dim light {rest}"
    )


def test_a_moved_clause_is_one_unit_at_its_new_place(resolution: Build) -> None:
    found = compare(resolution((HARBOR, LIGHT, BELL, PILOTS)), resolution((LIGHT, BELL, PILOTS, HARBOR)))
    assert [(unit.change, unit.old, unit.moved) for unit in found.units] == [
        (Change.SAME, (1,), False),
        (Change.SAME, (2,), False),
        (Change.SAME, (3,), False),
        (Change.SAME, (0,), True),
    ]
    assert found.identical is False


@pytest.mark.parametrize("copies", [2, 3])
@pytest.mark.parametrize("before", [0, 2])
def test_of_equal_clauses_in_a_row_the_first_is_the_old_one(bill: Build, before: int, copies: int) -> None:
    lead = [f"paint the hull of boat {n} white before Easter of each year;" for n in range(before)]
    once = [*lead, "ring the bell of the outer harbor in fog and in snow;", "count the nets on the pier at dusk."]
    again = [*lead, *once[before:-1] * copies, once[-1]]
    old, new = (
        bill(*(Provision(enum=f"({n})", text=words) for n, words in enumerate(items, 1))) for items in (once, again)
    )
    assert [unit.new[0] for unit in compare(old, new).units if not unit.old] == [before + n for n in range(1, copies)]
    assert [unit.old[0] for unit in compare(new, old).units if not unit.new] == [before + n for n in range(1, copies)]


@pytest.mark.parametrize(("first", "second"), [(3, 2), (2, 9), (40, 2), (1, 1)])
def test_an_item_that_went_to_another_list_moved_and_not_the_list(bill: Build, first: int, second: int) -> None:
    """The last of *first* items becomes the first in a list of *second*."""
    kept = [Provision(text=f"ring bell number {n} of tower {n * 7} in fog and in snow;") for n in range(first - 1)]
    rest = [Provision(text=f"count the boats at pier {n}, and the nets on boat {n * 3};") for n in range(second)]
    item = Provision(text="paint the hull of the ferry white before Easter of each year;")

    def text(keeper: list[Provision], clerk: list[Provision]) -> tuple[Clause, ...]:
        lists = (("keeper", keeper), ("clerk", clerk))
        return bill(
            *(
                Provision(
                    enum=f"{n}.",
                    level="section",
                    header=f"Duties of a {who}",
                    text=f"The {who} shall-",
                    items=tuple(replace(each, enum=f"({at})") for at, each in enumerate(listed, 1)),
                )
                for n, (who, listed) in enumerate(lists, 1)
            )
        )

    found = compare(text([*kept, item], rest), text(kept, [item, *rest]))
    assert [(unit.old[0], unit.new[0]) for unit in found.units if unit.moved] == [(first, first + 1)]


def test_a_whereas_that_became_an_item_moved_and_not_the_resolving_clause(resolution: Build) -> None:
    month = "April 2031 is the month of the bells of Gull Rock and of all who ring them by hand in fog"
    old = resolution((f"Whereas {month}: Now, therefore, be it",), ("thanks the keepers.",))
    new = resolution(paragraphs=(f"recognizes that {month};", "thanks the keepers."))
    found = compare(old, new)
    assert [(found.new[unit.new[0]].address, unit.moved) for unit in found.units if unit.new] == [
        ("resolved/1", False),
        ("resolved/1/1", True),
        ("resolved/1/2", False),
    ]


def test_a_moved_and_reworded_clause_is_not_a_deletion_and_an_insertion(resolution: Build) -> None:
    new = (LIGHT, BELL, PILOTS, HARBOR.replace("fishing vessels", "whaling ships"))
    found = compare(resolution((HARBOR, LIGHT, BELL, PILOTS)), resolution(new))
    assert (found.units[3].change, found.units[3].moved, found.units[3].old) == (Change.EDITED, True, (0,))
    assert "[-fishing vessels-]{+whaling ships+}" in marked(found.units[3])


def test_the_space_before_a_first_word_that_went_stands_with_it(resolution: Build) -> None:
    old = resolution((), ("asks for oil;", "recognizes the long watch of the keepers of the harbor light;"))
    new = resolution((), ("the long watch of the keepers of the harbor light;",))
    gone = next(unit for unit in compare(old, new).units if unit.new and "watch" in unit.new_text)
    assert marked(gone) == "[-(2)-]{+(1)+}[- recognizes-] the long watch of the keepers of the harbor light;"


def test_a_split_and_a_merge_keep_their_words(resolution: Build) -> None:
    first, _, second = PILOTS.partition(", and ")
    parts = resolution((HARBOR, first + ";", "Whereas " + second))
    whole = resolution((HARBOR, PILOTS))
    split = compare(whole, parts).units[1]
    assert (split.change, split.old, split.new) == (Change.SPLIT, (1,), (1, 2))
    merged = compare(parts, whole).units[1]
    assert (merged.change, merged.old, merged.new) == (Change.MERGED, (1, 2), (1,))
    assert "no vessel has been lost under a pilot since the war" in marked(merged).split("-]")[-1]


def test_a_clause_with_a_new_number_alone_is_the_same(resolution: Build) -> None:
    old = resolution(paragraphs=("thanks the keepers;", "honors the memory of the crew; and"))
    new = resolution(
        paragraphs=("deplores every shipwreck on these shores;", *("thanks the keepers;",), old[2].text or "")
    )
    found = compare(old, new)
    assert [(unit.change, unit.renumbered, unit.change_class) for unit in found.units[1:]] == [
        (Change.ADDED, False, ChangeClass.SUBSTANTIVE),
        (Change.SAME, True, ChangeClass.NUMBERING),
        (Change.SAME, True, ChangeClass.NUMBERING),
    ]
    assert marked(found.units[2]) == "[-(1)-]{+(2)+} thanks the keepers;"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("first-hand reports of the storm", "firsthand reports of the storm", ChangeClass.TYPOGRAPHIC),
        ("called “the Amity light” by sailors", 'called "the Amity light" by sailors', ChangeClass.TYPOGRAPHIC),
        ("the keepers of the light; and", "the keepers of the light;", ChangeClass.SUBSTANTIVE),
        ("the keepers of the light;", "the keepers of the light: Now, therefore, be it", ChangeClass.CONNECTIVE),
        ("the oil or the wick; or", "the oil or the wick; and", ChangeClass.SUBSTANTIVE),
        (
            "it is the sense of the House of Representatives that",
            "it is the sense of the Senate that",
            ChangeClass.SUBSTANTIVE,
        ),
        ("the pilots of the House shall dine", "the pilots of the Senate may dine", ChangeClass.SUBSTANTIVE),
        ("not later than 30 days after the storm", "not later than 60 days after the storm", ChangeClass.SUBSTANTIVE),
        ("the keeper shall report the wreck", "the keeper may report the wreck", ChangeClass.SUBSTANTIVE),
        ("their pay. The keeper shall dine", "their pay The keeper shall dine", ChangeClass.PUNCTUATION),
        ("called “the light of the keepers.”; and", "called “the light of the keepers”; and", ChangeClass.PUNCTUATION),
        ("a lamp of 1.5 pounds in the harbor", "a lamp of 1 5 pounds in the harbor", ChangeClass.SUBSTANTIVE),
        ("the keepers of (5) lights and bells", "the keepers of 5 lights and bells", ChangeClass.SUBSTANTIVE),
        ("called “the light of the keepers,” and", "called “the light of the keepers”, and", ChangeClass.SUBSTANTIVE),
        ("the keeper (of the light shall dine", "the keeper of the light shall dine", ChangeClass.PUNCTUATION),
        ("the harbor act of the keepers", "the harbor Act of the keepers", ChangeClass.CAPITALIZATION),
        ("their pay. The keeper shall dine", "their pay; the keeper shall dine", ChangeClass.PUNCTUATION),
        ("their pay. May the keeper dine", "their pay; may the keeper dine", ChangeClass.SUBSTANTIVE),
        ("of light: Now, therefore, be it", "of light; now, therefore, be it", ChangeClass.CONNECTIVE),
        ("of light: Now therefore be it", "of light: Now, therefore, be it", ChangeClass.CONNECTIVE),
        ("of light; and, therefore, be it", "of light; or, therefore, be it", ChangeClass.SUBSTANTIVE),
    ],
)
def test_the_class_of_a_change(resolution: Build, old: str, new: str, kind: ChangeClass) -> None:
    lead = "Whereas many sailors remember, with gratitude and some regret, "
    assert only_change(compare(resolution((HARBOR, lead + old)), resolution((HARBOR, lead + new)))).change_class is kind


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("a balance of ($290) in the fund", "a balance of $290 in the fund", ChangeClass.SUBSTANTIVE),
        ("a balance of —$290 in the fund", "a balance of $290 in the fund", ChangeClass.SUBSTANTIVE),
        ("a change of -.5 pounds of oil", "a change of .5 pounds of oil", ChangeClass.SUBSTANTIVE),
        ("a fee of $1,500 for each bell", "a fee of $1, 500 for each bell", ChangeClass.SUBSTANTIVE),
        ("a fee of $1,500 for each bell", "a fee of $1 ,500 for each bell", ChangeClass.SUBSTANTIVE),
        ("a rate of 7.5 percent of dues", "a rate of 7. 5 percent of dues", ChangeClass.SUBSTANTIVE),
        ("a fee of 5 % for each bell", "a fee of 5% for each bell", ChangeClass.TYPOGRAPHIC),
        ("(A + B) × C is the fee due", "A + (B × C) is the fee due", ChangeClass.SUBSTANTIVE),
        ("(A or B) and C are the fees due", "A or B and C are the fees due", ChangeClass.PUNCTUATION),
        ("the seal [graphic seal-1.gif] is set", "the seal [graphic seal1.gif] is set", ChangeClass.SUBSTANTIVE),
        ("the seal [graphic Seal.gif] is set", "the seal [graphic seal.gif] is set", ChangeClass.SUBSTANTIVE),
        ("lamps lit every day by keepers", "lamps lit everyday by keepers", ChangeClass.SUBSTANTIVE),
        ("more-qualified keepers of the light", "more qualified keepers of the light", ChangeClass.SUBSTANTIVE),
        ("long-serving keepers of the light", "long serving keepers of the light", ChangeClass.TYPOGRAPHIC),
    ],
)
def test_every_mark_of_a_change_has_its_class(resolution: Build, old: str, new: str, kind: ChangeClass) -> None:
    lead = "Whereas many sailors remember, with gratitude and some regret, "
    for pair in ((old, new), (new, old)):
        unit = only_change(compare(*(resolution((HARBOR, lead + words)) for words in pair)))
        assert {span.change_class for span in unit.spans} - {None} == {kind}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Fine | — | $600", "Fine | | $600", ChangeClass.SUBSTANTIVE),
        ("Fine | $600 | —", "Fine | $600 |", ChangeClass.SUBSTANTIVE),
        ("Fine | — | $600", "Fine | -- | $600", ChangeClass.TYPOGRAPHIC),
        ("Fine, late | $5 | $600", "Fine late | $5 | $600", ChangeClass.PUNCTUATION),
    ],
)
def test_a_dash_alone_in_a_cell_is_its_value(bill: Build, old: str, new: str, kind: ChangeClass) -> None:
    pair = [
        bill(Provision(enum="1.", items=(Provision(level="table", items=(Provision(text=row),)),)))
        for row in (old, new)
    ]
    assert only_change(compare(*pair)).change_class is kind


BURN = ("oil pressed before the ban;", "lamps of ground glass; and")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            (Provision(enum="(1)", text=BURN[0]), Provision(enum="(2)", text=BURN[1])),
            (Provision(enum="(1)", text=BURN[0], items=(Provision(enum="(2)", text=BURN[1]),)),),
            id="an item went into the item before it",
        ),
        pytest.param(
            (
                Provision(
                    enum="(1)", text="to:", items=(Provision(level="continuation", text="under a fine of five crowns"),)
                ),
            ),
            (Provision(enum="(1)", text="to:"), Provision(level="continuation", text="under a fine of five crowns")),
            id="closing words of an item became those of the section",
        ),
    ],
)
def test_a_clause_under_another_parent_moved_though_its_words_and_number_stayed(
    bill: Build, old: tuple[Provision, ...], new: tuple[Provision, ...]
) -> None:
    sides = [bill(Provision(enum="1.", text="Keepers burn-", items=items)) for items in (old, new)]
    for pair in (sides, sides[::-1]):
        found = compare(*pair)
        assert found.identical is False
        assert [unit.moved for unit in found.units] == [False, False, True]
        assert {unit.change for unit in found.units} == {Change.SAME}


def test_a_clause_under_a_new_heading_did_not_move(bill: Build) -> None:
    part = Provision(enum="1.", level="section", text="Keepers burn no oil but that which is pressed before the ban.")
    found = compare(bill(part), bill(Provision(enum="I", level="title", header="Lamps", items=(part,))))
    assert [(unit.change, unit.moved) for unit in found.units] == [(Change.ADDED, False), (Change.SAME, False)]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("That the House of Representatives—", "That the Senate—", ChangeClass.CONFORMING),
        (
            "Resolved by the House of Representatives (the Senate concurring), That the lamp",
            "Resolved by the Senate (the House of Representatives concurring), That the lamp",
            ChangeClass.CONFORMING,
        ),
        ("That the lamp of the House burns", "That the lamp of the Senate burns", ChangeClass.SUBSTANTIVE),
    ],
)
def test_a_chamber_is_conforming_in_the_formula_alone(resolution: Build, old: str, new: str, kind: ChangeClass) -> None:
    pair = [resolution((HARBOR,), ("thanks the keepers;",), chapeau=words) for words in (old, new)]
    assert only_change(compare(*pair)).change_class is kind


def test_a_conjunction_is_connective_where_an_item_came_or_went_beside_it(resolution: Build) -> None:
    three = ("thanks the keepers for their long watch;", "mourns the crew of the lost pilot boat; and", "asks for oil.")
    two = ("thanks the keepers for their long watch; and", "mourns the crew of the lost pilot boat.")
    classes = {unit.change_class for unit in compare(resolution(paragraphs=three), resolution(paragraphs=two)).units}
    assert classes == {None, ChangeClass.CONNECTIVE, ChangeClass.SUBSTANTIVE}
    other = ("thanks the keepers for their long watch; or", two[1])
    found = compare(resolution(paragraphs=three), resolution(paragraphs=other)).units
    assert next(unit for unit in found if unit.new == (2,)).change_class is ChangeClass.SUBSTANTIVE


def test_the_comma_after_an_opening_whereas_is_connective(resolution: Build) -> None:
    old, new = (f"Whereas{comma} in the year of the storm, {HARBOR[8:]}" for comma in (",", ""))
    assert only_change(compare(resolution((old,)), resolution((new,)))).change_class is ChangeClass.CONNECTIVE


def test_marks_around_quoted_blocks_that_one_dialect_prints_are_typographic(bill: Build) -> None:
    def amending(*numbers: str, closing: str) -> tuple[Clause, ...]:
        words = ("the lamp burns from dusk until the pilot sees the sun;", f"the keeper counts every vessel{closing}")
        items = tuple(Provision(enum=n, text=text) for n, text in zip(numbers, words, strict=True))
        block = Provision(level="quoted-block", items=items)
        return bill(Provision(enum="1.", text="The Lamp Act is amended to read as follows:", items=(block,)))

    uslm, dtd = amending("“(1)", "“(2)", closing=".”"), amending("(1)", "(2)", closing=".")
    assert {unit.change_class for unit in compare(uslm, dtd).units} == {None, ChangeClass.TYPOGRAPHIC}
    one_less = amending("“(1)", "(2)", closing=".”")
    assert only_change(compare(uslm, one_less)).change_class is ChangeClass.SUBSTANTIVE


def test_case_and_end_marks_of_a_heading_are_typographic(bill: Build) -> None:
    words = "The lamp burns from dusk until the pilot sees the sun."
    old = bill(Provision(enum="SEC. 2.", header="SHORT NIGHTS.", text=words))
    new = bill(Provision(enum="2.", header="Short nights", text=words))
    assert only_change(compare(old, new)).change_class is ChangeClass.TYPOGRAPHIC


def test_the_summary_adds_up(resolution: Build) -> None:
    found = compare(resolution((HARBOR, LIGHT)), resolution((LIGHT.replace("every", "each"), BELL)))
    counted = summary(found)
    assert sum(count for _, count in counted.changes) == len(found.units)
    assert counted.words_old - counted.words_deleted == counted.words_new - counted.words_inserted


@pytest.mark.parametrize(
    ("words", "kind"),
    [(".", ChangeClass.PUNCTUATION), ("”", ChangeClass.SUBSTANTIVE), ("Repealed.", ChangeClass.SUBSTANTIVE)],
)
def test_a_clause_of_marks_alone_that_came_or_went(words: str, kind: ChangeClass) -> None:
    alone = Clause(("continuation",), "continuation", None, None, words, 0, False, None)
    for pair in (((alone,), ()), ((), (alone,))):
        (unit,) = compare(*pair).units
        assert {unit.change_class} == {span.change_class for span in unit.spans} == {kind}


def test_nothing_against_something_is_all_added(resolution: Build) -> None:
    found = compare((), resolution((HARBOR,)))
    assert [unit.change for unit in found.units] == [Change.ADDED]
    assert compare((), ()).identical is True
