"""Where measures stand.

In JSON ``computed`` lists the keys billtrack computes, and ``not_loaded`` the keys that are null because the record
lacks that part; any other null means unknown, or none.  ``calendar`` is the one the measure is on now (``discharge``:
a motion to discharge its committee is on it), ``law`` the law it became.  ``held_back`` names the rows that a newer
official document no longer has and that the record keeps until ``sync --accept``; usually empty.  ``text_notes`` has,
by version code, what a reader must know about a text: published as PDF only, misprinted, a copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from billtrack.model.first_sponsor import first_sponsor
from billtrack.model.measure import Committee
from billtrack.output.answers import MeasuresAnswer, attributes, cells, named_columns
from billtrack.output.formats import Json, JsonObject, iso, listed
from billtrack.output.page import Block, Row
from billtrack.output.people import first_sponsor_data, member_data, member_label, tally_data
from billtrack.status.held_back import held_back
from billtrack.status.stages import Outcome
from billtrack.status.status import StatusSummary
from billtrack.status.words import law_words, outcome_sentence
from billtrack.votes.words import totals_data

if TYPE_CHECKING:
    from billtrack.votes.outcome import OutcomeVote, Split

_COMPUTED = (
    *("stage", "stage_date", "final", "outcome", "status_usc", "next", "calendar", "cosponsors", "problems"),
    *("unrecognised", "is_old"),
)
_ACTION = "action_date text"
_PARTS = ("cosponsors", "committees", "actions", "text_versions", "related_measures")


class StatusAnswer(MeasuresAnswer[StatusSummary], frozen=True):
    """Where the measures asked about stand."""

    columns = named_columns(
        "measure title introduced_date sponsor stage stage_date final status_usc outcome latest_action_date "
        "latest_action next cosponsors original added withdrawn as_of calendar law"
    )

    def item(self, part: StatusSummary) -> dict[str, Json]:
        """Where a measure stands."""
        measure, status = part.measure, part.status
        return {
            "id": str(measure.id),
            "congress": measure.id.congress,
            "type": measure.id.measure_type.value,
            "number": measure.id.number,
            **attributes(measure, "title introduced_date"),
            "sponsor": member_data(measure.sponsor) if measure.sponsor else None,
            **attributes(status, "stage stage_date final"),
            "outcome": _outcome_data(status.outcome, part.vote) if status.outcome else None,
            "status_usc": status.status_usc,
            "latest_action": attributes(status.latest_action, _ACTION) if status.latest_action else None,
            "next": attributes(status.next, "who what") if status.next else None,
            "cosponsors": tally_data(part.tally) if part.tally else None,
            "committees": listed(measure.committees, _committee_data),
            "text_versions": listed(
                measure.text_versions, lambda text: attributes(text, "version_code date coverage authority")
            ),
            "related_measures": listed(
                measure.related_measures, lambda each: attributes(each, "id as_printed relationship_type identified_by")
            ),
            "problems": list(status.problems),
            "as_of": iso(measure.update_date),
            "first_sponsor": first_sponsor_data(first_sponsor(measure)),
            "is_old": part.is_old,
            "held_back": list(held_back(measure)),
            "text_notes": {text.version_code: text.note for text in measure.text_versions or () if text.note},
            "calendar": status.calendar.value if status.calendar else None,
            "law": attributes(status.law, "number type") if status.law else None,
            "unrecognised": [attributes(action, _ACTION) for action in status.unrecognised],
            "computed": list(_COMPUTED),
            "not_loaded": [name for name in _PARTS if getattr(measure, name) is None],
        }

    def rows(self, part: StatusSummary) -> Iterator[Row]:
        """One row per measure."""
        yield cells(self.columns, self.item(part) | _row(part))

    def blocks(self, part: StatusSummary) -> Iterator[Block]:
        """A card."""
        from billtrack.status.answers.status_card import status_card  # noqa: PLC0415 - JSON and CSV need no cards

        yield status_card(part)


def _outcome_data(outcome: Outcome, vote: OutcomeVote | None) -> JsonObject:
    return {
        **attributes(outcome, "result chamber date mode vote roll_number as_amended preamble title_amended"),
        "action": outcome.action.text,
        **_split_data(vote.split if vote else None),
    }


def _split_data(split: Split | None) -> JsonObject:
    """The roll call counted, where it is loaded."""
    if split is None:
        return {}
    parties = {party: totals_data(totals) for party, totals in split.parties}
    return {"totals": totals_data(split.totals), "by_party": parties}


def _committee_data(committee: Committee) -> JsonObject:
    return {
        **attributes(committee, "system_code name chamber"),
        "activities": [attributes(each, "name date") for each in committee.activities],
    }


def _row(found: StatusSummary) -> dict[str, Json]:
    """The cells that are not values of the JSON."""
    measure, status, latest = found.measure, found.status, found.status.latest_action
    none = dict.fromkeys(("current", "original", "added", "withdrawn"))
    counts = attributes(found.tally, "current original added withdrawn") if found.tally else none
    return {
        **counts,
        "measure": str(measure.id),
        "sponsor": member_label(measure.sponsor) if measure.sponsor else None,
        "outcome": outcome_sentence(status.outcome, found.vote) if status.outcome else None,
        "latest_action_date": iso(latest.action_date) if latest else None,
        "latest_action": latest.text if latest else None,
        "next": f"{status.next.who} {status.next.what}" if status.next else None,
        "cosponsors": counts["current"],
        "law": law_words(status.law) if status.law else None,
    }
