"""Records from strangers: refused at a line and column, or loaded, and what changed in them is seen."""

from __future__ import annotations

import datetime as dt
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from billtrack.cli import main
from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.record_parts import part_names, values_of
from billtrack.store.records import dump_record, load_record, parse_record
from billtrack.tracking.verifying import verify
from hostile import cases, mutated

Tried = Callable[[str, str, int], None]
BILLS = Path(__file__).parents[2] / "bills"
RECORDS = {name: (BILLS / f"{name}.yaml").read_bytes() for name in ("hres351-115", "sres211-115")}
DAY = dt.date(2026, 11, 22)
TOKENS = (
    *(b"&a ", b"*a", b"!!python/object/apply:os.system [id]", b"!!binary ", b"!", b"<<: ", b"? ", b"- ", b"---\n"),
    *(b"%YAML 1.1\n", b"...\n", b"\t", b"\r\n", b"\r", b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\x1b[31m", b"\xc2\x85"),
    *(b"\xe2\x80\xa8", b"\xed\xa0\x80", b'"\\ud800"', b'"\\x00"', b"9" * 400, b"-0", b"0x1f", b"1e999", b".nan", b"~"),
    *(b"null", b"true", b"2017-02-30", b"9999-12-31", b"0000-01-01", b"|", b">", b"'", b'"', b"[", b"]", b"{", b"}"),
    *(
        b": ",
        b" #",
        b"\n",
        b"\n\n",
        b"  ",
        b"\xe2\x80\xae",
        b"\xe2\x80\x8b",
        b"@",
        b"`",
        b",",
        b"title: x\n",
        b"tags: ",
    ),
)
PLACED = re.compile(r"hres351-115\.yaml:\d+:\d+: |sres211-115\.yaml:\d+:\d+: ")


def stamps(measure: Measure) -> list[tuple[str, str | None]]:
    return [(source.part, source.content_sha256) for source in measure.sources]


def imported_values(measure: Measure) -> list[dict[str, object]]:
    """The values documents were imported for, in each part that carries a digest of them."""
    stamped = {part for part, digest in stamps(measure) if digest}
    return [values_of(measure, part) for part in part_names(measure) if part in stamped]


def test_a_mutated_record_is_refused_at_a_place_or_its_change_is_seen(tmp_path: Path, tried: Tried) -> None:
    originals = {name: load_record(BILLS / f"{name}.yaml") for name in RECORDS}
    count, ends = cases(400), {"refused": 0, "edited": 0, "same": 0}
    for seed in range(count):
        name = list(RECORDS)[seed % 2]
        path = tmp_path / f"{name}.yaml"
        path.write_bytes(mutated(RECORDS[name], random.Random(seed), TOKENS))
        try:
            ends[_end(path, originals[name])] += 1
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    assert min(ends.values()) > 0
    tried(
        "YAML is refused with file:line:column, or `verify` sees the change",
        f"mutations of the records in bills/ ({ends['refused']:,} refused, {ends['edited']:,} seen as edited, "
        f"{ends['same']:,} with every imported value the same)",
        count,
    )


def _end(path: Path, original: Measure) -> str:
    try:
        measure = load_record(path)
    except InputError as error:
        return _placed(str(error))
    written = dump_record(measure)
    assert parse_record(written, file="it") == measure
    if stamps(measure) == stamps(original) and imported_values(measure) != imported_values(original):
        found = verify(measure, bills=path.parent, today=DAY)
        assert any("edited" in each.message for each in found), "a changed value was not seen"
        return "edited"
    return "same"


def _placed(message: str) -> str:
    assert PLACED.search(message), message
    assert "\n" not in message
    assert len(message) < 1000
    return "refused"


def test_the_program_ends_a_mutated_record_with_one_line_and_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tried: Tried
) -> None:
    count = min(cases(60), 3000)
    for seed in range(count):
        name = list(RECORDS)[seed % 2]
        path = tmp_path / f"{name}.yaml"
        path.write_bytes(mutated(RECORDS[name], random.Random(f"program {seed}"), TOKENS))
        code = main(["verify", name, "--bills", str(tmp_path)])
        said = capsys.readouterr()
        assert code in {0, 1, 3}, (seed, said)
        lines = said.err.splitlines()
        if code == 3:
            assert len(lines) == 1, (seed, said)
            assert PLACED.search(lines[0]), (seed, said)
        else:
            assert not any("error" in line for line in lines), (seed, said)
    tried("`billtrack verify` ends with 3 and one line, or 0, or 1", "mutations of the records in bills/", count)


HEAD = b"schema: billtrack/1\nid: hres351-115\ntitle: On lamps.\n"
LAUGHS = b"".join(b"a%d: &a%d [%s]\n" % (each, each, b", ".join([b"*a%d" % (each - 1)] * 9)) for each in range(1, 12))
BOMBS: dict[str, bytes] = {
    "aliases of aliases": b"a0: &a0 [x]\n" + LAUGHS,
    "an alias of itself": HEAD + b"tags: &a [*a]\n",
    "an anchor": HEAD + b"tags: &a [x]\n",
    "a merge key of an alias": HEAD + b"sponsor: {<<: *a}\n",
    "a merge key": HEAD + b"<<: {title: y}\n",
    "a key twice": HEAD + b"title: y\n",
    "a key twice in a row": HEAD + b"sponsor: {name: a, name: b}\n",
    "a tag that starts a program": HEAD + b"notes: !!python/object/apply:os.system [id]\n",
    "a tag that makes an object": HEAD + b"notes: !!python/object/new:subprocess.Popen [[id]]\n",
    "a tag that names a module": HEAD + b"notes: !!python/name:os.system\n",
    "a tag of its own": HEAD + b"notes: !x y\n",
    "a tag of the language": HEAD + b"notes: !!binary aGk=\n",
    "a tag by address": HEAD + b"notes: !<tag:yaml.org,2002:str> x\n",
    "an integer of a million digits": HEAD + b"congress: " + b"9" * 10**6 + b"\n",
    "a huge district": HEAD
    + b"sponsor: {bioguide_id: A1, name: A, party: D, state: AK, district: 9999999999999999999}\n",
    "half a pair": HEAD + b'notes: "\\ud800"\n',
    "half a pair in bytes": HEAD + b"notes: \xed\xa0\x80\n",
    "a null sign": HEAD + b"notes: a\0b\n",
    "an escape sign": HEAD + b"notes: \x1b[31m\n",
    "a C1 sign": HEAD + b"notes: \xc2\x9b31m\n",
    "a hidden line break": HEAD + b"notes: a\xe2\x80\xa8b\n",
    "a tab": HEAD + b"tags:\n\t- a\n",
    "a mark in the middle": HEAD + b"notes: a\xef\xbb\xbfb\n",
    "UTF-16": HEAD.decode().encode("utf-16"),
    "UTF-32": HEAD.decode().encode("utf-32"),
    "nothing": b"",
    "only a comment": b"# soon\n",
    "100,000 levels": HEAD + b"tags: " + b"[" * 100_000,
    "100,000 levels of dashes": HEAD + b"tags:\n  " + b"- " * 100_000 + b"x\n",
    "100,000 levels of keys": HEAD + b"tags: " + b"{a: " * 100_000,
    "a million values": HEAD + b"tags: [" + b"a, " * 10**6 + b"]\n",
    "a key of a megabyte": HEAD + b"k" * 10**6 + b": x\n",
    "a question a line": HEAD + b"? " * 10**6,
    "a second record": HEAD + b"---\n" + HEAD,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_or_a_trick_is_refused_at_its_place_and_at_once(name: str, tmp_path: Path, tried: Tried) -> None:
    path = tmp_path / "hres351-115.yaml"
    path.write_bytes(BOMBS[name])
    start = time.process_time()
    with pytest.raises(InputError, match=PLACED) as refusal:
        load_record(path)
    assert len(str(refusal.value)) < 600
    assert time.process_time() - start < 8
    tried("YAML is refused with file:line:column", name, 1)


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_saved_by_a_windows_editor_says_the_same(name: str, mark: bytes, ends: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(mark + RECORDS[name].replace(b"\n", ends))
    measure = load_record(path)
    assert measure == load_record(BILLS / f"{name}.yaml")
    assert msgspec.structs.asdict(measure)
