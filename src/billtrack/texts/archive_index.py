"""The archive, as what names the measures that have some words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from billtrack.model.identifiers import MeasureId
from billtrack.model.measure import Measure
from billtrack.model.query.tree import Node
from billtrack.store.archive import Archive
from billtrack.store.archive.search import ArchiveSearch


class ArchiveIndex:
    """The measures of *archive*, except those *without*, of which there are records."""

    def __init__(self, archive: Archive, without: Collection[MeasureId], *, today: dt.date) -> None:
        self._archive = archive
        self._search = ArchiveSearch(archive, today=today)
        self._without = self._search.keys_of(without)

    def size(self) -> tuple[int, int]:
        """Count the measures and the texts."""
        held = self._search.holding()
        passed_over = [self._search.texts_of(key) for key in self._without]
        return held.measures - len(passed_over), held.texts - sum(passed_over)

    def find(self, node: Node) -> list[MeasureId]:
        """Find the measures with a text of which *node* holds, by bm25, the best first."""
        scores: dict[int, float] = {}
        for each in self._search.find(node):
            if each.version_code is not None and each.measure not in self._without:
                scores[each.measure] = max(each.score, scores.get(each.measure, each.score))
        return [self._search.measure(key).id for key in sorted(scores, key=lambda key: (-scores[key], key))]

    def load(self, measure: MeasureId) -> Measure:
        """Load a measure that was found."""
        found = self._archive.find_measure(measure)
        assert found is not None  # it was just found, and nothing is ever deleted
        return found
