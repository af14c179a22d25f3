"""Zips from strangers: nothing climbs, nothing explodes, what is not read is said by name."""

from __future__ import annotations

import io
import random
import struct
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from billtrack.cli import main
from billtrack.sources.packages import Document, Refusal, read_documents
from hostile import cases, mutated
from official_measures import invented

Tried = Callable[[str, str, int], None]
STATUS = invented("hres7-119").status_xml()
TOKENS = (
    *(
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"PK\x06\x06",
        b"PK\x06\x07",
        b"\x00\x00\x00\x00",
        b"\xff\xff\xff\xff",
    ),
    *(b"../", b"..\\", b"/", b"C:", b"\0", b"\xc3", b"\x01\x00", b"\x0e\x00", b"\x63\x00", b"up\x05\x00\x01"),
)


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in members:
            package.writestr(name, data)
    return file.getvalue()


def sharing(count: int) -> bytes:
    """A zip whose directory names the same bytes *count* times."""
    data = zipped(("a.xml", STATUS))
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry.replace(b"a.xml", b"%05d" % each) for each in range(count))
    return data[:start] + entries + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(entries), start, 0)


def flagged(bit: int, *, local: bool = False) -> bytes:
    data = bytearray(zipped(("a.xml", STATUS)))
    data[data.rindex(b"PK\x01\x02") + 8] |= bit
    if local:
        data[6] |= bit
    return bytes(data)


CLIMBING = (
    *(
        "../x.xml",
        "a/../../x.xml",
        "/etc/x.xml",
        "//host/x.xml",
        "C:\\x.xml",
        "c:x.xml",
        "..\\x.xml",
        "a\\..\\..\\x.xml",
    ),
    *("\\\\host\\x.xml", "./../x.xml", "a/..", ".."),
)
TRICKS: dict[str, tuple[bytes, str]] = {
    **{f"climbing: {name}": (zipped((name, STATUS)), "climbs out of the zip") for name in CLIMBING},
    "a bomb": (zipped(("a.xml", b"<billStatus>" + b" " * 30_000_000)), "a bomb"),
    "a member of 65 MB": (zipped(("a.xml", b" " * 67_108_865)), "more than the limit of"),
    "members that share bytes": (sharing(2000), "share some: a bomb"),
    "a password": (flagged(1), "encrypted"),
    "a strong password": (flagged(1 | 64, local=True), "encrypted"),
    "the same name twice": (zipped(("a.xml", STATUS), ("a.xml", b"x")), "stands twice"),
    "a wrong checksum": (
        zipped(("a.xml", STATUS), how=zipfile.ZIP_STORED).replace(b"lighthouse", b"lighthause", 1),
        "cannot be unpacked: Bad CRC-32",
    ),
    "a zip in a zip": (zipped(("a.zip", zipped(("a.xml", STATUS)))), "a zip inside a zip"),
    "a zip in a zip in a zip": (zipped(("a", zipped(("b", zipped(("c.xml", STATUS)))))), "a zip inside a zip"),
    "an empty zip in a zip": (zipped(("a.xml", zipped())), "a zip inside a zip"),
    "a method nobody has": (
        zipped(("a.xml", STATUS)).replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00"),
        "That compression method is not supported",
    ),
    "an unreadable name": (
        zipped(("é.xml", STATUS)).replace("é".encode(), b"\xe9\xff"),
        "a damaged zip: 'utf-8' codec can't decode",
    ),
    "no name": (zipped(("a.xml", STATUS)).replace(b"a.xml", b"\0.xml"), "a member without a name"),
    "something before it": (b"MZ" + b"x" * 500 + zipped(("a.xml", STATUS)), "no official document"),
}


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_is_refused_by_name_and_reason(name: str, tmp_path: Path, tried: Tried) -> None:
    data, expected = TRICKS[name]
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    start = time.process_time()
    found = list(read_documents(path))
    assert time.process_time() - start < 5
    assert any(isinstance(each, Refusal) and expected in each.reason for each in found), found
    assert list(tmp_path.iterdir()) == [path]
    tried("Zips: nothing climbs or explodes", name, 1)


@pytest.mark.parametrize(
    "name",
    [
        "é.xml",
        "文書.xml",
        "\x1b[31m.xml",
        "a\u202eb.xml",
        " .xml",
        "CON.xml",
        "a" * 60_000 + ".xml",
        "a\nb.xml",
    ],
)
def test_a_strange_name_is_only_a_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped((name, STATUS), ("b.xml", b"<html/>")))
    assert main(["import", str(path), "--into", str(tmp_path / "bills")]) == 3
    said = capsys.readouterr()
    assert not {"\x1b", "\u202e"} & set(said.out + said.err)
    assert [each.name for each in (tmp_path / "bills").glob("*.yaml")] == ["hres7-119.yaml"]
    assert {each.name for each in tmp_path.iterdir()} == {"a.zip", "bills"}


def test_a_name_in_the_encoding_of_old_systems_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = zipped(("\u00e9.xml", STATUS))
    path.write_bytes(data.replace(b"\x00\x08", b"\x00\x00").replace("é".encode(), b"\x82\x83"))
    assert [type(each) for each in read_documents(path)] in ([Document], [Refusal])


def test_a_damaged_zip_gives_documents_and_refusals_only(tmp_path: Path, tried: Tried) -> None:
    originals = (
        zipped(("a.xml", STATUS), ("é/b.xml", STATUS[:400]), ("c.xml", b"<html/>")),
        zipped(("a.xml", STATUS[:300]), how=zipfile.ZIP_STORED),
        zipped(("a.xml", STATUS), how=zipfile.ZIP_LZMA),
        zipped(("a.xml", STATUS), ("b.xml", STATUS), how=zipfile.ZIP_BZIP2),
    )
    path, count = tmp_path / "a.zip", cases(500)
    read = 0
    for seed in range(count):
        path.write_bytes(mutated(originals[seed % len(originals)], random.Random(seed), TOKENS))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = list(read_documents(path))
        assert all(isinstance(each, Document | Refusal) for each in found), seed
        assert not any("\n" in each.reason for each in found if isinstance(each, Refusal)), seed
        read += any(isinstance(each, Document) for each in found)
    assert list(tmp_path.iterdir()) == [path]
    tried("Zips: nothing climbs or explodes", f"bits, bytes and records of a zip changed ({read:,} still read)", count)
