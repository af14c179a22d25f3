"""One server for all tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from local_pages import Pages, make_place, serving


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of records and an archive."""
    return make_place(tmp_path_factory.mktemp("served") / "place")


@pytest.fixture(scope="session")
def pages(place: Path) -> Iterator[Pages]:
    """The server of that folder."""
    with serving(place) as found:
        yield found
