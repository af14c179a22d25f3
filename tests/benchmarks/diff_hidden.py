# ruff: noqa: T201  (what it prints is what it is for)
"""What an earlier checkout hid by default and this one shows, and the reverse, over every real pair.

    git worktree add ../before 13f07d1
    python tests/benchmarks/diff_hidden.py ../before ../shared [--seed 5] [--all]

The pairs: consecutive versions of the 119th and the 115th Congress, and House and Senate companions of the 115th.
Both engines, each in a process of its own, compare the same clauses, as this checkout reads them.  A hunk of a clause
that both texts have was shown before if one of its characters was marked then, in a class shown by default.  Ten of
the hunks shown now and ten of those hidden now are drawn by the seed and printed with the words around; ``--all``
prints all.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple

AROUND = 70
"""Characters printed before and after a hunk."""
COMPARE = "billtrack.diff.engine:compare", "billtrack.analysis.diff:compare"
CLAUSE = "billtrack.model.clauses:Clause", "billtrack.clauses:Clause"
SHOWN = "billtrack.diff.answers.view:SHOWN_AT_FIRST", "billtrack.render.diff.view:SHOWN_AT_FIRST"
"""Where each is, now and before."""
WHOLE = "whole clause"
FIELDS = ("path", "level", "enum", "header", "text", "depth", "quoted", "parent")


class Hunk(NamedTuple):
    """A hunk: its class, whether it is shown by default, the characters it marks in each text, its words.

    In a clause that only one text has, the class is ``WHOLE``.
    """

    kind: str
    is_shown: bool
    old: Sequence[int]
    new: Sequence[int]
    words: str


def main() -> None:
    """Compare every pair by both engines and print counts and examples; or be one of the two (``--compare``)."""
    if sys.argv[1] == "--compare":
        _write_hunks(Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seed", default="5")
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        names = _write_pairs(args.shared, file)
        before, now = (_hunks_of(source, file) for source in (args.before, Path(__file__).parents[2]))
        told = list(_print_counts(names, before, now))
    shown, hidden = ([line for is_shown, line in told if is_shown is wanted] for wanted in (True, False))
    print("\nShown now:", *(shown if args.all else random.Random(args.seed).sample(shown, 10)), sep="\n")
    print("\nHidden now:", *(hidden if args.all else random.Random(args.seed).sample(hidden, 10)), sep="\n")


def _write_pairs(shared: Path, file: Path) -> list[str]:
    """Write the clauses of each pair on a line of *file*; gives the set that each is of, and its name."""
    from diff_legibility import version_pairs
    from diff_resolutions import companions, consecutive, resolutions

    older, names = resolutions(shared), []
    with file.open("w", encoding="utf-8") as lines:
        for title, compared in (
            ("119th, consecutive", version_pairs(shared)),
            ("115th, consecutive", consecutive(older)),
            ("115th, House and Senate", companions(older)),
        ):
            for name, *sides in compared:
                names.append(f"{title}|{name}")
                print(json.dumps([[[getattr(c, f) for f in FIELDS] for c in side] for side in sides]), file=lines)
    return names


def _print_counts(
    names: Sequence[str], before: Iterable[list[Hunk]], now: Iterable[list[Hunk]]
) -> Iterator[tuple[bool, str]]:
    """Print the counts of each set; yield whether each hunk is shown now, not before, or the reverse; and its line."""
    counts: dict[str, Counter[str]] = {}
    for name, old, new in zip(names, before, now, strict=True):
        title, _, pair = name.partition("|")
        count = counts.setdefault(title, Counter())
        count.update(pairs=1, changed=bool(new))
        shown = [{at for hunk in old if hunk.is_shown for at in side(hunk)} for side in (_old, _new)]
        for hunk in new:
            was_shown = not (shown[0].isdisjoint(hunk.old) and shown[1].isdisjoint(hunk.new))
            if hunk.is_shown is not was_shown and hunk.kind != WHOLE:
                count[f"{'shown' if hunk.is_shown else 'hidden'} now: {hunk.kind}"] += 1
                yield hunk.is_shown, f"{title} {pair}, {hunk.kind}: {hunk.words}"
    for title, count in counts.items():
        print(title, dict(count))


def _old(hunk: Hunk) -> Sequence[int]:
    return hunk.old


def _new(hunk: Hunk) -> Sequence[int]:
    return hunk.new


# ------------------------------------------------------------------------------- one engine, in its own process


def _hunks_of(checkout: Path, pairs: Path) -> Iterator[list[Hunk]]:
    """The hunks of each pair, by the engine of *checkout*."""
    environment = os.environ | {"PYTHONPATH": str((checkout / "src").resolve())}
    command = [sys.executable, __file__, "--compare", str(pairs)]
    printed = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    for line in printed.splitlines():
        yield [Hunk(*each) for each in json.loads(line)]


def _first_there(places: Iterable[str]) -> Any:
    """Import from the first of *places* that this checkout has."""
    for place in places:
        with suppress(ModuleNotFoundError):
            return resolve_name(place)
    raise LookupError(f"none of {places}")


def _write_hunks(pairs: Path) -> None:
    make, compare, shown = map(_first_there, (CLAUSE, COMPARE, SHOWN))
    with pairs.open(encoding="utf-8") as lines:
        for line in lines:
            sides = [tuple(make(tuple(path), *rest) for path, *rest in side) for side in json.loads(line)]
            print(json.dumps([*_hunks(compare(*sides), shown)]))


def _hunks(found: Any, shown: frozenset[Any]) -> Iterator[Hunk]:
    """The hunks of every clause; the characters of a text are numbered through."""
    numbers = [_numbers(side) for side in (found.old, found.new)]
    for unit in found.units:
        places = [
            [at for clause in side for at in number[clause]]
            for side, number in zip((unit.old, unit.new), numbers, strict=True)
        ]
        at_old = at_new = 0
        for kind, spans in groupby(_hunk_numbers(unit.spans), key=lambda each: each[:2]):
            group = [span for _, _, span in spans]
            old, new = "".join(span.old_text for span in group), "".join(span.new_text for span in group)
            olds, news = places[0][at_old : at_old + len(old)], places[1][at_new : at_new + len(new)]
            if kind[1] is not None:
                before, after = unit.new_text[max(0, at_new - AROUND) : at_new], unit.new_text[at_new + len(new) :]
                words = f"{before}[-{old}-]{{+{new}+}}{after[:AROUND]}".replace("\n", " ¶ ")
                name = kind[1].value if unit.old and unit.new else WHOLE
                yield Hunk(name, kind[1] in shown, list(olds), list(news), words)
            at_old, at_new = at_old + len(old), at_new + len(new)


def _hunk_numbers(spans: Iterable[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Each span with the number of its hunk, and its class."""
    number, last_class, last_op = 0, None, ""
    for span in spans:
        is_same = span.change_class is last_class is not None and (last_op, span.op.value) != ("+", "-")
        number += not is_same
        last_class, last_op = span.change_class, span.op.value
        yield number, last_class, span


def _numbers(clauses: Sequence[Any]) -> list[range]:
    """For each clause the numbers of its characters as displayed, and of the line break after it."""
    found, at = [], 0
    for clause in clauses:
        size = len(" ".join(part for part in (clause.enum, clause.header, clause.text) if part)) + 1
        found.append(range(at, at + size))
        at += size
    return found


if __name__ == "__main__":
    main()
