"""Every measure on file, one row each, or those that match a filter."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from billtrack.errors import OptionError
from billtrack.model.choices import Order, Position
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, MeasureType
from billtrack.model.query.tree import Fact, Field, Is, Named, Or
from billtrack.model.query.typed import nearest
from billtrack.model.search_terms import terms
from billtrack.model.tally import tally
from billtrack.model.values import Streamed, Value, replace
from billtrack.status.stages import Stage
from billtrack.status.status import Status, status
from billtrack.store.records import record_ids

if TYPE_CHECKING:
    from billtrack.store.archive.engine import MeasureRow
    from billtrack.store.library import Holdings


class Listed(Value, frozen=True):
    """One measure of a list.

    ``latest_action`` is its text, ``sponsor`` a name.  ``cosponsors`` counts the current ones; ``None`` if they are not
    loaded.  ``committees`` are names.  The last four are the keeper's own, of a record.
    """

    id: MeasureId
    title: str
    stage: Stage
    introduced_date: dt.date | None
    latest_action_date: dt.date | None
    latest_action: str | None
    sponsor: str | None
    policy_area: str | None
    cosponsors: int | None
    committees: tuple[str, ...]
    position: Position | None = None
    priority: int | None = None
    owner: str | None = None
    tags: tuple[str, ...] = ()


class ListFilter(Value, frozen=True):
    """Which measures to list; an empty set, tuple or text allows all.

    ``sponsors``: facts of the sponsor, one of which must hold.  ``owners``: words, all of which the owner must have,
    of one of them.  ``words``: all of them in one of the titles.
    """

    stages: frozenset[Stage] = frozenset()
    types: frozenset[MeasureType] = frozenset()
    congresses: frozenset[int] = frozenset()
    sponsors: tuple[Fact, ...] = ()
    tags: frozenset[str] = frozenset()
    positions: frozenset[Position] = frozenset()
    priorities: frozenset[int] = frozenset()
    owners: tuple[str, ...] = ()
    words: str = ""

    @property
    def is_any(self) -> bool:
        """Whether every measure fits."""
        return self == EVERY_MEASURE

    def facts(self) -> tuple[Fact | Or, ...]:
        """The same as conditions on the columns of an archive."""
        each = (
            tuple(Is(Field.STAGE, stage.value) for stage in sorted(self.stages)),
            tuple(Is(Field.TYPE, kind.value) for kind in sorted(self.types)),
            tuple(Is(Field.CONGRESS, str(congress)) for congress in sorted(self.congresses)),
            self.sponsors,
        )
        return tuple(facts[0] if len(facts) == 1 else Or(facts) for facts in each if facts)

    @property
    def of_records(self) -> bool:
        """Whether only records can fit: an archive has nothing of the keeper's."""
        return bool(self.tags or self.positions or self.priorities or self.owners)

    def fits(self, measure: Measure, stage: Stage) -> bool:
        """Whether to list *measure*, which is at *stage*; the words of its titles are checked elsewhere."""
        return (
            (not self.stages or stage in self.stages)
            and (not self.types or measure.id.measure_type in self.types)
            and (not self.congresses or measure.id.congress in self.congresses)
            and (not self.tags or not self.tags.isdisjoint(measure.tags))
            and (not self.positions or measure.position in self.positions)
            and (not self.priorities or measure.priority in self.priorities)
            and (not self.owners or any(set(terms(each)) <= set(terms(measure.owner or "")) for each in self.owners))
            and (not self.sponsors or any(_sponsors(fact, measure) for fact in self.sponsors))
        )


EVERY_MEASURE = ListFilter()


class Listing(Value, frozen=True):
    """The measures to list, ``shown`` of them; how many were found, and how many there are in all."""

    measures: tuple[Listed, ...] | Streamed[Listed]
    shown: int
    found: int
    total: int

    def in_memory(self) -> Listing:
        """The same with its measures read; reading them again asks no archive."""
        return replace(self, measures=tuple(self.measures))


def list_records(measures: Iterable[Measure], *, today: dt.date, wanted: ListFilter = EVERY_MEASURE) -> Listing:
    """List the *measures* that are wanted, in their order."""
    every = tuple(measures)
    standing = ((each, status(each, today=today)) for each in every)
    found = tuple(_listed(each, where) for each, where in standing if wanted.fits(each, where.stage))
    return Listing(found, len(found), len(found), len(every))


def list_holdings(
    holdings: Holdings,
    records: Sequence[Measure],
    *,
    today: dt.date,
    wanted: ListFilter = EVERY_MEASURE,
    order: Order = Order.ACTION,
    limit: int | None = None,
) -> Listing:
    """List the *records*, and the archive's measures without a record, in *order*; the first *limit* of them.

    Archived measures are read from columns, not from their documents, and one after another as they are listed.

    Raises:
        OptionError: no measure on file has such a sponsor.
        StoreError: the archive cannot be read.
    """
    named = frozenset(each.id for each in holdings.titled(wanted.words)) if wanted.words else None
    own = [each for each in list_records(records, today=today, wanted=wanted).measures if _is_in(named, each.id)]
    total = holdings.count()
    found = len(own) + _count_archived(holdings, today, wanted, named, total)
    if not found and wanted.sponsors and not wanted.words:
        _check_sponsor(holdings, records, today, wanted)
    key = _KEYS[order]
    own.sort(key=key)

    def read() -> Iterator[Listed]:
        archived = (each for each in _archived(holdings, today, wanted, order) if _is_in(named, each.id))
        return islice(heapq.merge(own, archived, key=key), limit)

    measures = Streamed(read) if holdings.archive else tuple(own[:limit])
    return Listing(measures, min(found, limit or found), found, total)


def _is_in(named: Collection[MeasureId] | None, measure: MeasureId) -> bool:
    return named is None or measure in named


def _count_archived(
    holdings: Holdings, today: dt.date, wanted: ListFilter, named: Collection[MeasureId] | None, total: int
) -> int:
    """Count the measures to list that have no record, without reading their columns."""
    own = frozenset(record_ids(holdings.bills))
    if holdings.archive is None or wanted.of_records:
        return 0
    facts = wanted.facts()
    if named is None and not facts:
        return total - len(own)
    fitting = holdings.archive.engine.fitting(facts, today=today) if facts else named or ()
    return sum(1 for each in fitting if each not in own and _is_in(named, each))


def _archived(holdings: Holdings, today: dt.date, wanted: ListFilter, order: Order = Order.ID) -> Iterator[Listed]:
    if holdings.archive is None or wanted.of_records:
        return
    own = frozenset(record_ids(holdings.bills))
    for row in holdings.archive.engine.measures(wanted.facts(), today=today, order=order):
        if row.id not in own:
            yield _listed_row(row)


def _listed_row(row: MeasureRow) -> Listed:
    return Listed(
        row.id,
        row.title,
        Stage(row.stage) if row.stage else Stage.NOT_LOADED,
        row.introduced_date,
        row.latest_action_date,
        row.latest_action,
        row.sponsor_name,
        row.policy_area,
        row.cosponsors,
        row.committees,
    )


def _listed(measure: Measure, where: Status) -> Listed:
    latest = where.latest_action
    return Listed(
        measure.id,
        measure.title,
        where.stage,
        measure.introduced_date,
        latest.action_date if latest else None,
        latest.text if latest else None,
        measure.sponsor.name if measure.sponsor else None,
        measure.policy_area,
        None if measure.cosponsors is None else tally(measure.cosponsors).current,
        tuple(each.name for each in measure.committees or ()),
        measure.position,
        measure.priority,
        measure.owner,
        measure.tags,
    )


def _sponsors(fact: Fact, measure: Measure) -> bool:
    sponsor = measure.sponsor
    match fact:
        case _ if sponsor is None:
            return False
        case Is(Field.SPONSOR_ID, value):
            return sponsor.bioguide_id == value
        case Is(Field.SPONSOR_STATE, value):
            return sponsor.state == value
        case Named(Field.SPONSOR_NAME, words):
            return frozenset(words).issubset(terms(sponsor.name))
    return False


def _check_sponsor(holdings: Holdings, records: Sequence[Measure], today: dt.date, wanted: ListFilter) -> None:
    """Refuse a sponsor that no measure on file has."""
    alone = ListFilter(sponsors=wanted.sponsors)
    if any(_archived(holdings, today, alone)) or list_records(records, today=today, wanted=alone).found:
        return
    every = (*list_records(records, today=today).measures, *_archived(holdings, today, EVERY_MEASURE))
    known = {each.sponsor.lower(): each.sponsor for each in every if each.sponsor}
    known |= {name.partition(",")[0]: sponsor for name, sponsor in known.items()}
    asked = " ".join(word for fact in wanted.sponsors for word in (fact.terms if isinstance(fact, Named) else ()))
    near = nearest(asked, known) if asked else None
    meant = f"did you mean {known[near]}?" if near else None
    asked_for = " or ".join(str(fact).partition(":")[2] for fact in wanted.sponsors)
    raise OptionError(f"--sponsor: no measure on file has the sponsor {asked_for}", hint=meant)


def _newest(of: Callable[[Listed], dt.date | None]) -> Callable[[Listed], tuple[object, ...]]:
    def key(each: Listed) -> tuple[object, ...]:
        day = of(each)
        return (-day.toordinal() if day else 0, *each.id.place)

    return key


_KEYS: dict[Order, Callable[[Listed], tuple[object, ...]]] = {
    Order.ACTION: _newest(lambda each: each.latest_action_date),
    Order.INTRODUCED: _newest(lambda each: each.introduced_date),
    Order.COSPONSORS: lambda each: (1 if each.cosponsors is None else -each.cosponsors, *each.id.place),
    Order.ID: lambda each: each.id.place,
}
