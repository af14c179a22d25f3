"""Escaping outside words for Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(
    r"(?P<address>https?://[^\s<>`]*[^\s<>`.,;:)])|([\\`*_\[\]<>|~&]|(?<!\S)[#+\-](?=\s)|^\d+(?=[.)]\s))"
)


def escaped(text: str) -> str:
    """Put a backslash before what Markdown or HTML would read as markup; web addresses become links."""
    return _SPECIAL.sub(lambda found: f"<{found[0]}>" if found["address"] else _backslashed(found[0]), text)


def _backslashed(mark: str) -> str:
    # "1." at the start of a line is a list; Markdown escapes its point, not its digits.
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
