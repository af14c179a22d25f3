"""Every measure on file, one row each, or those that match a filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from billtrack.errors import OptionError
from billtrack.model.identifiers import MeasureId, MeasureType
from billtrack.model.measure import Measure, Position
from billtrack.model.query.tree import Fact, Field, Is, Named, Or
from billtrack.model.query.unreadable import nearest
from billtrack.model.search_terms import terms
from billtrack.model.tally import tally
from billtrack.model.values import Value
from billtrack.status.stages import Stage
from billtrack.status.status import Status, status
from billtrack.store.library import Holdings
from billtrack.store.records import record_ids


class SortBy(StrEnum):
    """The order of a list: newest or most first, and by ID."""

    ACTION = "action"
    INTRODUCED = "introduced"
    COSPONSORS = "cosponsors"
    ID = "id"


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

    ``sponsors``: facts of the sponsor, one of which must hold.  ``words``: all of them in one of the titles.
    """

    stages: frozenset[Stage] = frozenset()
    types: frozenset[MeasureType] = frozenset()
    congresses: frozenset[int] = frozenset()
    sponsors: tuple[Fact, ...] = ()
    tags: frozenset[str] = frozenset()
    positions: frozenset[Position] = frozenset()
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

    def fits(self, measure: Measure, stage: Stage) -> bool:
        """Whether to list *measure*, which is at *stage*; the words of its titles are checked elsewhere."""
        return (
            (not self.stages or stage in self.stages)
            and (not self.types or measure.id.measure_type in self.types)
            and (not self.congresses or measure.id.congress in self.congresses)
            and (not self.tags or not self.tags.isdisjoint(measure.tags))
            and (not self.positions or measure.position in self.positions)
            and (not self.sponsors or any(_sponsors(fact, measure) for fact in self.sponsors))
        )


EVERY_MEASURE = ListFilter()


class Listing(Value, frozen=True):
    """The measures listed, how many were found, and how many there are in all."""

    measures: tuple[Listed, ...]
    found: int
    total: int


def list_records(measures: Iterable[Measure], *, today: dt.date, wanted: ListFilter = EVERY_MEASURE) -> Listing:
    """List the *measures* that are wanted, in their order."""
    every = tuple(measures)
    standing = ((each, status(each, today=today)) for each in every)
    found = tuple(_listed(each, where) for each, where in standing if wanted.fits(each, where.stage))
    return Listing(found, len(found), len(every))


def list_holdings(
    holdings: Holdings,
    records: Sequence[Measure],
    *,
    today: dt.date,
    wanted: ListFilter = EVERY_MEASURE,
    order: SortBy = SortBy.ACTION,
    limit: int | None = None,
) -> Listing:
    """List the *records*, and the archive's measures without a record, in *order*; the first *limit* of them.

    Archived measures are read from columns, not from their documents.

    Raises:
        OptionError: no measure on file has such a sponsor.
        StoreError: the archive cannot be read.
    """
    ids = frozenset(holdings.ids())
    named = frozenset(each.id for each in holdings.titled(wanted.words)) if wanted.words else ids
    rows = [*list_records(records, today=today, wanted=wanted).measures, *_archived(holdings, today, wanted)]
    found = sorted((each for each in rows if each.id in named), key=_KEYS[order])
    if not rows and wanted.sponsors:
        _check_sponsor(holdings, records, today, wanted)
    return Listing(tuple(found[:limit]), len(found), len(ids))


def _archived(holdings: Holdings, today: dt.date, wanted: ListFilter) -> Iterable[Listed]:
    if holdings.archive is None or wanted.tags or wanted.positions:  # only records have them
        return
    own = frozenset(record_ids(holdings.bills))
    for row in holdings.archive.engine.measures(wanted.facts(), today=today):
        if row.id not in own:
            yield Listed(
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
    said = " or ".join(str(fact).partition(":")[2] for fact in wanted.sponsors)
    raise OptionError(f"--sponsor: no measure on file has the sponsor {said}", hint=meant)


def _newest(of: Callable[[Listed], dt.date | None]) -> Callable[[Listed], tuple[object, ...]]:
    def key(each: Listed) -> tuple[object, ...]:
        day = of(each)
        return (-day.toordinal() if day else 0, each.id)

    return key


_KEYS: dict[SortBy, Callable[[Listed], tuple[object, ...]]] = {
    SortBy.ACTION: _newest(lambda each: each.latest_action_date),
    SortBy.INTRODUCED: _newest(lambda each: each.introduced_date),
    SortBy.COSPONSORS: lambda each: (-1 if each.cosponsors is None else -each.cosponsors, each.id),
    SortBy.ID: lambda each: (each.id,),
}
