"""The table of what was tried: each test of a campaign adds its row, printed at the end of a campaign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hostile import CAMPAIGN

Row = tuple[str, str, int]
_ROWS: list[Row] = []


@pytest.fixture
def tried() -> Callable[[str, str, int], None]:
    """Note that an *attack* on a *promise* was survived so many times; to be called when all of it was."""

    def note(promise: str, attack: str, count: int) -> None:
        _ROWS.append((promise, attack, count))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CAMPAIGN and _ROWS:
        terminalreporter.section("tried and survived")
        for promise, attack, count in _ROWS:
            terminalreporter.write_line(f"| {promise} | {attack} | {count:,} |")
