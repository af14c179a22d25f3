"""The settings in force, and where each came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from billtrack.output.formats import JsonObject
from billtrack.output.page import Column, Page, Table


class SettingOrigin(StrEnum):
    """What sets a setting, strongest first."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    CONFIG_FILE = "config file"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its value in force, ``None`` if it has none, and what set it.

    ``set_by`` names the option, variable or file, ``None`` for a default.  ``problem`` says why the value does not
    work.
    """

    name: str
    value: str | None
    origin: SettingOrigin
    set_by: str | None = None
    problem: str | None = None


_KEYS = ("name", "value", "origin", "set_by", "problem")
# A path object writes the two slashes of an address as one.
_SECRET = re.compile(r"(?<=:/)/?\S+(?=@)|(?i:(?<=key=)|(?<=token=)|(?<=password=))[^&\s]+")


@dataclass(frozen=True, slots=True)
class SettingsAnswer:
    """Every setting; ``with_origin`` shows people where each came from.  A password in an address is never shown."""

    settings: tuple[Setting, ...]
    with_origin: bool = True

    def data(self) -> JsonObject:
        """``{"settings": [...]}``."""
        return {"settings": self.items()}

    def items(self) -> Sequence[JsonObject]:
        """One object per setting."""
        return [dict(zip(_KEYS, _values(each), strict=True)) for each in self.settings]

    def table(self) -> Table:
        """One row per setting."""
        rows = tuple(tuple(value or "" for value in _values(each)) for each in self.settings)
        return Table(tuple(Column(key, key) for key in _KEYS), rows)

    def page(self) -> Page:
        """A row per setting, with its origin if asked for."""
        columns = [Column("name", "Setting"), Column("value", "Value", is_prose=True)]
        columns += [Column("origin", "From", is_prose=True)] if self.with_origin else []
        return Page((Table(tuple(columns), tuple(_row(each)[: len(columns)] for each in self.settings)),))


def _values(setting: Setting) -> tuple[str | None, ...]:
    return (
        setting.name,
        _without_secrets(setting.value),
        setting.origin.value,
        setting.set_by,
        _without_secrets(setting.problem),
    )


def _row(setting: Setting) -> tuple[str, str, str]:
    _, value, origin, set_by, problem = _values(setting)
    shown = (value or "none") + (f" ({problem})" if problem else "")
    return setting.name, shown, f"{origin}, {set_by}" if set_by else str(origin)


def _without_secrets(text: str | None) -> str | None:
    return None if text is None else _SECRET.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    return "/***" if found[0].startswith("/") else "***"
