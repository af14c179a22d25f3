"""The parts every spelling of a measure is made of: number, Congress, text version, clause address, package name.

A part that is impossible is refused with the reason (``SpellingError``); ``billtrack.model.identifiers`` says it.
"""

from __future__ import annotations

import re

from billtrack.errors import InputError
from billtrack.model.congresses import LAST_CONGRESS
from billtrack.model.measure_names import LAST_NUMBER, MeasureType, Reference
from billtrack.model.versions import parse_version_code

# Strings: ``re`` compiles and caches a pattern when it is first needed; most names need one or two.
CODES = "|".join(sorted(MeasureType, key=len, reverse=True))
SUFFIX = "(?:st|nd|rd|th|d)"
_PART = r"[a-z][a-z0-9.~-]*"
_SEGMENT = r"[A-Za-z0-9.~-]+"
_PACKAGE = (
    rf"(?:(?P<collection>bills|billstatus|billsum)-)?(?P<congress>[0-9]+)(?P<type>{CODES})(?P<number>[0-9]+)"
    r"(?P<version>[a-z][a-z0-9]*)?(?:\.[a-z]+)?"
)


class SpellingError(Exception):
    """Why a spelling is refused: the end of a sentence that begins with the spelling."""


def read_number(digits: str) -> int:
    """Read the number of a measure."""
    number = whole_number(digits)
    if not 1 <= number <= LAST_NUMBER:
        raise SpellingError(f"has the number {digits[:10]}; measures are numbered from 1, never past {LAST_NUMBER}")
    return number


def read_congress(digits: str) -> int:
    """Read the number of a Congress."""
    congress = whole_number(digits)
    if not 1 <= congress <= LAST_CONGRESS:
        year = f"; put a year in parentheses: ({congress})" if 1789 <= congress <= 2200 else ""
        raise SpellingError(f"has the Congress {digits[:10]}; Congresses run from 1 to {LAST_CONGRESS}{year}")
    return congress


def whole_number(digits: str) -> int:
    """Read digits; more than six of them are never right and count as a million."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= 6 else 1_000_000


def read_version(code: str | None) -> str | None:
    """Read the code of a text version, ``ih``; without a code there is no version."""
    try:
        return code and parse_version_code(code)
    except InputError as error:
        raise SpellingError(f"has a text version that is {error}") from None


def read_path(segments: list[str]) -> tuple[str, ...]:
    """Check a clause address: its part in any case, then enumerators, whose case counts."""
    if not segments:
        return ()
    path = (segments[0].lower(), *segments[1:])
    if re.fullmatch(_PART, path[0]) is None or not all(re.fullmatch(_SEGMENT, each) for each in path):
        shown = "/".join(segments)[:80]
        raise SpellingError(
            f"has the clause address {shown!r}; expected one like whereas/4, resolved/1/2 or section/3/a"
        )
    return path


def match_package(name: str) -> re.Match[str] | None:
    """Match the name of an official package or its file: ``BILLS-115hres351ih.xml``, ``115hres351ih``."""
    return re.fullmatch(_PACKAGE, name.lower())


def read_package(match: re.Match[str]) -> Reference:
    """Read the name that ``match_package`` matched."""
    if match["version"] and match["collection"] in {"billstatus", "billsum"}:
        raise SpellingError("has a text version where its collection has none")
    number, congress = read_number(match["number"]), read_congress(match["congress"])
    return Reference(MeasureType(match["type"]), number, congress, read_version(match["version"]))
