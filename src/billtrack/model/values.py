"""The base of every value: immutable, and compared, hashed and shown by its fields.

A value is a struct, not a dataclass: defining one takes a fortieth of the time, and every start of the program defines
dozens.  ``gc_paused`` is for makers of very many.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

__all__ = ["Streamed", "Value", "gc_paused", "replace"]

T = TypeVar("T")


class Value(msgspec.Struct, frozen=True):
    """A value; ``replace`` gives a copy with other fields."""


class Streamed(Generic[T]):
    """Items read anew, one after another, each time they are gone through; *read* begins to read them."""

    def __init__(self, read: Callable[[], Iterator[T]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[T]:
        return self._read()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector while many values without cycles are made; also a decorator.

    Reading and comparing a long text make hundreds of thousands of objects.  The collector looks through them again and
    again and finds nothing: a fifth to a third of the time, measured at five million characters.  What was made
    meanwhile counts as old at once, so that the collector does not look through it when it resumes.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # else the program froze objects of its own, which must stay frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
