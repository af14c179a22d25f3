"""A bills folder and a source in memory to bring it up to date from."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import Desk, Office


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def desk(tmp_path: Path, office: Office) -> Desk:
    return Desk(tmp_path / "bills", office)
