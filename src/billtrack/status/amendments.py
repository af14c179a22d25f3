"""What became of the amendments offered to a measure, from the official rows of each.

The words are the chamber's; the disposition, the vote and the part amended are computed from them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from billtrack.model.measure import Action, Amendment, Measure, RecordedVote
from billtrack.model.patterns import pattern
from billtrack.model.values import Value
from billtrack.status.course.outcome import read_vote
from billtrack.status.stages import VoteMethod, Worded


class Disposition(Worded):
    """How an amendment ended; ``NONE``: no row says.

    ``FELL``: the text it would have amended fell or was withdrawn, and the amendment with it.
    """

    AGREED_TO = "agreed_to", "agreed to"
    NOT_AGREED_TO = "not_agreed_to", "not agreed to"
    TABLED = "tabled", "tabled"
    WITHDRAWN = "withdrawn", "withdrawn"
    FELL = "fell", "fell"
    OUT_OF_ORDER = "ruled_out_of_order", "ruled out of order"
    NONE = "none", "no decision on file"


class Target(Worded):
    """The part of a measure an amendment says it amends."""

    PREAMBLE = "preamble", "preamble"
    TITLE = "title", "title"
    RESOLVED = "resolved", "resolving clauses"


class AmendmentResult(Value, frozen=True):
    """An amendment and what became of it.

    ``date`` and ``action`` are those of the official row that says so, or of the latest row; ``vote`` is ``None`` if
    the row does not say how it was decided.  ``recorded_votes``: the roll calls on the amendment itself and on motions
    about it, each once, oldest first.  ``amends``: the part it says it amends, ``None`` if its purpose does not say.
    """

    amendment: Amendment
    disposition: Disposition
    date: dt.date | None
    action: str | None
    vote: VoteMethod | None
    recorded_votes: tuple[RecordedVote, ...]
    amends: Target | None


_PRINTED = {"HAMDT": "H.Amdt.", "SAMDT": "S.Amdt.", "SUAMDT": "S.Up.Amdt."}


def printed_number(amendment: Amendment) -> str:
    """The amendment as Congress.gov prints it: ``S.Amdt. 190``."""
    return f"{_PRINTED.get(amendment.amendment_type, amendment.amendment_type)} {amendment.number}"


def last_action(amendment: Amendment) -> str | None:
    """The words of its latest action; ``None`` if none are loaded."""
    rows = [action.text for action in amendment.actions or () if action.text]
    return amendment.latest_action or (rows[-1] if rows else None)


def amendments(measure: Measure) -> tuple[AmendmentResult, ...] | None:
    """Find what became of each amendment of *measure*, by type and number; ``None`` if they are not loaded."""
    if measure.amendments is None:
        return None
    in_order = sorted(measure.amendments, key=lambda each: (each.amendment_type, each.congress, each.number))
    return tuple(map(_disposed, in_order))


def _disposed(amendment: Amendment) -> AmendmentResult:
    rows = tuple(_rows(amendment))
    decided = [(row, found) for row in rows if (found := _disposition(row.text or "")) is not Disposition.NONE]
    latest = next((row for row in reversed(rows) if row.text), rows[-1] if rows else None)
    row, disposition = decided[-1] if decided else (latest, Disposition.NONE)
    votes = {(v.chamber, v.session_number, v.roll_number): v for action in rows for v in action.recorded_votes}
    return AmendmentResult(
        amendment=amendment,
        disposition=disposition,
        date=row.action_date if row else amendment.submitted_date,
        action=row.text if row else None,
        vote=read_vote((row.text or "").lower()) if row and decided else None,
        recorded_votes=tuple(votes.values()),
        amends=_target(amendment.purpose or ""),
    )


def _rows(amendment: Amendment) -> Iterator[Action]:
    """Its rows, oldest first; only the latest action if the source has no more."""
    yield from amendment.actions or ()
    latest, day = amendment.latest_action, amendment.latest_action_date
    if latest and day and all(row.text != latest for row in amendment.actions or ()):
        yield Action(action_date=day, text=latest)


_WORDINGS = (
    (Disposition.WITHDRAWN, r"\bamendments?\b.*\bwithdrawn\b|\bwithdrawn\b.*\bamendments?\b"),
    (Disposition.FELL, r"\bfell\b"),
    (Disposition.OUT_OF_ORDER, r"\bruled (?:out of order|non-?germane)\b|\bpoint of order (?:was )?sustained\b"),
    (Disposition.TABLED, r"\bmotion to table (?:the )?(?:\w+ )?amendment\b.*\bagreed to\b|\bamendment\b.*\btabled\b"),
    (
        Disposition.NOT_AGREED_TO,
        r"\bamendments?\b.*\b(?:not agreed to|failed|rejected|defeated)\b|\bnot having achieved\b",
    ),
    (Disposition.AGREED_TO, r"\bamendments?\b.*\b(?:agreed to|adopted)\b"),
)
_NOT_ITSELF = pattern(
    r"\bmotion to table\b.*\b(?:not agreed to|rejected|failed)\b|\bcloture\b"
    r"|\bmotion to (?:waive|reconsider|recommit)\b|\bprevious question\b|\bpoint of order\b.*\braised\b|\bpostponed\b",
    re.IGNORECASE,
)
"""Rows about an amendment that decide something else: a motion to waive, cloture, a motion to table that failed."""


def _disposition(words: str) -> Disposition:
    """Read how a row ended an amendment.

    "Fell" and "withdrawn" come first: ``SA 9 fell when SA 8 withdrawn`` is about two amendments.
    """
    words = " ".join(words.split())
    if re.search(r"^(?:s\.?a\.? ?\d+|.{0,80}?amendment.{0,40}?)(?: \([^)]*\))? fell\b", words, re.IGNORECASE):
        return Disposition.FELL
    if _NOT_ITSELF.search(words):
        return Disposition.NONE
    return next((kind for kind, wording in _WORDINGS if re.search(wording, words, re.IGNORECASE)), Disposition.NONE)


_TARGET = pattern(
    r"(?:(?:in the nature of )?an? amendment )?(?:to )?(?:amend|strike|modify|revise|correct|change) the "
    r"(?P<what>preamble|title|resolv(?:ed|ing) clauses?)(?: of the resolution)?\.?",
    re.IGNORECASE,
)


def _target(purpose: str) -> Target | None:
    """Read which part of the measure a purpose names: ``To amend the preamble.``; the whole purpose must say so."""
    found = _TARGET.fullmatch(" ".join(purpose.split()))
    if found is None:
        return None
    what = found["what"].lower()
    return next((part for part in Target if part.value == what), Target.RESOLVED)
