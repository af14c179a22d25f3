"""Bill texts in XML, both official dialects (the DTDs of bills and resolutions, and USLM 2), to ``TextVersion``.

Two prints can stand in one file, as introduced and as reported: the reader takes one of them.  Words are kept in
reading order; only white space is folded, and the quotation marks the printer makes for ``<quote>`` are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from billtrack.clauses import default_level
from billtrack.errors import InputError
from billtrack.identifiers import TextId
from billtrack.model import Authority, Coverage, Provision, ResolvingClause, TextVersion, Whereas
from billtrack.sources.billtext_body import MADE, NEXT_CELL, Draft, Words, bodies, count, read_body
from billtrack.sources.billtext_form import (
    read_date,
    read_identity,
    read_sponsors,
    read_title,
    read_title_amendment,
)
from billtrack.sources.xml import local_name, parse_xml

_AMENDMENTS = frozenset({"amendment-doc", "engrossedAmendment", "amendment"})
_ROOTS = frozenset({"bill", "resolution"}) | _AMENDMENTS


class Reading(Enum):
    """Which of the two texts of a committee-reported print is read."""

    AS_REPORTED = "deleted"
    AS_INTRODUCED = "added"

    @property
    def drops(self) -> str:
        """The value of ``changed`` whose elements this reading leaves out."""
        return self.value


@dataclass(frozen=True, slots=True)
class BillText:
    """A text and the name of its print."""

    id: TextId
    text: TextVersion


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


def parse_billtext(data: bytes, *, name: str, reading: Reading = Reading.AS_REPORTED) -> BillText:
    """Read one official bill text; *name* is its file name, which says which print it is.

    Raises:
        InputError: not XML, not a bill text, nothing in the body, or a print that cannot be named.
    """
    return _read(data, name, reading)[0]


def parse_billtext_with_runs(
    data: bytes, *, name: str, reading: Reading = Reading.AS_REPORTED
) -> tuple[BillText, tuple[Run, ...]]:
    """Read one official bill text and say where in the file its characters stand.

    Runs are in the order of the clauses; their offsets rise but where the file prints a heading before the number.

    Raises:
        InputError: as ``parse_billtext``.
    """
    billtext, drafts = _read(data, name, reading)
    return billtext, tuple(_runs(drafts))


def _read(data: bytes, name: str, reading: Reading) -> tuple[BillText, list[Draft]]:
    root = parse_xml(data, name=name)
    kind = local_name(root)
    if kind not in _ROOTS:
        raise InputError(f"{name}:{root.sourceline}: not a bill text: its root is <{kind}>")
    if next(bodies(root), None) is None:
        raise InputError(f"{name}: <{kind}> has no body: the text itself is not in this file")
    identity = read_identity(root, name=name)
    is_amendment = kind in _AMENDMENTS
    tops = read_body(root, dropped=frozenset() if is_amendment else frozenset({reading.drops}))
    preamble, rest = _preamble_apart(tops)
    resolved = _resolving_clauses(rest) if kind == "resolution" else []
    sections = [] if kind == "resolution" else rest
    if not (preamble or resolved or sections):
        raise InputError(f"{name}: no words are left in the body {_EMPTY[reading]}")
    text = TextVersion(
        version_code=identity.version_code,
        date=read_date(root),
        authority=Authority.OFFICIAL,
        coverage=Coverage.COMPLETE,
        official_title=read_title(root),
        printed_sponsors=read_sponsors(root),
        preamble=tuple(map(_whereas, preamble)) if preamble or kind == "resolution" else None,
        resolved=tuple(map(_resolving, resolved)) if kind == "resolution" else None,
        sections=_provisions(sections, "") if kind != "resolution" else None,
        title_amendment=read_title_amendment(root),
    )
    return BillText(identity, text), [*preamble, *resolved, *sections]


_EMPTY = {
    Reading.AS_REPORTED: "as reported: all of it was struck",
    Reading.AS_INTRODUCED: "as introduced: the print holds only the committee's text",
}


# ------------------------------------------------------------------------------ drafts to values


def _preamble_apart(tops: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
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


def _resolving_clauses(items: Sequence[Draft]) -> list[Draft]:
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


def _whereas(draft: Draft) -> str | Whereas:
    text = _fold([*draft.enum, *draft.header, *draft.text]) or ""
    items = _provisions(draft.items, "whereas")
    return Whereas(text=text, items=items) if items else text


def _resolving(draft: Draft) -> ResolvingClause:
    return ResolvingClause(
        enum=_fold(draft.enum),
        header=_fold(draft.header),
        chapeau=_fold(draft.text),
        items=_provisions(draft.items, "resolved"),
    )


def _provisions(drafts: Iterable[Draft], parent: str) -> tuple[Provision, ...]:
    usual = default_level(parent) if parent else None
    found = []
    for draft in drafts:
        items = _provisions(draft.items, draft.level) if draft.items else ()
        enum, header, text = _fold(draft.enum), _fold(draft.header), _fold(draft.text)
        if items or text or header or enum:
            level = None if draft.level == usual else draft.level
            found.append(Provision(level=level, enum=enum, header=header, text=text, items=items))
    return tuple(found)


_DROPPED = "\u00ad"


def _fold(words: Words) -> str | None:
    """Join pieces: white space to one space, soft hyphens dropped, cells two spaces apart."""
    if not words:
        return None
    text = words[0][0] if len(words) == 1 else "".join([piece for piece, _ in words])
    if _DROPPED in text:
        text = text.replace(_DROPPED, "")
    if NEXT_CELL in text:
        return "  ".join(" ".join(cell.split()) for cell in text.split(NEXT_CELL) if not cell.isspace()) or None
    return " ".join(text.split()) or None


# ---------------------------------------------------------------------------- place in the file


def _runs(drafts: Iterable[Draft]) -> Iterator[Run]:
    """The runs of the drafts, those that go on in both texts joined."""
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
