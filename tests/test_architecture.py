"""The tree tells what a person can ask: imports point one way, and every library has one home."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "billtrack"

BELOW = {"errors", "model", "sources", "store", "output"}
"""What every answer needs; any capability may import these."""
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "sources": {"errors", "model"},
    "store": {"errors", "model", "sources"},  # a long text stays official XML beside the records; Holdings reads it
    "output": {"errors", "model"},
    "votes": BELOW,
    "status": BELOW | {"votes"},
    "batch": {"errors", "model"},
    "cosponsors": BELOW | {"status", "votes"},  # growth stands beside the history
    "texts": BELOW | {"diff"},
    "diff": BELOW | {"tracking"},  # `diff --git` tells changed records as `changes` does
    "search": BELOW | {"diff", "status", "batch"},
    "tracking": BELOW | {"status", "batch"},
    "sharing": BELOW | {"status", "cosponsors", "texts", "diff", "tracking", "votes"},
    "serve": BELOW | {"status", "cosponsors", "texts", "diff", "search", "sharing", "tracking", "votes"},
    "cli": BELOW | {"status", "diff", "batch"},
    "__main__": {"cli"},
}
"""Each room and those it may import; ``cli``'s options and reports serve the ``commands`` of every capability."""
HOMES = {
    "typer": {"cli", "commands"},
    "rich": {"output"},
    "xlsxwriter": {"output"},
    "lxml": {"sources", "output/word", "diff/answers"},
    "docx": {"output/word", "diff/answers", "sharing", "sources/word"},
    "pypdf": {"sources/pdf"},
    "requests": {"sources"},
    "yaml": {"sources/yaml_reader"},
    "sqlite3": {"store/archive/sqlite"},
    "psycopg": {"store/archive/postgres"},
    "duckdb": {"store/archive/export/parquet", "search/companions/joining"},
    "distributed": {"batch/cluster"},
    "zstandard": {"store/archive"},
    "platformdirs": {"cli"},
    "rapidfuzz": {"diff/engine"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "mcp": {"serve/mcp"},
    "mcp_types": {"serve/mcp"},
    "anyio": {"serve/mcp"},
    "msgspec": {
        "model",
        "store",
        "output",
        "sources/members",
        "sources/yaml_reader",
        "diff/answers",
        "tracking",
        "status/answers",
        "search",
        "cosponsors",
        "texts",
        "serve/mcp",
        "serve/asked",
    },
}
"""Each library and the rooms that may import it; ``commands`` stands for the commands of every capability."""
MODULES = sorted(SOURCE.rglob("*.py"))


def place_of(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


def room_of(path: Path) -> str:
    return place_of(path).split("/")[0]


def is_command(path: Path) -> bool:
    return "commands" in place_of(path).split("/")[1:]


@cache
def imports(path: Path) -> tuple[str, ...]:
    return tuple(names_imported(path))


def names_imported(path: Path) -> Iterator[str]:
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


def edges() -> Iterator[tuple[Path, str, str]]:
    """Every import of one room by another: the module, its room, the other room."""
    for path in MODULES:
        for name in imports(path):
            if name.startswith("billtrack.") and room_of(path) != "__init__":
                yield path, room_of(path), name.split(".")[1]


def test_rooms_import_only_what_the_list_allows() -> None:
    breaches = [
        f"{place_of(path)} imports {other}"
        for path, room, other in edges()
        if other not in {room, *ROOMS[room]} and not (other == "cli" and (is_command(path) or room == "sharing"))
    ]
    assert breaches == []


def test_questions_and_answers_import_no_command() -> None:
    breaches = [
        f"{place_of(path)} imports {name}"
        for path in MODULES
        for name in imports(path)
        if name.startswith("billtrack.") and ".commands" in name and not is_command(path) and room_of(path) != "cli"
    ]
    assert breaches == []


def test_every_library_has_one_home() -> None:
    def is_home(path: Path, home: str) -> bool:
        place = place_of(path)
        return place == home or place.startswith(f"{home}/") or (home == "commands" and is_command(path))

    libraries = [
        (path, name.split(".")[0]) for path in MODULES for name in imports(path) if not name.startswith("billtrack")
    ]
    breaches = [
        f"{place_of(path)} imports {library}"
        for path, library in libraries
        if (library in HOMES or library not in sys.stdlib_module_names)
        and not any(is_home(path, home) for home in HOMES.get(library, ()))
    ]
    assert breaches == []


def test_every_room_is_on_the_list() -> None:
    assert {room_of(path) for path in MODULES} - {"__init__"} == set(ROOMS)


def test_rooms_make_no_circle() -> None:
    met = {
        (room, other) for path, room, other in edges() if room != other and not (other == "cli" and is_command(path))
    }
    left = set(ROOMS)
    while left:
        free = {room for room in left if not any(a == room and b in left for a, b in met)}
        assert free, f"a circle among {sorted(left)}"
        left -= free


REASON = re.compile(r"# noqa: [A-Z0-9, ]*PLC0415 - \S")


def imports_in_functions(source: str) -> dict[ast.Import | ast.ImportFrom, ast.AST]:
    """Each import in a function, and the innermost function it is in."""
    return {
        node: function
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }


def test_imports_stand_at_the_top_or_say_why_not() -> None:
    """The options of a command import in their function the module that does the work, and nothing else."""
    breaches = []
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        lines, found = source.splitlines(), imports_in_functions(source)
        if is_command(path) and path.stem.endswith("options"):
            work = f"billtrack.{room_of(path)}.commands"
            breaches += [
                f"{place_of(path)}:{each.lineno} imports more than what does the work"
                for each, function in found.items()
                if getattr(each, "module", None) != work or list(found.values()).count(function) > 1
            ]
        else:
            breaches += [
                f"{place_of(path)}:{each.lineno} imports in a function and gives no reason"
                for each in found
                if not REASON.search(lines[each.lineno - 1])
            ]
    assert breaches == []
