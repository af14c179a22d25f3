"""What of a measure is searched: which words, in which part, at which address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from billtrack.clauses import find_clause
from billtrack.identifiers import parse_measure_id
from billtrack.model import Coverage, Excerpt, Measure, Provision, ResolvingClause, TextVersion, Title, Whereas
from billtrack.searched import BREAK, Part, Piece, indexed, pieces, titles
from billtrack.terms import terms

WORDS = st.text(max_size=12)
ITEMS = st.recursive(
    st.builds(Provision, enum=st.sampled_from(["(1)", "(a)", ""]), header=st.none() | WORDS, text=st.none() | WORDS),
    lambda inner: st.builds(Provision, text=WORDS, items=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=8,
)
TEXTS = st.builds(
    TextVersion,
    version_code=st.just("ih"),
    coverage=st.just(Coverage.COMPLETE),
    official_title=st.none() | WORDS,
    preamble=st.none() | st.lists(WORDS, max_size=3).map(tuple),
    resolved=st.none()
    | st.lists(st.builds(ResolvingClause, chapeau=WORDS, items=st.tuples(ITEMS)), max_size=3).map(tuple),
    sections=st.none() | st.lists(ITEMS, max_size=3).map(tuple),
    title_amendment=st.none() | WORDS,
    excerpts=st.lists(st.builds(Excerpt, part=st.just("section"), text=WORDS, source=st.just("x")), max_size=2).map(
        tuple
    ),
)
RESOLUTION = TextVersion(
    version_code="ih",
    coverage=Coverage.PARTIAL,
    official_title="Honoring lighthouses.",
    preamble=("Whereas lamps—", Whereas(text="Whereas keepers", items=(Provision(enum="(1)", text="climb;"),))),
    resolved=(ResolvingClause(chapeau="That the House", items=(Provision(enum="(1)", text="thanks them."),)),),
    title_amendment="Amend the title.",
    excerpts=(Excerpt(part="preamble", text="at night", source="a paper"),),
)
BILL = TextVersion(
    version_code="ih",
    coverage=Coverage.COMPLETE,
    sections=(Provision(enum="1.", header="Lamps", text="Light them."),),
)


def test_a_resolution_has_its_clauses_in_their_parts() -> None:
    assert pieces(["Lighthouses"], RESOLUTION) == (
        Piece(Part.TITLE, "title", "Honoring lighthouses."),
        Piece(Part.TITLE, None, "Lighthouses"),
        Piece(Part.WHEREAS, "whereas/1", "Whereas lamps—"),
        Piece(Part.WHEREAS, "whereas/2", "Whereas keepers"),
        Piece(Part.WHEREAS, "whereas/2/1", "climb;"),
        Piece(Part.RESOLVED, "resolved/1", "That the House"),
        Piece(Part.RESOLVED, "resolved/1/1", "thanks them."),
        Piece(Part.TITLE, "title/amendment", "Amend the title."),
        Piece(Part.WHEREAS, "excerpt/1", "at night"),
    )


def test_a_heading_is_a_piece_of_its_own() -> None:
    assert pieces([], BILL) == (
        Piece(Part.SECTION, "section/1", "Lamps"),
        Piece(Part.SECTION, "section/1", "Light them."),
    )


def test_a_measure_without_texts_is_searched_by_its_titles() -> None:
    measure = Measure(
        schema="billtrack/1",
        id=parse_measure_id("hr1-119"),
        title="Lamp Act",
        other_titles=(
            Title(title_type="Display Title", title="Lamp Act"),
            Title(title_type="Official Title", title="To light."),
        ),
    )
    assert pieces(titles(measure), None) == (Piece(Part.TITLE, None, "Lamp Act"), Piece(Part.TITLE, None, "To light."))
    assert indexed(pieces(titles(measure), None)) == ("¶ Lamp Act ¶ To light.", "", "", "")


def test_the_index_breaks_between_pieces() -> None:
    assert indexed(pieces([], RESOLUTION))[1] == "¶ Whereas lamps  ¶ Whereas keepers ¶ climb; ¶ at night"


def test_no_words_of_a_text_make_a_break() -> None:
    assert BREAK not in indexed([Piece(Part.TITLE, None, "¶ 1")])[0][1:]


@given(TEXTS)
def test_every_word_of_a_text_is_at_its_address(text: TextVersion) -> None:
    for piece in pieces(["A title"], text):
        if piece.address is not None:
            first = find_clause(text, piece.address.split("/"))[0]
            assert piece.words in {first.header, first.text}
        else:
            assert piece.words == "A title"


@given(TEXTS)
def test_the_index_holds_every_term_once(text: TextVersion) -> None:
    found = pieces(["A title"], text)
    in_index = [term for column in indexed(found) for term in terms(column)]
    assert sorted(in_index) == sorted(term for piece in found for term in terms(piece.words))
