"""A document as one Word file, its comparisons with their changes tracked."""

from __future__ import annotations

from docx.document import Document as WordDocument

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.word_tracked import TrackedText, write_comparison
from billtrack.output.page import Heading, cleaned
from billtrack.output.word import document_bytes, fit_on_one_page, new_document
from billtrack.output.word.blocks import write_block
from billtrack.output.word.pictures import write_small_maps
from billtrack.sharing.documents import DocumentPart, Pictures, SharedDocument


def word_file(document: SharedDocument) -> bytes:
    """Write *document* as Word: its title, then its parts."""
    made = new_document(document.title)
    if document.is_one_page:
        fit_on_one_page(made)
    text = TrackedText(made)
    write_block(made, cleaned(Heading(document.title)), level=0)
    for line in document.opening:
        write_block(made, cleaned(line), level=1)
    for part in document.parts:
        _write_part(made, part, text, level=1)
    for line in document.ending:
        write_block(made, cleaned(line), level=1)
    return document_bytes(made)


def _write_part(made: WordDocument, part: DocumentPart, text: TrackedText, *, level: int) -> None:
    write_block(made, cleaned(part.heading), level=level)
    for content in part.content:
        match content:
            case DocumentPart():
                _write_part(made, content, text, level=level + 1)
            case Pictures():
                write_small_maps(made, content.maps)
            case DiffAnswer():
                write_comparison(made, content, text, level=level + 1)
            case _:
                write_block(made, cleaned(content), level=level + 1)
