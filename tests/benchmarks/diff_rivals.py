"""Rival tools on the same cases: what each holds to be the same, as runs of characters that are not white space.

Flat word diffs: git, and where they are installed wdiff, dwdiff, redlines, patiencediff, and Python's difflib.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Run = tuple[int, int, int]
"""(new start, length, old start)."""
Step = tuple[str, str]
"""``=``, ``-`` or ``+`` and the text."""


def rivals() -> dict[str, Callable[[Path, Path], list[Run]]]:
    """The rivals found on this machine, by name."""
    found: dict[str, Callable[[Path, Path], list[Run]]] = {}
    if shutil.which("git"):
        found["git --word-diff"] = _git
    found |= {name: _marked(name) for name in ("dwdiff", "wdiff") if shutil.which(name)}
    libraries = {"redlines": _redlines, "patiencediff": _patience}
    found |= {name: rival for name, rival in libraries.items() if importlib.util.find_spec(name)}
    found["difflib"] = _difflib
    return found


def _runs(steps: Iterable[Step]) -> list[Run]:
    """Count the characters of both sides along the steps."""
    found: list[Run] = []
    old = new = 0
    for op, text in steps:
        length = len("".join(text.split()))
        if op == "=" and length:
            found.append((new, length, old))
        old += length if op != "+" else 0
        new += length if op != "-" else 0
    return found


def _git(old: Path, new: Path) -> list[Run]:
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", "-U1000000", str(old), str(new)]
    out = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8")
    if not out:
        text = old.read_text(encoding="utf-8")
        return _runs([("=", text)])
    lines = out.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("@@"))
    names = {" ": "=", "-": "-", "+": "+"}
    return _runs((names[line[0]], line[1:]) for line in lines[start + 1 :] if line[:1] in names)


_MARKS = ("\x01", "\x02", "\x03", "\x04")


def _marked(name: str) -> Callable[[Path, Path], list[Run]]:
    def run(old: Path, new: Path) -> list[Run]:
        options = [part for flag, mark in zip("wxyz", _MARKS, strict=True) for part in (f"-{flag}", mark)]
        out = subprocess.run([name, *options, str(old), str(new)], capture_output=True, check=False).stdout
        return _runs(_steps(out.decode("utf-8")))

    return run


def _steps(text: str) -> Iterator[Step]:
    op, start = "=", 0
    ops = dict(zip(_MARKS, "-=+=", strict=True))
    for at, mark in enumerate(text):
        if mark in ops:
            yield op, text[start:at]
            op, start = ops[mark], at + 1
    yield op, text[start:]


def _words(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split()


def _blocks(old: list[str], new: list[str], blocks: Iterable[tuple[int, int, int]]) -> list[Run]:
    starts = []
    for words in (old, new):
        at = [0]
        for word in words:
            at.append(at[-1] + len(word))
        starts.append(at)
    return [(starts[1][j], starts[1][j + n] - starts[1][j], starts[0][i]) for i, j, n in blocks if n]


def _difflib(old: Path, new: Path) -> list[Run]:
    a, b = _words(old), _words(new)
    matcher = difflib.SequenceMatcher(None, a, b)
    return _blocks(a, b, ((m.a, m.b, m.size) for m in matcher.get_matching_blocks()))


def _patience(old: Path, new: Path) -> list[Run]:
    a, b = _words(old), _words(new)
    matcher = importlib.import_module("patiencediff").PatienceSequenceMatcher(None, a, b)
    return _blocks(a, b, matcher.get_matching_blocks())


def _redlines(old: Path, new: Path) -> list[Run]:
    """The words of redlines' own tokens and steps."""
    texts = (old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8"))
    module = importlib.import_module("redlines.redlines")
    steps: list[Step] = []
    for step in module.Redlines(*texts)._diff_ops:
        op, i, i_end, j, j_end = step.opcodes
        gone = "".join(step.source_chunk.text[i:i_end])
        came = "".join(step.test_chunk.text[j:j_end])
        steps += [("=", gone)] if op == "equal" else [("-", gone), ("+", came)]
    return _runs([(op, text.replace("¶", "")) for op, text in steps])
