"""The measures of the archive that were found: grouped, in their order, and as they are shown."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Sequence
from typing import NamedTuple

from billtrack.analysis.search.passages import find_passage
from billtrack.analysis.search.results import Hit
from billtrack.queries.tree import Node, Phrase
from billtrack.searching.places import address_of, regions_of
from billtrack.store.archive.search import ArchiveSearch, Found


class Group(NamedTuple):
    """A measure of the archive that was found, by these documents."""

    measure: int
    found: list[Found]
    rank: tuple[bool, float]

    @property
    def texts(self) -> list[Found]:
        """The texts among them."""
        return [each for each in self.found if each.version_code is not None]

    @property
    def is_in_title(self) -> bool:
        """Whether its titles alone are as asked."""
        return not self.rank[0]

    @property
    def score(self) -> float:
        """Its score: that of the document that ranks highest."""
        return -self.rank[1]


def groups_of(archive: ArchiveSearch, root: Node, *, without: frozenset[int]) -> list[Group]:
    """The measures of *archive* found, in no order; those under the keys *without* are passed over."""
    found: dict[int, list[Found]] = {}
    for each in archive.find(root):
        if each.measure not in without:
            found.setdefault(each.measure, []).append(each)
    return [_group(measure, documents) for measure, documents in found.items()]


def first_of(groups: Sequence[Group], shown: int, archive: ArchiveSearch) -> list[Group]:
    """The first *shown* of *groups* in their order; of the others no more is read than of the last of them."""
    if not shown:
        return []
    last = max(heapq.nsmallest(shown, (group.rank for group in groups)), default=None)
    near = [group for group in groups if last is None or group.rank <= last]

    def order(group: Group) -> tuple[object, ...]:
        row = archive.measure(group.measure)
        return (*group.rank, _earlier(row.introduced_date), row.id)

    return sorted(near, key=order)[:shown]


def archive_hit(group: Group, phrases: Sequence[Phrase], archive: ArchiveSearch) -> Hit:
    """A measure found as it is shown: the text that ranks highest, the latest of equals."""
    row = archive.measure(group.measure)
    order = archive.versions_of(group.measure)
    versions = tuple(code for code in order if code in {each.version_code for each in group.texts})
    best = max(group.texts, key=lambda each: (each.score, order.index(each.version_code or "")), default=None)
    passage = find_passage(phrases, regions_of(archive.lines(best or group.found[0]))) if phrases else None
    return Hit(
        id=row.id,
        title=archive.title(group.measure),
        stage=row.stage,
        introduced_date=dt.date.fromisoformat(row.introduced_date) if row.introduced_date else None,
        sponsor_party=row.sponsor_party,
        version_code=best.version_code if best else None,
        versions=versions,
        address=address_of(row.id, best.version_code if best else None, passage),
        is_in_title=group.is_in_title,
        score=group.score,
        snippet=passage.snippet if passage else None,
    )


def _earlier(day: str | None) -> int:
    """A number that is the smaller the later *day* is."""
    return -dt.date.fromisoformat(day).toordinal() if day else 0


def _group(measure: int, found: list[Found]) -> Group:
    is_in_title = any(each.version_code is None for each in found)
    return Group(measure, found, (not is_in_title, -max(each.score for each in found)))
