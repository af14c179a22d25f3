"""Fragments: words deleted in one place and inserted in another, in the same clause or a different one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from billtrack.diff.engine import tuning
from billtrack.diff.engine.weights import Weights
from billtrack.model.values import Value


class Leftover(Value, frozen=True):
    """Words of group *group*, from word *start* on, that the other side does not have there.

    ``stretch`` numbers the changed stretch of text they are in.
    """

    group: int
    start: int
    words: str
    stretch: int


class Wandering(Value, frozen=True):
    """*size* words that moved from group *source*, word *start*, to group *target*, word *place*."""

    source: int
    start: int
    target: int
    place: int
    size: int


def find_fragments(
    deleted: Sequence[Leftover],
    inserted: Sequence[Leftover],
    weights: Weights,
    ends: str,
    stayed: Callable[[int, int, str], bool],
) -> list[Wandering]:
    """Find words that moved: long runs and whole sentences anywhere, short runs within a changed stretch.

    "for 5 years beginning on the day of the storm" was deleted after "The keeper shall ring the bell" and inserted in
    the next sentence, after "The clerk shall count the boats at the pier".  It is shown as moved from there, not as
    new.

    *ends* are the encoded marks that end a sentence.  No word is used twice.  *stayed* tells whether an unchanged
    clause beside one of two groups has the words they share.
    """
    if not deleted or not inserted:
        return []
    search = _FragmentSearch(deleted, inserted, weights, stayed)
    search.run_sentences(ends)  # first, since a run of a few words would take the middle out of one
    search.run(tuning.FAR_WORDS, tuning.FAR_WEIGHT, near=False)
    search.run(tuning.NEAR_WORDS, tuning.NEAR_WEIGHT, near=True)
    return search.found


class _FragmentSearch:
    def __init__(
        self,
        deleted: Sequence[Leftover],
        inserted: Sequence[Leftover],
        weights: Weights,
        stayed: Callable[[int, int, str], bool],
    ) -> None:
        self.deleted, self.inserted, self.weights, self.stayed = deleted, inserted, weights, stayed
        self.used_old: dict[int, set[int]] = defaultdict(set)
        self.used_new: dict[int, set[int]] = defaultdict(set)
        self.found: list[Wandering] = []

    def run(self, size: int, weight: float, *, near: bool) -> None:
        """Take the longest runs of at least *size* words that occur once on each side and weigh *weight* or more."""
        at_old = _once(self.deleted, size, self.used_old, near=near)
        if not at_old:
            return
        wanted = set(at_old)
        at_new = _once(self.inserted, size, self.used_new, near=near, wanted=wanted)
        runs = []
        seen: set[tuple[int, int]] = set()
        for passage, (a, i) in at_old.items():
            other = at_new.get(passage)
            if (a, i) == _TWICE or other is None or other == _TWICE:
                continue
            b, j = other
            if (a, i) in seen:
                continue
            run = self._grown(_CommonRun(size, a, i, b, j))
            seen.update((a, at) for at in range(run.i, run.i + run.size))
            runs.append(run)
        for run in sorted(runs, key=lambda run: (-run.size, run)):
            self._take(run, weight)

    def run_sentences(self, ends: str) -> None:
        """Take whole sentences left over on both sides, in order, however common their words."""
        waiting: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for b, leftover in enumerate(self.inserted):
            for j, sentence in _sentences(leftover.words, ends):
                waiting[sentence].append((b, j))
        for a, leftover in enumerate(self.deleted):
            for i, sentence in _sentences(leftover.words, ends):
                if waiting.get(sentence):
                    b, j = waiting[sentence].pop(0)
                    self._take(_CommonRun(len(sentence), a, i, b, j), 0.0)

    def _grown(self, run: _CommonRun) -> _CommonRun:
        """Extend the run over the equal unused words around it."""
        size, a, i, b, j = run.size, run.a, run.i, run.b, run.j
        old, new = self.deleted[a].words, self.inserted[b].words
        while i and j and old[i - 1] == new[j - 1] and self._is_free(a, i - 1, b, j - 1):
            i, j, size = i - 1, j - 1, size + 1
        while (
            i + size < len(old)
            and j + size < len(new)
            and old[i + size] == new[j + size]
            and self._is_free(a, i + size, b, j + size)
        ):
            size += 1
        return _CommonRun(size, a, i, b, j)

    def _is_free(self, a: int, i: int, b: int, j: int) -> bool:
        return i not in self.used_old[a] and j not in self.used_new[b]

    def _take(self, run: _CommonRun, weight: float) -> None:
        """Take a run if none of its words is used yet and it is heavy enough."""
        size, a, i, b, j = run.size, run.a, run.i, run.b, run.j
        if not all(self._is_free(a, i + k, b, j + k) for k in range(size)):
            return
        old, new = self.deleted[a], self.inserted[b]
        words = old.words[i : i + size]
        is_whole = words == old.words == new.words
        if self.weights.of(words) < weight or (not is_whole and self.stayed(old.group, new.group, words)):
            return
        self.used_old[a].update(range(i, i + size))
        self.used_new[b].update(range(j, j + size))
        self.found.append(Wandering(old.group, old.start + i, new.group, new.start + j, size))


class _CommonRun(Value, frozen=True, order=True):
    """*size* equal words of leftovers *a* and *b*, from words *i* and *j* on."""

    size: int
    a: int
    i: int
    b: int
    j: int


def _sentences(words: str, ends: str) -> Iterator[tuple[int, str]]:
    """Find the longer sentences in *words*, each with its first word."""
    start = 0
    for at, word in enumerate(words, 1):
        if word in ends or at == len(words):
            if at - start >= tuning.SENTENCE_WORDS:
                yield start, words[start:at]
            start = at


_TWICE = (-1, -1)


def _once(
    leftovers: Iterable[Leftover],
    size: int,
    used: dict[int, set[int]],
    *,
    near: bool,
    wanted: set[tuple[int, str]] | None = None,
) -> dict[tuple[int, str], tuple[int, int]]:
    """Locate each passage of *size* unused words; ``_TWICE`` if it occurs again (*near*: in the same stretch)."""
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for at, leftover in enumerate(leftovers):
        words, taken = leftover.words, used.get(at, ())
        scope = leftover.stretch if near else 0
        for start in range(len(words) - size + 1):
            passage = (scope, words[start : start + size])
            if wanted is not None and passage not in wanted:
                continue
            if taken and any(start + k in taken for k in range(size)):
                continue
            found[passage] = _TWICE if passage in found else (at, start)
    return found
