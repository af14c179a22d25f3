"""Numbers written in words: ``thirty-five``, ``one hundred and fifty``, ``three million``, ``two-thirds``."""

from __future__ import annotations

import re

from billtrack.model.patterns import pattern

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
_TEENS |= {"seventeen": 17, "eighteen": 18, "nineteen": 19}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = _ONES | _TEENS | _TENS
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS = {"half": 2, "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_HYPHEN = "[-\u2010\u2011\u2013]"
_ORDINAL = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|twelfth|(?:ten|eleven|(?:thir|four|fif|six|seven"
    "|eigh|nine)teen|hundred|thousand|million)th|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth)"
)
_BELOW_100 = (
    rf"(?:(?:{'|'.join(_TENS)})\b(?:(?:{_HYPHEN}|\s)(?:{'|'.join(_ONES)})\b)?|(?:{'|'.join(_ONES | _TEENS)})\b)"
)
_BELOW_1000 = rf"{_BELOW_100}(?:\s+hundred\b(?:\s+(?:and\s+)?{_BELOW_100})?)?"
SPELLED = (
    rf"\b(?>(?:{'|'.join(_ONES)}){_HYPHEN}(?:halves|(?:{'|'.join(_PARTS)})s?)\b"
    rf"|{_BELOW_1000}(?:\s+(?:{'|'.join(_SCALES)})\b(?:,?\s+(?:and\s+)?{_BELOW_1000})?)*)"
    rf"(?!{_HYPHEN}{_ORDINAL}\b|\s+(?:and\s+)?(?:\w+{_HYPHEN})?(?!second\b){_ORDINAL}\b)"
)
"""A pattern for one number in words; ``thirty-fifth`` has none.  It wants ``re.IGNORECASE``."""


def is_one_word(figure: str) -> bool:
    """Whether *figure* is a number of one word, such as ``nine``; ``one`` may not be meant as a number."""
    return figure.casefold() in _WORDS


def in_digits(text: str) -> str:
    """Write the numbers of *text* that stand in words in digits: ``35``, ``3000000``, ``2/3``."""
    return _SPELLED.sub(lambda found: _digits(found[0].casefold()), text)


_SPELLED = pattern(SPELLED, re.IGNORECASE)


def _digits(words: str) -> str:
    """Write one number in digits: "two hundred and five thousand" is (2 x 100 + 5) x 1,000."""
    whole = below = 0
    for word in re.findall(r"\w+", words):
        if word in _WORDS:
            below += _WORDS[word]
        elif word == "hundred":
            below *= 100
        elif word in _SCALES:
            whole, below = whole + below * _SCALES[word], 0
        elif word != "and":
            return f"{below}/{_PARTS['half' if word == 'halves' else word.removesuffix('s')]}"
    return str(whole + below)
