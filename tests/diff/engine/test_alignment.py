"""Which clause became which: lists of near copies, sentences cut into lists, clauses of a word."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.diff.engine import Change, Comparison, compare
from billtrack.diff.engine.alignment import Alignment
from billtrack.diff.engine.units import Side, Vocabulary
from billtrack.model.clauses import Clause
from billtrack.model.measure import Provision

Text = tuple[Clause, ...]
Build = Callable[..., Text]

PLACES = """
Amity Brill Corran Dunmore Eastwick Farrow Gulliver Hallam Inver Jarrow Kelso Larne Mallow Nairn Oban
Penrith Quorn Ripon Selkirk Thurso Ullapool Varley Wick Yarm Zeal Ashby Bude Crail Dalby Elgin Forres
Girvan Huntly Irvine Jura Keswick Lanark Moffat Newark Oakham Perth Redcar Stornoway Troon Upton Ventnor
Wigan Yarrow North~Haven South~Haven West~Haven Great~Ness Little~Ness Upper~Strand Lower~Strand Old~Quay
New~Quay
""".split()  # noqa: SIM905 - a line a name would fill the screen
FORMS = (
    "1 member shall be appointed from among individuals recommended by the harbormaster of {};",
    "the keeper of the light at {}, or a designee of that keeper;",
    "{} Pilot School;",
    "in the case of {}, the applicable toll is {} percent;",
    "For the ferry of {}, ${},000, to remain available until expended;",
    "Whereas the people of {} observe the day with a parade of boats and the ringing of the bell;",
)
REWORDINGS = ((";", "."), ("the", "each"), (" of ", " in "), ("shall be", "must be"))
FREE = -1


def listed(words: list[str], *, kind: str) -> Text:
    """A text of one clause before a list, the list, and one after it."""
    level = "whereas" if kind == "whereas" else "paragraph"
    parent = None if kind == "whereas" else 0
    head = Clause(("section",), "section", "1.", "Board", "The Board consists of the following:", 0, False, None)
    items = [
        Clause((level,), level, None if kind == "whereas" else f"({n})", None, text, 1, False, parent)
        for n, text in enumerate(words, 1)
    ]
    last = Clause(("section",), "section", "2.", "Term", "The Board ends when the light goes out.", 0, False, None)
    return (head, *items, last)


def amend(rng: random.Random, act: str, count: int) -> list[int]:
    """Which old item each new one is, ``FREE`` for one that came."""
    items = list(range(count))
    if act == "delete":
        for _ in range(rng.choice((1, 1, 3))):
            del items[rng.randrange(len(items))]
    elif act == "insert":
        items.insert(rng.randrange(count + 1), FREE)
    elif act == "swap":
        a, b = rng.sample(range(count), 2)
        items[a], items[b] = items[b], items[a]
    elif act == "move":
        items.insert(rng.randrange(count), items.pop(rng.randrange(count)))
    else:
        rng.shuffle(items)
    return items


@given(
    seed=st.integers(0, 2**32),
    act=st.sampled_from(("delete", "insert", "swap", "move", "reorder")),
    form=st.sampled_from(FORMS),
    count=st.sampled_from((5, 8, 13, 21, 34, 55)),
    rewording=st.none() | st.sampled_from(REWORDINGS),
    kind=st.sampled_from(("whereas", "paragraph")),
)
def test_items_of_a_list_of_near_copies_are_told_apart_by_their_rare_words(  # noqa: PLR0917 - what is drawn
    seed: int, act: str, form: str, count: int, rewording: tuple[str, str] | None, kind: str
) -> None:
    rng = random.Random(seed)
    names = [name.replace("~", " ") for name in rng.sample(PLACES, count + 1)]
    items = [form.format(name, rng.randrange(2, 99)) for name in names]
    fate = amend(rng, act, count)
    old = items[:-1]
    new = [items[at] for at in fate]
    if rewording:
        new = [text.replace(*rewording, 1) for text in new]
    found = compare(listed(old, kind=kind), listed(new, kind=kind))
    became = {unit.new: unit.old for unit in found.units if unit.new}
    assert [became[(at,)] for at in range(1, len(new) + 1)] == [() if i == FREE else (i + 1,) for i in fate]


def definitions(*lists: list[str]) -> Text:
    """Sections, each with a list of its own."""
    found: list[Clause] = []
    for number, words in enumerate(lists, 1):
        head = len(found)
        opening = f"For the purposes of part {number} of the rules of the {PLACES[number]} pilots:"
        found.append(Clause(("section",), "section", f"{number}.", PLACES[number], opening, 0, False, None))
        found += [
            Clause(("paragraph",), "paragraph", f"({n})", None, text, 1, False, head) for n, text in enumerate(words, 1)
        ]
    return tuple(found)


BUOYS = [f"The term {name} buoy means the buoy that the pilots of {name} maintain;" for name in PLACES[10:15]]
HORN = "The term fog horn means a brass horn sounded by hand from the gallery of a lighthouse;"


def test_a_definition_that_went_to_another_list_and_was_reworded_is_a_move() -> None:
    new = (
        "The term fog horn means a trumpet that the watch on duty sounds by hand from the gallery of a lighthouse in"
        " thick weather;"
    )
    found = compare(definitions([*BUOYS[:2], HORN], BUOYS[2:]), definitions(BUOYS[:2], [BUOYS[2], new, *BUOYS[3:]]))
    (unit,) = [unit for unit in found.units if unit.change is not Change.SAME]
    assert (unit.change, unit.old, unit.new, unit.moved) == (Change.EDITED, (3,), (5,), True)


def test_items_have_other_parents_where_one_of_their_lists_is_known_to_be_another() -> None:
    vocabulary = Vocabulary()
    text = definitions(BUOYS[:2], BUOYS[2:4])
    alignment = Alignment(Side(text, vocabulary), Side(text, vocabulary))
    assert not alignment.have_other_parents(1, 4)
    alignment.join(0, 0)
    assert alignment.have_other_parents(1, 4)
    assert not alignment.have_other_parents(1, 2)
    assert alignment.have_other_parents(0, 1)


def test_an_item_that_takes_the_place_of_another_is_an_edit() -> None:
    items = [FORMS[0].format(name) for name in PLACES[:8]]
    changed = [*items[:3], FORMS[0].format("Zetland"), *items[4:]]
    (unit,) = [unit for unit in compare(listed(items, kind=""), listed(changed, kind="")).units if unit.change_class]
    assert (unit.change, unit.old, unit.new) == (Change.EDITED, (4,), (4,))


def test_joined_items_of_a_list_of_near_copies_are_the_pieces_whose_words_are_there() -> None:
    items = [FORMS[3].format(name, n) for n, name in enumerate(PLACES[:9], 40)]
    joined = [f"{items[0]} {items[1]}", *items[2:]]
    found = compare(listed(items, kind=""), listed(joined, kind=""))
    assert [(unit.old, unit.new) for unit in found.units if unit.change is Change.MERGED] == [((1, 2), (1,))]
    assert not [unit for unit in found.units if unit.change in {Change.ADDED, Change.REMOVED}]


DUTIES = (
    "paint the hull before the first day of spring",
    "mend each net that the crew brings ashore",
    "pay the pilot within 30 days",
    "enter every wreck in the log",
    "ring the bell in fog",
    "keep the lamp lit until the sun is seen",
    "report each stranger to the harbormaster",
)


@given(
    duties=st.permutations(DUTIES),
    count=st.integers(3, len(DUTIES)),
    closing=st.sampled_from(("", "as the board directs by rule")),
)
def test_a_sentence_cut_into_a_lettered_list_is_one_split_and_back_one_merge(
    duties: list[str], count: int, closing: str
) -> None:
    said = duties[:count]
    sentence = f"The keeper shall {', '.join(said[:-1])}, and {said[-1]}{', ' + closing if closing else ''}."
    head = Clause(("section",), "section", "1.", "Watch", "This Act binds each keeper of a light.", 0, False, None)
    last = Clause(("section",), "section", "2.", "Term", "The Board ends when the light goes out.", 0, False, None)
    whole = Clause(("subsection",), "subsection", "(a)", "Duties", sentence, 1, False, 0)
    chapeau = Clause(("subsection",), "subsection", "(a)", "Duties", "The keeper shall—", 1, False, 0)
    ends = [*[";"] * (count - 2), "; and", "," if closing else "."]
    items = [
        Clause(("paragraph",), "paragraph", f"({n})", None, words + end, 2, False, 1)
        for n, (words, end) in enumerate(zip(said, ends, strict=True), 1)
    ]
    tail = [Clause(("continuation",), "continuation", None, None, f"{closing}.", 2, False, 1)] if closing else []
    one, several = (head, whole, last), (head, chapeau, *items, *tail, last)
    pieces = tuple(range(1, len(several) - 1))
    assert joined(compare(one, several)) == [(Change.SPLIT, (1,), pieces)]
    assert joined(compare(several, one)) == [(Change.MERGED, pieces, (1,))]


FEE = "Not later than May 1 of each year, the Board shall set a fee for each pilot who boards a ship at Gull Rock."
COSTS = ("the pay of each pilot;", "the hull and the nets of the boat; and", "oil for the lamp.")


def test_an_opening_cut_in_two_is_one_split_with_its_heading_and_its_list(bill: Build) -> None:
    items = tuple(Provision(enum=f"({n})", text=words) for n, words in enumerate(COSTS, 1))
    below = tuple(Provision(enum=f"({letter})", text=words) for letter, words in zip("ABC", COSTS, strict=True))
    opening = f"{FEE} Such fee shall cover each of the following:"
    whole = Provision(enum="(b)", header="Fees", text=opening, items=items)
    parts = (
        Provision(enum="(1)", header="In general", text=FEE),
        Provision(
            enum="(2)", header="Costs", text="The fee under paragraph (1) shall cover the following:", items=below
        ),
    )
    cut = Provision(enum="(b)", header="Fees", items=parts)
    one, several = (bill(Provision(enum="1.", header="Pilots", items=(each,))) for each in (whole, cut))
    assert joined(compare(one, several)) == [(Change.SPLIT, (1,), (1, 2, 3))]
    assert joined(compare(several, one)) == [(Change.MERGED, (1, 2, 3), (1,))]


def test_what_is_inside_a_copy_of_the_item_before_is_added(bill: Build) -> None:
    lamp = "Section 12(a)(3) of the Lights Act (9 U.S.C. 12(a)(3)) is amended in its table of lamps—"
    rope = "Section 31(c) of the Lights Act (9 U.S.C. 31(c)) is amended—"
    dates = "by striking May 1, 2030 and inserting June 1, 2032"

    def items(*parts: tuple[str, ...]) -> tuple[Clause, ...]:
        lists = tuple(
            Provision(
                enum=f"({letter})",
                text=head,
                items=tuple(Provision(enum=f"({n})", text=t) for n, t in enumerate(inside)),
            )
            for letter, (head, *inside) in zip("ABC", parts, strict=False)
        )
        return bill(Provision(enum="1.", header="Lamps", items=(Provision(enum="(1)", items=lists),)))

    stays = (lamp, f"in clause (i), {dates}; and", f"in clause (ii), {dates}.")
    goes = (rope, f"in its heading, {dates};", f"in subparagraph (A), {dates}; and", f"in subparagraph (B), {dates}.")
    comes = (lamp.replace(" of the Lights Act", ""), "in clause (i), by striking May; and", "in clause 1, 2032.")
    found = compare(items(stays, goes), items(stays, comes))
    assert {
        (unit.change, bool(unit.old), bool(unit.new)) for unit in found.units if unit.change is not Change.SAME
    } == {
        (Change.REMOVED, True, False),
        (Change.ADDED, False, True),
    }


def test_a_copy_of_an_item_that_stayed_is_not_the_deleted_item_moved(bill: Build) -> None:
    buy = "to buy at one or more of the registered pilot schools a signal lamp or an oil store; or"
    teach = "to give one or more of the registered pilot schools a teacher for the care, design, or use of {}."
    lamp = teach.format("a signal lamp or an oil store")

    def project(*items: str) -> tuple[Clause, ...]:
        inside = tuple(Provision(enum=f"({letter})", text=words) for letter, words in zip("ABC", items, strict=False))
        return bill(Provision(enum="1.", header="Project", text="A project is one that is meant—", items=inside))

    found = compare(project(buy, lamp), project(lamp, "to light the pier; and", teach.format("a signal lamp or store")))
    assert [(unit.change, unit.old) for unit in found.units if unit.old and unit.change is not Change.SAME] == [
        (Change.REMOVED, (1,))
    ]


def test_a_short_recital_reworded_and_put_before_another_is_matched(resolution: Callable[..., Text]) -> None:
    born = "Whereas Captain Ada Brill was born in Port Amity on May 3, 1890;"
    served = "Whereas Captain Brill served seven years as keeper of Gull Rock from 1918 until 1925;"
    won = "Whereas Captain Brill surpassed the twin storms of fog and ice to win the post;"
    log = "Whereas Captain Brill kept the log of every wreck;"
    again = "Whereas Ada Brill overcame the twin storms of fog and ice to win post of keeper in 1918;"
    found = compare(resolution((born, served, won, log)), resolution((born, again, served.replace("seven", "7"), log)))
    assert [(unit.old, unit.new) for unit in found.units if unit.change is Change.EDITED] == [
        ((2,), (1,)),
        ((1,), (2,)),
    ]


def joined(found: Comparison) -> list[tuple[Change, tuple[int, ...], tuple[int, ...]]]:
    """The units that are not the same."""
    return [(unit.change, unit.old, unit.new) for unit in found.units if unit.change is not Change.SAME]


@pytest.mark.parametrize("again", [1, 2, 5])
def test_a_clause_of_one_word_printed_otherwise_is_the_same_clause(again: int) -> None:
    def text(word: str) -> Text:
        words = ("the light on Gull Rock", *[word] * again, "the bell of the pier")
        return tuple(Clause(("section",), "section", None, None, each, 0, False, None) for each in words)

    found = compare(text("first-hand"), text("firsthand"))
    assert [(unit.old, unit.new) for unit in found.units] == [((n,), (n,)) for n in range(again + 2)]
    assert {unit.change for unit in found.units} == {Change.SAME, Change.EDITED}


def test_a_word_that_stands_apart_in_one_text_belongs_to_its_clause() -> None:
    def text(*words: str) -> Text:
        return tuple(Clause(("section",), "section", None, None, each, 0, False, None) for each in words)

    rest = "the following sums are appropriated for the lights of the coast, namely:"
    found = compare(text(f"That {rest}"), text("That", rest))
    assert [(unit.change, unit.old, unit.new) for unit in found.units] == [(Change.SPLIT, (0,), (0, 1))]


def test_sections_put_together_keep_their_words(bill: Build) -> None:
    grants = "The Secretary shall make grants to ports to improve the safety of lights on rural shores."
    reports = "Not later than 1 year after the date of enactment, the Secretary shall report on the grants made."
    old = bill(Provision(enum="2.", header="Grants", text=grants), Provision(enum="3.", header="Reports", text=reports))
    new = bill(
        Provision(
            enum="2.",
            header="Grants and reports",
            items=(
                Provision(enum="(a)", header="Grants", text=grants),
                Provision(enum="(b)", header="Reports", text=reports),
            ),
        )
    )
    assert [(unit.change, unit.old, unit.new, unit.renumbered) for unit in compare(old, new).units] == [
        (Change.ADDED, (), (0,), False),
        (Change.SAME, (0,), (1,), True),
        (Change.SAME, (1,), (2,), True),
    ]


def table(*rows: str) -> Text:
    head = Clause(("section",), "section", "1.", "Fees", "The fees are:", 0, False, None)
    frame = Clause(("table",), "table", None, None, None, 1, False, 0)
    return (head, frame, *(Clause(("row",), "row", None, None, row, 2, False, 1) for row in rows))


AMOUNTS = tuple(f"${n}00,000 | ${n + 1}50,000" for n in range(2, 9))


@given(st.permutations(AMOUNTS), st.permutations(AMOUNTS))
def test_a_row_of_a_table_is_the_one_its_label_says(before: list[str], after: list[str]) -> None:
    old, new = (
        table("Port | Least | Most", *(f"{port} | {sums}" for port, sums in zip(PLACES, side, strict=False)))
        for side in (before, after)
    )
    for unit in compare(old, new).units:
        assert (unit.old, unit.moved) == (unit.new, False)


def test_rows_that_share_a_label_are_paired_by_their_words() -> None:
    old = table("Port | Toll", "Amity | $200,000 | $900,000", "Amity | $300,000 | $700,000")
    new = table("Port | Toll", "Amity | $300,000 | $700,000", "Amity | $200,000 | $900,000")
    assert {unit.change for unit in compare(old, new).units} == {Change.SAME}


def test_an_item_moved_with_its_neighbor_into_a_list_that_has_its_equal_is_no_copy(bill: Build) -> None:
    fee = "any fee or other charge that the harbor board has set for the great lamps of Gull Rock;"
    limit = "any limit on the oil that each keeper may burn in a night of fog or snow; and"
    fuel = "any rule on the wicks that the lighthouse store may sell to a pilot."
    changed = fee.replace("harbor board has", "harbor board or the mayor of Port Amity has")

    def section(text: str, *items: str) -> Provision:
        inside = tuple(Provision(enum=f"({at})", text=words) for at, words in enumerate(items, start=1))
        return Provision(enum="1.", header="Rules", text=text, items=inside)

    boats = section("A boat needs both a bell that rings in fog and a lamp that burns all night:", "oars;", "a sail.")
    old = bill(
        section("No pilot is bound by any of these at sea:", fee, limit), boats, section("Waived are—", fee, fuel)
    )
    new = bill(boats, section("Waived are—", fee, fuel, changed, limit))
    edited = [(unit.old, unit.new) for unit in compare(old, new).units if unit.change is Change.EDITED and unit.moved]
    assert edited == [((1,), (6,))]
