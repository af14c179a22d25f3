"""Two hundred real queries, made of what an archive holds: always the same ones of the same measures.

``queries_of(archive)`` draws them from the measures in the order of their names, whatever order they were imported
in.  Each is a text a person could type, with the plain phrases a program without an index has to look for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.search_terms import LINE_END
from billtrack.store.archive import Archive

COUNT = 200
SEED = 119


class RealQuery(NamedTuple):
    """A query; ``phrases`` must all be in a text, as they stand."""

    text: str
    phrases: tuple[str, ...]


def queries_of(archive: Archive, *, count: int = COUNT, seed: int = SEED) -> list[RealQuery]:
    """Draw *count* queries: phrases of titles, phrases of clauses, words, and phrases with a filter, in turn."""
    chance = random.Random(seed)
    measures = archive.ids()
    found: dict[str, RealQuery] = {}
    while len(found) < count:
        kind = KINDS[len(found) % len(KINDS)]
        query = kind(_Drawn(archive, chance.choice(measures), chance))
        if query is not None:
            found.setdefault(query.text, query)
    return list(found.values())


class _Drawn:
    """A measure drawn, and words of it."""

    def __init__(self, archive: Archive, name: MeasureId, chance: random.Random) -> None:
        measure = archive.find_measure(name)
        assert measure is not None
        self.measure: Measure = measure
        self.chance = chance
        self._archive = archive

    def title_phrase(self) -> str | None:
        """Two to five words of the title."""
        return self._phrase(self.measure.title, self.chance.randint(2, 5))

    def clause_phrase(self, size: int) -> str | None:
        """Words of a clause of its first text."""
        line = self._line()
        return line and self._phrase(line, size)

    def word(self) -> str | None:
        """A word of a clause that is long enough to mean something."""
        line = self._line()
        words = [word for word in re.findall(r"[A-Za-z]{6,}", line or "") if word.isascii()]
        return self.chance.choice(words) if words else None

    def _line(self) -> str | None:
        texts = self.measure.text_versions or ()
        lines = self._archive.find_lines(TextId(self.measure.id, texts[0].version_code)) if texts else None
        every = [line for line in lines.provisions.split(LINE_END) if len(line) > 40] if lines else []
        return self.chance.choice(every) if every else None

    def _phrase(self, line: str, size: int) -> str | None:
        """Words with nothing but a space between them; the first and the last mean something: four letters or more."""
        runs = [run.split(" ") for run in re.findall(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)+", line)]
        parts = [words[at : at + size] for words in runs for at in range(len(words) - size + 1)]
        fit = [part for part in parts if min(len(part[0]), len(part[-1])) >= 4]
        return " ".join(self.chance.choice(fit)) if fit else None


def _of_title(drawn: _Drawn) -> RealQuery | None:
    phrase = drawn.title_phrase()
    return (phrase and RealQuery(f'"{phrase}"', (phrase,))) or None


def _of_clause(drawn: _Drawn) -> RealQuery | None:
    phrase = drawn.clause_phrase(drawn.chance.randint(2, 4))
    return (phrase and RealQuery(f'"{phrase}"', (phrase,))) or None


def _one_word(drawn: _Drawn) -> RealQuery | None:
    word = drawn.word()
    return (word and RealQuery(word, (word,))) or None


def _two_words(drawn: _Drawn) -> RealQuery | None:
    words = [word for word in (drawn.word(), drawn.word()) if word]
    return RealQuery(" ".join(words), tuple(words)) if len(words) == 2 else None


def _filtered(drawn: _Drawn) -> RealQuery | None:
    """A phrase of a clause, and a fact of the measure it is of."""
    phrase, measure = drawn.clause_phrase(2), drawn.measure
    filters = [
        f"type:{measure.id.measure_type.value}",
        measure.sponsor and f"party:{measure.sponsor.party}",
        measure.sponsor and f"sponsor:{measure.sponsor.state}",
        measure.introduced_date and f"introduced:{measure.introduced_date:%Y-%m}",
        measure.policy_area and f'policy:"{measure.policy_area}"',
        measure.committees and f"committee:{measure.committees[0].system_code}",
        measure.cosponsors and f"cosponsor:{measure.cosponsors[0].bioguide_id}",
    ]
    asked = drawn.chance.choice([each for each in filters if each])
    return (phrase and RealQuery(f'"{phrase}" {asked}', (phrase,))) or None


KINDS: Sequence[Callable[[_Drawn], RealQuery | None]] = (_of_title, _of_clause, _one_word, _two_words, _filtered)
"""The kinds of query, in turn."""
