"""The archive, and the records, find by a query what a plain reading of it finds, whatever is typed and held."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.clauses import find_clause
from billtrack.model.identifiers import parse_reference
from billtrack.model.measure import (
    Action,
    Committee,
    Cosponsor,
    Coverage,
    Measure,
    Provision,
    ResolvingClause,
    Sponsor,
    Subcommittee,
    TextVersion,
    Title,
    Whereas,
)
from billtrack.model.measure_names import MeasureId, MeasureType
from billtrack.model.query.tree import Part
from billtrack.model.search_terms import LINE_END, terms
from billtrack.search.query.parsing import parse_query
from billtrack.search.results import Hit
from billtrack.search.searcher import Searcher
from billtrack.status.status import status
from billtrack.store.archive.lines import lines_of, titles_of
from billtrack.store.library import Holdings
from invented_archives import make_archive
from query_meaning import Subject, document, found_in

TODAY = dt.date(2025, 6, 2)
WORDS = (
    "iran",
    "arms",
    "control",
    "first-hand",
    "Señor",
    "people’s",
    "U.S.",
    "the",
    "“Arms",
    "tax",
    "½",
    "x²",
    "control.",
)
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
NAMES = st.sampled_from(["Foster, Bill", "O’Hara, José", "Foster, Mary", "King, Al"])
PARTIES, STATES = st.sampled_from("DRI"), st.sampled_from(["MI", "OR", "IL"])
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2025, 3, 2))
PROVISIONS = st.recursive(
    st.builds(Provision, enum=st.sampled_from(["(1)", "(a)", "(2)"]), header=st.none() | PHRASES, text=PHRASES),
    lambda inner: st.builds(Provision, header=st.none() | PHRASES, items=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
CODES = ("ih", "rh", "eh")


@st.composite
def texts(draw: st.DrawFn, kind: MeasureType) -> tuple[TextVersion, ...]:
    made = []
    for code in draw(st.sets(st.sampled_from(CODES), max_size=2)):
        is_bill = kind in {MeasureType.HR, MeasureType.S}
        items = draw(st.lists(PROVISIONS, min_size=1, max_size=3).map(tuple))
        preamble = draw(st.lists(PHRASES | st.builds(Whereas, text=PHRASES), max_size=3).map(tuple))
        made.append(
            TextVersion(
                version_code=code,
                coverage=Coverage.COMPLETE,
                official_title=draw(st.none() | PHRASES),
                preamble=None if is_bill else preamble,
                resolved=None if is_bill else (ResolvingClause(chapeau=draw(PHRASES), items=items),),
                sections=items if is_bill else None,
            )
        )
    return tuple(made)


ACTIONS = st.sampled_from(
    [
        None,
        (),
        (
            Action(
                action_date=dt.date(2025, 1, 3), action_code="1000", type="IntroReferral", text="Introduced in House"
            ),
        ),
    ]
)
COSPONSORS = st.builds(
    Cosponsor,
    bioguide_id=st.sampled_from(["F000454", "K000001"]),
    name=NAMES,
    party=PARTIES,
    state=STATES,
    sponsorship_date=DAYS,
    is_original_cosponsor=st.booleans(),
    sponsorship_withdrawn_date=st.none() | DAYS,
)
COMMITTEES = st.builds(
    Committee,
    system_code=st.sampled_from(["hsfa00", "ssfr00"]),
    name=st.sampled_from(["Foreign Affairs Committee", "Foreign Relations Committee"]),
    subcommittees=st.just(()) | st.just((Subcommittee(system_code="hsfa14", name="Europe Subcommittee"),)),
)


@st.composite
def measures(draw: st.DrawFn) -> list[Measure]:
    ids = draw(
        st.sets(st.tuples(st.sampled_from(MeasureType), st.integers(1, 3), st.sampled_from([118, 119])), max_size=5)
    )
    return [
        Measure(
            schema="billtrack/1",
            id=MeasureId(*parts),
            title=draw(PHRASES),
            other_titles=tuple(Title(title_type="Short", title=each) for each in draw(st.lists(PHRASES, max_size=2))),
            introduced_date=draw(st.none() | DAYS),
            sponsor=draw(
                st.none() | st.builds(Sponsor, bioguide_id=st.just("F000454"), name=NAMES, party=PARTIES, state=STATES)
            ),
            cosponsors=draw(st.none() | st.lists(COSPONSORS, max_size=3).map(tuple)),
            committees=draw(st.none() | st.lists(COMMITTEES, max_size=2, unique_by=lambda c: c.system_code).map(tuple)),
            actions=draw(ACTIONS),
            legislative_subjects=draw(
                st.none()
                | st.lists(st.sampled_from(["Human rights", "Arms control", "Asia"]), max_size=2, unique=True).map(
                    tuple
                )
            ),
            policy_area=draw(st.none() | st.sampled_from(["International Affairs", "Taxation"])),
            text_versions=draw(texts(parts[0])),
        )
        for parts in sorted(ids)
    ]


def words(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(pieces)


NEARS = (
    *("NEAR(iran arms, 1)", 'NEAR("first hand" tax the, 2)', "arms NEAR/0 control", "title:arms NEAR/2 iran"),
    *("the NEAR/1 the", "tax NEAR/2 iran NEAR/1 a*", "NEAR(whereas:arms title:tax)"),
)
ATOMS = st.one_of(
    words(WORDS),
    PHRASES.map(lambda phrase: '"' + phrase.replace("“", "") + '"'),
    words(("ar*", "contr*", "f*", '"first ha*"', "zzz", "title:iran", "whereas:tax", "provisions:the")),
    words(NEARS),
)
FILTERS = (
    *("type:hres", "type:bill", "type:hr,sres", "congress:119", "party:D", "party:r,i", "version:ih", "version:eh"),
    *("sponsor:foster", "sponsor:MI", "sponsor:F000454", 'sponsor:"jose ohara"', "sponsor:o’hara", "cosponsor:OR"),
    *("cosponsor:king", "cosponsor:K000001", "cosponsor:MI cosponsor:foster", "committee:hsfa00", "committee:hsfa"),
    *("committee:europe", "committee:foreign", "policy:international", "policy:Taxation", "introduced:2025-02"),
    *("introduced:2025-01-15..", "introduced:..2025-02", "introduced:2025", "stage:introduced", "stage:not_loaded"),
    *("stage:expired", "stage:referred", "subject:rights", 'subject:"arms control"', "subject:asia"),
)
QUERIES = st.recursive(
    ATOMS | st.sampled_from(FILTERS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        st.tuples(inner, inner).map(" AND ".join),
        inner.map("-({})".format),
        inner.map("({})".format),
        inner.map("(in:whereas {})".format),
        inner.map("(in:title,section {})".format),
        inner.map("in:resolved {}".format),
    ),
    max_leaves=6,
)


def subject_of(measure: Measure) -> Subject:
    """The measure as plain Python reads it."""
    made = [document(None, {Part.TITLE: titles_of(measure)})]
    for text in measure.text_versions or ():
        lines = lines_of(text)
        parts = {Part.TITLE: lines.title, Part.WHEREAS: lines.preamble, Part.PROVISIONS: lines.provisions}
        made.append(
            document(text.version_code, {part: words.split(LINE_END) for part, words in parts.items() if words})
        )
    return Subject(measure, status(measure, today=TODAY).stage.value, tuple(made))


@given(measures(), st.lists(QUERIES, min_size=1, max_size=6))
def test_the_archive_finds_what_a_plain_scan_finds(held: list[Measure], typed: list[str]) -> None:
    subjects = {measure.id: subject_of(measure) for measure in held}
    with tempfile.TemporaryDirectory() as folder:
        searcher = searcher_of(held, Path(folder))
        for text in (*typed, *NEARS, *FILTERS, *(f"-{each}" for each in FILTERS)):
            query = parse_query(text)
            result = searcher.search(query, limit=None)
            wanted = {name: found_in(query.root, each) for name, each in subjects.items()} if query.root else {}
            assert {hit.id: set(hit.versions) for hit in result.hits} == {
                name: {each.version_code for each in documents if each.version_code is not None}
                for name, documents in wanted.items()
                if documents
            }, query.read_as


@given(measures(), st.lists(QUERIES, min_size=1, max_size=6))
def test_what_is_shown_stands_where_it_says(held: list[Measure], typed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        searcher = searcher_of(held, Path(folder))
        for text in typed:
            query = parse_query(text)
            result = searcher.search(query, limit=None)
            assert result.total == len(result.hits)
            assert result.texts == sum(len(hit.versions) for hit in result.hits)
            ranks = [(not hit.is_in_title, -(hit.score or 0)) for hit in result.hits]
            assert ranks == sorted(ranks)
            for hit in result.hits:
                check_snippet(hit, {measure.id: measure for measure in held}[hit.id])
            shown = searcher.search(query, limit=2)
            assert (shown.hits, shown.total) == (result.hits[:2], result.total)


def searcher_of(held: list[Measure], folder: Path) -> Searcher:
    make_archive(folder / "archive.db", held)
    (folder / "bills").mkdir()
    return Searcher(Holdings(folder / "bills", folder / "archive.db"), today=TODAY)


def check_snippet(hit: Hit, measure: Measure) -> None:
    """What is shown stands at the address, and what is marked are words that were asked for."""
    if hit.snippet is None:
        return
    snippet = hit.snippet.text
    if hit.address is None:
        assert any(snippet in title for title in titles_of(measure))
    else:
        reference = parse_reference(hit.address)
        assert (reference.measure_id, reference.version_code) == (hit.id, hit.version_code)
        text = next(each for each in measure.text_versions or () if each.version_code == hit.version_code)
        clause = find_clause(text, reference.path)[0]
        assert snippet in {clause.header, clause.text} or snippet in f"{clause.header}\n{clause.text}"
    assert hit.snippet.marks
    assert all(0 <= start < end <= len(snippet) and terms(snippet[start:end]) for start, end in hit.snippet.marks)
