"""The words of a text as they are indexed: one line per heading or provision, each with its address."""

from __future__ import annotations

from typing import NamedTuple

from billtrack.model.clauses import clauses
from billtrack.model.measure import Measure, TextVersion
from billtrack.model.search_terms import LINE_END, indexed
from billtrack.model.values import Value


class IndexedLines(Value, frozen=True, array_like=True):
    """The words of one text.

    ``title`` is its official title.  ``preamble`` and ``provisions`` (all that is not the preamble) are lines joined by
    ``LINE_END``; ``addresses`` has, joined the same way, the address of each line of the preamble, then of each of the
    provisions.  A clause with a heading has two lines, its heading's and its text's.
    """

    title: str
    preamble: str
    provisions: str
    addresses: str

    @property
    def columns(self) -> tuple[str, str, str]:
        """The columns of the index: title, preamble, provisions."""
        return indexed(self.title), indexed(self.preamble), indexed(self.provisions)

    @property
    def size(self) -> int:
        """The size of its words in bytes of UTF-8."""
        return sum(len(words.encode()) for words in (self.title, self.preamble, self.provisions))


class WordBytes(NamedTuple):
    """The lines of one text as ``IndexedLines`` has them, in UTF-8."""

    title: bytes
    preamble: bytes
    provisions: bytes
    addresses: bytes


def lines_of(text: TextVersion) -> IndexedLines:
    """List the lines of *text*, whose words must be loaded."""
    preamble, provisions = _AddressedLines([], []), _AddressedLines([], [])
    for clause in clauses(text):
        addresses, lines = preamble if clause.path[0] == "whereas" else provisions
        address = clause.address
        if clause.header:
            addresses.append(address)
            lines.append(clause.header)
        if clause.text:
            addresses.append(address)
            lines.append(clause.text)
    return IndexedLines(
        _one(text.official_title or ""),
        _joined(preamble.lines),
        _joined(provisions.lines),
        _joined(preamble.addresses + provisions.addresses),
    )


class _AddressedLines(NamedTuple):
    addresses: list[str]
    lines: list[str]


def _joined(lines: list[str]) -> str:
    joined = LINE_END.join(lines)
    if joined.count(LINE_END) < len(lines):
        return joined
    return LINE_END.join([_one(line) for line in lines])


def _one(line: str) -> str:
    """Remove line separators from a line: XML cannot contain them, but a record written by hand can."""
    return line.replace(LINE_END, " ")


def titles_of(measure: Measure) -> tuple[str, ...]:
    """All titles of *measure* in its status, each once, its own first."""
    return tuple(dict.fromkeys(map(_one, (measure.title, *(each.title for each in measure.other_titles or ())))))
