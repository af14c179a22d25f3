"""The measures of the archive that were found: grouped, in their order, and as they are shown."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from billtrack.model.query.tree import Node, Phrase
from billtrack.search.places import address_of, regions_of
from billtrack.search.query.passages import find_passage
from billtrack.search.query.results import Hit
from billtrack.store.archive.search import ArchiveSearch, Found

Rank: TypeAlias = tuple[bool, float, int]
"""What comes first in the order: found by its titles, then by the score; the measure's key is beside them."""


class Group(NamedTuple):
    """A measure of the archive that was found, by these documents."""

    measure: int
    found: list[Found]

    @property
    def texts(self) -> list[Found]:
        """The texts among them."""
        return [each for each in self.found if each.version_code is not None]

    @property
    def is_in_title(self) -> bool:
        """Whether its titles alone are as asked."""
        return len(self.texts) < len(self.found)

    @property
    def score(self) -> float:
        """Its score: that of the document that ranks highest."""
        return max(each.score for each in self.found)


class Groups:
    """The measures of *archive* found, in no order: those of which *root* holds, where it asks for anything.

    Those under the keys *without* are passed over.
    """

    def __init__(self, archive: ArchiveSearch, root: Node | None, *, without: frozenset[int]) -> None:
        self._archive = archive
        self.documents: dict[int, list[Found]] = {}
        for each in [] if root is None else archive.find(root):
            self.documents.setdefault(each.measure, []).append(each)
        for key in without:
            self.documents.pop(key, None)

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def texts(self) -> int:
        """How many texts are found."""
        return sum(each.version_code is not None for found in self.documents.values() for each in found)

    def first(self, shown: int | None) -> list[Group]:
        """The first *shown* measures in their order; of the others no more is read than of the last of them."""
        if shown == 0:
            return []
        ranks = [_rank(measure, found) for measure, found in self.documents.items()]
        if shown is not None and shown < len(ranks):
            last = max(heapq.nsmallest(shown, ranks))[:2]
            ranks = [rank for rank in ranks if rank[:2] <= last]
        return [Group(rank[2], self.documents[rank[2]]) for rank in sorted(ranks, key=self._order)[:shown]]

    def _order(self, rank: Rank) -> tuple[object, ...]:
        row = self._archive.measure(rank[2])
        return (*rank[:2], _earlier(row.introduced_date), row.id)


def _rank(measure: int, found: list[Found]) -> Rank:
    if len(found) == 1:
        return found[0].version_code is not None, -found[0].score, measure
    return None not in [each.version_code for each in found], -max([each.score for each in found]), measure


def archive_hit(group: Group, phrases: Sequence[Phrase], archive: ArchiveSearch) -> Hit:
    """A measure found as it is shown: the text that ranks highest, the latest of equals."""
    row = archive.measure(group.measure)
    texts = _in_order(group, archive)
    best = max(reversed(texts), key=lambda each: each.score, default=None)
    passage = find_passage(phrases, regions_of(archive.lines(best or group.found[0]))) if phrases else None
    return Hit(
        id=row.id,
        title=archive.title(group.measure),
        stage=row.stage,
        introduced_date=dt.date.fromisoformat(row.introduced_date) if row.introduced_date else None,
        sponsor_party=row.sponsor_party,
        version_code=best.version_code if best else None,
        versions=tuple(each.version_code or "" for each in texts),
        address=address_of(row.id, best.version_code if best else None, passage),
        is_in_title=group.is_in_title,
        score=group.score,
        snippet=passage.snippet if passage else None,
    )


def _in_order(group: Group, archive: ArchiveSearch) -> list[Found]:
    """The texts found, oldest first."""
    texts = group.texts
    if len(texts) > 1:
        order = archive.versions_of(group.measure)
        texts.sort(key=lambda each: order.index(each.version_code or ""))
    return texts


def _earlier(day: str | None) -> int:
    """A number that is the smaller the later *day* is."""
    return -dt.date.fromisoformat(day).toordinal() if day else 0
