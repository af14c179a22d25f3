"""The law of changed references, over made-up bills: numbering if and only if each clause named is the same clause.

What a reference names is told here without the engine's resolver: each clause has words of its own, and its address in
each bill is known as the bill is made.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from billtrack.diff.engine import Change, compare, stale_references
from billtrack.model.clauses import Clause
from billtrack.model.measure import Provision

Build = Callable[..., tuple[Clause, ...]]
Path = tuple[str, ...]

NOUNS = tuple("lamp rope anchor bell buoy tower pier ferry net hull mast sail oar tar wick lens crane dock".split())  # noqa: SIM905
VERBS = tuple("paint mend sweep count carry store weigh hoist lower scrape oil polish guard post read cut".split())  # noqa: SIM905
LETTERS = "abcdefgh"
WAYS = (" and ", " or ", " through ", " to ", "–", "-")
LEVELS = ("section", "subsection", "paragraph")


class Part:
    """A clause of a bill and the clauses inside it."""

    def __init__(self, words: str, inside: list[Part]) -> None:
        self.words, self.inside = words, inside

    def copy(self) -> Part:
        return Part(self.words, [part.copy() for part in self.inside])


def part(chance: random.Random, depth: int) -> Part:
    verbs, nouns = chance.sample(VERBS, 3), chance.sample(NOUNS, 3)
    said = ", ".join(f"{verb} each {noun}" for verb, noun in zip(verbs, nouns, strict=True))
    inside = [part(chance, depth - 1) for _ in range(chance.choice((0, 2, 3)))] if depth else []
    return Part(f"A board of {chance.randint(100, 99999)} owners shall {said} before the spring tide.", inside)


def edited(chance: random.Random, parts: list[Part]) -> list[Part]:
    """Put clauses in, take one out, or move a section."""
    found = [each.copy() for each in parts]
    for _ in range(chance.randint(1, 3)):
        into = chance.choice([found, *(each.inside for each in found if each.inside)])
        what = chance.random()
        if what < 0.6 and len(into) < len(LETTERS):
            into.insert(chance.randint(0, len(into)), part(chance, 0))
        elif what < 0.8 and len(into) > 2:
            into.pop(chance.randrange(len(into)))
        else:
            found.insert(chance.randrange(len(found)), found.pop(chance.randrange(len(found))))
    return found


def addressed(parts: list[Part]) -> dict[Path, str]:
    """The words of each clause by its path: ``("3", "b", "1")``."""
    found: dict[Path, str] = {}
    for number, section in enumerate(parts, 1):
        found[str(number),] = section.words
        for letter, inner in zip(LETTERS, section.inside, strict=False):
            found[str(number), letter] = inner.words
            for count, last in enumerate(inner.inside, 1):
                found[str(number), letter, str(count)] = last.words
    return found


def provisions(parts: list[Part], depth: int = 0) -> tuple[Provision, ...]:
    if not parts:
        return ()
    numbers = ([f"{n}." for n in range(1, 20)], [f"({c})" for c in LETTERS], [f"({n})" for n in range(1, 20)])[depth]
    return tuple(
        Provision(enum=number, level=LEVELS[depth], text=each.words, items=provisions(each.inside, depth + 1))
        for number, each in zip(numbers, parts, strict=False)
    )


def written(first: Path, last: Path, way: str, *, is_chain: bool) -> str:
    """A reference to one clause, or to two of a list or the ends of a range."""
    depth = len(first)
    outer = first[0] + "".join(f"({number})" for number in first[1:-1])
    if depth == 1:
        return f"section {first[0]}" if first == last else f"sections {first[0]}{way}{last[0]}"
    tail = "" if first == last else f"{way}({last[-1]})"
    if is_chain:
        return f"{LEVELS[depth - 1]}{'s' * bool(tail)} ({first[-1]}){tail} of section {outer}"
    return f"section {outer}({first[-1]}){tail}"


def named(first: Path, last: Path, way: str, clauses: dict[Path, str]) -> list[str] | None:
    """The words of the clauses named; ``None`` if one does not exist."""
    if first not in clauses or last not in clauses:
        return None
    if first == last or way in {" and ", " or "}:
        return [clauses[path] for path in dict.fromkeys((first, last))]
    beside = [path for path in clauses if len(path) == len(first) and path[:-1] == first[:-1]]
    return [clauses[path] for path in beside[beside.index(first) : beside.index(last) + 1]]


def two_ends(chance: random.Random, clauses: dict[Path, str]) -> tuple[Path, Path]:
    first = chance.choice(list(clauses))
    beside = [path for path in clauses if len(path) == len(first) and path[:-1] == first[:-1]]
    low, high = sorted((beside.index(first), beside.index(chance.choice(beside))))
    return beside[low], beside[high]


def bill_with(bill: Build, parts: list[Part], reference: str) -> tuple[Clause, ...]:
    sentence = f"Whoever tends the harbor lamp is paid in silver under {reference} of this Act for the winter."
    return bill(*provisions(parts), Provision(enum="90.", level="section", header="Uses", text=sentence))


laws = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@laws
@given(seed=st.integers(0, 2**32), way=st.sampled_from(WAYS), is_chain=st.booleans(), follows=st.booleans())
def test_a_changed_reference_is_numbering_if_and_only_if_each_clause_is_the_same(
    bill: Build, *, seed: int, way: str, is_chain: bool, follows: bool
) -> None:
    chance = random.Random(seed)
    before = [part(chance, 2) for _ in range(chance.randint(3, 5))]
    after = edited(chance, before)
    old, new = addressed(before), addressed(after)
    ends = two_ends(chance, old)
    moved_to = {words: path for path, words in new.items()}
    there = tuple(moved_to.get(old[path]) for path in ends) if follows else two_ends(chance, new)
    first, last = there
    assume(first is not None and last is not None)
    assert first is not None
    assert last is not None
    assume(
        len(first) == len(last) == len(ends[0]) and first[:-1] == last[:-1] and (first == last) == (ends[0] == ends[1])
    )
    told = written(*ends, way, is_chain=is_chain), written(first, last, way, is_chain=is_chain)
    assume(told[0] != told[1])
    found = compare(bill_with(bill, before, told[0]), bill_with(bill, after, told[1]))
    (unit,) = [unit for unit in found.units if "paid in silver" in unit.new_text]
    is_same = named(*ends, way, old) == named(first, last, way, new)
    assert {span.change_class for span in unit.spans} - {None} == {"numbering" if is_same else "reference"}, told


@laws
@given(seed=st.integers(0, 2**32), way=st.sampled_from(WAYS), is_chain=st.booleans())
def test_a_reference_that_stayed_is_stale_if_and_only_if_a_clause_is_another(
    bill: Build, *, seed: int, way: str, is_chain: bool
) -> None:
    chance = random.Random(seed)
    before = [part(chance, 2) for _ in range(chance.randint(3, 5))]
    after = edited(chance, before)
    ends = two_ends(chance, addressed(before))
    reference = written(*ends, way, is_chain=is_chain)
    found = compare(bill_with(bill, before, reference), bill_with(bill, after, reference))
    assume(all(unit.change in {Change.SAME, Change.ADDED, Change.REMOVED} for unit in found.units))
    is_same = named(*ends, way, addressed(before)) == named(*ends, way, addressed(after))
    assert bool(stale_references(found)) is not is_same, reference
