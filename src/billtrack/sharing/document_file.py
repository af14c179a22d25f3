"""A document written in the format of its file."""

from __future__ import annotations

from billtrack.output.formats import Format
from billtrack.sharing.documents import SharedDocument


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
