# ruff: noqa: T201  (what it prints is what it is for)
"""Sheets for a blind reading: 20 real changed pairs, each compared by four tools whose names are hidden.

    python tests/benchmarks/diff_blind.py ../shared sheets --seed 5

writes ``sheets/01.txt`` to ``20.txt``, in which the outputs of billtrack, ``git diff --no-index --word-diff``,
redlines and Docxodus stand shuffled under the labels P, Q, R and S, and the key to ``sheets/key.json``.  The seed
chooses the pairs: four each of 1-3, 4-8, 9-16, 17-30 and 31-60 clauses, drawn in turn from consecutive versions of
the 119th Congress, of the 115th, of the official files, and from House and Senate companions.

billtrack reads the XML; the others read what ``billtrack text`` prints, a clause a line (for Docxodus a paragraph).
Only the marks are made alike, ``[-old-]{+new+}``, old words first, and the lines that name tool and files left out.
``--ranks FILE``, with lines like ``01 QPRS`` from best to worst, opens the key and prints the mean ranks.

Needs beside what the benchmarks need: ``pip install redlines==0.6.2 'python-redlines[docxodus]==2.0.0'``.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from diff_resolutions import IdPair, Texts, both_chambers, read_files, read_texts, resolutions, versions
from python_redlines import DocxodusEngine
from redlines import Redlines

from billtrack.model.identifiers import TextId

SIZES = ((1, 3), (4, 8), (9, 16), (17, 30), (31, 60))
LABELS = "PQRS"
_BILLTRACK = str(Path(sys.executable).with_name("billtrack"))
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {"ins": "{+%s+}", "moveTo": "{+%s+}", "del": "[-%s-]", "moveFrom": "[-%s-]"}


def main() -> None:
    """Choose the pairs and write sheets and key; or score the ranks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("sheets", type=Path)
    parser.add_argument("--seed", default="5")
    parser.add_argument("--ranks", type=Path)
    args = parser.parse_args()
    if args.ranks:
        _print_ranks(args.ranks.read_text(encoding="utf-8"), json.loads((args.sheets / "key.json").read_text()))
    else:
        args.sheets.mkdir()
        with tempfile.TemporaryDirectory() as scratch:
            _write_sheets(args.shared / "data", args.sheets, Path(scratch), random.Random(args.seed))


def _write_sheets(data: Path, sheets: Path, scratch: Path, chance: random.Random) -> None:
    key = {}
    for number, pair in enumerate(_chosen(data, chance), 1):
        outputs = _outputs(*(_file(data, text, scratch) for text in pair))
        order = chance.sample(sorted(outputs), len(outputs))
        parts = [f"===== {label} =====\n{outputs[tool]}\n" for label, tool in zip(LABELS, order, strict=True)]
        sheet = f"{pair[0]} -> {pair[1]}\n\n" + "\n".join(parts)
        (sheets / f"{number:02}.txt").write_text(sheet, encoding="utf-8")
        key[f"{number:02}"] = dict(zip(LABELS, order, strict=True))
    (sheets / "key.json").write_text(json.dumps(key), encoding="utf-8")


def _chosen(data: Path, chance: random.Random) -> Iterator[IdPair]:
    """The pairs: in each size one from each source in turn, or from the next source that has one left."""
    official = read_files((path.name, path.read_bytes()) for path in sorted((data / "billtext").glob("[du]*/*.xml")))
    recent, older = read_texts(sorted((data / "congress119").glob("BILLS-*.zip"))), resolutions(data.parent)
    texts: Texts = official | recent | older
    sources = [list(versions(each)) for each in (recent, older, official)]
    sources.append([*both_chambers(recent), *both_chambers(older)])
    for source in sources:
        source[:] = [(a, b) for a, b in source if [c.text for c in texts[a]] != [c.text for c in texts[b]]]
        chance.shuffle(source)
    for low, high in SIZES:
        for at in range(len(sources)):
            turn = [(source, pair) for source in sources[at:] + sources[:at] for pair in source]
            source, pair = next(t for t in turn if low <= max(len(texts[text]) for text in t[1]) <= high)
            source.remove(pair)
            yield pair


def _file(data: Path, text: TextId, scratch: Path) -> Path:
    """The XML of a text, and beside it what ``billtrack text`` prints of it."""
    measure = str(text.measure).split("-")[0]
    path = scratch / f"BILLS-{text.measure.congress}{measure}{text.version_code}.xml"
    path.write_bytes(next(_copies(data, text.measure.congress, path.name)))
    printed = _run(_BILLTRACK, "text", str(path), "--no-addresses", "--format", "plain").split("\n", 2)[2]
    path.with_suffix(".txt").write_text(printed, encoding="utf-8")
    return path


def _copies(data: Path, congress: int, name: str) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((data / "billtext").glob(f"[du]*/{name}")))
    for archive in sorted((data / f"congress{congress}").glob("BILLS-*.zip")):
        with zipfile.ZipFile(archive) as held:
            yield from (held.read(member) for member in held.namelist() if Path(member).name == name)


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8")


def _outputs(old: Path, new: Path) -> dict[str, str]:
    """What each tool prints, with the same marks and without its name."""
    texts = [path.with_suffix(".txt") for path in (old, new)]
    git = _run("git", "diff", "--no-index", "--word-diff", *map(str, texts)).split("\n")
    redlines = Redlines(*(path.read_text(encoding="utf-8") for path in texts), markdown_style="none").output_markdown
    return {
        "billtrack": _run(_BILLTRACK, "diff", str(old), str(new)).split("\n", 2)[2],
        "git": "\n".join(line for line in git if not re.match(r"diff --git|index |--- |\+\+\+ ", line)),
        "redlines": re.sub("<(del|ins)>(.*?)</\\1>", lambda m: _MARKS[m[1]] % m[2], redlines, flags=re.DOTALL),
        "Docxodus": _docxodus(*texts),
    }


def _docxodus(old: Path, new: Path) -> str:
    papers = []
    for path in (old, new):
        paper, held = docx.Document(), io.BytesIO()
        for line in path.read_text(encoding="utf-8").split("\n"):
            paper.add_paragraph(line)
        paper.save(held)
        papers.append(held.getvalue())
    marked = docx.Document(io.BytesIO(DocxodusEngine().run_redline("reader", *papers)[0]))
    return "\n".join(_paragraph(each) for each in marked.element.body.iter(f"{_WORD}p"))


def _paragraph(paragraph: Any) -> str:
    """Its words, those of one change in the order the other tools have: deleted, inserted."""
    found, deleted, inserted = "", "", ""
    for child in paragraph:
        words = "".join(each.text or "" for each in child.iter(f"{_WORD}t", f"{_WORD}delText"))
        mark = _MARKS.get(child.tag.removeprefix(_WORD), "%s") % words if words else ""
        if mark.startswith("{+"):
            inserted += mark
        elif mark.startswith("[-"):
            deleted += mark
        elif mark:
            found, deleted, inserted = found + deleted + inserted + mark, "", ""
    return found + deleted + inserted


def _print_ranks(ranks: str, key: dict[str, dict[str, str]]) -> None:
    places: dict[str, list[int]] = {}
    for number, order in re.findall(r"^(\d\d) ([PQRS]{4})\b", ranks, re.MULTILINE):
        for place, label in enumerate(order, 1):
            places.setdefault(key[number][label], []).append(place)
    for tool, found in sorted(places.items(), key=lambda each: sum(each[1])):
        print(f"{tool:10} mean rank {sum(found) / len(found):.2f}  first {found.count(1)}  of {len(found)}")


if __name__ == "__main__":
    main()
