"""What a reader did with the elements of official documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ElementFate(StrEnum):
    """What a reader did with an element."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ElementUse:
    """One element name, how often it occurs with one fate, and the reason; text of unknown elements is kept."""

    name: str
    count: int
    fate: ElementFate
    reason: str
