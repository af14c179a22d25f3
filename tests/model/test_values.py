from __future__ import annotations

import pytest

from billtrack.model.values import replace
from billtrack.status.stages import Next

NEXT = Next("the Senate", "may take it up")


def test_a_value_is_compared_hashed_and_shown_by_its_fields() -> None:
    same = Next(who="the Senate", what="may take it up")
    assert same == NEXT
    assert hash(same) == hash(NEXT)
    assert repr(NEXT) == "Next(who='the Senate', what='may take it up')"


def test_a_value_cannot_be_changed_only_replaced() -> None:
    with pytest.raises(AttributeError):
        NEXT.who = "the House"  # type: ignore[misc]
    assert replace(NEXT, who="the House") == Next("the House", "may take it up")
    assert NEXT.who == "the Senate"
