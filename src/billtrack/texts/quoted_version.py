"""One version of a measure, prepared to be searched for quotations.

Its words have two forms that people see: as its clauses have them, and as printed.  The printed page adds "Resolved,",
the enacting formula, "Sec." and the quotation marks around words for another law.  A quotation may run from one clause
into the next, but not across words that are not loaded, nor into an excerpt, whose place is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TypeAlias

from billtrack.diff.engine import display_text
from billtrack.model.clauses import Clause, clauses
from billtrack.model.measure import Authority, Measure, TextVersion
from billtrack.model.measure_names import ClauseAddress, MeasureId, TextId
from billtrack.model.record_parts import text_part
from billtrack.model.search_terms import LINE_END
from billtrack.model.values import Value
from billtrack.texts.finding_quotations import ABSENT, ClauseWords, Match, QuotedText, QuoteVerdict, letters_apart
from billtrack.texts.printed import paragraphs_by_clause
from billtrack.texts.quotation import Quotation, QuotationSieve
from billtrack.texts.quotation_queries import rare_words
from billtrack.texts.selected_text import SelectedText

SMALL, _AROUND = 100, 25
"""In a part with more than ``SMALL`` clauses only some are compared: this many on each side of a place."""
UnbrokenPart: TypeAlias = tuple[Clause, ...]


class QuotedPlace(Value, frozen=True):
    """The place of a quotation in a measure: in the last version with the best match.

    ``first_version`` and ``last_version`` are the first and last with that match.  ``sha256`` and ``authority`` are
    those of the document of ``version_code``; ``None`` if the record has none.
    """

    measure: MeasureId
    version_code: str
    address: ClauseAddress
    sha256: str | None
    first_version: str
    last_version: str
    authority: Authority | None


class QuotedVersion:
    """The words of *text* as its clauses have them, and as printed if that can make a difference."""

    def __init__(self, measure: Measure, text: TextVersion) -> None:
        self.version_code = text.version_code
        self._measure, self._text = measure, text
        self._parts = unbroken_parts(text)
        self.letters = sum(len(clause.text or "") for part in self._parts for clause in part)
        self._ready: dict[tuple[tuple[str, ...], bool], QuotedText] = {}

    def find_whole(self, quotation: Quotation) -> Match:
        """Find the place that has every word of *quotation*."""
        if not _numbered_sieve(quotation).lets_through(*self._lines, self._measure.id.measure_type):
            return ABSENT
        parts = [near for part in self._parts for near in _around_likely(part, quotation)]
        found = _surest([self._quoted(part).find_whole(quotation) for part in parts])
        if found.verdict is QuoteVerdict.EXACT:
            return found
        pages = [self._quoted(part, is_printed=True) for part in parts if part[0].level != "excerpt"]
        return _surest([found, *(each.find_whole(quotation) for each in pages)])

    def find_near(self, quotation: Quotation) -> Match:
        """Find the words that have most in common with *quotation*."""
        return _surest([self._quoted(_around_most(part, quotation)).find_near(quotation) for part in self._parts])

    def place(self, address: str, first_version: str, last_version: str) -> QuotedPlace:
        """Name a place in this version."""
        text_id = TextId(self._measure.id, self.version_code)
        sources = {source.part: source.sha256 for source in self._measure.sources}
        return QuotedPlace(
            self._measure.id,
            self.version_code,
            ClauseAddress(text_id, tuple(address.split("/"))),
            sources.get(text_part(self.version_code)),
            first_version,
            last_version,
            self._text.authority,
        )

    def _quoted(self, part: UnbrokenPart, *, is_printed: bool = False) -> QuotedText:
        """The words of *part*; those of a whole part are cached."""
        key = (part[0].path, is_printed)
        if key in self._ready and len(part) <= SMALL:
            return self._ready[key]
        words = printed_words(self._measure, self._text, part) if is_printed else loaded_words(part)
        ready = QuotedText(tuple(words))
        if part in self._parts:
            self._ready[key] = ready
        return ready

    @cached_property
    def _lines(self) -> tuple[str, str]:
        """The preamble and the provisions, headings on lines of their own."""
        parts: tuple[list[str], list[str]] = ([], [])
        for clause in (clause for part in self._parts for clause in part):
            line = f"{clause.enum or ''} {clause.header or ''}{LINE_END}{clause.text or ''}"
            parts[clause.path[0] != "whereas"].append(line)
        return LINE_END.join(parts[0]), LINE_END.join(parts[1])


@lru_cache(maxsize=8)
def _numbered_sieve(quotation: Quotation) -> QuotationSieve:
    return QuotationSieve(quotation, numbered=True)


def _around_likely(part: UnbrokenPart, quotation: Quotation) -> Iterator[UnbrokenPart]:
    """The clauses of a long part that may have *quotation*: around its letters, else around its rarest word there."""
    if len(part) <= SMALL:
        yield part
        return
    places = QuotationSieve(quotation).places([f"{each.header or ''} {each.text or ''}" for each in part])
    places = places or _of_rarest(part, quotation)
    if not places:
        yield part
        return
    start = end = 0
    for first, last in places:
        if first - _AROUND > end:
            if end:
                yield part[start:end]
            start = max(0, first - _AROUND)
        end = last + _AROUND + 1
    yield part[start:end]


def _of_rarest(part: UnbrokenPart, quotation: Quotation) -> list[tuple[int, int]]:
    texts = [display_text(clause).lower() for clause in part]
    found = [[at for at, text in enumerate(texts) if word in text] for word in rare_words(quotation)]
    return [(at, at) for at in min(filter(None, found), key=len, default=[])]


def _around_most(part: UnbrokenPart, quotation: Quotation) -> UnbrokenPart:
    """The clauses of a long part around those with most of the rare words of *quotation*."""
    if len(part) <= SMALL:
        return part
    words = rare_words(quotation)
    counts = [sum(word in text for word in words) for text in (display_text(clause).lower() for clause in part)]
    sums = [sum(counts[at : at + 3]) + max(counts[at : at + 3]) for at in range(len(counts))]
    at = sums.index(max(sums))
    return part[max(0, at - _AROUND) : at + _AROUND + 1]


def _surest(found: list[Match]) -> Match:
    """The best match; among equals the first, among near ones the nearest."""
    return min(found, key=lambda each: (each.verdict.rank, letters_apart(each.differs)), default=ABSENT)


def unbroken_parts(text: TextVersion) -> tuple[tuple[Clause, ...], ...]:
    """Split the clauses of *text* wherever the words between two are not known; each part is in reading order."""
    breaks_off = text.preamble_complete is False
    return tuple(tuple(each) for _, each in groupby(clauses(text), lambda one: _part(one, breaks_off=breaks_off)))


def _part(clause: Clause, *, breaks_off: bool) -> tuple[str, ...]:
    if clause.level == "excerpt":
        return clause.path
    return ("whereas",) if breaks_off and clause.path[0] == "whereas" else ()


def loaded_words(unbroken: Iterable[Clause]) -> Iterator[ClauseWords]:
    """Give the words of clauses as a file has them."""
    for clause in unbroken:
        heading = f"{clause.enum or ''} {clause.header}" if clause.header else ""
        yield _stretch(clause, display_text(clause), heading)


def printed_words(measure: Measure, text: TextVersion, unbroken: tuple[Clause, ...]) -> Iterator[ClauseWords]:
    """Give the words of clauses as the page has them."""
    selected = SelectedText(measure, text, (), unbroken)
    for clause, paragraph in paragraphs_by_clause(selected, unbroken):
        words = " ".join(part for part in (paragraph.lead, paragraph.text) if part)
        yield _stretch(clause, words, paragraph.lead if clause.header else "")


def _stretch(clause: Clause, words: str, heading: str) -> ClauseWords:
    return ClauseWords(clause.address, " ".join(words.split()), len(" ".join(heading.split())))
