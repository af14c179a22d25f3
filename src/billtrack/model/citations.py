"""Citations: a measure's type and number with its Congress, session, years and text version, in any order."""

from __future__ import annotations

import re
from difflib import get_close_matches

from billtrack.errors import InputError
from billtrack.model.congresses import LAST_CONGRESS, congress_end, congress_start, congresses_of_year, ordinal
from billtrack.model.measure_names import MeasureType, Reference
from billtrack.model.name_parts import SUFFIX, SpellingError, read_congress, read_number, whole_number
from billtrack.model.patterns import pattern
from billtrack.model.spellings import OTHER_DOCUMENTS, TYPE_WORDS
from billtrack.model.versions import version_name

_GAP = pattern(r"(?:[ ,.;:()\[\]-]|\b(?:of|in|the)\b)*")
_PIECE = pattern(
    rf"(?P<session>[1-9](?={SUFFIX}?\b)|first|second){SUFFIX}? sess(?:ion)?(?![a-z0-9])"
    rf"|(?P<congress>[0-9]+)(?:{SUFFIX}(?:[ -]?cong(?:ress)?)?|[ -]?cong(?:ress)?)(?![a-z0-9])"
    rf"|cong(?:ress)?\.? (?P<numbered>[0-9]+)(?![a-z0-9])"
    rf"|(?:(?P<lead>[0-9]+)[ -]?)?(?P<words>[a-z][a-z. #§-]*)(?P<number>[0-9]+)(?: ?- ?(?P<dashed>[0-9]+))?"
    rf"(?![a-z0-9])"
    rf"|(?P<year>[0-9]{{4}})(?: ?- ?(?P<until>[0-9]{{4}}))?(?![a-z0-9])"
    r"|(?:(?<=[^,;] )|(?<=[(.:]))(?P<bare>9[3-9]|1[0-9][0-9])(?![a-z0-9.,])"
)
"""A number alone is a Congress since the 93rd, the first with official status files; an earlier one may be a number."""
_LAST_VERSION = r"(?<=[0-9)])[ ,(]+([a-z]{2,5}(?:[0-9][a-z]?)?)[ )]*$"
_SESSIONS = {"first": "1", "second": "2"}
NO_NUMBER = "is not a bill or resolution number"


def read_citation(plain: str) -> Reference:
    """Read a name with, before or after it in any order, its Congress, session, year and text version."""
    text = plain.lower()
    if re.search(r"[0-9],[0-9]", text):
        raise SpellingError("has a comma inside a number; write numbers without it")
    last = re.search(_LAST_VERSION, text)
    version = last[1] if last and version_name(last[1]) else None
    pieces = _pieces(text[: last.start()] if last and version else text)
    names = [piece for piece in pieces if piece["number"]]
    if len(names) != 1:
        raise SpellingError("names more than one measure; give one at a time" if names else _why_not(text, ""))
    number = read_number(names[0]["number"])
    return Reference(_type_of(names[0]["words"]), number, _agreed_congress(pieces), version)


def _pieces(text: str) -> list[re.Match[str]]:
    """Split a citation into its Congress, session, name and years, refusing what is none of them."""
    pieces: list[re.Match[str]] = []
    at = 0
    while True:
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        if at == len(text):
            return pieces
        piece = _PIECE.match(text, at)
        if piece is None:
            raise SpellingError(_why_not(text, text[at:]))
        if piece["number"]:
            _type_of(piece["words"])
        pieces.append(piece)
        at = piece.end()


def _type_of(words: str) -> MeasureType:
    letters = re.findall("[a-z]+", words)
    if letters[1:] and letters[-1] in {"no", "nos", "number", "num"}:
        letters.pop()
    key = "".join(letters)
    if key in TYPE_WORDS:
        return TYPE_WORDS[key]
    if key in OTHER_DOCUMENTS:
        raise SpellingError(f"is {OTHER_DOCUMENTS[key]}")
    types = ", ".join(measure_type.printed for measure_type in MeasureType)
    near = get_close_matches(key, list(MeasureType), n=1, cutoff=0.75)
    meant = f"; did you mean {MeasureType(near[0]).printed}?" if near else ""
    raise SpellingError(f"has {words.strip(' .#-')[:40]!r} where one of {types} was expected{meant}")


def _letters(text: str) -> str:
    return "".join(re.findall("[a-z]+", text.lower()))


def is_type(text: str) -> bool:
    """Tell whether *text* is a type of measure without a number: ``H.Res.``, ``senate bill``."""
    return _letters(text) in TYPE_WORDS and not any(map(str.isdecimal, text))


def _why_not(text: str, rest: str) -> str:
    """Explain a citation whose *rest* cannot be read, or that has no name if *rest* is empty."""
    if not text:
        return "is empty"
    if re.search("[a-z]", text) is None:
        found = re.search(r"[0-9]+", text)
        number = found[0][:5] if found else "351"
        return f"has no type; which one: H.R. {number}, S. {number}, H.Res. {number} ...?"
    if _letters(rest) in TYPE_WORDS:
        return "has a type without a number"
    if rest[:1].isdecimal():
        return f"has an extra {rest[:40]!r}{_meant(text[: -len(rest)], rest)}"
    if rest and rest != text:
        return f"has {rest[:40]!r}, which is not part of a measure's name"
    return NO_NUMBER


def _meant(name: str, number: str) -> str:
    """The measure an extra number may mean: ``hres351 115`` is perhaps H.Res. 351 (115th)."""
    if not number.isdecimal() or not 10 <= whole_number(number) <= LAST_CONGRESS:
        return "; write a Congress as 115th, a year in parentheses"
    meant = read_citation(f"{name} {ordinal(whole_number(number))}")
    return f"; did you mean {meant.printed}?"


def _agreed_congress(pieces: list[re.Match[str]]) -> int | None:
    """Settle the Congress from those written and the years, which must all agree."""
    congresses = set(map(read_congress, _written(pieces, "congress", "numbered", "lead", "dashed", "bare")))
    if len(congresses) > 1:
        raise SpellingError(f"names the {_both(congresses)} Congress")
    years = _written(pieces, "year", "until")
    for year in years:
        sitting = _sitting(int(year))
        if congresses.isdisjoint(sitting) and congresses:
            raise SpellingError(f"contradicts itself: {year} is not of the {_both(congresses)} Congress")
        congresses = congresses & sitting or sitting
    if len(congresses) > 1:
        raise SpellingError(f"has the year {years[0]}, in which the {_both(congresses)} Congress sat; say which")
    congress = next(iter(congresses), None)
    _check_session(congress, _written(pieces, "session"), years)
    return congress


def _written(pieces: list[re.Match[str]], *groups: str) -> list[str]:
    return [piece[group] for piece in pieces for group in groups if piece[group]]


def _both(congresses: set[int]) -> str:
    return " and the ".join(map(ordinal, sorted(congresses)))


def _sitting(year: int) -> set[int]:
    try:
        return set(congresses_of_year(year))
    except InputError as error:
        raise SpellingError(f"has an impossible year: {error}") from None


def _check_session(congress: int | None, sessions: list[str], years: list[str]) -> None:
    """Refuse a session that contradicts the year; before the 77th Congress sessions did not keep to years."""
    numbers = {_SESSIONS.get(session, session) for session in sessions}
    if len(numbers) > 1:
        raise SpellingError("names two sessions")
    if not numbers or congress is None or congress < 77:
        return
    sat = congress_start(congress).year + int(*numbers) - 1
    if sat >= congress_end(congress).year:
        raise SpellingError(f"contradicts itself: the {ordinal(congress)} Congress has two sessions")
    if len(years) == 1 and int(years[0]) != sat:
        raise SpellingError(f"contradicts itself: that session of the {ordinal(congress)} Congress sat in {sat}")
