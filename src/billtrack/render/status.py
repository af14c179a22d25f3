"""Where measures stand.

What billtrack computed (stage, outcome, what comes next, counts) is under a heading that says so; all else is the
official record's.  In JSON ``computed`` names the keys that are ours, and ``not_loaded`` the keys that are null
because the record does not hold that part; any other null is unknown, or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from billtrack.analysis.stages import Milestone, Outcome, Stage
from billtrack.analysis.status import Status, status
from billtrack.analysis.tally import Tally, tally
from billtrack.analysis.way import is_old, stages_ahead
from billtrack.model import Action, Authority, Committee, Coverage, Measure, RelatedMeasure, TextVersion
from billtrack.render.formats import JsonObject, iso, listed
from billtrack.render.page import (
    Bar,
    Block,
    Card,
    Column,
    Fact,
    Facts,
    Heading,
    Line,
    Mark,
    Page,
    Step,
    Steps,
    Table,
    Tone,
)
from billtrack.render.people import member_data, member_label, party_bars, tally_data, tally_sentence
from billtrack.render.words import chamber_name, outcome_sentence, stage_words
from billtrack.versions import version_name

_COMPUTED = (
    "stage",
    "stage_date",
    "final",
    "outcome",
    "status_usc",
    "next",
    "cosponsors",
    "problems",
    "unrecognised",
    "is_old",
)
_PARTS = ("cosponsors", "committees", "actions", "text_versions", "related_measures")
NOT_LOADED = Line("not loaded", Tone.WARNING)
_LOST = frozenset({Stage.FAILED, Stage.LAID_ON_TABLE, Stage.VETOED, Stage.EXPIRED})


@dataclass(frozen=True, slots=True)
class Standing:
    """One measure and what was worked out of it; ``tally`` is ``None`` where no cosponsors are loaded."""

    measure: Measure
    status: Status
    tally: Tally | None
    is_old: bool

    @classmethod
    def of(cls, measure: Measure, *, today: dt.date) -> Standing:
        """Work out where *measure* stands on *today*."""
        worked_out = status(measure, today=today)
        as_of = measure.update_date.date() if measure.update_date else None
        return cls(
            measure,
            worked_out,
            None if measure.cosponsors is None else tally(measure.cosponsors),
            is_old(measure.id, as_of=as_of, is_settled=worked_out.final, today=today),
        )


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """Where the measures asked about stand."""

    standings: tuple[Standing, ...]

    @classmethod
    def of(cls, measures: Iterable[Measure], *, today: dt.date) -> StatusAnswer:
        """Work out where each of *measures* stands on *today*."""
        return cls(tuple(Standing.of(measure, today=today) for measure in measures))

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object a measure."""
        return [_data(standing) for standing in self.standings]

    def table(self) -> Table:
        """One row a measure."""
        return Table(_COLUMNS, tuple(_row(standing) for standing in self.standings))

    def page(self) -> Page:
        """One card a measure."""
        return Page(tuple(_card(standing) for standing in self.standings))


# ------------------------------------------------------------------------------ for programs


def _data(standing: Standing) -> JsonObject:
    measure, found = standing.measure, standing.status
    return {
        "id": str(measure.id),
        "congress": measure.id.congress,
        "type": measure.id.measure_type.value,
        "number": measure.id.number,
        "title": measure.title,
        "introduced_date": iso(measure.introduced_date),
        "sponsor": member_data(measure.sponsor) if measure.sponsor else None,
        "stage": found.stage.value,
        "stage_date": iso(found.stage_date),
        "final": found.final,
        "outcome": _outcome_data(found.outcome) if found.outcome else None,
        "status_usc": found.status_usc,
        "latest_action": action_data(found.latest_action) if found.latest_action else None,
        "next": {"who": found.next.who, "what": found.next.what} if found.next else None,
        "cosponsors": tally_data(standing.tally) if standing.tally else None,
        "committees": listed(measure.committees, _committee_data),
        "text_versions": listed(measure.text_versions, _text_data),
        "related_measures": listed(measure.related_measures, _related_data),
        "problems": list(found.problems),
        "as_of": iso(measure.update_date),
        "is_old": standing.is_old,
        "unrecognised": [action_data(action) for action in found.unrecognised],
        "computed": list(_COMPUTED),
        "not_loaded": [part for part in _PARTS if getattr(measure, part) is None],
    }


def _outcome_data(outcome: Outcome) -> JsonObject:
    return {
        "result": outcome.result.value,
        "chamber": outcome.chamber.value if outcome.chamber else None,
        "date": outcome.date.isoformat(),
        "mode": outcome.mode.value if outcome.mode else None,
        "vote": outcome.vote.value if outcome.vote else None,
        "roll_number": outcome.roll_number,
        "as_amended": outcome.as_amended,
        "preamble": outcome.preamble.value if outcome.preamble else None,
        "title_amended": outcome.title_amended,
        "action": outcome.action.text,
    }


def action_data(action: Action) -> JsonObject:
    """An action for JSON; ``text`` is null where the source has no words."""
    return {"action_date": action.action_date.isoformat(), "text": action.text}


def _committee_data(committee: Committee) -> JsonObject:
    return {
        "system_code": committee.system_code,
        "name": committee.name,
        "chamber": committee.chamber.value if committee.chamber else None,
        "activities": [{"name": each.name, "date": iso(each.date)} for each in committee.activities],
    }


def _text_data(text: TextVersion) -> JsonObject:
    return {
        "version_code": text.version_code,
        "date": iso(text.date),
        "coverage": text.coverage.value,
        "authority": text.authority.value if text.authority else None,
    }


def _related_data(related: RelatedMeasure) -> JsonObject:
    return {
        "id": str(related.id),
        "relationship_type": related.relationship_type,
        "identified_by": related.identified_by,
    }


_COLUMNS = tuple(
    Column(key, key)
    for key in (
        "measure",
        "title",
        "introduced_date",
        "sponsor",
        "stage",
        "stage_date",
        "final",
        "status_usc",
        "outcome",
        "latest_action_date",
        "latest_action",
        "next",
        "cosponsors",
        "original",
        "added",
        "withdrawn",
        "as_of",
    )
)


def _row(standing: Standing) -> tuple[str, ...]:
    measure, found, counted = standing.measure, standing.status, standing.tally
    latest = found.latest_action
    counts = (counted.current, counted.original, counted.added, counted.withdrawn) if counted else ("",) * 4
    return (
        str(measure.id),
        measure.title,
        iso(measure.introduced_date) or "",
        member_label(measure.sponsor) if measure.sponsor else "",
        found.stage.value,
        iso(found.stage_date) or "",
        "true" if found.final else "false",
        found.status_usc or "",
        outcome_sentence(found.outcome) if found.outcome else "",
        latest.action_date.isoformat() if latest else "",
        (latest.text or "") if latest else "",
        f"{found.next.who}: {found.next.what}" if found.next else "",
        *map(str, counts),
        iso(measure.update_date) or "",
    )


# -------------------------------------------------------------------------------- for people


def _card(standing: Standing) -> Card:
    measure = standing.measure
    blocks: tuple[Block, ...] = (
        Line(measure.title, Tone.STRONG),
        Steps(_steps(standing)),
        Heading("Computed by billtrack from the official actions"),
        Facts(tuple(_computed(standing))),
        Heading("From the official record"),
        Facts(tuple(_official(standing))),
    )
    return Card(Heading(measure.id.printed, str(measure.id)), blocks)


def _steps(standing: Standing) -> tuple[Step, ...]:
    found = standing.status
    reached: list[tuple[Stage, dt.date | None]] = list(_reached(found.milestones))
    if not reached or reached[-1][0] is not found.stage:
        reached.append((found.stage, found.stage_date))
    last = Mark.ENDED if found.stage in _LOST else Mark.FINAL if found.final else Mark.CURRENT
    steps = [
        Step(stage_words(stage), iso(date) or "", last if at + 1 == len(reached) else Mark.DONE)
        for at, (stage, date) in enumerate(reached)
    ]
    if not found.final:
        ahead = stages_ahead(standing.measure, [stage for stage, _ in reached])
        steps += [Step(stage_words(stage), "", Mark.AHEAD) for stage in ahead]
    return tuple(steps)


def _reached(milestones: Iterable[Milestone]) -> Iterator[tuple[Stage, dt.date | None]]:
    """Each stage once, where it was first reached, unless the measure came back to it after another."""
    before = None
    for milestone in milestones:
        if milestone.stage is not before:
            yield milestone.stage, milestone.date
        before = milestone.stage


def _computed(standing: Standing) -> Iterator[Fact]:
    found = standing.status
    yield Fact("Stage", (Line(_stage_sentence(found)),))
    outcome = Line(outcome_sentence(found.outcome), Tone.STRONG) if found.outcome else Line("none yet", Tone.QUIET)
    yield Fact("Outcome", (outcome,))
    coming = (
        Line(f"{found.next.who}: {found.next.what}")
        if found.next
        else Line("nothing: its way is at an end", Tone.QUIET)
    )
    yield Fact("Next", (coming,))
    yield Fact("Cosponsors", _cosponsors(standing.tally))
    if found.unrecognised:
        yield Fact("Not understood", tuple(Line(_unread(action), Tone.WARNING) for action in found.unrecognised))
    if found.problems:
        yield Fact("Problems", tuple(Line(problem, Tone.WARNING) for problem in found.problems))


def _unread(action: Action) -> str:
    return f"{action.action_date}  {action.text or '(without words)'}"


def _stage_sentence(found: Status) -> str:
    since = f", {found.stage_date}" if found.stage_date else ""
    return f"{stage_words(found.stage)}{since}{' (final)' if found.final else ''}"


def _cosponsors(counted: Tally | None) -> tuple[Line | Bar, ...]:
    if counted is None:
        return (NOT_LOADED,)
    if not counted.current and not counted.withdrawn:
        return (Line("none"),)
    return (Line(tally_sentence(counted)), *party_bars(counted))


def _official(standing: Standing) -> Iterator[Fact]:
    measure, latest = standing.measure, standing.status.latest_action
    yield Fact("Sponsor", (_sponsor_line(standing),))
    yield Fact("Committees", _lines(measure.committees, _committee_line))
    action = Line(f"{latest.action_date}  {latest.text or '(without words)'}") if latest else NOT_LOADED
    yield Fact("Latest action", (action,))
    yield Fact("Texts", (*_lines(measure.text_versions, text_line), *_completing(measure)))
    yield Fact("Related", _lines(measure.related_measures, _related_line))
    yield Fact("As of", tuple(_as_of(standing)))


def _sponsor_line(standing: Standing) -> Line:
    measure = standing.measure
    if measure.sponsor is None:
        is_reserved = standing.status.stage is Stage.RESERVED
        return Line("none: a reserved number", Tone.QUIET) if is_reserved else NOT_LOADED
    introduced = f", introduced {measure.introduced_date}" if measure.introduced_date else ""
    return Line(f"{member_label(measure.sponsor)}{introduced}")


Part = TypeVar("Part")


def _lines(parts: Sequence[Part] | None, line: Callable[[Part], Line]) -> tuple[Line, ...]:
    """One line a part; a part not loaded and one known to be empty are told apart."""
    if parts is None:
        return (NOT_LOADED,)
    return tuple(line(part) for part in parts) or (Line("none", Tone.QUIET),)


def _committee_line(committee: Committee) -> Line:
    chamber = f"{chamber_name(committee.chamber)} " if committee.chamber else ""
    oldest_first = sorted(committee.activities, key=lambda each: each.date or dt.date.max)
    done = "; ".join(f"{each.name} {each.date}" if each.date else each.name for each in oldest_first)
    return Line(f"{chamber}{committee.name}" + (f": {done}" if done else ""))


def text_line(text: TextVersion) -> Line:
    """A text version with its date, and how much of it is here."""
    name = text.version_name or version_name(text.version_code) or "a version without a known name"
    held = [_HELD[text.coverage]]
    if text.authority is Authority.COPY:
        held.append("from an unofficial copy")
    dated = f", {text.date}" if text.date else ""
    tone = Tone.PLAIN if text.coverage is Coverage.COMPLETE else Tone.WARNING
    return Line(f"{text.version_code}  {name}{dated}: {', '.join(held)}", tone)


_HELD = MappingProxyType(
    {
        Coverage.COMPLETE: "complete",
        Coverage.PARTIAL: "partial",
        Coverage.NONE: "announced, its words not loaded",
    }
)


def _completing(measure: Measure) -> Iterator[Line]:
    texts = measure.text_versions or ()
    if any(text.coverage is not Coverage.COMPLETE or text.authority is Authority.COPY for text in texts):
        yield Line(f"`billtrack sync {measure.id}` loads the official texts, on a connected machine", Tone.QUIET)


def _related_line(related: RelatedMeasure) -> Line:
    by = f", says {related.identified_by}" if related.identified_by else ""
    return Line(f"{related.id.printed}: {related.relationship_type}{by}")


def _as_of(standing: Standing) -> Iterator[Line]:
    measure = standing.measure
    updated = measure.update_date
    yield Line(f"{updated.date()}, the official file's own date") if updated else Line("unknown", Tone.WARNING)
    if standing.is_old:
        yield Line(f"old: later actions may be missing; `billtrack sync {measure.id}` looks for them", Tone.WARNING)
    source = next((each for each in measure.sources if each.part == "status"), None)
    if source:
        yield Line(f"{source.url}, retrieved {source.retrieved}", Tone.QUIET)
