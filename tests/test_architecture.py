"""The tree tells the data flow: imports point one way, and every library has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "billtrack"

# A room may import only rooms of a later row; rooms of one row never import each other.
ROWS = (
    {"__main__"},
    {"cli"},
    {
        "render",
        "holdings",
        "importing",
        "comparing",
        "verifying",
        "accounting",
        "sync",
        "archiving",
        "searching",
        "rosters",
        "matching",
    },
    {"analysis", "sources", "store"},
    {"assembly"},
    {"queries"},
    {"parts", "clauses", "events", "members", "law_numbers"},
    {"model"},
    {"identifiers"},
    {"spellings"},
    {"names"},
    {"versions", "congresses"},
    {"errors", "values", "terms", "collector"},
)
SKIPS = {
    "render": {
        "sources",
        "store",
        "holdings",
        "importing",
        "comparing",
        "verifying",
        "accounting",
        "sync",
        "archiving",
        "searching",
        "rosters",
        "matching",
    }
}
ALLOWED_IN_ROW = {
    ("comparing", "holdings"),
    ("verifying", "importing"),
    ("sync", "importing"),
    ("archiving", "importing"),
    ("searching", "holdings"),
    ("matching", "holdings"),
}
HOMES = {
    "typer": {"cli"},
    "rich": {"render"},
    "lxml": {"sources", "render/word"},
    "docx": {"render/word"},
    "requests": {"sources"},
    "yaml": {"store", "sources/members"},
    "sqlite3": {"store/archive"},
    "zstandard": {"store/archive"},
    "platformdirs": {"cli"},
    "rapidfuzz": {"analysis/diff"},
    "msgspec": {"values", "parts", "store", "render", "sources/members"},
}
MODULES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            assert node.module is not None
            if node.module == "billtrack":
                yield from (f"billtrack.{alias.name}" for alias in node.names)
            else:
                yield node.module


def row_of(room: str) -> int:
    return next((index for index, row in enumerate(ROWS) if room in row), -1)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_at_the_model(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return  # the package's front door re-exports names of several rooms
    assert row_of(room) >= 0, f"{room} is no room: add it to ROWS with the rooms it may not import"
    for name in imports(path):
        if not name.startswith("billtrack."):
            continue
        other = name.split(".")[1]
        if other == room:
            continue
        assert row_of(other) >= 0, f"{path}: imports {name}, which is no room"
        inward = row_of(other) > row_of(room) or (room, other) in ALLOWED_IN_ROW
        assert inward, f"{path}: {room} may not import {other}"
        assert other not in SKIPS.get(room, set()), f"{path}: {room} may not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_library_has_one_home(path: Path) -> None:
    place = path.relative_to(SOURCE).with_suffix("").as_posix()
    for name in imports(path):
        library = name.split(".")[0]
        if library == "billtrack" or (library in sys.stdlib_module_names and library not in HOMES):
            continue
        assert library in HOMES, f"{path}: {library} is not a dependency of billtrack"
        at_home = any(place == home or place.startswith(f"{home}/") for home in HOMES[library])
        assert at_home, f"{path}: {library} belongs in {sorted(HOMES[library])}"


def test_every_room_is_where_the_list_says() -> None:
    listed = {room for row in ROWS for room in row}
    present = {room_of(path) for path in MODULES} - {"__init__"}
    assert present == listed
