"""The result of checking quotations: whether each is exact, where it is, and what differs.

In JSON ``differs`` goes from the text to the quotation; ``unread`` counts the measures that the index named and that
were not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.diff.engine import Op, Span
from billtrack.model.measure import Authority
from billtrack.model.measure_names import TextId
from billtrack.model.web_addresses import congress_gov_text_url
from billtrack.output.answers import PartsAnswer, attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Heading, Line, Page, Row, Tone
from billtrack.output.revisions import Ink, Piece, Prose, Revision
from billtrack.texts.checking_quotations import CheckedQuotation, QuotationCheck
from billtrack.texts.finding_quotations import QuoteVerdict
from billtrack.texts.quoted_version import QuotedPlace


class QuoteAnswer(PartsAnswer[CheckedQuotation], frozen=True):
    """The quotations checked."""

    check: QuotationCheck
    columns = named_columns("text verdict measure version address sha256 first_version last_version")

    def parts(self) -> Sequence[CheckedQuotation]:
        """The quotations."""
        return self.check.quotations

    def data(self) -> JsonObject:
        """``{"scanned", "not_loaded", "quotes": [...]}``."""
        return {
            "scanned": {"measures": self.check.measures, "texts": self.check.texts},
            "not_loaded": [str(each) for each in self.check.not_loaded],
            "quotes": self.items(),
        }

    def item(self, part: CheckedQuotation) -> JsonObject:
        """A quotation, its verdict and its places."""
        return {
            "text": part.quotation.text,
            "verdict": part.verdict.value,
            "places": [_place_data(place) for place in part.places],
            "differs": [_span_data(span) for span in part.differs],
            "unread": part.unread,
        }

    def rows(self, part: CheckedQuotation) -> Iterator[Row]:
        """One row per place; one row for a quotation that was not found."""
        found: dict[str, Json] = dict.fromkeys(column.key for column in self.columns)
        found |= {"text": part.quotation.text, "verdict": part.verdict.value}
        for place in part.places:
            yield cells(self.columns, found | {**_place_data(place), "measure": str(place.measure)})
        if not part.places:
            yield cells(self.columns, found)

    def blocks(self, part: CheckedQuotation) -> Iterator[Block]:
        """A quotation under its verdict, with its places and what differs."""
        words, tone = _VERDICTS[part.verdict]
        quoted = " ".join(part.quotation.text.split())
        yield Heading(quoted if quoted.startswith(("“", '"')) else f"“{quoted}”", part.verdict.value)
        yield Line(words, tone)
        for place in part.places:
            yield from _place_lines(place)
        if part.differs:
            pieces = tuple(_pieces(part.differs))
            yield Revision(str(part.places[0].address), "from the text to the quotation", (Prose(pieces),))
        if part.unread:
            yield Line(f"Not read: {part.unread:,} more measures that have these words.", Tone.WARNING)

    def page(self) -> Page:
        """Each quotation, then what was searched."""
        return Page((*super().page().blocks, *_searched(self.check)))


def _place_data(place: QuotedPlace) -> dict[str, Json]:
    version = {"id": str(place.measure), "version": place.version_code}
    return {**version, **attributes(place, "address sha256 first_version last_version authority")}


def _span_data(span: Span) -> JsonObject:
    """A span with the keys of ``diff --json``."""
    data: dict[str, str] = {"op": span.op.value, "text": span.text}
    if span.op is Op.EQUAL and span.old is not None:
        data["old"] = span.old
    if span.change_class is not None:
        data["class"] = span.change_class.value
    return data


_VERDICTS = {
    QuoteVerdict.EXACT: ("Exact: the text has these words.", Tone.GOOD),
    QuoteVerdict.TYPOGRAPHIC: ("Typographic differences only: quotation marks, dashes, spacing.", Tone.GOOD),
    QuoteVerdict.NEAR: ("Not as quoted; the nearest text differs.", Tone.WARNING),
    QuoteVerdict.ABSENT: ("Not found.", Tone.BAD),
}


def _place_lines(place: QuotedPlace) -> Iterator[Line]:
    span = f"in {place.first_version}"
    if place.first_version != place.last_version:
        span = f"from {place.first_version} to {place.last_version}"
    yield Line(f"{place.measure.printed}: {place.address}; {span}")
    yield Line(congress_gov_text_url(TextId(place.measure, place.version_code)), Tone.QUIET)
    if place.sha256:
        yield Line(f"SHA-256 of the document: {place.sha256}", Tone.QUIET)
    if place.authority in _UNOFFICIAL:
        yield Line(f"This text is {_UNOFFICIAL[place.authority]}.", Tone.WARNING)


_UNOFFICIAL: dict[Authority | None, str] = {
    Authority.RECORD: "from the Congressional Record, not the official print",
    Authority.COPY: "an unofficial copy",
}
_INKS = {Op.EQUAL: Ink.SAME, Op.DELETE: Ink.DELETED, Op.INSERT: Ink.INSERTED}


def _pieces(spans: Sequence[Span]) -> Iterator[Piece]:
    for span in spans:
        if span.op is Op.EQUAL and span.old is not None:
            yield Piece(span.old, Ink.DELETED)
            yield Piece(span.text, Ink.INSERTED)
        else:
            yield Piece(span.text, _INKS[span.op])


def _searched(check: QuotationCheck) -> Iterator[Line]:
    yield Line(f"Searched {counted(check.measures, 'measure')}, {counted(check.texts, 'text')}.", Tone.QUIET)
    if check.not_loaded and any(each.verdict in {QuoteVerdict.NEAR, QuoteVerdict.ABSENT} for each in check.quotations):
        yield Line(f"Not loaded in full: {', '.join(map(str, check.not_loaded))}.", Tone.WARNING)
