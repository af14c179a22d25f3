"""The Congress.gov API, version 3: status of measures, with a key; texts come from govinfo.

congress.gov answers programs with a bot check, even at the text addresses that the API returns, so texts are fetched
from govinfo by name.  The key is sent as a header to the configured host only; addresses in the replies (such as
``next``) are never requested, only read for the offset of the next page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from billtrack.errors import InputError, RemoteError
from billtrack.model.measure import Measure
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.web_addresses import CONGRESS_API, congress_api_url
from billtrack.sources.billtext import BillText
from billtrack.sources.congress_json import (
    PARTS,
    Json,
    ListPage,
    canonical,
    counted,
    measure_of,
    parse_item,
    parse_measure,
    parse_page,
)
from billtrack.sources.granule import GranuleText
from billtrack.sources.http import HttpClient
from billtrack.sources.refusals import Patience, RefusedError
from billtrack.sources.remote import Fetched, Missing, OfficialSource, Unchanged, Validators
from billtrack.sources.sites import parse_site

LARGEST_PAGE = 250
"""The service silently reduces a larger limit to this."""
READINGS = 3
"""How often to read a list that changes while it is read."""
_HISTORY = frozenset({"actions", "cosponsors", "textVersions"})
"""Parts refused if they lag their item: without their last rows the history of a record would be wrong."""
_MOST_PAGES = 400
_ITEM = "item-sha256:"
_SIGN_UP = "keys are free at https://api.congress.gov/sign-up/; billtrack reads $CONGRESS_API_KEY"
_KEY_CODES = frozenset({"API_KEY_MISSING", "API_KEY_INVALID", "API_KEY_DISABLED", "API_KEY_UNAUTHORIZED"})

T = TypeVar("T")


class _WholeList(NamedTuple):
    """A list read from first page to last; ``has_repeats`` if a row is on two pages."""

    rows: tuple[Json, ...]
    beside: Json
    total: int | None
    has_repeats: bool

    @property
    def sizes(self) -> tuple[int, int]:
        """The number of rows, without and with what is beside them: a policy area counts as a subject."""
        return len(self.rows), len(self.rows) + len(self.beside)

    @property
    def is_short(self) -> bool:
        """Whether rows are missing."""
        return self.total is not None and max(self.sizes) < self.total


class CongressApi:
    """The official source that requires a key; an ``OfficialSource``.

    Its validators are a digest of the item, which contains the time of the last update, the latest action and the
    number of rows of every part.  They are given only if every part had the rows its item promised.
    """

    def __init__(self, http: HttpClient, texts: OfficialSource) -> None:
        self._http = http
        self._texts = texts

    @classmethod
    def at(
        cls,
        address: str = CONGRESS_API,
        *,
        key: str,
        texts: OfficialSource,
        patience: Patience | None = None,
        at_once: int = 8,
    ) -> CongressApi:
        """Make a client of the API, or of a mirror at *address*; bill texts come from *texts*.

        Raises:
            InputError: *address* is not the address of a source, *key* is not a possible key, or it would be sent
                unencrypted.
        """
        site = parse_site(address)
        if not (8 <= len(key) <= 200 and key.isascii() and key.isprintable() and " " not in key):
            raise InputError("the Congress.gov key is not valid: expected 8 or more letters and digits", hint=_SIGN_UP)
        if not site.is_private:
            raise InputError(f"the Congress.gov key is sent over https only, not to {site.address}")
        http = HttpClient(site, key=("X-Api-Key", key), patience=patience, at_once=at_once)
        return cls(http, texts)

    def close(self) -> None:
        """Close the connections, including those for texts; waiting threads stop."""
        self._http.close()
        self._texts.close()

    def fetch_text(self, text: TextId, held: Validators | None = None) -> Fetched[BillText] | Unchanged | Missing:
        """Fetch *text* from govinfo."""
        return self._texts.fetch_text(text, held)

    def fetch_granule(self, text: TextId, day: dt.date, page: str) -> Fetched[GranuleText] | Missing:
        """Fetch a text of the Congressional Record from govinfo."""
        return self._texts.fetch_granule(text, day, page)

    def fetch_status(
        self, measure: MeasureId, held: Validators | None = None
    ) -> Fetched[Measure] | Unchanged | Missing:
        """Fetch the item of *measure* and its parts; otherwise as ``OfficialSource``.

        The document is the replies as canonical JSON, without paging.
        """
        url, path = congress_api_url(measure), congress_api_url(measure, site="")
        try:
            item = self._ask(path, lambda data: parse_item(data, measure))
        except RefusedError as refused:
            if refused.status == 404 and refused.refusal.is_json:
                return Missing(url)
            raise
        tag = _ITEM + hashlib.sha256(canonical(item, {})).hexdigest()
        if held is not None and held.etag == tag:
            return Unchanged(url)
        parts, is_whole = self._fetch_parts(path, item)
        data = canonical(item, parts)
        try:
            content = parse_measure(data, name=url)
        except InputError as error:
            raise RemoteError(f"{self._http.site.address}{path}: not a valid measure: {error}") from error
        return Fetched(content, url, data, Validators(etag=tag if is_whole else None))

    def _fetch_parts(self, path: str, item: Json) -> tuple[dict[str, object], bool]:
        """Fetch the parts the item names, and say whether each had the promised rows."""
        parts: dict[str, object] = {}
        is_whole = True
        for key, word in PARTS.items():
            promised = counted(item, key)
            if promised:
                reading = self._read_list(f"{path}/{word}", key)
                if key in _HISTORY and len(reading.rows) < promised:
                    raise RemoteError(
                        f"{self._http.site.address}{path}/{word}: {len(reading.rows):,} of {promised:,} rows received",
                        hint="the list is updated later than the measure itself; run the same command later",
                    )
                is_whole = is_whole and promised in reading.sizes
                rows = list(reading.rows)
                parts[key] = {"legislativeSubjects": rows, **reading.beside} if key == "subjects" else rows
        return parts, is_whole

    def list_measures(self, congress: int, measure_type: MeasureType) -> Iterator[MeasureId]:
        """List the measures of one type, by number.

        Read in order of update, so that a measure updated meanwhile appears again at the end instead of moving
        another one to a different page; read again if fewer came than were counted.
        """
        path = f"/bill/{congress}/{measure_type.value}"
        found: set[MeasureId] = set()
        for _ in range(READINGS):
            pages = list(self._pages(path, "bills", sort="updateDate asc"))
            found |= {name for page in pages for row in page.rows if (name := measure_of(row)) is not None}
            if len(found) >= (pages[-1].total or 0):
                break
        return iter(sorted(name for name in found if (name.congress, name.measure_type) == (congress, measure_type)))

    def _read_list(self, path: str, key: str) -> _WholeList:
        """Read a whole list; if it changed meanwhile, again, until it is complete or twice the same.

        Raises:
            RemoteError: it never is.
        """
        before: _WholeList | None = None
        for _ in range(READINGS):
            reading = _joined(list(self._pages(path, key)))
            if not reading.is_short and (not reading.has_repeats or reading == before):
                return reading
            before = reading
        raise RemoteError(
            f"{self._http.site.address}{path}: the list was incomplete {READINGS} times: "
            f"{len(reading.rows):,} of {reading.total or 0:,} rows received",
            hint="it is changing now; run the same command later",
        )

    def _pages(self, path: str, key: str, **query: str) -> Iterator[ListPage]:
        """Request page after page; each must begin after the one before, so the loop ends."""
        offset = 0
        for _ in range(_MOST_PAGES):
            page = self._ask(
                path, lambda data: parse_page(data, key), offset=str(offset), limit=str(LARGEST_PAGE), **query
            )
            yield page
            if page.next_offset is None or page.next_offset <= offset or not page.rows:
                return
            offset = page.next_offset
        raise RemoteError(f"{self._http.site.address}{path}: more than {_MOST_PAGES:,} pages")

    def _ask(self, path: str, read: Callable[[bytes], T], **query: str) -> T:
        """Request JSON; if the key is refused, say where keys come from."""
        asked = f"{path}?{urlencode({'format': 'json', **query})}"
        try:
            return self._http.fetch(asked, read, official=CONGRESS_API, accept="application/json").content
        except RefusedError as refused:
            if refused.refusal.code in _KEY_CODES:
                raise RemoteError(f"Congress.gov refused the key: {refused}", hint=_SIGN_UP) from refused
            raise


def _joined(pages: Sequence[ListPage]) -> _WholeList:
    """Join the pages; rows repeated because the list changed are dropped if there are too many rows."""
    seen: set[bytes] = set()
    rows: list[Json] = []
    repeats: list[int] = []
    for page in pages:
        marks = [canonical(row, {}) for row in page.rows]
        repeats += [len(rows) + at for at, mark in enumerate(marks) if mark in seen]
        rows += page.rows
        seen.update(marks)
    total = pages[-1].total
    if total is not None and len(rows) > total:
        rows = [row for at, row in enumerate(rows) if at not in set(repeats)]
        repeats = []
    return _WholeList(tuple(rows), pages[0].beside, total, bool(repeats))
