"""The words of a unit as pieces to show: both sides in one, or each side by itself.

A change of a hidden class appears as the new text prints it.  Long unchanged stretches in a changed clause are cut
down to the words beside the changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from billtrack.diff.engine.result import ChangeClass, Comparison, Op, Span, UnitChange, display_text
from billtrack.model.clauses import Clause
from billtrack.model.patterns import pattern
from billtrack.model.values import replace
from billtrack.output.revisions import Ink, Piece, Prose, bare

_INK = {Op.DELETE: Ink.DELETED, Op.INSERT: Ink.INSERTED}


def both_sides(spans: Sequence[Span], classes: frozenset[ChangeClass]) -> tuple[Piece, ...]:
    """Both texts in one, deletions before insertions; a number whose sign changed is marked whole."""
    return _joined(_both(_signed(spans, classes), classes))


_SIGN = pattern(r"[-\u2010-\u2015\u2212+±<>≤≥=$€£]+")
_NUMBER = pattern(r"[$€£]?\d+(?:[.,]\d+)*%?")


def _signed(spans: Sequence[Span], classes: frozenset[ChangeClass]) -> Iterator[Span]:
    """Mark a changed sign together with the number after it, since ``[-−-]$5`` cannot be read."""
    taken = 0
    for at, span in enumerate(spans):
        follows = spans[at + 1] if at + 1 < len(spans) else None
        rest = replace(span, text=span.text[taken:]) if taken else span
        taken = 0
        is_sign = span.op is not Op.EQUAL and span.change_class in classes and _SIGN.fullmatch(span.text)
        number = _NUMBER.match(follows.text) if is_sign and follows and follows.op is Op.EQUAL else None
        if number is None or follows is None or follows.old is not None:
            yield rest
            continue
        taken = number.end()
        bare = Span(Op.INSERT if span.op is Op.DELETE else Op.DELETE, number[0], change_class=span.change_class)
        signed = replace(span, text=span.text + number[0])
        yield from (signed, bare) if span.op is Op.DELETE else (bare, signed)


def _both(spans: Iterable[Span], classes: frozenset[ChangeClass]) -> Iterator[Piece]:
    for span in spans:
        is_shown = span.change_class in classes
        if span.op is Op.EQUAL and span.old is not None and is_shown:
            yield Piece(_one_line(span.old), Ink.DELETED)
            yield Piece(span.text, Ink.INSERTED)
        elif span.op is Op.EQUAL:
            yield Piece(span.text)
        elif is_shown:
            yield Piece(_one_line(span.text) if span.op is Op.DELETE else span.text, _INK[span.op])
        elif span.op is Op.INSERT:
            yield Piece(span.text)


def one_side(spans: Sequence[Span], classes: frozenset[ChangeClass], op: Op) -> tuple[Piece, ...]:
    """One text with its own words marked: the old one with deletions, or the new one with insertions, as *op* says."""
    return _joined(
        Piece(span.old_text if op is Op.DELETE else span.new_text, _INK[op] if _is_marked(span, classes) else Ink.SAME)
        for span in spans
        if span.op in {Op.EQUAL, op}
    )


def _is_marked(span: Span, classes: frozenset[ChangeClass]) -> bool:
    return span.change_class in classes and (span.op is not Op.EQUAL or span.old is not None)


def punctuated(comparison: Comparison, unit: UnitChange) -> tuple[Span, ...]:
    """The spans of *unit* as printed, with a period between a heading and the words after it."""
    stops_old = _stops([comparison.old[at] for at in unit.old], unit.old_text)
    stops_new = _stops([comparison.new[at] for at in unit.new], unit.new_text)
    if not stops_old and not stops_new:
        return unit.spans
    found: list[Span] = []
    at_old = at_new = 0
    for span in unit.spans:
        old, new = _stopped(span.old_text, at_old, stops_old), _stopped(span.new_text, at_new, stops_new)
        at_old += len(span.old_text)
        at_new += len(span.new_text)
        if span.op is Op.EQUAL:
            found.append(replace(span, text=new, old=None if span.old is None else old))
        else:
            found.append(replace(span, text=old if span.op is Op.DELETE else new))
    return tuple(found)


def _stops(clauses: Sequence[Clause], text: str) -> tuple[int, ...]:
    """Where in *text*, the displayed *clauses*, a period is printed; none if only part of it is there."""
    if not any(clause.header and clause.text for clause in clauses):
        return ()
    found: list[int] = []
    at = 0
    for clause in clauses:
        words = display_text(clause)
        if not text.startswith(words, at):
            return ()
        if clause.header and clause.text and clause.header[-1] not in _CLOSING:
            found.append(at + len(words) - len(clause.text) - 1)
        at += len(words) + 1
    return tuple(found)


_CLOSING = ".;:,—?!"


def _stopped(text: str, start: int, stops: Sequence[int]) -> str:
    for stop in reversed(stops):
        if start < stop <= start + len(text):
            text = f"{text[: stop - start]}.{text[stop - start :]}"
    return text


def whole(text: str, ink: Ink) -> tuple[Piece, ...]:
    """All of *text* in one style."""
    return (Piece(text, ink),) if text else ()


def _one_line(text: str) -> str:
    """Keep deleted words from breaking their paragraph."""
    return text.replace("\n", " ")


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbors of the same style."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].ink is piece.ink:
            found[-1] = Piece(found[-1].text + piece.text, piece.ink)
        elif piece.text:
            found.append(piece)
    return tuple(found)


# --------------------------------------------------------------------------------- paragraphs


def paragraphs(pieces: Iterable[Piece], depths: Sequence[int]) -> tuple[Prose, ...]:
    """Break *pieces* into the paragraphs of their clauses; the last depth applies to all that follow."""
    broken: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *more = piece.text.split("\n")
        if first:
            broken[-1].append(Piece(first, piece.ink))
        broken += ([Piece(line, piece.ink)] if line else [] for line in more)
    return tuple(
        Prose(tuple(line), depths[min(at, len(depths) - 1)] if depths else 0) for at, line in enumerate(broken) if line
    )


def run_in(prose: Iterable[Prose]) -> tuple[Prose, ...]:
    """Append paragraphs of bare punctuation (``.`` after a quotation) to the one before, as printed."""
    found: list[Prose] = []
    for each in prose:
        text = bare(each.pieces)
        if found and len(text) <= _PUNCTUATION and not any(map(str.isalnum, text)):
            found[-1] = Prose(_joined((*found[-1].pieces, *each.pieces)), found[-1].depth)
        else:
            found.append(each)
    return tuple(found)


_PUNCTUATION = 4
_LONG = 80
_KEPT = 25


def abridged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Cut unchanged stretches of over 80 words down to 25 beside each change, with the number left out."""
    if all(piece.ink is Ink.SAME for piece in pieces):
        return tuple(pieces)
    last = len(pieces) - 1
    return tuple(
        part
        for at, piece in enumerate(pieces)
        for part in ((piece,) if piece.ink is not Ink.SAME else _cut(piece, follows=at > 0, precedes=at < last))
    )


def _cut(piece: Piece, *, follows: bool, precedes: bool) -> tuple[Piece, ...]:
    """Cut a long unchanged stretch down to the words beside the change it *follows* and the one it *precedes*."""
    words = piece.text.split(" ")
    if len(words) <= _LONG:
        return (piece,)
    head = words[: _KEPT if follows else _KEPT // 2]
    tail = words[-(_KEPT if precedes else _KEPT // 2 + 1) :]
    left_out = Piece(f"(... {len(words) - len(head) - len(tail)} words unchanged ...)", Ink.QUIET)
    return (Piece(" ".join(head) + " "), left_out, Piece(" " + " ".join(tail)))


def columns(
    spans: Sequence[Span], classes: frozenset[ChangeClass], *, is_full: bool
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides separately; unless *is_full*, long unchanged stretches are cut at the same places in both."""
    if is_full or not any(_is_marked(span, classes) for span in spans):
        return one_side(spans, classes, Op.DELETE), one_side(spans, classes, Op.INSERT)
    runs = [(marked, tuple(run)) for marked, run in groupby(spans, key=lambda span: _is_marked(span, classes))]
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for at, (marked, run) in enumerate(runs):
        for pieces, op in zip(sides, _INK, strict=True):
            for piece in one_side(run, classes, op):
                pieces.extend((piece,) if marked else _cut(piece, follows=at > 0, precedes=at + 1 < len(runs)))
    return _joined(sides[0]), _joined(sides[1])
