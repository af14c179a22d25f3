"""A document to share, before any format: titled parts of blocks, comparisons and inner parts.

``html_document``, ``markdown_document`` and ``word_document`` write it; each loads its own library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.operands import TextSources, sides
from billtrack.diff.verdict import compare_sides
from billtrack.errors import InputError
from billtrack.model.measure import Coverage, Measure, Source, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.record_parts import text_part
from billtrack.model.values import Value
from billtrack.output.formats import Format
from billtrack.output.page import Block, Heading, Line, Tone
from billtrack.output.pictures import Tiles
from billtrack.status.answers.status_card import unofficial_origin


class DocumentPart(Value, frozen=True):
    """A titled part of a document; ``name`` is unique in it: letters, digits, dots and hyphens."""

    name: str
    heading: Heading
    content: tuple[Content, ...]


class Pictures(Value, frozen=True):
    """Small maps side by side."""

    maps: tuple[Tiles, ...]


Content: TypeAlias = "Block | DiffAnswer | DocumentPart | Pictures"


class SharedDocument(Value, frozen=True):
    """A document: title, opening lines, parts.

    ``links`` lead to related documents; ``feed`` is the file name of its Atom feed; ``ending`` closes it.
    ``is_one_page``: it is to be printed on one page.  ``has_filter``: where scripts run, readers can filter its table.
    """

    title: str
    opening: tuple[Line, ...]
    parts: tuple[DocumentPart, ...]
    ending: tuple[Line, ...] = ()
    links: tuple[Line, ...] = ()
    feed: str | None = None
    is_one_page: bool = False
    has_filter: bool = False


def as_of(measures: Sequence[Measure]) -> str:
    """The days of the official files of *measures*, in a sentence."""
    days = [measure.update_date.date() for measure in measures if measure.update_date]
    if not days:
        return "The official files have no date."
    first, last = min(days), max(days)
    return f"As of the official files of {first}{f' to {last}' if last != first else ''}."


def source_label(
    measure: Measure, source: Source, origin_of: Callable[[TextVersion], str | None] = unofficial_origin
) -> str:
    """A source's part, and what it is if not the official print: ``text:ih, from an unofficial copy``."""
    texts = (each for each in measure.text_versions or () if text_part(each.version_code) == source.part)
    origin = next(map(origin_of, texts), None)
    return f"{source.part}{f', {origin}' if origin else ''}"


class SharedComparison(Value, frozen=True):
    """Two texts compared, or the reason they could not be.

    ``names`` are the names asked for: two measures, or one for its own texts.
    """

    names: tuple[str, ...]
    answer: DiffAnswer | InputError


def compared(of: Sequence[MeasureId | TextId], texts: TextSources) -> SharedComparison:
    """Compare two measures or texts, or the earliest and latest text of one measure."""
    names = tuple(map(str, of))
    try:
        old, new = sides(names, texts)
        return SharedComparison(names, DiffAnswer(old, new, compare_sides(old, new)))
    except InputError as error:
        return SharedComparison(names, error)


def comparison_part(compared: SharedComparison, *, name: str) -> DocumentPart:
    """The differences between two texts, or why they were not compared."""
    answer = compared.answer
    if isinstance(answer, InputError):
        heading = Heading(f"Differences: {' and '.join(compared.names)}")
        return DocumentPart(name, heading, not_compared(answer))
    titles = [side.described.partition(",")[0] or side.name for side in (answer.old, answer.new)]
    of = titles[0] if titles[0] == titles[1] else " and ".join(titles)
    content: tuple[Content, ...] = (answer,)
    return DocumentPart(name, Heading(f"Differences: {of}"), content)


def not_compared(error: InputError) -> tuple[Line, ...]:
    """Why two texts were not compared."""
    hint = (Line(error.hint, Tone.QUIET),) if error.hint else ()
    why = str(error)
    return (
        Line(f"Not compared. {why.replace('not ', 'Not ', 1) if why.startswith('not ') else why}", Tone.WARNING),
        *hint,
    )


def document_file(document: SharedDocument, kind: Format | None) -> bytes:
    """Write *document* as HTML, Word or PDF, else as Markdown.

    Raises:
        InputError: nothing prints a PDF here.
    """
    match kind:
        case Format.HTML:
            from billtrack.sharing.html_document import html_file  # noqa: PLC0415 - each format loads its own writer

            return html_file(document)
        case Format.DOCX:
            from billtrack.sharing.word_document import word_file  # noqa: PLC0415 - the same

            return word_file(document)
        case Format.PDF:
            from billtrack.output.printing import pdf_file  # noqa: PLC0415 - the same

            return pdf_file(lambda each: document_file(document, each))
    from billtrack.sharing.markdown_document import document_markdown  # noqa: PLC0415 - the same

    return document_markdown(document)


def related_pairs(measures: Sequence[Measure]) -> tuple[tuple[MeasureId, MeasureId], ...]:
    """Pair the related ones among *measures*, in their order, each pair once."""
    place = {measure.id: at for at, measure in enumerate(measures)}
    found = {
        (min(at, other), max(at, other))
        for at, measure in enumerate(measures)
        for related in measure.related_measures or ()
        if related.id is not None and (other := place.get(related.id, at)) != at
    }
    return tuple((measures[a].id, measures[b].id) for a, b in sorted(found))


def comparisons(measures: Sequence[Measure]) -> tuple[tuple[MeasureId, ...], ...]:
    """Choose what to compare: the texts of a single measure, or the related pairs among several."""
    return own_texts(measures[0]) if len(measures) == 1 else related_pairs(measures)


def own_texts(measure: Measure) -> tuple[tuple[MeasureId], ...]:
    """Compare the earliest and latest text of a measure if at least two are loaded."""
    loaded = [text for text in measure.text_versions or () if text.coverage is not Coverage.NONE]
    return ((measure.id,),) if len(loaded) > 1 else ()
