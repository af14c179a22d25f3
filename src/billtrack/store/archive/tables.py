"""What every engine does alike: the tables of all have the same names and columns.

A statement is written once, with ``%s`` for each value.  An engine runs it, and says the few words that differ in its
dialect.
"""

from __future__ import annotations

import datetime as dt
import functools
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeAlias, TypeVar

from billtrack.errors import PassingError
from billtrack.model.measure_names import MeasureId, MeasureType, TextId

Row: TypeAlias = tuple[Any, ...]  # the tables are strict: each column has its one type
Values: TypeAlias = Sequence[object] | Mapping[str, object]
P = ParamSpec("P")
T = TypeVar("T")
E = TypeVar("E", bound="Tables")


class Tables(ABC):
    """The tables of an open archive."""

    named: ClassVar[str]
    """Selects the ``id`` of each measure named, the ``code`` of the version named with it, and its ``place``."""
    named_votes: ClassVar[str]
    """The roll calls named, ``v``."""
    among: ClassVar[str]
    """Tests whether a column has one of the values of ``list_of``."""
    for_update: ClassVar[str] = ""
    """Locks the row that is read, if the engine locks rows."""

    @abstractmethod
    def reported(self) -> AbstractContextManager[None]:
        """Raise ``StoreError`` for anything that goes wrong in the block."""

    @abstractmethod
    def _run(self, statement: str, values: Values = ()) -> Iterator[Row]:
        """Run a statement and give its rows."""

    @abstractmethod
    def _run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each of *rows*, in one transaction."""

    @abstractmethod
    def _transaction(self) -> AbstractContextManager[object]:
        """Run the block in one transaction."""

    @abstractmethod
    def _keys(self, names: Iterable[tuple[object, ...]]) -> Sequence[object]:
        """Give the values of ``named`` or ``named_votes``, from the columns of each name."""

    @abstractmethod
    def _list_of(self, values: Collection[str]) -> object:
        """Give the value of ``among``."""


def answered(ask: Callable[Concatenate[E, P], T]) -> Callable[Concatenate[E, P], T]:
    """Raise ``StoreError`` for anything that goes wrong while a question is answered."""

    @functools.wraps(ask)
    def answers(tables: E, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with tables.reported():
            return ask(tables, *args, **kwargs)

    return answers


def in_rows(read: Callable[Concatenate[E, P], Iterator[T]]) -> Callable[Concatenate[E, P], Iterator[T]]:
    """Raise ``StoreError`` for anything that goes wrong while rows are read, and for values that cannot be."""

    @functools.wraps(read)
    def reads(tables: E, /, *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        with tables.reported():
            yield from read(tables, *args, **kwargs)

    return reads


def measure_id(kind: str, number: int, congress: int) -> MeasureId:
    """Make the name of a measure from its columns."""
    return MeasureId(MeasureType(kind), number, congress)


def name_columns(name: MeasureId | TextId) -> tuple[int, str, int, str | None]:
    """Give the Congress, type and number of a measure, and the version code if a text is named."""
    measure, code = (name.measure, name.version_code) if isinstance(name, TextId) else (name, None)
    return measure.congress, measure.measure_type.value, measure.number, code


def as_day(kept: str | dt.date) -> dt.date:
    """Read a day: SQLite keeps it as text."""
    return kept if isinstance(kept, dt.date) else dt.date.fromisoformat(kept)


def as_known_day(kept: str | dt.date | None) -> dt.date | None:
    """Read a day that may not be known."""
    return None if kept is None else as_day(kept)


_PAUSES = (0.5, 1, 2, 4, *(8,) * 6)
"""Seconds before each new try: a minute in all."""


def patiently(ask: Callable[[], T]) -> T:
    """Ask a server, and again for a minute while it is out of reach, as while it starts again.

    Raises:
        PassingError: it still is after that.
    """
    for pause in _PAUSES:
        try:
            return ask()
        except PassingError:
            time.sleep(pause)
    return ask()
