"""Hostile words in every text of a record, shown by every command in every format: read, and never obeyed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from billtrack.cli import main
from billtrack.cli.commands import COMMANDS
from billtrack.cli.reports import report_bug
from billtrack.output.page import visible
from billtrack.output.programs import spreadsheet_safe
from billtrack.store.records import load_record, save_record
from hostile import CAMPAIGN
from hostile_words import PAYLOADS, hostile_record
from official_measures import Invented, Print, Row, invented
from official_measures import replace as varied
from official_server import OfficialServer

Tried = Callable[[str, str, int], None]
BILLS = Path(__file__).parents[2] / "bills"
MEMBERS = Path(__file__).parents[1] / "data" / "members"
OBEYED = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n"}
TURNED = {chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}
FORMULA = r"[ \t\r]*[=+\-@\uff1d\uff0b\uff0d\uff20]"
TRIED = tuple(PAYLOADS) if CAMPAIGN else ("tab", "all")
FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "markdown")


def hostile_measure(name: str, payload: str) -> Invented:
    """An invented official file with *payload* wherever it has words, as far as XML can carry it."""
    said = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", payload)
    plain = invented(name)
    signed = tuple(varied(each, name=f"{said}{each.name}") for each in plain.cosponsors)
    rows = tuple(Row(each.date, f"{said} {each.text}", each.code, source=each.source) for each in plain.rows)
    first = plain.prints[0]
    prints = (Print(first.code, first.date, (f"Whereas {said};",), (f"{said} honors;",)),)
    return varied(plain, title=said, cosponsors=signed, rows=rows, prints=prints, subjects=(said,), summaries=(said,))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, official_server: OfficialServer) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BILLTRACK_GOVINFO_URL", official_server.url)
    return tmp_path


A, B, NEW = "hres351-115", "sres211-115", "hres7-119"
ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "list": (("list",),),
    "status": (("status", A, B),),
    "history": (("history", A),),
    "text": (("text", f"{A}@ih"), ("text", f"{B}@ats"), ("text", f"{A}@ih/whereas/3", "--quote")),
    "diff": (("diff", A, B), ("diff", A, B, "--of", "title"), ("diff", A, B, "--layout", "side")),
    "cosponsors": (("cosponsors", A), ("cosponsors", A, "--by", "state"), ("cosponsors", A, "--growth")),
    "search": (
        ("search", "lighthouse honors whereas"),
        ("search", "<script> [red] \x1b[31m"),
        ("search", "title:x OR"),
    ),
    "overlap": (("overlap", A, B),),
    "gaps": (("gaps", A), ("gaps", NEW)),
    "members": (("members", "list"), ("members", "import", "members-2023-06-15.yaml")),
    "cite": (("cite", A),),
    "brief": (("brief", A, B),),
    "site": (),
    "track": (("track", NEW),),
    "untrack": (("untrack", NEW, "--yes"),),
    "sync": (("sync", NEW), ("sync", NEW, "--dry-run")),
    "changes": (("changes",),),
    "import": (("import", "official", "--into", "other"), ("import", "\x1b[31m.xml")),
    "archive": (("archive", "info"), ("archive", "check")),
    "verify": (("verify", A, B), ("verify", A, "--against", "official/BILLSTATUS-119hres7.xml")),
    "schema": (("schema",),),
    "help": (("help",), ("help", "\x1b[31m")),
    "companions": (("companions", A), ("companions", "--all")),
    "serve": (("serve", "--host", "\x1b[31m"),),
    "open": (("open", A, "--print"), ("open", "\x1b[31m", "--print")),
    "config": (("config", "list"),),
    "mark": (("mark", A), ("mark", A, "--note", "\x1b[31m")),
    "check-quote": (("check-quote", "lighthouse \x1b[31m <script>"),),
    "digest": (("digest", "--since", "2017-01-01"),),
    "votes": (("votes", A), ("votes", A, "--members")),
    "member": (("member", "Toomey"), ("member", "\x1b[31m")),
    "mcp": (),  # speaks to a program, in JSON alone: tests/serve/mcp
}


def questions() -> Iterator[tuple[str, ...]]:
    for entry in COMMANDS:
        for command in ASKED[entry.name]:
            if entry.name in {"brief", "schema", "help"}:
                yield command
                continue
            for chosen in FORMATS:
                yield (*command, "--format", chosen)
            yield (*command, "--linear")


def test_every_command_is_asked() -> None:
    assert {entry.name for entry in COMMANDS} <= set(ASKED)


@pytest.mark.parametrize("name", TRIED)
def test_hostile_words_are_shown_and_not_obeyed(  # noqa: PLR0917 - fixtures, which come by name
    name: str,
    place: Path,
    official_server: OfficialServer,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tried: Tried,
) -> None:
    monkeypatch.setenv("BILLTRACK_ARCHIVE", str(place / "a.db"))
    payload = PAYLOADS[name]
    official_server.put(hostile_measure(NEW, payload))
    for each in (A, B):
        save_record(place / "bills", hostile_record(load_record(BILLS / f"{each}.yaml"), payload))
    (place / "official").mkdir()
    (place / "official" / "BILLSTATUS-119hres7.xml").write_bytes(hostile_measure(NEW, payload).status_xml())
    (place / "official" / "BILLS-119hres7ih.xml").write_bytes(hostile_measure(NEW, payload).text_xml("ih"))
    for path in MEMBERS.glob("*.yaml"):
        (place / path.name).write_bytes(path.read_bytes())
    main(["import", "official", "--archive", "a.db", "--quiet"])
    main(["members", "import", *map(str, sorted(place.glob("*-2023-06-15.yaml")))])
    capfd.readouterr()
    count = 0
    for command in questions():
        code = main(command)
        out, err = capfd.readouterr()
        assert code in {0, 1, 2, 3, 4, 5}, (command, err)
        for stream in (out, err):
            assert not OBEYED & set(stream) or command[-1] == "tsv", command
            assert not (OBEYED - {"\t"}) & set(stream), command
            assert not TURNED & set(stream), command
        _check(command, out)
        count += 1
    tried("Hostile words are shown, not obeyed", f"{name}, in every text, by every command in every format", count)


def _check(command: tuple[str, ...], out: str) -> None:
    """What each format promises of its own: it is read back, and nothing in it acts."""
    chosen = command[-1]
    if chosen == "json" and out:
        json.loads(out)
    if chosen == "jsonl":
        [json.loads(line) for line in out.splitlines()]
    if chosen in {"csv", "tsv"} and out:
        rows = list(csv.reader(io.StringIO(out), delimiter="," if chosen == "csv" else "\t"))
        assert len({len(row) for row in rows}) == 1, command
        for cell in (cell for row in rows for cell in row):
            assert not re.match(FORMULA, cell), command
    if chosen == "markdown":
        assert not re.search(r"(?<!\\)<(?:script|img|svg)", out), command
        assert not re.search(r"(?<!\\)\]\((?:javascript|http://evil)", out), command


class Acting(HTMLParser):
    """What in a page could act or lead away."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag}>" for _ in (tag,) if tag in {"script", "iframe", "object", "embed", "img", "base"}]
        for name, value in attrs:
            if name.startswith("on") or (
                name in {"href", "src"} and re.match(r"\s*(?:javascript|data|http://evil)", value or "")
            ):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("name", TRIED)
def test_a_document_of_hostile_words_acts_on_nobody_and_stays_where_it_is(name: str, place: Path, tried: Tried) -> None:
    for each in (A, B):
        save_record(place / "bills", hostile_record(load_record(BILLS / f"{each}.yaml"), PAYLOADS[name]))
    before = set(place.iterdir())
    commands = [("site", "-o", "public"), *(("brief", A, B, "-o", f"b.{end}") for end in ("html", "md", "docx"))]
    commands += [("diff", A, B, "-o", f"d.{end}") for end in ("html", "md", "docx")]
    for command in commands:
        assert main([*command, "--quiet"] if command[0] == "site" else list(command)) == 0, command
    made = set(place.iterdir()) - before
    assert {path.name for path in made} <= {"public", "b.html", "b.md", "b.docx", "d.html", "d.md", "d.docx"}
    pages = [*place.glob("*.html"), *(place / "public").rglob("*.html")]
    plain = len(pages)
    for path in (place / "public").rglob("*"):
        assert re.fullmatch(r"[\w.@-]+", path.name), path
    for page in pages:
        reader = Acting()
        text = page.read_text(encoding="utf-8")
        reader.feed(text)
        assert reader.found == (["<script>"] if page.name == "index.html" else []), page  # the filter, our own
        assert "alert(1)</script>" not in text
        assert not (OBEYED - {"\t"}) & set(text), page
    for path in place.glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            for member in package.namelist():
                if member.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(member))
                    assert b"http://evil" not in package.read(member) or member.endswith("document.xml")
    tried("Hostile words are shown, not obeyed", f"{name}, in HTML, Markdown and Word", plain + 4)


@given(st.text(alphabet=sorted("=+-@'\"\t\r\n ;,ab1\uff1d\uff0b\uff0d\uff20")).map(visible))
def test_a_cell_is_no_formula_and_reads_back(text: str) -> None:
    cell = spreadsheet_safe(text)
    assert not re.match(FORMULA, cell)
    assert (cell[1:] if re.match(f"'[' ]*{FORMULA}", cell) else cell) == text


def test_ordinary_cells_are_as_they_are() -> None:
    for cell in ("", "true", "7", "2017-05-23", "Sanders, Bernard", "R", "'tis", "a=b", "S000033"):
        assert spreadsheet_safe(cell) == cell


def test_a_traceback_with_hostile_words_is_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    report_bug(ValueError(PAYLOADS["all"]), debug=True)
    said = capsys.readouterr().err
    assert "ValueError: " in said
    assert not (OBEYED | TURNED) & set(said)


def test_a_terminal_gets_no_more_control_than_billtracks_own(place: Path) -> None:
    for each in (A, B):
        save_record(
            place / "bills",
            hostile_record(load_record(BILLS / f"{each}.yaml"), PAYLOADS["OSC"] + PAYLOADS["C1"] + PAYLOADS["Rich"]),
        )
    done = subprocess.run(
        [sys.executable, "-m", "billtrack", "status", A, "--format", "table"],
        capture_output=True,
        check=True,
        env={**os.environ, "CLICOLOR_FORCE": "1"},
    )
    out = done.stdout.decode()
    assert not (OBEYED - {"\x1b"}) & set(out)
    assert set(re.findall(r"\x1b.{1,2}", out)) <= {f"\x1b[{digit}" for digit in "0123456789"}
    assert not re.search(r"\x1b\](?:0|8|52)", out)
    assert "[red]x[/red]" in out.replace("\n", "")
