"""What the test server has: documents put there by a test, and the official files of a folder, read when asked for."""

from __future__ import annotations

import datetime as dt
import re
import threading
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from billtrack.model.congresses import congress_start
from billtrack.model.identifiers import identify_file
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.web_addresses import billstatus_file_name, text_file_name
from official_measures import Invented

LONG_AGO = dt.datetime(2025, 3, 5, 10, 0, tzinfo=dt.UTC)


class Rendition(NamedTuple):
    """A print in another form than XML: ``htm`` or ``pdf``."""

    text: TextId
    ending: str


Name = MeasureId | TextId | Rendition


@dataclass(frozen=True)
class Document:
    """A document's bytes, when they were put there, and for a text its session."""

    data: bytes
    modified: dt.datetime
    session: int = 1


class Shelves:
    """Documents by name; what a test puts there hides the official file of that name."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._put: dict[Name, Document | None] = {}
        self._files: dict[Name, Path] = {}
        self._members: dict[Name, tuple[Path, str]] = {}
        self._sessions: dict[TextId, int] = {}
        self._zips: dict[Path, zipfile.ZipFile] = {}
        self.granules: dict[str, bytes] = {}

    # ------------------------------------------------------------------------------- filling

    def put(self, *measures: Invented, modified: dt.datetime = LONG_AGO) -> None:
        """Put measures there, status and every print; a status that changed needs a later *modified*."""
        for measure in measures:
            self.put_document(measure.id, measure.status_xml(), modified=modified)
            for each in measure.prints:
                session = 1 if each.date is None else each.date.year - congress_start(measure.id.congress).year + 1
                self.put_document(
                    measure.text_id(each.code), measure.text_xml(each.code), modified=modified, session=session
                )

    def put_document(self, name: Name, data: bytes, *, modified: dt.datetime = LONG_AGO, session: int = 1) -> None:
        """Put one document there, whatever its bytes are."""
        with self._lock:
            held = self._put.get(name)
            if held is None or held.data != data:
                self._put[name] = Document(data, modified, session)

    def take_away(self, *names: Name) -> None:
        """Serve these no more."""
        with self._lock:
            for name in names:
                self._put[name] = None

    def add_folder(self, folder: Path) -> None:
        """Serve the official files of *folder*, the members of its zips too; a later file of a name is passed over."""
        for path in sorted(folder.rglob("*")):
            name = identify_file(path.name)
            if path.suffix == ".xml" and name is not None:
                self._files.setdefault(name, path)
            elif path.suffix == ".zip":
                self._add_zip(path)

    def _add_zip(self, path: Path) -> None:
        session = re.match(r"BILLS-\d+-(\d)-", path.name)
        with zipfile.ZipFile(path) as package:
            for member in package.namelist():
                name = identify_file(member)
                if name is not None:
                    self._members.setdefault(name, (path, member))
                    if session and isinstance(name, TextId):
                        self._sessions[name] = int(session[1])

    # ------------------------------------------------------------------------------- reading

    def find(self, name: Name) -> Document | None:
        """The document of a name."""
        with self._lock:
            if name in self._put:
                return self._put[name]
            data = self._official(name)
            session = self._sessions.get(name, 1) if isinstance(name, TextId) else 1
            return None if data is None else Document(data, LONG_AGO, session)

    def _official(self, name: Name) -> bytes | None:
        if isinstance(name, Rendition):
            return None
        if name in self._files:
            return self._files[name].read_bytes()
        if name in self._members:
            path, member = self._members[name]
            package = self._zips.setdefault(path, zipfile.ZipFile(path)) if path not in self._zips else self._zips[path]
            return package.read(member)
        return None

    def names(self) -> Iterator[Name]:
        """Every name there is a document of."""
        with self._lock:
            gone = {name for name, document in self._put.items() if document is None}
            known = {*self._put, *self._files, *self._members} - gone
        yield from known

    def measures(self, congress: int, kind: MeasureType) -> list[MeasureId]:
        """The measures of one type, in order."""
        return sorted(
            name
            for name in self.names()
            if isinstance(name, MeasureId) and name.congress == congress and name.measure_type is kind
        )

    def texts(self, congress: int, session: int, kind: MeasureType) -> list[TextId]:
        """The prints of one type and session, in order."""
        return sorted(
            name
            for name in self.names()
            if isinstance(name, TextId)
            and name.measure.congress == congress
            and name.measure.measure_type is kind
            and ((document := self.find(name)) is not None and document.session == session)
        )

    def close(self) -> None:
        """Close the zips."""
        with self._lock:
            for package in self._zips.values():
                package.close()
            self._zips.clear()


def file_name(name: MeasureId | TextId) -> str:
    """The official file name of a document."""
    return text_file_name(name) if isinstance(name, TextId) else billstatus_file_name(name)


def listing(names: Iterable[MeasureId | TextId], folder: str, modified: dt.datetime = LONG_AGO) -> dict[str, object]:
    """The official listing of a folder, its zip first."""
    entries: list[dict[str, object]] = [_entry(f"{folder.replace('/', '-')}.zip", folder, 4_000, modified)]
    entries += [_entry(file_name(name), folder, 8_109, modified) for name in names]
    return {"files": entries}


def _entry(name: str, folder: str, size: int, modified: dt.datetime) -> dict[str, object]:
    extension = name.rpartition(".")[2]
    return {
        "displayLabel": name,
        "fileExtension": extension,
        "folder": False,
        "formattedLastModifiedTime": f"{modified:%d-%b-%Y %H:%M}",
        "formattedSize": f"{size / 1024:.1f} KB",
        "justFileName": name,
        "link": f"https://www.govinfo.gov/bulkdata/{folder}/{name}",
        "mimeType": f"application/{extension}",
        "name": name,
        "size": size,
    }


def sitemap(names: Iterable[MeasureId], folder: str, modified: dt.datetime = LONG_AGO) -> bytes:
    """The official sitemap of a folder of status files."""
    rows = "".join(
        f"<url><loc>https://www.govinfo.gov/bulkdata/{folder}/{file_name(name)}</loc>"
        f"<lastmod>{modified:%Y-%m-%dT%H:%M:%S}.000Z</lastmod></url>"
        for name in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>\n'
    ).encode()
