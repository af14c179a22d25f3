"""govinfo.gov: status files and bill texts from bulk data and packages; no key.

Knows where the files are and where else to look: a text not yet in its package may be in the bulk data, under either
session, or published only as plain text or PDF; if a listing fails, there is a sitemap.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from billtrack.errors import InputError, RemoteError
from billtrack.model.identifiers import identify_file
from billtrack.model.measure import PDF_ONLY, PLAIN_ONLY, Authority, Coverage, Measure, TextVersion, replace
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.web_addresses import (
    GOVINFO,
    billstatus_file_name,
    billstatus_url,
    govinfo_package,
    granule_url,
    text_bulk_url,
    text_file_name,
    text_package_url,
    text_pdf_url,
    text_plain_url,
)
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import BillText, parse_billtext
from billtrack.sources.granule import GranuleText, find_text
from billtrack.sources.http import HttpClient
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.refusals import Patience
from billtrack.sources.remote import Fetched, Missing, Unchanged, Validators
from billtrack.sources.sites import parse_site
from billtrack.sources.xml import local_name, parse_xml

_GRANULES_OF_A_PAGE = 12
_GAP = 2
"""After this many missing granules the search of a page ends."""


class GovInfo:
    """The official source without a key; an ``OfficialSource``."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    @classmethod
    def at(cls, address: str = GOVINFO, *, patience: Patience | None = None, at_once: int = 8) -> GovInfo:
        """Make a client of govinfo.gov, or of a mirror of it at *address*.

        Raises:
            InputError: *address* is not the address of a source.
        """
        return cls(HttpClient(parse_site(address), patience=patience, at_once=at_once))

    def close(self) -> None:
        """Close the connections; waiting threads stop."""
        self._http.close()

    def fetch_status(
        self, measure: MeasureId, held: Validators | None = None
    ) -> Fetched[Measure] | Unchanged | Missing:
        """Fetch the BILLSTATUS file of *measure*; otherwise as ``OfficialSource``."""
        return self._http.find(
            billstatus_url(measure, site=""),
            lambda data: parse_billstatus(data, name=billstatus_file_name(measure)),
            official=billstatus_url(measure),
            held=held,
        )

    def fetch_text(self, text: TextId, held: Validators | None = None) -> Fetched[BillText] | Unchanged | Missing:
        """Fetch the XML of *text* from its package or the bulk data; if there is none, the plain text.

        Otherwise as ``OfficialSource``.
        """
        for place in _places(text):
            found = self._http.find(
                place.url.removeprefix(GOVINFO),
                place.read,
                official=place.url,
                accept=place.accept,
                held=held if held is None or held.url in {None, place.url} else None,
            )
            if not isinstance(found, Missing):
                return found
        return Missing(text_package_url(text))

    def fetch_granule(self, text: TextId, day: dt.date, page: str) -> Fetched[GranuleText] | Missing:
        """Fetch what the Congressional Record prints of *text*; otherwise as ``OfficialSource``.

        Several granules may begin on one page, the second named ``-2``; the one that prints the text is searched for.
        """
        first = f"CREC-{day}-pt1-Pg{page}"
        absent = 0
        for granule in (first, *(f"{first}-{number}" for number in range(2, _GRANULES_OF_A_PAGE + 1))):
            found = self._http.find(
                granule_url(granule, site=""),
                partial(find_text, name=f"{granule}.htm", wanted=text),
                official=granule_url(granule),
                accept="text/html",
            )
            absent += isinstance(found, Missing)
            if absent == _GAP:
                break
            if isinstance(found, Fetched) and found.content is not None:
                return Fetched(found.content, found.url, found.data, found.validators)
        return Missing(granule_url(first))

    def list_measures(self, congress: int, measure_type: MeasureType) -> Iterator[MeasureId]:
        """List the status files of one type, by number, from the folder's listing, else from its sitemap."""
        try:
            found = self._listed(congress, measure_type)
        except RemoteError as failure:
            try:
                found = self._mapped(congress, measure_type)
            except RemoteError:
                raise failure from None
        else:
            found = found or self._mapped(congress, measure_type)
        return iter(sorted(found))

    def _listed(self, congress: int, measure_type: MeasureType) -> set[MeasureId]:
        path = f"/bulkdata/json/BILLSTATUS/{congress}/{measure_type.value}"
        names = self._fetch_names(path, _names_listed, accept="application/json")
        return _of_type(names, congress, measure_type)

    def _mapped(self, congress: int, measure_type: MeasureType) -> set[MeasureId]:
        path = f"/sitemap/bulkdata/BILLSTATUS/{congress}{measure_type.value}/sitemap.xml"
        return _of_type(self._fetch_names(path, _names_mapped, accept="application/xml"), congress, measure_type)

    def _fetch_names(self, path: str, read: Callable[[bytes], tuple[str, ...]], *, accept: str) -> tuple[str, ...]:
        return self._http.fetch(path, read, official=f"{GOVINFO}{path}", accept=accept).content


class _TextPlace(NamedTuple):
    """Where a text may be: its official address, the media type, and how to read it."""

    url: str
    accept: str
    read: Callable[[bytes], BillText]


def _places(text: TextId) -> Iterator[_TextPlace]:
    """List every place where a text may be, best first: most have XML, a few plain text and PDF, or only PDF."""

    def read_xml(data: bytes) -> BillText:
        return parse_billtext(data, name=text_file_name(text))

    def read_plain(data: bytes) -> BillText:
        found = parse_plaintext(data, name=f"{govinfo_package(text)}.htm", known=text)
        note = "; ".join(filter(None, (PLAIN_ONLY, found.text.note)))
        return replace(found, text=replace(found.text, authority=Authority.OFFICIAL, note=note))

    def read_pdf(data: bytes) -> BillText:
        if not data.startswith(b"%PDF-"):
            raise InputError("not a PDF")
        return BillText(text, TextVersion(version_code=text.version_code, coverage=Coverage.NONE, note=PDF_ONLY))

    for url in (text_package_url(text), *(text_bulk_url(text, session=session) for session in (1, 2))):
        yield _TextPlace(url, "application/xml", read_xml)
    yield _TextPlace(text_plain_url(text), "text/html", read_plain)
    yield _TextPlace(text_pdf_url(text), "application/pdf", read_pdf)


def _of_type(names: Iterable[str], congress: int, measure_type: MeasureType) -> set[MeasureId]:
    found = {name for name in map(identify_file, names) if isinstance(name, MeasureId)}
    return {name for name in found if name.congress == congress and name.measure_type is measure_type}


def _names_listed(data: bytes) -> tuple[str, ...]:
    """Read the file names of a listing; zips and folders in it are not names of measures."""
    try:
        files = json.loads(data)["files"]
        return tuple(str(file["name"]) for file in files)
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise InputError("not a listing: expected an object with files, each with a name") from error


def _names_mapped(data: bytes) -> tuple[str, ...]:
    """Read the addresses of a sitemap."""
    root = parse_xml(data, name="sitemap.xml")
    if local_name(root) != "urlset":
        raise InputError(f"not a sitemap: its root is <{local_name(root)[:60]}>")
    return tuple((element.text or "").strip() for element in root.iterfind("{*}url/{*}loc"))
