# ruff: noqa: T201  (what it prints is what it is for)
"""How legible the changes are, on really reworded provisions of the 119th Congress, against the fewest changes.

Beside it, what every pair of consecutive versions takes to compare, and what is shown of one law in two dialects.
*Islands* are unchanged runs of at most two stop words or marks between two changes; *phrases broken* are dates,
amounts, citations and proper names that two or more hunks touch.
"""

from __future__ import annotations

import re
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import LCSseq

from billtrack.diff.answers.view import SHOWN_AT_FIRST
from billtrack.diff.engine import Change, Op, UnitChange, compare, summary, text_of
from billtrack.errors import InputError
from billtrack.model.clauses import Clause, clauses
from billtrack.sources.billtext import parse_billtext

_ORDER = ("ih", "is", "rh", "rs", "eh", "es", "rfs", "rds", "rfh", "pcs", "ats", "eas", "eah", "enr")
_TOKEN = re.compile(r"\([A-Za-z0-9]{1,5}\)|(?:[A-Z]\.){2,}|\$?\d+(?:[,.]\d+)*%?[\w-]*|\w[\w’'-]*|[^\w\s]")
_PHRASE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},\s\d{4}"
    r"|\$\d[\d,.]*(?:\s(?:million|billion))?|\d+\sU\.S\.C\.\s\d\w*(?:\(\w+\))*|[Ss]ection\s\d+\w*(?:\(\w+\))*"
    r"|[A-Z][a-z]+(?:\s(?:of|the|and|for)){0,2}(?:\s[A-Z][a-z]+)+"
)
_LINKS = frozenset(
    "the of a an and or to in for by on with that as at is be shall such any under not from".split()  # noqa: SIM905
)


def version_pairs(shared: Path) -> Iterator[tuple[str, tuple[Clause, ...], tuple[Clause, ...]]]:
    """Consecutive versions of one measure, read; those with a text that cannot be read are left out."""
    texts: dict[str, dict[str, bytes]] = defaultdict(dict)
    for archive in sorted((shared / "data" / "congress119").glob("BILLS-*.zip")):
        with zipfile.ZipFile(archive) as held:
            for info in held.infolist():
                match = re.match(r"BILLS-119([a-z]+\d+)([a-z]+)\.xml", Path(info.filename).name)
                if match and match[2] in _ORDER:
                    texts[match[1]][match[2]] = held.read(info)
    for measure, versions in sorted(texts.items()):
        codes = sorted(versions, key=_ORDER.index)
        for first, second in pairwise(codes):
            try:
                old, new = (
                    clauses(parse_billtext(versions[code], name=f"BILLS-119{measure}{code}.xml").text)
                    for code in (first, second)
                )
            except InputError:
                continue
            yield f"{measure} {first} {second}", old, new


def print_legibility(shared: Path, _work: Path) -> None:
    """Print each figure and its ratio to the fewest changes."""
    print_figures("119th Congress, consecutive versions", version_pairs(shared))
    _print_dialects(shared / "data" / "billtext")


def print_figures(title: str, compared: Iterable[tuple[str, tuple[Clause, ...], tuple[Clause, ...]]]) -> None:
    """Compare every pair, prove that both texts are rebuilt, print how legible the reworded provisions are."""
    ours: Counter[str] = Counter()
    fewest: Counter[str] = Counter()
    fates: Counter[str] = Counter()
    pairs = changed = 0
    seconds = 0.0
    for name, old, new in compared:
        start = time.process_time()
        found = compare(old, new)
        seconds += time.process_time() - start
        pairs, changed = pairs + 1, changed + (not found.identical)
        assert (found.rebuilt_old(), found.rebuilt_new()) == (text_of(old), text_of(new)), name
        for unit in found.units:
            fates[unit.change] += 1
            fates["moved"] += unit.moved
            if unit.change is Change.EDITED:
                ours.update(_figures(*_from_spans(unit)))
                fewest.update(_figures(*_from_lcs(unit)))
    print(f"{title}: legibility, {ours['units']:,} reworded provisions")
    for key in ("words", "hunks", "islands", "phrases"):
        print(f"  {key:8} {ours[key]:>8,} {ours[key] / max(1, fewest[key]):.3f} of the fewest changes")
    print(f"  {pairs:,} pairs, {changed:,} changed, compared in {seconds:.1f} s, all rebuilt")
    print(f"  {', '.join(f'{count:,} {fate}' for fate, count in fates.items() if count)}")


def _print_dialects(texts: Path) -> None:
    """One law in two dialects: the hunks shown unless more are asked for."""
    paths = (texts / "uslm-2.1" / "BILLS-116hr1865eah.xml", texts / "dtd" / "BILLS-116hr1865enr.xml")
    old, new = (clauses(parse_billtext(path.read_bytes(), name=path.name).text) for path in paths)
    shown = {
        kind.value: count for kind, count in summary(compare(old, new)).classes if kind in SHOWN_AT_FIRST and count
    }
    print(f"116hr1865 in two dialects, hunks shown: {shown}")


Marked = list[tuple[str, bool]]
"""Words of one side, and whether each is changed."""


def _from_spans(unit: UnitChange) -> tuple[Marked, Marked, str, str]:
    sides: tuple[Marked, Marked] = ([], [])
    for span in unit.spans:
        for side, text in enumerate((span.old_text, span.new_text)):
            sides[side].extend((word, span.op is not Op.EQUAL) for word in _TOKEN.findall(text))
    return (*sides, unit.old_text, unit.new_text)


def _from_lcs(unit: UnitChange) -> tuple[Marked, Marked, str, str]:
    old, new = _TOKEN.findall(unit.old_text), _TOKEN.findall(unit.new_text)
    sides: tuple[Marked, Marked] = ([(word, True) for word in old], [(word, True) for word in new])
    for block in LCSseq.opcodes(old, new).as_matching_blocks():
        for k in range(block.size):
            sides[0][block.a + k] = (old[block.a + k], False)
            sides[1][block.b + k] = (new[block.b + k], False)
    return (*sides, unit.old_text, unit.new_text)


def _figures(old: Marked, new: Marked, old_text: str, new_text: str) -> Counter[str]:
    """Count changed words, hunks, islands and broken phrases of one provision."""
    found = Counter({"units": 1})
    found["words"] = sum(changed for _, changed in old) + sum(changed for _, changed in new)
    runs = _kept_runs(old, new)
    found["hunks"] = len(runs) - 1 + _open_ends(old, new)
    for words in runs[1:-1]:
        found["islands"] += len(words) <= 2 and all(word.lower() in _LINKS or not word[0].isalnum() for word in words)
    found["phrases"] = _broken(old, old_text) + _broken(new, new_text)
    return found


def _kept_runs(old: Marked, new: Marked) -> list[list[str]]:
    """The unchanged runs, as both sides cut them; the first and last may be empty."""
    runs: list[list[str]] = [[]]
    at = 0
    for word, changed in new:
        if changed:
            if runs[-1]:
                runs.append([])
            continue
        if at < len(old) and old[at][1]:
            while at < len(old) and old[at][1]:
                at += 1
            if runs[-1]:
                runs.append([])
        runs[-1].append(word)
        at += 1
    if at < len(old) and runs[-1]:
        runs.append([])
    return runs


def _open_ends(old: Marked, new: Marked) -> int:
    return int((bool(old) and old[0][1]) or (bool(new) and new[0][1]))


def _broken(side: Marked, text: str) -> int:
    """Phrases touched by two hunks or more: changed, kept and changed words inside."""
    words = [match.span() for match in _TOKEN.finditer(text)]
    if len(words) != len(side):
        return 0
    count = 0
    for phrase in _PHRASE.finditer(text):
        inside = [
            side[at][1] for at, (start, end) in enumerate(words) if start >= phrase.start() and end <= phrase.end()
        ]
        changes = sum(b and not a for a, b in zip([False, *inside], inside, strict=False))
        count += changes >= 2
    return count
