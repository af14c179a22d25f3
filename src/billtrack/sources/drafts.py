"""Provisions while they are read, and the values they become.

A draft keeps its words in pieces, each with its offset in the file it comes from.  Both readers of bill texts, XML
and plain text, fill drafts; here they turn into values of the model, and into runs that tell where the characters
of the clauses stand in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from billtrack.clauses import default_level
from billtrack.model import Provision, ResolvingClause, Whereas

MADE = -1
"""The offset of a piece that is not in the file's count."""

NEXT_CELL = "\0"
"""Between two cells of a row; cannot stand in XML."""

Words = list[tuple[str, int]]


@dataclass(slots=True, eq=False)
class Draft:
    """A provision being read.

    ``words`` is where the next loose words go, ``None`` when they start a continuation; ``holder`` is whose
    provisos come next: the draft itself or its open continuation.
    """

    level: str
    parent: Draft | None = None
    enum: Words = field(default_factory=list)
    header: Words = field(default_factory=list)
    text: Words = field(default_factory=list)
    items: list[Draft] = field(default_factory=list)
    words: Words | None = None
    holder: Draft | None = None


def count(text: str) -> int:
    """How many characters of *text* are not white space."""
    return len("".join(text.split()))


# ------------------------------------------------------------------------------ drafts to values


def preamble_apart(tops: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Part the whereas clauses from the rest; what else stands in a preamble belongs to the clause before it."""
    preamble: list[Draft] = []
    rest: list[Draft] = []
    for top in tops:
        for item in _filled(top.items):
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


def _filled(items: Iterable[Draft]) -> list[Draft]:
    return [item for item in items if _has_words(item)]


def _has_words(draft: Draft) -> bool:
    return bool(draft.enum or draft.header or draft.text) or any(map(_has_words, draft.items))


def to_whereas(draft: Draft) -> str | Whereas:
    """Make the whereas clause of a draft: a plain string when nothing stands inside it."""
    text = fold([*draft.enum, *draft.header, *draft.text]) or ""
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


def to_provisions(drafts: Iterable[Draft], parent: str) -> tuple[Provision, ...]:
    """Make the provisions of *drafts*, without those that hold no words.

    *parent* is the level they stand in, "" at the top.
    """
    usual = default_level(parent) if parent else None
    found = []
    for draft in drafts:
        items = to_provisions(draft.items, draft.level) if draft.items else ()
        enum = fold(draft.enum) if draft.enum else None
        header = fold(draft.header) if draft.header else None
        text = fold(draft.text) if draft.text else None
        if items or text or header or enum:
            level = None if draft.level == usual else draft.level
            found.append(Provision(level=level, enum=enum, header=header, text=text, items=items))
    return tuple(found)


_DROPPED = "\u00ad"


def fold(words: Words) -> str | None:
    """Join pieces: white space to one space, soft hyphens dropped, cells two spaces apart."""
    if not words:
        return None
    text = words[0][0] if len(words) == 1 else "".join([piece for piece, _ in words])
    if text.isprintable() and "  " not in text:
        return text.strip() or None  # as nearly all stand: no mark below is printable, nor any space but the plain one
    if _DROPPED in text:
        text = text.replace(_DROPPED, "")
    if NEXT_CELL in text:
        return "  ".join(" ".join(cell.split()) for cell in text.split(NEXT_CELL) if cell.strip()) or None
    return " ".join(text.split()) or None


# ---------------------------------------------------------------------------- place in the file


@dataclass(frozen=True, slots=True)
class Run:
    """Characters as they stand in the file.

    ``start`` counts the non-whitespace characters of the clauses (number, heading, words of each, in the order of
    ``clauses(text)``) before the run, ``offset`` those of the file's bodies; ``length`` characters are the same in
    both.  Characters of the clauses in no run were made by the reader.
    """

    start: int
    offset: int
    length: int


def runs_of(drafts: Iterable[Draft]) -> Iterator[Run]:
    """Give the runs of the drafts, those that go on in both texts joined."""
    start, last = 0, None
    for piece, offset in _pieces(drafts):
        length = count(piece)
        if offset == MADE or not length:
            pass
        elif last is not None and last.start + last.length == start and last.offset + last.length == offset:
            last = Run(last.start, last.offset, last.length + length)
        else:
            if last is not None:
                yield last
            last = Run(start, offset, length)
        start += length
    if last is not None:
        yield last


def _pieces(drafts: Iterable[Draft]) -> Iterator[tuple[str, int]]:
    for draft in drafts:
        for words in (draft.enum, draft.header, draft.text):
            for piece, offset in words:
                if _DROPPED not in piece:
                    yield piece.strip(NEXT_CELL), offset
                    continue
                at = offset
                for part in piece.split(_DROPPED):
                    yield part, at if offset != MADE else MADE
                    at += count(part) + 1
        yield from _pieces(draft.items)
