"""Addresses and file names of the official sites, written and read, and the identifiers of USLM documents.

Reading knows mirrors too.  No address of a measure or a text is built anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from billtrack.model.congresses import ordinal
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
)
from billtrack.model.spellings import GOVTRACK_TYPES, OTHER_ADDRESSES, TYPE_WORDS, USLM_LEVELS
from billtrack.model.versions import version_name

GOVINFO = "https://www.govinfo.gov"
CONGRESS_GOV = "https://www.congress.gov"
CONGRESS_API = "https://api.congress.gov/v3"


def congress_gov_url(measure: MeasureId) -> str:
    """Address a measure's page for people."""
    kind = measure.measure_type.words.lower().replace(" ", "-")
    return f"{CONGRESS_GOV}/bill/{ordinal(measure.congress)}-congress/{kind}/{measure.number}"


def congress_gov_text_url(text: TextId | MeasureId) -> str:
    """Address the page of one text version, or of a measure's latest text."""
    if isinstance(text, MeasureId):
        return f"{congress_gov_url(text)}/text"
    return f"{congress_gov_url(text.measure)}/text/{text.version_code}"


def govinfo_package(text: TextId) -> str:
    """Name the official package of a text version: ``BILLS-115hres351ih``."""
    return f"BILLS-{_package_name(text.measure)}{text.version_code}"


def text_file_name(text: TextId) -> str:
    """Name the official XML file of a text version: ``BILLS-115hres351ih.xml``."""
    return f"{govinfo_package(text)}.xml"


def text_package_url(text: TextId) -> str:
    """Address the official XML of a text version."""
    return _in_package(text, "xml/{}.xml")


def text_plain_url(text: TextId) -> str:
    """Address the official plain text of a text version, a page of preformatted lines."""
    return _in_package(text, "html/{}.htm")


def text_pdf_url(text: TextId) -> str:
    """Address the official PDF of a text version."""
    return _in_package(text, "pdf/{}.pdf")


def _in_package(text: TextId, path: str) -> str:
    package = govinfo_package(text)
    return f"{GOVINFO}/content/pkg/{package}/{path.format(package)}"


FIRST_IN_BULK = 113
"""The first Congress whose texts govinfo offers in bulk (usgpo/bulk-data); which older ones it has is not known."""


def official_pdf_url(text: TextId) -> str | None:
    """Address the official PDF of a text version; ``None`` where it is not known that there is one."""
    return text_pdf_url(text) if text.measure.congress >= FIRST_IN_BULK else None


RECORD_URL = f"{GOVINFO}/app/collection/crec"
"""The Congressional Record as a whole, for a page whose day is not known."""


def granule_url(granule: str, *, site: str = GOVINFO) -> str:
    """Write the address of a granule of the Congressional Record, or, of a day alone, of the whole day's package."""
    package = granule.partition("-Pg")[0]
    package = package.rpartition("-")[0] if package.startswith("CREC-") and package != granule else package
    return f"{site}/content/pkg/{package}" + (f"/html/{granule}.htm" if granule != package else "")


def text_bulk_url(text: TextId, *, session: int) -> str:
    """Address a text version in the bulk data, which sorts texts by session (1 or 2)."""
    folder = f"{text.measure.congress}/{session}/{text.measure.measure_type.value}"
    return f"{GOVINFO}/bulkdata/BILLS/{folder}/{text_file_name(text)}"


def billstatus_file_name(measure: MeasureId) -> str:
    """Name a measure's official status file: ``BILLSTATUS-115hres351.xml``."""
    return f"BILLSTATUS-{_package_name(measure)}.xml"


def billstatus_url(measure: MeasureId, *, site: str = GOVINFO) -> str:
    """Address a measure's official status file; *site* is govinfo.gov or a mirror of it."""
    folder = f"{measure.congress}/{measure.measure_type.value}"
    return f"{site}/bulkdata/BILLSTATUS/{folder}/{billstatus_file_name(measure)}"


def congress_api_url(measure: MeasureId, *, site: str = CONGRESS_API) -> str:
    """Address a measure in the Congress.gov API; *site* is api.congress.gov or a substitute for it."""
    return f"{site}/bill/{measure.congress}/{measure.measure_type.value}/{measure.number}"


def _package_name(measure: MeasureId) -> str:
    return f"{measure.congress}{measure.measure_type.value}{measure.number}"


WEB = (
    r"(?ia)(?:[a-z][a-z0-9+.-]*:)?//(?P<any>.+)"
    r"|(?P<known>(?:[a-z]+\.)?(?:congress\.gov|govinfo\.gov|gpo\.gov|govtrack\.us)(?:[/?#].*)?)"
)
_HOSTS = ("congress.gov", "govinfo.gov", "gpo.gov", "govtrack.us")
_WEB_PATHS = (
    (
        rf"(?:^|/)bills?/(?P<congress>[0-9]+){SUFFIX}?(?:-congress)?/(?P<type>[a-z-]+)/?(?P<number>[0-9]+)"
        r"(?:/text/(?P<version>[a-z0-9]+))?(?:/|$)"
    ),
    r"^(?P<congress>[0-9]+)/bills/(?P<type>[a-z]+)(?P<number>[0-9]+)(?P<version>)(?:/|$)",
)
_GOVTRACK_QUERY = r"(?:^|&)bill=([a-z]+)([0-9]+)-([0-9]+)(?![0-9])"
_LINK_VERSION = r"(?:^|&)billversion=([a-z0-9]+)"
_USLM = rf"/us/(?:bill|resolution)/(?P<congress>[0-9]+)/(?P<type>{CODES})/(?P<number>[0-9]+)(?P<path>/.*)?"
_USLM_LEVEL = r"(sch|spt|st|ch|pt|d|t|s)([0-9A-Z][0-9A-Za-z.~-]*)"


def read_web(address: str) -> Reference:
    """Read an address of an official site, or of a mirror that keeps the official file names."""
    place, _, query = address.lower().partition("#")[0].partition("?")
    site, _, path = place.partition("/")
    path = re.sub("/+", "/", path).strip("/")
    packages = [match for match in map(match_package, path.split("/")) if match and match["collection"]]
    if packages:
        return _same(read_package(match) for match in packages)
    host = site.rpartition("@")[2].partition(":")[0]
    if not any(host == known or host.endswith(f".{known}") for known in _HOSTS):
        raise SpellingError(f"is not an address of {', '.join(_HOSTS[:-1])} or {_HOSTS[-1]}")
    return _read_web_path(path, query) or _read_govtrack_query(query) or _refuse_web(path)


def _read_web_path(path: str, query: str) -> Reference | None:
    """Read a path like ``bill/115th-congress/house-resolution/351``; an unknown text version is not one."""
    for match in filter(None, (re.search(pattern, path) for pattern in _WEB_PATHS)):
        measure_type = TYPE_WORDS.get(match["type"].replace("-", ""))
        if measure_type is not None:
            linked = re.search(_LINK_VERSION, query)
            version = match["version"] or (linked[1] if linked else "")
            known = version if version_name(version) else None
            return Reference(measure_type, read_number(match["number"]), read_congress(match["congress"]), known)
    return None


def _read_govtrack_query(query: str) -> Reference | None:
    match = re.search(_GOVTRACK_QUERY, query)
    if match is None or match[1] not in GOVTRACK_TYPES:
        return None
    return Reference(GOVTRACK_TYPES[match[1]], read_number(match[3]), read_congress(match[2]))


def _refuse_web(path: str) -> NoReturn:
    for document, pattern in OTHER_ADDRESSES.items():
        if re.search(pattern, path):
            raise SpellingError(f"is {document}")
    raise SpellingError("is an address that names no measure")


def _same(references: Iterable[Reference]) -> Reference:
    found = set(references)
    if len(found) > 1:
        raise SpellingError("names more than one measure or text version; give one at a time")
    return found.pop()


def read_uslm(plain: str) -> Reference:
    """Read an identifier of a USLM document: ``/us/bill/116/hr/1865/s1/a`` is ``hr1865-116/section/1/a``."""
    match = re.fullmatch(_USLM, plain)
    if match is None:
        raise SpellingError("is an identifier that names no measure")
    path: list[str] = []
    for segment in filter(None, (match["path"] or "").split("/")):
        level = None if "section" in path else re.fullmatch(_USLM_LEVEL, segment)
        path += [segment] if level is None else [USLM_LEVELS[level[1]], level[2]]
    number, congress = read_number(match["number"]), read_congress(match["congress"])
    return Reference(MeasureType(match["type"]), number, congress, path=read_path(path))
