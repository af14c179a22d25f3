"""The two texts as the engine sees them: clauses by index, with their folded keys and encoded words.

A text's words are encoded as a ``str`` with one character a word, so that hashing, slicing and exact matching
run at the speed of strings.  Both texts share one vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from billtrack.diff.engine.fold import folded_words, key_of, number_form, number_key
from billtrack.errors import InputError
from billtrack.model.clauses import Clause

_FIRST = 0xE000
_LAST = 0x10FFFF
_NUMBER = " "


class _Known(dict[str, str]):
    """The encoded words of what stands between two spaces, as met so far in one kind of text; new ones are cut at once.

    No word holds a space, so that a text need not be cut into words where its pieces have been met.
    """

    def __init__(self, number: Callable[[str], str]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, piece: str) -> str:
        code = self[piece] = "".join(map(self._number, folded_words(piece)))
        return code


class Vocabulary:
    """Words to characters: the same folded word is the same character."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._words: list[str] = []
        self._in_text = _Known(self._id)
        self._in_heading = _Known(lambda word: self._id(word.lower()))
        self._keys: dict[tuple[str | None, str | None], str] = {}

    def encode(self, text: str) -> str:
        """Encode running text, in which case counts."""
        return "".join(map(self._in_text.__getitem__, text.split()))

    def encode_heading(self, text: str) -> str:
        """Encode a heading, whose case is the printer's."""
        return "".join(map(self._in_heading.__getitem__, text.split()))

    def text_pieces(self, text: str) -> tuple[list[str], Iterator[int]]:
        """Running text cut at its spaces, and how many words each piece holds."""
        pieces = text.split()
        return pieces, map(len, map(self._in_text.__getitem__, pieces))

    def heading_pieces(self, text: str) -> tuple[list[str], Iterator[int]]:
        """The same of a heading."""
        pieces = text.split()
        return pieces, map(len, map(self._in_heading.__getitem__, pieces))

    def key(self, clause: Clause) -> str:
        """The folded words of a clause, computed once for all clauses of the same words."""
        words = (clause.header, clause.text)
        key = self._keys.get(words)
        if key is None:
            key = self._keys[words] = key_of(f"{clause.header or ''} {clause.text or ''}")
        return key

    def encode_number(self, number: str) -> str:
        """Encode a clause's number as printed (``fold.number_form``), as a word that no text holds."""
        return self._id(f"{_NUMBER}{number}")

    def word(self, code: str) -> str:
        """The folded word a character stands for."""
        return self._words[ord(code) - _FIRST]

    def is_number(self, code: str) -> bool:
        """Whether a character stands for the number of a clause."""
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
    """One text: parallel lists over its clauses, computed once; words are encoded on demand.

    ``keys`` hold a clause's words without its number, folded, without spaces; empty for a bare number.
    ``parents`` is -1 where there is none, ``children`` has those clauses that have some.  ``sizes`` count characters
    of the key and number.
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
        self._number_codes = [
            vocabulary.encode_number(number_form(c.enum)) if number else ""
            for c, number in zip(self.clauses, self.numbers, strict=True)
        ]
        self._codes: list[str | None] = [None] * len(self.clauses)
        self._siblings: dict[tuple[int, str], list[int]] = {}
        self.vocabulary = vocabulary

    def __len__(self) -> int:
        return len(self.clauses)

    def code(self, index: int) -> str:
        """The words of a clause, without its number, one character each."""
        code = self._codes[index]
        if code is None:
            clause = self.clauses[index]
            code = self.vocabulary.encode(clause.text) if clause.text else ""
            if clause.header:
                code = self.vocabulary.encode_heading(clause.header) + code
            self._codes[index] = code
        return code

    def siblings(self, index: int) -> list[int]:
        """The clauses of the same parent and level, ascending, itself among them."""
        parent, level = self.parents[index], self.levels[index]
        found = self._siblings.get((parent, level))
        if found is None:
            among = range(len(self)) if parent < 0 else self.children[parent]
            found = [at for at in among if self.parents[at] == parent and self.levels[at] == level]
            self._siblings[parent, level] = found
        return found

    def number_code(self, index: int) -> str:
        """The number of a clause as one character; empty when it has none."""
        return self._number_codes[index]
