"""Joined by DuckDB or in Python: the same pairs, with the same weights."""

from __future__ import annotations

import random
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from billtrack.batch import Processes
from billtrack.model.measure_names import TextId
from billtrack.search.companions.candidates import TextPairs, Wanted, every_pair
from billtrack.search.companions.finder import CompanionFinder
from billtrack.search.companions.joining import every_pair_joined
from billtrack.search.companions.sketches import FORM, HASHES, LAST_SCALE, Sketch, SketchedText, weight_of
from billtrack.search.companions.verification import CompanionScope
from billtrack.store.library import Holdings
from invented_bills import bill, measure, reworded
from invented_congress import imported, text, zipped

WANTED = (Wanted(0.7), Wanted(0.3), Wanted(0.7, contained=True), Wanted(1.0))


def weighed(found: TextPairs, texts: list[SketchedText]) -> dict[int, float]:
    """The weight of every shingle of the pairs."""
    own = {each for pair in found.pairs for at in pair for each in texts[at].sketch.hashes}
    return {each: found.rarity.weights.get(each, 1.0) for each in own}


def differ(texts: list[SketchedText], wanted: Wanted) -> list[str]:
    here, joined = every_pair(texts, wanted), every_pair_joined(texts, wanted)
    same = list(here.pairs) == list(joined.pairs), weighed(here, texts) == weighed(joined, texts)
    return [what for what, is_same in zip(("pairs", "weights"), same, strict=True) if not is_same]


def drawn(seed: int, measures: int, versions: int) -> list[SketchedText]:
    """Sketches that share many shingles, rare ones and forms of words, of several scales and versions."""
    chance = random.Random(seed)
    forms = [chance.randrange(HASHES) for _ in range(30)]
    texts: list[SketchedText] = []
    for number in range(1, measures + 1):
        for version in range(chance.randint(1, versions)):
            model = chance.choice(texts).sketch.hashes if texts and chance.random() < 0.5 else array("I")
            scale = chance.choice((0, 0, 1, LAST_SCALE))
            own = {*model, *chance.sample(forms, 5), *(chance.randrange(HASHES) for _ in range(chance.randint(0, 20)))}
            kept = sorted(each for each in own if each < HASHES >> scale)
            texts.append(
                SketchedText(TextId(measure(number), f"v{version}"), Sketch(len(own), scale, array("I", kept)))
            )
    return texts


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 120), st.integers(1, 3), st.sampled_from(WANTED))
def test_duckdb_finds_what_python_finds(seed: int, measures: int, versions: int, wanted: Wanted) -> None:
    assert differ(drawn(seed, measures, versions), wanted) == []


def test_duckdb_finds_pairs_at_all() -> None:
    assert len(every_pair_joined(drawn(1, 100, 2), Wanted(0.7)).pairs) > 20


@given(st.lists(st.integers(2, FORM + 2), max_size=60), st.randoms(use_true_random=False))
def test_weights_add_up_to_the_same_in_any_order(holders: list[int], chance: random.Random) -> None:
    weights = [weight_of(each) for each in holders]
    assert sum(chance.sample(weights, len(weights))) == sum(weights)


def test_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    first = [bill(chance) for _ in range(12)]
    files = [text(at, who=words) for at, words in enumerate(first, 1)]
    files += [text(at, who=reworded(words, chance, 0.02)) for at, words in enumerate(first, 501)]
    imported(tmp_path / "a.db", zipped(tmp_path / "all.zip", files))
    monkeypatch.setattr("billtrack.search.companions.finder._BATCH", 5)
    monkeypatch.setattr("billtrack.search.companions.verification._CHUNK", 5)
    found = []
    with Processes(2) as crew:
        for workers in (None, (crew, tmp_path / "a.db")):
            finder = CompanionFinder(Holdings(tmp_path, tmp_path / "a.db"))
            assert len(list(finder.sketch(workers))) == (24 if workers is None else 0)
            search = finder.every(Wanted(0.7), CompanionScope())
            found.append(search.found(pair for _, pair in search.verified(workers) if pair))
    assert found[0] == found[1]
    assert len(found[0].pairs) == 12


def test_a_congress_has_the_same_pairs_either_way(official_data: Path, tmp_path: Path) -> None:
    imported(tmp_path / "a.db", *sorted((official_data / "congress119").glob("BILLS-*.zip")), jobs=2)
    finder = CompanionFinder(Holdings(tmp_path, tmp_path / "a.db"))
    assert len(list(finder.sketch())) > 7000
    texts = finder._sketches()
    assert len(every_pair(texts, Wanted(0.7)).pairs) > 1000
    assert [differ(texts, wanted) for wanted in WANTED] == [[]] * len(WANTED)
