"""A brief on paper: one page in HTML, Word and PDF, the same bytes again, and what is said where nothing prints."""

from __future__ import annotations

import io
import os
import unicodedata
from pathlib import Path
from typing import NoReturn

import pypdf
import pytest

from billtrack.cli import main
from billtrack.errors import InputError
from billtrack.output.formats import Format
from billtrack.output.printing import PROGRAMS, Printer, find_printer, printed

ROOT = Path(__file__).parents[2]
BOTH = ("hres351-115", "sres211-115")


def missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} (.ci/run installs it)")
    pytest.skip(f"{what}; this test needs it")


def printer_of(kind: Format) -> Printer:
    try:
        return find_printer((kind,))
    except InputError:
        missing(f"no program that prints {kind}")


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, ligatures and line ends undone."""
    texts = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize("kind", PROGRAMS)
def test_the_brief_of_two_resolutions_is_one_page(kind: Format, tmp_path: Path) -> None:
    printer = printer_of(kind)
    file = tmp_path / f"brief.{kind}"
    assert main(["brief", *BOTH, "-o", str(file), "--bills", str(ROOT / "bills")]) == 0
    (page,) = pages_of(printed(file.read_bytes(), printer))
    for words in ("H.Res. 351 (115th) and S.Res. 211 (115th)", "Resolved 1(4)", "85 (32 original", "SHA-256"):
        assert words in page, words


@pytest.mark.official
@pytest.mark.parametrize("kind", PROGRAMS)
def test_the_brief_with_who_to_ask_next_is_one_page(kind: Format, tmp_path: Path, official_data: Path) -> None:
    printer, archive = printer_of(kind), ["--archive", str(tmp_path / "members.db")]
    files = sorted(map(str, (official_data / "legislators").glob("*2017*.yaml")))
    assert main(["members", "import", *files, *archive]) == 0
    file = tmp_path / f"brief.{kind}"
    assert main(["brief", *BOTH, "--gaps", "-o", str(file), *archive, "--bills", str(ROOT / "bills")]) == 0
    (page,) = pages_of(printed(file.read_bytes(), printer))
    assert "Flake, Jeff (R-AZ), 202-224-4521, 413 Russell Senate Office Building" in page


@pytest.mark.slow
def test_a_pdf_made_again_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    printer_of(Format.HTML)
    made = []
    for name in ("a.pdf", "b.pdf"):
        assert main(["brief", *BOTH, "-o", str(tmp_path / name), "--bills", str(ROOT / "bills")]) == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert len(pages_of(made[0])) == 1


def test_where_nothing_prints_one_line_says_what_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "brief.pdf"
    assert main(["brief", *BOTH, "-o", str(file), "--bills", str(ROOT / "bills")]) == 3
    assert capsys.readouterr().err == (
        "billtrack: error: PDF needs Chromium, Chrome, Edge or LibreOffice, and none is installed\n"
        "hint: write .html or .docx and print that, or install one of them\n"
    )
    assert not file.exists()


FAILING = "#!/bin/sh\necho 'no display' >&2\nexit 1\n"


@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_a_program_that_prints_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "chromium"
    program.write_text(FAILING, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    file = tmp_path / "brief.pdf"
    assert main(["brief", *BOTH, "-o", str(file), "--bills", str(ROOT / "bills")]) == 3
    assert f"{program} printed no PDF: no display\n" in capsys.readouterr().err
    assert not file.exists()
