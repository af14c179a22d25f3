"""Reading a query; every text is one.

    tax credit           both words, anywhere in one text        "tax credit"     next to each other
    terror*              words that begin so                     tax OR duty      one of them
    tax -credit          without it (also NOT credit)            (a OR b) AND c   parentheses
    tax NEAR/5 credit    at most five words between them         NEAR(a "b c", 5)
    in:whereas           where the words are                     type:hres,sres   a fact of the measure: one of these

``OR`` binds tighter than words beside each other, ``AND`` tighter than ``OR``: ``type:hres gun OR rifle`` is a
resolution about one of the two.  What has no meaning as an operator or filter is read as words, and a note says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from billtrack.model.days import in_figures
from billtrack.model.query.fields import FILTERS
from billtrack.model.query.tree import And, Near, Node, Not, Or, Part, Phrase, Query, wanted_phrases
from billtrack.model.query.typed import UnreadableError
from billtrack.model.values import replace
from billtrack.search.query.lexemes import Lexeme, LexemeKind, lexemes, values_in
from billtrack.search.query.nodes import joined, merged, phrase, phrases_of, read_filter, read_parts, within

NEAR_DISTANCE = 10
"""The most terms between two that are ``NEAR`` each other, if no number is given."""
MAX_DEPTH = 20
"""How deep parentheses may nest; deeper ones are left out."""
MAX_FILTERS = 200
"""Filters in one query; further ones are read as words."""
_SCOPES = {part.value: frozenset({part}) for part in Part}


def parse_query(text: str, *, today: dt.date | None = None) -> Query:
    """Read *text* as a query; every text is one, and an empty one searches for nothing.

    If *today* is given, ``today`` and ``yesterday`` are dates.
    """
    reader = _QueryReader(lexemes(text), today)
    root = reader.read()
    return Query(text, root, tuple(dict.fromkeys(reader.notes)), tuple(dict.fromkeys(reader.unread)))


class _QueryReader:
    """The pieces of a query and the position of the reader."""

    def __init__(self, found: Iterable[Lexeme], today: dt.date | None) -> None:
        self._today = today
        self.notes: list[str] = []
        self.unread: list[str] = []
        self._pieces = list(self._waiting_values(found))
        self._at = 0
        self._depth = 0
        self._filters = 0
        self._scopes: list[set[Part]] = []

    def read(self) -> Node | None:
        found: list[Node | None] = [self._all()]
        while self._take(LexemeKind.CLOSE):
            self.notes.append("an unmatched parenthesis was left out")
            found.append(self._all())
        return joined(found)

    def _waiting_values(self, found: Iterable[Lexeme]) -> Iterator[Lexeme]:
        """Join a known key without a value (``type: hres``) to the word or phrase after it."""
        waiting: Lexeme | None = None
        for piece in found:
            if waiting is not None and piece.kind in {LexemeKind.WORD, LexemeKind.PHRASE}:
                value = f'"{piece.text}"' if piece.kind is LexemeKind.PHRASE else piece.text
                yield replace(waiting, text=value)
                waiting = None
                continue
            if waiting is not None:
                yield waiting
            waiting = piece if piece.kind is LexemeKind.KEYED and not piece.text and piece.key in _KEYS else None
            if waiting is None:
                yield piece
        if waiting is not None:
            yield waiting

    def _next(self) -> Lexeme | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _take(self, *kinds: LexemeKind) -> Lexeme | None:
        piece = self._next()
        if piece is None or piece.kind not in kinds:
            return None
        self._at += 1
        return piece

    def _all(self) -> Node | None:
        """Read the parts side by side, up to the end or a closing parenthesis."""
        self._scopes.append(set())
        found: list[Node | None] = []
        while (piece := self._next()) is not None and piece.kind is not LexemeKind.CLOSE:
            found.append(self._operands(LexemeKind.OR, self._both, Or))
        node = joined(merged(each for each in found if each is not None))
        scope = frozenset(self._scopes.pop())
        if not scope:
            return node
        if not wanted_phrases(node):
            self.notes.append("in: needs words to look for")
        return node and within(node, scope)

    def _both(self) -> Node | None:
        return self._operands(LexemeKind.AND, self._one, And)

    def _operands(self, operator: LexemeKind, read: Callable[[], Node | None], join: type[And | Or]) -> Node | None:
        found = [read()]
        while sign := self._take(operator):
            following = self._next()
            if (
                found[-1] is None
                or following is None
                or following.kind in {LexemeKind.CLOSE, LexemeKind.OR, LexemeKind.AND}
            ):
                self.notes.append(f"{sign.text} was left out: it goes between two things to search for")
            found.append(read())
        return joined(found, join)

    def _one(self) -> Node | None:
        denials = 0
        while sign := self._take(LexemeKind.NOT):
            denials += 1
            if (following := self._next()) is None or following.kind in {
                LexemeKind.CLOSE,
                LexemeKind.OR,
                LexemeKind.AND,
            }:
                self.notes.append(f"{sign.text} was left out: it goes before what to exclude")
                return None
        node = self._near()
        return Not(node) if node is not None and denials % 2 else node

    def _near(self) -> Node | None:
        node = self._primary()
        while sign := self._take(LexemeKind.NEAR):
            other = self._primary()
            phrases = phrases_of(node), phrases_of(other)
            if all(phrases):
                node = Near((*phrases[0], *phrases[1]), NEAR_DISTANCE if sign.distance is None else sign.distance)
            else:
                self.notes.append("NEAR was left out: it goes between two words or phrases")
                node = joined([node, other])
        return node

    def _primary(self) -> Node | None:  # noqa: PLR0911 - one for each kind of piece
        piece = self._next()
        if piece is None or piece.kind in {LexemeKind.CLOSE, LexemeKind.OR, LexemeKind.AND, LexemeKind.NOT}:
            return None
        if piece.kind is LexemeKind.NEAR:
            return self._near_group() if piece.opens else None
        self._at += 1
        match piece.kind:
            case LexemeKind.OPEN:
                return self._bracket()
            case LexemeKind.PHRASE:
                return phrase(piece.text, is_prefix=piece.is_prefix)
            case LexemeKind.KEYED:
                return self._keyed(piece)
            case LexemeKind.LONE_QUOTE:
                self.notes.append("an unmatched quotation mark was left out")
                return None
            case _:
                return phrase(piece.text)

    def _bracket(self) -> Node | None:
        """Read up to the closing parenthesis."""
        if self._depth == MAX_DEPTH:
            self.notes.append(f"parentheses more than {MAX_DEPTH} deep were left out")
            return None
        self._depth += 1
        node = self._all()
        self._depth -= 1
        if not self._take(LexemeKind.CLOSE):
            self.notes.append("an unmatched parenthesis was left out")
        return node

    def _near_group(self) -> Node | None:
        """Read ``NEAR(a "b c", 5)``."""
        self._at += 2
        phrases: list[Phrase] = []
        distance = NEAR_DISTANCE
        after_comma = False
        while (piece := self._next()) is not None and piece.kind is not LexemeKind.CLOSE:
            self._at += 1
            text = piece.text.strip(",")
            if text.isdecimal() and len(text) < 7 and (after_comma or piece.text.startswith(",")):
                distance = int(text)
            elif found := phrase(text, is_prefix=piece.is_prefix):
                phrases.append(found)
            after_comma = piece.text.endswith(",")
        self._take(LexemeKind.CLOSE)
        return Near(tuple(phrases), distance) if len(phrases) > 1 else joined(phrases)

    def _keyed(self, piece: Lexeme) -> Node | None:
        """Read ``key:value``; anything else is read as words, and a note says why."""
        key, values = piece.key, values_in(piece.text)
        if key in _SCOPES and values:
            found = joined([phrase(value) for value in values], Or)
            return None if found is None else within(found, _SCOPES[key])
        if key == "introduced" and self._today is not None:
            values = tuple(in_figures(value, today=self._today) for value in values)
        try:
            if key == "in":
                return self._scope(values)
            if key in FILTERS and self._filters < MAX_FILTERS:
                self._filters += 1
                return read_filter(key, values)
        except UnreadableError as problem:
            self.notes.append(f"{key}:{piece.text} was read as words: {problem}")
            self.unread.append(f"unknown {key} {', '.join(values)!r}; {problem}" if values else str(problem))
        else:
            self._note_unknown(piece)
        return joined([phrase(key), *(phrase(value) for value in values)])

    def _scope(self, values: tuple[str, ...]) -> Node | None:
        parts, types = read_parts(values)
        self._scopes[-1].update(parts)
        return types

    def _note_unknown(self, piece: Lexeme) -> None:
        if piece.key in FILTERS:
            self.notes.append(f"more than {MAX_FILTERS} filters: the others were read as words")
            return
        near = get_close_matches(piece.key[:20], _KEYS, n=1)
        if near or not piece.text.startswith("/"):  # https://... is no filter
            meant = f"did you mean {near[0]}:?" if near else f"filters are {', '.join(_KEYS)}"
            self.notes.append(f"{piece.key}: is not a filter and was read as words; {meant}")


_KEYS = (*FILTERS, "in", *_SCOPES)
