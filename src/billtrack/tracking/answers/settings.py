"""The settings in force, and where each came from."""

from __future__ import annotations

import re
from enum import StrEnum

from billtrack.model.values import Value
from billtrack.output.answers import PartsAnswer, named_columns
from billtrack.output.page import Column, Page, Row, Table


class SettingOrigin(StrEnum):
    """What sets a setting, strongest first."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    CONFIG_FILE = "config file"
    DEFAULT = "default"


class Setting(Value, frozen=True):
    """One setting: its value in force, ``None`` if it has none, and what set it.

    ``set_by`` names the option, variable or file, ``None`` for a default.  ``problem`` says why the value does not
    work.
    """

    name: str
    value: str | None
    origin: SettingOrigin
    set_by: str | None = None
    problem: str | None = None


# A path object writes the two slashes of an address as one.
_SECRET = re.compile(r"(?<=:/)/?\S+(?=@)|(?i:(?<=key=)|(?<=token=)|(?<=password=))[^&\s]+")


class SettingsAnswer(PartsAnswer[Setting], frozen=True):
    """Every setting; ``with_origin`` shows people where each came from.  A password in an address is never shown."""

    settings: tuple[Setting, ...]
    with_origin: bool = True
    named = "settings"
    columns = named_columns("name value origin set_by problem")

    def item(self, part: Setting) -> dict[str, str | None]:
        """A setting without its secrets."""
        return {
            "name": part.name,
            "value": _without_secrets(part.value),
            "origin": part.origin.value,
            "set_by": part.set_by,
            "problem": _without_secrets(part.problem),
        }

    def page(self) -> Page:
        """A row per setting, with its origin if asked for."""
        columns = [Column("name", "Setting"), Column("value", "Value", is_prose=True)]
        columns += [Column("origin", "From", is_prose=True)] if self.with_origin else []
        return Page((Table(tuple(columns), tuple(_shown(row)[: len(columns)] for row in self.table().rows)),))


def _shown(row: Row) -> Row:
    name, value, origin, set_by, problem = row
    shown = (value or "none") + (f" ({problem})" if problem else "")
    return name, shown, f"{origin}, {set_by}" if set_by else origin


def _without_secrets(text: str | None) -> str | None:
    return text and _SECRET.sub(lambda found: "/***" if found[0].startswith("/") else "***", text)
