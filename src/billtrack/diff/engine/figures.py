"""Find figures in a text: amounts, dates, numbers, words of obligation, references.

A figure is read whole: ``$1,500,000``, ``($500)``, ``10^6``, ``3 1/2``, ``12 percent``, ``fiscal year 2026``,
``shall not``, ``section 3(a)(1)``.
Numbers inside references (``Public Law 118-63``, ``49 U.S.C. 44703``) are not amounts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from billtrack.model.patterns import pattern

AMOUNT, DATE, OBLIGATION, REFERENCE = "amount", "date", "obligation", "reference"

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_UNIT = (
    r"(?:calendar|business|fiscal|legislative|session|consecutive|working|additional)?[ -]?"
    r"(?:second|minute|hour|day|week|month|quarter|year|season|percentage\s+point|basis\s+point|percent|per\ centum)s?"
)
_YEAR = r"(?:1[789]|20|21)\d\d"
_LEVEL = r"(?:(?:sub)?(?:section|paragraph|clause|title|chapter|part|item|division|article)s?|§§?|sec\.|section)"
_NUMBER = (
    r"(?:(?:\d+\s)?\d+/\d+|\d*[\u00bc-\u00be\u2150-\u215e]"
    r"|\d+(?:[.,]\d+)*(?:[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+|\^(?:-?\w+|\([^()]*\)))?)"
)
_DESIGNATOR = r"(?:\d[\w.\u2013-]*\w|\d|[IVXLC]+\b|[A-Z]\b)?(?:\([0-9A-Za-z]{1,5}\))*"


# -- numbers in words: ``thirty-five``, ``one hundred and fifty``, ``three million``, ``two-thirds``

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
_TEENS |= {"seventeen": 17, "eighteen": 18, "nineteen": 19}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = _ONES | _TEENS | _TENS
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS = {"half": 2, "third": 3, "fourth": 4, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_HYPHEN = "[-\u2010\u2011\u2013]"
_ORDINAL_WORD = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|twelfth|(?:ten|eleven|(?:thir|four|fif|six|seven"
    "|eigh|nine)teen|hundred|thousand|million)th|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth)"
)
_BELOW_100 = (
    rf"(?:(?:{'|'.join(_TENS)})\b(?:(?:{_HYPHEN}|\s)(?:{'|'.join(_ONES)})\b)?|(?:{'|'.join(_ONES | _TEENS)})\b)"
)
_BELOW_1000 = rf"{_BELOW_100}(?:\s+hundred\b(?:\s+(?:and\s+)?{_BELOW_100})?)?"
_SPELLED = (
    rf"\b(?>(?:{'|'.join(_ONES)}){_HYPHEN}(?:halves|(?:{'|'.join(_PARTS)})s?)\b"
    rf"|(?:{_BELOW_1000}(?:\s+(?:{'|'.join(_SCALES)})\b(?:,?\s+(?:and\s+)?(?=\w))?)*)+(?<!\s))"
    rf"(?!(?:{_HYPHEN}|\s+(?:and\s+)?(?:\w+{_HYPHEN})?(?!second\b)){_ORDINAL_WORD}\b)"
)
"""One number in words; ``thirty-fifth`` has none.  It wants ``re.IGNORECASE``.

Each word stands in it as seldom as can be, since compiling it is most of what finding figures costs: what parts two
numbers may be matched at the end, and is given back (``(?<!\\s)``)."""


_FIGURE = pattern(
    rf"""
    (?P<reference>
        \d+\s+(?:U\.S\.C\.|C\.F\.R\.|CFR|USC|Stat\.|Fed\.\s*Reg\.)\s*(?:app\.\s*)?[\d][\w.\u2013-]*(?:\([0-9A-Za-z]{{1,5}}\))*
      | (?:Public\s+Law|Pub\.\s*L\.(?:\s*No\.)?|Private\s+Law|Executive\s+Order)\s*[\d][\d\u2013-]*
      | \bAct\s+of\s+{_YEAR}\b | \b\d+(?:[\u2013-]\d+){{2,}}\b
      | (?:H|S)\.\s?(?:(?:R|J|Con)\.\s?)?(?:Res\.\s?)?\d+
      | \b(?:this|such)\s+(?:Act|resolution|{_LEVEL})\b
      | \b{_LEVEL}\s+(?=[\d(]|(?-i:[IVXLC]+\b|[A-Z]\b)){_DESIGNATOR}
        (?:(?:,\s|,?\s(?:and|or|through|to)\s)(?=[\d(]){_DESIGNATOR})*
    )
  | (?P<date>
        \b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:(?:\u2013|-|\s(?:and|or|through|to)\s)\d{{1,2}}\b)?(?:,\s+\d{{4}})?\b
      | \b(?:{_MONTHS}),?\s+\d{{4}}\b
      | (?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})(?![\w/])
      | \b(?:fiscal|calendar|school|crop|taxable|plan)\s+years?\s+{_YEAR}
        (?:(?:,\s|,?\s(?:and|or|through|to)\s){_YEAR})*\b
      | (?<![\w$.,\u2013-]){_YEAR}(?:[\u2013-](?:{_YEAR}|\d\d))?(?![\w\u2013-]|[.,]\d)
    )
  | (?P<amount>
        \([$€£]\s?{_NUMBER}\)
      | (?<![\w$.,:])\d{{1,2}}\s?[ap]\.\s?m\.
      | [+\u2212\u2013-]?[$€£]\s?{_NUMBER}(?:\s+(?:thousand|million|billion|trillion))?(?![\w])
      | (?:(?<![\w$])[+\u2212-])?(?<![\w$])(?:{_NUMBER}\sto\s)?{_NUMBER}\s?(?:%|{_UNIT}\b)
      | (?:{_SPELLED}(?P<range>\sto\s)?){{1,2}}(?<!\sto\s)(?:(?:\s+|-){_UNIT}\b|(?(range)(?!)))
      | (?<![\w:])\d{{1,2}}:\d\d(?![\d:])(?:\s?[ap]\.?m\.?)?
      | (?<![\w$.,(^/:\u2013-]){_NUMBER}(?:[\u2013-]{_NUMBER})?
        (?:\s+(?:thousand|million|billion|trillion)\b)?(?![\w)]|[.,:]\d)
    )
  | (?P<obligation>
        \b(?:shall|may|must|should)(?:\s+(?:not|only|never))?\b
      | \b(?:not|no)\s+(?:later|earlier|less|more|fewer|greater)\s+than\b
      | \bat\s+(?:least|most)\b | \b(?:lesser|greater|earlier|later)\s+of\b
      | (?<!whether\sor\s)\bnot\b(?!\slimited\sto\b)
      | \b(?:no|never|nor|cannot|unless|only|except|solely)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_figures(text: str, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """Yield the figures of *text* from *start* to *stop* as (kind, start, end), in order, none inside another.

    A number with a period at the start of a line is a clause number, not a figure.
    """
    for match in _FIGURE.finditer(text, start, stop):
        kind = match.lastgroup or ""
        is_month = kind == OBLIGATION and match[0] == "May"
        if not is_month and not _is_clause_number(text, match.start(), match.end()):
            yield kind, match.start(), match.end()


def _is_clause_number(text: str, start: int, end: int) -> bool:
    return text[start:end].isdecimal() and (not start or text[start - 1] == "\n") and text[end : end + 1] == "."


def is_duty(words: str, verbs: Collection[str] = ("shall", "may", "must", "should")) -> bool:
    """Whether words of obligation bind or permit someone (``shall not``), rather than only negate or limit."""
    return words.split(maxsplit=1)[0].casefold() in verbs


def is_limit(words: str) -> bool:
    """Whether words of obligation limit a number: ``not later than``, ``at least``, ``the lesser of``."""
    return words.casefold().endswith((" than", " least", " most", " of"))


def value_of(figure: str) -> str:
    """Write a figure in one spelling: ``$200 million`` is ``$200000000``, ``two percent`` ``2 percent``.

    ``March 31st`` is ``March 31``, ``thirty-five`` is ``35``, ``two-year`` is ``2 year``.
    """
    figure = _ORDINAL.sub(r"\1", figure)
    if re.search(r"[A-Z]\.|[A-Z]{2}", figure):
        return re.sub(r"[.\s]", "", figure).casefold()
    if is_limit(figure):
        limit = figure.casefold().removeprefix("no ").removeprefix("not ")
        return _SAME_LIMIT.get(limit, limit)
    words = _UNIT_SAID.sub(r"\1 \2", _in_digits(figure).casefold().replace(",", "")).split()
    powers = [_POWERS[word] for word in words if word in _POWERS]
    plain = [word for word in words if word not in _POWERS]
    return " ".join(_scaled(word, sum(powers)) for word in plain).replace(" %", "%")


_SAME_LIMIT = {"at least": "less than", "at most": "more than"}
"""Limits that say the same as one with "not"."""
_UNIT_SAID = pattern(r"(\d)[ -]([a-z].*?)s?$")
"""``2-year`` and ``2 years`` are one period."""
_ORDINAL = pattern(r"(?<=[a-z] )(\d+)(?:st|nd|rd|th)\b")


def _scaled(word: str, power: int) -> str:
    """Move the decimal point of a number: ``$1.5`` and 6 are ``$1500000``."""
    number = re.fullmatch(r"(\D*)(\d+)(?:\.(\d+))?", word)
    if number is None or not power:
        return word
    sign, whole, part = number[1], number[2], number[3] or ""
    digits = whole + part[:power].ljust(power, "0")
    return f"{sign}{digits}{'.' + part[power:] if part[power:] else ''}"


def is_one_word(figure: str) -> bool:
    """Whether *figure* is a number of one word, such as ``nine``; ``one`` may not be meant as a number."""
    return figure.casefold() in _WORDS


def _in_digits(text: str) -> str:
    """Write the numbers of *text* that stand in words in digits: ``35``, ``3000000``, ``2/3``."""
    return _IN_WORDS.sub(lambda found: _digits(found[0].casefold()), text)


_IN_WORDS = pattern(_SPELLED, re.IGNORECASE)


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
