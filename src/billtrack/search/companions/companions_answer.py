"""Pairs of measures with similar texts; beside each, the official relation of the two measures.

In JSON ``similarity``, ``a_in_b`` and ``b_in_a`` are shares from 0 to 1, cut after four places; ``official`` is empty
if no loaded source gives a relation; ``differing`` lists addresses, those of b's text if both have the provision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.output.answers import PartsAnswer, attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Column, Heading, Line, Page, Row, Table, Tone
from billtrack.search.companions.comparing import Evidence
from billtrack.search.companions.verification import Companion, CompanionsFound

METHOD = "shares of four-word shingles weighed by rarity, verified clause by clause; computed by billtrack"
"""How pairs are found, for the reader of the answer."""
FEW = 500
"""With fewer measures than this, the rarity of words is not reliable."""


class CompanionsAnswer(PartsAnswer[Companion], frozen=True):
    """The pairs found."""

    found: CompanionsFound
    columns = named_columns("a b a_version b_version kind similarity a_in_b b_in_a official differs a_title b_title")

    def parts(self) -> Sequence[Companion]:
        """The pairs."""
        return self.found.pairs

    def data(self) -> JsonObject:
        """``{"method", "scanned": {"measures", "texts", "without_text"}, "pairs": [...]}``."""
        scanned = attributes(self.found, "measures texts without_text")
        return {"method": METHOD, "scanned": scanned, "pairs": self.items()}

    def item(self, part: Companion) -> dict[str, Json]:
        """A pair, and what differs."""
        evidence, alike = part.evidence, part.likeness
        return {
            "a": str(part.a.measure),
            "b": str(part.b.measure),
            "a_version": part.a.version_code,
            "b_version": part.b.version_code,
            "similarity": _cut(alike.similarity),
            "a_in_b": _cut(alike.a_in_b),
            "b_in_a": _cut(alike.b_in_a),
            "official": [attributes(each, "relationship_type identified_by") for each in part.official],
            "kind": part.kind.value,
            "differs": differs(evidence),
            **attributes(evidence, "provisions differing"),
            "words": {"a": evidence.words_a, "b": evidence.words_b, "common": evidence.words_common},
            **attributes(part, "a_title b_title"),
        }

    def rows(self, part: Companion) -> Iterator[Row]:
        """One row per pair."""
        yield cells(self.columns, self.item(part) | {"official": _official(part)})

    def page(self) -> Page:
        """One row per pair, the most similar first, and what was compared."""
        return Page(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        found = self.found
        yield Heading("Companions", str(found.measure or ""))
        if found.pairs:
            columns = _TITLES if found.measure is None else _TITLES_OF_ONE
            yield Table(columns, tuple(tuple(_shown(pair, column.key) for column in columns) for pair in found.pairs))
        else:
            yield Line(f"No other text is at least {_percent(found.wanted.at_least)} similar")
        yield from _foot(found)


def _cut(share: float) -> float:
    """Truncate after four places, so that only a full share becomes 1."""
    return int(share * 10_000) / 10_000


_ALIKE = Column("similarity", "Similarity", is_number=True)
_SAID = Column("official", "Official")
_DIFFERS = Column("differs", "What differs", is_prose=True)
_TITLES = (
    Column("a", "Measure"),
    Column("b", "Measure"),
    _ALIKE,
    _SAID,
    Column("title", "Title", is_prose=True),
    _DIFFERS,
)
_TITLES_OF_ONE = (
    Column("b", "Measure"),
    Column("a_version", "With"),
    _ALIKE,
    Column("shares", "Shared"),
    Column("kind", "Kind"),
    _SAID,
    Column("b_title", "Title", is_prose=True),
    _DIFFERS,
)


def _shown(pair: Companion, key: str) -> str:
    alike = pair.likeness
    cells = {
        "similarity": _percent(alike.similarity),
        "a": str(pair.a),
        "b": str(pair.b),
        "shares": f"{_percent(alike.a_in_b)}, {_percent(alike.b_in_a)}",
        "kind": pair.kind.words,
        "a_version": f"@{pair.a.version_code}",
        "official": _official(pair) or "none",
        "title": pair.a_title if pair.a_title == pair.b_title else f"{pair.a_title} / {pair.b_title}",
        "b_title": pair.b_title,
        "differs": differs(pair.evidence),
    }
    return cells[key]


def _percent(share: float) -> str:
    """A share in whole percent, rounded down: 100 only if nothing differs."""
    return f"{int(share * 100)}%"


def _official(pair: Companion) -> str:
    relations = (f"{each.relationship_type} ({each.identified_by or 'source not named'})" for each in pair.official)
    return "; ".join(relations)


_NAMED = 4
_QUOTED = 2
_LONGEST = 40


def differs(evidence: Evidence) -> str:
    """Say in one line what differs: ``3 of 41 provisions differ: section/4/b, ... ("2026" for "2025")``."""
    if evidence.is_identical:
        return "nothing: the same words"
    if not evidence.differing:
        return "nothing of substance"
    count, total = len(evidence.differing), evidence.provisions
    named = ", ".join(evidence.differing[:_NAMED]) + (" ..." if count > _NAMED else "")
    noun = "provision" if total == 1 else "provisions"
    return f"{count} of {total} {noun} {'differs' if count == 1 else 'differ'}: {named}{_quoted(evidence)}"


def _quoted(evidence: Evidence) -> str:
    """The first few words that were replaced, if they are short."""
    quoted = [
        f'"{each.b}" for "{each.a}"' if each.a and each.b else f'without "{each.a}"' if each.a else f'with "{each.b}"'
        for each in evidence.replaced
        if len(each.a) <= _LONGEST and len(each.b) <= _LONGEST
    ]
    more = " ..." if len(quoted) > _QUOTED else ""
    return f" ({', '.join(quoted[:_QUOTED])}{more})" if quoted else ""


def _foot(found: CompanionsFound) -> Iterator[Line]:
    if found.pairs and found.measure is not None:
        first = found.pairs[0]
        yield Line(f"`billtrack diff {first.a} {first.b}` compares the first pair")
        yield Line(
            f"Shared: how much of {found.measure} is in the other measure, and how much of the other is in it.",
            Tone.QUIET,
        )
    texts = f"{counted(found.texts, 'text')} of {counted(found.measures, 'measure')}"
    line = f"{counted(len(found.pairs), 'pair')}; compared: {texts}"
    if found.without_text:
        line += f"; {found.without_text:,} others have no complete text on file"
    yield Line(f"{line}.", Tone.QUIET)
    yield Line(
        "Similarity is computed by billtrack from the words; rare words count most. "
        "Official relations come from CRS, the House or the Senate.",
        Tone.QUIET,
    )
    if found.measures < FEW:
        yield Line(
            f"With only {counted(found.measures, 'measure')} to compare, standard language may count as rare.",
            Tone.WARNING,
        )
