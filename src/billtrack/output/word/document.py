"""An answer's page as one Word file."""

from __future__ import annotations

from billtrack.output.page import Page
from billtrack.output.word.blocks import write_block
from billtrack.output.word.package import document_bytes, new_document


def page_word(page: Page) -> bytes:
    """Write *page* (already ``cleaned``) as a Word document, titled by its first heading."""
    document = new_document(page.title)
    for block in page.blocks:
        write_block(document, block, level=1)
    return document_bytes(document)
