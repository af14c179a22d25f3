"""Whatever a measure says, its record says the same, in one spelling; whatever bytes come in, nothing breaks."""

from __future__ import annotations

import datetime as dt
import types
import typing
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure import SCHEMA, Coverage, Measure, Provision, TextVersion, Title, Whereas
from billtrack.model.measure_names import MeasureId, MeasureType
from billtrack.sources import yaml_reader
from billtrack.store.record_values import packed, unpacked
from billtrack.store.records import dump_record, parse_record

LIKE_OTHER_TYPES = "yes No on OFF y N true False null ~ 0 -1 0243 1000 1_000 0x1f 0o17 1e3 .inf .NaN = << <<:"
LIKE_TIMES = "15:45:15 2017-05-23 2017-02-30 2017-05-23T15:45:15Z"
MARKS = "- -- --- ... ? : :: a: :a # #a a#b & &a * *a ! !t !!str | |- > >- % %YAML @ ` , [ ] [] { } {} {a: $5 a/b"
QUOTES = "' '' \" \"\" 'x' \"x\" \\ \\n “curly” don’t It’s (1) 1. H.R. https://x.gov/?a=b&c=d#e"
NASTY = f"{LIKE_OTHER_TYPES} {LIKE_TIMES} {MARKS} {QUOTES}".split()
INVISIBLE = [
    "\n",
    "\n\n",
    "\t",
    "\r",
    "\r\n",
    "\0",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9f",
    "\xa0",
    "\xad",
    "\u2009",
    "\u2028",
    "\u2029",
]
STRANGE = [
    "\u200b",
    "\u202e",
    "\u3000",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ue000",
    "é",
    "ﬁ",
    "\U0001f600",
    "\U000e0041",
    "\U0010ffff",
]
PLAIN_WORDS = ["Whereas", "the", "Committee", "on", "a" * 120]
# Texts that can be seen whole are folded or written line by line; one hidden character puts a text in quotes.
VOCABULARIES = st.sampled_from([PLAIN_WORDS, PLAIN_WORDS + NASTY, PLAIN_WORDS + NASTY + INVISIBLE + STRANGE])


@st.composite
def woven(draw: st.DrawFn) -> str:
    """A text of many words, long enough to be folded, with whatever may stand between words."""
    vocabulary = draw(VOCABULARIES)
    joints = st.sampled_from([" "] * 12 + ["", "  ", ": ", " #", "; ", "—", "\n", "\n\n", "\n ", " \n"])
    words = draw(st.lists(st.sampled_from(vocabulary), min_size=1, max_size=50))
    ending = draw(st.sampled_from(["", "", " ", "\n", "\n\n"]))
    return words[0] + "".join(draw(joints) + word for word in words[1:]) + ending


TEXTS = st.one_of(
    st.sampled_from(NASTY),
    woven(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["", " ", "\n", " lead", "trail ", "\nlead", "trail\n", "trail\n\n", "a\n b", "a \nb"]),
)
IDS = st.builds(MeasureId, st.sampled_from(MeasureType), st.integers(1, 9999), st.integers(1, 150))
MOMENTS = st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=-5))]))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type of the model; trees of provisions stay small."""
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        int: st.integers(-(10**17), 10**17),
        bool: st.booleans(),
        type(None): st.none(),
        dt.date: st.dates(),
        dt.datetime: MOMENTS,
        dt.time: st.times(),
        MeasureId: IDS,
        Provision: PROVISIONS,
    }
    if hint in simple:
        return simple[hint]
    if get_origin(hint) in {Union, types.UnionType}:
        return st.one_of(*map(values, get_args(hint)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return structs(hint)


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind)
    given_always = {field.name for field in msgspec.structs.fields(kind) if field.required}
    required = {name: values(hint) for name, hint in hints.items() if name in given_always}
    others = {name: values(hint) for name, hint in hints.items() if name not in given_always}
    return st.fixed_dictionaries(required, optional=others).map(lambda fields: kind(**fields))


PROVISIONS = st.recursive(
    st.builds(Provision, enum=TEXTS, text=TEXTS | st.none()),
    lambda inner: st.builds(Provision, header=TEXTS, items=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=4,
)
MEASURES: st.SearchStrategy[Measure] = st.deferred(lambda: values(Measure))
BASE = Measure(schema=SCHEMA, id=parse_measure_id("hres1-115"), title="On whales.")
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(MEASURES)
def test_a_measure_read_back_is_the_same(measure: Measure) -> None:
    written = dump_record(measure)
    assert parse_record(written, file="it") == measure
    assert dump_record(parse_record(written, file="it")) == written


@SLOW
@given(MEASURES)
def test_a_measure_unpacked_is_the_one_that_was_packed(measure: Measure) -> None:
    assert unpacked(packed(measure)) == measure


@settings(max_examples=6 * settings().max_examples)
@given(TEXTS, TEXTS)
@example("a" * 98 + " b", "a\n" * 60 + "a")
@example('say "it" ' * 20, 'don\'t say "it" ' * 20)
@example("x " * 70, "\\ " * 70)
@example("a\n\n\nb " + "long " * 30 + "\nend\n", "a  b " * 40)
def test_a_text_read_back_is_the_same_wherever_it_stands(one: str, two: str) -> None:
    measure = msgspec.structs.replace(
        BASE,
        title=one,
        notes=two,
        tags=(one, two),
        other_titles=(Title(title_type=one, title=two), Title(title_type="short", title=one)),
        text_versions=(
            TextVersion(version_code="ih", coverage=Coverage.PARTIAL, preamble=(one, Whereas(text=two))),
            TextVersion(version_code="eh", coverage=Coverage.COMPLETE, preamble=(two,)),
        ),
    )
    assert parse_record(dump_record(measure), file="it") == measure


@settings(max_examples=4 * settings().max_examples)
@given(TEXTS, TEXTS)
@example("yes", "A?")
def test_other_readers_of_yaml_see_the_same_texts(one: str, two: str) -> None:
    written = dump_record(msgspec.structs.replace(BASE, title=one, notes=two, tags=(one, two)))
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        seen = yaml.load(written, loader)
        assert (seen["title"], seen["notes"], seen["tags"]) == (one, two, [one, two])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MEASURES)
def test_a_record_is_written_in_lines_that_a_person_can_read(measure: Measure) -> None:
    written = dump_record(measure).decode()
    assert written.endswith("\n")
    assert all(char == "\n" or char >= " " for char in written)
    assert not any(char in written for char in "\x7f\x85\xa0\u200b\u2028\u202e\ufeff")
    assert not any(line != line.rstrip(" ") for line in written.split("\n"))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MEASURES)
def test_pure_python_reads_what_libyaml_reads(measure: Measure) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "_PARSER", yaml.SafeLoader)
        assert parse_record(dump_record(measure), file="it") == measure


@settings(max_examples=5 * settings().max_examples)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try_to_read(data)


@settings(max_examples=6 * settings().max_examples)
@given(st.data())
def test_no_change_to_a_record_breaks_the_reader(data: st.DataObject) -> None:
    text = bytearray(RECORD)
    pieces = st.sampled_from([*NASTY, *INVISIBLE, *STRANGE, "null", "  ", "- ", ": ", "\n- ", "[" * 120]).map(
        str.encode
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.integers(0, 12))] = data.draw(pieces | st.binary(max_size=4))
    try_to_read(bytes(text))


def try_to_read(data: bytes) -> None:
    """Read a record or be refused in one line; what could be read can be written."""
    try:
        measure = parse_record(data, file="it")
    except InputError as error:
        message = str(error)
    else:
        message = "it: well"
        assert parse_record(dump_record(measure), file="it") == measure
    assert message.startswith("it:")
    assert "\n" not in message


RECORD = b"""\
schema: billtrack/1
id: hres1-115
title: On whales.
introduced_date: 2017-01-03
cosponsors:
  - {bioguide_id: W000001, name: A, party: I, state: MA, sponsorship_date: 2017-01-03, is_original_cosponsor: true}
actions:
  - {action_date: 2017-01-03, action_time: "15:45:15", action_code: "1000", text: Introduced in House}
text_versions:
  - version_code: ih
    coverage: complete
    preamble:
      - Whereas whales are large; and
      - text: Whereas there are
        items: [{enum: "(1)", text: many; and}]
    resolved:
      - chapeau: >-
          That the House of Representatives
          admires whales.
related_measures:
  - {id: sres2-115, relationship_type: Related bill}
tags: []
"""
