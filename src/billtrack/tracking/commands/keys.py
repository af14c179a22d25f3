"""The key of the Congress.gov API: where it may stand, and who may read it there.

The key itself is in no message.  A config file that others can read is refused, so that nobody finds out later.
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
    """Give the key of the Congress.gov API, from the environment or the user's config file.

    Raises:
        RemoteError: there is none.
        InputError: as ``read_key``.
    """
    config = config_file()
    key = read_key(os.environ, config)
    if key is None:
        raise RemoteError(
            f"no key for the Congress.gov API: neither ${KEY_VARIABLE} nor {KEY_SETTING} "
            f"in {config or 'a config file'} is set",
            hint="keys are free at https://api.congress.gov/sign-up/; govinfo, the usual source, needs none",
        )
    return key


def config_file() -> Path | None:
    """Where the user's settings are; it need not exist.  ``None`` where there is no home folder."""
    try:
        return user_folder("config") / "config.toml"
    except NoHomeError:
        return None


def read_key(environ: Mapping[str, str], config: Path | None) -> str | None:
    """Read the key from *environ*, else from the file *config*; ``None`` where neither has one.

    Raises:
        InputError: the file cannot be read, is not TOML, holds a key that is no text, or can be read by others.
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
    import tomllib

    try:
        value = tomllib.loads(data.decode()).get(KEY_SETTING)
    except UnicodeDecodeError:
        raise InputError(f"{config}: not UTF-8") from None
    except tomllib.TOMLDecodeError:
        # The library's words may quote the line, and the line may be the key's.
        raise InputError(f'{config}: not TOML (expected a line like {KEY_SETTING} = "...")') from None
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise InputError(f'{config}: {KEY_SETTING} is no text (expected {KEY_SETTING} = "...")')
    return None if value is None else value.strip()


def _refuse_others(config: Path, status: os.stat_result) -> None:
    """Refuse a file others can read; Windows keeps that in access lists, and a user's folder is private there."""
    if sys.platform == "win32":
        return
    if status.st_uid not in {os.getuid(), 0}:
        raise InputError(f"{config}: belongs to another user; a key in it could be theirs to change")
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        mode = stat.S_IMODE(status.st_mode)
        raise InputError(f"{config}: others can read the key in it (mode {mode:o})", hint=f"chmod 600 {config}")
