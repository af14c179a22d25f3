"""The two records that come with billtrack: what they hold, and that no imported value can change unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from billtrack.analysis.tally import tally
from billtrack.errors import InputError
from billtrack.identifiers import parse_measure_id
from billtrack.model import Measure
from billtrack.store.records import dump_record, load_record
from billtrack.verifying import verify

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


@pytest.mark.parametrize("name", HELD)
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
