"""The base of every value: immutable, and compared, hashed and shown by its fields.

A value is a struct, not a dataclass: defining one takes a fortieth of the time, and every start of the program defines
dozens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

__all__ = ["Streamed", "Value", "replace"]

T = TypeVar("T")


class Value(msgspec.Struct, frozen=True):
    """A value; ``replace`` gives a copy with other fields."""


class Streamed(Generic[T]):
    """Items read anew, one after another, each time they are gone through; *read* begins to read them."""

    def __init__(self, read: Callable[[], Iterator[T]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[T]:
        return self._read()
