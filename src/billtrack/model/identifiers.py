"""Reading the name of a measure, a text version or a clause, however a person or a source spells it.

The only grammar of names: ``parse_reference`` reads every spelling, ``parse_measure_id`` the canonical one,
``identify_file`` the official file names.  ``billtrack.model.measure_names`` has the values and writes them.  It
guesses nothing: what could mean two measures, or contradicts itself, is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata

from billtrack.errors import InputError
from billtrack.model.citations import NO_NUMBER, is_type, read_citation
from billtrack.model.measure_names import MeasureId, MeasureType, Reference, TextId
from billtrack.model.name_parts import (
    CODES,
    SUFFIX,
    SpellingError,
    match_package,
    read_congress,
    read_number,
    read_package,
    read_path,
    read_version,
)
from billtrack.model.spellings import LOOKALIKES
from billtrack.model.values import replace
from billtrack.model.web_addresses import WEB, read_uslm, read_web

_LONGEST = 500
_FORMS = "write a measure as hres351-115, H.Res. 351 (115th) or its congress.gov address"

_CANONICAL = rf"({CODES})([1-9][0-9]*)-([1-9][0-9]*)"
_SHORT = rf"({CODES})([1-9][0-9]{{0,4}})-([1-9][0-9]{{0,2}})(?:@(?P<version>[a-z]{{1,5}}[0-9]?))?"
"""A canonical name, perhaps with a version; most names that programs read."""
_CONGRESS_SEGMENT = rf"[0-9]+{SUFFIX}?"


def parse_measure_id(text: str) -> MeasureId:
    """Parse the canonical form only, as records write it: ``hres351-115``.

    Raises:
        InputError: *text* is anything else, or its number or Congress is impossible.
    """
    match = re.fullmatch(_CANONICAL, text)
    if match is None:
        raise InputError(f"not a measure id: {_shown(text)} (expected the form hres351-115)")
    try:
        return MeasureId(*_read_canonical(match))
    except SpellingError as refusal:
        raise InputError(f"not a measure id: {_shown(text)} {refusal}") from None


def identify_file(name: str) -> MeasureId | TextId | None:
    """Tell from its name which measure or text version an official file is about; ``None`` for other names.

    ``BILLSTATUS-115hres351.xml`` is a measure, ``BILLS-115hres351ih.xml`` a text version; folders before the name,
    with slashes of either kind, and case do not matter.
    """
    match = match_package(name.replace("\\", "/").rpartition("/")[2])
    if match is None or match["collection"] not in {"bills", "billstatus"}:
        return None
    try:
        reference = read_package(match)
    except SpellingError:
        return None
    return reference.text_id if match["collection"] == "bills" else reference.measure_id


def parse_reference(text: str) -> Reference:
    """Read a measure as a person or a source spells it, with its text version and clause if given.

    Any case and spacing: canonical ids, citations, official file names, addresses of congress.gov, govinfo.gov and
    govtrack.us, USLM identifiers.  The Congress is ``None`` if *text* does not give it.

    Raises:
        InputError: *text* names no measure, or contradicts itself; the message says why, the hint how to write it.
    """
    try:
        named = re.fullmatch(_SHORT, text)
        if named is not None:
            return Reference(*_read_canonical(named), version_code=read_version(named["version"]))
        plain = _plain(text)
        canonical = re.fullmatch(_CANONICAL, plain.lower())
        if canonical is not None:
            return Reference(*_read_canonical(canonical))
        web = re.fullmatch(WEB, plain.strip("<>() .,;"))
        if web is not None:
            return read_web(web["any"] or web["known"])
        return read_uslm(plain) if plain.lower().startswith("/us/") else _read_name(plain)
    except SpellingError as refusal:
        raise InputError(f"not a measure: {_shown(text)} {refusal}", hint=_how_to_write(text, str(refusal))) from None


def _how_to_write(text: str, refusal: str) -> str:
    """How to write a measure; words without a number may be those of a title."""
    is_title = refusal == NO_NUMBER and re.fullmatch(r"[^\W\d]+(?: [^\W\d]+)*", text[:81]) is not None
    return f"search titles and texts: billtrack search {text}" if is_title else _FORMS


def _read_canonical(match: re.Match[str]) -> tuple[MeasureType, int, int]:
    return MeasureType(match[1]), read_number(match[2]), read_congress(match[3])


def _plain(text: str) -> str:
    """Fold what looks alike: compatibility forms, invisible characters, dashes, quotes, spaces."""
    if len(text) > _LONGEST:
        raise SpellingError(f"is {len(text)} characters long; {_LONGEST} are enough for any measure")
    for mark in text:
        if mark.isnumeric() and not mark.isdecimal():  # a footnote mark must not become a digit of the number
            raise SpellingError(f"has {mark!r} where a plain digit was expected")
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(mark for mark in folded if unicodedata.category(mark) != "Cf")
    return " ".join(seen.translate(LOOKALIKES).split())


def _shown(text: str) -> str:
    """Quote a spelling in one line, cut, without the query of an address: it may hold a key."""
    text = text.partition("?")[0] if "/" in text else text
    return repr(text if len(text) <= 80 else f"{text[:80]}…")


def _read_name(plain: str) -> Reference:
    """Read ``name[@version][/path]``, the name in any spelling that is not an address."""
    head, at, tail = plain.partition("@")
    reference, path = _read_head(_segments(head))
    if at:
        if path:
            raise SpellingError("has a clause address before its text version; expected hres351-115@ih/whereas/4")
        code, *path = _segments(tail)
        version = read_version(code or "@")
        if reference.version_code not in {None, version}:
            raise SpellingError(f"names two text versions, {reference.version_code} and {version}")
        reference = replace(reference, version_code=version)
    return replace(reference, path=read_path(path))


def _segments(text: str) -> list[str]:
    return [segment.strip() for segment in text.rstrip("/ ").split("/")]


def _read_head(segments: list[str]) -> tuple[Reference, list[str]]:
    """Read the measure at the start of slash-separated segments; return it and the segments after it."""
    first, last = match_package(segments[0]), match_package(segments[-1])
    if last is not None and last["collection"]:
        return read_package(last), []
    if first is not None:
        return read_package(first), segments[1:]
    if segments[1:] and segments[1].isdecimal() and is_type(segments[0]):
        segments = ["".join(segments[:2]), *segments[2:]]
    numeric = [re.fullmatch(_CONGRESS_SEGMENT, segment.lower()) is not None for segment in segments[:2]]
    if numeric[0] and len(segments) >= 3:
        return read_citation(" ".join(segments[:3])), segments[3:]
    if numeric[1:] == [True]:
        return read_citation("-".join(segments[:2])), segments[2:]
    return read_citation(segments[0]), segments[1:]
