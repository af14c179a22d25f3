"""A bill text on a web page, to lines: what the page says around it is left out.

The text tab of congress.gov has GPO's plain text in a ``pre``; its formatted view has a paragraph an element.
"""

from __future__ import annotations

import html
import re
from hashlib import sha256

from lxml import etree
from lxml import html as lxml_html

from billtrack.errors import InputError
from billtrack.sources.billtext.inline import mathematics
from billtrack.sources.plaintext.tables import BAR
from billtrack.sources.provision_builder import LOWERED, RAISED, set_apart

_PRE = re.compile(r"<pre\b[^<>]*>(.*?)(?:</pre\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_OPENS = re.compile(
    r"\s*(?:[“‘\"]*\([A-Za-z0-9]{1,5}\)\s|(?:SEC(?:TION|\.)|Sec\.|§)\s*\d"
    r"|Whereas\b|Resolved\b|Be it (?:enacted|resolved))"
)
_PRINTED = re.compile(r"^\s*(?:SEC(?:TION|\.) \d|Whereas\b|Resolved,|Be it enacted)", re.MULTILINE)
_AROUND = (
    *("script", "style", "head", "nav", "header", "footer", "aside", "form", "button", "select", "noscript"),
    *("template", "iframe", "svg", "object", "textarea", "dialog"),
)
_BLOCKS = frozenset(
    {
        *("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "body", "table"),
        *("ul", "ol", "dl", "dt", "dd", "blockquote", "center", "pre"),
    }
)


def page_text(text: str, *, name: str) -> str:
    """The words of the bill on a page; of a page without one, its words.

    Raises:
        InputError: nothing in it can be read.
    """
    text = _RAISED.sub(_apart, text)
    for found in _PRE.finditer(text):
        words = html.unescape(_TAG.sub("", found[1]))
        if _PRINTED.search(words):
            return words
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"{name}: an HTML page without words") from error
    etree.strip_elements(root, *_AROUND, with_tail=False)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return "\n\n".join(_blocks(_holder(root)))


_RAISED = re.compile(r"<(su[bp])\b[^<>]*>((?:[^<]|<(?!/su[bp]\b)){1,200})</\1\s*>", re.IGNORECASE)


def _apart(found: re.Match[str]) -> str:
    """Write raised or lowered words after a mark."""
    return set_apart(RAISED if found[1].lower() == "sup" else LOWERED, _TAG.sub("", found[2]))


def _holder(root: etree._Element) -> etree._Element:
    """The innermost element around every paragraph that opens as one of a bill does."""
    opening = [element for element in root.iter(*_BLOCKS) if _OPENS.match(_own_start(element))]
    if not opening:
        return root
    chain = [opening[0], *opening[0].iterancestors()]
    if len(opening) == 1:
        return chain[min(1, len(chain) - 1)]
    common = set(chain)
    for element in opening[1:]:
        common &= {element, *element.iterancestors()}
    return next((each for each in chain if each in common), root)


def _own_start(element: etree._Element) -> str:
    """The first words of an element outside the blocks in it."""
    start = element.text or ""
    for child in element:
        if child.tag in _BLOCKS or start.strip():
            break
        start += "".join(map(str, child.itertext()))[:200] + (child.tail or "")
    return start


def _picture_name(source: str) -> str:
    """The name of a picture's file, or eight digits of its sum where the page holds it."""
    if source.startswith("data:"):
        return sha256(source.encode()).hexdigest()[:8]
    return source.partition("?")[0].rpartition("/")[2]


def _blocks(root: etree._Element) -> list[str]:
    """The paragraphs inside *root*, one per line."""
    found = [""]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag == "math" and event == "start":
            found[-1] += f" {mathematics(element)} "
            walk.skip_subtree()
            continue
        if element.tag == "img" and event == "start":
            found[-1] += f" [graphic {_picture_name(element.get('src', ''))}] "
        if element.tag in _BLOCKS or element.tag == "br":
            found.append("")
        elif event == "start" and element.tag in {"td", "th"}:
            found[-1] += BAR if element.getprevious() is not None else ""
        if event == "start":
            found[-1] += element.text or ""
        elif element is not root:
            found[-1] += element.tail or ""
    return [words for block in found if (words := " ".join(block.split()))]
