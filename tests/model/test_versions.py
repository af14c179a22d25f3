"""Version codes have the official names; unknown ones are kept, not named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billtrack.errors import InputError
from billtrack.model.versions import VERSION_NAMES, parse_version_code, version_name


@pytest.mark.parametrize("code", sorted(VERSION_NAMES))
def test_every_official_code_parses_in_any_case_and_has_its_name(code: str) -> None:
    assert parse_version_code(f" {code.upper()} ") == code
    assert version_name(code) == VERSION_NAMES[code]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ih", "Introduced in House"),
        ("ats", "Agreed to Senate"),
        ("eas2", "Engrossed Amendment Senate, print 2"),
        ("pcs2", "Placed on Calendar Senate, print 2"),
        ("rfs2", "Referred in Senate, print 2"),
        ("eh1s", "Engrossed in House, print 1s"),
    ],
)
def test_a_reprint_keeps_its_code_and_is_named_after_the_first(code: str, name: str) -> None:
    assert parse_version_code(code) == code
    assert version_name(code) == name


def test_an_unknown_code_is_kept_without_a_name() -> None:
    assert parse_version_code("zzq") == "zzq"
    assert version_name("zzq") is None
    assert version_name("") is None


@pytest.mark.parametrize("text", ["", "i", "2", "ih@", "i h", "ih/1", "introduced", "ıh", "ih" * 100, "ＩＨ"])
def test_what_is_not_shaped_like_a_code_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_version_code(text)
    assert str(caught.value) == f"not a version code: {text[:40]!r} (expected a code like ih, eh, ats or eas2)"


@given(st.text())
def test_any_text_is_a_code_or_refused_as_input(text: str) -> None:
    try:
        code = parse_version_code(text)
    except InputError:
        return
    assert parse_version_code(code) == code
