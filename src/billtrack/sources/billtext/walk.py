"""The walk through the body of a bill text, in document order, into drafts of provisions.

Knows where the next words go and where a proviso begins; the caller says how an element is read.  In a placed walk
each piece of words keeps its offset: how many non-whitespace characters of the body stand before it in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from lxml import etree

from billtrack.sources.billtext.elements import NAMES, UNCOUNTED, change_of
from billtrack.sources.provision_builder import ADDED, STRUCK, Draft, Placed, Words, count
from billtrack.sources.spans import Around

How: TypeAlias = Callable[["Walk", etree._Element, Draft], None]  # noqa: SLF001 - the class has no other name
"""Reads an element into a draft."""

_NEAR = 20
"""How many pieces back a quotation is looked for that may hold a proviso."""
_BEGINS_PROVISO = re.compile(r"\s*Provided\b(?:\s+\w+)?,?\s+That\b")
_PROVISO = re.compile(r"(?<=:)\s+(?=Provided\b(?:\s+\w+)?,?\s+That\b)")
_MARKED = {"deleted": STRUCK, "added": ADDED}


class Walk:
    """Where the walk stands: the offset in the file, the quotation marks open, the places around cells of a table.

    *hows*: how the elements of each tag are read; ``None``: what is inside stands where the element does.
    *dropped*: the values of ``changed`` whose elements are left out.
    """

    def __init__(self, hows: Mapping[str, How | None], dropped: frozenset[str], *, placed: bool) -> None:
        self.hows = hows
        self.dropped = dropped
        self.offset = 0
        self.counting = placed
        self.quotes = 0
        self.in_quote = 0
        self.in_unknown = 0
        self.around: Mapping[etree._Element, Around] = {}
        self.top = Draft("body")
        self.left_out: dict[str, list[str]] = {}
        self.marked = " ".join(_MARKED[change] for change in dropped)

    def read(self, body: etree._Element) -> Draft:
        """Read one body into a draft."""
        self.top = Draft(NAMES[body.tag])
        if self.dropped and change_of(body) in self.dropped:
            self.leave_out(self.marked, body)
        else:
            self.inside(body, self.top)
        return self.top

    def inside(self, element: etree._Element, draft: Draft) -> None:
        """Read what stands in *element* into *draft*."""
        if text := element.text:
            self.say(draft, text)
        if len(element) == 0:
            return  # as most: asking costs less than a walk over nothing
        hows, dropped = self.hows, self.dropped
        for child in element:
            if dropped and change_of(child) in dropped:
                self.leave_out(self.marked, child)
            elif (how := hows[child.tag]) is None:
                self.inside(child, draft)
            else:
                how(self, child, draft)
            if (text := child.tail) and not text.isspace():
                self.say(draft, text)
            elif text and draft.words:
                draft.words.append(" ")

    def leave_out(self, what: str, element: etree._Element) -> None:
        """Keep the words of *element* apart from the clauses."""
        words = " ".join("".join(map(str, element.itertext())).split())
        if words:
            self.left_out.setdefault(what, []).append(words)
        self.pass_over(element)

    def pass_over(self, element: etree._Element) -> None:
        """Count the characters of *element* without reading them."""
        if not self.counting or NAMES[element.tag] in UNCOUNTED:
            return
        self.offset += count(element.text or "")
        for child in element:
            self.pass_over(child)
            self.offset += count(child.tail or "")

    def say(self, draft: Draft, text: str) -> None:
        """Add words of the file where the draft stands; white space alone starts nothing."""
        words = draft.words
        if text.isspace():
            if words:
                words.append(" ")
            return
        if (words or ":" in text) and "Provided" in text:  # a proviso follows a colon, here or in the words before
            text = self.cut_before_last(draft, text)
            words = draft.words
        if words is None:
            words = self.place(draft)
        if self.counting:
            words.append(Placed.at(self.offset, text))
            self.offset += count(text)
        else:
            words.append(text)

    def cut_before_last(self, draft: Draft, text: str) -> str:
        """Start a proviso wherever one begins in *text*, after a colon; give the words not yet added."""
        *before, text = _PROVISO.split(text)
        for part in before:
            self.say(draft, part)
            self.cut(draft)
        if _BEGINS_PROVISO.match(text) and draft.words and draft.words[-1].rstrip().endswith(":"):
            self.cut(draft)
        return text

    def place(self, draft: Draft) -> Words:
        """Where the next words of the draft go: a continuation when provisions inside it came between."""
        if draft.words is None:
            opened = Draft("continuation")
            draft.items.append(opened)
            draft.words = opened.text = []
            draft.holder = opened
        return draft.words

    def descend(self, element: etree._Element, draft: Draft, level: str) -> None:
        """Read *element* as a provision inside *draft*; words after it are a continuation."""
        inner = Draft(level, draft)
        inner.open()
        draft.items.append(inner)
        draft.words = draft.holder = None
        if level == "quoted-block":
            self.quotes += 1
            self.inside(element, inner)
            self.quotes -= 1
        else:
            self.inside(element, inner)
        inner.parent = inner.words = inner.holder = None  # read: what points back would keep it all from being freed

    def cut(self, draft: Draft) -> None:
        """Start a proviso here; a continuation or proviso that has no words yet becomes it."""
        words, holder = draft.words, draft.holder
        if self.in_quote or draft.level == "row" or is_apart(words, draft):
            return
        if words and _breaks_off_in_quotation("".join(words[-_NEAR:])):
            return
        if holder is not None and holder is not draft and not holder.text:
            holder.level, draft.holder = "proviso", draft
        elif words or words is draft.text or words is None:
            holder = draft.holder = holder or draft
            opened = Draft("proviso")
            holder.items.append(opened)
            draft.words = opened.text = []


def is_apart(words: Words | None, draft: Draft) -> bool:
    """Whether *words* are the number or the heading."""
    return words is not None and (words is draft.enum or words is draft.header)


def _breaks_off_in_quotation(text: str) -> bool:
    """Whether a quotation that began inside *text* is still open at its end."""
    opening = text.rfind("“")
    return opening > text.rfind("”") and not text[:opening].isspace() and opening > 0
