"""Folding and cutting words: what counts as the same word, whatever the printer made of it.

Folded are quotation marks, dashes, spaces, soft hyphens, and the case of headings; never the words.  Folding is
for comparing only: what is shown is always the surface.
"""

from __future__ import annotations

import re
from functools import lru_cache

from billtrack.clauses import normalised_enum

WORD = re.compile(
    r"""
    [A-Za-z]{2,}(?=[\ ,;.:)])                                  # most words, at once
  | [,;](?=\ )
  | \([A-Za-z0-9]{1,5}\)                                      # an enumerator: (a), (iii), (10)
  | (?:[^\W\d_]\.(?=[^\W\d_]\.)){1,6}[^\W\d_]\.               # U.S.C.
  | [$€£]?\d+(?:[.,]\d+)*%?(?:[^\W_]|[\u00ad\u2010-\u2013-](?=[^\W_]))*   # 1,500,000  3.5%  117-58  1396a-1
  | [^\W_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b\u2060\ufeff]|['\u2019\u02bc\u2010\u2011-](?=[^\W_]))*  # first-hand
  | [\'\u2018\u2019]{2} | `` | --+
  | \S                                                        # any other mark
    """,
    re.VERBOSE,
)
"""One word or mark; every character that is not space belongs to exactly one."""

_MARKS = (
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
    ("‟", '"'),
    ("«", '"'),
    ("»", '"'),
    ("‘", "'"),
    ("’", "'"),
    ("‚", "'"),
    ("‛", "'"),
    ("ʼ", "'"),
    ("′", "'"),
    ("—", "-"),
    ("–", "-"),
    ("‑", "-"),
    ("‐", "-"),
    ("‒", "-"),
    ("―", "-"),
    ("−", "-"),
    ("\u00ad", ""),
    ("\u200b", ""),
    ("\u2060", ""),
    ("\ufeff", ""),
)
_TYPED_QUOTES = (("``", '"'), ("''", '"'), ("`", "'"), ("--", "-"), ("--", "-"))


def fold(text: str) -> str:
    """Fold marks to their plain typewriter form and take out soft hyphens; spaces and case are kept."""
    if not text.isascii():
        for mark, plain in _MARKS:
            if mark in text:
                text = text.replace(mark, plain)
    for mark, plain in _TYPED_QUOTES:
        if mark in text:
            text = text.replace(mark, plain)
    return text


def key_of(text: str) -> str:
    """Fold *text* to what exact matching compares: no spaces, no case, plain marks."""
    return "".join(fold(text).split()).lower()


@lru_cache(maxsize=4096)
def number_key(enum: str | None) -> str:
    """Fold a number: ``SEC. 101.`` and ``Sec. 101.`` are both ``101``; empty when there is none.

    Case counts: ``(a)`` is a subsection, ``(A)`` a subparagraph.
    """
    if not enum:
        return ""
    return normalised_enum(enum) or "".join(fold(enum).split())
