"""What a command may load: its help only its options, an answer only the rooms it is made of."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from billtrack.cli.commands import COMMANDS
from billtrack.search.commands.options import _FILTERS

SHIPPED = Path(__file__).parents[2] / "bills"
OPTIONS = {
    *(entry.function.partition(":")[0] for entry in COMMANDS),
    *("errors", "model.choices", "model.patterns", "output.formats", "store.archive_address"),
    *(
        "cli.clock",
        "cli.commands",
        "cli.completion",
        "cli.crews",
        "cli.options",
        "cli.output_file",
        "cli.places",
        "cli.program",
    ),
    *("cli.reports", "cli.selections", "cli.signatures", "cli.typed"),
}
"""The modules that declare what a person can type, and what their options are made of."""
OF_THE_MODEL = {"votes", "track", "untrack", "sync", "changes"}
"""Commands with an option whose values are an enum of the model."""


def loaded_by(script: str, folder: Path) -> list[set[str]]:
    """The modules that the billtrack of *script*, which prints them, loads: those of each line."""
    home = {"HOME": str(folder), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=home, capture_output=True, text=True, timeout=60, check=True
    )
    return [set(line.split()) for line in done.stderr.splitlines()]


def test_the_help_of_a_command_loads_its_options_alone(tmp_path: Path) -> None:
    plain = [entry.name for entry in COMMANDS if entry.name not in OF_THE_MODEL]
    names = [*plain, *sorted(OF_THE_MODEL)]
    script = (
        f"import sys\nfrom billtrack.cli.program import app_for\nfor name in {names}:\n"
        "    before = set(sys.modules)\n    app_for([name, '--help'])\n"
        "    print(*set(sys.modules) - before, file=sys.stderr)"
    )
    loaded = dict(zip(names, loaded_by(script, tmp_path), strict=True))
    work = {name: [each for each in sorted(found) if is_work(each)] for name, found in loaded.items()}
    assert {name: work[name] for name in plain if work[name]} == {}
    assert [each for name in OF_THE_MODEL for each in work[name] if not each.startswith("billtrack.model.")] == []
    libraries = {"msgspec", "yaml", "lxml", "requests", "sqlite3", "rapidfuzz", "zstandard", "rich", "hashlib"}
    assert {name: loaded[name] & libraries for name in plain if loaded[name] & libraries} == {}


def is_work(module: str) -> bool:
    """Whether a module of billtrack, no package, declares no options."""
    is_own = module.startswith("billtrack.") and module.removeprefix("billtrack.") not in OPTIONS
    found = find_spec(module) if is_own else None
    return found is not None and found.submodule_search_locations is None


def test_the_help_of_search_names_every_filter() -> None:
    from billtrack.model.query.fields import FILTERS

    assert " ".join(f"{key}:" for key in FILTERS) == _FILTERS


@pytest.fixture(scope="module")
def home_with_records_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    loaded_by(f"from billtrack.cli import main\nmain(['list', '--bills', {str(SHIPPED)!r}])", folder)
    return folder


@pytest.mark.parametrize(
    ("command", "costly"),
    [
        ("status", "votes.outcome model.vote model.titles model.members store.archive yaml"),
        ("cosponsors", "status.history cosponsors.growth model.vote model.titles store.archive yaml"),
        ("list", "votes.outcome model.vote model.titles store.archive zstandard yaml"),
        ("diff", "tracking.changes status.status model.vote model.titles store.archive lxml yaml"),
    ],
)
def test_an_answer_from_records_read_before_loads_only_what_it_is_made_of(
    home_with_records_read: Path, command: str, costly: str
) -> None:
    names = [] if command == "list" else ["hres351-115", "sres211-115"]
    script = (
        f"import sys\nfrom billtrack.cli import main\nmain({[command, *names, '--bills', str(SHIPPED)]})\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    found = loaded_by(script, home_with_records_read)[-1]
    modules = {name if name in {"yaml", "lxml", "zstandard"} else f"billtrack.{name}" for name in costly.split()}
    assert all(map(find_spec, modules))
    assert modules & found == set()


def test_no_pattern_is_compiled_before_it_is_used(tmp_path: Path) -> None:
    """Of the modules that ``status`` and ``diff`` load."""
    script = """
import sys, typer, rapidfuzz, rapidfuzz.distance, msgspec, billtrack.diff.commands.options
from re import _compiler
whole = _compiler.compile
def compile(source, flags=0):
    print(source, file=sys.stderr)
    return whole(source, flags)
_compiler.compile = compile
import billtrack.diff.commands.diff, billtrack.status.answers.status_card, billtrack.output.plain
"""
    assert loaded_by(script, tmp_path) == []


def test_a_module_compiles_no_pattern_when_it_is_imported() -> None:
    source = Path(__file__).parents[2] / "src" / "billtrack"
    rooms = ("cli", "cosponsors", "diff", "model", "output", "search", "status", "store", "votes")
    found = [
        str(path.relative_to(source))
        for room in rooms
        for path in sorted((source / room).rglob("*.py"))
        if re.search(r"(?m)^\S.*re\.compile\(", path.read_text(encoding="utf-8"))
    ]
    assert found == []
