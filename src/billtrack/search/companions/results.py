"""Companions found: two texts, how similar they are, what differs, and what official sources say about them."""

from __future__ import annotations

from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.values import Value
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.comparing import Evidence
from billtrack.search.companions.sketches import Likeness
from billtrack.status.stages import Worded

METHOD = "shares of four-word shingles weighed by rarity, verified clause by clause; computed by billtrack"
"""How pairs are found, for the reader of the answer."""


class CompanionKind(Worded):
    """How two companions are related, by their names alone."""

    OTHER_CHAMBER = "other_chamber", "other chamber"
    SAME_CHAMBER = "same_chamber", "same chamber"
    OTHER_CONGRESS = "other_congress", "other Congress"


class Official(Value, frozen=True):
    """What an official source says about two measures, in its words, and who says it."""

    relationship_type: str
    identified_by: str | None


class Companion(Value, frozen=True):
    """Two texts that billtrack computed to be companions, and the official relations of their measures.

    ``official`` is empty if no loaded source relates them.
    """

    a: TextId
    b: TextId
    a_title: str
    b_title: str
    likeness: Likeness
    evidence: Evidence
    official: tuple[Official, ...]

    @property
    def kind(self) -> CompanionKind:
        """How the two measures are related."""
        a, b = self.a.measure, self.b.measure
        if a.congress != b.congress:
            return CompanionKind.OTHER_CONGRESS
        return (
            CompanionKind.SAME_CHAMBER
            if a.measure_type.chamber == b.measure_type.chamber
            else CompanionKind.OTHER_CHAMBER
        )


class CompanionScope(Value, frozen=True):
    """Which texts are compared: within each Congress or *across* them; as introduced, or every version."""

    across: bool = False
    every_version: bool = False


class CompanionsFound(Value, frozen=True):
    """The pairs found, most similar first; if one *measure* was asked about, it is the first of each pair.

    ``measures`` and ``texts`` count what was compared; ``without_text`` counts measures without a complete text.
    """

    measure: MeasureId | None
    wanted: Wanted
    measures: int
    texts: int
    without_text: int
    pairs: tuple[Companion, ...]
