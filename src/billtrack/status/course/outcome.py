"""Reading how a chamber decided, from the words of the row that says so.

What the words do not say is ``None``.  An earlier row may say how the measure was taken up; the caller passes that.
"""

from __future__ import annotations

import re
from typing import TypeVar

from billtrack.model.measure import Chamber
from billtrack.model.patterns import pattern
from billtrack.status.course.folding import Fold
from billtrack.status.course.milestones import ActionReading
from billtrack.status.course.wordings import Wording, holds
from billtrack.status.stages import Mode, Outcome, PreambleOutcome, Result, VoteMethod

_T = TypeVar("_T")
_MODES = (
    (Mode.SUSPENSION, (r"suspend the rules|under suspension of the rules", "suspend the rules", "under suspension")),
    (
        Mode.DEEMED,
        (r"^pursuant to .*\bis (?:considered|hereby)\b|(?:agreed to|passed) .*pursuant to [hs]\. ?res", "pursuant to "),
    ),
    (Mode.UNANIMOUS_CONSENT, ("by unanimous consent",)),
    (Mode.PRIVILEGED, ("as privileged matter",)),
    (Mode.SPECIAL_RULE, (r"under the provisions of (?:rule )?[hs]\. ?res", "under the provisions of ")),
    (Mode.PREVIOUS_ORDER, (r"pursuant to a previous (?:special )?order", "pursuant to a previous ")),
    (Mode.PRIVATE_CALENDAR, ("from the private calendar",)),
    (Mode.DISCHARGE, ("from the discharge calendar",)),
    (Mode.REGULAR_ORDER, (r"^measure laid before senate by motion", "measure laid before senate by motion")),
)
_VOTES = (
    (
        VoteMethod.RECORDED,
        (
            r"by (?:the )?(?:yeas and nays|yea-nay vote|recorded vote)|\broll (?:no|call)\b|record vote",
            *("yea", "recorded vote", "roll ", "record vote"),
        ),
    ),
    (VoteMethod.VOICE, ("by voice vote",)),
    (VoteMethod.WITHOUT_OBJECTION, ("without objection",)),
    (VoteMethod.UNANIMOUS_CONSENT, ("by unanimous consent",)),
)
_PREAMBLES = (
    (PreambleOutcome.AMENDED, (r"\ban amended preamble\b", "an amended preamble")),
    (PreambleOutcome.WITHOUT, (r"\bwithout (?:a |the )?preamble\b", "preamble")),
    (PreambleOutcome.WITH, (r"\bwith (?:a|the) preamble\b", "preamble")),
)
_ROLL = r"roll (?:no\.?|call #?)\s*(\d+)|record vote (?:number|no\.?):?\s*(\d+)"
_AMENDED = (
    (
        True,
        (
            r"\bas amended\b|\(amended\)|\bpassed (?:house|senate), amended\b",
            *("as amended", "(amended)", ", amended"),
        ),
    ),
    (False, (r"\bwithout amendment\b", "without amendment")),
    (True, (r"\bwith (?:an |a further |further )?amendments?\b", "amendment")),
    # a suspension names its amendments: without any, the measure passed unamended
    (
        False,
        (
            r"\bsuspend the rules and (?:pass|agree to) the (?:\w+ )?(?:bill|resolution)\b|under suspension of",
            *("suspend the rules and ", "under suspension of"),
        ),
    ),
)
_AMENDED_TEXT = pattern(
    r"\(\s*(?::\s*)?(?:[^()]*; ?)?text\b[^();]*\b(?:as amended|amendments?\b(?! to the title))", re.IGNORECASE
)
"""A page reference to the words of the amendment, or to the text as amended: "(text of amendment in the nature of a
substitute: CR H2138-2141)" is all that the row on S. 1383 (119th) says."""
_TITLE = (r"\ban amendment to the title\b", "an amendment to the title")


def read_mode(words: str) -> Mode | None:
    """Read how a chamber takes a measure up; ``None`` if the words do not say (``as unfinished business``)."""
    return _first(_MODES, words.lower())


def read_vote(words: str) -> VoteMethod | None:
    """Read how members voted, from *words* in lowercase; ``None`` if they do not say."""
    return _first(_VOTES, words)


def read_outcome(reading: ActionReading, event: Fold, result: Result, *, taken_up: Mode | None = None) -> Outcome:
    """Read a decision; *taken_up* is the mode an earlier row gives, used if this one gives none."""
    words = reading.words.lower()
    return Outcome(
        result=result,
        chamber=reading.chamber,
        date=event.main.action_date,
        mode=read_mode(words) or taken_up,
        vote=read_vote(words),
        roll_number=_roll_number(words, event, reading.chamber),
        as_amended=_as_amended(words, event),
        preamble=_first(_PREAMBLES, words),
        title_amended=True if holds(words, _TITLE) else None,
        action=event.main,
    )


def _as_amended(words: str, event: Fold) -> bool | None:
    is_amended = _first(_AMENDED, words)
    if is_amended is None and any(_AMENDED_TEXT.search(action.text or "") for action in event.actions):
        return True
    return is_amended


def _roll_number(words: str, event: Fold, chamber: Chamber | None) -> int | None:
    found = re.search(_ROLL, words)
    if found is not None:
        return int(found[1] or found[2])
    votes = {vote.roll_number for a in event.actions for vote in a.recorded_votes if vote.chamber == chamber}
    return votes.pop() if len(votes) == 1 else None


def _first(table: tuple[tuple[_T, Wording], ...], words: str) -> _T | None:
    return next((value for value, wording in table if holds(words, wording)), None)
