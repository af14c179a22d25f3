"""Words broken at the end of a line, by a hyphen of the printer or one that belongs to the word.

Nothing marks which it is.  A word that stands whole, or with its hyphen, elsewhere in the text settles it; else the
halves do: compounds of laws are made of few heads and tails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BROKEN = re.compile(r"(?P<before>.*?)(?P<first>[A-Za-z]+|\d+)(?P<hyphen>[-\u00ad])\s*", re.DOTALL)
_SOFT = "\u00ad"
_NEXT = re.compile(r"\s*(?P<second>[A-Za-z0-9]+)(?P<rest>\S*)\s*(?P<after>.*)", re.DOTALL)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")

_HEADS = frozenset(
    re.findall(
        r"\w+",
        "low high long short full self cost first second third two three five six seven eight one month year zero real"
        " cross well peer case evidence community school state single large small point public private government rural"
        " health risk value employer user fuel energy carbon clean quasi anti right rights minority end service trauma"
        " fiber pregnancy decision next middle gender project machine body fentanyl nurse performance industry merit"
        " asset open debt standards grant worker family wildland follow",
    )
)
_TAILS = frozenset(
    re.findall(
        r"\w+",
        "based time related term sharing party income level year years month hour scale risk generated driven"
        " affiliated owned generation specific reviewed quality exempt informed equivalent controlled effective"
        " critical sponsored free led occupied duty resistant mandated range housing wide family interest facing"
        " building area resolution fifths fourths thirds five six seven eight serving service being country employed"
        " living private optic connected kind cost priority home origin urban readable worn approved campus class"
        " government share benefit enhancing round friendly emissions saving oriented funded dollar pocket specified"
        " regulated adjusted appropriate",
    )
)
_BETWEEN = frozenset({"by", "at", "of", "to", "in", "on", "and", "the", "for", "as", "a", "up", "out"})
_PREFIXES = frozenset({"over", "under", "with", "there", "where", "here", "every", "some", "inter", "trans", "super"})
_SUFFIXES = frozenset(
    re.findall(
        r"\w+",
        "ment ments ness less able ible ance ence tion sion ary ing er ers est ship ships age ages ant ants dom ly ed"
        " al ward wards cy ity",
    )
)
_PLACES = frozenset({"in", "at", "on", "off"})
"""Short words that make a compound with a tail: at-risk, in-kind."""


def without_hyphens(lines: Sequence[str], *, breaks_words: bool = True) -> list[str]:
    """Join words broken at line ends, each onto its first line; a hyphen that belongs to the word stays.

    *breaks_words*: whether who printed them is expected to break words, where few lines tell.
    """
    words, breaks_words = _whole_words(lines), _breaks_words(lines, expected=breaks_words)
    found: list[str] = []
    for line in lines:
        broken = _BROKEN.fullmatch(found[-1]) if found and line.strip() else None
        onto = _NEXT.fullmatch(line) if broken else None
        if broken is None or onto is None:
            found.append(line)
            continue
        is_compound = onto["rest"].startswith("-") and onto["second"] in _BETWEEN  # case-by-case
        is_printers = not is_compound and (breaks_words or broken["hyphen"] == _SOFT)
        gap = "" if is_printers and _is_printers(broken, onto["second"], words) else "-"
        found[-1] = f"{broken['before']}{broken['first']}{gap}{onto['second']}{onto['rest']}"
        if onto["after"]:
            found.append(onto["after"])
    return found


def _breaks_words(lines: Sequence[str], *, expected: bool) -> bool:
    """Whether who printed *lines* breaks words at all: who does, does so often; a word processor seldom does."""
    long = [line.rstrip() for line in lines if len(line.strip()) > _LONG]
    hyphens = sum(_BROKEN.fullmatch(line) is not None for line in long)
    if expected:
        return len(long) < _MANY or hyphens >= _OFTEN * len(long)
    return hyphens >= max(_SOME, _OFTEN * len(long))


_LONG, _MANY, _OFTEN, _SOME = 30, 40, 0.02, 3
"""Letters of a line that counts; lines to judge by; GPO's prints break a word in 3 % of their lines, or many more.

A word processor that breaks none may still end a line or two at a hyphen.
"""


def _whole_words(lines: Sequence[str]) -> set[str]:
    """The words that no line end breaks, in lowercase."""
    found: set[str] = set()
    is_open = False
    for line in filter(str.strip, lines):
        words = [each.lower() for each in _WORD.findall(line)]
        breaks = _BROKEN.fullmatch(line) is not None
        found.update(words[is_open : len(words) - breaks])
        is_open = breaks
    return found


def _is_printers(broken: re.Match[str], second: str, words: set[str]) -> bool:
    """Whether the hyphen after the first half is the printer's, not the word's."""
    first = broken["first"]
    if broken["hyphen"] == _SOFT:
        return True
    if not (first.isalpha() and second.isalpha()) or (second[0].isupper() and not first.isupper()):
        return False
    low, lower = first.lower(), second.lower()
    if f"{low}-{lower}" in words or broken["before"].endswith("-"):
        return False
    if low + lower in words:
        return True
    if min(len(low), len(lower)) >= 4 and {low, lower} <= words and low not in _PREFIXES:
        return False
    has_head = low in _HEADS and len(lower) > 2 and lower not in _SUFFIXES
    has_tail = lower in _TAILS and (len(low) > 2 or low in _PLACES)
    return not (has_head or has_tail)
