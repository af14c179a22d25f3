"""The change log: only added to, whole after any crash, and nothing in it told twice."""

from __future__ import annotations

import datetime as dt
import errno
import json
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.events import CosponsorTotals, Entry, Event, EventKind, Update
from billtrack.model.identifiers import parse_measure_id
from billtrack.store.change_log import ChangeLog, entries_of, log_path, read_changes, settled_end

NAME, OTHER = parse_measure_id("hres7-119"), parse_measure_id("sres8-119")
NOON = dt.datetime(2025, 6, 2, 12, tzinfo=dt.UTC)
WORDS = st.text(max_size=20)
EVENTS = st.builds(
    Event,
    measure=st.just(NAME),
    kind=st.sampled_from(EventKind),
    subject=WORDS,
    field=WORDS,
    key=WORDS | st.none(),
    date=st.dates() | st.none(),
    before=WORDS | st.none(),
    after=WORDS | st.none(),
    totals_before=st.none() | st.just(CosponsorTotals(3, (("D", 2), ("R", 1)))),
    totals_after=st.none() | st.just(CosponsorTotals(0, ())),
)


def event(subject: str, measure: str = "hres7-119") -> Event:
    return Event(measure=parse_measure_id(measure), kind=EventKind.ACTION, subject=subject, field="actions")


def update(before: str | None, after: str, *subjects: str, measure: str = "hres7-119") -> tuple[Entry, ...]:
    name = parse_measure_id(measure)
    events = [event(subject, measure) for subject in subjects]
    return entries_of(Update(name, before, after), events, recorded=NOON, as_of=None)


def written(bills: Path, *updates: tuple[Entry, ...]) -> Path:
    log = ChangeLog(bills)
    for entries in updates:
        log.append(entries)
    log.close()
    return log_path(bills)


def subjects(bills: Path, *, end: int | None = None) -> list[str]:
    entries = list(read_changes(bills, end=end))
    assert all(isinstance(entry, Entry) for entry in entries)
    return [entry.event.subject for entry in entries if isinstance(entry, Entry)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EVENTS, max_size=4))
def test_what_is_appended_is_read_back(tmp_path_factory: pytest.TempPathFactory, events: list[Event]) -> None:
    bills = tmp_path_factory.mktemp("log")
    entries = entries_of(Update(NAME, None, "b"), events, recorded=NOON, as_of=NOON)
    written(bills, entries)
    assert list(read_changes(bills)) == list(dict.fromkeys(entries))


def test_a_line_is_one_json_object_with_the_documented_keys(tmp_path: Path) -> None:
    path = written(tmp_path, update(None, "b", "one"))
    line = json.loads(path.read_text("utf-8"))
    assert line["schema_version"] == 1
    assert (line["measure"], line["kind"], line["recorded"]) == ("hres7-119", "action", "2025-06-02T12:00:00Z")
    assert (line["before_record"], line["after_record"]) == (None, "b")


def test_a_torn_last_line_is_passed_over_and_cut_by_the_next_writer(tmp_path: Path) -> None:
    path = written(tmp_path, update(None, "b", "one"), update("b", "c", "two"))
    data = path.read_bytes()
    for cut in range(data.index(b"\n") + 1, len(data)):
        path.write_bytes(data[:cut])
        assert subjects(tmp_path) == ["one"]
    written(tmp_path, update("b", "c", "three"))
    assert subjects(tmp_path) == ["one", "three"]


def test_a_damaged_line_is_an_error_and_hides_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, update(None, "b", "one"))
    with path.open("ab") as file:
        file.write(b'{"nonsense": true}\n\xff\n')
    written(tmp_path, update("b", "c", "two"))
    one, bad, worse, two = read_changes(tmp_path)
    assert isinstance(one, Entry)
    assert isinstance(two, Entry)
    assert isinstance(bad, InputError)
    assert isinstance(worse, InputError)
    assert str(bad).startswith(f"{path}:2: not a line of a change log")


def test_the_same_update_twice_in_a_row_is_told_once(tmp_path: Path) -> None:
    again = update("a", "b", "one", "one", "two")
    written(tmp_path, again, update("x", "y", "other", measure="sres8-119"), again, update("b", "a", "back"), again)
    assert subjects(tmp_path) == ["one", "one", "two", "other", "back", "one", "one", "two"]


def test_an_update_whose_record_was_not_replaced_has_not_happened(tmp_path: Path) -> None:
    path = written(tmp_path, update(None, "b", "one"), update("b", "c", "two", "three"))
    undone = settled_end(tmp_path, lambda _: "b")
    assert subjects(tmp_path, end=undone) == ["one"]
    assert settled_end(tmp_path, lambda _: "c") == path.stat().st_size
    ChangeLog(tmp_path, end=undone).close()
    assert subjects(tmp_path) == ["one"]
    assert settled_end(tmp_path, lambda _: None) == 0


def test_the_last_update_is_found_however_long_it_is(tmp_path: Path) -> None:
    many = [f"{number} " + "x" * 500 for number in range(400)]
    written(tmp_path, update(None, "b", "one"), update("b", "c", *many))
    assert subjects(tmp_path, end=settled_end(tmp_path, lambda _: "b")) == ["one"]


def test_events_taken_back_leave_the_log_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, update(None, "b", "one"))
    before = path.read_bytes()
    log = ChangeLog(tmp_path)
    entries = update("b", "c", "two", "three")
    log.append(entries)
    log.take_back(entries)
    log.close()
    assert path.read_bytes() == before


def test_no_log_is_no_change(tmp_path: Path) -> None:
    assert list(read_changes(tmp_path)) == []
    assert settled_end(tmp_path, lambda _: None) == 0


def test_a_log_that_cannot_be_closed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unclosable(FileIO):
        def close(self) -> None:
            was_open = not self.closed
            super().close()
            if was_open:
                raise OSError(errno.EIO, "Input/output error")

    log_path(tmp_path).parent.mkdir(parents=True, exist_ok=True)
    log_path(tmp_path).write_bytes(b"one\ntwo\n")
    monkeypatch.setattr("billtrack.store.change_log.open_own", Unclosable)
    with pytest.raises(InputError, match="Input/output error"):
        settled_end(tmp_path, lambda _: None)
