"""The words of a text as search compares them: one definition for the index, the query and the marks shown.

A term is a run of letters and digits, in lowercase, without accents.  Everything else separates terms: quotation marks
of any shape, dashes, hyphens, spaces; so ``first-hand`` is two terms, and so is ``people’s``.  Invisible marks (soft
hyphens, joiners) and accents are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from billtrack.model.patterns import pattern

TERM = pattern(r"[^\W_]+")
"""One term, in text that is ``searchable``."""

LINE_END = "\x1f"
"""Separates two lines of an indexed text; no text contains it."""
BREAK = "¶"
"""The term between two lines in the index; searchable text never contains it."""


def searchable(text: str) -> str:
    """Write *text* so that its terms are its runs of letters and digits, whatever the case of ASCII letters.

    ASCII text is returned unchanged.
    """
    if text.isascii():
        return text
    for mark in _MARKS:
        text = text.replace(mark, " ")
    if text.isascii():
        return text
    folded = {each: _of_character(each) for each in _others(text.encode("utf-8", "surrogatepass"))}
    if not all(plain.isascii() or plain == each for each, plain in folded.items()):
        return "".join(map(_of_character, text))  # successive replacements would fold twice
    for each, plain in folded.items():
        text = text.replace(each, plain)
    return text


def searchable_in_lowercase(text: str) -> str:
    """Write *text* as ``searchable`` does, in lowercase, with possibly several spaces for one."""
    return bytes_in_lowercase(text.encode("utf-8", "surrogatepass"))


def bytes_in_lowercase(text: bytes) -> str:
    """Write *text*, in UTF-8, as ``searchable_in_lowercase`` does.

    Much faster for a long text than ``searchable``: nearly all of its characters outside ASCII only separate words.
    """
    data = _in_ascii(text)
    if data is None:
        return searchable(text.decode("utf-8", "surrogatepass")).lower()
    return data.translate(_IN_LOWERCASE).decode("ascii")


def letters_of(text: str, kept: str = "") -> bytes:
    """The letters and digits of the terms of *text*, in lowercase, in UTF-8, and the ASCII marks in *kept*."""
    data, others = _in_ascii(text.encode("utf-8", "surrogatepass")), _OTHERS
    if data is None:
        data, others = searchable(text).lower().encode("utf-8", "surrogatepass"), b""
    return data.translate(_IN_LOWERCASE if others else None, (_SIGNS + others).translate(None, kept.encode()))


def _in_ascii(text: bytes) -> bytes | None:
    """*text* with its letters and digits in ASCII, other characters unchanged; ``None`` where one has no such form."""
    if text.isascii():
        return text
    written = {each: _of_character(each) for each in _others(text)}
    if not all(map(str.isascii, written.values())):
        return None
    letters = {each.encode("utf-8"): plain.encode("ascii") for each, plain in written.items() if plain != " "}
    for _, some in groupby(sorted(letters), lambda each: each[0]):  # a pattern is fast if it begins with one byte
        text = re.sub(b"|".join(some), lambda found: letters[found[0]], text)
    return text


def indexed(lines: str) -> str:
    """Write *lines*, each ended by ``LINE_END``, for the index: a ``BREAK`` between them, which no phrase crosses."""
    return searchable(lines).replace(LINE_END, f" {BREAK} ")


def terms(text: str) -> list[str]:
    """The terms of *text*, in order."""
    return TERM.findall(searchable(text).lower())


def searchable_with_places(text: str) -> tuple[str, list[int] | None]:
    """Write *text* in lowercase as ``searchable`` does, and give the position in *text* of each character.

    The list has one more position, the end.  It is ``None`` if no character moved.
    """
    plain = searchable(text).lower()
    if len(plain) == len(text) and (text.isascii() or all(len(_of_character(c)) == 1 for c in set(text))):
        return plain, None
    places = [at for at, character in enumerate(text) for _ in _of_character(character)]
    return plain, [*places, len(text)]


_MARKS = "—“”’‘–§\u00a0"
"""The most common marks, each replaced by a space: one by one is faster than all at once."""
_APOSTROPHE = "\u02bc"
"""An apostrophe that Unicode counts among the letters."""
_ASCII = bytes(range(128))
_IN_LOWERCASE = _ASCII.lower() + b" " * 128
_SIGNS = bytes(code for code in _ASCII if not chr(code).isalnum())
_OTHERS = bytes(range(128, 256))


def _others(text: bytes) -> set[str]:
    """The characters of *text* outside ASCII; finding them in bytes is five times as fast as with a pattern."""
    return set(text.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)
def _of_character(character: str) -> str:
    """One character: itself, the letters it is made of, a space, or nothing."""
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind[0] == "M" or kind == "Cf":
        return ""
    if not character.isalnum() or character == _APOSTROPHE:
        return " "
    small = unicodedata.normalize("NFKD", character).casefold().lower()  # folding makes Cherokee letters capitals
    folded = unicodedata.normalize("NFKD", small)
    plain = "".join(each if each.isalnum() else "" if unicodedata.category(each)[0] == "M" else " " for each in folded)
    return f" {plain} " if kind == "No" and plain != character else plain  # one and a half is 1 1 2, not 11 2
