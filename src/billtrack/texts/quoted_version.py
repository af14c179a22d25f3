"""One version of a measure, ready to be searched for quotations."""

from __future__ import annotations

from functools import cached_property

from billtrack.model.identifiers import ClauseAddress, MeasureId, TextId
from billtrack.model.measure import Authority, Measure, TextVersion
from billtrack.model.record_parts import text_part
from billtrack.model.values import Value
from billtrack.texts.finding_quotations import ABSENT, Finding, QuotedText, Verdict, letters_apart, loose_key
from billtrack.texts.quotable import loaded_words, printed_words, unbroken_parts
from billtrack.texts.quotation import Quotation

_SHARE, _RUN = 0.4, 3
"""A page has a quotation if its clauses have this share, at least, of the runs of this many words."""


class QuotedPlace(Value, frozen=True):
    """Where a quotation stands in a measure: in its last version that has it best, and from which to which version.

    ``sha256`` is of the document of ``version_code``; ``None`` where the record does not have it.  So is
    ``authority``.
    """

    measure: MeasureId
    version_code: str
    address: ClauseAddress
    sha256: str | None
    first_version: str
    last_version: str
    authority: Authority | None


class QuotedVersion:
    """The words of *text*, first as its clauses have them; as printed where that can make a difference."""

    def __init__(self, measure: Measure, text: TextVersion) -> None:
        self.version_code = text.version_code
        self._measure, self._text = measure, text
        self._parts = unbroken_parts(text)

    def find_whole(self, quotation: Quotation) -> Finding:
        """Find *quotation* where every word of it stands."""
        found = _surest([each.find_whole(quotation) for each in self._loaded])
        if found.verdict is Verdict.EXACT or not self._may_be_printed(quotation):
            return found
        return _surest([found, *(each.find_whole(quotation) for each in self._printed)])

    def find_near(self, quotation: Quotation) -> Finding:
        """Find the words with most in common with *quotation*."""
        return _surest([each.find_near(quotation) for each in self._loaded])

    def place(self, address: str, first_version: str, last_version: str) -> QuotedPlace:
        """Name a place of this version."""
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

    @cached_property
    def _loaded(self) -> tuple[QuotedText, ...]:
        return tuple(QuotedText(tuple(loaded_words(part))) for part in self._parts)

    @cached_property
    def _printed(self) -> tuple[QuotedText, ...]:
        parts = (part for part in self._parts if part[0].level != "excerpt")
        return tuple(QuotedText(tuple(printed_words(self._measure, self._text, part))) for part in parts)

    def _may_be_printed(self, quotation: Quotation) -> bool:
        words = " ".join(quotation.pieces).split()
        runs = [loose_key(" ".join(words[at : at + _RUN])) for at in range(max(1, len(words) - _RUN + 1))]
        return sum(any(part.has(run) for part in self._loaded) for run in runs) >= _SHARE * len(runs)


def _surest(found: list[Finding]) -> Finding:
    """The surest finding, the first of equals; of near ones the nearest."""
    return min(found, key=lambda each: (each.verdict.rank, letters_apart(each.differs)), default=ABSENT)
