"""What can be read here, with no network: the records of one folder and the long texts beside them.

Finds the measure a person means and loads what was asked for, no more.  Knows no screen and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from billtrack.errors import InputError
from billtrack.identifiers import MeasureId, Reference, nearest_measures, parse_reference, resolve
from billtrack.model import Measure, TextVersion
from billtrack.store import records


class Holdings:
    """The records of the folder *bills*."""

    def __init__(self, bills: Path) -> None:
        self.bills = bills

    def ids(self) -> tuple[MeasureId, ...]:
        """The measures held, in order, by the names of their files; nothing is read."""
        return records.record_ids(self.bills)

    def find(self, name: str) -> Measure:
        """Load the measure *name* means, in any spelling; otherwise as ``load``."""
        return self.load(parse_reference(name))

    def load(self, reference: Reference) -> Measure:
        """Load the measure *reference* means.

        Raises:
            InputError: no Congress is given and several measures fit, no such measure, or its record cannot be read.
        """
        measure_id = resolve(reference, self.ids())
        path = records.find_record(self.bills, measure_id)
        if path is None:
            raise InputError(f"no record of {measure_id} in {self.bills}", hint=self._hint(reference, measure_id))
        return records.load_record(path)

    def _hint(self, reference: Reference, measure_id: MeasureId) -> str:
        near = ", ".join(str(known) for known in nearest_measures(reference, self.ids()))
        fetch = f"`billtrack track {measure_id}` fetches it"
        return f"did you mean {near}? {fetch}" if near else fetch

    def all(self) -> tuple[tuple[Measure, ...], tuple[InputError, ...]]:
        """Load every record, in order; those that cannot be read come as errors and hide no other."""
        folder = records.load_folder(self.bills)
        return tuple(folder.measures.values()), folder.problems

    def text_in_full(self, text: TextVersion) -> TextVersion:
        """The version with its words: those of the official XML beside the records where it only names a file."""
        if text.file is None:
            return text
        # Reading XML loads lxml, which few questions need: 12 ms of every other start.
        from billtrack.sources.billtext import parse_billtext  # noqa: PLC0415

        return parse_billtext(records.read_text(self.bills, text.file), name=text.file).text

    def texts(self, measure: Measure) -> Iterator[TextVersion]:
        """Every text version of *measure* with its words, oldest first."""
        return map(self.text_in_full, measure.text_versions or ())
