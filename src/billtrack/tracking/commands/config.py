"""``billtrack config``: every setting in force, and what set it."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from billtrack.cli.official_sources import (
    CLERK_VARIABLE,
    CONGRESS_VARIABLE,
    GOVINFO_VARIABLE,
    LEGISLATORS_VARIABLE,
    SENATE_VARIABLE,
)
from billtrack.cli.options import CommonOptions
from billtrack.cli.places import ARCHIVE_VARIABLE, BILLS_VARIABLE, archive_address, bills_folder, user_folder
from billtrack.cli.reports import DONE
from billtrack.errors import BilltrackError
from billtrack.model.vote import CLERK, SENATE
from billtrack.model.web_addresses import CONGRESS_API, GOVINFO
from billtrack.output.console import emit
from billtrack.store.archive_address import Address, parse_address
from billtrack.tracking.answers.settings import Setting, SettingOrigin, SettingsAnswer
from billtrack.tracking.commands.keys import KEY_SETTING, KEY_VARIABLE, config_file, read_key

_VARIABLES = (
    ("govinfo_url", (GOVINFO_VARIABLE,), GOVINFO),
    ("congress_url", (CONGRESS_VARIABLE,), CONGRESS_API),
    ("clerk_url", (CLERK_VARIABLE,), CLERK),
    ("senate_url", (SENATE_VARIABLE,), SENATE),
    ("legislators_url", (LEGISLATORS_VARIABLE,), "github.com/unitedstates/congress-legislators"),
    ("width", ("COLUMNS",), "the terminal's"),
)
"""The settings that only a variable sets: name, variables, default."""


def run(options: CommonOptions, *, with_origin: bool) -> int:
    """List every setting."""
    emit(SettingsAnswer(tuple(_settings(options)), with_origin=with_origin), options.output())
    return DONE


def _settings(options: CommonOptions) -> Iterator[Setting]:
    """List every setting, with its value and what set it."""
    yield _place("bills", options.bills, BILLS_VARIABLE, lambda: bills_folder(options.bills))
    yield _place("archive", options.archive, ARCHIVE_VARIABLE, lambda: archive_address(options.archive))
    yield _key()
    yield from (_variable(name, variables, usual) for name, variables, usual in _VARIABLES)
    yield _switch("pager", "--no-pager", options.no_pager, ("BILLTRACK_PAGER", "PAGER"), "less")
    yield _switch("linear", "--linear", options.linear, ("ACCESSIBLE",), "off")
    yield _switch("debug", "--debug", options.debug, ("BILLTRACK_DEBUG",), "off")
    yield _color(options)
    yield _place("data_folder", None, _moved("data"), lambda: user_folder("data"))
    yield _place("config_folder", None, _moved("config"), lambda: user_folder("config"))
    yield _place("cache_folder", None, _moved("cache"), lambda: user_folder("cache"))


def _moved(kind: str) -> str:
    """Name the variable that moves a folder; only Linux has one."""
    return f"XDG_{kind.upper()}_HOME" if sys.platform == "linux" else ""


def _place(name: str, option: Path | str | None, variable: str, find: Callable[[], Address | None]) -> Setting:
    """Settle a folder or file as the commands do; one that does not exist is shown with the reason."""
    named = option or os.environ.get(variable)
    value, problem = str(parse_address(named)) if named else None, None  # which shows no password
    try:
        found = find()
        value = str(found) if found else None
    except BilltrackError as error:
        problem = str(error)
    if option:
        return Setting(name, value, SettingOrigin.OPTION, f"--{name}", problem)
    if os.environ.get(variable):
        return Setting(name, value, SettingOrigin.ENVIRONMENT, f"${variable}", problem)
    return Setting(name, value, SettingOrigin.DEFAULT, None, problem)


def _key() -> Setting:
    file, problem, key = config_file(), None, None
    try:
        key = read_key(os.environ, file)
    except BilltrackError as error:
        problem = str(error)
    if os.environ.get(KEY_VARIABLE, "").strip():
        return Setting(KEY_SETTING, "set", SettingOrigin.ENVIRONMENT, f"${KEY_VARIABLE}", problem)
    if key is not None or problem is not None:
        return Setting(KEY_SETTING, "set" if key else None, SettingOrigin.CONFIG_FILE, str(file), problem)
    return Setting(KEY_SETTING, None, SettingOrigin.DEFAULT)


def _variable(name: str, variables: tuple[str, ...], usual: str) -> Setting:
    for each in variables:
        if each in os.environ:
            return Setting(name, os.environ[each], SettingOrigin.ENVIRONMENT, f"${each}")
    return Setting(name, usual, SettingOrigin.DEFAULT)


def _switch(name: str, option: str, is_given: bool, variables: tuple[str, ...], usual: str) -> Setting:
    """Settle a setting that a flag or a variable sets."""
    if is_given:
        return Setting(name, "off" if option.startswith("--no-") else "on", SettingOrigin.OPTION, option)
    return _variable(name, variables, usual)


def _color(options: CommonOptions) -> Setting:
    chosen = options.output().colour
    value = {True: "on", False: "off", None: "on a terminal"}[chosen]
    if options.no_color:
        return Setting("color", value, SettingOrigin.OPTION, "--no-color")
    if chosen is None:
        return Setting("color", value, SettingOrigin.DEFAULT)
    by = "NO_COLOR" if os.environ.get("NO_COLOR") else "CLICOLOR_FORCE" if chosen else "TERM"
    return Setting("color", value, SettingOrigin.ENVIRONMENT, f"${by}")
