"""Reading how a chamber decided, from the words of the row that says so.

Knows the wordings of votes; what the words do not say is ``None``.  How the measure was taken up may stand in an
earlier row, and is given by the caller.
"""

from __future__ import annotations

import re
from typing import TypeVar

from billtrack.analysis.course.folding import Fold
from billtrack.analysis.course.milestones import Reading
from billtrack.analysis.stages import Mode, Outcome, PreambleOutcome, Result, Vote
from billtrack.model import Chamber

_T = TypeVar("_T")
_MODES = (
    (Mode.SUSPENSION, r"suspend the rules|under suspension of the rules"),
    (
        Mode.DEEMED,
        r"^Pursuant to .*\bis (?:considered|hereby)\b|(?:agreed to|passed) .*pursuant to [HS]\. ?Res",
    ),
    (Mode.UNANIMOUS_CONSENT, r"by unanimous consent"),
    (Mode.PRIVILEGED, r"as privileged matter"),
    (Mode.SPECIAL_RULE, r"under the provisions of (?:rule )?[HS]\. ?Res"),
    (Mode.PREVIOUS_ORDER, r"pursuant to a previous (?:special )?order"),
    (Mode.PRIVATE_CALENDAR, r"from the Private Calendar"),
    (Mode.DISCHARGE, r"from the Discharge Calendar"),
    (Mode.REGULAR_ORDER, r"^Measure laid before Senate by motion"),
)
_VOTES = (
    (Vote.RECORDED, r"by (?:the )?(?:Yeas and Nays|Yea-Nay Vote|recorded vote)|\bRoll (?:no|call)\b|Record Vote"),
    (Vote.VOICE, r"by voice vote"),
    (Vote.WITHOUT_OBJECTION, r"without objection"),
    (Vote.UNANIMOUS_CONSENT, r"by unanimous consent"),
)
_PREAMBLES = (
    (PreambleOutcome.AMENDED, r"\ban amended preamble\b"),
    (PreambleOutcome.WITHOUT, r"\bwithout (?:a |the )?preamble\b"),
    (PreambleOutcome.WITH, r"\bwith (?:a|the) preamble\b"),
)
_ROLL = re.compile(r"Roll (?:no\.?|call #?)\s*(\d+)|Record Vote (?:Number|No\.?):?\s*(\d+)", re.IGNORECASE)
_AMENDED = (
    (True, r"\bas amended\b|\(amended\)|\bpassed (?:House|Senate), amended\b"),
    (False, r"\bwithout amendment\b"),
    (True, r"\bwith (?:an |a further |further )?amendments?\b"),
    # a suspension names its amendments: with no more words the measure is decided as it stood
    (
        False,
        r"\bsuspend the rules and (?:pass|agree to) the (?:\w+ )?(?:bill|resolution)\b|under suspension of",
    ),
)
_TITLE = r"\ban amendment to the title\b"


def read_mode(words: str) -> Mode | None:
    """Read how a chamber takes a measure up; ``None`` where the words do not say (``as unfinished business``)."""
    return _first(_MODES, words)


def read_outcome(reading: Reading, event: Fold, result: Result, *, taken_up: Mode | None = None) -> Outcome:
    """Read a decision; *taken_up* is the mode an earlier row gives, used where this one gives none."""
    words = reading.words
    return Outcome(
        result=result,
        chamber=reading.chamber,
        date=event.main.action_date,
        mode=read_mode(words) or taken_up,
        vote=_first(_VOTES, words),
        roll_number=_roll_number(words, event, reading.chamber),
        as_amended=_first(_AMENDED, words),
        preamble=_first(_PREAMBLES, words),
        title_amended=True if _says(_TITLE, words) else None,
        action=event.main,
    )


def _roll_number(words: str, event: Fold, chamber: Chamber | None) -> int | None:
    found = _ROLL.search(words)
    if found is not None:
        return int(found[1] or found[2])
    votes = {vote.roll_number for a in event.actions for vote in a.recorded_votes if vote.chamber == chamber}
    return votes.pop() if len(votes) == 1 else None


def _first(table: tuple[tuple[_T, str], ...], words: str) -> _T | None:
    return next((value for value, pattern in table if _says(pattern, words)), None)


def _says(pattern: str, words: str) -> bool:
    return re.search(pattern, words, re.IGNORECASE) is not None
