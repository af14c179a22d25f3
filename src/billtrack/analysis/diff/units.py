"""The two texts as the engine sees them: clauses by index, with their folded keys and encoded words.

A text's words are encoded as a ``str`` with one character a word, so that hashing, slicing and exact matching
run at the speed of strings.  Both texts share one vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

from billtrack.analysis.diff.fold import WORD, fold, key_of, number_key
from billtrack.clauses import Clause
from billtrack.errors import InputError

_FIRST = 0xE000
_LAST = 0x10FFFF
_NUMBER = " "


class Vocabulary:
    """Words to characters: the same folded word is the same character."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._words: list[str] = []
        self._in_text: dict[str, str] = {}
        self._in_heading: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """Encode running text, in which case counts."""
        return self._encode(text, self._in_text, lower=False)

    def encode_heading(self, text: str) -> str:
        """Encode a heading, whose case is the printer's."""
        return self._encode(text, self._in_heading, lower=True)

    def encode_number(self, number: str) -> str:
        """Encode a clause's folded number, as a word that no text holds."""
        return self._id(f"{_NUMBER}{number}")

    def word(self, code: str) -> str:
        """The folded word a character stands for."""
        return self._words[ord(code) - _FIRST]

    def _encode(self, text: str, known: dict[str, str], *, lower: bool) -> str:
        words = WORD.findall(text)
        try:
            return "".join([known[word] for word in words])
        except KeyError:
            for word in words:
                if word not in known:
                    folded = fold(word)
                    known[word] = self._id(folded.lower() if lower else folded)
        return "".join([known[word] for word in words])

    def _id(self, folded: str) -> str:
        code = self._ids.get(folded)
        if code is None:
            number = _FIRST + len(self._ids)
            if number > _LAST:
                raise InputError("these texts hold more than a million different words: they cannot be compared")
            code = self._ids[folded] = chr(number)
            self._words.append(folded)
        return code


class Side:
    """One text: parallel lists over its clauses, computed once; words are encoded on demand.

    ``keys`` hold a clause's words without its number, folded, without spaces; empty for a bare number.
    ``parents`` is -1 where there is none.  ``sizes`` count characters of the key and number.
    """

    def __init__(self, clauses: Sequence[Clause], vocabulary: Vocabulary) -> None:
        self.clauses = tuple(clauses)
        self.keys = [key_of(f"{c.header or ''} {c.text or ''}") for c in self.clauses]
        self.numbers = [number_key(c.enum) for c in self.clauses]
        self.levels = [c.level for c in self.clauses]
        self.quoted = [c.quoted for c in self.clauses]
        self.parents = [-1 if c.parent is None else c.parent for c in self.clauses]
        self.sizes = [1 + len(key) + len(number) for key, number in zip(self.keys, self.numbers, strict=True)]
        self.children: list[list[int]] = [[] for _ in self.clauses]
        for index, parent in enumerate(self.parents):
            if parent >= 0:
                self.children[parent].append(index)
        self._number_codes = [vocabulary.encode_number(number) if number else "" for number in self.numbers]
        self._codes: list[str | None] = [None] * len(self.clauses)
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

    def number_code(self, index: int) -> str:
        """The number of a clause as one character; empty when it has none."""
        return self._number_codes[index]
