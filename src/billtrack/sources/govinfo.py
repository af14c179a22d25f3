"""govinfo.gov: status files and bill texts from the bulk data and the packages; no key.

Knows where the files are and where else to look: a text that is not yet in its package may be in the bulk data, under
either session; a listing that fails has a sitemap beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from billtrack.errors import InputError, RemoteError
from billtrack.identifiers import MeasureId, MeasureType, TextId, identify_file
from billtrack.model import Measure
from billtrack.names import (
    GOVINFO,
    billstatus_file_name,
    billstatus_url,
    text_bulk_url,
    text_file_name,
    text_package_url,
)
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import BillText, parse_billtext
from billtrack.sources.http import HttpClient
from billtrack.sources.patience import Patience
from billtrack.sources.refusals import RefusedError
from billtrack.sources.remote import Fetched, Missing, Unchanged, Validators
from billtrack.sources.sites import parse_site
from billtrack.sources.xml import local_name, parse_xml

_NOT_FOUND = frozenset({404, 410})


class GovInfo:
    """The official source that needs no key; an ``OfficialSource``."""

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
        """Let go of the connections; waiting threads stop."""
        self._http.close()

    def fetch_status(
        self, measure: MeasureId, held: Validators | None = None
    ) -> Fetched[Measure] | Unchanged | Missing:
        """Fetch the BILLSTATUS file of *measure*; otherwise as ``OfficialSource``."""
        name, url = billstatus_file_name(measure), billstatus_url(measure)
        try:
            return self._http.fetch(
                billstatus_url(measure, site=""),
                lambda data: parse_billstatus(data, name=name),
                official=url,
                held=held,
            )
        except RefusedError as refused:
            if refused.status in _NOT_FOUND:
                return Missing(url)
            raise

    def fetch_text(self, text: TextId, held: Validators | None = None) -> Fetched[BillText] | Unchanged | Missing:
        """Fetch the XML of *text* from its package, else from the bulk data; otherwise as ``OfficialSource``."""
        name = text_file_name(text)
        places = (
            (text_package_url(text, site=""), text_package_url(text)),
            *((text_bulk_url(text, session=each, site=""), text_bulk_url(text, session=each)) for each in (1, 2)),
        )
        for path, url in places:
            try:
                return self._http.fetch(path, lambda data: parse_billtext(data, name=name), official=url, held=held)
            except RefusedError as refused:
                if refused.status not in _NOT_FOUND:
                    raise
        return Missing(places[0][1])

    # -------------------------------------------------------------------------------- listings

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
        fetched = self._http.fetch(path, read, official=f"{GOVINFO}{path}", accept=accept)
        return fetched.content if isinstance(fetched, Fetched) else ()


def _of_type(names: Iterable[str], congress: int, measure_type: MeasureType) -> set[MeasureId]:
    found = {name for name in map(identify_file, names) if isinstance(name, MeasureId)}
    return {name for name in found if name.congress == congress and name.measure_type is measure_type}


def _names_listed(data: bytes) -> tuple[str, ...]:
    """The file names of a listing; the zip and the folders beside the files are no names of measures."""
    try:
        files = json.loads(data)["files"]
        return tuple(str(file["name"]) for file in files)
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise InputError("not a listing: expected an object with files, each with a name") from error


def _names_mapped(data: bytes) -> tuple[str, ...]:
    """The addresses of a sitemap."""
    root = parse_xml(data, name="sitemap.xml")
    if local_name(root) != "urlset":
        raise InputError(f"not a sitemap: its root is <{local_name(root)[:60]}>")
    return tuple((element.text or "").strip() for element in root.iterfind("{*}url/{*}loc"))
