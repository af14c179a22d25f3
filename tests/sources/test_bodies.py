from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.sources.bodies import BodyError, is_html, read_body

LIMIT = 1_000_000


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def read(data: bytes, *, size: int = 7, length: str | None = None, encoding: str | None = None) -> bytes:
    return read_body(pieces(data, size), length=length, encoding=encoding, limit=LIMIT)


@given(st.binary(max_size=3000), st.integers(1, 700))
def test_a_body_is_its_pieces(data: bytes, size: int) -> None:
    assert read(data, size=size, length=str(len(data))) == data
    assert read(data, size=size) == data


@given(st.binary(max_size=3000), st.integers(1, 700))
def test_gzip_is_unpacked_however_it_is_cut(data: bytes, size: int) -> None:
    packed = gzip.compress(data)
    assert read(packed, size=size, length=str(len(packed)), encoding="gzip") == data


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 50))
def test_members_of_gzip_follow_one_another(parts: list[bytes], size: int) -> None:
    assert read(b"".join(map(gzip.compress, parts)), size=size, encoding="gzip") == b"".join(parts)


@given(st.binary(min_size=1, max_size=500), st.data())
def test_gzip_that_breaks_off_anywhere_is_a_passing_fault(data: bytes, draw: st.DataObject) -> None:
    packed = gzip.compress(data)
    cut = draw.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(BodyError) as fault:
        read(packed[:cut], encoding="gzip")
    assert fault.value.is_passing


@pytest.mark.parametrize("length", ["11", "9", "0"])
def test_a_length_that_is_not_the_bodys_is_a_passing_fault(length: str) -> None:
    with pytest.raises(BodyError, match="received 10 of") as fault:
        read(b"0123456789", length=length)
    assert fault.value.is_passing


@pytest.mark.parametrize("length", ["", "ten", "-1", "1_0", "١٠"])
def test_a_length_that_is_no_number_says_nothing(length: str) -> None:
    assert read(b"0123456789", length=length) == b"0123456789"


def test_an_enormous_length_is_refused_before_a_byte_is_read() -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError("read")
        yield b""

    with pytest.raises(BodyError, match="limit") as fault:
        read_body(never(), length="99999999999", encoding=None, limit=LIMIT)
    assert not fault.value.is_passing


def test_a_body_beyond_the_limit_is_refused_whatever_it_announced() -> None:
    with pytest.raises(BodyError, match="limit") as fault:
        read_body(pieces(bytes(LIMIT + 1), 4096), length=None, encoding=None, limit=LIMIT)
    assert not fault.value.is_passing


def test_a_bomb_is_refused_without_being_unpacked() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    tracemalloc.start()
    try:
        with pytest.raises(BodyError, match="bomb") as fault:
            read_body(pieces(bomb, 65_536), length=None, encoding="gzip", limit=1_000_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not fault.value.is_passing
    assert peak < 60_000_000


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
def test_a_packing_nobody_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(BodyError, match="unexpected encoding"):
        read(b"x", encoding=encoding)


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html>",
        b"\xef\xbb\xbf\n <!doctype  HTML PUBLIC '-//W3C//DTD'>",
        b"<html lang='en'>",
        b"<!-- served by a gateway -->\n<html>",
        b"<HTML>",
    ],
)
def test_html_pages_are_told(page: bytes) -> None:
    assert is_html(page)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{}",
        b"<?xml version='1.0'?><billStatus/>",
        b"<billStatus><text>&lt;html&gt;</text></billStatus>",
        b"<!DOCTYPE bill PUBLIC '-//US Congress//DTDs/bill.dtd//EN' 'bill.dtd'><bill/>",
        b"<htmlish/>",
    ],
)
def test_documents_are_no_html(document: bytes) -> None:
    assert not is_html(document)
