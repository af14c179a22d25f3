"""Among invented bills: near copies are found, forms filled in with other names are not."""

from __future__ import annotations

import random

import pytest

from billtrack.search.companions.candidates import Wanted, every_pair, pairs_of
from billtrack.search.companions.sketches import (
    FORM,
    FULL,
    Likeness,
    Rarity,
    SketchedText,
    likeness,
    shingles,
    weight_of,
)
from invented_bills import bill, disapproval, measure, post_office, reworded, sketched

SEVEN = Wanted(0.7)


def alike(texts: dict[str, str], wanted: Wanted = SEVEN) -> dict[tuple[str, str], Likeness]:
    """The pairs of *texts*, by name, that are as alike as *wanted*, measured on the whole of them."""
    names = list(texts)
    sketches = [sketched(text, measure(at)) for at, text in enumerate(texts.values(), 1)]
    pairs, rarity = every_pair(sketches, wanted)
    measured = {}
    for a, b in pairs:
        below = min(sketches[a].sketch.bound, sketches[b].sketch.bound)
        in_a, in_b = (frozenset(shingles(texts[names[at]])) for at in (a, b))
        measured[names[a], names[b]] = likeness(in_a, in_b, rarity, below=below)
    return {pair: each for pair, each in measured.items() if wanted.is_met_by(each)}


def others(chance: random.Random, count: int = 40) -> dict[str, str]:
    return {f"other{at}": bill(chance, chance.randint(30, 900)) for at in range(count)}


@pytest.mark.parametrize("length", [30, 200, 3_000])
@pytest.mark.parametrize("seed", range(5))
def test_planted_near_copies_are_found_and_nothing_else(length: int, seed: int) -> None:
    chance = random.Random(seed)
    planted = {f"first{at}": bill(chance, length) for at in range(6)}
    copies = {name.replace("first", "copy"): reworded(text, chance, 0.04) for name, text in planted.items()}
    assert set(alike({**planted, **others(chance), **copies})) == {(f"first{at}", f"copy{at}") for at in range(6)}


def test_a_copy_word_for_word_is_wholly_alike_and_a_reworded_one_is_not() -> None:
    chance = random.Random(3)
    text = bill(chance, 2_000)
    found = alike({"a": text, "b": text, "c": reworded(text, chance, 0.002), **others(chance)})
    assert found["a", "b"] == Likeness(1.0, 1.0, 1.0)
    assert 0.95 < found["a", "c"].similarity < 1


@pytest.mark.parametrize("forms", [3, 12, 200])
def test_forms_with_other_names_in_them_are_no_companions(forms: int) -> None:
    chance = random.Random(forms)
    names = [bill(chance, 5) for _ in range(forms)]
    texts = {
        **{f"rule{at}": disapproval(name, bill(chance, 9)) for at, name in enumerate(names)},
        **{f"post{at}": post_office(bill(chance, 6), name) for at, name in enumerate(names)},
        **others(chance),
    }
    assert alike(texts) == {}


@pytest.mark.parametrize("forms", [3, 12, FORM + 10])
def test_the_same_form_with_the_same_names_is(forms: int) -> None:
    chance = random.Random(forms)
    rules = [(bill(chance, 5), bill(chance, 9)) for _ in range(forms)]
    texts = {f"rule{at}": disapproval(*names) for at, names in enumerate(rules)}
    assert set(alike({**texts, "twin": disapproval(*rules[1])})) == {("rule1", "twin")}


def test_a_text_that_is_all_form_has_no_companion() -> None:
    texts = {f"text{at}": "This Act takes effect on the day it is enacted by the Congress" for at in range(FORM + 1)}
    assert alike(texts) == {}


def test_a_few_shared_words_are_no_evidence() -> None:
    assert alike({"a": "a bill of eight words is no evidence", "b": "a bill of eight words is no evidence"}) == {}


def test_a_short_text_in_a_long_one_is_found_where_it_is_asked_for() -> None:
    chance = random.Random(8)
    short = bill(chance, 700)
    omnibus = f"{bill(chance, 9_000)} {reworded(short, chance, 0.01)} {bill(chance, 9_000)}"
    texts = {"short": short, "omnibus": omnibus, **others(chance)}
    assert alike(texts) == {}
    found = alike(texts, Wanted(0.7, contained=True))
    assert set(found) == {("short", "omnibus")}
    assert found["short", "omnibus"].a_in_b > 0.9
    assert found["short", "omnibus"].b_in_a < 0.1


def test_versions_of_one_measure_are_no_pair_and_do_not_make_its_words_common() -> None:
    chance = random.Random(9)
    text = bill(chance, 400)
    versions = [sketched(reworded(text, chance, 0.01), measure(1), code) for code in ("ih", "rh", "eh", "rfs", "enr")]
    twin = sketched(text, measure(2, "s"), "is")
    rest = [sketched(bill(chance, 300), measure(at)) for at in range(3, 20)]
    texts: list[SketchedText] = [*versions, twin, *rest]
    pairs, rarity = every_pair(texts, SEVEN)
    assert {tuple(pair) for pair in pairs} == {(at, 5) for at in range(5)}
    assert set(pairs_of(measure(2, "s"), texts, SEVEN).pairs) == set(pairs)
    assert set(rarity.weights.values()) == {1.0}


def test_what_fewer_hold_weighs_more() -> None:
    texts = [
        sketched(f"{'one two three four five six ' * (at <= 4)} own{at} words{at} of{at} it{at}", measure(at))
        for at in range(1, 9)
    ]
    weights = Rarity.among(texts).weights
    assert set(weights.values()) == {weight_of(4)}
    assert abs(weight_of(4) - 1 / 3) < 1e-9
    assert FULL > 8
