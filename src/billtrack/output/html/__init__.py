"""Answers as HTML: one file each, no script, nothing loaded, readable without color, on screen and on paper.

Every outside word is escaped where it is written; no element or address is made from one.  A page allows itself only
its own style sheet (Content-Security-Policy), so nothing in a text can make it do more.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib import resources

from billtrack.model.patterns import pattern
from billtrack.output.page import visible

HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
)
"""What the head of every page begins with."""


def html_page(title: str, body: Iterable[str], *, feed: str | None = None, kind: str = "", script: str = "") -> bytes:
    """Put *body*, lines of HTML, into a page; *feed* is the address of its Atom feed, *kind* the class of its body.

    The page runs *script*, one of our own, and no other.
    """
    style = style_sheet()
    may_run = f"script-src {_hashed(script)}; " if script else ""
    policy = f"default-src 'none'; style-src {_hashed(style)}; {may_run}base-uri 'none'; form-action 'none'"
    lines = (
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        *HEAD,
        *([f'<link rel="alternate" type="application/atom+xml" href="{escape(feed)}">'] if feed else []),
        f"<title>{text(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        f'<body class="{kind}">' if kind else "<body>",
        *body,
        *([f"<script>{script}</script>"] if script else []),
        "</body>",
        "</html>",
    )
    return ("\n".join(lines) + "\n").encode()


def _hashed(source: str) -> str:
    """Name *source* in a policy by its hash."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@cache
def style_sheet() -> str:
    """Read the style sheet of every page."""
    return resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8")


def filter_script() -> str:
    """Read the script that filters the table of a page."""
    return resources.files(__package__).joinpath("filter.js").read_text(encoding="utf-8")


def text(words: str) -> str:
    """Write outside words as text; invisible characters are named."""
    return escape(visible(words))


_LEADS_SOMEWHERE = pattern(
    r"https?://[^\s<>\"]+|[a-z0-9#][a-z0-9._#-]*"
    r"|(?:/[a-z0-9_-]+)*/(?:measures|members|diff|search|changes)(?:/[a-z0-9_@-][a-z0-9._@-]*)*(?:#[a-z0-9._~/-]*)?",
    re.IGNORECASE,
)


def link(words: str, address: str) -> str:
    """Write outside words as a link; as text unless *address* is of the web, beside the page, or one ``serve`` has."""
    is_safe = _LEADS_SOMEWHERE.fullmatch(address) is not None
    return f'<a href="{escape(address)}">{text(words)}</a>' if is_safe else text(words)
