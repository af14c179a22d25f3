"""Provisions while they are read, and the model values they become.

A draft keeps its text in pieces, with their offsets in the file if the reader records places.  Both readers of bill
texts, XML and plain text, fill drafts; this module turns them into model values, and into runs that say where the
characters of the clauses are in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, TypeAlias

from billtrack.model.clauses import default_level
from billtrack.model.measure import LeftOut, Provision, ResolvingClause, Whereas

NEXT_CELL = "\0"
"""Separates the cells of a table row; not a character of XML."""
NEXT_PART = "\1"
"""Separates the parts of an entry in a table of contents; not a character of XML."""

CONTENTS, ENACTING, RESOLVING = "Table of contents", "Enacting formula", "Resolving formula"
STRUCK, ADDED = "Words the committee struck", "Words the committee added"
BEFORE_TEXT = "Passage between title and text"
LIST_STYLE = "Style of lists"
"""What readers leave out of the clauses and keep for comparison (``model.LeftOut``)."""
NOTES = "Notes beside the text"
"""Footnotes and side notes that are no clauses; left out as well."""
HEADING, CLOSING = "Heading", "Closing lines"
MARGINS, SENT = "Heads and feet of pages", "Words around the copy"
"""What is printed around the text, and differs from print to print or from copy to copy."""

Words: TypeAlias = list[str]
"""Text in pieces, in order."""


class Placed(str):
    """A piece of the file with its offset; pieces without one were made by the reader, or places are not recorded."""

    __slots__ = ("offset",)
    offset: int

    @classmethod
    def at(cls, offset: int, text: str) -> Placed:
        """Give *text* its offset."""
        piece = cls(text)
        piece.offset = offset
        return piece


@dataclass(slots=True, eq=False)
class Draft:
    """A provision being read; a part without text may be ``None``.

    ``words`` receives the next loose text, ``None`` if that starts a continuation; ``holder`` receives the next
    provisos: the draft itself or its open continuation.
    """

    level: str
    parent: Draft | None = None
    enum: Words | None = None
    header: Words | None = None
    text: Words | None = None
    items: list[Draft] = field(default_factory=list)
    words: Words | None = None
    holder: Draft | None = None

    def open(self) -> None:
        """Begin its own text."""
        self.text = self.words = []
        self.holder = self


def left_out(*held: tuple[str, Iterable[str]]) -> tuple[LeftOut, ...]:
    """Make what is left out of lines, by what they are; of no words, nothing."""
    joined = ((what, " ".join(" ".join(lines).split())) for what, lines in held)
    return tuple(LeftOut(what, words) for what, words in joined if words)


def count(text: str) -> int:
    """Count the characters of *text* that are not white space."""
    return len("".join(text.split()))


def preamble_apart(tops: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Separate the whereas clauses from the rest; anything else in a preamble belongs to the clause before it."""
    preamble: list[Draft] = []
    rest: list[Draft] = []
    for top in tops:
        for item in filter(_has_words, top.items):
            if item.level == "whereas":
                preamble.append(item)
            elif top.level == "preamble":
                _hold(item, preamble, "whereas")
            else:
                rest.append(item)
    return preamble, rest


def resolving_clauses(items: Sequence[Draft]) -> list[Draft]:
    """Make each section a resolving clause; titles and other levels belong to the clause before them."""
    clauses: list[Draft] = []
    for item in items:
        if item.level == "section":
            item.level = "resolved"
            clauses.append(item)
        else:
            _hold(item, clauses, "resolved")
    return clauses


def _hold(item: Draft, clauses: list[Draft], level: str) -> None:
    if not clauses:
        clauses.append(Draft(level))
    clauses[-1].items.append(item)


def _has_words(draft: Draft) -> bool:
    return bool(draft.enum or draft.header or draft.text) or any(map(_has_words, draft.items))


def to_whereas(draft: Draft) -> str | Whereas:
    """Make the whereas clause of a draft: a plain string if it has no items."""
    text = fold([*(draft.enum or ()), *(draft.header or ()), *(draft.text or ())]) or ""
    items = to_provisions(draft.items, "whereas")
    return Whereas(text=text, items=items) if items else text


def to_resolving(draft: Draft) -> ResolvingClause:
    """Make the resolving clause of a draft."""
    return ResolvingClause(
        enum=fold(draft.enum),
        header=fold(draft.header),
        chapeau=fold(draft.text),
        items=to_provisions(draft.items, "resolved"),
    )


def to_provisions(drafts: Sequence[Draft], parent: str) -> tuple[Provision, ...]:
    """Make the provisions of *drafts*, without those that have no text.

    *parent* is the level that contains them, "" at the top.
    """
    if not drafts:
        return ()
    usual = default_level(parent) if parent else None
    found = []
    for draft in drafts:
        items = to_provisions(draft.items, draft.level)
        enum, header, text = fold(draft.enum), fold(draft.header), fold(draft.text)
        if text or items or enum or header:
            level = None if draft.level == usual else draft.level
            found.append(Provision(level=level, enum=enum, header=header, text=text, items=items))
    return tuple(found)


class ClauseParts(NamedTuple):
    """The parts of a text: a resolution has no ``sections``, a bill no ``resolved``."""

    preamble: tuple[str | Whereas, ...]
    resolved: tuple[ResolvingClause, ...]
    sections: tuple[Provision, ...] | None


def clause_parts(tops: Sequence[Draft], *, is_resolution: bool) -> ClauseParts:
    """Make the parts of a text from its outermost drafts."""
    preamble = tuple(to_whereas(draft) for draft in tops if draft.level == "whereas")
    rest = [draft for draft in tops if draft.level != "whereas"]
    if is_resolution:
        return ClauseParts(preamble, tuple(map(to_resolving, resolving_clauses(rest))), None)
    return ClauseParts(preamble, (), to_provisions(rest, ""))


_DROPPED = "\u00ad"


def fold(words: Words | None) -> str | None:
    """Join pieces: white space becomes one space, soft hyphens are dropped, ``|`` separates cells, two spaces parts.

    An empty cell is kept: ``Fine | | $500``; a row of three of them is ``| |``.
    """
    if not words:
        return None
    text = words[0] if len(words) == 1 else "".join(words)
    if text.isprintable() and "  " not in text:
        return text.strip() or None  # true of nearly all: no mark below is printable, nor any space but the plain one
    if _DROPPED in text:
        text = text.replace(_DROPPED, "")
    if NEXT_CELL in text:
        return " ".join(text.replace(NEXT_CELL, " | ").split())
    if NEXT_PART in text:
        return "  ".join(" ".join(part.split()) for part in text.split(NEXT_PART) if part.strip()) or None
    return " ".join(text.split()) or None


@dataclass(frozen=True, slots=True)
class CharacterRun:
    """Consecutive characters that are the same in the clauses and in the file.

    ``start`` counts the non-whitespace characters of the clauses (number, heading and text of each, in the order of
    ``clauses(text)``) before the run, ``offset`` those of the file's bodies; ``length`` is the length of the run.
    Characters of the clauses outside all runs were made by the reader.
    """

    start: int
    offset: int
    length: int


def runs_of(drafts: Iterable[Draft]) -> Iterator[CharacterRun]:
    """Give the runs of the drafts, with runs that continue in both texts joined."""
    start, last = 0, None
    for piece, offset in _pieces(drafts):
        length = count(piece)
        if offset is None or not length:
            pass
        elif last is not None and last.start + last.length == start and last.offset + last.length == offset:
            last = CharacterRun(last.start, last.offset, last.length + length)
        else:
            if last is not None:
                yield last
            last = CharacterRun(start, offset, length)
        start += length
    if last is not None:
        yield last


def _pieces(drafts: Iterable[Draft]) -> Iterator[tuple[str, int | None]]:
    """Give the pieces of the drafts, with their offsets if they are in the file."""
    for draft in drafts:
        for piece in chain(draft.enum or (), draft.header or (), draft.text or ()):
            if not isinstance(piece, Placed):
                yield piece.replace(_DROPPED, "").replace(NEXT_CELL, "|").strip(NEXT_PART), None
                continue
            offset = piece.offset
            for part in piece.split(_DROPPED):
                yield part, offset
                offset += count(part) + 1
        yield from _pieces(draft.items)
