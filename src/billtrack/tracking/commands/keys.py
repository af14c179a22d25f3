"""The Congress.gov API key: where it may be stored, and who may be able to read it there.

No message contains the key.  A config file that other users can read is refused.
"""

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from billtrack.cli.places import NoHomeError, user_folder
from billtrack.errors import InputError, RemoteError

KEY_VARIABLE = "CONGRESS_API_KEY"
KEY_SETTING = "congress_api_key"


def need_key() -> str:
    """Read the Congress.gov API key from the environment or the user's config file.

    Raises:
        RemoteError: there is no key.
        InputError: as ``read_key``.
    """
    config = config_file()
    key = read_key(os.environ, config)
    if key is None:
        raise RemoteError(
            f"the Congress.gov API requires a key; set ${KEY_VARIABLE}, "
            f"or {KEY_SETTING} in {config or 'a config file'}",
            hint="keys are free at https://api.congress.gov/sign-up/; govinfo, the default source, requires none",
        )
    return key


def config_file() -> Path | None:
    """Locate the user's settings, which need not exist; ``None`` without a home folder."""
    try:
        return user_folder("config") / "config.toml"
    except NoHomeError:
        return None


def read_key(environ: Mapping[str, str], config: Path | None) -> str | None:
    """Read the key from *environ*, else from the file *config*; ``None`` if neither has one.

    Raises:
        InputError: the file cannot be read, is not TOML, has a key that is not text, or other users can read it.
    """
    given = environ.get(KEY_VARIABLE, "").strip()
    if given or config is None:
        return given or None
    try:
        with config.open("rb") as file:
            status, data = os.fstat(file.fileno()), file.read(1_000_000)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{config}: cannot be read: {error.strerror}") from error
    key = _setting(data, config)
    if key is not None:
        _refuse_others(config, status)
    return key


def _setting(data: bytes, config: Path) -> str | None:
    import tomllib  # noqa: PLC0415 - few have a config file

    try:
        value = tomllib.loads(data.decode()).get(KEY_SETTING)
    except UnicodeDecodeError:
        raise InputError(f"{config}: not UTF-8") from None
    except tomllib.TOMLDecodeError:
        # The library's message may quote the line with the key.
        raise InputError(f'{config}: not TOML (expected a line like {KEY_SETTING} = "...")') from None
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise InputError(f'{config}: {KEY_SETTING} must be text (expected {KEY_SETTING} = "...")')
    return None if value is None else value.strip()


def _refuse_others(config: Path, status: os.stat_result) -> None:
    """Refuse a file other users can read; on Windows a user's folder is private already."""
    if sys.platform == "win32":
        return
    if status.st_uid not in {os.getuid(), 0}:
        raise InputError(f"{config}: belongs to another user, who could change the key")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        mode = stat.S_IMODE(status.st_mode)
        raise InputError(f"{config}: other users can read the key in it (mode {mode:o})", hint=f"chmod 600 {config}")
