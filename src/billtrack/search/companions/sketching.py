"""The texts of an archive, sketched, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from billtrack.errors import InputError, StoreError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.identifiers import Reference, TextId
from billtrack.model.measure import Coverage, Measure
from billtrack.model.search_terms import LINE_END
from billtrack.search.companions import SKETCH_METHOD, Scope, Sketch, SketchedText, Wanted, shingles, sketch, words_of
from billtrack.search.companions.pairs import Search, archive_of
from billtrack.store.archive.sketches import KeptSketch, archived_texts, keep_sketches
from billtrack.store.library import Holdings

_BATCH = 500
"""Sketches that are kept in one transaction."""


class Matching:
    """The texts of an archive, to be compared with each other.

    Raises:
        StoreError: there is no archive, or it cannot be read.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings  # they close the archive when nobody needs them any more
        self._archive = archive_of(holdings)
        self._texts = archived_texts(self._archive, SKETCH_METHOD)

    @property
    def unsketched(self) -> int:
        """How many texts have no sketch yet."""
        return sum(each.sketch is None for each in self._texts)

    def sketch(self) -> Iterator[TextId]:
        """Sketch the texts that are not yet, keep the sketches in the archive, and name each text as it is done.

        What was kept before an interruption need not be made again.

        Raises:
            StoreError: the archive cannot be read; or cannot be written, when all are made.
        """
        failed: StoreError | None = None
        missing = [at for at, each in enumerate(self._texts) if each.sketch is None]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            for at in batch:
                self._texts[at] = self._texts[at]._replace(sketch=self._sketched(self._texts[at].document))
                yield self._texts[at].text
            if failed is None:
                try:
                    kept = ((self._texts[at].document, self._texts[at].sketch) for at in batch)
                    keep_sketches(self._archive, SKETCH_METHOD, [(at, each) for at, each in kept if each])
                except StoreError as error:
                    failed = error
        if failed is not None:
            raise failed

    def _sketched(self, document: int) -> KeptSketch:
        lines = self._archive.lines(document)
        made = sketch(shingles(f"{lines.preamble}{LINE_END}{lines.provisions}" if lines else ""))
        return KeptSketch(made.size, made.scale, made.hashes)

    # ---------------------------------------------------------------------------------- questions

    def every(self, wanted: Wanted, scope: Scope) -> Search:
        """Look for every pair as alike as *wanted*."""
        return Search(self._holdings, self._sketches(), wanted, scope)

    def of(self, reference: Reference, wanted: Wanted, scope: Scope) -> Search:
        """Look for the counterparts of the measure *reference* means.

        Raises:
            InputError: no such measure, or no whole text of it is held.
        """
        measure = self._holdings.load(reference)
        own = self._own_texts(measure)
        texts = [each for each in self._sketches() if each.text.measure != measure.id]
        texts += [SketchedText(text, sketch(shingles(words_of(words)))) for text, words in own.items()]
        texts.sort(key=lambda each: each.text.measure)
        return Search(self._holdings, texts, wanted, scope, measure=measure, own=own)

    def _sketches(self) -> list[SketchedText]:
        return [SketchedText(each.text, Sketch(*each.sketch)) for each in self._texts if each.sketch is not None]

    def _own_texts(self, measure: Measure) -> Mapping[TextId, tuple[Clause, ...]]:
        """The whole texts of *measure*, the introduced one first."""
        versions = [text for text in measure.text_versions or () if text.coverage is Coverage.COMPLETE]
        if not versions:
            raise InputError(
                f"{measure.id}: no whole text of it is loaded, so there is nothing to compare",
                hint="`billtrack import BILLS-*.zip --archive FILE` loads texts",
            )
        versions.sort(key=lambda text: text.version_code not in {"ih", "is"})
        return {TextId(measure.id, text.version_code): clauses(self._holdings.text_in_full(text)) for text in versions}
