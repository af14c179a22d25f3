"""Where things are: bills folder and archive, as options, environment and working directory settle it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import billtrack
from billtrack.errors import InputError, StoreError

if TYPE_CHECKING:
    from billtrack.store.record_cache import KeptRecords

BILLS_VARIABLE = "BILLTRACK_BILLS"
ARCHIVE_VARIABLE = "BILLTRACK_ARCHIVE"


class NoHomeError(InputError):
    """There is no home folder, and so no folder of the user's."""


def bills_folder(given: Path | None) -> Path:
    """Settle the folder records are read from.

    The option, else ``$BILLTRACK_BILLS``, else ``./bills`` if it exists, else the user's own folder if it holds a
    record, else the records shipped with billtrack.

    Raises:
        InputError: the folder that was asked for is not there.
    """
    asked = _asked_for(given, os.environ)
    if asked is not None:
        return asked
    here = Path("bills")
    if _is_folder(here):
        return here
    try:
        own = user_bills_folder()
    except NoHomeError:
        return shipped_bills_folder()
    return own if has_records(own) else shipped_bills_folder()


def own_bills_folder(given: Path | None) -> Path:
    """Settle the folder records are written to: as for reading, but not the shipped records unless they are named.

    It need not exist.

    Raises:
        InputError: the folder that was asked for is not there, or there is none and no home folder either.
    """
    named = _asked_for(given, os.environ)
    if named is not None:
        return named
    here = Path("bills")
    return here if _is_folder(here) else user_bills_folder()


def _is_folder(path: Path) -> bool:
    """Whether a folder nobody named is there; in a working folder that cannot be looked into it is not."""
    try:
        return path.is_dir()
    except PermissionError:
        return False


def _asked_for(given: Path | None, environ: Mapping[str, str]) -> Path | None:
    named = environ.get(BILLS_VARIABLE)
    folder, by = (given, "--bills") if given else (Path(named), f"${BILLS_VARIABLE}") if named else (None, "")
    if folder is not None and not folder.is_dir():
        found = "not a folder" if folder.exists() else "no such folder"
        raise InputError(f"{folder}: {found} (named by {by})")
    return folder


def archive_file(given: Path | None) -> Path | None:
    """Settle the archive that is read: the option, else ``$BILLTRACK_ARCHIVE``, else the user's own if it is there.

    Raises:
        StoreError: the file that was asked for is not there.
    """
    named = os.environ.get(ARCHIVE_VARIABLE)
    file, by = (given, "--archive") if given else (Path(named), f"${ARCHIVE_VARIABLE}") if named else (None, "")
    if file is not None:
        if not file.is_file():
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


def own_archive_file(given: Path | None) -> Path:
    """Settle the archive that is written: as for reading; it need not exist."""
    named = os.environ.get(ARCHIVE_VARIABLE)
    return given or (Path(named) if named else user_archive_file())


def user_archive_file() -> Path:
    """Where the user's own archive is kept; it need not exist."""
    return user_folder("data") / "archive.db"


def user_bills_folder() -> Path:
    """Where the user's own records are kept; it need not exist."""
    return user_folder("data") / "bills"


def parsed_texts_folder() -> Path:
    """Where long texts are kept as they were read once; it need not exist."""
    return user_folder("cache") / "texts"


def kept_records() -> "KeptRecords | None":
    """The records as they were read once; ``None`` where the user has no place for them."""
    from billtrack.store.record_cache import KeptRecords

    try:
        return KeptRecords(user_folder("cache") / "records")
    except NoHomeError:
        return None


def user_folder(kind: Literal["data", "cache", "config"]) -> Path:
    """Where billtrack keeps what is the user's own; it need not exist.

    Raises:
        NoHomeError: it cannot be known, as for a service that has no home folder.
    """
    import platformdirs

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
            f"there is no home folder, so {kind} of billtrack's user has no place",
            hint=f"set $HOME, or name the folder: --bills DIR or ${BILLS_VARIABLE}",
        )
    return folder


def shipped_bills_folder() -> Path:
    """The records that come with billtrack: inside the installed package, or beside ``src`` in a checkout."""
    package = Path(billtrack.__file__).parent
    installed = package / "bills"
    return installed if installed.is_dir() else package.parents[1] / "bills"


def has_records(folder: Path) -> bool:
    """Whether *folder* exists and holds a file that may be a record."""
    return next(folder.glob("*.yaml"), None) is not None
