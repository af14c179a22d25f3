# ruff: noqa: T201  (what it prints is what it is for)
"""Official prints in the shapes people send them, read again: are the words those of the official text?

    python tests/benchmarks/drafts_in.py FOLDER_OF_OFFICIAL_XML [HOW_MANY]

Each print is written as a page of a GPO PDF (by Chromium: numbered lines, hyphens, heads and feet), as an office
draft in Word and in PDF (by LibreOffice), as text copied from a PDF, pasted without indentation, quoted in a mail,
and as the two views congress.gov gives.  Counted: prints whose words are all equal, words that are not, clauses with
the right words, and seconds.
"""

from __future__ import annotations

import difflib
import html
import io
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from docx import Document

from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import TextVersion
from billtrack.model.measure_names import TextId
from billtrack.sources.billtext import BillText, parse_billtext
from billtrack.sources.plaintext import parse_plaintext

_DEPTHS = {"section": 0, "subsection": 1, "paragraph": 2, "subparagraph": 3, "clause": 4, "subclause": 5}
_UNFIT = re.compile(r"quoted-block|continuation|table|row|toc|side-note|appropriations|list|graphic|formula")
_LINES, _COLUMNS = 25, 54


class Line(NamedTuple):
    """A paragraph of a print: how deep it is indented, and its words."""

    depth: int
    text: str


def paragraphs(text: TextVersion) -> Iterator[Line]:
    """The paragraphs of a body as they are printed."""
    yield from (Line(1, words) for words in _opening(text))
    number = ""
    for clause in clauses(text):
        for depth, words in _printed(clause):
            if words == clause.enum and clause.level not in {"section", "resolved"}:
                number += words  # on the line of the next one: (2)(A)
            else:
                yield Line(depth, number + words)
                number = ""


def _opening(text: TextVersion) -> Iterator[str]:
    if text.sections is not None:
        yield (
            "Be it enacted by the Senate and House of Representatives of the United States of America in Congress "
            "assembled,"
        )


def _capitals(header: str | None) -> str:
    return f"{header.upper().rstrip('.')}." if header else ""


def _printed(clause: Clause) -> Iterator[Line]:
    depth = _DEPTHS.get(clause.level, 1)
    words = clause.text or ""
    if clause.level in {"section", "resolved"} and clause.enum and clause.enum[0].isalnum():
        if clause.path == ("resolved", "1"):
            yield Line(1, "Resolved,")
        first = clause.path[-1] == "1"
        number = re.sub(r"^(?:SECTION|SEC\.)\s*", "", clause.enum, flags=re.IGNORECASE)
        yield Line(0, f"{'SECTION' if first else 'SEC.'} {number} {_capitals(clause.header)}".rstrip())
        if words:
            yield Line(1, words)
        return
    if clause.level == "resolved" and clause.path == ("resolved", "1"):
        words = f"Resolved, {words}"
    header = f"{clause.header.rstrip('.—')}.—" if clause.header else ""
    yield Line(depth, " ".join(filter(None, (clause.enum, header + words))))


# ----------------------------------------------------------------------------------------- shapes


def front(found: BillText) -> list[str]:
    """What stands above the body."""
    measure = found.id.measure
    chamber = "HOUSE OF REPRESENTATIVES" if measure.measure_type.value.startswith("h") else "SENATE"
    title = found.text.official_title or "A measure."
    heading = [f"{measure.congress}TH CONGRESS", "1ST SESSION", measure.printed.partition(" (")[0].upper(), title]
    kind = "A BILL" if found.text.sections is not None else "RESOLUTION"
    return [*heading, f"IN THE {chamber}", "MARCH 18, 2021", "Mrs. DOE introduced the following bill", kind, title]


def wrapped(text: str, width: int, *, hyphens: bool, first: int = 0) -> list[str]:
    """Break a paragraph into lines, inside a word where GPO would hyphenate one."""
    lines, line = [], " " * first
    for word in text.split(" "):
        gap = "" if not line.strip() else " "
        if len(line) + len(gap) + len(word) <= width:
            line += gap + word
            continue
        at = _syllable(word, width - len(line) - len(gap) - 1) if hyphens else 0
        if at:
            tail = "" if word[at - 1] == "-" else "-"
            lines.append(line + gap + word[:at] + tail)
            line = word[at:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


_BREAK = re.compile(
    r"(?<=[aeiou][bcdfglmnprstv])(?=[bcdfglmnprstvz][aeiou])(?![bcfglmnprsvz]ed\b)"  # no dictionary has cal-led
    r"|(?<=[a-z]{3})(?=(?:tion|ment|sion|ing|ty)\b)"
)


def _syllable(word: str, room: int) -> int:
    """Where a word is broken so that its first part fits; 0 where it cannot be."""
    hyphen = word.find("-") + 1
    if 1 < hyphen <= room + 1 and hyphen < len(word) - 1:
        return hyphen
    places = [each.start() for each in _BREAK.finditer(word) if 2 <= each.start() <= min(room, len(word) - 3)]
    return max(places, default=0)


def gpo_lines(found: BillText) -> list[list[str]]:
    """The pages of a print: 25 lines each."""
    lines = []
    for depth, text in paragraphs(found.text):
        lines += wrapped(text, _COLUMNS, hyphens=True, first=2 * depth)
    return [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]


def _foot(found: BillText) -> str:
    compact = found.id.measure.printed.partition(" (")[0].replace(".", "").replace(" Res", " RES ").replace("  ", " ")
    return f"•{compact.upper()} {found.id.version_code.upper()}"


_VERDATE = (
    "VerDate Sep 11 2014 23:45 Mar 26, 2021 Jkt 019200 PO 00000 Frm 00002 Fmt 6652 Sfmt 6201 E:\\BILLS\\H2004.IH H2004"
)


def copied(found: BillText) -> bytes:
    """Text copied out of the PDF."""
    pages = []
    for number, lines in enumerate(gpo_lines(found), 1):
        numbered = [f"{at:2} {line}" for at, line in enumerate(lines, 1)]
        pages.append("\n".join([*([str(number)] if number > 1 else []), *numbered, _foot(found), _VERDATE]))
    return "\n".join(["I", *front(found), *pages]).encode()


def unnumbered(found: BillText) -> bytes:
    """Text copied by a viewer that leaves the line numbers out."""
    pages = []
    for number, lines in enumerate(gpo_lines(found), 1):
        page = [line.strip() for line in lines]
        pages.append("\n".join([*([str(number)] if number > 1 else []), *page, _foot(found), _VERDATE]))
    return "\n".join([*front(found), *pages]).encode()


def flat(found: BillText) -> bytes:
    """GPO's plain text pasted without its indentation."""
    body = "\n".join("\n".join(wrapped(text, 72 - 4 * depth, hyphens=False)) for depth, text in paragraphs(found.text))
    return ("\n\n".join(front(found)) + "\n\n" + body + "\n").encode()


def mail(found: BillText) -> bytes:
    """The same, quoted."""
    quoted = "".join(f"> {line}\n" for line in flat(found).decode().splitlines())
    return f"On Monday, a colleague wrote:\n\n{quoted}\nThanks,\nA.\n".encode()


def view(found: BillText) -> bytes:
    """The formatted view of congress.gov."""
    body = "".join(f'<p class="lbexIndent{depth}">{html.escape(text)}</p>' for depth, text in paragraphs(found.text))
    head = "".join(f"<p>{html.escape(line)}</p>" for line in front(found))
    return (
        "<!DOCTYPE html><html><head><title>Text | Congress.gov</title><script>SEC. 9. x</script></head><body>"
        "<nav><ul><li>Home</li></ul></nav><main><h1>A measure</h1>"
        f'<div class="generated-html-container">{head}{body}</div></main>'
        "<footer><ul><li>About Congress.gov</li></ul></footer></body></html>"
    ).encode()


def word(found: BillText) -> bytes:
    """An office draft in Word."""
    document = Document()
    for line in front(found):
        document.add_paragraph(line)
    for _, text in paragraphs(found.text):
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


_STYLE = """@page{size:8.5in 11in;margin:0}body{margin:0;font:14pt 'Liberation Serif',serif}
.p{position:relative;width:8.5in;height:10.95in;page-break-after:always}.l,.n,.f{position:absolute;white-space:pre}
.l{left:2in}.n{left:1.4in;width:.4in;text-align:right}"""


def gpo_page(found: BillText) -> bytes:
    """The pages a GPO PDF shows, for Chromium to print."""
    pages = ['<div class="p">' + "".join(_at(1 + row * 0.5, line) for row, line in enumerate(front(found))) + "</div>"]
    for number, lines in enumerate(gpo_lines(found), 2):
        rows = [f'<div class="f" style="top:.6in;left:4.2in">{number}</div>']
        for row, line in enumerate(lines, 1):
            top = 0.9 + row * 0.36
            rows += [f'<div class="n" style="top:{top}in">{row}</div>', _at(top, line)]
        rows.append(f'<div class="f" style="top:10.2in;left:3.8in;font-size:9pt">{html.escape(_foot(found))}</div>')
        rows.append(f'<div class="f" style="top:10.6in;left:.5in;font-size:6pt">{html.escape(_VERDATE)}</div>')
        pages.append(f'<div class="p">{"".join(rows)}</div>')
    return (
        f"<html><head><meta charset=utf-8><style>{_STYLE}</style></head><body>{''.join(pages)}</body></html>".encode()
    )


def _at(top: float, line: str) -> str:
    left = 2 + (len(line) - len(line.lstrip())) * 0.1
    return f'<div class="l" style="top:{top}in;left:{left}in">{html.escape(line.strip())}</div>'


def gpo_pdf(found: BillText) -> bytes:
    """A PDF as GPO makes it."""
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "print.html", Path(folder) / "print.pdf"
        page.write_bytes(gpo_page(found))
        chromium = ["/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run(
            [*chromium, f"--print-to-pdf={made}", page.as_uri()], check=True, capture_output=True, timeout=90
        )
        return made.read_bytes()


def office_pdf(found: BillText) -> bytes:
    """The draft in Word, saved as PDF."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "draft.docx").write_bytes(word(found))
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*office, "--outdir", folder, f"{folder}/draft.docx"], check=True, capture_output=True, timeout=120
        )
        return (Path(folder) / "draft.pdf").read_bytes()


SHAPES: dict[str, Callable[[BillText], bytes]] = {
    "copied from a PDF": copied,
    "copied, no numbers": unnumbered,
    "pasted flat": flat,
    "quoted in a mail": mail,
    "congress.gov view": view,
    "Word": word,
    "GPO's PDF": gpo_pdf,
    "office PDF": office_pdf,
}


# ---------------------------------------------------------------------------------------- figures


def words_of(text: TextVersion) -> list[str]:
    """Every word of the clauses, in order: as its letters and signs, without case, a heading's end or "Resolved"."""
    said = " ".join(" ".join(filter(None, (each.enum, each.header, each.text))) for each in clauses(text))
    said = said.replace("—", " ").replace("'", "’").replace("‘‘", "“").replace("’’", "”").lower()
    said = re.sub(r"\b(?:section|sec\.)\s+(?=\d)|\bresolved,\s", "", said)
    return [word.rstrip(".") or "." for word in said.split()]


def distance(old: list[str], new: list[str]) -> int:
    """How many words differ."""
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal")


def official(folder: Path, most: int) -> Iterator[BillText]:
    """Prints whose every clause the shapes can carry."""
    for path in sorted(folder.rglob("BILLS-*.xml")):
        try:
            found = parse_billtext(path.read_bytes(), name=path.name)
        except InputError:
            continue
        listed = clauses(found.text)
        if 3 <= len(listed) <= 120 and not any(_UNFIT.search(each.level) or each.quoted for each in listed):
            yield found
            most -= 1
        if not most:
            return


def read(data: bytes, known: TextId) -> TextVersion:
    """Read a draft that says nothing of its print."""
    return parse_plaintext(data, name="draft", known=known).text


def main() -> None:
    """Read the command line and print the table."""
    folder, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    shapes = {name: SHAPES[name] for name in SHAPES if len(sys.argv) < 4 or re.search(sys.argv[3], name)}
    prints = list(official(folder, most))
    print(f"{len(prints)} prints, {sum(len(words_of(each.text)) for each in prints):,} words")
    for name, shape in shapes.items():
        equal = wrong = whole = total = 0
        seconds = 0.0
        for found in prints:
            data = shape(found)
            start = time.perf_counter()
            try:
                again = read(data, found.id)
            except InputError as error:
                print("   ", found.id, name, error)
                wrong += len(words_of(found.text))
                continue
            seconds += time.perf_counter() - start
            off = distance(words_of(found.text), words_of(again))
            equal, wrong = equal + (off == 0), wrong + off
            here, there = ({each.path for each in clauses(text)} for text in (found.text, again))
            whole, total = whole + len(here & there), total + len(here)
            if len(here & there) < len(here) and len(sys.argv) > 4:
                print("   ", found.id, sorted("/".join(path) for path in here ^ there)[:9])
            if off and len(sys.argv) > 3:
                print("   ", found.id, off, _example(words_of(found.text), words_of(again)))
        print(
            f"{name:20} equal {equal:3}/{len(prints)}  words off {wrong:5}  addresses {whole}/{total}  {seconds:.2f} s"
        )


def _example(old: list[str], new: list[str]) -> str:
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return "; ".join(f"{old[a:b]} -> {new[c:d]}" for tag, a, b, c, d in codes if tag != "equal")[:400]


if __name__ == "__main__":
    main()
