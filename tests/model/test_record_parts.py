"""The parts of a record: every value is of one part, and a changed value changes that part's digest alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Coverage, Measure, Source, Sponsor, TextVersion
from billtrack.model.record_parts import canonical_json, content_sha256, part_names


def source(part: str, *, by_hand: bool = False) -> Source:
    digest = None if by_hand else "0" * 64
    url = "https://sea.example/x.xml"
    return Source(part=part, url=url, retrieved=dt.date(2026, 1, 2), content_sha256=digest)


IH = TextVersion(version_code="ih", coverage=Coverage.COMPLETE, preamble=("Whereas whales;",))
EH = TextVersion(version_code="eh", coverage=Coverage.NONE, date=dt.date(2017, 2, 3))
MEASURE = Measure(
    schema=SCHEMA,
    id=parse_measure_id("hres1-115"),
    title="Honoring “whales”.",
    update_date=dt.datetime(2019, 4, 20, 5, 18, 26, tzinfo=dt.UTC),
    sponsor=Sponsor(bioguide_id="A000001", name="Ahab, Peleg", party="R", state="MA"),
    text_versions=(IH, EH),
    sources=(source("status"), source("text:ih")),
    notes="mine",
    tags=("sea",),
)


def changed(**fields: Any) -> Measure:
    return msgspec.structs.replace(MEASURE, **fields)


def differing(other: Measure) -> set[str]:
    """The parts whose digests differ from those of MEASURE."""
    parts = {*part_names(MEASURE), *part_names(other)}
    return {part for part in parts if content_sha256(MEASURE, part) != content_sha256(other, part)}


def test_a_text_with_a_document_is_a_part_and_an_announced_one_is_not() -> None:
    assert part_names(MEASURE) == ("status", "text:ih")
    assert part_names(Measure(schema=SCHEMA, id=MEASURE.id, title="x")) == ("status",)


def test_canonical_json_is_sorted_utf_8_without_spaces() -> None:
    assert canonical_json(MEASURE, "status").decode() == (
        '{"id":"hres1-115","sponsor":{"bioguide_id":"A000001","name":"Ahab, Peleg","party":"R","state":"MA"},'
        '"text_versions":[{"coverage":"none","date":"2017-02-03","version_code":"eh"}],'
        '"title":"Honoring “whales”.","update_date":"2019-04-20T05:18:26Z"}'
    )
    assert canonical_json(MEASURE, "text:ih") == (
        b'[{"coverage":"complete","preamble":["Whereas whales;"],"version_code":"ih"}]'
    )
    assert content_sha256(MEASURE, "text:ih") == hashlib.sha256(canonical_json(MEASURE, "text:ih")).hexdigest()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_canonical_json_is_what_any_json_library_writes(text: str) -> None:
    written = canonical_json(changed(title=text), "status")
    again = json.dumps(json.loads(written), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert written == again.encode()


@pytest.mark.parametrize(
    ("other", "parts"),
    [
        (changed(notes="other", tags=()), set()),
        (changed(sources=(source("text:ih"), source("status"), source("summary"))), set()),
        (changed(title="Other."), {"status"}),
        (changed(cosponsors=()), {"status"}),
        (changed(sponsor=None), {"status"}),
        (changed(text_versions=(IH, msgspec.structs.replace(EH, date=dt.date(2017, 2, 4)))), {"status"}),
        (changed(text_versions=(IH,)), {"status"}),
        (changed(text_versions=(msgspec.structs.replace(IH, preamble=()), EH)), {"text:ih"}),
        (changed(text_versions=(msgspec.structs.replace(IH, file="texts/x.xml"), EH)), {"text:ih"}),
        (changed(text_versions=(EH,)), {"text:ih"}),
        (changed(text_versions=(IH, IH, EH)), {"text:ih"}),
    ],
    ids=lambda value: ",".join(sorted(value)) or "none" if isinstance(value, set) else "",
)
def test_a_change_shows_in_its_own_part_alone(other: Measure, parts: set[str]) -> None:
    assert differing(other) == parts


def by_hand(text: TextVersion) -> Measure:
    return changed(text_versions=(text, EH), sources=(source("status"), source("text:ih", by_hand=True)))


def test_of_a_text_entered_by_hand_only_the_announcement_is_official() -> None:
    held = by_hand(IH)
    other_words = by_hand(msgspec.structs.replace(IH, preamble=("Whereas seals;",)))
    other_day = by_hand(msgspec.structs.replace(IH, date=dt.date(2017, 2, 9)))
    assert content_sha256(held, "status") == content_sha256(other_words, "status")
    assert content_sha256(held, "status") != content_sha256(other_day, "status")
