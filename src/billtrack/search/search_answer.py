"""The answer to a search: the measures found, the best clause of each, and what was searched.

In JSON ``marks`` are the positions of the query's words in ``snippet``: pairs of first character and character after
the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from billtrack.model.values import Value
from billtrack.output.answers import attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Column, FoundPassage, Heading, Line, MarkedWords, Page, Row, Table, Tone
from billtrack.search.query.passages import Snippet
from billtrack.search.results import Facet, Hit, Scanned, SearchResult
from billtrack.status.stages import Stage
from billtrack.status.words import stage_words

_COLUMNS = named_columns("measure version_code address title stage introduced_date score snippet")
_FACETS = (Column("fact", "Fact"), Column("value", "Value"), Column("measures", "Measures", is_number=True))


class SearchAnswer(Value, frozen=True):
    """The answer to a search; with ``counts_only``, only the number of measures."""

    result: SearchResult
    counts_only: bool = False

    def data(self) -> JsonObject:
        """The answer for JSON; with ``facets`` if asked for, without ``hits`` if only counts were."""
        result = self.result
        scanned = attributes(result.scanned, "measures texts without_text records")
        data: dict[str, Json] = {
            "query": result.query.text,
            "read_as": result.query.read_as,
            "notes": list(result.query.notes),
            "scanned": {**scanned, "records_not_searched": result.scanned.records_left},
            **attributes(result, "total texts"),
        }
        if result.facets:
            data["facets"] = {each.name: [count._asdict() for count in each.counts] for each in result.facets}
        return {**data, "hits": [_hit_data(hit) for hit in result.hits]}

    def items(self) -> Sequence[JsonObject]:
        """One object per measure; with ``counts_only``, a single object."""
        return [self.data()] if self.counts_only else [_hit_data(hit) for hit in self.result.hits]

    def table(self) -> Table:
        """One row per measure; with ``counts_only``, the facets or one row."""
        result = self.result
        if not self.counts_only:
            return Table(_COLUMNS, tuple(map(_row, result.hits)))
        if result.facets:
            return Table(_FACETS, tuple(_facet_rows(result.facets)))
        return Table(named_columns("total texts"), ((str(result.total), str(result.texts)),))

    def page(self) -> Page:
        """The clauses found, best first, and what was searched."""
        return Page(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        result = self.result
        if self.counts_only:
            yield Line(str(result.total))
        else:
            yield from _head(result)
            yield from map(_finding, result.hits)
        if result.facets and result.total:
            yield Table(_FACETS, tuple(_facet_rows(result.facets)))
        if not self.counts_only:
            yield Line(_searched(result.scanned), Tone.QUIET)


def _head(result: SearchResult) -> Iterator[Line]:
    for note in result.query.notes:
        yield Line(f"Note: {note}", Tone.WARNING)
    if result.query.root is None:
        yield Line("Nothing to search for. Type words, a phrase in quotation marks, or a filter like sponsor:Foster.")
        return
    yield Line(_found(result), Tone.STRONG)
    if result.missing:
        yield Line(f"Not found anywhere: {', '.join(result.missing)}")
    if result.loosened:
        has = "has" if result.loosened == 1 else "have"
        yield Line(
            f"{counted(result.loosened, 'measure')} {has} these words apart; search without quotation marks or NEAR"
        )
    if result.meant_measure is not None:
        yield Line(f"{result.meant_measure} is a measure: `billtrack status {result.meant_measure}`")


def _found(result: SearchResult) -> str:
    read_as = result.query.read_as
    if not result.total:
        return f"No results for {read_as}"
    texts = f" ({counted(result.texts, 'text')})" if result.texts else ""
    shown = f"; showing the first {len(result.hits)}" if len(result.hits) < result.total else ""
    return f"{counted(result.total, 'measure')}{texts} for {read_as}{shown}"


def _searched(scanned: Scanned) -> str:
    line = f"Searched {counted(scanned.measures, 'measure')} and {counted(scanned.texts, 'text')}"
    if scanned.without_text:
        have = "has" if scanned.without_text == 1 else "have"
        line += f"; {scanned.without_text:,} {have} no text on file (titles only)"
    if scanned.records:
        line += f". Includes {counted(scanned.records, 'tracked measure')}"
    if scanned.records_left:
        line += f". Not searched: {counted(scanned.records_left, 'tracked measure')}"
    return f"{line}."


def _finding(hit: Hit) -> FoundPassage:
    heading = Heading(f"{hit.id.printed}: {hit.title}", hit.address or str(hit.id))
    return FoundPassage(heading, tuple(_words(hit.snippet)) if hit.snippet else (), _note(hit))


def _words(snippet: Snippet) -> Iterator[MarkedWords]:
    at = 0
    if snippet.is_cut_before:
        yield MarkedWords("… ")
    for start, end in snippet.marks:
        if at < start:
            yield MarkedWords(snippet.text[at:start])
        yield MarkedWords(snippet.text[start:end], is_marked=True)
        at = end
    if at < len(snippet.text):
        yield MarkedWords(snippet.text[at:])
    if snippet.is_cut_after:
        yield MarkedWords(" …")


def _note(hit: Hit) -> str:
    known = []
    if hit.introduced_date:
        known.append(f"introduced {hit.introduced_date}")
    if hit.stage:
        known.append(stage_words(Stage(hit.stage)))
    if hit.snippet and hit.address is None:
        known.append("in a title")
    others = [code for code in hit.versions if code != hit.version_code]
    if others and hit.snippet:
        known.append(f"also in {', '.join(others)}")
    if hit.score is None:
        known.append("tracked")
    return "; ".join(known)


def _facet_rows(facets: Sequence[Facet]) -> Iterator[tuple[str, str, str]]:
    for facet in facets:
        for value, measures in facet.counts:
            yield facet.name, "unknown" if value is None else value, str(measures)


def _hit_data(hit: Hit) -> dict[str, Json]:
    snippet = hit.snippet
    return {
        "id": str(hit.id),
        "version": hit.version_code,
        "address": hit.address,
        "title": hit.title,
        "score": None if hit.score is None else round(hit.score, 4),
        "snippet": snippet.text if snippet else None,
        "marks": [list(mark) for mark in snippet.marks] if snippet else [],
        "is_cut_before": snippet.is_cut_before if snippet else False,
        "is_cut_after": snippet.is_cut_after if snippet else False,
        **attributes(hit, "is_in_title versions stage introduced_date sponsor_party"),
        "is_record": hit.score is None,
    }


def _row(hit: Hit) -> Row:
    score = None if hit.score is None else f"{hit.score:.4f}"
    return cells(_COLUMNS, {**_hit_data(hit), "measure": str(hit.id), "version_code": hit.version_code, "score": score})
