"""The two texts as the engine sees them: clauses by index, with their folded keys and encoded words.

A text's words are encoded as a ``str`` with one character a word, so that hashing, slicing and exact matching
run as fast as strings do.  Both texts share one vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from billtrack.diff.engine.fold import folded_words, key_of, number_form, number_key
from billtrack.errors import InputError
from billtrack.model.clauses import Clause

_FIRST = 0xE000
_LAST = 0x10FFFF
_NUMBER = " "


class _EncodedPieces(dict[str, str]):
    """A cache from each space-separated piece of text to its encoded words; a new piece is cut when first asked for.

    No word contains a space, so a piece seen before is never cut again.
    """

    def __init__(self, number: Callable[[str], str]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, piece: str) -> str:
        code = self[piece] = "".join(map(self._number, folded_words(piece)))
        return code


class Vocabulary:
    """Gives each folded word one character, the same in both texts."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._words: list[str] = []
        self._in_text = _EncodedPieces(self._id)
        self._in_heading = _EncodedPieces(lambda word: self._id(word.lower()))
        self._keys: dict[tuple[str | None, str | None], str] = {}

    def encode(self, text: str) -> str:
        """Encode running text; letter case counts."""
        return "".join(map(self._in_text.__getitem__, text.split()))

    def encode_heading(self, text: str) -> str:
        """Encode a heading; letter case is up to the printer and does not count."""
        return "".join(map(self._in_heading.__getitem__, text.split()))

    def text_pieces(self, text: str) -> tuple[list[str], Iterator[int]]:
        """Cut running text at its spaces, and count the words in each piece."""
        pieces = text.split()
        return pieces, map(len, map(self._in_text.__getitem__, pieces))

    def heading_pieces(self, text: str) -> tuple[list[str], Iterator[int]]:
        """Do the same for a heading."""
        pieces = text.split()
        return pieces, map(len, map(self._in_heading.__getitem__, pieces))

    def key(self, clause: Clause) -> str:
        """Fold the words of a clause; clauses with the same words are folded once."""
        words = (clause.header, clause.text)
        key = self._keys.get(words)
        if key is None:
            key = self._keys[words] = key_of(f"{clause.header or ''} {clause.text or ''}")
        return key

    def encode_number(self, number: str) -> str:
        """Encode a clause's number as printed (``fold.number_form``), as a word that no text contains."""
        return self._id(f"{_NUMBER}{number}")

    def word(self, code: str) -> str:
        """Return the folded word that a character encodes."""
        return self._words[ord(code) - _FIRST]

    def is_number(self, code: str) -> bool:
        """Whether a character encodes the number of a clause."""
        return self.word(code).startswith(_NUMBER)

    def _id(self, folded: str) -> str:
        code = self._ids.get(folded)
        if code is None:
            number = _FIRST + len(self._ids)
            if number > _LAST:
                raise InputError("these texts have more than a million different words, too many to compare")
            code = self._ids[folded] = chr(number)
            self._words.append(folded)
        return code


class Side:
    """One text as parallel lists over its clauses; words are encoded on demand.

    ``keys``: the clause's words, folded, without number or spaces; empty for a clause that is only a number.
    ``parents``: -1 for an outermost clause.  ``children``: only clauses that have some.  ``sizes``: characters of
    the key and number, plus 1.  ``number_codes``: each clause's number as one character; empty if it has none.
    """

    def __init__(self, clauses: Sequence[Clause], vocabulary: Vocabulary) -> None:
        self.clauses = tuple(clauses)
        self.keys = [vocabulary.key(clause) for clause in self.clauses]
        self.numbers = [number_key(c.enum) for c in self.clauses]
        self.levels = [c.level for c in self.clauses]
        self.parents = [-1 if c.parent is None else c.parent for c in self.clauses]
        self.sizes = [1 + len(key) + len(number) for key, number in zip(self.keys, self.numbers, strict=True)]
        self.children: dict[int, list[int]] = {}
        for index, parent in enumerate(self.parents):
            if parent >= 0:
                self.children.setdefault(parent, []).append(index)
        self.number_codes = [
            vocabulary.encode_number(number_form(c.enum)) if number else ""
            for c, number in zip(self.clauses, self.numbers, strict=True)
        ]
        self._codes: list[str | None] = [None] * len(self.clauses)
        self._siblings: dict[tuple[int, str], list[int]] = {}
        self.vocabulary = vocabulary

    def __len__(self) -> int:
        return len(self.clauses)

    def code(self, index: int) -> str:
        """Encode the words of a clause, without its number, one character per word."""
        code = self._codes[index]
        if code is None:
            clause = self.clauses[index]
            code = self.vocabulary.encode(clause.text) if clause.text else ""
            if clause.header:
                code = self.vocabulary.encode_heading(clause.header) + code
            self._codes[index] = code
        return code

    def inside(self, index: int) -> tuple[str, str]:
        """The keys of a clause and of the one it is inside."""
        return self.keys[self.parents[index]], self.keys[index]

    @cached_property
    def all_inside(self) -> frozenset[tuple[str, str]]:
        """Every clause inside another, by the keys of both."""
        return frozenset(self.inside(index) for index, parent in enumerate(self.parents) if parent >= 0)

    def siblings(self, index: int) -> list[int]:
        """List the clauses with the same parent and level, ascending, including *index*."""
        parent, level = self.parents[index], self.levels[index]
        found = self._siblings.get((parent, level))
        if found is None:
            among = range(len(self)) if parent < 0 else self.children[parent]
            found = [at for at in among if self.parents[at] == parent and self.levels[at] == level]
            self._siblings[parent, level] = found
        return found
