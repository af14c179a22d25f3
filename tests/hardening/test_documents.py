"""Documents that are no XML: plain text, collected copies, the API's JSON, files of members; mutated by seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from billtrack.errors import InputError
from billtrack.model.measure import TextVersion
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_builder import record_of_text, with_text
from billtrack.model.record_parts import text_part
from billtrack.sources.collected import read_collected_text
from billtrack.sources.congress_json import canonical, parse_item, parse_measure, parse_page
from billtrack.sources.members import read_members
from billtrack.sources.plaintext import parse_plaintext
from billtrack.store.records import dump_record, parse_record
from billtrack.tracking.parsed_document import source_of
from hostile import cases, mutated
from official_measures import FIRST_DAY, invented
from official_replies import replies_of

Tried = Callable[[str, str, int], None]
MEMBERS = Path(__file__).parents[1] / "data" / "members"
MEASURE = invented("hres7-119")
PRINTED = """
[Congressional Bills 119th Congress]
[From the U.S. Government Publishing Office]
[H. Res. 7 Introduced in House (IH)]

<DOC>

119th CONGRESS
  1st Session
H. RES. 7

Honoring lighthouses.

_______________________________________________________________________

                    IN THE HOUSE OF REPRESENTATIVES

                             March 3, 2025

  Ms. Alder (for herself and Mr. Birch) submitted the following
   resolution; which was referred to the Committee on Coasts

_______________________________________________________________________

                               RESOLUTION

Honoring lighthouses.

Whereas lamps are lit; and
Whereas ``keepers'' keep them: Now, therefore, be it

    Resolved, That the House of Representatives--
            (1) honors lighthouses;
            (2) thanks--
                    (A) their keepers; and
                    (B) their cats.
                                 <all>
"""
COLLECTED = f"""H.Res. 7 (119th Congress), Introduced in House
STATUS: COMPLETE
Known defects: none.
{"=" * 40}
A COPY
Source: https://example.org/copy
{"=" * 40}
{PRINTED}"""
TOKENS = (
    *(
        b"\0",
        b"\xff",
        b"\xc2\x9b",
        b"\n\n",
        b"(1) ",
        b"(A) ",
        b"SEC. 2. ",
        b"``",
        b"''",
        b"Resolved, ",
        b"Whereas ",
        b"<all>",
    ),
    *(
        b"&lt;",
        b"<pre>",
        b"[Congressional Bills 1",
        b'"',
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"null",
        b"1e999",
        b"NaN",
    ),
    *(b"-1", b"9" * 30, b'"\\ud800"', b"\\u0000", b"2025-02-30", b"true", b"- ", b"&a ", b"*a", b"!!str ", b"=" * 40),
)


def kept(measure: MeasureId, text: TextVersion) -> None:
    source = source_of(text_part(text.version_code), "https://example.org", b"", FIRST_DAY)
    spelled = dump_record(with_text(record_of_text(measure, text), text, source))
    assert dump_record(parse_record(spelled, file="it")) == spelled


def plain_text(data: bytes) -> None:
    found = parse_plaintext(data, name="BILLS-119hres7ih.htm")
    kept(found.id.measure, found.text)


def collected(data: bytes) -> None:
    found = read_collected_text(data, name="x.txt").found
    kept(found.id.measure, found.text)


def measure_in_json(data: bytes) -> None:
    spelled = dump_record(parse_measure(data, name="x.json"))
    assert dump_record(parse_record(spelled, file="it")) == spelled


def page_in_json(data: bytes) -> None:
    parse_page(data, "actions")


def item_in_json(data: bytes) -> None:
    parse_item(data, MEASURE.id)


def members(data: bytes) -> None:
    read_members(data, name="x.yaml")


def told() -> bytes:
    parts = replies_of(MEASURE.status_xml(), address="https://api.congress.gov/v3/bill/x")
    item = parts.pop("bill")
    assert isinstance(item, dict)
    return canonical(item, parts)


KINDS: dict[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "plain text": (plain_text, (PRINTED.encode(), f"<html><body><pre>{PRINTED}</pre></body></html>".encode())),
    "collected copies": (collected, (COLLECTED.encode(),)),
    "a measure in JSON": (measure_in_json, (told(),)),
    "a page in JSON": (
        page_in_json,
        (b'{"actions": [{"a": 1}], "pagination": {"count": 1, "next": "http://x?offset=20"}}',),
    ),
    "an item in JSON": (item_in_json, (b'{"bill": {"type": "HRES", "number": "7", "congress": 119, "laws": []}}',)),
    "files of members": (members, tuple(path.read_bytes() for path in sorted(MEMBERS.glob("*.yaml")))),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_mutated_document_is_read_or_refused(name: str, tried: Tried) -> None:
    read, originals = KINDS[name]
    count, done = cases(150), 0
    for seed in range(count):
        chance = random.Random(f"{name} {seed}")
        data = mutated(originals[seed % len(originals)], chance, TOKENS)
        try:
            read(data)
            done += 1
        except InputError as error:
            assert "\n" not in str(error), (seed, error)  # noqa: PT017 - reading it is as good
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    tried("Other documents are read or refused", f"{name}, mutated ({done:,} read)", count)


@pytest.mark.parametrize("name", KINDS)
def test_the_original_is_read(name: str) -> None:
    read, originals = KINDS[name]
    for data in originals:
        read(data)
