"""Where measures stand.

In JSON ``computed`` lists the keys billtrack computes, and ``not_loaded`` the keys that are null because the record
lacks that part; any other null means unknown, or none.  ``calendar`` is the one the measure is on now (``discharge``:
a motion to discharge its committee is on it), ``law`` the law it became.  ``held_back`` names the rows that a newer
official document no longer has and that the record keeps until ``sync --accept``; usually empty.  ``text_notes`` has,
by version code, what a reader must know about a text: published as PDF only, misprinted, a copy.
"""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.model.first_sponsor import first_sponsor
from billtrack.model.measure import Action, Committee, RelatedMeasure, TextVersion
from billtrack.model.values import Value
from billtrack.output.formats import JsonObject, iso, listed
from billtrack.output.page import Column, Page, Table
from billtrack.output.people import first_sponsor_data, member_data, member_label, tally_data
from billtrack.status.held_back import held_back
from billtrack.status.stages import Outcome
from billtrack.status.summary import StatusSummary
from billtrack.status.words import law_words, outcome_sentence
from billtrack.votes.outcome import OutcomeVote, Split, totals_data

_COMPUTED = (
    "stage",
    "stage_date",
    "final",
    "outcome",
    "status_usc",
    "next",
    "calendar",
    "cosponsors",
    "problems",
    "unrecognised",
    "is_old",
)
_PARTS = ("cosponsors", "committees", "actions", "text_versions", "related_measures")


class StatusAnswer(Value, frozen=True):
    """Where the measures asked about stand."""

    summaries: tuple[StatusSummary, ...]

    def data(self) -> JsonObject:
        """``{"measures": [...]}``."""
        return {"measures": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure."""
        return [_data(each) for each in self.summaries]

    def table(self) -> Table:
        """One row per measure."""
        return Table(_COLUMNS, tuple(_row(each) for each in self.summaries))

    def page(self) -> Page:
        """One card per measure."""
        from billtrack.status.answers.status_card import status_card  # noqa: PLC0415 - JSON and CSV need no cards

        return Page(tuple(status_card(each) for each in self.summaries))


# ------------------------------------------------------------------------------ for programs


def _data(found: StatusSummary) -> JsonObject:
    measure, status = found.measure, found.status
    return {
        "id": str(measure.id),
        "congress": measure.id.congress,
        "type": measure.id.measure_type.value,
        "number": measure.id.number,
        "title": measure.title,
        "introduced_date": iso(measure.introduced_date),
        "sponsor": member_data(measure.sponsor) if measure.sponsor else None,
        "stage": status.stage.value,
        "stage_date": iso(status.stage_date),
        "final": status.final,
        "outcome": _outcome_data(status.outcome, found.vote) if status.outcome else None,
        "status_usc": status.status_usc,
        "latest_action": action_data(status.latest_action) if status.latest_action else None,
        "next": {"who": status.next.who, "what": status.next.what} if status.next else None,
        "cosponsors": tally_data(found.tally) if found.tally else None,
        "committees": listed(measure.committees, _committee_data),
        "text_versions": listed(measure.text_versions, _text_data),
        "related_measures": listed(measure.related_measures, _related_data),
        "problems": list(status.problems),
        "as_of": iso(measure.update_date),
        "first_sponsor": first_sponsor_data(first_sponsor(measure)),
        "is_old": found.is_old,
        "held_back": list(held_back(measure)),
        "text_notes": {text.version_code: text.note for text in measure.text_versions or () if text.note},
        "calendar": status.calendar.value if status.calendar else None,
        "law": {"number": status.law.number, "type": status.law.type} if status.law else None,
        "unrecognised": [action_data(action) for action in status.unrecognised],
        "computed": list(_COMPUTED),
        "not_loaded": [part for part in _PARTS if getattr(measure, part) is None],
    }


def _outcome_data(outcome: Outcome, vote: OutcomeVote | None) -> JsonObject:
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
        **_split_data(vote.split if vote else None),
    }


def _split_data(split: Split | None) -> JsonObject:
    """The roll call counted, where it is loaded."""
    if split is None:
        return {}
    parties = {party: totals_data(totals) for party, totals in split.parties}
    return {"totals": totals_data(split.totals), "by_party": parties}


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
        "id": str(related.id) if related.id else None,
        "as_printed": related.as_printed,
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
        "calendar",
        "law",
    )
)


def _row(found: StatusSummary) -> tuple[str, ...]:
    measure, status, counted = found.measure, found.status, found.tally
    latest = status.latest_action
    counts = (counted.current, counted.original, counted.added, counted.withdrawn) if counted else ("",) * 4
    return (
        str(measure.id),
        measure.title,
        iso(measure.introduced_date) or "",
        member_label(measure.sponsor) if measure.sponsor else "",
        status.stage.value,
        iso(status.stage_date) or "",
        "true" if status.final else "false",
        status.status_usc or "",
        outcome_sentence(status.outcome, found.vote) if status.outcome else "",
        latest.action_date.isoformat() if latest else "",
        (latest.text or "") if latest else "",
        f"{status.next.who} {status.next.what}" if status.next else "",
        *map(str, counts),
        iso(measure.update_date) or "",
        status.calendar.value if status.calendar else "",
        law_words(status.law) if status.law else "",
    )
