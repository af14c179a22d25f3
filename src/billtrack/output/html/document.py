"""An answer's page as one HTML file."""

from __future__ import annotations

from billtrack.output.html.blocks import BlockWriter, write_all
from billtrack.output.html.shell import html_page
from billtrack.output.page import Page


def page_html(page: Page) -> bytes:
    """Write *page* as an HTML page, titled by its first heading."""
    return html_page(page.title, ["<main>", *write_all(page.blocks, BlockWriter(), level=1), "</main>"])
