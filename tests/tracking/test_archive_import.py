"""Documents become an archive: the same as their records, whatever their order, however often."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id, parse_reference
from billtrack.model.measure import Measure
from billtrack.model.record_builder import ImportResult
from billtrack.sources.xml import MAX_RATIO
from billtrack.store.archive import open_archive
from billtrack.store.archive.checking import problems
from billtrack.store.records import load_folder
from billtrack.tracking.importing import import_documents
from invented_congress import DAY, File, congress, dump, full_record, imported, laid_out, status, text, zipped

COPY = """H. Res. 7, 122nd Congress -- Introduced in House (IH), 2031-05-01
STATUS: operative text COMPLETE, from a web copy.
====================
PART A. Whole text.
Source: https://lamps.example/copy
====================
Honoring the lamplighters.

Whereas lamps were lit; and

That the House honors a copyist.
"""


def held(archive: Path) -> dict[str, Measure]:
    with open_archive(archive) as opened:
        return {str(each): full_record(opened, each) for each in opened.ids()}


def answers(archive: Path) -> tuple[dict[str, Measure], list[tuple[object, ...]]]:
    """What an archive answers, less the ids its rows happen to have."""
    rows = [row[1:] for row in dump(archive)["measures"]]
    return held(archive), sorted(((*row[:3], *row[4:]) for row in rows), key=str)


def sound(archive: Path) -> list[str]:
    with open_archive(archive) as opened:
        return list(problems(opened))


# A few documents of two measures: two readings of each status, texts, and a copy of one of them.
DOCUMENTS: tuple[File, ...] = (
    status(7, updated="2031-06-01T10:00:00Z", texts=("ih", "eh")),
    status(7, updated="2031-06-09T10:00:00Z", title="Honoring all lamplighters.", cosponsors=4, texts=("ih", "eh")),
    text(7, "ih", who="every lamp"),
    text(7, "eh", who="every lamp and wick"),
    ("BILLS-122hres7ih.txt", COPY.encode()),
    status(8, texts=()),
    text(8, "ih", who="a bridge"),
)
AT_MOST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@AT_MOST
@given(chosen=st.sets(st.sampled_from(range(len(DOCUMENTS))), min_size=1), chance=st.randoms(use_true_random=False))
def test_an_archive_has_what_the_records_of_the_same_documents_have(
    chosen: set[int], chance: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("same")
    files = [zipped(home / f"{at}.zip", [DOCUMENTS[at]]) for at in sorted(chosen)]
    with_status = bool({0, 1} & chosen) and 5 in chosen  # without one, the first text to come names the measure
    order = chance.sample(files, len(files)) if with_status else files
    list(import_documents(order, into=home / "bills", on=DAY))
    imported(home / "a.db", *files)
    records = load_folder(home / "bills").measures
    assert held(home / "a.db") == {str(name): measure for name, measure in records.items()}
    assert sound(home / "a.db") == []


@AT_MOST
@given(order=st.permutations(range(len(DOCUMENTS))))
def test_the_order_of_documents_does_not_matter(order: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("order")
    files = [zipped(home / f"{at}.zip", [data]) for at, data in enumerate(DOCUMENTS)]
    imported(home / "sorted.db", *files)
    imported(home / "shuffled.db", *(files[at] for at in order))
    assert answers(home / "shuffled.db") == answers(home / "sorted.db")
    assert sound(home / "shuffled.db") == []


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "made" / "congress.db"


@pytest.fixture
def zips(tmp_path: Path) -> tuple[Path, Path]:
    statuses, texts = congress(60)
    return zipped(tmp_path / "BILLSTATUS-122-hres.zip", statuses), zipped(tmp_path / "BILLS-122-1-hres.zip", texts)


def test_importing_twice_changes_nothing(archive: Path, zips: tuple[Path, Path]) -> None:
    first = Counter(each.fate for each in imported(archive, *zips))
    before, size = dump(archive), archive.stat().st_size
    second = Counter(each.fate for each in imported(archive, *zips))
    assert first == {ImportResult.NEW: 60 + 60 + 12}
    assert second == {ImportResult.UNCHANGED: 132}
    assert dump(archive) == before
    assert archive.stat().st_size == size


def test_several_processes_make_the_same_archive_as_one(archive: Path, zips: tuple[Path, Path]) -> None:
    alone = archive.with_name("alone.db")
    assert imported(archive, *zips, jobs=2) == imported(alone, *zips)
    assert dump(archive) == dump(alone)


def test_two_prints_of_the_same_bytes_are_two_texts(archive: Path, tmp_path: Path) -> None:
    data = text(7)[1]
    package = zipped(tmp_path / "twice.zip", [("BILLS-122hres7ih.xml", data), ("BILLS-122hres7eh.xml", data)])
    assert [each.fate for each in imported(archive, package)] == [ImportResult.NEW, ImportResult.NEW]
    (measure,) = held(archive).values()
    assert [version.version_code for version in measure.text_versions or ()] == ["eh", "ih"]


def test_an_older_status_does_not_replace_a_newer_one(archive: Path, tmp_path: Path) -> None:
    newer = laid_out(tmp_path / "newer", [status(7, updated="2031-06-09T10:00:00Z", title="The newer lamps.")])
    older = laid_out(tmp_path / "older", [status(7, updated="2031-06-01T10:00:00Z", title="The older tide.")])
    imported(archive, newer)
    (taken,) = imported(archive, older)
    assert (taken.fate, taken.part) == (ImportResult.KEPT, "status")
    assert taken.reason is not None
    assert "newer than this document's 2031-06-01" in taken.reason
    assert [measure.title for measure in held(archive).values()] == ["The newer lamps."]
    assert dump(archive)["tide"] == []


def test_a_document_that_was_replaced_is_in_the_index_no_more(archive: Path, tmp_path: Path) -> None:
    imported(archive, laid_out(tmp_path / "first", [text(7, who="a ferry")]))
    (taken,) = imported(archive, laid_out(tmp_path / "second", [text(7, who="a canal")]))
    assert taken.fate is ImportResult.UPDATED
    found = dump(archive)
    assert (found["ferry"], len(found["canal"])) == ([], 1)
    assert [(row[5], row[6]) for row in found["documents"]] == [
        ("replaced", "replaced by BILLS-122hres7ih.xml"),
        ("held", None),
    ]
    assert sound(archive) == []


def test_a_copy_does_not_replace_the_official_text(archive: Path, tmp_path: Path) -> None:
    imported(archive, laid_out(tmp_path / "official", [text(7)]))
    (taken,) = imported(archive, laid_out(tmp_path / "copied", [("BILLS-122hres7ih.txt", COPY.encode())]))
    assert taken.fate is ImportResult.KEPT


def test_what_cannot_be_read_is_said_and_stops_nothing(archive: Path, tmp_path: Path) -> None:
    files = [status(1), ("broken.xml", b"<billStatus><bill>"), ("poem.txt", b"Roses are red"), text(1)]
    package = zipped(tmp_path / "mixed.zip", files)
    taken = imported(archive, package)
    assert [each.fate for each in taken] == [
        ImportResult.NEW,
        ImportResult.REFUSED,
        ImportResult.REFUSED,
        ImportResult.NEW,
    ]
    assert [each.fate for each in imported(archive, package)] == [
        ImportResult.UNCHANGED,
        ImportResult.REFUSED,
        ImportResult.REFUSED,
        ImportResult.UNCHANGED,
    ]
    (row,) = [row for row in dump(archive)["documents"] if row[5] == "refused"]
    assert row[2:4] == ("broken.xml", "mixed.zip")
    assert "not well-formed XML" in str(row[6])


def test_the_traps_of_zips_are_refused_by_name(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "traps.zip"
    name, data = text(7)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("../climbs.xml", data)
        package.writestr("/absolute.xml", data)
        package.writestr("C:\\drive.xml", data)
        package.writestr("bomb.xml", b"<a>" + b" " * 2_000_000 * (MAX_RATIO // 100))
        package.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr(name, text(7, who="a second")[1])
        package.writestr("wrong.xml", text(9)[1])
        package.writestr("locked.xml", text(10)[1])
        encrypted = package.getinfo("locked.xml")
        encrypted.flag_bits |= 0x1
        package.getinfo("wrong.xml").CRC ^= 1
    found = {each.document.rpartition("!")[2]: each.reason for each in imported(archive, path) if each.reason}
    assert {name: (reason or "").partition(":")[0] for name, reason in found.items()} == {
        "../climbs.xml": "its path climbs out of the zip",
        "/absolute.xml": "its path climbs out of the zip",
        "C:\\drive.xml": "its path climbs out of the zip",
        "bomb.xml": "unpacks to 4,000,003 bytes from 3,899",
        name: "stands twice in the zip; the first was read",
        "wrong.xml": "cannot be unpacked",
        "locked.xml": "encrypted",
    }
    assert (found["bomb.xml"] or "").endswith(": a bomb")
    assert list(held(archive)) == ["hres7-122"]


def test_a_path_that_is_not_there_is_said_before_anything_is_done(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        imported(archive, laid_out(tmp_path / "some", [status(1)]), tmp_path / "nowhere")
    assert not archive.exists()


def test_a_measure_comes_without_the_words_of_its_texts_until_they_are_asked_for(archive: Path, tmp_path: Path) -> None:
    imported(archive, laid_out(tmp_path / "files", [status(7), text(7)]))
    with open_archive(archive) as opened:
        measure = parse_measure_id("hres7-122")
        outline, whole = opened.find_measure(measure), full_record(opened, measure)
        assert outline is not None
        (stub,) = outline.text_versions or ()
        assert (stub.preamble, stub.resolved, stub.coverage) == (None, None, "complete")
        assert (opened.text_in_full(stub),) == whole.text_versions
        assert opened.find_measure(parse_measure_id("hres9-122")) is None
        assert opened.fitting(parse_reference("hres7")) == (parse_measure_id("hres7-122"),)


def test_the_title_of_a_measure_of_texts_alone_is_that_of_its_first(archive: Path, tmp_path: Path) -> None:
    later = text(7, "eh")[1].replace("“Winter Town”".encode(), b"Summer Town")
    imported(archive, laid_out(tmp_path / "later", [("BILLS-122hres7eh.xml", later)]))
    imported(archive, laid_out(tmp_path / "first", [text(7, "ih")]))
    (row,) = dump(archive)["measures"]
    assert row[5] == "Honoring the lamplighters of “Winter Town”."
    assert [measure.title for measure in held(archive).values()] == [row[5]]


def test_the_stage_of_a_row_says_when_it_expires(archive: Path, tmp_path: Path) -> None:
    imported(archive, laid_out(tmp_path / "files", [status(7)]))
    with open_archive(archive) as opened:
        stages = [
            row.stage
            for today in (dt.date(2033, 1, 2), dt.date(2033, 1, 3))
            for row in opened.engine.measures(today=today)
        ]
    assert stages == ["introduced", "expired"]


def test_nothing_of_a_batch_is_there_when_it_fails(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(archive, laid_out(tmp_path / "files", [status(1)]))
    before = dump(archive)
    failing = random.Random(3)

    def fail(*_: object) -> None:
        if failing.random() < 0.5:
            raise MemoryError

    monkeypatch.setattr("billtrack.store.archive.sqlite.writing.Writer._put", fail)
    statuses, _ = congress(30)
    with pytest.raises(MemoryError):
        imported(archive, laid_out(tmp_path / "more", statuses))
    assert dump(archive) == before
