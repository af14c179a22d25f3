"""Reading the name of a measure, a text version or a clause, however a person or a source spells it.

The only grammar of names: ``parse_reference`` reads every spelling, ``parse_measure_id`` the canonical one,
``identify_file`` the official file names; ``resolve`` picks the measure meant.  The values and how they are written
are in ``billtrack.model.measure_names`` and are public here too.  It guesses nothing: what could mean two measures,
or contradicts itself, is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NoReturn

from billtrack.errors import InputError
from billtrack.model.congresses import (
    LAST_CONGRESS,
    congress_end,
    congress_of_year,
    congress_start,
    congresses_of_year,
    ordinal,
)
from billtrack.model.measure_names import (
    LAST_NUMBER,
    ClauseAddress,
    MeasureId,
    MeasureType,
    Reference,
    TextId,
    billstatus_file_name,
    billstatus_url,
    bluebook,
    congress_gov_text_url,
    congress_gov_url,
    govinfo_package,
    nearest_measures,
    prose,
    resolve,
    text_file_name,
    text_package_url,
)
from billtrack.model.spellings import (
    GOVTRACK_TYPES,
    LOOKALIKES,
    OTHER_ADDRESSES,
    OTHER_DOCUMENTS,
    TYPE_WORDS,
    USLM_LEVELS,
)
from billtrack.model.values import replace
from billtrack.model.versions import VERSION_NAMES, parse_version_code, version_name

__all__ = [
    "VERSION_NAMES",
    "ClauseAddress",
    "MeasureId",
    "MeasureType",
    "Reference",
    "TextId",
    "billstatus_file_name",
    "billstatus_url",
    "bluebook",
    "congress_end",
    "congress_gov_text_url",
    "congress_gov_url",
    "congress_of_year",
    "congress_start",
    "govinfo_package",
    "identify_file",
    "nearest_measures",
    "ordinal",
    "parse_measure_id",
    "parse_reference",
    "parse_version_code",
    "prose",
    "resolve",
    "text_file_name",
    "text_package_url",
    "version_name",
]

_LONGEST = 500
_FORMS = "write a measure as hres351-115, H.Res. 351 (115th) or its congress.gov address"

# ----------------------------------------------------------------------------------- grammar
# Strings: ``re`` compiles and caches a pattern when it is first needed; most names need one or two.

_CODES = "|".join(sorted(MeasureType, key=len, reverse=True))
_SUFFIX = "(?:st|nd|rd|th|d)"
_CANONICAL = rf"({_CODES})([1-9][0-9]*)-([1-9][0-9]*)"
_PART = r"[a-z][a-z0-9.~-]*"
_SEGMENT = r"[A-Za-z0-9.~-]+"
_CONGRESS_SEGMENT = rf"[0-9]+{_SUFFIX}?"
_PACKAGE = (
    rf"(?:(?P<collection>bills|billstatus|billsum)-)?(?P<congress>[0-9]+)(?P<type>{_CODES})(?P<number>[0-9]+)"
    r"(?P<version>[a-z][a-z0-9]*)?(?:\.[a-z]+)?"
)
_GAP = r"(?:[ ,.;:()\[\]-]|\b(?:of|in|the)\b)*"
_PIECE = (
    rf"(?P<session>[1-9](?={_SUFFIX}?\b)|first|second){_SUFFIX}? sess(?:ion)?(?![a-z0-9])"
    rf"|(?P<congress>[0-9]+)(?:{_SUFFIX}(?:[ -]?cong(?:ress)?)?|[ -]?cong(?:ress)?)(?![a-z0-9])"
    rf"|cong(?:ress)?\.? (?P<numbered>[0-9]+)(?![a-z0-9])"
    rf"|(?:(?P<lead>[0-9]+)[ -]?)?(?P<words>[a-z][a-z. #§-]*)(?P<number>[0-9]+)(?: ?- ?(?P<dashed>[0-9]+))?"
    rf"(?![a-z0-9])"
    rf"|(?P<year>[0-9]{{4}})(?: ?- ?(?P<until>[0-9]{{4}}))?(?![a-z0-9])"
    r"|(?:(?<=[^,;] )|(?<=[(.:]))(?P<bare>9[3-9]|1[0-9][0-9])(?![a-z0-9.,])"
)
"""A number alone is a Congress since the 93rd, the first with official status files; an earlier one may be a number."""
_LAST_VERSION = r"(?<=[0-9)])[ ,(]+([a-z]{2,5}(?:[0-9][a-z]?)?)[ )]*$"
_WEB = (
    r"(?ia)(?:[a-z][a-z0-9+.-]*:)?//(?P<any>.+)"
    r"|(?P<known>(?:[a-z]+\.)?(?:congress\.gov|govinfo\.gov|gpo\.gov|govtrack\.us)(?:[/?#].*)?)"
)
_HOSTS = ("congress.gov", "govinfo.gov", "gpo.gov", "govtrack.us")
_WEB_PATHS = (
    (
        rf"(?:^|/)bills?/(?P<congress>[0-9]+){_SUFFIX}?(?:-congress)?/(?P<type>[a-z-]+)/?(?P<number>[0-9]+)"
        r"(?:/text/(?P<version>[a-z0-9]+))?(?:/|$)"
    ),
    r"^(?P<congress>[0-9]+)/bills/(?P<type>[a-z]+)(?P<number>[0-9]+)(?P<version>)(?:/|$)",
)
_SESSIONS = {"first": "1", "second": "2"}
_GOVTRACK_QUERY = r"(?:^|&)bill=([a-z]+)([0-9]+)-([0-9]+)(?![0-9])"
_LINK_VERSION = r"(?:^|&)billversion=([a-z0-9]+)"
_USLM = rf"/us/(?:bill|resolution)/(?P<congress>[0-9]+)/(?P<type>{_CODES})/(?P<number>[0-9]+)(?P<path>/.*)?"
_USLM_LEVEL = r"(sch|spt|st|ch|pt|d|t|s)([0-9A-Z][0-9A-Za-z.~-]*)"


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
    except _RefusedError as refusal:
        raise InputError(f"not a measure id: {_shown(text)} {refusal}") from None


def identify_file(name: str) -> MeasureId | TextId | None:
    """Tell from its name which measure or text version an official file is about; ``None`` for other names.

    ``BILLSTATUS-115hres351.xml`` is a measure, ``BILLS-115hres351ih.xml`` a text version; folders before the name,
    with slashes of either kind, and case do not matter.
    """
    match = _package(name.replace("\\", "/").rpartition("/")[2])
    if match is None or match["collection"] not in {"bills", "billstatus"}:
        return None
    try:
        reference = _read_package(match)
    except _RefusedError:
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
        plain = _plain(text)
        canonical = re.fullmatch(_CANONICAL, plain.lower())
        if canonical is not None:
            return Reference(*_read_canonical(canonical))
        web = re.fullmatch(_WEB, plain.strip("<>() .,;"))
        if web is not None:
            return _read_web(web["any"] or web["known"])
        return _read_uslm(plain) if plain.lower().startswith("/us/") else _read_name(plain)
    except _RefusedError as refusal:
        raise InputError(f"not a measure: {_shown(text)} {refusal}", hint=_how_to_write(text, str(refusal))) from None


def _how_to_write(text: str, refusal: str) -> str:
    """How to write a measure; words without a number may be those of a title."""
    is_title = refusal == _NO_NUMBER and re.fullmatch(r"[^\W\d]+(?: [^\W\d]+)*", text[:81]) is not None
    return f"search titles and texts: billtrack search {text}" if is_title else _FORMS


def _read_canonical(match: re.Match[str]) -> tuple[MeasureType, int, int]:
    return MeasureType(match[1]), _number(match[2]), _congress(match[3])


class _RefusedError(Exception):
    """Why a spelling is refused: the end of a sentence that begins with the spelling."""


def _plain(text: str) -> str:
    """Fold what looks alike: compatibility forms, invisible characters, dashes, quotes, spaces."""
    if len(text) > _LONGEST:
        raise _RefusedError(f"is {len(text)} characters long; {_LONGEST} are enough for any measure")
    for mark in text:
        if mark.isnumeric() and not mark.isdecimal():  # a footnote mark must not become a digit of the number
            raise _RefusedError(f"has {mark!r} where a plain digit was expected")
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(mark for mark in folded if unicodedata.category(mark) != "Cf")
    return " ".join(seen.translate(LOOKALIKES).split())


def _shown(text: str) -> str:
    """Quote a spelling in one line, cut, without the query of an address: it may hold a key."""
    text = text.partition("?")[0] if "/" in text else text
    return repr(text if len(text) <= 80 else f"{text[:80]}…")


def _number(digits: str) -> int:
    number = _whole(digits)
    if not 1 <= number <= LAST_NUMBER:
        raise _RefusedError(f"has the number {digits[:10]}; measures are numbered from 1, never past {LAST_NUMBER}")
    return number


def _congress(digits: str) -> int:
    congress = _whole(digits)
    if not 1 <= congress <= LAST_CONGRESS:
        year = f"; put a year in parentheses: ({congress})" if 1789 <= congress <= 2200 else ""
        raise _RefusedError(f"has the Congress {digits[:10]}; Congresses run from 1 to {LAST_CONGRESS}{year}")
    return congress


def _whole(digits: str) -> int:
    """Read digits; more than six of them are never right and count as a million."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= 6 else 1_000_000


def _version(code: str | None) -> str | None:
    try:
        return code and parse_version_code(code)
    except InputError as error:
        raise _RefusedError(f"has a text version that is {error}") from None


# ------------------------------------------------------------------------- names and citations


def _read_name(plain: str) -> Reference:
    """Read ``name[@version][/path]``, the name in any spelling that is not an address."""
    head, at, tail = plain.partition("@")
    reference, path = _read_head(_segments(head))
    if at:
        if path:
            raise _RefusedError("has a clause address before its text version; expected hres351-115@ih/whereas/4")
        code, *path = _segments(tail)
        version = _version(code or "@")
        if reference.version_code not in {None, version}:
            raise _RefusedError(f"names two text versions, {reference.version_code} and {version}")
        reference = replace(reference, version_code=version)
    return replace(reference, path=_path(path))


def _segments(text: str) -> list[str]:
    return [segment.strip() for segment in text.rstrip("/ ").split("/")]


def _read_head(segments: list[str]) -> tuple[Reference, list[str]]:
    """Read the measure at the start of slash-separated segments; return it and the segments after it."""
    first, last = _package(segments[0]), _package(segments[-1])
    if last is not None and last["collection"]:
        return _read_package(last), []
    if first is not None:
        return _read_package(first), segments[1:]
    if segments[1:] and segments[1].isdecimal() and _is_type(segments[0]):
        segments = ["".join(segments[:2]), *segments[2:]]
    numeric = [re.fullmatch(_CONGRESS_SEGMENT, segment.lower()) is not None for segment in segments[:2]]
    if numeric[0] and len(segments) >= 3:
        return _read_citation(" ".join(segments[:3])), segments[3:]
    if numeric[1:] == [True]:
        return _read_citation("-".join(segments[:2])), segments[2:]
    return _read_citation(segments[0]), segments[1:]


def _path(segments: list[str]) -> tuple[str, ...]:
    """Check a clause address: its part in any case, then enumerators, whose case counts."""
    if not segments:
        return ()
    path = (segments[0].lower(), *segments[1:])
    if re.fullmatch(_PART, path[0]) is None or not all(re.fullmatch(_SEGMENT, each) for each in path):
        shown = "/".join(segments)[:80]
        raise _RefusedError(
            f"has the clause address {shown!r}; expected one like whereas/4, resolved/1/2 or section/3/a"
        )
    return path


def _package(name: str) -> re.Match[str] | None:
    return re.fullmatch(_PACKAGE, name.lower())


def _read_package(match: re.Match[str]) -> Reference:
    if match["version"] and match["collection"] in {"billstatus", "billsum"}:
        raise _RefusedError("has a text version where its collection has none")
    number, congress = _number(match["number"]), _congress(match["congress"])
    return Reference(MeasureType(match["type"]), number, congress, _version(match["version"]))


def _read_citation(plain: str) -> Reference:
    """Read a name with, before or after it in any order, its Congress, session, year and text version."""
    text = plain.lower()
    if re.search(r"[0-9],[0-9]", text):
        raise _RefusedError("has a comma inside a number; write numbers without it")
    last = re.search(_LAST_VERSION, text)
    version = last[1] if last and version_name(last[1]) else None
    pieces = _pieces(text[: last.start()] if last and version else text)
    names = [piece for piece in pieces if piece["number"]]
    if len(names) != 1:
        raise _RefusedError("names more than one measure; give one at a time" if names else _why_not(text, ""))
    number = _number(names[0]["number"])
    return Reference(_type_of(names[0]["words"]), number, _agreed_congress(pieces), version)


def _pieces(text: str) -> list[re.Match[str]]:
    """Split a citation into its Congress, session, name and years, refusing what is none of them."""
    pieces: list[re.Match[str]] = []
    at = 0
    while True:
        gap = re.compile(_GAP).match(text, at)
        at = gap.end() if gap else at
        if at == len(text):
            return pieces
        piece = re.compile(_PIECE).match(text, at)
        if piece is None:
            raise _RefusedError(_why_not(text, text[at:]))
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
        raise _RefusedError(f"is {OTHER_DOCUMENTS[key]}")
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    types = ", ".join(measure_type.printed for measure_type in MeasureType)
    near = get_close_matches(key, list(MeasureType), n=1, cutoff=0.75)
    meant = f"; did you mean {MeasureType(near[0]).printed}?" if near else ""
    raise _RefusedError(f"has {words.strip(' .#-')[:40]!r} where one of {types} was expected{meant}")


def _letters(text: str) -> str:
    return "".join(re.findall("[a-z]+", text.lower()))


def _is_type(text: str) -> bool:
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
    return _NO_NUMBER


_NO_NUMBER = "is not a bill or resolution number"


def _meant(name: str, number: str) -> str:
    """The measure an extra number may mean: ``hres351 115`` is perhaps H.Res. 351 (115th)."""
    if not number.isdecimal() or not 10 <= _whole(number) <= LAST_CONGRESS:
        return "; write a Congress as 115th, a year in parentheses"
    meant = _read_citation(f"{name} {ordinal(_whole(number))}")
    return f"; did you mean {meant.printed}?"


def _agreed_congress(pieces: list[re.Match[str]]) -> int | None:
    """Settle the Congress from those written and the years, which must all agree."""
    congresses = set(map(_congress, _written(pieces, "congress", "numbered", "lead", "dashed", "bare")))
    if len(congresses) > 1:
        raise _RefusedError(f"names the {_both(congresses)} Congress")
    years = _written(pieces, "year", "until")
    for year in years:
        sitting = _sitting(int(year))
        if congresses.isdisjoint(sitting) and congresses:
            raise _RefusedError(f"contradicts itself: {year} is not of the {_both(congresses)} Congress")
        congresses = congresses & sitting or sitting
    if len(congresses) > 1:
        raise _RefusedError(f"has the year {years[0]}, in which the {_both(congresses)} Congress sat; say which")
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
        raise _RefusedError(f"has an impossible year: {error}") from None


def _check_session(congress: int | None, sessions: list[str], years: list[str]) -> None:
    """Refuse a session that contradicts the year; before the 77th Congress sessions did not keep to years."""
    numbers = {_SESSIONS.get(session, session) for session in sessions}
    if len(numbers) > 1:
        raise _RefusedError("names two sessions")
    if not numbers or congress is None or congress < 77:
        return
    sat = congress_start(congress).year + int(*numbers) - 1
    if sat >= congress_end(congress).year:
        raise _RefusedError(f"contradicts itself: the {ordinal(congress)} Congress has two sessions")
    if len(years) == 1 and int(years[0]) != sat:
        raise _RefusedError(f"contradicts itself: that session of the {ordinal(congress)} Congress sat in {sat}")


# --------------------------------------------------------------------------------- addresses


def _read_web(address: str) -> Reference:
    """Read an address of an official site, or of a mirror that keeps the official file names."""
    place, _, query = address.lower().partition("#")[0].partition("?")
    site, _, path = place.partition("/")
    path = re.sub("/+", "/", path).strip("/")
    packages = [match for match in map(_package, path.split("/")) if match and match["collection"]]
    if packages:
        return _same(_read_package(match) for match in packages)
    host = site.rpartition("@")[2].partition(":")[0]
    if not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        raise _RefusedError(f"is not an address of {', '.join(_HOSTS[:-1])} or {_HOSTS[-1]}")
    return _read_web_path(path, query) or _read_govtrack_query(query) or _refuse_web(path)


def _read_web_path(path: str, query: str) -> Reference | None:
    """Read a path like ``bill/115th-congress/house-resolution/351``; an unknown text version is not one."""
    for match in filter(None, (re.search(pattern, path) for pattern in _WEB_PATHS)):
        measure_type = TYPE_WORDS.get(match["type"].replace("-", ""))
        if measure_type is not None:
            linked = re.search(_LINK_VERSION, query)
            version = match["version"] or (linked[1] if linked else "")
            known = version if version_name(version) else None
            return Reference(measure_type, _number(match["number"]), _congress(match["congress"]), known)
    return None


def _read_govtrack_query(query: str) -> Reference | None:
    match = re.search(_GOVTRACK_QUERY, query)
    if match is None or match[1] not in GOVTRACK_TYPES:
        return None
    return Reference(GOVTRACK_TYPES[match[1]], _number(match[3]), _congress(match[2]))


def _refuse_web(path: str) -> NoReturn:
    for document, pattern in OTHER_ADDRESSES.items():
        if re.search(pattern, path):
            raise _RefusedError(f"is {document}")
    raise _RefusedError("is an address that names no measure")


def _same(references: Iterable[Reference]) -> Reference:
    found = set(references)
    if len(found) > 1:
        raise _RefusedError("names more than one measure or text version; give one at a time")
    return found.pop()


def _read_uslm(plain: str) -> Reference:
    """Read an identifier of a USLM document: ``/us/bill/116/hr/1865/s1/a`` is ``hr1865-116/section/1/a``."""
    match = re.fullmatch(_USLM, plain)
    if match is None:
        raise _RefusedError("is an identifier that names no measure")
    path: list[str] = []
    for segment in filter(None, (match["path"] or "").split("/")):
        level = None if "section" in path else re.fullmatch(_USLM_LEVEL, segment)
        path += [segment] if level is None else [USLM_LEVELS[level[1]], level[2]]
    number, congress = _number(match["number"]), _congress(match["congress"])
    return Reference(MeasureType(match["type"]), number, congress, path=_path(path))
