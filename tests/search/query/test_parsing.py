"""Reading a query: any text is one, and the language means what people expect of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.query.tree import And, Is, Near, Node, Not, Or, Phrase
from billtrack.search.query.parsing import MAX_FILTERS, parse_query

PIECES = st.sampled_from(
    [
        *("arms", "control", "Terror*", "first-hand", "U.S.", "’", "*", "é", "🏛", "\x00", "\ud800", "½", "ﬁ"),
        *('"', '"arms control"', "“arms", "control”", "(", ")", "-", "--", "NOT", "OR", "AND", "|", "NEAR", "NEAR/3"),
        *("NEAR(", ",", "5)", "type:hres", "type:", "type:x", 'policy:"International Affairs"', "in:whereas", "in:"),
        *("cosponsor:MI,OH", "sponsor:Foster", "introduced:2025-01..", "introduced:x", "stage:agreed", "version:eh"),
        *("title:chechnya", "congress:119", "committee:hsfa00", "foo:bar", "http://a.b/c", ":", "::", "a:b:c"),
    ]
)
DATES = "expected a year, month or day, or a range: 2025, 2025-01, 2025-01-31..2025-06, 2025-01.."
TYPED = st.lists(PIECES | st.text(st.characters(exclude_categories=()), max_size=5), max_size=12).map(" ".join)


def nodes_of(node: Node | None) -> list[Node]:
    match node:
        case None:
            return []
        case And(nodes) | Or(nodes):
            return [node, *(inner for each in nodes for inner in nodes_of(each))]
        case Not(denied):
            return [node, *nodes_of(denied)]
        case _:
            return [node]


@given(TYPED | st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_is_a_query(text: str) -> None:
    query = parse_query(text)
    for node in nodes_of(query.root):
        match node:
            case Phrase(terms):
                assert terms
                assert all(term.isalnum() for term in terms)
            case And(nodes) | Or(nodes):
                assert len(nodes) > 1
                assert len(set(nodes)) == len(nodes)
                assert not any(isinstance(each, type(node)) for each in nodes)
            case Near(phrases):
                assert len(phrases) > 1
            case _:
                pass
    assert bool(query.root) == bool(query.read_as)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        " ".join(f"w{n}" for n in range(10_000)),
        "(" * 10_000,
        "(a " * 10_000,
        "NOT " * 10_000 + "a",
        "-(a " * 10_000,
        " OR ".join("ab" * 5_000),
        "a NEAR " * 10_000,
        '"' * 10_001,
        "a:" * 10_000,
        " ".join(f"sponsor:n{n}" for n in range(10_000)),
        "x" * 1_000_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_long_query_is_read_in_a_moment(text: str) -> None:
    before = time.process_time()
    query = parse_query(text)
    assert time.process_time() - before < 5
    assert sum(isinstance(node, Is) for node in nodes_of(query.root)) <= MAX_FILTERS


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("arms control", "arms AND control"),
        ("Arms arms ARMS", "arms"),
        ('"arms control"', '"arms control"'),
        ("“arms control”", '"arms control"'),
        ("first-hand U.S. people’s", '"first hand" AND "u s" AND "people s"'),
        ("terror* \"arms contr*\" 'x'", 'terror* AND "arms contr"* AND x'),
        ('ter*ism *ism "arms * control" "* arms"', 'ter* AND ism AND "arms control" AND arms'),
        ("tax -credit -“income tax”", 'tax AND NOT credit AND NOT "income tax"'),
        ("tax NOT (credit OR duty)", "tax AND NOT (credit OR duty)"),
        ("NOT NOT tax", "tax"),
        ("a b OR c d", "a AND (b OR c) AND d"),
        ("a AND b OR c", "(a AND b) OR c"),
        ("a | b", "a OR b"),
        ("a NEAR b", "NEAR(a b, 10)"),
        ('a NEAR/3 "b c"', 'NEAR(a "b c", 3)'),
        ('NEAR(a "b c" d*, 5)', 'NEAR(a "b c" d*, 5)'),
        ("NEAR(a)", "a"),
        ("or and not near", "or AND and AND not AND near"),
        ("in:whereas iran OR russia", "whereas:iran OR whereas:russia"),
        ("(in:whereas iran) russia", "whereas:iran AND russia"),
        ("in:title,whereas iran", "(title:iran OR whereas:iran)"),
        ("title:chechnya", "title:chechnya"),
        ("in:section lamp", "(type:hr OR type:s) AND provisions:lamp"),
        ("type:H.Res. type: sres gun", "(type:hres OR type:sres) AND gun"),
        ("type:bill", "type:hr OR type:s"),
        ("cosponsor:MI cosponsor:oh", "cosponsor:MI AND cosponsor:OH"),
        ("cosponsor:F000454,Foster", "cosponsor:F000454 OR cosponsor:foster"),
        ('sponsor:"Bill Foster"', 'sponsor:"bill foster"'),
        ("party:Democrats stage:Agreed-To", "party:D AND stage:agreed_to"),
        ("committee:hsfa00 committee:SSFR*", "committee:hsfa00 AND committee:ssfr*"),
        ("introduced:2025-02", "introduced:2025-02-01..2025-02-28"),
        ("introduced:2024-12..", "introduced:2024-12-01.."),
        ("introduced:..2025-06-15", "introduced:..2025-06-15"),
        ("congress:119th version:IH", "congress:119 AND version:ih"),
        ("-type:hr iran", "NOT type:hr AND iran"),
        ("", ""),
        ('— “” * "" ( )', ""),
    ],
)
def test_what_is_read(typed: str, read: str) -> None:
    query = parse_query(typed)
    assert (query.read_as, query.notes) == (read, ())


@pytest.mark.parametrize(
    ("typed", "read", "note"),
    [
        ("stagge:x", "stagge AND x", "stagge: is not a filter and was read as words; did you mean stage:?"),
        ("stage:agreed", "stage AND agreed", "stage:agreed was read as words: did you mean agreed_to?"),
        ("type:hrez", "type AND hrez", "type:hrez was read as words: did you mean hres?"),
        ("in:wheras a", "in AND wheras AND a", "in:wheras was read as words: did you mean whereas?"),
        (
            "introduced:2025-13",
            'introduced AND "2025 13"',
            f"introduced:2025-13 was read as words: {DATES}",
        ),
        ("party: ", "party", "party: was read as words: a value was expected after party:"),
        ('"arms control', "arms AND control", "an unmatched quotation mark was left out"),
        ("(a) b)", "a AND b", "an unmatched parenthesis was left out"),
        ("a OR", "a", "OR was left out: it goes between two things to search for"),
        ("a NOT", "a", "NOT was left out: it goes before what to exclude"),
        ("a NEAR (b c)", "a AND b AND c", "NEAR was left out: it goes between two words or phrases"),
        ("in:title type:hr", "type:hr", "in: needs words to look for"),
    ],
)
def test_what_cannot_be_meant_so_is_told(typed: str, read: str, note: str) -> None:
    query = parse_query(typed)
    assert (query.read_as, query.notes) == (read, (note,))


def test_an_address_of_the_web_is_words() -> None:
    assert parse_query("http://a.b/c").notes == ()
