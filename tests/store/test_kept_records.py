"""Records kept as they were read: taken for the same bytes and the same reader only, and never needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from billtrack.errors import InputError
from billtrack.sources import yaml_reader
from billtrack.store import record_cache as kept_records
from billtrack.store.record_cache import KeptRecords
from billtrack.store.records import load_record

RECORD = "schema: billtrack/1\nid: hres1-115\ntitle: On whales.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "hres1-115.yaml"
    path.write_text(RECORD, encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> KeptRecords:
    return KeptRecords(tmp_path / "cache" / "records")


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the record was parsed again")

    monkeypatch.setattr(yaml_reader, "read_yaml", refuse)


def only_file(kept: KeptRecords) -> Path:
    (file,) = kept.folder.iterdir()
    return file


def test_a_record_is_parsed_once(path: Path, kept: KeptRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_record(path, kept)
    unread(monkeypatch)
    assert load_record(path, kept) == first


def test_an_edited_record_is_read_anew_and_takes_the_place_of_the_old_one(path: Path, kept: KeptRecords) -> None:
    load_record(path, kept)
    path.write_text(RECORD.replace("whales", "walruses"), encoding="utf-8")
    assert load_record(path, kept).title == "On walruses."
    only_file(kept)


def test_a_record_that_became_invalid_is_refused_as_ever(path: Path, kept: KeptRecords) -> None:
    load_record(path, kept)
    path.write_text(f"{RECORD}tags: 3\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"hres1-115\.yaml:4:7: tags: found the integer 3, expected a list"):
        load_record(path, kept)


def test_a_record_under_another_name_is_refused_as_ever(path: Path, kept: KeptRecords) -> None:
    measure = load_record(path, kept)
    other = path.rename(path.with_name("hres2-115.yaml"))
    kept.keep("hres2-115", other.read_bytes(), measure)
    with pytest.raises(InputError, match=r"hres2-115\.yaml:2:5: contains hres1-115, expected the file name"):
        load_record(other, kept)


def test_what_another_reader_kept_is_not_taken(path: Path, kept: KeptRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    load_record(path, kept)
    monkeypatch.setattr(kept_records, "_reader", lambda: "another")
    assert kept.find("hres1-115", path.read_bytes()) is None


@pytest.mark.parametrize("at", [0, 31, 32, -1], ids=["seal", "end of seal", "content", "end"])
def test_what_is_damaged_counts_as_not_there(path: Path, kept: KeptRecords, at: int) -> None:
    measure = load_record(path, kept)
    file = only_file(kept)
    damaged = bytearray(file.read_bytes())
    damaged[at] ^= 1
    file.write_bytes(damaged)
    assert kept.find("hres1-115", path.read_bytes()) is None
    assert load_record(path, kept) == measure
    assert kept.find("hres1-115", path.read_bytes()) == measure


@pytest.mark.parametrize("size", [0, 1, 32, 40])
def test_what_is_cut_off_counts_as_not_there(path: Path, kept: KeptRecords, size: int) -> None:
    measure = load_record(path, kept)
    file = only_file(kept)
    file.write_bytes(file.read_bytes()[:size])
    assert load_record(path, kept) == measure


def test_where_nothing_can_be_kept_nothing_is_wrong(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert load_record(path, KeptRecords(tmp_path / "file" / "records")).title == "On whales."
    assert load_record(path, KeptRecords(tmp_path / "file" / "records")).title == "On whales."
