"""``billtrack brief``: one document about measures and their differences."""

from typing import TYPE_CHECKING

from billtrack.cli import clock
from billtrack.cli.loading import answer_each, listed
from billtrack.cli.options import CommonOptions, MeasureArguments, reading_command
from billtrack.cli.text_sources import text_sources
from billtrack.diff.related import comparisons
from billtrack.errors import InputError
from billtrack.model.identifiers import MeasureId, TextId
from billtrack.model.measure import Measure
from billtrack.model.text_choice import chosen_text
from billtrack.output.console import emit_document
from billtrack.output.formats import Format
from billtrack.sharing.brief import brief as brief_of
from billtrack.sharing.comparing import compared
from billtrack.sharing.documents import SharedDocument
from billtrack.store.library import Holdings

if TYPE_CHECKING:
    from collections.abc import Sequence


@reading_command(formats=(Format.MARKDOWN, Format.HTML, Format.DOCX))
def brief(
    measures: MeasureArguments,
    options: CommonOptions,
) -> int:
    """Write one document to share: status, history, differences, cosponsors with charts, citations, sources.

    Two measures or versions are compared with each other; one measure, its earliest text with its latest; three or
    more, those an official source relates. The same records give the same document, byte for byte.
    """
    output = options.output()
    holdings = options.holdings()
    loaded = answer_each(listed(measures), lambda name: _asked(name, holdings))
    if not loaded.found:
        return loaded.code
    told = tuple(dict.fromkeys(measure for _, measure in loaded.found))
    names = tuple(dict.fromkeys(name for name, _ in loaded.found))
    texts = text_sources(options)
    found = [compared(pair, texts) for pair in _pairs(names, told)]
    document = brief_of(told, found, today=clock.today(), find=holdings.vote)
    emit_document(_written(document, output.format), output)
    return loaded.code


def _asked(name: str, holdings: "Holdings") -> "tuple[MeasureId | TextId, Measure]":
    """Find the measure or text that *name* means, and its record.

    Raises:
        InputError: no such measure, its text is not loaded, or the name is that of a clause.
    """
    reference = holdings.reference(name)
    if reference.path:
        raise InputError(f"{name}: a brief covers whole measures; leave out the clause")
    measure = holdings.load(reference)
    if reference.version_code is None:
        return measure.id, measure
    return TextId(measure.id, chosen_text(measure, reference.version_code).version_code), measure


def _pairs(
    names: "Sequence[MeasureId | TextId]", measures: "Sequence[Measure]"
) -> "Sequence[Sequence[MeasureId | TextId]]":
    """What to compare: the two named, even if texts of one measure; else what belongs together."""
    return [names] if len(names) == 2 else comparisons(measures)


def _written(document: "SharedDocument", chosen: Format | None) -> bytes:
    if chosen is Format.HTML:
        from billtrack.sharing.html_document import html_file

        return html_file(document)
    if chosen is Format.DOCX:
        from billtrack.sharing.word_document import word_file

        return word_file(document)
    from billtrack.sharing.markdown_document import document_markdown

    return document_markdown(document)
