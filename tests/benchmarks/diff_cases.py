"""Cases with known truth, their texts as the engine reads them, and the official scorer.

The generator and scorer is ``tools/diff_eval_gen.py`` of the shared folder; it is imported from there, never copied.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from billtrack.diff.engine.provenance import TextPlaces
from billtrack.diff.operands.files import placed_document
from billtrack.model.clauses import Clause, clauses
from billtrack.sources.billtext import Reading


def load_tool(shared: Path) -> ModuleType:
    """Import the generator and scorer of the shared folder."""
    spec = importlib.util.spec_from_file_location("diff_eval_gen", shared / "tools" / "diff_eval_gen.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no generator in {shared}/tools")
    tool = importlib.util.module_from_spec(spec)
    sys.modules["diff_eval_gen"] = tool
    spec.loader.exec_module(tool)
    return tool


@dataclass(frozen=True)
class Text:
    """One text as read: its clauses, and where their characters stand in the file."""

    clauses: tuple[Clause, ...]
    places: TextPlaces


@dataclass(frozen=True)
class Case:
    """One pair with what is known of it."""

    name: str
    folder: Path
    truth: dict[str, Any]

    def read(self, side: str) -> Text:
        """Read the old or the new text, as ``billtrack diff --format provenance`` does."""
        path = self.folder / f"{side}.xml"
        name = official_name(path, str(self.truth["source"]))
        found = placed_document(path.read_bytes(), name=name, reading=Reading.AS_REPORTED)
        return Text(clauses(found.text), found.places or TextPlaces())


_FORM = re.compile(
    r"<congress[^>]*>\s*(\d+).*?<legis-num[^>]*>\s*([A-Z][A-Za-z. ]*?)\s*(\d+)\s*</legis-num>", re.DOTALL
)


def official_name(path: Path, source: str) -> str:
    """The official file name of a case: that of its source, else what the form in the file says."""
    form = _FORM.search(path.read_text(encoding="utf-8")[:20_000])
    if source.startswith("BILLS-") or form is None:
        return source if source.startswith("BILLS-") else path.name
    return f"BILLS-{form[1]}{re.sub('[^a-z]', '', form[2].lower())}{form[3]}ih.xml"


def cases(folder: Path) -> list[Case]:
    """The cases in *folder*, by name."""
    return [
        Case(path.parent.name, path.parent, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*/truth.json"))
    ]


def sources(shared: Path, work: Path, *, per_zip: int = 150) -> Path:
    """A folder with the official texts and a sample of the rebuilt ones of the 119th Congress."""
    folder = work / "sources"
    if folder.exists():
        return folder
    folder.mkdir(parents=True)
    for path in sorted((shared / "data" / "billtext").rglob("*.xml")):
        (folder / path.name).write_bytes(path.read_bytes())
    for archive in sorted((shared / "data" / "congress119").glob("BILLS-*.zip")):
        with zipfile.ZipFile(archive) as held:
            members = [info for info in held.infolist() if info.file_size > 6000]
            for info in members[:: max(1, len(members) // per_zip)]:
                (folder / Path(info.filename).name).write_bytes(held.read(info))
    return folder


class Stopwatch:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()

    def seconds(self) -> float:
        """Seconds until now."""
        return time.perf_counter() - self._start
