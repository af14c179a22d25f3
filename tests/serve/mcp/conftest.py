"""An assistant over the records that come with billtrack."""

from __future__ import annotations

import pytest

from assistants import SHIPPED, Assistant, desk_of


@pytest.fixture
def assistant() -> Assistant:
    """An assistant over the records that come with billtrack."""
    return Assistant(desk_of(SHIPPED))
