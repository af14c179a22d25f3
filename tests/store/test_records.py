"""Records on disk: found by their names, read one by one, written whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import msgspec
import pytest

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import (
    SCHEMA,
    Action,
    Activity,
    Authority,
    Chamber,
    Committee,
    Cosponsor,
    Coverage,
    Excerpt,
    Measure,
    Provision,
    RelatedMeasure,
    ResolvingClause,
    Source,
    Sponsor,
    Summary,
    TextVersion,
    Whereas,
)
from billtrack.model.measure_names import MeasureId
from billtrack.store import records
from billtrack.store.records import (
    dump_record,
    find_record,
    load_folder,
    load_record,
    parse_record,
    record_ids,
    save_record,
)

WHALES = parse_measure_id("hres1-115")
SQUID = parse_measure_id("sres2-115")


def measure(measure_id: MeasureId = WHALES, title: str = "Honoring whales.") -> Measure:
    return Measure(schema=SCHEMA, id=measure_id, title=title)


def test_a_record_is_made_to_be_read() -> None:
    ishmael = Cosponsor(
        bioguide_id="I000001",
        name="Ishmael, Jonah",
        party="D",
        state="NY",
        district=0,
        sponsorship_date=dt.date(2017, 1, 3),
        is_original_cosponsor=True,
    )
    whole = Measure(
        schema=SCHEMA,
        id=WHALES,
        title="Honoring whales: large, old and “friendly”.",
        introduced_date=dt.date(2017, 1, 3),
        update_date=dt.datetime(2019, 4, 20, 5, 18, 26, tzinfo=dt.UTC),
        sponsor=Sponsor(bioguide_id="A000001", name="Ahab, Peleg", party="R", state="MA", district=9),
        cosponsors=(
            ishmael,
            msgspec.structs.replace(ishmael, sponsorship_withdrawn_date=dt.date(2017, 2, 1)),
        ),
        committees=(
            Committee(
                system_code="hsxx00",
                name="Committee on the Sea",
                chamber=Chamber.HOUSE,
                activities=(Activity(name="Referred to", date=dt.date(2017, 1, 3)),),
            ),
        ),
        actions=(
            Action(
                action_date=dt.date(2017, 1, 3),
                action_time=dt.time(15, 45, 15),
                source_system="library_of_congress",
                action_code="1000",
                text="Introduced in House",
            ),
            Action(
                action_date=dt.date(2017, 2, 3),
                text="On motion to suspend the rules and agree to the resolution, as amended Agreed to by voice vote.",
            ),
        ),
        text_versions=(
            TextVersion(
                version_code="ih",
                date=dt.date(2017, 1, 3),
                authority=Authority.COPY,
                coverage=Coverage.COMPLETE,
                preamble=(
                    "Whereas whales are large; and",
                    (
                        "Whereas, on January 1, 2017, it was reported: “whales, who have sung for thirty million years,"
                        " sing on”, and the House of Representatives heard it;"
                    ),
                    Whereas(text="Whereas there are", items=(Provision(enum="(A)", text="many; and"),)),
                ),
                resolved=(
                    ResolvingClause(
                        chapeau="That the House of Representatives—",
                        items=(
                            Provision(enum="(1)", text="honors whales; and"),
                            Provision(
                                enum="(2)",
                                text="calls on the Secretary of the Sea to count every one of them, "
                                "twice, and to report the sum.",
                            ),
                        ),
                    ),
                ),
            ),
            TextVersion(
                version_code="eh",
                coverage=Coverage.PARTIAL,
                excerpts=(Excerpt(part="resolved", text="honors all whales", source="https://sea.example/1"),),
            ),
            TextVersion(version_code="rds", date=dt.date(2017, 2, 6), coverage=Coverage.NONE),
        ),
        related_measures=(RelatedMeasure(id=SQUID, relationship_type="Related bill", identified_by="CRS"),),
        legislative_subjects=("Animals", "Oceans, seas and coasts"),
        summaries=(Summary(version_code="00", text="Honors whales.\nCounts them.\n"),),
        laws=(),
        official_notes=("Sec.\xa02 was never printed.",),
        sources=(
            Source(part="status", url="https://sea.example/x.xml", retrieved=dt.date(2026, 1, 2), sha256="0" * 64),
        ),
        notes="Seen twice.",
        tags=("sea", "yes"),
    )
    golden = Path(__file__).parent / "data" / "hres1-115.yaml"
    assert dump_record(whole).decode() == golden.read_text(encoding="utf-8")
    assert load_record(golden) == whole


def test_one_record_is_saved_and_loaded(tmp_path: Path) -> None:
    assert save_record(tmp_path / "new" / "bills", measure())
    assert load_record(tmp_path / "new" / "bills" / "hres1-115.yaml") == measure()


def test_saving_the_same_again_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "hres1-115.yaml"
    path.write_bytes(b"# kept\r\ntitle:   Honoring whales.\r\nid: hres1-115\r\nschema: billtrack/1\r\n")
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
    assert not save_record(tmp_path, measure())
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_saving_twice_writes_the_same_bytes(tmp_path: Path) -> None:
    save_record(tmp_path / "a", measure())
    save_record(tmp_path / "b", measure(title="Another."))
    save_record(tmp_path / "b", measure())
    assert (tmp_path / "a" / "hres1-115.yaml").read_bytes() == (tmp_path / "b" / "hres1-115.yaml").read_bytes()


def test_a_changed_record_keeps_its_file_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "hres1-115.yml"
    path.write_bytes(dump_record(measure()))
    path.chmod(0o640)
    assert save_record(tmp_path, measure(title="Another."))
    assert load_record(path).title == "Another."
    assert path.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in tmp_path.iterdir()] == ["hres1-115.yml"]


def test_a_linked_record_stays_linked(tmp_path: Path) -> None:
    elsewhere, bills = tmp_path / "elsewhere", tmp_path / "bills"
    save_record(elsewhere, measure())
    bills.mkdir()
    (bills / "hres1-115.yaml").symlink_to(elsewhere / "hres1-115.yaml")
    save_record(bills, measure(title="Another."))
    assert (bills / "hres1-115.yaml").is_symlink()
    assert load_record(elsewhere / "hres1-115.yaml").title == "Another."


def test_an_unreadable_record_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "hres1-115.yaml"
    path.write_text("schema: billtrack/1\nnotes: precious\n", encoding="utf-8")
    with pytest.raises(InputError, match="the key id is missing"):
        save_record(tmp_path, measure())
    assert "precious" in path.read_text(encoding="utf-8")


def test_a_write_that_fails_leaves_the_old_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_record(tmp_path, measure())

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError) as caught:
        save_record(tmp_path, measure(title="Another."))
    path = tmp_path / "hres1-115.yaml"
    assert str(caught.value) == f"{path}: cannot write the record: No space left on device"
    assert load_record(path) == measure()
    assert [found.name for found in tmp_path.iterdir()] == ["hres1-115.yaml"]


def test_a_read_only_record_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_record(tmp_path, measure())
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match=r"hres1-115\.yaml: cannot write the record: the file is read-only$"):
        save_record(tmp_path, measure(title="Another."))
    assert load_record(tmp_path / "hres1-115.yaml") == measure()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "bills").write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match=r"bills/hres1-115\.yaml: cannot write the record: "):
        save_record(tmp_path / "bills", measure())


def test_half_a_surrogate_pair_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        save_record(tmp_path, measure(title="\ud800"))
    assert str(caught.value) == "hres1-115: a text contains the lone surrogate U+D800, which UTF-8 cannot represent"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("depth", [70, 100_000])
def test_nesting_without_end_is_refused(depth: int) -> None:
    inner = Provision(text="x")
    for _ in range(depth):
        inner = Provision(items=(inner,))
    text = TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=(inner,))
    with pytest.raises(InputError, match="deep"):
        dump_record(msgspec.structs.replace(measure(), text_versions=(text,)))


def test_what_can_be_written_at_the_deepest_can_be_read() -> None:
    inner = Provision(enum="1")
    deepest = None
    for _ in range(60):
        inner = Provision(items=(inner,))
        text = TextVersion(version_code="ih", coverage=Coverage.COMPLETE, sections=(inner,))
        whole = msgspec.structs.replace(measure(), text_versions=(text,))
        try:
            deepest = dump_record(whole)
        except InputError:
            break
        assert parse_record(deepest, file="it") == whole
    assert deepest is not None


def test_a_folder_gives_its_records_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for measure_id in ("sres2-115", "hres1-115", "hr10-114", "hr9-115"):
        save_record(tmp_path, measure(parse_measure_id(measure_id)))
    folder = load_folder(tmp_path)
    assert [str(measure_id) for measure_id in folder.measures] == ["hr10-114", "hr9-115", "hres1-115", "sres2-115"]
    assert tuple(folder.measures) == record_ids(tmp_path)
    assert folder.problems == ()


def test_one_bad_record_hides_no_other(tmp_path: Path) -> None:
    save_record(tmp_path, measure())
    (tmp_path / "hr3-115.yaml").write_bytes(b"\0")
    (tmp_path / "hr4-115.yaml").mkdir()
    (tmp_path / "hr5-115.yaml").symlink_to(tmp_path / "gone")
    folder = load_folder(tmp_path)
    assert list(folder.measures) == [WHALES]
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in folder.problems] == [
        'hr3-115.yaml:1:1: found the control character U+0000: remove it, or write "\\x00" in quotes',
        "hr4-115.yaml: cannot read the record: not a regular file",
        "hr5-115.yaml: cannot read the record: No such file or directory",
    ]


def test_only_records_are_looked_at(tmp_path: Path) -> None:
    for name in ("texts/BILLS-115hres1ih.yaml", ".git/hr1-115.yaml", "archive/hr1-115.yaml"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_bytes(b"\0")
    for name in (".hr1-115.yaml", "README.md", "hr1-115.yaml~", "hr1-115.json"):
        (tmp_path / name).write_bytes(b"\0")
    assert load_folder(tmp_path).problems == ()
    assert record_ids(tmp_path) == ()


def test_a_file_is_named_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "whales.yaml"
    path.write_bytes(dump_record(measure()))
    folder = load_folder(tmp_path)
    assert folder.measures == {}
    assert [str(problem) for problem in folder.problems] == [
        f"{path}:2:5: contains hres1-115, expected the file name hres1-115.yaml: rename it"
    ]
    assert record_ids(tmp_path) == ()


def test_a_record_under_the_name_of_another_is_not_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "sres2-115.yaml"
    path.write_bytes(dump_record(measure()))
    with pytest.raises(InputError, match="contains hres1-115, expected the file name"):
        load_record(path)


def test_two_files_of_one_measure_are_both_named(tmp_path: Path) -> None:
    save_record(tmp_path, measure())
    twin = tmp_path / "hres1-115.yml"
    twin.write_bytes(dump_record(measure(title="Another.")))
    message = f"{tmp_path / 'hres1-115.yaml'}: hres1-115.yml contains the same measure: keep one of the two"
    assert [str(problem) for problem in load_folder(tmp_path).problems] == [message]
    assert load_folder(tmp_path).measures == {}
    with pytest.raises(InputError, match="keep one of the two"):
        find_record(tmp_path, WHALES)


def test_a_misnamed_copy_names_the_record_it_copies(tmp_path: Path) -> None:
    save_record(tmp_path, measure())
    copy = tmp_path / "copy of hres1-115.yaml"
    copy.write_bytes(dump_record(measure()))
    folder = load_folder(tmp_path)
    assert list(folder.measures) == [WHALES]
    assert [str(problem) for problem in folder.problems] == [
        f"{copy}:2:5: contains hres1-115, like hres1-115.yaml: keep one of the two"
    ]


def test_one_record_is_found_without_reading_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_record(tmp_path, measure())
    (tmp_path / "hr3-115.yml").write_bytes(b"\0")
    monkeypatch.setattr(records, "_bytes", None)
    assert find_record(tmp_path, WHALES) == tmp_path / "hres1-115.yaml"
    assert find_record(tmp_path, parse_measure_id("hr3-115")) == tmp_path / "hr3-115.yml"
    assert find_record(tmp_path, SQUID) is None
    assert [str(measure_id) for measure_id in record_ids(tmp_path)] == ["hr3-115", "hres1-115"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for ask in (load_folder, record_ids):
        with pytest.raises(InputError) as caught:
            ask(gone)
        assert str(caught.value) == f"{gone}: cannot read the bills folder: No such file or directory"
    assert find_record(gone, WHALES) is None


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hres1-115.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError) as caught:
        load_record(path)
    assert str(caught.value).startswith(f"{path}: 50,000,000 bytes, expected at most 8,000,000: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "hres1-115.yaml"
    os.mkfifo(path)
    with pytest.raises(InputError, match="not a regular file"):
        load_record(path)


def test_the_longest_official_text_is_read_beside_its_record(tmp_path: Path) -> None:
    longest = b" " * 9_400_000  # as 119s1071enr
    records.save_text(tmp_path, "texts/BILLS-119s1071enr.xml", longest)
    assert len(records.read_text(tmp_path, "texts/BILLS-119s1071enr.xml")) == len(longest)
