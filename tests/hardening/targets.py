"""What is fuzzed: any bytes in; a value that keeps its laws, or an ``InputError``, out.  Anything else is a defect."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from billtrack.diff.engine import compare, text_of
from billtrack.errors import InputError
from billtrack.model.clauses import Clause
from billtrack.model.identifiers import identify_file, parse_measure_id, parse_reference
from billtrack.model.measure import Chamber
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.query.tree import Query
from billtrack.model.values import replace
from billtrack.model.vote import VoteId, parse_vote_id
from billtrack.search.query.parsing import parse_query
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.billtext import parse_billtext
from billtrack.sources.votes import parse_vote
from billtrack.store.archive.packing import pack, unpack_vote
from billtrack.store.records import dump_record, parse_record
from invented_votes import invented_vote
from official_measures import invented

LEVELS = ("whereas", "section", "paragraph", "quoted-block", "continuation")


def identifiers(data: bytes) -> None:
    """A spelling is read the same again from what is printed of it."""
    text = data.decode("utf-8", "surrogateescape")
    with contextlib.suppress(InputError):
        assert str(parse_measure_id(text)) == text
    named = identify_file(text)
    assert named is None or isinstance(named, MeasureId | TextId)
    with contextlib.suppress(InputError):
        measure = parse_reference(text).measure_id
        if measure is not None:
            assert parse_measure_id(str(measure)) == measure
            assert parse_reference(measure.printed).measure_id == measure


def record(data: bytes) -> None:
    """A record that loads is spelled in one way, which says the same."""
    with contextlib.suppress(InputError):
        measure = parse_record(data, file="x.yaml")
        spelled = dump_record(measure)
        assert parse_record(spelled, file="y.yaml") == measure
        assert dump_record(parse_record(spelled, file="y.yaml")) == spelled


def billstatus(data: bytes) -> None:
    """A status that is read can be kept."""
    with contextlib.suppress(InputError):
        measure = parse_billstatus(data, name="BILLSTATUS.xml")
        assert parse_record(dump_record(measure), file="x.yaml") == measure


def billtext(data: bytes) -> None:
    """A text that is read says which print it is."""
    with contextlib.suppress(InputError):
        found = parse_billtext(data, name="BILLS-119hres1ih.xml")
        assert parse_measure_id(str(found.id.measure)) == found.id.measure


def vote(data: bytes) -> None:
    """A roll call that is read has a name, no member twice, and is the same after it was packed."""
    with contextlib.suppress(InputError):
        found = parse_vote(data, name="vote.xml")
        assert parse_vote_id(str(found.id)) == found.id
        ids = [each.bioguide_id or each.lis_id for each in found.positions if each.bioguide_id or each.lis_id]
        assert len(ids) == len(set(ids))
        assert unpack_vote(pack(found)) == found


def query(data: bytes) -> None:
    """Any text is a query, and always the same one."""
    text = data.decode("utf-8", "replace")
    found = parse_query(text)
    assert isinstance(found, Query)
    assert parse_query(text) == found


def diff(data: bytes) -> None:
    """Two texts, a clause a line, parted by a blank line, are rebuilt from what is said of them."""
    old, _, new = data.decode("utf-8", "replace").partition("\n\n")
    sides = _clauses(old), _clauses(new)
    found = compare(*sides)
    assert (found.rebuilt_old(), found.rebuilt_new()) == (text_of(sides[0]), text_of(sides[1]))
    assert Counter(i for unit in found.units for i in unit.old) == Counter(range(len(sides[0])))
    assert Counter(j for unit in found.units for j in unit.new) == Counter(range(len(sides[1])))


def _clauses(text: str) -> tuple[Clause, ...]:
    """A clause for each line: the sign it begins with says its level, a bracket that it has a number."""
    found: list[Clause] = []
    for line in text.split("\n")[:12]:
        level = LEVELS[ord(line[0]) % len(LEVELS)] if line else LEVELS[0]
        enum, bracket, words = line.partition(")")
        number, words = (f"{enum[:8]})", words) if bracket else (None, line)
        said = " ".join(words.split())[:2000] or None
        found.append(Clause((level,), level, number, None, said, 0, level == "quoted-block", None))
    return tuple(found)


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (identifiers, record, billstatus, billtext, vote, query, diff)
}

# ----------------------------------------------------------------------------------------- seeds

STATUS = Path(__file__).parents[1] / "data" / "billstatus"
_INVENTED = invented("hres1-119")
_STATUS = parse_billstatus(_INVENTED.status_xml(), name="BILLSTATUS-119hres1.xml")
_TEXT = parse_billtext(_INVENTED.text_xml("ih"), name="BILLS-119hres1ih.xml").text
_USLM = (
    b"<bill xmlns='http://schemas.gpo.gov/xml/uslm'><main><section><num>1.</num><heading>Lamps</heading>"
    b"<content>They burn.</content></section></main></bill>"
)
SEEDS: dict[str, list[bytes]] = {
    "identifiers": [
        *(b"hres351-115", b"H.Res. 351 (115th)", b"H.R. Res. 351, 115th Cong. (2017)", b"BILLS-115hres351ih.xml"),
        *(b"/us/resolution/115/hres/351", b"https://www.congress.gov/bill/115th-congress/house-resolution/351"),
    ],
    "record": [dump_record(_STATUS), dump_record(replace(_STATUS, text_versions=(_TEXT,)))],
    "billstatus": [*(path.read_bytes() for path in sorted(STATUS.glob("*.xml"))), _INVENTED.status_xml()],
    "billtext": [_INVENTED.text_xml("ih"), _USLM],
    "vote": [
        invented_vote(VoteId(Chamber.HOUSE, 119, 1, 7)),
        invented_vote(VoteId(Chamber.SENATE, 119, 1, 7)),
    ],
    "query": [
        *(b'"arms control" type:hres introduced:2025', b"tax NEAR/5 credit", b"(a OR b) AND c -d", b"terror*"),
        *(b"in:whereas x", b'NEAR(a "b c", 5)', b"party:D stage:introduced version:ih congress:119"),
    ],
    "diff": [b"(a) one two three\n(b) four\n\n(a) one three\n(c) four five", b"w)x\n\nw)y\nz"],
}
"""What the fuzzer begins with: each is read, so that what it changes in one goes deep."""
