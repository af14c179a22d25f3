# ruff: noqa: T201  (what it prints is what it is for)
"""Sheets for a blind reading: 20 real changed pairs, each compared by four tools whose names are hidden.

    python tests/benchmarks/diff_blind.py ../shared sheets --seed 5

writes ``01.txt`` to ``20.txt``, in which the outputs of billtrack, ``git diff --no-index --word-diff``, redlines and
Docxodus stand shuffled under the labels P, Q, R and S, and ``key.json``.  The seed chooses the pairs: four each of 1-3,
4-8, 9-16, 17-30 and 31-60 clauses, in turn from consecutive versions of the 119th Congress, of the 115th, of the
official files, and from House and Senate companions; ``--without SEED ...`` passes over the pairs those seeds choose,
which somebody has read.  billtrack reads the XML; the others read what ``billtrack text``
prints, a clause a line (for Docxodus a paragraph).  Only the marks are made alike, ``[-old-]{+new+}``, and the lines
that name tool and files left out.  ``--ranks FILE``, with lines like ``01 QPRS`` from best to worst, scores a reading.

Needs also: ``pip install redlines==0.6.2 'python-redlines[docxodus]==2.0.0'``.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

import docx
from diff_resolutions import IdPair, Texts, both_chambers, read_files, versions, zipped

SIZES = ((1, 3), (4, 8), (9, 16), (17, 30), (31, 60))
_BILLTRACK = str(Path(sys.executable).with_name("billtrack"))
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {"ins": "{+%s+}", "del": "[-%s-]"}


def main() -> None:
    """Choose the pairs and write sheets and key; or score the ranks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("sheets", type=Path)
    parser.add_argument("--seed", default="5")
    parser.add_argument("--without", metavar="SEED", nargs="+", default=[])
    parser.add_argument("--ranks", type=Path)
    args = parser.parse_args()
    if args.ranks:
        _print_ranks(args.ranks.read_text(encoding="utf-8"), json.loads((args.sheets / "key.json").read_text()))
        return
    args.sheets.mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        _write_sheets(args.shared / "data", args.sheets, Path(scratch), args.seed, args.without)


def _write_sheets(data: Path, sheets: Path, scratch: Path, seed: str, without: list[str]) -> None:
    sources = _Sources(data)
    read = {pair for each in without for pair in sources.chosen(random.Random(each), frozenset())}
    chance = random.Random(seed)
    key = {}
    for number, pair in enumerate(list(sources.chosen(chance, read)), 1):
        outputs = _outputs(*sources.written(pair, scratch))
        order = chance.sample(sorted(outputs), len(outputs))
        parts = [f"===== {label} =====\n{outputs[tool]}\n" for label, tool in zip("PQRS", order, strict=True)]
        sheet = f"{pair[0]} -> {pair[1]}\n\n" + "\n".join(parts)
        (sheets / f"{number:02}.txt").write_text(sheet, encoding="utf-8")
        key[f"{number:02}"] = dict(zip("PQRS", order, strict=True))
    (sheets / "key.json").write_text(json.dumps(key), encoding="utf-8")


class _Sources:
    """The official texts, and the changed pairs of each source."""

    def __init__(self, data: Path) -> None:
        official = {path.name: path.read_bytes() for path in sorted((data / "billtext").glob("[du]*/*.xml"))}
        recent, older = (zipped(data / f"congress{congress}") for congress in (119, 115))
        older = {name: xml for name, xml in older.items() if not re.search("r[hs]\\.xml$", name)}
        read = [read_files(files.items()) for files in (recent, older, official)]
        pairs = [list(versions(each)) for each in read]
        pairs.append([*both_chambers(read[0]), *both_chambers(read[1])])
        self._xml = recent | older | official
        self._texts: Texts = read[2] | read[0] | read[1]
        self._pairs = [[pair for pair in each if self._is_changed(pair)] for each in pairs]

    def _is_changed(self, pair: IdPair) -> bool:
        old, new = ([clause.text for clause in self._texts[text]] for text in pair)
        return old != new

    def chosen(self, chance: random.Random, read: Container[IdPair]) -> Iterator[IdPair]:
        """In each size one pair from each source, or from the next that has one that was not *read*."""
        sources = [list(each) for each in self._pairs]
        for source in sources:
            chance.shuffle(source)
        for low, high in SIZES:
            for at in range(len(sources)):
                turn = [(source, pair) for source in sources[at:] + sources[:at] for pair in source if pair not in read]
                source, pair = next(t for t in turn if low <= max(len(self._texts[text]) for text in t[1]) <= high)
                source.remove(pair)
                yield pair

    def written(self, pair: IdPair, folder: Path) -> list[Path]:
        """Write the XML of both under their official names."""
        paths = [folder / f"BILLS-{t.measure.congress}{str(t.measure).split('-')[0]}{t.version_code}.xml" for t in pair]
        for path in paths:
            path.write_bytes(self._xml[path.name])
        return paths


def _run(*command: object) -> str:
    return subprocess.run([*map(str, command)], capture_output=True, check=False).stdout.decode("utf-8")


def _outputs(*sides: Path) -> dict[str, str]:
    """What each tool prints, with the same marks and without its name."""
    printed = [_run(_BILLTRACK, "text", each, "--no-addresses", "--format", "plain") for each in sides]
    words = [each.split("\n", 2)[2] for each in printed]
    texts = [each.with_suffix(".txt") for each in sides]
    for path, text in zip(texts, words, strict=True):
        path.write_text(text, encoding="utf-8")
    git = _run("git", "diff", "--no-index", "--word-diff", *texts).split("\n")
    redlines = importlib.import_module("redlines").Redlines(*words, markdown_style="none").output_markdown
    return {
        "billtrack": _run(_BILLTRACK, "diff", *sides).split("\n", 2)[2],
        "git": "\n".join(line for line in git if not re.match(r"diff --git|index |--- |\+\+\+ ", line)),
        "redlines": re.sub("<(del|ins)>(.*?)</\\1>", lambda m: _MARKS[m[1]] % m[2], redlines, flags=re.DOTALL),
        "Docxodus": _docxodus(words),
    }


def _docxodus(sides: list[str]) -> str:
    papers = [io.BytesIO(), io.BytesIO()]
    for paper, words in zip(papers, sides, strict=True):
        document = docx.Document()
        for line in words.split("\n"):
            document.add_paragraph(line)
        document.save(paper)
    engine = importlib.import_module("python_redlines").DocxodusEngine()
    marked = engine.run_redline("reader", *(paper.getvalue() for paper in papers))[0]
    return "\n".join(_paragraph(each) for each in docx.Document(io.BytesIO(marked)).element.body.iter(f"{_WORD}p"))


def _paragraph(paragraph: Any) -> str:
    """Its words, those of one change in the order the other tools have: deleted, inserted."""
    found, deleted, inserted = "", "", ""
    for child in paragraph:
        words = "".join(each.text or "" for each in child.iter(f"{_WORD}t", f"{_WORD}delText"))
        kind = child.tag.removeprefix(_WORD)
        if kind in {"ins", "moveTo"}:
            inserted += words
        elif kind in {"del", "moveFrom"}:
            deleted += words
        elif words:
            found, deleted, inserted = found + f"[-{deleted}-]{{+{inserted}+}}{words}", "", ""
    return re.sub(r"\[--\]|\{\+\+\}", "", f"{found}[-{deleted}-]{{+{inserted}+}}")


def _print_ranks(ranks: str, key: dict[str, dict[str, str]]) -> None:
    places: dict[str, list[int]] = {}
    for number, order in re.findall(r"^(\d\d) ([PQRS]{4})\b", ranks, re.MULTILINE):
        for place, label in enumerate(order, 1):
            places.setdefault(key[number][label], []).append(place)
    for tool, found in sorted(places.items(), key=lambda each: sum(each[1])):
        print(f"{tool:10} mean rank {sum(found) / len(found):.2f}  first {found.count(1)}  of {len(found)}")


if __name__ == "__main__":
    main()
