"""What can be read offline: the records of one folder, the long texts beside them, and an archive.

Finds the measure a person means and loads only what was requested.  A record takes precedence over the same measure
in the archive.  Knows no screen; writes only the record cache; opens the archive only when needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import weakref
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from billtrack.errors import InputError, StoreError
from billtrack.model.identifiers import parse_reference
from billtrack.model.lawmaking import congress_of, law_of, parse_law
from billtrack.model.measure import IN_ARCHIVE, Law, Measure, TextVersion
from billtrack.model.measure_names import MeasureId, Reference, nearest_measures, resolve
from billtrack.store import records

if TYPE_CHECKING:
    from billtrack.model.titles import Titled
    from billtrack.model.vote import HeldVote, VoteId
    from billtrack.store.archive import Archive
    from billtrack.store.archive_address import Address
    from billtrack.store.record_cache import KeptRecords


class Holdings:
    """The records in the folder *bills*, and the measures in *archive* if there is one.

    *kept* is the record cache (``None``: none).  *said* is called with a line when a record takes precedence over the
    archive.
    """

    def __init__(
        self,
        bills: Path,
        archive: Address | None = None,
        *,
        kept: KeptRecords | None = None,
        said: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.bills = bills
        self._file = archive
        self._kept = kept
        self._said = said

    @cached_property
    def archive(self) -> Archive | None:
        """The opened archive; ``None`` if there is none.

        Raises:
            StoreError: it cannot be read.
        """
        if self._file is None:
            return None
        from billtrack.store.archive import open_archive  # noqa: PLC0415 - loads sqlite3, only with an archive

        archive = open_archive(self._file)
        weakref.finalize(self, archive.close)
        return archive

    def needed_archive(self, to: str) -> Archive:
        """Give the archive to a task that requires one; *to* names the task, as ``search``.

        Raises:
            StoreError: there is no archive, or it cannot be read.
        """
        if self.archive is None:
            hint = "`billtrack import PATH... --archive FILE` builds one from official files"
            raise StoreError(f"no archive to {to}", hint=hint)
        return self.archive

    def ids(self) -> tuple[MeasureId, ...]:
        """List the measures held, in order, without reading records."""
        archived = self.archive.engine.names() if self.archive else ()
        return tuple(sorted({*records.record_ids(self.bills), *archived}, key=lambda each: each.place))

    def count(self) -> int:
        """Count the measures held."""
        own = records.record_ids(self.bills)
        return len(own) + (self.archive.engine.holding(own).measures if self.archive else 0)

    def find(self, name: str) -> Measure:
        """Load the measure that *name* means, in any spelling, or by law number; otherwise as ``load``."""
        return self.load(self.reference(name))

    def reference(self, name: str) -> Reference:
        """Parse a name in any spelling; a law number (``P.L. 119-38``, also with ``@enr``) means the measure enacted.

        Raises:
            InputError: it is not a name, or no measure held became that law; the hint lists measures titled so.
            StoreError: the archive cannot be read.
        """
        try:
            return parse_reference(self.spelled(name))
        except InputError as error:
            if any(map(str.isdecimal, name)) or not (found := self.titled(name)):
                raise
            best = "\n".join(f"{each.id}  {each.title}" for each in found[:5])
            are = "title has" if len(found) == 1 else "titles have"
            raise InputError(f"not a measure: {name!r}; {len(found):,} {are} these words", hint=best) from error

    def titled(self, words: str) -> list[Titled]:
        """Find the measures held with *words* in one of their titles, the best first; unreadable records are skipped.

        Raises:
            StoreError: the archive cannot be read.
        """
        from billtrack.model.titles import titled, with_words  # noqa: PLC0415 - few names are words of a title

        own = self.all()[0]
        held = frozenset(records.record_ids(self.bills))
        archived = self.archive.engine.titles() if self.archive else ()
        beside = (each for each in archived if each.id not in held)
        return with_words(words, chain(map(titled, own), beside))

    def spelled(self, name: str) -> str:
        """Replace a law number in *name* by the ID of the measure; return any other name unchanged.

        Raises:
            InputError: no measure held became that law.
            StoreError: the archive cannot be read.
        """
        number, at, version = name.partition("@")
        law = parse_law(number)
        return name if law is None else f"{self._became(law)}{at}{version}"

    def _became(self, law: Law) -> MeasureId:
        congress = congress_of(law)
        archived = self.archive.may_be_laws(congress) if self.archive else ()
        own = self._records(lambda each: each.congress == congress and each.measure_type.is_lawmaking)
        held = chain(own, archived)
        found = next((each.id for each in held if law_of(each) == law), None)
        if found is None:
            raise InputError(
                f"no loaded measure became {law.type} {law.number}",
                hint="`billtrack track MEASURE` fetches a measure by its own number, such as hr1-119",
            )
        return found

    def _records(self, is_wanted: Callable[[MeasureId], bool]) -> Iterator[Measure]:
        """Load the records of the measures wanted; unreadable ones are skipped."""
        for measure_id in filter(is_wanted, records.record_ids(self.bills)):
            path = records.find_record(self.bills, measure_id)
            if path is not None:
                with contextlib.suppress(InputError):
                    yield records.load_record(path, self._kept)

    def load(self, reference: Reference) -> Measure:
        """Load the measure that *reference* means.

        Raises:
            InputError: no Congress is given and several measures match, there is no such measure, or its record
                cannot be read.
            StoreError: the archive cannot be read.
        """
        measure_id = self._meant(reference)
        path = records.find_record(self.bills, measure_id)
        found = self.archive.find_measure(measure_id) if self.archive else None
        if path is not None:
            if found is not None:
                self._said(f"{measure_id}: using the record in {self.bills}, not the archive")
            return records.load_record(path, self._kept)
        if found is None:
            where = f"{self.bills} or in the archive {self._file}" if self.archive else str(self.bills)
            raise InputError(f"no record of {measure_id} in {where}", hint=self._hint(reference, measure_id))
        return found

    def holds(self, measure_id: MeasureId) -> bool:
        """Whether there is a record of the measure, or the archive has it.

        Raises:
            StoreError: the archive cannot be read.
        """
        if records.find_record(self.bills, measure_id) is not None:
            return True
        return self.archive is not None and self.archive.find_measure(measure_id) is not None

    def _meant(self, reference: Reference) -> MeasureId:
        if reference.measure_id is not None:
            return reference.measure_id
        fitting = self.archive.fitting(reference) if self.archive else ()
        return resolve(reference, {*records.record_ids(self.bills), *fitting})

    def _hint(self, reference: Reference, measure_id: MeasureId) -> str:
        near = ", ".join(str(known) for known in nearest_measures(reference, self.ids()))
        fetch = f"`billtrack track {measure_id}` fetches it"
        return f"did you mean {near}? {fetch}" if near else fetch

    def vote(self, vote: VoteId) -> HeldVote | None:
        """Find a roll call: the official file beside the records, else what the archive has; ``None``: not loaded.

        Raises:
            InputError: the file beside the records cannot be read, or is another vote.
            StoreError: the archive cannot be read.
        """
        from billtrack.store.votes import read_vote  # noqa: PLC0415 - few commands ask for votes

        data = read_vote(self.bills, vote)
        if data is not None:
            from billtrack.model.vote import HeldVote  # noqa: PLC0415 - the same
            from billtrack.sources.votes import parse_vote  # noqa: PLC0415 - lxml

            found = parse_vote(data, name=str(self.bills / vote.file), expected=vote)
            return HeldVote(found, vote.url, hashlib.sha256(data).hexdigest())
        return self.archive.find_vote(vote) if self.archive else None

    @cached_property
    def senators(self) -> tuple[tuple[str, str], ...]:
        """Pairs of LIS ID and Bioguide ID: the shipped list's, then those of the archive's files of members."""
        from billtrack.store.votes import shipped_senators  # noqa: PLC0415 - few commands ask for votes

        if self.archive is None:
            return shipped_senators()
        from billtrack.model.members import LEGISLATORS, Legislators  # noqa: PLC0415 - the same

        days = [file.day for file in self.archive.engine.member_files() if file.kind == LEGISLATORS]
        people = (each for day in days for each in getattr(self.archive.find_members(Legislators, day), "people", ()))
        return (*shipped_senators(), *((each.lis_id, each.bioguide_id) for each in people if each.lis_id))

    def all(self) -> tuple[tuple[Measure, ...], tuple[InputError, ...]]:
        """Load every record, in order; unreadable ones are returned as errors and hide no other."""
        folder = records.load_folder(self.bills, self._kept)
        return tuple(folder.measures.values()), folder.problems

    def related(self, measure: Measure) -> tuple[Measure, ...]:
        """Load the measures officially related to *measure* that are held, then its earlier versions."""
        held = frozenset(self.ids())
        named = dict.fromkeys(each.id for each in measure.related_measures or () if each.id and each.id in held)
        official = tuple(self.find(str(each)) for each in named)
        return (*official, *(each for each in self.earlier_versions(measure) if each.id not in named))

    def earlier_versions(self, measure: Measure) -> tuple[Measure, ...]:
        """Find the measures of earlier Congresses with a title of *measure*, latest first.

        Unreadable records are skipped; ``verify`` reports them.
        """
        from billtrack.model.titles import bears_title_of, every_title, title_keys  # noqa: PLC0415 - few commands ask

        keys = title_keys(every_title(measure))
        found = {each.id: each for each in self._records(lambda each: each.congress < measure.id.congress)}
        for measure_id, titles in self.archive.titles_before(measure.id.congress) if self.archive else ():
            if measure_id not in found and not keys.isdisjoint(title_keys(titles)):
                archived = self.archive.find_measure(measure_id) if self.archive else None
                found |= {archived.id: archived} if archived else {}
        fitting = (each for each in found.values() if bears_title_of(each, measure))
        return tuple(sorted(fitting, key=lambda each: (-each.id.congress, each.id)))

    def text_in_full(self, text: TextVersion) -> TextVersion:
        """Give the version with its full text, read from the file or archive that it names."""
        if text.file is None:
            return text
        if text.file.startswith(IN_ARCHIVE) and self.archive:
            return self.archive.text_in_full(text)
        from billtrack.sources.billtext import parse_billtext  # noqa: PLC0415 - lxml, 12 ms; few commands ask

        return parse_billtext(records.read_text(self.bills, text.file), name=text.file).text

    def texts(self, measure: Measure) -> Iterator[TextVersion]:
        """Give every text version of *measure* in full, oldest first."""
        return map(self.text_in_full, measure.text_versions or ())
