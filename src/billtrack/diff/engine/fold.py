"""Cut text into words and fold them: what counts as the same word however it was printed.

Folding evens out a closed list: the shapes of quotation marks, apostrophes and dashes, soft hyphens, ligatures and
Unicode composition.  Every other mark counts.  Folding is for comparing only; displays show the text as printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from billtrack.diff.engine import tuning
from billtrack.model.clauses import normalised_enum
from billtrack.model.patterns import pattern


def listed(words: str) -> frozenset[str]:
    """The words of a list that the code holds as one text."""
    return frozenset(words.split())


WORD = pattern(
    r"""
    [A-Za-z]{2,}(?=[\ ,;.:)])                                  # most words, at once
  | [,;](?=\ )
  | \([A-Za-z0-9]{1,5}\)                                      # an enumerator: (a), (iii), (10)
  | (?:[^\W\d_]\.(?=[^\W\d_]\.)){1,6}[^\W\d_]\.               # U.S.C.
  | (?:(?<![^\s(\[|])[\u2013\u2212-])?[$€£]?\d+(?:[.,]\d+)*%?          # -$1,500  3.5%
      (?:[^\W_]|[\u00ad\u2010-\u2013-](?=[^\W_]))*                       # 117-58  1396a-1
  | [^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b\u2060\ufeff]|['\u2019\u02bc\u2010\u2011-](?=[^\W_]))*  # first-hand
  | [\'\u2018\u2019]{2} | `` | --+
  | \S                                                        # any other mark
    """,
    re.VERBOSE,
)
"""One word or mark; every character except white space belongs to exactly one."""

_SHAPES = {
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛ʼ", "'"),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("\u00ad\u200b\u2060\ufeff", ""),
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
_TYPED = (("``", '"'), ("''", '"'), ("`", "'"), ("--", "—"))
_MAY_FOLD = pattern("`|''|--")
_SIGN = pattern(r"–(?=[$€£]?\.?\d)|(?<![\w)\]])−(?=[$€£]?\.?\d)")
"""A dash before a digit: a range or a sign; a minus between two values is an operator."""
_HYPHEN_IN_WORD = pattern(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")


def fold(text: str) -> str:
    """Fold each mark to one shape and drop soft hyphens; spaces and case are kept.

    Before a digit, ``–`` and ``−`` become ``-``; elsewhere ``–`` and ``--`` become ``—``, and ``−`` stays.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for mark, plain in _SHAPES.items():
            if mark in text:
                text = text.replace(mark, plain)
        if "–" in text or "−" in text:
            text = _SIGN.sub("-", text).replace("–", "—")
    for typed, plain in _TYPED:
        if typed[0] in text:  # one character is found much faster than two
            text = text.replace(typed, plain)
    return text


def folded_words(text: str) -> list[str]:
    """Cut *text* into folded words; a dash is folded by what follows it.

    ``“Sep--tember” 5–7`` is ``"``, ``Sep``, ``—``, ``tember``, ``"``, ``5-7``.
    """
    if text.isascii():
        if text.isalpha():
            return [text]
        if text[-1:] in _AFTER_WORD and text[:-1].isalpha():
            return [text[:-1], text[-1]]
        words: list[str] = WORD.findall(text)
        return [fold(word) for word in words] if _MAY_FOLD.search(text) else words
    return [_as_it_stands(word[0], text, word) if word[0] in _DASHES else fold(word[0]) for word in WORD.finditer(text)]


_AFTER_WORD = frozenset(",;:.)")


_DASHES = frozenset("–−")


def _as_it_stands(dash: str, text: str, place: re.Match[str]) -> str:
    start, end = place.span()
    return "-" if _SIGN.match(text, start) else fold(text[start:end]) or dash


def key_of(text: str) -> str:
    """Fold *text* to what exact matching compares: no spaces, no case, plain marks, no hyphen inside a word."""
    plain = fold(text).replace("—", "-").replace("−", "-")
    if "-" in plain:
        plain = _HYPHEN_IN_WORD.sub("", plain)
    return "".join(plain.replace(" ", "").split()).lower()  # most space is a plain one, and quickly taken out


@lru_cache(maxsize=tuning.NUMBERS_KEPT)
def number_key(enum: str | None) -> str:
    """Fold a number: ``SEC. 101.`` and ``Sec. 101.`` are both ``101``; empty when there is none.

    Case counts: ``(a)`` is a subsection, ``(A)`` a subparagraph.
    """
    if not enum:
        return ""
    return normalised_enum(enum) or "".join(fold(enum).split())


@lru_cache(maxsize=tuning.NUMBERS_KEPT)
def number_form(enum: str | None) -> str:
    """Fold a number as it is printed: without the name of its level and its closing mark, all else kept.

    ``SEC. 101.`` and ``101`` are both ``101``; ``(1)`` is not ``1``.
    """
    bare = "".join(fold(enum or "").split())
    return _CLOSING.sub("", _LEVEL_NAME.sub(r"\1", bare)) or bare


def is_other_level(old: str, new: str) -> bool:
    """Whether two numbers name different levels: ``TITLE I`` and ``PART I`` do, ``SEC. 1.`` and ``Section 1.`` not."""
    names = [
        found[0].strip("\"'.").lower()
        for each in (old, new)
        if (found := _LEVEL_NAME.match("".join(fold(each).split())))
    ]
    return len(names) == 2 and not names[0].startswith(names[1]) and not names[1].startswith(names[0])


_LEVEL_NAME = pattern(
    r"^([\"']*)(?:(?:sub)?(?:section|sec|title|division|part|chapter|article|clause|paragraph)s?\.?)(?=[\dA-Z])",
    re.IGNORECASE,
)
_CLOSING = pattern(r"[.—-]+$")
