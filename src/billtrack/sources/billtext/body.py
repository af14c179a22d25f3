"""The body of a bill text, read element by element in document order into drafts of provisions.

In a placed reading each piece of words keeps its offset: how many non-whitespace characters of the body stand before
it in the file.  Nothing is dropped but what ``elements`` names and what the chosen reading leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from lxml import etree

from billtrack.model.measure import LeftOut
from billtrack.sources.billtext.elements import BODIES, LEVEL_NAMES, MET, NAMES, ROLES, UNCOUNTED, Role
from billtrack.sources.billtext.marks import change_of
from billtrack.sources.billtext.pictures import mathematics, picture_names
from billtrack.sources.provision_builder import NEXT_CELL, NEXT_PART, Draft, Placed, Words, count, fold


def read_body(
    root: etree._Element, *, dropped: frozenset[str], placed: bool
) -> tuple[tuple[Draft, ...], tuple[LeftOut, ...]]:
    """Read every body of *root*, outermost ones only, into one draft each, in document order; and what is left out.

    *dropped*: the values of ``changed`` whose elements the reading leaves out (``deleted`` or ``added``).  Unless
    *placed*, offsets are not counted, and mean nothing.
    """
    reader = _Reader(dropped, placed=placed)
    drafts = tuple(reader.read(body) for body in bodies(root))
    return drafts, tuple(LeftOut(what, " ".join(words)) for what, words in reader.left_out.items())


def read_words(element: etree._Element) -> str | None:
    """Read one element outside the bodies as words on one line, its quotation marks made."""
    draft = Draft("words")
    draft.open()
    _Reader(frozenset(), placed=False).inside(element, draft)
    return fold(draft.text)


def bodies(root: etree._Element) -> Iterator[etree._Element]:
    """The body elements of a document, outermost only."""
    for child in root:
        name = NAMES[child.tag]
        if name in BODIES:
            yield child
        elif name not in UNCOUNTED:
            yield from bodies(child)


_NEAR = 20
"""How many pieces back a quotation is looked for that may hold a proviso."""
_BEGINS_PROVISO = re.compile(r"\s*Provided\b(?:\s+\w+)?,?\s+That\b")
_PROVISO = re.compile(r"(?<=:)\s+(?=Provided\b(?:\s+\w+)?,?\s+That\b)")
_WITH_LOOSE_PARAGRAPHS = frozenset({"row", "toc-entry", "footnote", "side-note"})


class _Reader:
    """Where the reading stands: the offset in the file and the quotation marks open."""

    def __init__(self, dropped: frozenset[str], *, placed: bool) -> None:
        self.dropped = dropped
        self.offset = 0
        self.counting = placed
        self.quotes = 0
        self.in_quote = 0
        self.top = Draft("body")
        self.left_out: dict[str, list[str]] = {}
        self.marked = " ".join(_MARKED[change] for change in dropped)

    def read(self, body: etree._Element) -> Draft:
        self.top = Draft(NAMES[body.tag])
        if self.dropped and change_of(body) in self.dropped:
            self.leave_out(self.marked, body)
        else:
            self.inside(body, self.top)
        return self.top

    # ------------------------------------------------------------------------------- walking

    def inside(self, element: etree._Element, draft: Draft) -> None:
        """Read what stands in *element* into *draft*."""
        if text := element.text:
            self.say(draft, text)
        if len(element) == 0:
            return  # as most: asking costs less than a walk over nothing
        dropped = self.dropped
        for child in element:
            if dropped and self._is_dropped(child):
                self.leave_out(self.marked, child)
            elif (reading := _READING_OF[child.tag]) is None:
                self.inside(child, draft)
            else:
                reading(self, child, draft)
            if (text := child.tail) and not text.isspace():
                self.say(draft, text)
            elif text and draft.words:
                draft.words.append(" ")

    def _is_dropped(self, element: etree._Element) -> bool:
        return change_of(element) in self.dropped

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

    # --------------------------------------------------------------------------------- words

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

    # -------------------------------------------------------------------------------- levels

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

    def inserted(self, element: etree._Element, draft: Draft) -> None:
        self.top.words = self.top.holder = None
        self.inside(element, self.top)
        draft.words = draft.holder = None

    def note(self, element: etree._Element, draft: Draft) -> None:
        """Read a footnote as an item; the sentence it interrupts goes on."""
        self._aside(element, draft, "footnote")

    def side_note(self, element: etree._Element, draft: Draft) -> None:
        self._aside(element, draft, _SIDE_NOTE)

    def _aside(self, element: etree._Element, draft: Draft, level: str) -> None:
        words, holder = draft.words, draft.holder
        self.descend(element, draft, level)
        draft.words, draft.holder = words, holder

    def contents(self, element: etree._Element, draft: Draft) -> None:
        """Leave a table of contents out, unless it is words for another law."""
        if not _is_quoted(draft):
            self.leave_out(_CONTENTS, element)
            return
        counting, self.counting = self.counting, False
        self.descend(element, draft, "toc")
        self.counting = counting

    # --------------------------------------------------------------------- parts of a provision

    def number(self, element: etree._Element, draft: Draft) -> None:
        """Read a number; a second one is among the words."""
        if draft.enum or (draft.items and _has_begun(draft)) or draft is self.top:
            self.paragraph(element, draft)
        else:
            if draft.enum is None:
                draft.enum = []
            words, draft.words = draft.words, draft.enum
            self.inside(element, draft)
            draft.words = words

    def heading(self, element: etree._Element, draft: Draft) -> None:
        """Read a heading; a second one goes on with it, one after items is among the words."""
        if (draft.items and _has_begun(draft)) or draft is self.top:
            self.paragraph(element, draft)
        else:
            if draft.header is None:
                draft.header = []
            elif draft.header:
                draft.header.append(" ")
            words, draft.words = draft.words, draft.header
            self.inside(element, draft)
            draft.words = words

    def paragraph(self, element: etree._Element, draft: Draft) -> None:
        """Read a paragraph: the first is the provision's text, each further one a continuation."""
        words = draft.words
        if words and not _is_apart(words, draft):
            if draft.level in _WITH_LOOSE_PARAGRAPHS:
                words.append(" ")
            else:
                draft.words = draft.holder = None
        self.inside(element, draft)

    def continuation(self, element: etree._Element, draft: Draft) -> None:
        draft.words = draft.holder = None
        self.inside(element, draft)

    def after_block(self, element: etree._Element, draft: Draft) -> None:
        self.continuation(element, draft.parent if draft.level == "quoted-block" and draft.parent else draft)

    def proviso(self, element: etree._Element, draft: Draft) -> None:
        self.cut(draft)
        self.inside(element, draft)

    def cut(self, draft: Draft) -> None:
        """Start a proviso here; a continuation or proviso that has no words yet becomes it."""
        words, holder = draft.words, draft.holder
        if self.in_quote or draft.level == "row" or _is_apart(words, draft):
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

    def quote(self, element: etree._Element, draft: Draft) -> None:
        """Make the marks the printer makes: double, single inside double, and so on."""
        opening, closing = ("“", "”") if self.quotes % 2 == 0 else ("‘", "’")
        self.place(draft).append(opening)
        self.quotes += 1
        self.in_quote += 1
        self.inside(element, draft)
        self.in_quote -= 1
        self.quotes -= 1
        if draft.words is not None:
            draft.words.append(closing)

    def term(self, element: etree._Element, draft: Draft) -> None:
        """Quote a defined term, unless the text does so itself, as USLM always does."""
        before = draft.words[-1].rstrip() if draft.words else ""
        if element.tag.startswith("{") or before.endswith(("“", "‘", '"')):
            self.inside(element, draft)
        else:
            self.quote(element, draft)

    def row(self, element: etree._Element, draft: Draft) -> None:
        self.descend(element, draft, "row")

    def cell(self, element: etree._Element, draft: Draft) -> None:
        """Read a cell; of a row, an empty one too."""
        if draft.level != "row":
            if draft.words:
                draft.words.append(NEXT_PART)
        elif element.getprevious() is not None:
            self.place(draft).append(NEXT_CELL)
        self.inside(element, draft)

    def line_break(self, element: etree._Element, draft: Draft) -> None:
        if draft.words:
            draft.words.append(" ")
        self.inside(element, draft)

    def picture(self, element: etree._Element, draft: Draft) -> None:
        self.place(draft).append(f" [{' '.join(('graphic', *picture_names(element)))}] ")
        self.inside(element, draft)

    def raised(self, element: etree._Element, draft: Draft) -> None:
        """Mark raised words, but those of an ordinal: ``10^6``, ``x^(n + 1)``, ``21st``."""
        words = "".join(map(str, element.itertext())).strip()
        if words.lower() in _ORDINAL_ENDINGS and draft.words and draft.words[-1][-1:].isdigit():
            self.inside(element, draft)
        else:
            self._apart(element, draft, "^", is_word=words.isalnum())

    def lowered(self, element: etree._Element, draft: Draft) -> None:
        self._apart(element, draft, "_", is_word="".join(map(str, element.itertext())).strip().isalnum())

    def _apart(self, element: etree._Element, draft: Draft, mark: str, *, is_word: bool) -> None:
        self.place(draft).append(mark if is_word else f"{mark}(")
        self.inside(element, draft)
        if not is_word:
            self.place(draft).append(")")

    def fraction(self, element: etree._Element, draft: Draft) -> None:
        """Read a fraction: ``3 1/2``, never 31/2."""
        if draft.words and draft.words[-1][-1:].isdigit():
            draft.words.append(" ")
        self.inside(element, draft)

    def formula(self, element: etree._Element, draft: Draft) -> None:
        self.place(draft).append(" ")
        self.inside(element, draft)
        self.place(draft).append(" ")

    def math(self, element: etree._Element, draft: Draft) -> None:
        self.place(draft).append(f" {mathematics(element)} ")
        self.pass_over(element)

    def skip(self, element: etree._Element, draft: Draft) -> None:  # noqa: ARG002  # one shape for all readings
        if what := _FORMULAS.get(NAMES[element.tag]):
            self.leave_out(what, element)
        else:
            self.pass_over(element)


_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th", "d"})
_SIDE_NOTE = "side-note"
_MARKED = {"deleted": "Words the committee struck", "added": "Words the committee added"}
_CONTENTS = "Table of contents"
_FORMULAS = {"resolvingClause": "Resolving formula", "enactingFormula": "Enacting formula"}


def _has_begun(draft: Draft) -> bool:
    """Whether items of the draft have been read; a side note is printed before the heading."""
    return any(item.level != _SIDE_NOTE for item in draft.items)


def _is_apart(words: Words | None, draft: Draft) -> bool:
    """Whether *words* are the number or the heading."""
    return words is not None and (words is draft.enum or words is draft.header)


def _breaks_off_in_quotation(text: str) -> bool:
    """Whether a quotation that began inside *text* is still open at its end."""
    opening = text.rfind("“")
    return opening > text.rfind("”") and not text[:opening].isspace() and opening > 0


def _is_quoted(draft: Draft | None) -> bool:
    while draft is not None and draft.level != "quoted-block":
        draft = draft.parent
    return draft is not None


_READING = {
    Role.NUMBER: _Reader.number,
    Role.HEADING: _Reader.heading,
    Role.PARAGRAPH: _Reader.paragraph,
    Role.CONTINUATION: _Reader.continuation,
    Role.AFTER_BLOCK: _Reader.after_block,
    Role.PROVISO: _Reader.proviso,
    Role.QUOTE: _Reader.quote,
    Role.TERM: _Reader.term,
    Role.ROW: _Reader.row,
    Role.CELL: _Reader.cell,
    Role.NOTE: _Reader.note,
    Role.SIDE_NOTE: _Reader.side_note,
    Role.PICTURE: _Reader.picture,
    Role.RAISED: _Reader.raised,
    Role.LOWERED: _Reader.lowered,
    Role.FRACTION: _Reader.fraction,
    Role.FORMULA: _Reader.formula,
    Role.MATH: _Reader.math,
    Role.BREAK: _Reader.line_break,
    Role.INSERTED: _Reader.inserted,
    Role.CONTENTS: _Reader.contents,
    Role.FRONT: _Reader.skip,
    Role.SILENT: _Reader.skip,
}


_How: TypeAlias = "Callable[[_Reader, etree._Element, Draft], None] | None"  # noqa: SLF001 - a name of the stubs


def _level(name: str) -> _How:
    """How a level called *name* is read."""
    level = LEVEL_NAMES.get(name, name)

    def read(reader: _Reader, element: etree._Element, draft: Draft) -> None:
        reader.descend(element, draft, level)

    def read_ranked(reader: _Reader, element: etree._Element, draft: Draft) -> None:
        rank = element.get("level")
        reader.descend(element, draft, f"{level}-{rank}" if rank else level)

    return read_ranked if name == "appropriations" else read


class _Readings(dict[str, _How]):
    """Tags to how they are read, each looked up once; ``None``: what is inside stands where the element does."""

    def __missing__(self, tag: str) -> _How:
        role = ROLES.get(NAMES[tag], Role.UNKNOWN)
        reading = _level(NAMES[tag]) if role is Role.LEVEL else _READING.get(role)
        if len(self) < MET:
            self[tag] = reading
        return reading


_READING_OF = _Readings()
