"""A bill text on a web page, to lines: what the page says around it is left out.

The text tab of congress.gov has GPO's plain text in a ``pre``; its formatted view has a paragraph an element.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from hashlib import sha256

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from billtrack.errors import InputError
from billtrack.sources.billtext.inline import mathematics
from billtrack.sources.extracted import END, LOWERED, RAISED, START, Extracted, set_apart, told
from billtrack.sources.plaintext.tables import BAR
from billtrack.sources.provision_builder import NOTES, SENT, left_out
from billtrack.sources.spans import Around, places_around

_PRE = re.compile(r"<pre\b[^<>]*>(.*?)(?:</pre\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_OPENS = re.compile(
    r"\s*(?:[“‘\"]*\([A-Za-z0-9]{1,5}\)\s|(?:SEC(?:TION|\.)|Sec\.|§)\s*\d"
    r"|Whereas\b|Resolved\b|Be it (?:enacted|resolved))"
)
_PRINTED = re.compile(r"^\s*(?:SEC(?:TION|\.) \d|Whereas\b|Resolved,|Be it enacted)", re.MULTILINE)
_SILENT = ("script", "style", "head", "noscript", "template")
_AROUND = frozenset(
    {"nav", "header", "footer", "aside", "form", "button", "select", "textarea", "dialog"},
)
_DRAWN = frozenset({"svg", "canvas", "object", "embed", "iframe", "video"})
_BLOCKS = frozenset(
    {
        *("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "body", "table"),
        *("ul", "ol", "dl", "dt", "dd", "blockquote", "center", "pre"),
    }
)


def page_text(text: str, *, name: str) -> Extracted[str]:
    """The words of the bill on a page, and those around it; of a page without one, its words.

    Raises:
        InputError: nothing in it can be read.
    """
    text = _STRUCK.sub(lambda tag: html.escape(END if tag[1] else START), _RAISED.sub(_apart, text))
    printed: list[str] = []

    def print_apart(found: re.Match[str]) -> str:
        words = html.unescape(_TAG.sub("", found[1]))
        if not _PRINTED.search(words):
            return found[0]
        printed.append(words)
        return ""

    rest = _PRE.sub(print_apart, text)
    if printed:
        return Extracted("\n\n".join(printed), around=left_out((SENT, _blocks(_parsed(rest, name)))))
    root = _parsed(text, name)
    taken = _taken(root, lambda element: element.tag in _AROUND)
    holder = _holder(root)
    inside = {holder, *holder.iterdescendants()}
    notes = [words for parent, lines in taken if parent in inside for words in lines]
    around = [words for parent, lines in taken if parent not in inside for words in lines]
    unseen = told(_unread(holder), name)
    bill = "\n\n".join(_blocks(holder))
    holder.clear()
    return Extracted(bill, left_out((NOTES, notes)), left_out((SENT, [*around, *_blocks(root)])), unseen)


def _parsed(text: str, name: str) -> HtmlElement:
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"{name}: an HTML page without words") from error
    etree.strip_elements(root, *_SILENT, with_tail=False)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def _taken(root: HtmlElement, is_taken: Callable[[HtmlElement], bool]) -> list[tuple[HtmlElement, list[str]]]:
    """Take the outermost of such elements out of *root*: each one's parent, and its words."""
    found = [element for element in root.iterdescendants() if is_taken(element)]
    held = set(found)
    outermost = [element for element in found if held.isdisjoint(element.iterancestors())]
    taken = [(parent, _blocks(element)) for element in outermost if (parent := element.getparent()) is not None]
    for element in outermost:
        element.drop_tree()
    return taken


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDES.search(element.get("style", "")) is not None


def _unread(holder: HtmlElement) -> dict[str, int]:
    """Take out what the page does not show; count it, and what it shows by other means than words."""
    hidden = sum(len(words.split()) for _, lines in _taken(holder, _is_hidden) for words in lines)
    merged = sum(not {cell.get("colspan", "1"), cell.get("rowspan", "1")} <= {"1"} for cell in holder.iter("td", "th"))
    return {"hidden word": hidden, "numbered list": sum(1 for _ in holder.iter("ol")), "merged cell": merged}


_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRIKES = re.compile(r"line-through", re.IGNORECASE)
_STRUCK = re.compile(r"<(/?)(?:s|strike|del)(?:\s[^<>]*)?>", re.IGNORECASE)
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


_CELLS = frozenset({"td", "th"})


def _blocks(root: etree._Element) -> list[str]:
    """The paragraphs inside *root*, one per line."""
    found = [""]
    around: dict[etree._Element, Around] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag == "math" and event == "start":
            found[-1] += f" {mathematics(element)} "
            walk.skip_subtree()
            continue
        if element.tag == "img" and event == "start":
            found[-1] += f" [graphic {_picture_name(element.get('src', ''))}] "
        if element.tag in _DRAWN and event == "start":
            found[-1] += " [graphic] "
            walk.skip_subtree()
            continue
        if element.tag in _BLOCKS or element.tag == "br":
            found.append("")
        if element.tag == "table" and event == "start":
            around |= places_around(element)
        if element.tag in _CELLS:
            beside = around.get(element)
            if event == "start":
                found[-1] += BAR if element.getprevious() is not None else ""
                found[-1] += "".join(f"{place}{BAR}" for place in (beside.before if beside else ()))
            else:
                found[-1] += "".join(f"{BAR}{place}" for place in (beside.after if beside else ()))
        if element.tag == "q":
            found[-1] += "“" if event == "start" else "”"
        struck = _STRIKES.search(element.get("style", "")) is not None
        if event == "start":
            found[-1] += f"{START * struck}{element.text or ''}"
        else:
            found[-1] += f"{END * struck}{'' if element is root else element.tail or ''}"
    return [words for block in found if (words := " ".join(block.split()))]
