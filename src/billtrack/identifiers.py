"""Reading the name of a measure, a text version or a clause, however a person or a source spells it.

The only grammar of names: ``parse_reference`` reads every spelling, ``parse_measure_id`` the canonical one,
``identify_file`` the official file names; ``resolve`` picks the measure meant.  The values and the ways to write
them are in ``billtrack.names`` and are public here too.  It guesses nothing: what could mean two measures, or
contradicts itself, is refused with the reason.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import product

from billtrack.congresses import (
    LAST_CONGRESS,
    congress_end,
    congress_of_year,
    congress_start,
    congresses_of_year,
    ordinal,
)
from billtrack.errors import InputError
from billtrack.names import (
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
    prose,
    text_file_name,
    text_package_url,
)
from billtrack.versions import VERSION_NAMES, parse_version_code, version_name

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
_LAST_NUMBER = 99_999  # the busiest House so far stayed under 20,000 bills
_FORMS = "write a measure as hres351-115, H.Res. 351 (115th) or its congress.gov address"

# -------------------------------------------------------------------------------------- words


def _type_words() -> dict[str, MeasureType]:
    """List the letters of every spelling of a type, without dots, spaces and hyphens."""
    chambers = {"h": ("h", "hr", "house"), "s": ("s", "senate")}
    kinds = {
        "res": ("res", "resolution", "simpleresolution"),
        "jres": ("jres", "jresolution", "jtres", "jointres", "jointresolution"),
        "conres": ("conres", "concres", "conresolution", "concurrentres", "concurrentresolution"),
    }
    words = {
        letters + kind: MeasureType(chamber + suffix)
        for chamber, suffix in product(chambers, kinds)
        for letters, kind in product(chambers[chamber], kinds[suffix])
    }
    bills = {"hr": MeasureType.HR, "housebill": MeasureType.HR, "hrbill": MeasureType.HR}
    return words | bills | {"s": MeasureType.S, "senatebill": MeasureType.S, "sbill": MeasureType.S}


_TYPE_WORDS = _type_words()
_OTHER_DOCUMENTS = {
    "an amendment": "amdt amendment sa ha samdt samendment senateamendment suamdt hamdt hamendment houseamendment",
    "a committee report": "rept report hrept hrpt hreport housereport srept srpt sreport senatereport exrept crpt",
    "a congressional document": "hdoc housedoc housedocument sdoc senatedoc senatedocument",
    "a law": "pl publ publaw publiclaw plaw law pvtl pvtlaw privlaw privatelaw stat usc uscode cfr fedreg fr",
    "a court decision": "us sct fd fsupp",
    "a nomination": "pn nomination presidentialnomination",
    "a treaty document": "treaty treatydoc tdoc tdocument treatydocument",
    "a page of the Congressional Record": "congrec congressionalrecord rec rech recs cr",
}
_OTHER_WORDS = {word: name for name, words in _OTHER_DOCUMENTS.items() for word in words.split()}
_OTHER_ADDRESSES = {
    "an amendment": re.compile(r"(?:^|/)amendments?/"),
    "a committee report": re.compile(r"(?:^|/)(?:committee-report|congressional-report|crpt)s?/"),
    "a law": re.compile(r"(?:^|/)(?:laws?|plaws?|public-laws)/"),
    "a nomination": re.compile(r"(?:^|/)nominations?/"),
    "a treaty document": re.compile(r"(?:^|/)treat(?:y|ies|y-document)/"),
}
_GOVTRACK_TYPES = dict(zip(("h", "s", "hj", "sj", "hc", "sc", "hr", "sr"), MeasureType, strict=True))
"""GovTrack's former codes: there ``hr`` was a House resolution."""

# ----------------------------------------------------------------------------------- grammar

_CODES = "|".join(sorted(MeasureType, key=len, reverse=True))
_SUFFIX = "(?:st|nd|rd|th|d)"
_CANONICAL = re.compile(rf"({_CODES})([1-9][0-9]*)-([1-9][0-9]*)")
_PART = re.compile(r"[a-z][a-z0-9.~-]*")
_SEGMENT = re.compile(r"[A-Za-z0-9.~-]+")
_CONGRESS_SEGMENT = re.compile(rf"[0-9]+{_SUFFIX}?")
_PACKAGE = re.compile(
    rf"(?:(?P<collection>bills|billstatus|billsum)-)?(?P<congress>[0-9]+)(?P<type>{_CODES})(?P<number>[0-9]+)"
    r"(?P<version>[a-z][a-z0-9]*)?(?:\.[a-z]+)?"
)
_GAP = re.compile(r"(?:[ ,.;:()\[\]-]|\b(?:of|in|the)\b)*")
_PIECE = re.compile(
    rf"(?:(?P<session>[1-9]){_SUFFIX}?|(?P<spelled>first|second)) sess(?:ion)?(?![a-z0-9])"
    rf"|(?P<congress>[0-9]+)(?:{_SUFFIX}(?:[ -]?cong(?:ress)?)?|[ -]?cong(?:ress)?)(?![a-z0-9])"
    rf"|cong(?:ress)?\.? (?P<numbered>[0-9]+)(?![a-z0-9])"
    rf"|(?:(?P<lead>[0-9]+)[ -]?)?(?P<words>[a-z][a-z. #§-]*)(?P<number>[0-9]+)(?: ?- ?(?P<dashed>[0-9]+))?"
    rf"(?![a-z0-9])"
    rf"|(?P<year>[0-9]{{4}})(?: ?- ?(?P<until>[0-9]{{4}}))?(?![a-z0-9])"
)
_LAST_VERSION = re.compile(r"(?<=[0-9)])[ ,(]+([a-z]{2,5}(?:[0-9][a-z]?)?)[ )]*$")
_WEB = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//(?P<any>.+)"
    r"|(?P<known>(?:[a-z]+\.)?(?:congress\.gov|govinfo\.gov|gpo\.gov|govtrack\.us)(?:[/?#].*)?)",
    re.IGNORECASE | re.ASCII,
)
_HOSTS = ("congress.gov", "govinfo.gov", "gpo.gov", "govtrack.us")
_WEB_PATHS = (
    re.compile(
        rf"(?:^|/)bills?/(?P<congress>[0-9]+){_SUFFIX}?(?:-congress)?/(?P<type>[a-z-]+)/?(?P<number>[0-9]+)"
        r"(?:/text/(?P<version>[a-z0-9]+))?(?:/|$)"
    ),
    re.compile(r"^(?P<congress>[0-9]+)/bills/(?P<type>[a-z]+)(?P<number>[0-9]+)(?P<version>)(?:/|$)"),
)
_GOVTRACK_QUERY = re.compile(r"(?:^|&)bill=([a-z]+)([0-9]+)-([0-9]+)(?![0-9])")
_LINK_VERSION = re.compile(r"(?:^|&)billversion=([a-z0-9]+)")
_USLM = re.compile(
    rf"/us/(?:bill|resolution)/(?P<congress>[0-9]+)/(?P<type>{_CODES})/(?P<number>[0-9]+)(?P<path>/.*)?"
)
_USLM_LEVEL = re.compile(r"(sch|spt|st|ch|pt|d|t|s)([0-9A-Z][0-9A-Za-z.~-]*)")
_USLM_LEVELS = {
    "d": "division",
    "t": "title",
    "st": "subtitle",
    "pt": "part",
    "spt": "subpart",
    "ch": "chapter",
    "sch": "subchapter",
    "s": "section",
}
_MARKS = {ord(mark): "-" for mark in "‐‑‒–—―−_"} | {ord(mark): " " for mark in "\"'`“”‘’„‟‚‛«»‹›´"}


def parse_measure_id(text: str) -> MeasureId:
    """Parse the canonical form only, as records write it: ``hres351-115``.

    Raises:
        InputError: *text* is anything else, or its number or Congress is impossible.
    """
    match = _CANONICAL.fullmatch(text[:_LONGEST])
    measure = match and _measure(match[1], match[2], match[3])
    if measure is None:
        raise InputError(f"not a measure id: {_shown(text)} (expected the form hres351-115)")
    return measure


def identify_file(name: str) -> MeasureId | TextId | None:
    """Say which measure or text version an official file is about, by its name; ``None`` for any other name.

    ``BILLSTATUS-115hres351.xml`` is a measure, ``BILLS-115hres351ih.xml`` a text version; folders before the name,
    with slashes of either kind, and case do not matter.
    """
    match = _PACKAGE.fullmatch(re.split(r"[/\\]", name)[-1][:_LONGEST].lower())
    if match is None:
        return None
    measure = _measure(match["type"], match["number"], match["congress"])
    match measure, match["collection"], match["version"]:
        case MeasureId(), "billstatus", None:
            return measure
        case MeasureId(), "bills", str(version):
            return TextId(measure, version)
    return None


def parse_reference(text: str) -> Reference:
    """Read a measure as a person or a source spells it, with its text version and clause if they are given.

    Any case and spacing; the accepted spellings are listed in the README.  The Congress is ``None`` when *text*
    does not say it.

    Raises:
        InputError: *text* names no measure, or contradicts itself; the message says why.
    """
    plain = _plain(text)
    web = _WEB.fullmatch(plain.strip("<>() .,;"))
    try:
        if web is not None:
            return _read_web(web["any"] or web["known"])
        if plain.lower().startswith("/us/"):
            return _read_uslm(plain)
        return _read_name(plain)
    except _RefusedError as refusal:
        raise InputError(f"not a measure: {_shown(text)} {refusal}") from None


class _RefusedError(Exception):
    """Why a spelling is refused: the end of a sentence that starts with the spelling."""


def _plain(text: str) -> str:
    """Fold what looks alike: compatibility forms, invisible characters, dashes, quotes, spaces."""
    if len(text) > _LONGEST:
        raise InputError(f"not a measure: {_shown(text)} is {len(text)} characters long; {_FORMS}")
    for mark in text:
        if mark.isnumeric() and not mark.isdecimal():  # a footnote mark must not become a digit of the number
            raise InputError(f"not a measure: {_shown(text)} has {mark!r} where a plain digit was expected")
    folded = unicodedata.normalize("NFKC", text)
    seen = "".join(mark for mark in folded if unicodedata.category(mark) != "Cf")
    return " ".join(seen.translate(_MARKS).split())


def _shown(text: str) -> str:
    """Quote a spelling in one line, cut, without the query of an address: it may hold a key."""
    text = text.partition("?")[0] if "//" in text else text
    return repr(text if len(text) <= 80 else f"{text[:80]}…")


def _measure(code: str, number: str, congress: str) -> MeasureId | None:
    try:
        reference = _reference(MeasureType(code), number, congress)
    except _RefusedError:
        return None
    return reference.measure_id


def _reference(
    measure_type: MeasureType, number: str, congress: str | None, version: str | None = None
) -> Reference:
    """Build a reference from digits, refusing impossible ones."""
    count = _whole(number)
    if not 1 <= count <= _LAST_NUMBER:
        raise _RefusedError(
            f"has the number {number[:10]}: {measure_type.printed} numbers run from 1 to {_LAST_NUMBER}"
        )
    term = None if congress is None else _congress(congress)
    return Reference(measure_type, count, term, version and _version(version))


def _congress(digits: str) -> int:
    congress = _whole(digits)
    if not 1 <= congress <= LAST_CONGRESS:
        hint = f"; a year goes in brackets, as in ({congress})" if 1789 <= congress <= 2200 else ""
        raise _RefusedError(f"has the Congress {digits[:10]}: Congresses run from 1 to {LAST_CONGRESS}{hint}")
    return congress


def _whole(digits: str) -> int:
    """Read digits; more than six of them are never right and count as a million."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= 6 else 1_000_000


def _version(code: str) -> str:
    try:
        return parse_version_code(code)
    except InputError as error:
        raise _RefusedError(f"has a text version that is {error}") from None


# ------------------------------------------------------------------------- names and citations


def _read_name(plain: str) -> Reference:
    """Read ``name[@version][/path]``, the name in any spelling that is not an address."""
    head, at, tail = plain.partition("@")
    segments = [segment.strip() for segment in head.rstrip("/ ").split("/")]
    reference, path = _read_head(segments)
    if at:
        version, *after = (segment.strip() for segment in tail.rstrip("/ ").split("/"))
        if path or reference.version_code not in {None, version.lower()}:
            raise _RefusedError("has something other than a measure before @")
        path, reference = after, _with(reference, version_code=_version(version))
    return _with(reference, path=_path(path))


def _read_head(segments: list[str]) -> tuple[Reference, list[str]]:
    """Read the measure at the start of slash-separated segments; return it and the segments after it."""
    first, last = _PACKAGE.fullmatch(segments[0].lower()), _PACKAGE.fullmatch(segments[-1].lower())
    if last is not None and last["collection"]:
        return _read_package(last), []
    if first is not None:
        return _read_package(first), segments[1:]
    numeric = [_CONGRESS_SEGMENT.fullmatch(segment.lower()) is not None for segment in segments[:2]]
    if numeric[0] and len(segments) >= 3:
        return _read_citation(" ".join(segments[:3])), segments[3:]
    if numeric[1:] == [True]:
        return _read_citation("-".join(segments[:2])), segments[2:]
    return _read_citation(segments[0]), segments[1:]


def _path(segments: Iterable[str]) -> tuple[str, ...]:
    first, *rest = [*segments] or [""]
    if not first and not rest:
        return ()
    if _PART.fullmatch(first.lower()) is None or not all(map(_SEGMENT.fullmatch, rest)):
        shown = "/".join((first, *rest))
        raise _RefusedError(
            f"has the clause address {shown!r}; expected one like whereas/4, resolved/1/2 or section/3/a"
        )
    return (first.lower(), *rest)


def _read_package(match: re.Match[str]) -> Reference:
    if match["version"] and match["collection"] in {"billstatus", "billsum"}:
        raise _RefusedError("has a text version where its collection has none")
    return _reference(MeasureType(match["type"]), match["number"], match["congress"], match["version"])


def _with(reference: Reference, *, version_code: str | None = None, path: tuple[str, ...] = ()) -> Reference:
    return Reference(
        reference.measure_type, reference.number, reference.congress, version_code or reference.version_code, path
    )


def _read_citation(plain: str) -> Reference:
    """Read a name with, before or after it in any order, its Congress, session, year and text version."""
    text = plain.lower()
    if re.search(r"[0-9],[0-9]", text):
        raise _RefusedError("has a comma inside a number; write numbers without it")
    last = _LAST_VERSION.search(text)
    version = last[1] if last and version_name(last[1]) else None
    pieces = _pieces(text if last is None or version is None else text[: last.start()])
    names = [piece for piece in pieces if piece["number"]]
    if len(names) != 1:
        raise _RefusedError("names more than one measure; give one at a time" if names else _why_not(text, ""))
    congresses = {
        _congress(piece[group])
        for piece in pieces
        for group in ("congress", "numbered", "lead", "dashed")
        if piece[group]
    }
    named = _reference(_type_of(names[0]["words"]), names[0]["number"], None, version)
    congress = _agreed_congress(congresses, pieces)
    return Reference(named.measure_type, named.number, congress, named.version_code)


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
    if key in _TYPE_WORDS:
        return _TYPE_WORDS[key]
    if key in _OTHER_WORDS:
        raise _RefusedError(f"is {_OTHER_WORDS[key]}; {_FORMS}")
    types = ", ".join(measure_type.printed for measure_type in MeasureType)
    raise _RefusedError(f"has {words.strip(' .#-')!r} where one of {types} was expected; {_FORMS}")


def _why_not(text: str, rest: str) -> str:
    """Explain a citation whose *rest* is not understood, or that has no name at all when *rest* is empty."""
    if not text:
        return f"is empty; {_FORMS}"
    if re.search("[a-z]", text) is None:
        return f"is a number alone, and the eight types of measure are numbered side by side; {_FORMS}"
    if "".join(re.findall("[a-z]+", rest)) in _TYPE_WORDS:
        return f"has a type without a number; {_FORMS}"
    if rest and rest != text:
        return f"has {rest[:40]!r}, which is not understood; {_FORMS}"
    return f"has no type and number that are understood; {_FORMS}"


def _agreed_congress(congresses: set[int], pieces: list[re.Match[str]]) -> int | None:
    """Settle the Congress from those written and the years, which must all agree."""
    if len(congresses) > 1:
        raise _RefusedError(f"names two Congresses, {' and '.join(map(ordinal, sorted(congresses)))}")
    years = [int(piece[group]) for piece in pieces for group in ("year", "until") if piece[group]]
    for year in years:
        sitting = _sitting(year)
        if congresses and not congresses & sitting:
            written, other = ordinal(*congresses), ordinal(max(sitting))
            raise _RefusedError(f"contradicts itself: {year} belongs to the {other} Congress, not the {written}")
        congresses = congresses & sitting or sitting
    if len(congresses) > 1:
        before, after = map(ordinal, sorted(congresses))
        raise _RefusedError(
            f"could be of the {before} or the {after} Congress, which both sat in {years[0]}; say which"
        )
    congress = next(iter(congresses), None)
    _check_session(congress, pieces, years)
    return congress


def _sitting(year: int) -> set[int]:
    try:
        return set(congresses_of_year(year))
    except InputError as error:
        raise _RefusedError(f"has a year that cannot be: {error}") from None


def _check_session(congress: int | None, pieces: list[re.Match[str]], years: list[int]) -> None:
    """Refuse a year of the other session; before the 77th Congress sessions did not keep to years."""
    sessions = {
        piece["session"] or {"first": "1", "second": "2"}[piece["spelled"]]
        for piece in pieces
        if piece["session"] or piece["spelled"]
    }
    if len(sessions) > 1:
        raise _RefusedError("names two sessions")
    if congress is None or congress < 77 or len(years) != 1 or not sessions:
        return
    sat = congress_start(congress).year + int(*sessions) - 1
    if sat != years[0]:
        raise _RefusedError(f"contradicts itself: that session of the {ordinal(congress)} Congress sat in {sat}")


# --------------------------------------------------------------------------------- addresses


def _read_web(address: str) -> Reference:
    """Read an address of an official site, or of a mirror that keeps the official file names."""
    place, _, query = address.partition("#")[0].partition("?")
    site, _, path = place.lower().partition("/")
    host = site.rpartition("@")[2].partition(":")[0]
    path, query = re.sub("/+", "/", path).strip("/"), query.lower()
    packages = [match for match in map(_PACKAGE.fullmatch, path.split("/")) if match and match["collection"]]
    if packages:
        return _same(_read_package(match) for match in packages)
    if not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        raise _RefusedError(f"is not an address of {', '.join(_HOSTS[:-1])} or {_HOSTS[-1]}; {_FORMS}")
    for pattern in _WEB_PATHS:
        match = pattern.search(path)
        if match is not None and (code := match["type"].replace("-", "")) in _TYPE_WORDS:
            version = match["version"] or _linked_version(query)
            known = version if version and version_name(version) else None
            return _reference(_TYPE_WORDS[code], match["number"], match["congress"], known)
    old = _GOVTRACK_QUERY.search(query) if host.endswith("govtrack.us") else None
    if old is not None and old[1] in _GOVTRACK_TYPES:
        return _reference(_GOVTRACK_TYPES[old[1]], old[3], old[2])
    for name, pattern in _OTHER_ADDRESSES.items():
        if pattern.search(path):
            raise _RefusedError(f"is {name}; {_FORMS}")
    raise _RefusedError(f"is an address that names no measure; {_FORMS}")


def _linked_version(query: str) -> str | None:
    match = _LINK_VERSION.search(query)
    return match and match[1]


def _same(references: Iterable[Reference]) -> Reference:
    found = set(references)
    if len(found) > 1:
        raise _RefusedError("names more than one measure or text version; give one at a time")
    return found.pop()


def _read_uslm(plain: str) -> Reference:
    """Read an identifier of a USLM document: ``/us/bill/116/hr/1865/s1/a`` is ``hr1865-116/section/1/a``."""
    match = _USLM.fullmatch(plain)
    if match is None:
        raise _RefusedError(f"is an identifier that names no measure; {_FORMS}")
    path: list[str] = []
    for segment in filter(None, (match["path"] or "").split("/")):
        level = None if "section" in path else _USLM_LEVEL.fullmatch(segment)
        path += [segment] if level is None else [_USLM_LEVELS[level[1]], level[2]]
    reference = _reference(MeasureType(match["type"]), match["number"], match["congress"])
    return _with(reference, path=_path(path))


# ------------------------------------------------------------------------------- which is meant


def resolve(reference: Reference, known: Collection[MeasureId]) -> MeasureId:
    """Pick the measure meant: the one named, or without a Congress the only known one that fits.

    A measure named with its Congress is returned whether it is known or not.

    Raises:
        InputError: no Congress is given and none of *known*, or several, fit; the message lists them.
    """
    if reference.measure_id is not None:
        return reference.measure_id
    fits = sorted(
        measure
        for measure in known
        if measure.measure_type == reference.measure_type and measure.number == reference.number
    )
    if len(fits) > 1:
        listed = ", ".join(map(str, fits))
        raise InputError(
            f"{reference.printed} could be any of {listed}: say which Congress", hint=f"write {fits[-1]}"
        )
    if not fits:
        raise InputError(
            f"no such measure: {reference.printed}, in any Congress loaded", hint=_hint(reference, known)
        )
    return fits[0]


def _hint(reference: Reference, known: Collection[MeasureId]) -> str:
    near = nearest_measures(reference, known)
    if near:
        return f"did you mean {' or '.join(map(str, near))}?"
    return f"say the Congress, as in {reference.measure_type.value}{reference.number}-115"


def nearest_measures(
    reference: Reference, known: Iterable[MeasureId], *, at_most: int = 3
) -> tuple[MeasureId, ...]:
    """Suggest known measures for a reference that names none, the likeliest first; may be empty.

    Measures that differ in one of type, number and Congress come before those that differ in two; a measure that
    shares neither type nor number is never suggested.
    """

    def distance(measure: MeasureId) -> tuple[int, int, int, MeasureId]:
        other_congress = reference.congress is not None and measure.congress != reference.congress
        off = abs(measure.number - reference.number)
        differences = (measure.measure_type != reference.measure_type) + (off > 0) + other_congress
        return (differences, off, abs(measure.congress - (reference.congress or measure.congress)), measure)

    near = (
        measure
        for measure in known
        if measure.measure_type == reference.measure_type or measure.number == reference.number
    )
    return tuple(heapq.nsmallest(at_most, near, key=distance))
