"""The targets of the fuzzer on what it once found, and on bytes of hypothesis."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.clauses import clauses
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import parse_billtext
from billtrack.store.records import dump_record, parse_record
from hostile import cases, mutated
from targets import SEEDS, TARGETS

Tried = Callable[[str, str, int], None]
FOUND = Path(__file__).parent / "seeds"
WORDS = {
    "identifiers": "h.res. 351 , ( ) 115th Cong. 2017 / - @ih BILLS .xml us https://www.congress.gov/ 0 9 № é ﬁ １",
    "query": 'a "b c" OR AND NOT - ( ) * NEAR/5 NEAR( , in: whereas type: hres introduced: 2025 .. party: ,D : é 1',
    "diff": "(a) (b) the of Act section 5 , ; — “x” \n \n\n (1) first-hand firsthand H.R. $1,000",
}


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_the_fuzzer_found_is_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_what_the_fuzzer_begins_with_is_read() -> None:
    for seed in SEEDS["record"]:
        assert dump_record(parse_record(seed, file="x.yaml")) == seed
    for seed in SEEDS["billstatus"]:
        assert parse_billstatus(seed, name="BILLSTATUS.xml").actions
    for seed in SEEDS["billtext"]:
        assert clauses(parse_billtext(seed, name="BILLS-119hres1ih.xml").text)


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_answered_or_refused(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", WORDS)
def test_its_own_words_in_any_order_are_answered_or_refused(name: str, tried: Tried) -> None:
    words, count = WORDS[name].split(" "), cases(150)
    for seed in range(count):
        chance = random.Random(f"{name} {seed}")
        said = chance.choice((" ", "")).join(chance.choices(words, k=chance.randrange(14)))
        try:
            TARGETS[name](mutated(said.encode(), chance, (b"\0", b"\xff", b"\xe2\x80\x8b", b" ")))
        except Exception as error:
            error.add_note(f"seed {seed}: {said!r}")
            raise
    tried("The library answers or refuses", f"words of {name} in any order", count)
