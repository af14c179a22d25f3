"""A comparison as a Word document: the findings, then the text with tracked changes."""

from __future__ import annotations

from docx.document import Document

from billtrack.diff.answers.answer import DiffAnswer
from billtrack.diff.answers.head import head_blocks
from billtrack.diff.answers.word_tracked import TrackedText
from billtrack.diff.engine.result import ChangeClass
from billtrack.model.values import replace
from billtrack.output.page import Heading, Line, Tone, cleaned
from billtrack.output.word.blocks import write_block
from billtrack.output.word.package import document_bytes, new_document

_HOW_TO_READ = (
    "All changes are tracked, including numbering and typography. Reject all to get the old text; accept all to get "
    "the new one."
)
_GRAY = "Gray words are not loaded in the other text: they are not compared, and are no change."
_END = "End of the text compared."


def word_document(answer: DiffAnswer) -> bytes:
    """Write *answer* as a Word document with all classes of change, so that it has both texts."""
    document = new_document(f"{answer.old.name} to {answer.new.name}")
    write_comparison(document, answer, TrackedText(document), level=0)
    return document_bytes(document)


def write_comparison(document: Document, answer: DiffAnswer, text: TrackedText, *, level: int) -> None:
    """Append *answer* to *document* under a heading of *level*; 0 is the title."""
    whole = replace(answer, choice=replace(answer.choice, classes=frozenset(ChangeClass)))
    view = whole.view()
    for block in head_blocks(answer.old, answer.new, view, with_table=True, hint=""):
        write_block(document, cleaned(block), level=level)
    write_block(document, Heading("The text with its changes"), level=level + 1)
    write_block(document, Line(_HOW_TO_READ, Tone.QUIET), level=level + 1)
    if answer.comparison.identical is None:
        write_block(document, Line(_GRAY, Tone.QUIET), level=level + 1)
    text.write(view, day=answer.new.text.date if answer.new.text else None)
    write_block(document, Line(_END, Tone.QUIET), level=level + 1)
