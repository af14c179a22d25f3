"""Where the records and the archive are: by option, environment variable, working directory."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import billtrack
from billtrack.errors import InputError, StoreError
from billtrack.store.archive_address import Address, Server, parse_address

if TYPE_CHECKING:
    from billtrack.store.record_cache import KeptRecords

BILLS_VARIABLE = "BILLTRACK_BILLS"
ARCHIVE_VARIABLE = "BILLTRACK_ARCHIVE"


class NoHomeError(InputError):
    """There is no home folder, so no place for the user's own files."""


def bills_folder(given: Path | None) -> Path:
    """Find the folder that records are read from.

    The option, else ``$BILLTRACK_BILLS``, else ``./bills`` if it exists, else the user's own folder if it holds a
    record, else the records shipped with billtrack.

    Raises:
        InputError: the folder asked for does not exist.
    """
    found = _asked_for(given) or _folder_here()
    if found is not None:
        return found
    try:
        own = user_bills_folder()
    except NoHomeError:
        return shipped_bills_folder()
    return own if has_records(own) else shipped_bills_folder()


def own_bills_folder(given: Path | None) -> Path:
    """Find the folder that records are written to: as for reading, but never the shipped records unless named.

    It need not exist.

    Raises:
        InputError: the folder asked for does not exist, or there is none and no home folder either.
    """
    return _asked_for(given) or _folder_here() or user_bills_folder()


def _folder_here() -> Path | None:
    """Find ``./bills``, which nobody named; ``None`` without permission to look."""
    here = Path("bills")
    try:
        return here if here.is_dir() else None
    except PermissionError:
        return None


def _asked_for(given: Path | None) -> Path | None:
    named = os.environ.get(BILLS_VARIABLE)
    folder, by = (given, "--bills") if given else (Path(named), f"${BILLS_VARIABLE}") if named else (None, "")
    if folder is not None and not folder.is_dir():
        found = "not a folder" if folder.exists() else "no such folder"
        raise InputError(f"{folder}: {found} (named by {by})")
    return folder


def archive_address(given: str | None) -> Address | None:
    """Find the archive to read: the option, else ``$BILLTRACK_ARCHIVE``, else the user's own if it exists.

    Raises:
        StoreError: the file asked for does not exist.
    """
    named = os.environ.get(ARCHIVE_VARIABLE)
    text, by = (given, "--archive") if given else (named, f"${ARCHIVE_VARIABLE}")
    if text:
        file = parse_address(text)
        if not isinstance(file, Server) and not file.is_file():
            raise StoreError(
                f"{file}: no such archive (named by {by})",
                hint=f"`billtrack import PATH... --archive {file}` builds it from official files",
            )
        return file
    try:
        own = user_archive_file()
    except NoHomeError:
        return None
    return own if own.is_file() else None


def own_archive_address(given: str | None) -> Address:
    """Find the archive to write: as for reading; it need not exist."""
    named = given or os.environ.get(ARCHIVE_VARIABLE)
    return parse_address(named) if named else user_archive_file()


def user_archive_file() -> Path:
    """Where the user's own archive is kept; it need not exist."""
    return user_folder("data") / "archive.db"


def user_bills_folder() -> Path:
    """Where the user's own records are kept; it need not exist."""
    return user_folder("data") / "bills"


def kept_records() -> "KeptRecords | None":
    """Open the cache of parsed records; None without a home folder."""
    from billtrack.store.record_cache import KeptRecords  # noqa: PLC0415 - not every command reads records

    try:
        return KeptRecords(user_folder("cache") / "records")
    except NoHomeError:
        return None


def user_folder(kind: Literal["data", "cache", "config"]) -> Path:
    """Where billtrack keeps the user's own files; it need not exist.

    Raises:
        NoHomeError: there is no home folder, as for a service.
    """
    import platformdirs  # noqa: PLC0415 - not needed where every folder is named

    find = {
        "data": platformdirs.user_data_dir,
        "cache": platformdirs.user_cache_dir,
        "config": platformdirs.user_config_dir,
    }
    try:
        folder = Path(find[kind]("billtrack", appauthor=False))
    except RuntimeError:
        folder = Path()
    if not folder.is_absolute():  # "~/...", which would be made in the working folder
        raise NoHomeError(
            f"no home folder to keep billtrack's {kind} in",
            hint=f"set $HOME, or name a folder: --bills DIR or ${BILLS_VARIABLE}",
        )
    return folder


def shipped_bills_folder() -> Path:
    """The records that come with billtrack: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(billtrack.__file__).parent
    installed = package / "bills"
    return installed if installed.is_dir() else package.parents[1] / "bills"


def has_records(folder: Path) -> bool:
    """Whether *folder* holds a file that may be a record."""
    return next(folder.glob("*.yaml"), None) is not None
