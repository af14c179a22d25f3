"""Amending instructions that change only the form of words: there, no difference of form is hidden.

"by striking “State” and inserting “state”" changes a capital in the law.  With the two words exchanged it does the
reverse, though every word is the same but for its capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from billtrack.diff.engine.fold import key_of
from billtrack.diff.engine.result import ChangeClass, Op, Span
from billtrack.model.patterns import pattern

_FORMS = frozenset({ChangeClass.CAPITALIZATION, ChangeClass.TYPOGRAPHIC})
_AMENDS = pattern(r"\b(?:strik|insert|substitut|replac)")
_QUOTED = pattern(r"“[^“”]*”|‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|\"[^\"]*\"")


def with_exact_words(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Make differences of form substantive where an instruction quotes one word in two forms."""
    if not any(span.change_class in _FORMS for span in spans):
        return spans
    old, new = "".join(span.old_text for span in spans), "".join(span.new_text for span in spans)
    if not (_quotes_two_forms(old) or _quotes_two_forms(new)):
        return spans
    return tuple(_told(spans, list(_quotations(old)), list(_quotations(new))))


def _quotes_two_forms(text: str) -> bool:
    """Whether *text* amends a law by words that differ only in capitals, hyphens, spaces or the shape of marks."""
    if not _AMENDS.search(text):
        return False
    quoted = {text[start + 1 : end - 1] for start, end in _quotations(text)}
    keys = [key_of(words) for words in quoted]
    return len(set(keys)) < len(keys)


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _QUOTED.finditer(text))


def _told(spans: Iterable[Span], olds: Sequence[tuple[int, int]], news: Sequence[tuple[int, int]]) -> Iterator[Span]:
    at_old = at_new = 0
    for span in spans:
        stop_old, stop_new = at_old + len(span.old_text), at_new + len(span.new_text)
        is_quoted = _overlaps(olds, at_old, stop_old) or _overlaps(news, at_new, stop_new)
        at_old, at_new = stop_old, stop_new
        if span.change_class not in _FORMS or not is_quoted:
            yield span
        elif span.op is Op.EQUAL:
            yield Span(Op.DELETE, span.old_text, change_class=ChangeClass.SUBSTANTIVE)
            yield Span(Op.INSERT, span.new_text, change_class=ChangeClass.SUBSTANTIVE)
        else:
            yield Span(span.op, span.text, change_class=ChangeClass.SUBSTANTIVE, fragment=span.fragment)


def _overlaps(quotations: Sequence[tuple[int, int]], start: int, stop: int) -> bool:
    return any(begin < stop and start < end for begin, end in quotations)
