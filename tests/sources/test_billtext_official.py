"""Every official bill text on hand is read, and no character of its body is lost."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from billtrack.errors import InputError
from billtrack.model.clauses import clauses
from billtrack.model.identifiers import identify_file
from billtrack.sources.billtext import Reading, parse_billtext, parse_billtext_with_runs
from billtrack.sources.plaintext import parse_plaintext
from billtrack.sources.survey import Dialect, ElementFate, survey_billtext
from billtrack.sources.xml import local_name, parse_xml

pytestmark = pytest.mark.official

BODIES = {
    "preamble",
    "legis-body",
    "resolution-body",
    "engrossed-amendment-body",
    "amendment-body",
    "main",
    "amendMain",
}
UNCOUNTED = {"toc", "metadata", "meta", "form", "preface", "endorsement", "attestation", "signatures"}
PRINTED_AROUND = {"longTitle", "resolvingClause", "enactingFormula", "docTitle"}


def texts(folder: Path) -> list[Path]:
    found = sorted((folder / "billtext").glob("*/BILLS-*.xml"))
    assert len(found) >= 97
    return found


def squash(text: str | None) -> str:
    return "".join((text or "").split())


def characters(root: etree._Element, *, drops: bool) -> list[tuple[str, bool]]:
    """The characters of the bodies in document order, and whether the text as reported holds them."""
    found: list[tuple[str, bool]] = []

    def walk(element: etree._Element, *, held: bool) -> None:
        name = local_name(element)
        if name in UNCOUNTED:
            return
        struck = drops and (element.get("changed") == "deleted" or name in {"deleted-phrase", "deletedText"})
        held = held and not struck and name not in PRINTED_AROUND
        found.extend((mark, held and mark != "\u00ad") for mark in squash(element.text))
        for child in element:
            walk(child, held=held)
            found.extend((mark, held and mark != "\u00ad") for mark in squash(child.tail))

    def seek(element: etree._Element) -> None:
        for child in element:
            name = local_name(child)
            if name in BODIES:
                walk(child, held=True)
            elif name not in UNCOUNTED:
                seek(child)

    seek(root)
    return found


def test_every_character_of_every_body_is_read_exactly_once(official_data: Path) -> None:
    for path in texts(official_data):
        data = path.read_bytes()
        billtext, runs = parse_billtext_with_runs(data, name=path.name)
        root = parse_xml(data, name=path.name)
        file = characters(root, drops="mendment" not in local_name(root))
        said = "".join(squash(part) for c in clauses(billtext.text) for part in (c.enum, c.header, c.text))
        met = [0] * len(file)
        stream = "".join(mark for mark, _ in file)
        for run in runs:
            read = slice(run.offset, run.offset + run.length)
            assert said[run.start : run.start + run.length] == stream[read], path.name
            met[read] = [times + 1 for times in met[read]]
        assert met == [int(held) for _, held in file], path.name


def test_what_the_reader_makes_is_quotation_marks_bars_between_cells_and_quoted_tables_of_contents(
    official_data: Path,
) -> None:
    for path in texts(official_data):
        billtext, runs = parse_billtext_with_runs(path.read_bytes(), name=path.name)
        at = 0
        made = {at for run in runs for at in range(run.start, run.start + run.length)}
        for clause in clauses(billtext.text):
            words = squash(clause.enum) + squash(clause.header) + squash(clause.text)
            extra = {mark for place, mark in enumerate(words, at) if place not in made}
            made_here = set("“”‘’|" if clause.level == "row" else "“”‘’")
            assert extra <= made_here or clause.level == "toc-entry", (path.name, clause.address)
            at += len(words)


def test_every_file_is_named_as_its_name_says_and_addressed_without_doubles(official_data: Path) -> None:
    for path in texts(official_data):
        billtext = parse_billtext(path.read_bytes(), name=path.name)
        paths = [clause.path for clause in clauses(billtext.text)]
        assert billtext.id == identify_file(path.name)
        if path.parent.name == "dtd":
            assert parse_billtext(path.read_bytes(), name="x.xml").id == billtext.id
        assert len(set(paths)) == len(paths)
        assert (billtext.text.sections is None) == (billtext.text.resolved is not None)


def test_no_element_is_unknown(official_data: Path) -> None:
    dialects = set()
    for path in texts(official_data):
        dialect, uses = survey_billtext(path.read_bytes(), name=path.name)
        dialects.add(dialect)
        assert [use.name for use in uses if use.fate is ElementFate.UNKNOWN] == [], path.name
    assert dialects == set(Dialect)


def test_a_substitute_is_read_as_introduced_and_as_reported(official_data: Path) -> None:
    path = official_data / "billtext" / "uslm-2.1" / "BILLS-118s1325rs.xml"
    reported = parse_billtext(path.read_bytes(), name=path.name)
    introduced = parse_billtext(path.read_bytes(), name=path.name, reading=Reading.AS_INTRODUCED)
    assert reported.id == introduced.id
    assert reported.text.sections != introduced.text.sections
    assert reported.text.sections is not None
    assert reported.text.sections[0].header == "SHORT TITLE."


def test_the_plain_text_rendition_agrees_with_the_xml(official_data: Path) -> None:
    same = total = 0
    for path in sorted((official_data / "billtext" / "htm").glob("*.htm")):
        plain = parse_plaintext(path.read_bytes(), name=path.name)
        xml = official_data / "billtext" / "dtd" / f"{path.stem}.xml"
        official = parse_billtext(xml.read_bytes(), name=xml.name)
        assert plain.id == official.id
        assert plain.text.date == official.text.date
        assert plain.text.official_title == official.text.official_title
        assert plain.text.printed_sponsors == official.text.printed_sponsors
        read = {c.path: folded(c.header, c.text) for c in clauses(plain.text)}
        total += len(clauses(official.text))
        same += sum(read.get(c.path) == folded(c.header, c.text) for c in clauses(official.text))
    assert total > 500
    assert same / total >= 0.995


def folded(header: str | None, text: str | None) -> str:
    words = f"{(header or '').rstrip('.').casefold()} {text or ''}"
    return squash(re.sub(r"[“”‘’\"']", "", re.sub(r"[—–-]+", "-", words)))


def test_the_web_copy_of_h_res_351_has_twelve_recitals_and_one_resolving_clause_of_four(official_data: Path) -> None:
    text = (official_data / "text" / "BILLS-115hres351ih.txt").read_text(encoding="utf-8")
    copy = text[text.index("1st Session\n\nH. RES. 351") :]
    heading = text[text.index("[Congressional Bills") : text.index("Whereas, on April 1")]
    for whole in (copy, heading + copy, f"{heading}\n{copy}"):
        version = parse_plaintext(whole.encode(), name="BILLS-115hres351ih.txt").text
        assert version.official_title == "Condemning the violence and persecution in Chechnya."
        assert version.preamble is not None
        assert version.resolved is not None
        assert len(version.preamble) == 12
        assert [len(clause.items) for clause in version.resolved] == [4]
        assert version.authority is None


def test_the_rebuilt_texts_of_the_119th_are_read_or_refused_with_a_true_reason(official_data: Path) -> None:
    count = 0
    for archive in sorted((official_data / "congress119").glob("BILLS-119-*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist()[::40]:
                data = opened.read(name)
                try:
                    text = parse_billtext(data, name=name).text
                except InputError as error:
                    assert str(error) == f"{name}: its body is empty"  # noqa: PT017  # one in 160 is
                    assert re.search(rb"-body\s*/>", data)
                    continue
                count += 1
                assert clauses(text)
    assert count > 150
