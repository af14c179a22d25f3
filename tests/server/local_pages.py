"""``billtrack serve`` as a program of its own, and a client that says exactly what it is told to."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from billtrack.cli import main
from official_measures import invented

BILLS = Path(__file__).parents[2] / "bills"
MEMBERS = Path(__file__).parents[1] / "data" / "members"
ARCHIVED = "hres7-118"
"""A measure in the archive of ``make_place``, in the Congress whose members it has."""


class Response(NamedTuple):
    """What the server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Pages(NamedTuple):
    """A server that answers, the folder of its records and archive, and its process."""

    port: int
    place: Path
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        """Where it answers, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Response:
        """Ask for *path*."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, headers={key.replace("_", "-"): each for key, each in headers.items()})
            response = connection.getresponse()
            sent = {key.lower(): each for key, each in response.getheaders()}
            return Response(response.status, sent, response.read())
        finally:
            connection.close()


QUESTION = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
CALL = {**QUESTION, "method": "tools/call", "params": {"name": "coverage", "arguments": {}}}


def post(pages: Pages, path: str, question: Mapping[str, object] = QUESTION, **headers: str) -> tuple[int, bytes]:
    """Post an assistant's question; the status and the body of the response."""
    connection = http.client.HTTPConnection("127.0.0.1", pages.port, timeout=30)
    sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    with contextlib.closing(connection):
        connection.request("POST", path, json.dumps(question), sent)
        response = connection.getresponse()
        return response.status, response.read()


def make_place(folder: Path, *, is_prepared: bool = True) -> Path:
    """Fill *folder*: the shipped records, and an archive of invented measures with members; *is_prepared*: sketches."""
    (folder / "bills").mkdir(parents=True)
    for record in BILLS.glob("*.yaml"):
        (folder / "bills" / record.name).write_bytes(record.read_bytes())
    files = folder / "official"
    files.mkdir()
    for name in (ARCHIVED, "hres8-118"):
        measure = invented(name)
        (files / f"BILLSTATUS-{measure_file(name)}.xml").write_bytes(measure.status_xml())
        (files / f"BILLS-{measure_file(name)}ih.xml").write_bytes(measure.text_xml("ih"))
    archive = ("--archive", str(folder / "congress.db"))
    assert main(["import", str(files), *archive, "--quiet"]) == 0
    assert main(["members", "import", *map(str, sorted(MEMBERS.iterdir())), *archive]) == 0
    if is_prepared:
        assert main(["companions", ARCHIVED, *archive, "--bills", str(folder / "bills"), "--quiet"]) == 0
    return folder


def measure_file(name: str) -> str:
    """The middle of the names of a measure's official files: ``118hres7``."""
    measure, _, congress = name.partition("-")
    return f"{congress}{measure}"


@contextmanager
def serving(place: Path, *options: str, has_archive: bool = True) -> Iterator[Pages]:
    """Serve *place* until the end of the block."""
    archive = ("--archive", str(place / "congress.db")) if has_archive else ()
    where = ("--bills", str(place / "bills"), *archive)
    command = (sys.executable, "-m", "billtrack", "serve", "--port", "0", *where, *options)
    environ = {key: each for key, each in os.environ.items() if not key.startswith("BILLTRACK_")}
    environ["HOME"] = str(place)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        said = re.fullmatch(r"billtrack: serving on http://127\.0\.0\.1:(\d+)\S*/\n", line)
        try:
            assert said is not None, line + process.stderr.read()
            yield Pages(int(said[1]), place, process)
        finally:
            process.terminate()
            process.wait(20)
