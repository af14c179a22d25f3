"""Values of filters as people type them: parties, states, chambers, stages, types, committees, members.

Search, options and completion all read values here; a value that is none of its kind is ``UnreadableError``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from billtrack.model.congresses import LAST_CONGRESS
from billtrack.model.lawmaking import Stage
from billtrack.model.measure_names import MeasureType
from billtrack.model.spellings import TYPE_WORDS
from billtrack.model.states_parties import PARTIES, STATES

T = TypeVar("T")


class UnreadableError(ValueError):
    """Not a value of its kind; the message says what was expected, or suggests the nearest value."""


def choice(value: str, choices: Mapping[str, T]) -> T:
    """Find *value*, in any spelling of its spaces and hyphens, among *choices*, whose names have underscores.

    Raises:
        UnreadableError: it is none of them.
    """
    name = re.sub("[ .-]+", "_", value.strip().lower()).strip("_")
    if name in choices:
        return choices[name]
    near = nearest(name, choices)
    raise UnreadableError(f"did you mean {near}?" if near else f"expected one of {', '.join(choices)}")


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Find the *known* value most like *text*, if one is: the shortest that begins with it, or one spelled alike."""
    names, text = list(known), text.lower()[:40]
    begun = sorted((name for name in names if len(text) > 2 and name.startswith(text)), key=len)
    return next(iter(begun or get_close_matches(text, names, n=1)), None)


_NAMED_PARTIES = ("New Progressive", "Popular Democrat")
"""Parties without a letter, as congress-legislators names them."""
TYPE_GROUPS: Mapping[str, frozenset[MeasureType]] = MappingProxyType(
    {
        "bill": frozenset({MeasureType.HR, MeasureType.S}),
        "resolution": frozenset(set(MeasureType) - {MeasureType.HR, MeasureType.S}),
        "simple": frozenset({MeasureType.HRES, MeasureType.SRES}),
        "concurrent": frozenset({MeasureType.HCONRES, MeasureType.SCONRES}),
        "joint": frozenset({MeasureType.HJRES, MeasureType.SJRES}),
    }
)
_BIOGUIDE = "[A-Za-z][0-9]{6}"
_COMMITTEE = "[hsj][a-z]{2,3}[0-9]{0,2}"


def read_party(text: str) -> str:
    """Read a party, by letter or name: ``R``, ``Republican``, ``Republicans``, ``GOP``; its letter, or its name."""
    plain = " ".join(re.findall("[a-z]+", text.lower()))
    for each in (plain, plain.removesuffix(" party"), plain.removesuffix("s")):
        if each in _PARTY_WORDS:
            return _PARTY_WORDS[each]
    near = nearest(plain, [word for word in _PARTY_WORDS if len(word) > 2])
    meant = f"did you mean {_PARTY_WORDS[near]}?" if near else f"expected one of {', '.join(PARTIES)}"
    raise UnreadableError(meant)


_PARTY_WORDS = {
    **{letter.lower(): letter for letter in PARTIES},
    **{name.lower(): letter for letter, name in PARTIES.items()},
    **{name.lower(): name for name in _NAMED_PARTIES},
    "democratic": "D",
    "dem": "D",
    "rep": "R",
    "gop": "R",
    "ind": "I",
}


def read_state(text: str) -> str:
    """Read a state, by postal code or name: ``FL``, ``Florida``; the code."""
    plain = " ".join(re.findall("[a-z]+", text.lower()))
    code = plain.replace(" ", "").upper()
    if code in STATES:
        return code
    if plain in _STATE_WORDS:
        return _STATE_WORDS[plain]
    near = nearest(plain, _STATE_WORDS)
    known = (
        f"did you mean {STATES[_STATE_WORDS[near]]} ({_STATE_WORDS[near]})?" if near else "write it like FL or Florida"
    )
    raise UnreadableError(known)


def is_state(text: str) -> bool:
    """Whether *text* is a state by its code or its name."""
    try:
        read_state(text)
    except UnreadableError:
        return False
    return True


_STATE_WORDS = {
    **{name.lower(): code for code, name in STATES.items()},
    "washington dc": "DC",
    "washington d c": "DC",
    "us virgin islands": "VI",
    "u s virgin islands": "VI",
    "northern marianas": "MP",
}


def read_stage(text: str) -> Stage:
    """Read a stage, spaces or hyphens in the place of its underscores."""
    return choice(text, {stage.value: stage for stage in Stage})


def read_types(text: str) -> frozenset[MeasureType]:
    """Read a type of measure in any spelling, or a group of types: ``hres``, ``H.Res.``, ``House bill``, ``joint``."""
    letters = "".join(re.findall("[a-z]+", text.lower()))
    for each in (letters, letters.removesuffix("s")):
        if each in TYPE_GROUPS:
            return TYPE_GROUPS[each]
        if each in TYPE_WORDS:
            return frozenset({TYPE_WORDS[each]})
    return choice(letters, {**{kind.value: frozenset({kind}) for kind in MeasureType}, **TYPE_GROUPS})


def read_congress(text: str) -> int:
    """Read the number of a Congress: ``119`` or ``119th``."""
    number = re.fullmatch(r"([0-9]{1,3})(?:st|nd|rd|th|d)?", text.strip().lower())
    if number is None or not 0 < int(number[1]) <= LAST_CONGRESS:
        raise UnreadableError("expected the number of a Congress, such as 119")
    return int(number[1])


def read_bioguide(text: str) -> str | None:
    """Read a Bioguide ID, in either case; ``None`` for a name."""
    return text.upper() if re.fullmatch(_BIOGUIDE, text) else None


def read_committee_code(text: str) -> str | None:
    """Read the code of a committee, ``hsfa07``, or of one with its subcommittees, ``hsfa``; ``None`` for a name."""
    code = text.lower().rstrip("*")
    return code if re.fullmatch(_COMMITTEE, code) and (code[-1].isdigit() or len(code) == 4) else None
