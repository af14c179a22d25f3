"""What a web page without a bill on it is: its title, and whether it is one that checks who is reading."""

from __future__ import annotations

import html
import re

from billtrack.sources.recognition import Unread

_HEAD = 100_000
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<(?:!doctype\s+)?html\b", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title[^<>]*>([^<]*)</title>", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^<>]*>(.{1,300}?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_CHALLENGE = re.compile(
    r"just a moment|attention required|access denied|access to this page has been denied|have been blocked"
    r"|checking your browser|verify(?:ing)? (?:that )?you are|human verification|are you (?:a )?(?:human|robot)"
    r"|you are a (?:human|robot)|captcha|security check|one moment, please|pardon our interruption"
    r"|request unsuccessful|ddos.guard|enable (?:js|javascript) and (?:cookies|disable)|_cf_chl_opt",
    re.IGNORECASE,
)
"""Words of the pages of Cloudflare, Akamai, Imperva, AWS, DataDome, HUMAN and DDoS-Guard."""


def page_without_bill(text: str) -> Unread | None:
    """Say what *text* is, if it is an HTML page; a challenge page is called one."""
    text = text[:_HEAD].removeprefix("\ufeff")
    if not _PAGE.match(text):
        return None
    found = _TITLE.search(text) or _HEADING.search(text)
    words = " ".join(html.unescape(_TAG.sub("", found[1])).split()) if found else ""
    page = f"a web page ({f'“{words}”' if words else 'without a title'}), not a bill text"
    if _CHALLENGE.search(text):
        return Unread(
            f"{page}: a challenge page, which checks that a person is reading",
            "open the page in a browser, and save it once the text shows",
        )
    return Unread(page, "save the page with the text on it, or the official XML")
