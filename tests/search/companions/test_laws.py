"""What holds for any texts: shares are shares, sides and order do not matter, a question answers alike each time."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.search_terms import terms
from billtrack.search.companions.candidates import TextPairs, Wanted, every_pair, pairs_of
from billtrack.search.companions.sketches import (
    FULL,
    HASHES,
    LAST_SCALE,
    Rarity,
    SketchedText,
    likeness,
    shingles,
    sketch,
)
from invented_bills import bill, measure, reworded, sketched

words = st.lists(st.sampled_from(("lamp", "wick", "oil", "Quay", "5", "of", "the")), max_size=60).map(" ".join)
shingle_sets = st.frozensets(st.integers(0, HASHES - 1), max_size=300)


@given(st.text())
def test_shingles_are_the_runs_of_four_terms(text: str) -> None:
    found = terms(text)
    runs = {tuple(found[at : at + 4]) for at in range(len(found) - 3)} if len(found) > 3 else {tuple(found)} - {()}
    assert len(shingles(text)) == len(runs)
    assert shingles(" ".join(found)) == shingles(text)


@given(shingle_sets, shingle_sets, st.sampled_from((HASHES, HASHES >> 1, HASHES >> 3)))
def test_shares_are_shares_and_sides_do_not_matter(a: frozenset[int], b: frozenset[int], below: int) -> None:
    rarity = Rarity({each: 0.25 for each in a if each % 3 == 0} | {each: 0.0 for each in b if each % 7 == 0})
    there, back = likeness(a, b, rarity, below=below), likeness(b, a, rarity, below=below)
    assert (there.similarity, there.a_in_b, there.b_in_a) == (back.similarity, back.b_in_a, back.a_in_b)
    assert all(0 <= share <= 1 for share in (there.similarity, there.a_in_b, there.b_in_a))
    assert min(there.a_in_b, there.b_in_a) <= there.similarity <= max(there.a_in_b, there.b_in_a)


@given(st.frozensets(st.integers(0, HASHES - 1), min_size=6))
def test_a_text_is_wholly_like_itself(a: frozenset[int]) -> None:
    alike = likeness(a, a, Rarity({}), below=HASHES)
    assert (alike.similarity, alike.a_in_b, alike.b_in_a) == (1.0, 1.0, 1.0)


@given(shingle_sets, shingle_sets)
def test_five_shingles_are_no_evidence(a: frozenset[int], b: frozenset[int]) -> None:
    shared = frozenset(sorted(a | b)[:5])
    assert likeness(shared, shared, Rarity({}), below=HASHES).similarity == 0


@given(st.sets(st.integers(0, HASHES - 1), max_size=FULL * 8))
def test_a_sketch_has_every_shingle_below_its_bound_and_no_other(found: set[int]) -> None:
    made = sketch(found)
    assert list(made.hashes) == sorted(each for each in found if each < made.bound)
    assert made.size == len(found)
    assert made.scale <= LAST_SCALE
    assert made.scale or len(made.hashes) == len(found)
    assert list(made.below(made.bound >> 1)) == [each for each in made.hashes if each < made.bound >> 1]


def found(pairs: TextPairs, texts: list[SketchedText]) -> set[frozenset[str]]:
    return {frozenset({str(texts[a].text), str(texts[b].text)}) for a, b in pairs.pairs}


@given(st.integers(0, 10**6), st.permutations(range(8)))
def test_the_order_of_the_texts_does_not_matter(seed: int, order: list[int]) -> None:
    chance = random.Random(seed)
    first = [bill(chance, 80) for _ in range(4)]
    texts = [*first, *(reworded(each, chance, 0.02) for each in first)]
    sketches = [sketched(text, measure(at)) for at, text in enumerate(texts, 1)]
    shuffled = [sketches[at] for at in order]
    once = every_pair(sketches, Wanted(0.7))
    assert found(once, sketches) == found(every_pair(shuffled, Wanted(0.7)), shuffled)
    assert once.pairs == every_pair(sketches, Wanted(0.7)).pairs == sorted(once.pairs)


@given(st.integers(0, 10**6))
def test_one_measure_is_told_what_all_are_told(seed: int) -> None:
    chance = random.Random(seed)
    first = [bill(chance, 150) for _ in range(4)]
    texts = [*first, *(reworded(each, chance, share) for each, share in zip(first, (0, 0.02, 0.1, 0.5), strict=True))]
    sketches = [sketched(text, measure(at)) for at, text in enumerate(texts, 1)]
    every = every_pair(sketches, Wanted(0.7))
    for at, each in enumerate(sketches):
        one = pairs_of(each.text.measure, sketches, Wanted(0.7))
        assert list(one.pairs) == [pair for pair in every.pairs if at in pair]
        for a, b in one.pairs:
            in_a, in_b = (frozenset(shingles(texts[place])) for place in (a, b))
            assert likeness(in_a, in_b, one.rarity, below=HASHES) == likeness(in_a, in_b, every.rarity, below=HASHES)


@given(st.lists(words, min_size=2, max_size=6))
def test_every_pair_alike_enough_is_among_the_candidates(texts: list[str]) -> None:
    sketches = [sketched(text, measure(at)) for at, text in enumerate(texts, 1)]
    pairs, rarity = every_pair(sketches, Wanted(0.7))
    sets = [frozenset(shingles(text)) for text in texts]
    alike = {
        (a, b)
        for a, b in combinations(range(len(texts)), 2)
        if likeness(sets[a], sets[b], rarity, below=HASHES).similarity >= 0.7
    }
    assert alike <= {tuple(pair) for pair in pairs}
