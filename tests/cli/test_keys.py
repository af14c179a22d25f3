from __future__ import annotations

import os
from pathlib import Path

import pytest

from billtrack.errors import InputError, RemoteError
from billtrack.tracking.commands.keys import config_file, need_key, read_key

SECRET = "invented-secret-0123456789"
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has access lists in the place of modes")


def config(tmp_path: Path, text: str, mode: int = 0o600) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_the_environment_comes_before_the_file_and_the_file_is_not_opened(tmp_path: Path) -> None:
    path = config(tmp_path, "not TOML at all [", 0o644)
    assert read_key({"CONGRESS_API_KEY": f" {SECRET} "}, path) == SECRET


def test_the_file_of_its_owner_alone_is_read(tmp_path: Path) -> None:
    assert read_key({}, config(tmp_path, f'congress_api_key = "{SECRET}"\n')) == SECRET


@pytest.mark.parametrize("environ", [{}, {"CONGRESS_API_KEY": ""}, {"CONGRESS_API_KEY": "  "}])
def test_no_file_and_no_variable_is_no_key(tmp_path: Path, environ: dict[str, str]) -> None:
    assert read_key(environ, tmp_path / "config.toml") is None


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o620, 0o666, 0o777])
def test_a_key_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(InputError, match="other users can read the key in it") as refusal:
        read_key({}, config(tmp_path, f'congress_api_key = "{SECRET}"\n', mode))
    assert "chmod 600" in str(refusal.value.hint)
    assert SECRET not in str(refusal.value)


@posix
def test_a_file_without_a_key_may_be_read_by_all(tmp_path: Path) -> None:
    assert read_key({}, config(tmp_path, 'colour = "blue"\n', 0o644)) is None


@pytest.mark.parametrize(
    "text",
    [
        f"congress_api_key = {SECRET}",
        f'congress_api_key = "{SECRET}',
        "congress_api_key = 12345678",
        'congress_api_key = " "',
        f'congress_api_key = ["{SECRET}"]',
    ],
)
def test_a_damaged_setting_is_refused_without_showing_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_key({}, config(tmp_path, text))
    shown = f"{refusal.value} {refusal.value.hint} {refusal.value.__cause__!r}"
    assert SECRET not in shown
    assert "config.toml" in shown


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = config(tmp_path, "")
    path.write_bytes(b"congress_api_key = '\xff\xfe'")
    with pytest.raises(InputError, match="not UTF-8"):
        read_key({}, path)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        read_key({}, tmp_path / "config.toml")


def test_needing_a_key_where_there_is_none_says_where_keys_come_from() -> None:
    with pytest.raises(RemoteError, match=r"requires a key; set .CONGRESS_API_KEY") as refusal:
        need_key()
    assert str(config_file()) in str(refusal.value)
    assert "sign-up" in str(refusal.value.hint)
