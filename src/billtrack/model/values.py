"""The base of every value: immutable, and compared, hashed and shown by its fields.

A value is a struct, not a dataclass: defining one takes a fortieth of the time, and every start of the program defines
dozens.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

__all__ = ["Value", "replace"]


class Value(msgspec.Struct, frozen=True):
    """A value; ``replace`` gives a copy with other fields."""
