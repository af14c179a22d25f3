"""Whether two stretches are the same text printed two ways, or differ only in letter case.  Both lists are closed."""

from __future__ import annotations

import re
from itertools import pairwise

from billtrack.diff.engine.fold import WORD, fold, listed
from billtrack.model.patterns import pattern

# ------------------------------------------------------------------------- same printing

_SPACE_AT_MARK = pattern(r"(?<!\d) (?=[^\w -])| (?![.,]\d)(?=[^\w -])|(?<=[^\w -])(?<!\d[.,]) |(?<=\d[.,]) (?!\d)")
"""Space beside a mark, but not inside a number: ``$1, 500`` may be two amounts."""
_BROKEN = "- "
_JOINT = pattern(rf"(?<=[^\W\d_])(?:{_BROKEN}|[ -])(?=[^\W\d_])")


def is_same_printing(old: str, new: str) -> bool:
    """Whether the two sound the same read aloud and no mark was added or dropped.

    Beyond what ``fold`` treats as equal, white space may differ next to a mark, and a hyphen or space inside a word
    may come or go unless that makes another word: ``first-hand`` and ``firsthand`` are the same.  A word broken at
    the end of a line (``Sep- tember``) is that word; ``lamps- oil`` and ``lamps oil`` may be two things.
    """
    a, b = (_SPACE_AT_MARK.sub("", " ".join(fold(side).split())) for side in (old, new))
    if a == b:
        return True
    return _JOINT.sub("", a) == _JOINT.sub("", b) and not _makes_another_word(_joints(a), _joints(b), _JOINT.sub("", a))


def _joints(text: str) -> dict[int, str]:
    """Find the hyphens and spaces between letters, by position in the text without them."""
    found: dict[int, str] = {}
    passed = 0
    for joint in _JOINT.finditer(text):
        found[joint.start() - passed] = joint[0]
        passed += len(joint[0])
    return found


def _makes_another_word(old: dict[int, str], new: dict[int, str], joined: str) -> bool:
    """Whether a hyphen or space that was added, dropped or exchanged changes the meaning."""
    if any({old[at], new[at]} == {_BROKEN, " "} for at in old.keys() & new.keys()):
        return True
    if _is_moved_hyphen(old, new):
        return True
    edges = sorted({0, len(joined), *old, *new})
    for at in old.keys() | new.keys():
        joints = {old.get(at, ""), new.get(at, "")}
        place = edges.index(at)
        left = re.findall(r"[^\W\d_']+", joined[edges[place - 1] : at])[-1].lower()
        right = re.findall(r"[^\W\d_']+", joined[at : edges[place + 1]])[0].lower()
        if joints == {"-", " "}:
            if left in _BINDING or right in _BOUND:
                return True
        elif "" in joints and _has_two_meanings(left, right, old.get(at) or new[at]):
            return True
    return False


def _is_moved_hyphen(old: dict[int, str], new: dict[int, str]) -> bool:
    """Whether a hyphen went to the other side of a word: "two hundred-dollar fines", "two-hundred dollar fines"."""
    changed = [(old.get(at), new.get(at)) for at in sorted(old.keys() | new.keys())]
    return any({*a} == {"-", " "} and a == b[::-1] for a, b in pairwise(changed))


def _has_two_meanings(left: str, right: str, joint: str) -> bool:
    if joint == " " and (left in _SMALL or right in _SMALL):
        return True
    return left in _NEGATING or f"{left}{right}" in _OTHER_WORDS or (left == "re" and _AGAIN.match(right) is not None)


_NEGATING = listed("a an im in no not un")
"""Joined to a word, these may reverse it: "in valid form", "invalid form"."""
_SMALL = _NEGATING | listed(
    "all any as at be by do for he her his if into is it its may me my of on one or our out over she so some than that"
    " the their them then there they this to up upon us was we what when where which who with you"
)
_BINDING = listed("extra few fewer fewest least less little more most much")
_BOUND = listed("eating free only")
"""A hyphen binds these to the word beside them: "more-qualified pilots", "tax-free ports"."""
_AGAIN = pattern(
    r"(?:act|address|ally|bate|bound|call|cede|cess|cite|claim|coil|collect|cord|count|course|cover|creat|dress|fine|form"
    r"|fund|fuse|join|late|lay|lease|lent|main|mark|mind|move|pair|place|ply|port|pose|present|press|prove|quest|quire"
    r"|search|sent|serv|side|sign|solv|sort|sound|store|strain|tail|tire|tort|tract|treat|turn|verse|view|volt|ward)\w*"
)
"""With a hyphen "again", without it another word: re-sign and resign."""
_OTHER_WORDS = listed(
    "anyhow blackbird blackboard coop coops correspondent darkroom disease everybody everyday everything extraordinary"
    " greenhouse hardship heavyweight hothouse manpower multiply nevertheless nobody nonetheless notable nowhere"
    " outstanding overall preform preposition present process project prorate understanding understudy unionised"
    " unionized unit"
)

# ----------------------------------------------------------------------- capitalization


def is_capitalization(old: str, new: str) -> bool:
    """Whether only the case of first letters differs, and no word becomes another word by it."""
    olds, news = (WORD.findall(fold(side)) for side in (old, new))
    return len(olds) == len(news) and all(map(_is_word_in_other_case, olds, news))


def _is_word_in_other_case(old: str, new: str) -> bool:
    if old == new:
        return True
    olds, news = re.split(r"['-]", old), re.split(r"['-]", new)
    return len(olds) == len(news) and all(
        a == b or _is_part_in_other_case(a, b) for a, b in zip(olds, news, strict=True)
    )


def _is_part_in_other_case(old: str, new: str) -> bool:
    is_word = len(old) > 1 and old.isalpha() and not (old.isupper() or new.isupper())
    return is_word and old[1:] == new[1:] and old.lower() == new.lower() and old.lower() not in _OTHER_BY_CASE


_OTHER_BY_CASE = listed(
    "april august bath cal catholic chad china cologne concord democrat democratic finnish frank god gods guinea house"
    " hz japan jersey job june kg lent lima mar march mars marine marines mass may mb mercury mg mm mobile mw native"
    " nice orthodox pa pole poles polish reading republican sat scotch sun sunday swede swiss titan turkey wales welsh"
    " will"
)
"""Words that a capital turns into another word: May and may, Polish and polish."""
