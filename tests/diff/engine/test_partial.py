from __future__ import annotations

from collections.abc import Callable

import pytest

from billtrack.diff.engine import Change, Comparison, Op, compare, summary, text_of
from billtrack.model.clauses import Clause

Build = Callable[..., tuple[Clause, ...]]

RECITALS = (
    "Whereas the harbor of Port Amity has been a refuge for fishing vessels since 1803;",
    "Whereas the lighthouse on Gull Rock was lit every night by keepers who lived on the island;",
    "Whereas harbor pilots train for seven years before they guide a vessel alone; and",
)
PARAGRAPHS = (
    "condemns the neglect of the lighthouse on Gull Rock and calls on the harbor board to repair the lamp;",
    "calls on the owners of the ferry to protect its passengers, inspect these lifeboats every spring, and sing; and",
    "thanks the keepers.",
)


def shown(found: Comparison) -> list[tuple[str, str, str, str]]:
    """Each unit as change, old address, new address, words as a word diff prints them."""
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return [
        (
            unit.change.value,
            "".join(found.old[i].address for i in unit.old),
            "".join(found.new[j].address for j in unit.new),
            "".join(marks[span.op].format(span.text) for span in unit.spans),
        )
        for unit in found.units
    ]


def test_an_excerpt_is_compared_with_the_words_it_fits_best_and_the_rest_is_not_loaded(resolution: Build) -> None:
    excerpt = "to protect its passengers, inspect the lifeboats every spring, and sing"
    found = compare(resolution(RECITALS, PARAGRAPHS), resolution(excerpts=(excerpt,), whole=False), new_partial=True)
    assert shown(found)[-4:] == [
        ("not_loaded", "resolved/1/2", "", "(2) calls on the owners of the ferry "),
        (
            "edited",
            "resolved/1/2",
            "excerpt/1",
            "to protect its passengers, inspect [-these-]{+the+} lifeboats every spring, and sing",
        ),
        ("not_loaded", "resolved/1/2", "", "; and"),
        ("not_loaded", "resolved/1/3", "", "(3) thanks the keepers."),
    ]
    assert found.identical is None
    assert {unit.change for unit in found.units} == {Change.NOT_LOADED, Change.EDITED}
    words = [sum(any(map(str.isalnum, word)) for word in text.split()) for text in (text_of(found.old), excerpt)]
    assert [summary(found).words_old, summary(found).words_new] == words
    assert found.rebuilt_old() == text_of(found.old)
    assert found.rebuilt_new() == excerpt


def test_a_preamble_that_breaks_off_inside_a_word_is_compared_as_far_as_it_goes(resolution: Build) -> None:
    broken = (RECITALS[0].replace("1803", "1804"), RECITALS[1][: RECITALS[1].index("keepers") + 4])
    found = compare(resolution(RECITALS, PARAGRAPHS), resolution(broken, whole=False), new_partial=True)
    assert shown(found)[:4] == [
        ("edited", "whereas/1", "whereas/1", RECITALS[0].replace("1803", "[-1803-]{+1804+}")),
        ("same", "whereas/2", "whereas/2", broken[1]),
        ("not_loaded", "whereas/2", "", "ers who lived on the island;"),
        ("not_loaded", "whereas/3", "", RECITALS[2]),
    ]


def test_words_of_one_excerpt_beyond_another_say_nothing(resolution: Build) -> None:
    old = resolution(excerpts=("inspect these lifeboats every spring, and sing",), whole=False)
    new = resolution(excerpts=("to protect its passengers, inspect these lifeboats every spring",), whole=False)
    found = compare(old, new, old_partial=True, new_partial=True)
    assert shown(found) == [
        ("not_loaded", "", "excerpt/1", "to protect its passengers, "),
        ("same", "excerpt/1", "excerpt/1", "inspect these lifeboats every spring"),
        ("not_loaded", "excerpt/1", "", ", and sing"),
    ]


def test_an_excerpt_that_fits_nowhere_is_new(resolution: Build) -> None:
    strange = "urges every bakery of the county to sell rye bread on Fridays"
    found = compare(resolution(RECITALS), resolution(excerpts=(strange,), whole=False), new_partial=True)
    assert [unit.change for unit in found.units if unit.new] == [Change.ADDED]


@pytest.mark.parametrize("partial", ["old", "new"])
def test_a_missing_clause_of_a_partial_text_is_never_removed_or_added(resolution: Build, partial: str) -> None:
    whole, part = resolution(RECITALS, PARAGRAPHS), resolution(RECITALS[:2], whole=False)
    pair = (part, whole) if partial == "old" else (whole, part)
    found = compare(*pair, old_partial=partial == "old", new_partial=partial == "new")
    assert {unit.change for unit in found.units} == {Change.SAME, Change.NOT_LOADED}
