"""A quotation as people print it: words, with ellipses for words left out and brackets for words changed."""

from __future__ import annotations

import re
from enum import Enum

from billtrack.model.values import Value

_ELLIPSIS = re.compile(
    r"\s*(?:\[\s*(?:\.\s?\.\s?\.|…)\s*\]|…|(?<!\.)\.\s?\.\s?\.(?:\s?\.)?(?!\.)|\*\s?\*\s?\*(?:\s?\*)?)\s*"
)
_SIC = re.compile(r"\s*\[(?:sic|emphasis (?:added|in (?:the )?original)|citations? omitted)\.?\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[([^\[\]]{0,200})\]")
_LETTER = re.compile(r"\[([A-Za-z])\](?=[a-z])")
_CLOSING = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "”", "``": "''"}


ALTERED = "\x01"
"""Marks a letter whose case the writer changed, as brackets say."""


class Gap(Enum):
    """What may be between two pieces: words left out, or a few that brackets replace."""

    LEFT_OUT = "ellipsis"
    REPLACED = "brackets"


class Quotation(Value, frozen=True):
    """The words of a quotation: ``pieces`` in order, with one of ``gaps`` between each two.

    A letter altered in brackets (``[T]he``) follows ``ALTERED``: its case does not count.
    """

    text: str
    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...]


def parse_quotation(text: str) -> Quotation:
    """Read a quotation; the marks around all of it, ``[sic]`` and an ellipsis at either end are dropped.

    Returns:
        A quotation without pieces if *text* has no words.
    """
    words = _unquoted(" ".join(_SIC.sub("", text).split()))
    words = _LETTER.sub(ALTERED + r"\1", words.replace(ALTERED, ""))
    pieces: list[str] = []
    gaps: list[Gap] = []
    for stretch in _ELLIPSIS.split(words):
        inner = [each.strip() for each in _BRACKET.sub("\0", stretch).split("\0")]
        for number, piece in enumerate(inner):
            if re.search(r"\w", piece) is None:
                continue
            if pieces:
                gaps.append(Gap.REPLACED if number else Gap.LEFT_OUT)
            pieces.append(piece)
    return Quotation(text, tuple(pieces), tuple(gaps))


def _unquoted(words: str) -> str:
    """Remove the marks around all of it, once: those of the article, not of the law."""
    for opening, closing in _CLOSING.items():
        inside = words[len(opening) : -len(closing)]
        if words.startswith(opening) and words.endswith(closing) and opening not in inside and closing not in inside:
            return inside.strip()
    return words
