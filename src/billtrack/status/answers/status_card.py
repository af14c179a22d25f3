"""Where a measure stands, on a card for people.

Stage, outcome, what comes next and counts are under a heading that says billtrack computed them; the rest is from the
official record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from billtrack.model.first_sponsor import first_sponsor
from billtrack.model.measure import Action, Authority, Chamber, Committee, Coverage, Measure, TextVersion
from billtrack.model.tally import Tally
from billtrack.model.values import replace
from billtrack.model.versions import version_name
from billtrack.output.formats import iso
from billtrack.output.page import Bar, Block, Card, Fact, Facts, Heading, Line, Mark, PathStep, Steps, Tone
from billtrack.output.people import bars_by_party, first_sponsor_line, member_label, signed_again_lines, tally_sentence
from billtrack.status.course.folding import without_tags
from billtrack.status.held_back import held_back
from billtrack.status.stages import UNKNOWN_STAGES, Milestone, Result, Stage
from billtrack.status.status import Status, StatusSummary, stages_ahead
from billtrack.status.words import (
    activity_words,
    calendar_words,
    chamber_name,
    law_words,
    outcome_sentence,
    relationship_words,
    stage_reached,
    stage_words,
)
from billtrack.votes.words import disagreement_words, split_words

NOT_LOADED = Line("not loaded", Tone.WARNING)
_LOST = frozenset({Stage.FAILED, Stage.LAID_ON_TABLE, Stage.VETOED, Stage.EXPIRED})


def status_card(summary: StatusSummary, *, advises: bool = True) -> Card:
    """Show where a measure stands; *advises*: also how to load what is missing."""
    measure = summary.measure
    blocks: tuple[Block, ...] = (
        Line(measure.title, Tone.STRONG),
        Steps(_steps(summary)),
        Heading("Computed by billtrack from the official actions"),
        Facts(tuple(_computed(summary))),
        Heading("From the official record"),
        Facts(tuple(_official(summary, advises=advises))),
    )
    return Card(Heading(measure.id.printed, str(measure.id)), blocks)


def _steps(summary: StatusSummary) -> tuple[PathStep, ...]:
    found = summary.status
    milestones = found.milestones
    steps = list(_steps_done(milestones, origin=summary.measure.id.measure_type.chamber))
    if found.stage not in {milestone.stage for milestone in milestones}:
        steps.append(PathStep(stage_words(found.stage), iso(found.stage_date) or "", Mark.DONE))
    end = Mark.ENDED if found.stage in _LOST else Mark.FINAL
    last = end if found.final else Mark.CURRENT
    steps[-1] = replace(steps[-1], mark=last)
    if not found.final and found.stage not in UNKNOWN_STAGES:
        ahead = stages_ahead(summary.measure, [milestone.stage for milestone in milestones])
        steps += [PathStep(stage_words(stage), "", Mark.AHEAD) for stage in ahead]
    return tuple(steps)


def _steps_done(milestones: Iterable[Milestone], *, origin: str) -> Iterator[PathStep]:
    """One step per change; the committee or calendar of the second chamber is named with the chamber."""
    before: str | None = None
    decided: set[Chamber | None] = set()
    for milestone in milestones:
        is_second = milestone.stage in _IN_CHAMBER and milestone.chamber not in {None, Chamber(origin)}
        is_override = milestone.stage is Stage.VETOED and milestone.chamber is not None
        named = milestone.chamber if is_second or is_override else None
        words = _step_words(milestone, is_first=milestone.chamber not in decided)
        words += f" ({chamber_name(named)})" if named else ""
        decided |= {milestone.chamber} if milestone.result else set()
        if words != before:
            yield PathStep(words, milestone.date.isoformat(), Mark.DONE)
        before = words


def _step_words(milestone: Milestone, *, is_first: bool) -> str:
    """A milestone in words; a first decision that sends the measure back passed it, amended."""
    if milestone.stage is Stage.RESOLVING_DIFFERENCES and milestone.result and milestone.chamber and is_first:
        verb = "agreed to in" if milestone.result is Result.AGREED_TO else "passed"
        return f"{verb} {chamber_name(milestone.chamber)}, amended"
    return stage_reached(milestone.stage, milestone.result)


_IN_CHAMBER = frozenset({Stage.REFERRED, Stage.ORDERED_REPORTED, Stage.REPORTED, Stage.ON_CALENDAR})


def _computed(summary: StatusSummary) -> Iterator[Fact]:
    found = summary.status
    yield Fact("Stage", (Line(_stage_sentence(found)),))
    sentence = outcome_sentence(found.outcome, summary.vote) if found.outcome else None
    outcome = Line(sentence, Tone.STRONG) if sentence else _no_outcome(found)
    yield Fact("Outcome", (outcome, *_vote_lines(summary)))
    yield Fact("Next", (_coming(found),))
    if found.calendar:
        yield Fact("Calendar", (Line(calendar_words(found.calendar)),))
    again = signed_again_lines(summary.measure.cosponsors or ())
    yield Fact("Cosponsors", (*_cosponsors(summary.tally), *again))
    if found.unrecognised:
        yield Fact("Not recognized", tuple(Line(_dated(action), Tone.WARNING) for action in found.unrecognised))
    if found.problems:
        yield Fact("Problems", tuple(Line(problem, Tone.WARNING) for problem in found.problems))


def _vote_lines(summary: StatusSummary) -> Iterator[Line]:
    """How the parties voted, and what sources of the roll call say differently."""
    if summary.vote and summary.vote.split:
        yield Line(split_words(summary.vote.split))
    for each in summary.vote.disagreements if summary.vote else ():
        yield Line(f"Sources differ: {disagreement_words(each)}", Tone.WARNING)


def _no_outcome(found: Status) -> Line:
    if found.stage in UNKNOWN_STAGES:
        return Line("unknown", Tone.QUIET)
    return Line("none" if found.final else "none yet", Tone.QUIET)


def _coming(found: Status) -> Line:
    if found.next is None:
        return Line("none (final)" if found.final else "unknown", Tone.QUIET)
    sentence = f"{found.next.who} {found.next.what}"
    return Line(sentence[:1].upper() + sentence[1:])


def _dated(action: Action) -> str:
    return f"{action.action_date}  {without_tags(action.text or '(no text)')}"


def _stage_sentence(found: Status) -> str:
    since = f", {found.stage_date}" if found.stage_date else ""
    result = found.outcome.result if found.outcome and found.stage is Stage.FAILED else None
    return f"{stage_reached(found.stage, result)}{since}{' (final)' if found.final else ''}"


def standing_lines(summary: StatusSummary) -> tuple[Line, ...]:
    """Where a measure stands and what comes next, in a line; then how the parties voted, and what is not understood."""
    found = summary.status
    reached, outcome = _stage_sentence(found), found.outcome
    sentence = reached[:1].upper() + reached[1:]
    if outcome is not None:
        is_stage = outcome.date == found.stage_date
        sentence = (
            outcome_sentence(outcome, summary.vote) + (" (final)" if found.final else "")
            if is_stage
            else f"{sentence}. {outcome_sentence(outcome, summary.vote)}"
        )
    law = f" {law_words(found.law)}." if found.law else ""
    coming = "" if found.final else f" Next: {_coming(found).text}."
    problems = (f"{problem[:1].upper()}{problem[1:]}" for problem in found.problems)
    wrong = (*(f"Not recognized: {_dated(action)}" for action in found.unrecognised), *problems)
    return (Line(f"{sentence}.{law}{coming}"), *_vote_lines(summary), *(Line(each, Tone.WARNING) for each in wrong))


def _cosponsors(counted: Tally | None) -> tuple[Line | Bar, ...]:
    if counted is None:
        return (NOT_LOADED,)
    if not counted.current and not counted.withdrawn:
        return (Line("none"),)
    return (Line(tally_sentence(counted)), *bars_by_party(counted.by_party))


def _official(summary: StatusSummary, *, advises: bool) -> Iterator[Fact]:
    measure, latest = summary.measure, summary.status.latest_action
    if summary.status.law:
        yield Fact("Law", (Line(law_words(summary.status.law), Tone.STRONG),))
    first = first_sponsor(measure)
    yield Fact("Sponsor", (_sponsor_line(summary), *((first_sponsor_line(first),) if first else ())))
    yield Fact("Committees", _lines(measure.committees, _committee_line))
    yield Fact(
        "Latest action", _lines(measure.actions if latest is None else (latest,), lambda each: Line(_dated(each)))
    )
    yield Fact("Texts", (*_lines(measure.text_versions, text_line), *(_completing(measure) if advises else ())))
    yield Fact("Related", tuple(_related_lines(measure)))
    yield Fact("As of", tuple(_as_of(summary, advises=advises)))


def _sponsor_line(summary: StatusSummary) -> Line:
    measure = summary.measure
    if measure.sponsor is None:
        is_reserved = summary.status.stage is Stage.RESERVED
        return Line("none: a reserved number", Tone.QUIET) if is_reserved else NOT_LOADED
    introduced = f", introduced {measure.introduced_date}" if measure.introduced_date else ""
    return Line(f"{member_label(measure.sponsor)}{introduced}")


Part = TypeVar("Part")


def _lines(parts: Sequence[Part] | None, line: Callable[[Part], Line]) -> tuple[Line, ...]:
    """One line per part; a part that is not loaded is not the same as one known to be empty."""
    if parts is None:
        return (NOT_LOADED,)
    return tuple(line(part) for part in parts) or (Line("none", Tone.QUIET),)


def _committee_line(committee: Committee) -> Line:
    chamber = f"{chamber_name(committee.chamber)} " if committee.chamber else ""
    oldest_first = sorted(committee.activities, key=lambda each: each.date or dt.date.max)
    done = "; ".join(dict.fromkeys(f"{activity_words(each.name)} {each.date or ''}".rstrip() for each in oldest_first))
    return Line(f"{chamber}{committee.name}" + (f": {done}" if done else ""))


def text_line(text: TextVersion) -> Line:
    """A text version with its date, and how much of it is loaded."""
    name = text.version_name or version_name(text.version_code) or "unnamed version"
    is_explained = text.coverage is Coverage.NONE and text.note
    facts = [f"not loaded, {text.note}" if is_explained else _HELD[text.coverage]]
    if origin := unofficial_origin(text):
        facts.append(origin)
    dated = f", {text.date}" if text.date else ""
    tone = Tone.PLAIN if text.coverage is Coverage.COMPLETE else Tone.WARNING
    return Line(f"{text.version_code}  {name}{dated}: {', '.join(facts)}", tone)


def unofficial_origin(text: TextVersion) -> str | None:
    """Where a text that is not the official print is from; ``None`` for the official print."""
    return _FROM.get(text.authority)


_FROM: Mapping[Authority | None, str] = {
    Authority.RECORD: "from the Congressional Record",
    Authority.COPY: "from an unofficial copy",
}
_HELD = {
    Coverage.COMPLETE: "complete",
    Coverage.PARTIAL: "partial",
    Coverage.NONE: "not loaded",
}


def _completing(measure: Measure) -> Iterator[Line]:
    texts = measure.text_versions or ()
    if any(_may_come(text) for text in texts):
        yield Line(f"Go online and run `billtrack sync {measure.id}` for the official texts", Tone.QUIET)


def _may_come(text: TextVersion) -> bool:
    """Whether a sync may load more of a text."""
    if text.coverage is Coverage.NONE and text.note:
        return False
    return text.coverage is not Coverage.COMPLETE or text.authority in _FROM


def _related_lines(measure: Measure) -> Iterator[Line]:
    """A line for each kind of relationship, with the body that says so."""
    if not measure.related_measures:
        yield NOT_LOADED if measure.related_measures is None else Line("none", Tone.QUIET)
        return
    by_relationship: dict[str, list[str]] = {}
    for related in measure.related_measures:
        by_relationship.setdefault(relationship_words(related), []).append(related.printed)
    for relationship, measures in by_relationship.items():
        yield Line(f"{', '.join(measures)} ({relationship})")


def _as_of(summary: StatusSummary, *, advises: bool) -> Iterator[Line]:
    measure = summary.measure
    updated = measure.update_date
    yield Line(f"{updated.date()} (date of the official file)") if updated else Line("unknown", Tone.WARNING)
    if summary.is_old:
        sync = f"run `billtrack sync {measure.id}`"
        yield Line(f"{summary.days_old} days old; later actions may be missing: {sync}", Tone.WARNING)
    if kept := held_back(measure):
        more = f" (and {len(kept) - 1} more)" if len(kept) > 1 else ""
        yield Line(f"A newer official document no longer has the {kept[0]}{more}", Tone.WARNING)
        if advises:
            yield Line(f"`billtrack sync --accept {measure.id}` removes it from the record", Tone.WARNING)
    source = next((each for each in measure.sources if each.part == "status"), None)
    if source:
        yield Line(f"{source.url}, retrieved {source.retrieved}", Tone.QUIET)
