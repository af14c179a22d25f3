"""Find companions in the archive: sketch the texts, then search the sketches.

For the companions of one measure, its record is used instead of what the archive has of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from billtrack.errors import InputError, StoreError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Coverage, Measure
from billtrack.model.measure_names import Reference, TextId
from billtrack.search.companions.candidates import Wanted
from billtrack.search.companions.comparing import SketchTask, sketch_texts, sketched
from billtrack.search.companions.sketches import SKETCH_METHOD, Sketch, SketchedText, shingles, sketch, words_of
from billtrack.search.companions.verification import CompanionScope, CompanionSearch, SharedCrew
from billtrack.store.archive.engine import KeptSketch
from billtrack.store.library import Holdings

_BATCH = 200
"""Sketches in one transaction, and of one task of a worker."""


class CompanionFinder:
    """Finds companions among the texts of an archive.

    Raises:
        StoreError: there is no archive, or it cannot be read.
    """

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings  # keeps the archive open
        self._archive = holdings.needed_archive("look for companions in")
        rows = self._archive.engine.sketches(SKETCH_METHOD)
        self._texts = sorted(rows, key=lambda row: row.text.measure)

    @property
    def unsketched(self) -> int:
        """The number of texts without a sketch."""
        return sum(each.sketch is None for each in self._texts)

    def sketch(self, workers: SharedCrew | None = None) -> Iterator[TextId]:
        """Sketch missing texts, keep the sketches in the archive, and give the name of each text when it is done.

        An interrupted run continues where it stopped.  *workers* sketch several texts at once.

        Raises:
            StoreError: the archive cannot be read, or, after all sketches are made, cannot be written.
        """
        failed: StoreError | None = None
        missing = [at for at, each in enumerate(self._texts) if each.sketch is None]
        batches = [missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)]
        for batch, made in zip(batches, self._made(batches, workers), strict=True):
            for at, sketch_of in zip(batch, made, strict=True):
                self._texts[at] = self._texts[at]._replace(sketch=sketch_of)
                yield self._texts[at].text
            if failed is None:
                try:
                    kept = ((self._texts[at].document, self._texts[at].sketch) for at in batch)
                    self._archive.engine.keep_sketches(SKETCH_METHOD, [(key, each) for key, each in kept if each])
                except StoreError as error:
                    failed = error
        if failed is not None:
            raise failed

    def _made(self, batches: Sequence[Sequence[int]], workers: SharedCrew | None) -> Iterator[Iterable[KeptSketch]]:
        texts = [tuple(self._texts[at].text for at in batch) for batch in batches]
        if workers is None or len(batches) < 2:
            return ((sketched(self._archive, text) for text in batch) for batch in texts)
        crew, address = workers
        return crew.each(sketch_texts, (SketchTask(address, batch) for batch in texts))

    def sketch_in_memory(self) -> None:
        """Sketch missing texts in memory, for this search only.

        Raises:
            StoreError: the archive cannot be read.
        """
        for at, each in enumerate(self._texts):
            if each.sketch is None:
                self._texts[at] = each._replace(sketch=sketched(self._archive, each.text))

    def every(self, wanted: Wanted, scope: CompanionScope) -> CompanionSearch:
        """Search for every pair as similar as *wanted*."""
        return CompanionSearch(self._holdings, self._sketches(), wanted, scope)

    def of(self, reference: Reference, wanted: Wanted, scope: CompanionScope) -> CompanionSearch:
        """Search for the companions of the measure *reference* means.

        Raises:
            InputError: there is no such measure, or no complete text of it is loaded.
        """
        measure = self._holdings.load(reference)
        own = self._own_texts(measure)
        texts = [each for each in self._sketches() if each.text.measure != measure.id]
        texts += [SketchedText(text, sketch(shingles(words_of(words)))) for text, words in own.items()]
        texts.sort(key=lambda each: each.text.measure)
        return CompanionSearch(self._holdings, texts, wanted, scope, measure=measure, own=own)

    def _sketches(self) -> list[SketchedText]:
        return [SketchedText(each.text, Sketch(*each.sketch)) for each in self._texts if each.sketch is not None]

    def _own_texts(self, measure: Measure) -> Mapping[TextId, tuple[Clause, ...]]:
        """The complete texts of *measure*, the introduced one first."""
        versions = [text for text in measure.text_versions or () if text.coverage is Coverage.COMPLETE]
        if not versions:
            raise InputError(
                f"{measure.id}: no complete text is loaded, so there is nothing to compare",
                hint="`billtrack import BILLS-*.zip --archive FILE` loads texts",
            )
        versions.sort(key=lambda text: text.version_code not in {"ih", "is"})
        return {TextId(measure.id, text.version_code): clauses(self._holdings.text_in_full(text)) for text in versions}
