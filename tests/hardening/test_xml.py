"""XML from strangers: nothing is fetched, nothing grows, every document is read right or refused in one line."""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from lxml import etree

from billtrack.errors import InputError
from billtrack.sources import xml
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import parse_billtext
from billtrack.sources.packages import Document, Refusal, read_documents
from billtrack.sources.xml import parse_rows, parse_xml
from billtrack.store.records import dump_record, parse_record
from billtrack.tracking.parsed_document import joined, read_document
from hostile import CAMPAIGN, cases, mutated
from official_measures import invented

Tried = Callable[[str, str, int], None]
HERE = Path(__file__).parents[1] / "data" / "billstatus"
DAY = dt.date(2026, 11, 22)
TOKENS = (
    *(b"<!DOCTYPE a [<!ENTITY e 'x'>]>", b"&e;", b"&#0;", b"&#xD800;", b"&#x10FFFF;", b"<![CDATA[", b"]]>", b"<!--"),
    *(b"<?x", b"?>", b"<", b"</", b"/>", b"\0", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xef\xbf\xbf", b'xmlns="u"'),
    *(b"99999999999999999999", b"-1", b"2017-02-30", b"0000-00-00", b"<item>", b"</item>", b"<bill>", b" ", b"\r"),
    *(b"<!-- -->", b"&amp;#x1b;", b"&#27;", b"&#x202e;", b"<billStatus>", b"<text>", b"<quoted-block>", b"\xc2\x85"),
)


def documents(folder: Path | None) -> list[tuple[str, bytes]]:
    """A status file of each schema and a text: the official ones where they are, and invented ones."""
    measure = invented("hres1-119")
    found = [(path.name, path.read_bytes()) for path in sorted(HERE.glob("*.xml"))]
    found.append(("BILLS-119hres1ih.xml", measure.text_xml("ih")))
    if folder is None:
        return found
    smallest = min((folder / "billtext" / "uslm-2.1").glob("*.xml"), key=lambda path: path.stat().st_size)
    official = (folder / "billstatus/BILLSTATUS-115hres351.xml", folder / "billtext/dtd/BILLS-119hconres58eh.xml")
    return found + [(path.name, path.read_bytes()) for path in (*official, smallest)]


def outcome(name: str, data: bytes, path: Path) -> str:
    """Import *data* as a file would be; say how it ended, a record being held to what it says."""
    path.write_bytes(data)
    (document,) = read_documents(path)
    if isinstance(document, Refusal):
        return "refused"
    try:
        readings = read_document(Document(name, str(path), document.kind, data), on=DAY)
        records = [dump_record(joined(None, reading)) for reading in readings]
    except InputError as error:
        return in_one_line(error)
    assert [dump_record(parse_record(record, file="it")) for record in records] == records
    return "read"


def in_one_line(error: InputError) -> str:
    assert "\n" not in str(error)
    assert len(str(error)) < 1000
    return "refused"


@pytest.fixture
def folder() -> Path | None:
    official = Path(__file__).parents[3] / "shared" / "data"
    return official if official.is_dir() else None


def test_a_mutated_document_is_read_or_refused_in_one_line(folder: Path | None, tmp_path: Path, tried: Tried) -> None:
    originals = documents(folder)
    ends = {"read": 0, "refused": 0}
    count = cases(300)
    for seed in range(count):
        chance = random.Random(seed)
        name, data = originals[seed % len(originals)]
        try:
            ends[outcome(name, mutated(data, chance, TOKENS), tmp_path / "x.xml")] += 1
        except Exception as error:
            error.add_note(f"seed {seed}, {name}")
            raise
    assert min(ends.values()) > 0
    tried("XML is read or refused", f"bits, bytes and markup changed ({ends['read']:,} read)", count)


def test_a_document_cut_anywhere_is_refused(folder: Path | None, tmp_path: Path, tried: Tried) -> None:
    name, data = documents(folder)[-3 if folder else 0]
    whole = len(data.rstrip())
    places = range(whole) if cases(0) else range(0, whole, 499)
    for end in places:
        assert outcome(name, data[:end], tmp_path / "x.xml") == "refused", end
    tried("XML is read or refused", f"{name} cut at every byte", len(places))


# ---------------------------------------------------------------------------------- nothing is fetched

DOORS = {
    "general entity": '<!DOCTYPE bill [<!ENTITY e SYSTEM "{at}">]><bill>&e;</bill>',
    "entity in an attribute": '<!DOCTYPE bill [<!ENTITY e SYSTEM "{at}">]><bill a="&e;"/>',
    "public entity": '<!DOCTYPE bill [<!ENTITY e PUBLIC "x" "{at}">]><bill>&e;</bill>',
    "unparsed entity": '<!DOCTYPE bill [<!NOTATION n SYSTEM "{at}"><!ENTITY e SYSTEM "{at}" NDATA n>]><bill/>',
    "parameter entity": '<!DOCTYPE bill [<!ENTITY % e SYSTEM "{at}">%e;]><bill/>',
    "nested parameter entity": "<!DOCTYPE bill [<!ENTITY % a '<!ENTITY &#37; b SYSTEM \"{at}\">'>%a;%b;]><bill/>",
    "DTD": '<!DOCTYPE bill SYSTEM "{at}"><bill/>',
    "public DTD": '<!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "{at}"><bill>&nbsp;</bill>',
    "DTD and subset": '<!DOCTYPE bill SYSTEM "{at}" [<!ENTITY % e SYSTEM "{at}">%e;]><bill/>',
    "XInclude": '<bill xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{at}" parse="text"/></bill>',
    "style sheet": '<?xml-stylesheet type="text/xsl" href="{at}"?><bill/>',
    "schema": '<bill xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="u {at}"/>',
    "schema without a namespace": '<bill xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
    'i:noNamespaceSchemaLocation="{at}"/>',
    "base": '<bill xml:base="{at}"><img src="{at}"/></bill>',
    "catalog": '<?oasis-xml-catalog catalog="{at}"?><!DOCTYPE bill SYSTEM "bill.dtd"><bill/>',
}


@contextmanager
def watched_server() -> Iterator[tuple[str, list[str]]]:
    """A server that writes down whatever it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/canary", asked
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe, which tells when it is opened")
def test_no_document_opens_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Tried) -> None:
    pipe = tmp_path / "bill.dtd"
    os.mkfifo(pipe)
    monkeypatch.chdir(tmp_path)
    opened = threading.Event()

    def wait_for_a_reader() -> None:
        with pipe.open("wb"):  # returns when somebody opens it for reading
            opened.set()

    thread = threading.Thread(target=wait_for_a_reader, daemon=True)
    thread.start()
    with watched_server() as (address, asked):
        places = (str(pipe), pipe.as_uri(), "bill.dtd", address, f"{address}?a=%31")
        count = 0
        for shape in DOORS.values():
            for at in places:
                for parse in (parse_xml, parse_rows):
                    count += 1
                    try:
                        root = parse(shape.format(at=at).encode(), name="x")
                    except InputError:
                        continue
                    assert "canary" not in str(etree.tostring(root, method="text"))
        assert asked == []
    assert not opened.wait(0.05)
    with pipe.open("rb"):  # the watcher does tell
        assert opened.wait(5)
    thread.join()
    tried("XML opens no file and no connection", f"{len(DOORS)} doors to 5 places", count)


# ------------------------------------------------------------------------------------- nothing grows

BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs": (
        lambda: (
            b'<!DOCTYPE a [<!ENTITY a0 "ha">'
            + b"".join(b'<!ENTITY a%d "%s">' % (each, b"&a%d;" % (each - 1) * 10) for each in range(1, 20))
            + b"]><a>&a19;</a>"
        ),
        "in its DOCTYPE",
    ),
    "quadratic": (
        lambda: b'<!DOCTYPE a [<!ENTITY e "' + b"y" * 10**6 + b'">]><a>' + b"&e;" * 10**5 + b"</a>",
        "in its DOCTYPE",
    ),
    "quadratic attribute": (
        lambda: b'<!DOCTYPE a [<!ENTITY e "' + b"y" * 10**6 + b'">]><a b="' + b"&e;" * 10**5 + b'"/>',
        "in its DOCTYPE",
    ),
    "default attributes": (
        lambda: b'<!DOCTYPE r [<!ATTLIST a x CDATA "' + b"y" * 10**5 + b'">]><r>' + b"<a/>" * 20_000 + b"</r>",
        "in its DOCTYPE",
    ),
    "100,000 deep": (lambda: b"<a>" * 100_000 + b"</a>" * 100_000, "nested more than 256 deep, the limit"),
    "a 50 MB attribute": (lambda: b'<a b="' + b"y" * 50_000_000 + b'"/>', "more than 10,000,000 bytes, the limit"),
    "a 50 MB text": (lambda: b"<a>" + b"y" * 50_000_000 + b"</a>", "more than 10,000,000 bytes, the limit"),
    "a 50 MB comment": (lambda: b"<a><!--" + b"y" * 50_000_000 + b"--></a>", "more than 10,000,000 bytes, the limit"),
    "a 50 MB name": (lambda: b"<" + b"y" * 50_000_000 + b"/>", "the limit"),
    "many elements": (lambda: b"<r>" + b"<a/>" * 5_000_000 + b"</r>", "elements, more than the limit of 1,000,000"),
    "many attributes": (
        lambda: b"<r>" + b'<a b=""/>' * 999_998 + b'<a c="" d="" e=""/></r>',
        "attributes, more than the limit of 1,000,000",
    ),
    "many references": (
        lambda: b'<!DOCTYPE r SYSTEM "x"><r>' + b"&e;" * 2_000_000 + b"</r>",
        "references, more than the limit of 1,000,000",
    ),
    "many bytes": (lambda: b" " * (xml.MAX_BYTES + 1), "bytes of XML, more than the limit of 67,108,864"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_grow_is_refused_early_by_the_limits_name(name: str, tried: Tried) -> None:
    build, expected = BOMBS[name]
    data = build()
    start = time.process_time()
    with pytest.raises(InputError, match=expected):
        parse_xml(data, name="x")
    assert time.process_time() - start < 3
    tried("XML beyond a limit is refused early", name, 1)


ENCODINGS = {
    "UTF-7": b'<?xml version="1.0" encoding="utf-7"?>+ADw-billStatus/+AD4-',
    "UTF-16": '<?xml version="1.0" encoding="utf-16"?><billStatus/>'.encode("utf-16"),
    "UTF-16 that says UTF-8": '<?xml version="1.0" encoding="utf-8"?><billStatus/>'.encode("utf-16"),
    "UTF-16 without a mark": "<billStatus/>".encode("utf-16-be"),
    "UTF-32": "<billStatus/>".encode("utf-32"),
    "UTF-32 without a mark": "<billStatus/>".encode("utf-32-le"),
    "UTF-8 that says UTF-16": b'<?xml version="1.0" encoding="utf-16"?><billStatus/>',
    "EBCDIC": '<?xml version="1.0" encoding="cp037"?><billStatus/>'.encode("cp037"),
    "an encoding nobody has": b'<?xml version="1.0" encoding="x-none"?><billStatus/>',
    "GB 18030": b'<?xml version="1.0" encoding="gb18030"?><billStatus/>',
    "Latin-1 that says UTF-8": '<?xml version="1.0" encoding="utf-8"?><a>é</a>'.encode("latin-1"),
    "half a character": b"<a>\xe2\x80</a>",
    "a surrogate": b"<a>\xed\xa0\x80</a>",
    "an overlong sign": b"<a>\xc0\xbcb/></a>",
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_that_hides_something_is_refused(name: str, tried: Tried) -> None:
    with pytest.raises(InputError, match=r"^x(:\d+:\d+)?: (is in|declares the encoding|not well-formed XML)"):
        parse_xml(ENCODINGS[name], name="x")
    tried("XML in a hidden encoding is refused", name, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
def test_an_encoding_of_the_list_is_read_right(encoding: str) -> None:
    said = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{said.upper()}"?><a>é§</a>'.encode(encoding)
    assert parse_xml(data, name="x").text == "é§"


# --------------------------------------------------------------------------------- memory and time

_PEAK = """
import datetime as dt, sys
from pathlib import Path
from billtrack.tracking.importing import read_document
from billtrack.sources.packages import read_documents
for document in read_documents(Path(sys.argv[1])):
    read_document(document, on=dt.date(2026, 11, 22))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.official
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_an_official_file_is_read_in_bounded_memory(official_data: Path, tried: Tried) -> None:
    paths = sorted(official_data.rglob("*.xml"), key=lambda path: -path.stat().st_size)[: min(cases(3), 200)]
    worst = 0.0
    for path in paths:
        done = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True)
        room = 8 * path.stat().st_size + 64 * 2**20
        worst = max(worst, int(done.stdout) * 1024 / room)
        assert worst < 1, path
    tried("Official XML fits in 8 x its size + 64 MB", f"the largest files (worst: {worst:.0%} of that)", len(paths))


@pytest.mark.skipif(not CAMPAIGN, reason="times something, and a loaded machine is slow and not wrong")
@pytest.mark.parametrize(
    "shape",
    [
        lambda n: b"<r>" + b"<a>b</a>" * n + b"</r>",
        lambda n: b"<r " + b" ".join(b'a%d=""' % each for each in range(n)) + b"/>",
        lambda n: b"<r " + b" ".join(b'xmlns:a%d="u"' % each for each in range(n)) + b">" + b"<a1:x/>" * n + b"</r>",
        lambda n: b"<r>" + b"&amp;" * n + b"</r>",
        lambda n: b"<r>" + b"x<!-- -->" * n + b"</r>",
        lambda n: b"<r>" + b"<![CDATA[x]]>" * n + b"</r>",
        lambda n: b"<!DOCTYPE 'x'>" * n + b"<r/>",
        lambda n: b"<!DOCTYPE r \"'" * n + b"<r/>",
    ],
    ids=["elements", "attributes", "namespaces", "references", "comments", "sections", "types", "quotes"],
)
def test_time_grows_with_the_size(shape: Callable[[int], bytes]) -> None:
    def seconds(count: int) -> float:
        data = shape(count)
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            with suppress(InputError):
                parse_xml(data, name="x")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(160_000) < 16 * max(seconds(20_000), 0.002) + 0.05


def repeated(data: bytes, inside: bytes, count: int) -> bytes:
    """The document with what stands in its first element called *inside* there *count* times."""
    start = data.index(b">", data.index(b"<" + inside)) + 1
    end = data.index(b"</%s>" % inside, start)
    return data[:start] + data[start:end] * count + data[end:]


@pytest.mark.skipif(not CAMPAIGN, reason="times something, and a loaded machine is slow and not wrong")
@pytest.mark.parametrize("inside", ["cosponsors", "actions", "titles", "preamble", "section", "textVersions"])
def test_reading_takes_time_as_the_document_is_long(inside: str) -> None:
    measure = invented("hres1-119")
    is_text = inside in {"preamble", "section"}
    data, name = (measure.text_xml("ih"), "BILLS-119hres1ih.xml") if is_text else (measure.status_xml(), "x.xml")
    read = parse_billtext if is_text else parse_billstatus

    def seconds(count: int) -> float:
        long = repeated(data, inside.encode(), count)
        start = time.process_time()
        read(long, name=name)
        return time.process_time() - start

    assert seconds(8000) < 16 * max(seconds(1000), 0.002) + 0.1
