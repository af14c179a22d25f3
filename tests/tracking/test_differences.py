from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.tracking.pairing import differences

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1, max_size=2), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_does_not_differ_from_itself(value: object) -> None:
    assert list(differences(value, value)) == []


@given(VALUES, VALUES)
def test_unequal_values_differ_somewhere(held: object, offered: object) -> None:
    found = list(differences(held, offered))
    assert bool(found) == (held != offered)


@pytest.mark.parametrize(
    ("held", "offered", "found"),
    [
        ({"a": 1}, {"a": 2}, [("a", "1", "2")]),
        ({"a": 1}, {}, [("a", "1", "nothing")]),
        ({"a": None}, {}, [("a", "null", "nothing")]),
        ({"rows": [1, 2, 3]}, {"rows": [1, 3]}, [("rows[1]", "2", "nothing")]),
        ({"rows": [1, 3]}, {"rows": [1, 2, 3]}, [("rows[1]", "nothing", "2")]),
        ({"rows": [{"p": "D"}]}, {"rows": [{"p": "R"}]}, [("rows[0].p", '"D"', '"R"')]),
        ("x" * 200, "y", [("", '"' + "x" * 76 + "...", '"y"')]),
    ],
)
def test_a_difference_is_named_by_its_field(held: object, offered: object, found: list[tuple[str, str, str]]) -> None:
    assert list(differences(held, offered)) == found
