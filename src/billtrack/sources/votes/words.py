"""The words of roll-call votes: what members answer, and what questions ask."""

from __future__ import annotations

import re
from functools import lru_cache

from billtrack.model.measure import Chamber
from billtrack.model.vote import VoteKind, VotePosition

# Negatives first: "Not Voting" and "Not Guilty" contain the other answers.
_POSITIONS = (
    (re.compile(r"not voting", re.IGNORECASE), VotePosition.NOT_VOTING),
    (re.compile(r"nay|no|not guilty", re.IGNORECASE), VotePosition.NAY),
    (re.compile(r"yea|aye|guilty", re.IGNORECASE), VotePosition.YEA),
    (re.compile(r"present(?:,? giving (?:a )?live pair)?", re.IGNORECASE), VotePosition.PRESENT),
)


@lru_cache(maxsize=1024)
def position_of(cast: str) -> VotePosition | None:
    """Give the position that *cast* means; ``None`` for any other word.

    Source:
        Clerk and LIS files print Yea, Aye, Guilty; Nay, No, Not Guilty; Present, with or without a live pair; Not
        Voting.  The election of a Speaker has names instead.
    """
    return next((position for words, position in _POSITIONS if words.fullmatch(cast)), None)


# The first that fits: a motion to recommit, table or instruct is no passage, whatever it names after that.
_HOUSE = (
    (r"quorum|^call (?:of the house|by states|in committee)", VoteKind.QUORUM),
    (r"^election of", VoteKind.ELECTION),
    (r"\b(?:re)?commit\b", VoteKind.RECOMMIT),
    (r"objections of the president|over(?:ride|riding) (?:the )?veto", VoteKind.VETO),
    (
        r"previous question|^table\b|\bto table\b|\binstruct|\bgo to conference|consideration|\bto discharge",
        VoteKind.MOTION,
    ),
    (r"concur|agree(?:ing)? (?:to|in) (?:the )?senate (?:amendment|amdt|adt)", VoteKind.CONCUR),
    (r"conference report", VoteKind.CONFERENCE),
    (r"^on agreeing to the (?:\w+ )*amendments?\b", VoteKind.AMENDMENT),
    (
        r"^on passage|^on agreeing to the (?:\w+ )?resolution|suspend the rules and (?:pass|agree|adopt)",
        VoteKind.PASSAGE,
    ),
    (r"motion|^on ", VoteKind.MOTION),
)
_SENATE_MOTIONS = (
    r"\b(?:re)?commit\b|point of order|decision of the chair"
    r"|^on the motion \(?(?:motion )?(?:to )?"
    r"(?:table|proceed|discharge|instruct|refer|postpone|reconsider|waive|adjourn|insist|request)\b"
)
_SENATE = (
    (r"quorum", VoteKind.QUORUM),
    (r"cloture", VoteKind.CLOTURE),
    (r"\bveto\b", VoteKind.VETO),
    (_SENATE_MOTIONS, VoteKind.MOTION),
    (r"\bconcurs?\b", VoteKind.CONCUR),
    (r"^on the conference report", VoteKind.CONFERENCE),
    (r"^on the amendment", VoteKind.AMENDMENT),
    (r"^on passage|^on the (?:joint |concurrent )?resolution\b|^guilty or not guilty|^on the treaty", VoteKind.PASSAGE),
    (r"motion", VoteKind.MOTION),
)
_KINDS = {
    chamber: tuple((re.compile(words, re.IGNORECASE), kind) for words, kind in rules)
    for chamber, rules in ((Chamber.HOUSE, _HOUSE), (Chamber.SENATE, _SENATE))
}


def kind_of(question: str, chamber: Chamber) -> VoteKind:
    """Tell what a vote decides, by its *question* (Senate: ``vote_question_text``)."""
    return next((kind for words, kind in _KINDS[chamber] if words.search(question)), VoteKind.OTHER)
