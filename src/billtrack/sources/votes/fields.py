"""The values in a roll-call file by the names of their elements; what is missing or unreadable refuses the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from lxml import etree

from billtrack.errors import InputError
from billtrack.sources.rows import line_of, read_whole
from billtrack.sources.xml import one_line


def words_of(element: etree._Element) -> str | None:
    """The words of *element* on one line; ``None`` if it has none."""
    return one_line(element.text if len(element) == 0 else "".join(map(str, element.itertext())))


class Fields:
    """One element of a vote file and its children by name."""

    def __init__(self, element: etree._Element, name: str) -> None:
        self._element = element
        self._name = name

    def line(self, child: str) -> str | None:
        """The words of *child* on one line; ``None`` if absent or empty."""
        found = self._element.find(child)
        return None if found is None else words_of(found)

    def need(self, child: str) -> str:
        """The words of *child*.

        Raises:
            InputError: it is absent or empty.
        """
        return self.line(child) or self.fail(f"has no {child}")

    def attribute(self, child: str, attribute: str) -> str | None:
        """An attribute of *child*."""
        found = self._element.find(child)
        return None if found is None else one_line(found.get(attribute))

    def number(self, child: str) -> int:
        """The whole number in *child*; raises ``InputError``."""
        found = read_whole(self.need(child))
        return self.refuse(child, "a whole number") if found is None else found

    def number_or_zero(self, child: str) -> int:
        """The whole number in *child*; 0 where it is empty, as the Senate prints a count of zero."""
        return 0 if self.line(child) is None else self.number(child)

    def inside(self, child: str) -> Fields:
        """The child itself; raises ``InputError`` where there is none."""
        return self.first(child) or self.fail(f"has no {child}")

    def first(self, child: str) -> Fields | None:
        """The first *child*."""
        found = self._element.find(child)
        return None if found is None else Fields(found, self._name)

    def elements(self, path: str) -> list[etree._Element]:
        """Every element at *path* itself, in document order: for the rows of members, which are many."""
        return self._element.findall(path)

    def all(self, path: str) -> Sequence[Fields]:
        """Every element at *path*, in document order."""
        return [Fields(each, self._name) for each in self._element.findall(path)]

    def refuse(self, child: str, expected: str) -> NoReturn:
        """Refuse the file for the words of *child*; raises ``InputError``."""
        found = self._element.find(child)
        line = line_of(self._element if found is None else found)
        raise InputError(f"{self._name}:{line}: {child} is {(self.line(child) or '')[:60]!r}, expected {expected}")

    def refuse_row(self, row: etree._Element, expected: str) -> NoReturn:
        """Refuse the file for one row of members; raises ``InputError``."""
        words = one_line(" ".join(map(str, row.itertext()))) or ""
        raise InputError(f"{self._name}:{line_of(row)}: {row.tag} is {words[:60]!r}, expected {expected}")

    def fail(self, problem: str) -> NoReturn:
        """Refuse the file; raises ``InputError``."""
        raise InputError(f"{self._name}:{line_of(self._element)}: {self._element.tag} {problem}")
