"""The clauses of a text: their order, their addresses, and finding one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.clauses import DEFAULT_LEVELS, Clause, clauses, find_clause, normalised_enum
from billtrack.model.measure import Coverage, Excerpt, Provision, ResolvingClause, TextVersion, Whereas

LEVELS = st.sampled_from(
    [None, *sorted(DEFAULT_LEVELS), "quoted-block", "continuation", "proviso", "paragraph", "row", "a"]
)
ENUMS = st.none() | st.sampled_from(
    ["(1)", "(a)", "1.", "SEC. 1.", "I", "“(1)", "", "—", "section", "quoted-block", "é"]
)
WORDS = st.none() | st.text(max_size=8)


def provisions(inner: st.SearchStrategy[Provision]) -> st.SearchStrategy[Provision]:
    return st.builds(
        Provision,
        level=LEVELS,
        enum=ENUMS | st.text(max_size=4),
        header=WORDS,
        text=WORDS,
        items=st.lists(inner, max_size=4).map(tuple),
    )


TREES = st.recursive(st.builds(Provision, level=LEVELS, enum=ENUMS, text=WORDS), provisions, max_leaves=12)
ITEMS = st.lists(TREES, max_size=4).map(tuple)
TEXTS = st.builds(
    TextVersion,
    version_code=st.just("ih"),
    coverage=st.sampled_from(Coverage),
    preamble=st.none()
    | st.lists(st.text(max_size=8) | st.builds(Whereas, text=st.text(max_size=8), items=ITEMS), max_size=3).map(tuple),
    resolved=st.none()
    | st.lists(st.builds(ResolvingClause, enum=ENUMS, chapeau=WORDS, items=ITEMS), max_size=3).map(tuple),
    sections=st.none() | ITEMS,
    title_amendment=st.none() | st.text(max_size=8),
    excerpts=st.lists(
        st.builds(Excerpt, part=st.just("resolved"), text=st.text(max_size=8), source=st.just("x")), max_size=2
    ).map(tuple),
)


def text(**parts: object) -> TextVersion:
    values: dict[str, object] = {"version_code": "ih", "coverage": Coverage.COMPLETE, **parts}
    return TextVersion(**values)  # type: ignore[arg-type]


BILL = text(
    official_title="To fund lighthouses.",
    sections=(
        Provision(level="section", enum="1.", header="Short title", text="This Act may be cited as the Lamp Act."),
        Provision(
            level="division",
            enum="A",
            items=(
                Provision(
                    enum="I",
                    items=(
                        Provision(
                            enum="101.", items=(Provision(enum="(a)", text="one"), Provision(enum="(A)", text="two"))
                        ),
                        Provision(
                            enum="102.",
                            items=(Provision(level="quoted-block", items=(Provision(level="section", enum="12."),)),),
                        ),
                    ),
                ),
            ),
        ),
        Provision(
            level="division",
            enum="B",
            items=(Provision(enum="I", items=(Provision(enum="101."), Provision(enum="103."))),),
        ),
    ),
)


# --------------------------------------------------------------------------------------- laws


@given(TEXTS)
def test_every_address_is_unique_inside_a_text(version: TextVersion) -> None:
    paths = [clause.path for clause in clauses(version)]
    assert len(set(paths)) == len(paths)


@given(TEXTS)
def test_every_segment_can_stand_in_an_address(version: TextVersion) -> None:
    for clause in clauses(version):
        assert re.fullmatch(r"[a-z][a-z~0-9-]*", clause.path[0])
        assert all(re.fullmatch(r"[A-Za-z0-9.~-]+", segment) for segment in clause.path)


@given(TEXTS)
def test_a_parent_stands_before_its_clauses_one_step_out(version: TextVersion) -> None:
    every = clauses(version)
    for index, clause in enumerate(every):
        if clause.parent is None:
            assert clause.depth == 0
        else:
            assert clause.parent < index
            assert every[clause.parent].depth == clause.depth - 1
            assert every[clause.parent].path == clause.path[: len(every[clause.parent].path)]


@given(TEXTS)
def test_a_clause_is_quoted_exactly_when_a_quoted_block_holds_it(version: TextVersion) -> None:
    every = clauses(version)
    for clause in every:
        above = every[clause.parent].quoted if clause.parent is not None else False
        assert clause.quoted == (clause.level == "quoted-block" or above)


@given(TEXTS)
def test_no_words_are_lost_or_made(version: TextVersion) -> None:
    def said(items: tuple[Provision, ...]) -> list[str | None]:
        return [part for item in items for part in (item.enum, item.header, item.text, *said(item.items))]

    expected: list[str | None] = []
    for whereas in version.preamble or ():
        expected += [whereas] if isinstance(whereas, str) else [whereas.text, *said(whereas.items)]
    for clause in version.resolved or ():
        expected += [clause.enum, clause.header, clause.chapeau, *said(clause.items)]
    expected += said(version.sections or ())
    expected += [version.title_amendment, *(excerpt.text for excerpt in version.excerpts)]
    found = [part for clause in clauses(version) for part in (clause.enum, clause.header, clause.text)]
    assert [part for part in found if part is not None] == [part for part in expected if part is not None]


@given(TEXTS)
def test_every_clause_is_found_at_its_own_address_with_what_is_inside_it(version: TextVersion) -> None:
    every = clauses(version)
    for index, clause in enumerate(every):
        found = find_clause(version, clause.path)
        if clause.path == ("title", "amendment") or found[0].level == "official-title":
            continue
        assert found[0] == clause
        assert found == every[index : index + len(found)]
        assert all(inner.path[: len(clause.path)] == clause.path for inner in found)


# ----------------------------------------------------------------------------------- addresses


def addresses(version: TextVersion) -> list[str]:
    return [clause.address for clause in clauses(version)]


def test_a_resolution_is_addressed_by_clause_and_paragraph() -> None:
    version = text(
        preamble=("Whereas a", Whereas(text="Whereas b", items=(Provision(enum="(1)"),))),
        resolved=(
            ResolvingClause(
                chapeau="That—", items=(Provision(enum="(1)"), Provision(enum="(2)", items=(Provision(enum="(A)"),)))
            ),
            ResolvingClause(chapeau="That"),
        ),
    )
    assert addresses(version) == [
        *("whereas/1", "whereas/2", "whereas/2/1"),
        *("resolved/1", "resolved/1/1", "resolved/1/2", "resolved/1/2/A", "resolved/2"),
    ]


def test_a_bill_names_its_levels_down_to_the_section() -> None:
    assert addresses(BILL)[:5] == [
        *("section/1", "division/A", "division/A/title/I"),
        *("division/A/title/I/section/101", "division/A/title/I/section/101/a"),
    ]


def test_what_has_no_number_goes_by_its_level_and_a_taken_name_is_counted_on() -> None:
    items = tuple(Provision(level="proviso", text=word) for word in ("one", "two", "three"))
    twins = (Provision(enum="(1)", text="x"), Provision(enum="(1)", text="y"))
    version = text(sections=(Provision(level="section", enum="SEC. 3.", items=(*items, *twins)),))
    assert addresses(version)[1:] == [
        *("section/3/proviso", "section/3/proviso~2", "section/3/proviso~3"),
        *("section/3/1", "section/3/1~2"),
    ]


def test_a_level_that_is_not_written_is_the_one_below_its_parent() -> None:
    version = text(
        sections=(
            Provision(level="section", enum="1.", items=(Provision(enum="(a)", items=(Provision(enum="(1)"),)),)),
        )
    )
    assert [clause.level for clause in clauses(version)] == ["section", "subsection", "paragraph"]


def test_excerpts_and_the_title_amendment_come_last() -> None:
    excerpt = Excerpt(part="preamble", text="words", source="https://example.gov")
    version = text(coverage=Coverage.PARTIAL, title_amendment="Amend the title.", excerpts=(excerpt,))
    assert [(c.address, c.level) for c in clauses(version)] == [
        ("title/amendment", "title-amendment"),
        ("excerpt/1", "excerpt"),
    ]


@pytest.mark.parametrize(
    ("enum", "expected"),
    [
        ("(1)", "1"),
        ("SEC. 101.", "101"),
        ("SECTION 1", "1"),
        ("Sec.\u00a07047. ", "7047"),
        ("1.", "1"),
        ("“(5)", "5"),
        ("TITLE I—", "I"),
        ("Subtitle A—", "A"),
        ("(aa)", "aa"),
        ("(1.5)", "1.5"),
        ("1-A", "1-A"),
        ("(a)/(b)", "a-b"),
        ("—", None),
        ("", None),
        (None, None),
    ],
)
def test_a_number_is_stripped_to_what_people_call_it(enum: str | None, expected: str | None) -> None:
    assert normalised_enum(enum) == expected


# ------------------------------------------------------------------------------------- finding


def first(path: str) -> Clause:
    return find_clause(BILL, tuple(path.split("/")))[0]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("section/102", "division/A/title/I/section/102"),
        ("section/103", "division/B/title/I/section/103"),
        ("division/A/section/101/(a)", "division/A/title/I/section/101/a"),
        ("division/B/section/101", "division/B/title/I/section/101"),
        ("DIVISION/a/TITLE/i", "division/A/title/I"),
        ("division/A/section/101/A", "division/A/title/I/section/101/A"),
        ("section/102/quoted-block/section/12", "division/A/title/I/section/102/quoted-block/section/12"),
    ],
)
def test_levels_above_may_be_left_out(asked: str, found: str) -> None:
    assert first(asked).address == found


def test_a_quoted_section_is_not_the_bills() -> None:
    with pytest.raises(InputError, match=r"section/12: no such clause"):
        first("section/12")


def test_an_ambiguous_address_lists_the_candidates() -> None:
    with pytest.raises(InputError) as error:
        first("section/101")
    assert str(error.value) == (
        "section/101: several clauses have this address: division/A/title/I/section/101, division/B/title/I/section/101"
    )


def test_a_missing_clause_names_its_nearest_neighbours() -> None:
    version = text(preamble=("Whereas a", "Whereas b"), resolved=())
    with pytest.raises(InputError) as error:
        find_clause(version, ("whereas", "3"))
    assert str(error.value) == "whereas/3: no such clause in the ih text; nearest: whereas/2, whereas/1"


@pytest.mark.parametrize(
    ("version", "path", "message"),
    [
        (text(coverage=Coverage.NONE), "whereas/1", "whereas/1: not loaded: the ih text on file is announced only"),
        (text(coverage=Coverage.PARTIAL), "resolved/1", "resolved/1: not loaded: the ih text on file is partial"),
        (
            text(coverage=Coverage.PARTIAL, preamble=("Whereas a",), preamble_complete=False),
            "whereas/2",
            "whereas/2: not loaded: the ih text on file is partial",
        ),
        (
            text(coverage=Coverage.PARTIAL, preamble=("Whereas a",)),
            "whereas/2",
            "whereas/2: no such clause in the ih text; nearest: whereas/1",
        ),
    ],
)
def test_what_is_not_loaded_is_not_said_to_be_missing(version: TextVersion, path: str, message: str) -> None:
    with pytest.raises(InputError, match="^" + re.escape(message)):
        find_clause(version, tuple(path.split("/")))


def test_the_title_is_the_official_one_and_its_amendment() -> None:
    version = text(official_title="To do.", title_amendment="Amend the title.", sections=())
    assert [(c.level, c.text) for c in find_clause(version, ("title",))] == [
        ("official-title", "To do."),
        ("title-amendment", "Amend the title."),
    ]


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("section/2", "section/1, division/A/title/I/section/101, division/B/title/I/section/101"),
        ("section/103/a", "division/B/title/I/section/103"),
        ("division/A/section/101/b", "division/A/title/I/section/101/a, division/A/title/I/section/101/A"),
        ("division/A/section/104", "division/A/title/I/section/102, division/A/title/I/section/101"),
    ],
)
def test_the_nearest_clauses_are_those_beside_the_one_asked_for(asked: str, nearest: str) -> None:
    with pytest.raises(InputError) as error:
        first(asked)
    assert str(error.value).endswith(f"; nearest: {nearest}")
