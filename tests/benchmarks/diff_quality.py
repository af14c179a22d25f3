# ruff: noqa: T201  (what it prints is what it is for)
"""How good the diff is, on texts with known truth, beside its rivals, in one run.

    python tests/benchmarks/diff_quality.py ../shared --seed 11 --per-profile 8
    python tests/benchmarks/diff_quality.py ../shared --seed 11 --per-profile 1 --concat-chars 3000000

makes cases with the official generator from the official texts and a sample of the 119th Congress, reads them with
billtrack's own reader, predicts, rebuilds both texts, scores with the official scorer and prints the measures of
quality beside those of git and the rivals found on this machine.  ``--legibility`` adds the figures on really
reworded provisions of the 119th Congress, ``--resolutions`` those on resolutions of the 115th, their consecutive
versions and House and Senate companions, ``--rivals git dwdiff`` takes these rivals only (``--rivals`` alone: none),
``--work DIR`` keeps the cases.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from diff_cases import Case, Stopwatch, cases, load_tool, sources
from diff_legibility import print_figures, print_legibility
from diff_resolutions import companions, consecutive, resolutions
from diff_rivals import rivals

from billtrack.diff.engine import compare, text_of
from billtrack.diff.engine.provenance import provenance

Score = dict[str, Any]
_WIDTHS = (7, 9, 8, 9, 8, 7, 7, 8)
LABELS = ("moved", "split", "merged", "inserted", "deleted")


def main() -> None:
    """Make the cases, predict, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seed", default="11")
    parser.add_argument("--per-profile", type=int, default=8)
    parser.add_argument("--concat-chars", type=int, default=0)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--rivals", nargs="*")
    parser.add_argument("--legibility", action="store_true")
    parser.add_argument("--resolutions", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = args.work or Path(scratch)
        made = _generate(args, work)
        tool = load_tool(args.shared)
        scores = {"billtrack": [_score(tool, case) for case in made]}
        for name, rival in rivals().items():
            if args.rivals is None or name.split()[0] in args.rivals:
                scores[name] = [_score_rival(tool, case, rival) for case in made]
        _print_table(made, scores)
        if args.legibility:
            print_legibility(args.shared, work)
        if args.resolutions:
            texts = resolutions(args.shared)
            print_figures("115th Congress, consecutive versions of resolutions", consecutive(texts))
            print_figures("115th Congress, House and Senate companions", companions(texts))


def _generate(args: argparse.Namespace, work: Path) -> list[Case]:
    folder = work / f"cases-{args.seed}-{args.per_profile}-{args.concat_chars}"
    if not folder.exists():
        tool = args.shared / "tools" / "diff_eval_gen.py"
        command = [sys.executable, str(tool), "gen", str(sources(args.shared, work)), str(folder)]
        command += ["--seed", args.seed, "--per-profile", str(args.per_profile)]
        command += ["--concat-chars", str(args.concat_chars)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        official = [sys.executable, str(tool), "official", str(args.shared / "data" / "billtext"), str(folder)]
        subprocess.run(official, check=True, stderr=subprocess.DEVNULL)
    return cases(folder)


def predict(case: Case) -> tuple[dict[str, Any], float, bool]:
    """Compare a case: the prediction, the seconds of the comparison, whether both texts were rebuilt."""
    old, new = case.read("old"), case.read("new")
    watch = Stopwatch()
    comparison = compare(old.clauses, new.clauses)
    seconds = watch.seconds()
    rebuilt = (comparison.rebuilt_old(), comparison.rebuilt_new()) == (text_of(old.clauses), text_of(new.clauses))
    found = provenance(comparison, old.places, new.places)
    units = [{"type": each.type, "old": each.old, "new": each.new, "moved": each.moved} for each in found.relations]
    return {"runs": found.runs, "units": units}, seconds, rebuilt


def _score(tool: ModuleType, case: Case) -> Score:
    prediction, seconds, rebuilt = predict(case)
    score: Score = tool.score_case(case.truth, json.loads(json.dumps(prediction)))
    score["seconds"] = seconds
    score["valid"] = score["valid"] and rebuilt
    return score


def _score_rival(tool: ModuleType, case: Case, rival: Any) -> Score:
    watch = Stopwatch()
    runs = rival(case.folder / "old.txt", case.folder / "new.txt")
    seconds = watch.seconds()
    score: Score = tool.score_case(case.truth, {"runs": [list(run) for run in runs]})
    score["seconds"] = seconds
    return score


def _print_table(made: list[Case], scores: dict[str, list[Score]]) -> None:
    known = [at for at, case in enumerate(made) if case.truth["runs"] is not None]
    print(f"{len(known)} cases with truth, {len(made) - len(known)} official pairs without")
    heads = ("valid", "char F1", "worst", "edge F1", "worst", "size", "error", "s")
    print(" " * 18 + "".join(f"{head:>{width}}" for head, width in zip(heads, _WIDTHS, strict=True)))
    base = 1 - _mean(scores.get("git --word-diff", []), known, "char_f1")
    for name, found in scores.items():
        chars, edges = (_mean(found, known, key) for key in ("char_f1", "edge_f1"))
        ratio = base / (1 - chars) if chars < 1 else float("inf")
        cells = (
            f"{sum(score['valid'] for score in found)}",
            f"{chars:.4f}",
            f"{_worst(found, known, 'char_f1'):.4f}",
            f"{edges:.4f}",
            f"{_worst(found, known, 'edge_f1'):.4f}",
            f"{_mean(found, known, 'size_ratio'):.3f}",
            f"{ratio:.1f}" if "git --word-diff" in scores else "",
            f"{sum(score['seconds'] for score in found):.2f}",
        )
        print(f"{name:18}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)))
    _print_labels(scores["billtrack"])
    _print_mixes(made, known, scores)


def _print_labels(found: list[Score]) -> None:
    pooled: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for score in found:
        for label, counts in score.get("labels", {}).items():
            pooled[label] = [a + b for a, b in zip(pooled[label], counts, strict=True)]
    for label in LABELS:
        right, claimed, in_truth = pooled[label]
        f1 = 2 * right / max(1, claimed + in_truth)
        print(f"  {label} F1 {f1:.4f} ({right} right, {claimed} claimed, {in_truth} true)")


def _print_mixes(made: list[Case], known: list[int], scores: dict[str, list[Score]]) -> None:
    mixes: dict[str, list[int]] = defaultdict(list)
    for at in known:
        mixes[made[at].truth["profile"]].append(at)
    for mix, places in mixes.items():
        line = "  ".join(f"{name} {_mean(found, places, 'char_f1'):.4f}" for name, found in scores.items())
        print(f"  {mix:12}{line}")
    ours = scores["billtrack"]
    for at in sorted(known, key=lambda at: ours[at].get("char_f1", 0.0))[:5]:
        print(f"  worst: {made[at].name} {ours[at].get('char_f1', 0):.4f} edges {ours[at].get('edge_f1', 0):.4f}")


def _mean(found: list[Score], known: list[int], key: str) -> float:
    return sum(found[at].get(key, 0.0) for at in known) / max(1, len(known)) if found else 0.0


def _worst(found: list[Score], known: list[int], key: str) -> float:
    return min((float(found[at].get(key, 0.0)) for at in known), default=0.0)


if __name__ == "__main__":
    main()
