"""What becomes of the elements of official documents: the words the surveys of every source share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ElementFate(StrEnum):
    """What becomes of an element."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ElementUse:
    """One element name and what becomes of it; the words of what is *unknown* are kept where they stand."""

    name: str
    count: int
    fate: ElementFate
    reason: str
