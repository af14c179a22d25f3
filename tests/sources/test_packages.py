"""Documents out of files, folders and zips: nothing climbs, nothing explodes, nothing is passed over in silence."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.sources.kinds import DocumentKind
from billtrack.sources.packages import Document, Refusal, read_documents
from billtrack.sources.xml import MAX_BYTES

STATUS = b'<?xml version="1.0"?>\n<billStatus><bill/></billStatus>'
TEXT = b'<?xml version="1.0"?>\n<!DOCTYPE resolution PUBLIC "-//x" "res.dtd">\n<resolution/>'
USLM = b'<bill xmlns="http://schemas.gpo.gov/xml/uslm"/>'
PLAIN = b"<html><body><pre>\n[Congressional Bills 122nd Congress]\n</pre></body></html>"


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return path


def reason(path: Path) -> str:
    (refusal,) = read_documents(path)
    assert isinstance(refusal, Refusal)
    return refusal.reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (STATUS, DocumentKind.STATUS),
        (TEXT, DocumentKind.TEXT),
        (USLM, DocumentKind.TEXT),
        (b"\xef\xbb\xbf" + STATUS, DocumentKind.STATUS),
        (b"<!-- <bill> --><billStatus/>", DocumentKind.STATUS),
        (PLAIN, DocumentKind.PLAIN_TEXT),
        (b"H. RES. 7\n\nWhereas lamps were lit;\n", DocumentKind.PLAIN_TEXT),
        (b"x\nSTATUS: COMPLETE\n" + b"=" * 40 + b"\nPART A\n" + b"=" * 40 + b"\nz", DocumentKind.COLLECTION),
    ],
)
def test_the_kind_is_told_by_the_content(tmp_path: Path, data: bytes, kind: DocumentKind) -> None:
    path = tmp_path / "anything.bin"
    path.write_bytes(data)
    assert list(read_documents(path)) == [Document("anything.bin", str(path), kind, data)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"hello", "no official document billtrack knows"),
        (
            b"<html><body>Not found</body></html>",
            "a web page (without a title), not a bill text; save the page with the text on it, or the official XML",
        ),
        (b"<!-- nothing -->", "no element in it"),
    ],
)
def test_what_is_no_document_is_refused_by_name(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(data)
    assert list(read_documents(path)) == [Refusal(str(path), expected)]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!doctype html><pre>\n[Congressional Bills 122th Congress]\n</pre>", DocumentKind.PLAIN_TEXT),
        (b'<!DOCTYPE bill SYSTEM "a>b" [<!-- > -->]><bill/>', DocumentKind.TEXT),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <bill/> --><uslm:resolution/>", DocumentKind.TEXT),
        (b"<?xml version='1.0'?>junk<billStatus/>", DocumentKind.STATUS),
    ],
)
def test_what_stands_before_the_first_element_says_nothing(tmp_path: Path, data: bytes, kind: DocumentKind) -> None:
    path = tmp_path / "x.htm"
    path.write_bytes(data)
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    assert document.kind is kind


@pytest.mark.parametrize("before", [b"x", b"<", b"<!DOCTYPE a [", b"<!--"])
@pytest.mark.parametrize("piece", [b"\n", b" ", b"<!", b"<?", b"<!--", b"<", b"]", b"'", b"<!DOCTYPE", b"\nThat the"])
def test_a_file_of_one_sign_is_told_apart_in_linear_time(tmp_path: Path, before: bytes, piece: bytes) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(before + piece * 300_000)
    start = time.process_time()
    assert len(list(read_documents(path))) == 1
    assert time.process_time() - start < 5


def test_a_folder_is_read_in_order_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/two.xml", "a.xml", ".git/three.xml", ".hidden.xml"):
        (tmp_path / name).write_bytes(STATUS)
    assert [document.name for document in read_documents(tmp_path)] == ["a.xml", "two.xml"]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(STATUS)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.xml").symlink_to(tmp_path / "secret.xml")
    assert reason(folder) == "a link that leads out of the folder"


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: no such file or folder"):
        list(read_documents(tmp_path / "nowhere"))


def test_a_zip_gives_its_members_under_their_bare_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("folder/BILLSTATUS-122hres7.xml", STATUS))
    (document,) = read_documents(path)
    assert isinstance(document, Document)
    assert (document.name, document.origin) == (
        "BILLSTATUS-122hres7.xml",
        f"{path}!folder/BILLSTATUS-122hres7.xml",
    )


@pytest.mark.parametrize("name", ["../up.xml", "/etc/x.xml", "a/../../b.xml", "C:\\x.xml", "..\\up.xml"])
def test_a_member_that_climbs_is_refused_and_stops_no_other(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", (name, STATUS), ("good.xml", STATUS))
    refused, good = read_documents(path)
    assert refused == Refusal(f"{path}!{name}", "its path climbs out of the zip")
    assert isinstance(good, Document)


def test_a_member_that_stands_twice_is_read_once(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "a.zip", ("a.xml", STATUS), ("a.xml", TEXT))
    first, second = read_documents(path)
    assert isinstance(first, Document)
    assert isinstance(second, Refusal)
    assert second.reason == "stands twice in the zip; the first was read"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("bomb.xml", b"<bill>" + b" " * 10_000_000))
    assert reason(path).endswith("a bomb")


def test_a_member_over_the_limit_is_refused_by_its_entry(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("big.xml", b" " * (MAX_BYTES + 1)))
    assert "more than the limit of" in reason(path)


def test_a_zip_inside_a_zip_is_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("a.xml", STATUS)
    assert reason(zipped(tmp_path / "a.zip", ("inner.zip", inner.getvalue()))) == "a zip inside a zip"


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.xml", STATUS))
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 0x1
    path.write_bytes(data)
    assert reason(path) == "encrypted"


def test_a_member_whose_checksum_is_wrong_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.xml", STATUS))
    data = path.read_bytes()
    right = zlib.crc32(STATUS).to_bytes(4, "little")
    path.write_bytes(data.replace(right, b"\0\0\0\0"))
    assert reason(path).startswith("cannot be unpacked: Bad CRC-32")


@pytest.mark.parametrize("keep", [5, 30, 60, 100])
def test_a_cut_zip_is_refused_as_damaged(tmp_path: Path, keep: int) -> None:
    path = zipped(tmp_path / "a.zip", ("a.xml", STATUS))
    path.write_bytes(path.read_bytes()[:keep])
    assert reason(path).startswith("a damaged zip")


@given(
    changes=st.lists(st.tuples(st.integers(4, 10**4), st.integers(0, 255)), min_size=1, max_size=4),
)
@settings(max_examples=4 * settings().max_examples, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_damaged_anywhere_gives_documents_and_refusals_only(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    path = zipped(tmp_path / "a.zip", ("a.xml", STATUS), ("é.xml", STATUS))
    data = bytearray(path.read_bytes())
    for at, sign in changes:
        data[4 + at % (len(data) - 4)] = sign
    path.write_bytes(data)
    assert all(isinstance(found, Document | Refusal) for found in read_documents(path))


def test_a_name_in_another_encoding_than_declared_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("é.xml", STATUS))
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xe9\xff"))
    assert reason(path).startswith("a damaged zip: 'utf-8' codec can't decode")


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("a.xml", STATUS))
    path.write_bytes(path.read_bytes().replace(b"a.xml", b"\0.xml"))  # a name ends at its first null
    assert reason(path) == "a member without a name"
