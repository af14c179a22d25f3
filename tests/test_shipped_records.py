"""The two records that come with billtrack: what they hold, and that no imported value can change unseen."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from billtrack.cli import main
from billtrack.errors import InputError
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import Authority, Coverage, Measure, TextVersion
from billtrack.model.tally import tally
from billtrack.store.records import dump_record, load_record
from billtrack.tracking.parsed_document import read_every
from billtrack.tracking.verifying import verify

BILLS = Path(__file__).parents[1] / "bills"
TODAY = dt.date(2026, 11, 22)
HELD = ("hres351-115", "sres211-115")
Leaf = bool | int | str
Values = dict[str, "Values"] | list["Values"] | Leaf


def values(name: str) -> dict[str, Values]:
    found: dict[str, Values] = msgspec.json.decode(
        msgspec.json.encode(load_record(BILLS / f"{name}.yaml"), enc_hook=str)
    )
    return found


def leaves(value: Values, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Leaf]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, value


def changed(value: Values, path: tuple[str | int, ...], leaf: Leaf) -> Values:
    if not path:
        return leaf
    if isinstance(value, dict):
        return {key: changed(inner, path[1:], leaf) if key == path[0] else inner for key, inner in value.items()}
    assert isinstance(value, list)
    return [changed(inner, path[1:], leaf) if index == path[0] else inner for index, inner in enumerate(value)]


def other(leaf: Leaf) -> Leaf:
    """Another value of the same kind: the next number, the next day, one letter more."""
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, int):
        return leaf + 1
    return leaf.replace("2017-", "2018-") if leaf.startswith("2017-") else f"{leaf}x"


def is_imported(record: Measure, path: tuple[str | int, ...]) -> bool:
    """Whether a document was imported for the value; of words entered by hand only name and day were announced."""
    if path[0] in {"schema", "id", "sources", "notes", "tags"}:
        return False
    if path[0] != "text_versions":
        return True
    assert record.text_versions is not None
    part = f"text:{record.text_versions[int(path[1])].version_code}"
    stamped = any(source.part == part and source.content_sha256 for source in record.sources)
    return stamped or path[2] in {"version_code", "version_name", "date"}


@pytest.mark.parametrize("name", [pytest.param("hres351-115", marks=pytest.mark.slow), "sres211-115"])
def test_no_imported_value_can_change_unseen(name: str) -> None:
    record, whole = load_record(BILLS / f"{name}.yaml"), values(name)
    assert verify(record, bills=BILLS, today=TODAY) == ()
    missed = []
    for path, leaf in leaves(whole):
        if not is_imported(record, path):
            continue
        try:
            edited = msgspec.convert(
                changed(whole, path, other(leaf)),
                Measure,
                dec_hook=lambda _, text: parse_measure_id(text),
                strict=False,
            )
        except (msgspec.ValidationError, InputError):
            continue  # the loader refuses it, with line and column
        if verify(edited, bills=BILLS, today=TODAY) == ():
            missed.append(path)
    assert missed == []


@pytest.mark.parametrize("name", HELD)
def test_a_record_is_spelled_as_it_is_saved(name: str) -> None:
    path = BILLS / f"{name}.yaml"
    assert dump_record(load_record(path)) == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "cosponsors", "by_party", "original", "actions"),
    [
        ("hres351-115", 85, (("D", 65), ("R", 20)), 32, 11),
        ("sres211-115", 46, (("D", 32), ("R", 13), ("I", 1)), 40, 8),
    ],
)
def test_they_hold_every_cosponsor_and_action(
    name: str, cosponsors: int, by_party: tuple[tuple[str, int], ...], original: int, actions: int
) -> None:
    record = load_record(BILLS / f"{name}.yaml")
    count = tally(record.cosponsors or ())
    assert (count.current, count.by_party, count.original) == (cosponsors, by_party, original)
    assert len(record.actions or ()) == actions


TEXTS = ("hres351-115@ih", "hres351-115@eh", "sres211-115@is", "sres211-115@rs", "sres211-115@ats")


def shipped_text(name: str) -> TextVersion:
    measure, _, code = name.partition("@")
    texts = load_record(BILLS / f"{measure}.yaml").text_versions or ()
    return next(text for text in texts if text.version_code == code)


def test_they_hold_every_text_whole_with_where_it_is_from() -> None:
    texts = [text for name in HELD for text in load_record(BILLS / f"{name}.yaml").text_versions or ()]
    assert {text.coverage for text in texts} == {Coverage.COMPLETE}
    assert [text.authority for text in texts] == [Authority.COPY] * 3 + [Authority.RECORD, Authority.COPY]
    assert [text.excerpts for text in texts] == [()] * 5
    assert all(
        re.match("Checked: .* Known defects: ", text.note or "") and "Part" not in (text.note or "") for text in texts
    )
    sources = [source for name in HELD for source in load_record(BILLS / f"{name}.yaml").sources]
    assert len(sources) == len(HELD) + len(TEXTS)
    assert all(source.sha256 and source.content_sha256 for source in sources)


def test_between_the_house_and_the_senate_text_one_whereas_clause_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "hres351-115", "sres211-115", "--json", "--bills", str(BILLS)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(answer[side]["version"], answer[side]["coverage"]) for side in ("old", "new")] == [
        ("eh", "complete"),
        ("ats", "complete"),
    ]
    counts = answer["summary"]
    assert (counts["removed"], counts["added"], counts["not_loaded"]) == (1, 0, 0)


@pytest.mark.official
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_word_for_word_that_of_its_file(official_data: Path, name: str) -> None:
    measure, _, code = name.partition("@")
    file = official_data / "text" / "whole" / f"BILLS-115{measure.removesuffix('-115')}{code}.txt"
    parts = re.split(r"^={20,}\n", file.read_text("utf-8"), flags=re.MULTILINE)
    whole = next(part for part in reversed(parts) if "\nRESOLUTION\n" in part)
    printed = whole.partition("\nRESOLUTION\n")[2].partition("Whereas")
    held = " ".join(" ".join(filter(None, (each.enum, each.text))) for each in clauses(shipped_text(name)))
    assert held.split() == typographic(f"Whereas{printed[2]}").split()


def typographic(text: str) -> str:
    """The words as GPO sets them, where a copy has typewriter marks."""
    for mark, sign in (("``", "“"), ("''", "”"), ("'", "’"), ("--", "—")):
        text = text.replace(mark, sign)
    return text


@pytest.mark.official
def test_the_records_are_what_the_importer_makes_of_the_official_files(official_data: Path) -> None:
    for name in HELD:
        short = name.removesuffix("-115")
        status = official_data / "billstatus" / f"BILLSTATUS-115{short}.xml"
        texts = sorted((official_data / "text" / "whole").glob(f"BILLS-115{short}*.txt"))
        record = load_record(BILLS / f"{name}.yaml")
        assert len(texts) == len(record.text_versions or ())
        read = tuple(read_every([status, *texts], on=TODAY))
        assert verify(record, bills=BILLS, today=TODAY, against=read) == ()
        assert [source.sha256 for source in record.sources[:1]] == [read[0].source.sha256]
        assert {source.sha256 for source in record.sources} == {each.source.sha256 for each in read}
