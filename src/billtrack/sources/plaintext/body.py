"""Paragraphs of a bill text to drafts of provisions: nesting by number, order and indentation.

GPO indents a subsection by 4 columns, a paragraph by 12, a subparagraph by 20, and so on inwards; a copy without
indentation is nested by the order of its numbers: after (h), (i) is a subsection; after (1), a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from billtrack.model.measure import LeftOut
from billtrack.sources.plaintext.lines import OPENS
from billtrack.sources.plaintext.paragraphs import UNKNOWN, PlainParagraph
from billtrack.sources.plaintext.tables import is_row
from billtrack.sources.provision_builder import CONTENTS, ENACTING, RESOLVING, Draft, Words

_ABOVE = ("division", "subdivision", "title", "subtitle", "part", "subpart", "chapter", "subchapter", "article")
_BELOW = ("subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem")
_APPROPRIATIONS = ("appropriations-intermediate", "appropriations-small")
_HOLDS_TEXT = frozenset({*_ABOVE, *_APPROPRIATIONS})
_RANK = {level: rank for rank, level in enumerate((*_ABOVE, "section", *_BELOW))} | {
    "whereas": len(_ABOVE),
    "amendment-instruction": len(_ABOVE),
    **dict.fromkeys(_APPROPRIATIONS, len(_ABOVE)),
    "toc": len(_ABOVE),
}
_AT_COLUMN = {4 + 8 * place: level for place, level in enumerate(_BELOW)}
_WRAPS_TO = {8 * place: level for place, level in enumerate(_BELOW)}
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv"
_ORDER = {numeral: place for place, numeral in enumerate(_ROMAN.split(), 1)}
_END = re.compile(
    r"Attest:|Approved [A-Z][a-z]+ \d{1,2}, \d{4}\.|LEGISLATIVE HISTORY\b|\[Report No\."
    r"|(?:Union |House )?Calendar No\. ?\d+\.?(?:$| \d+(?:st|nd|rd|th|d) CONGRESS)"
)
AMENDMENT = re.compile(r"(?:(?:SENATE|HOUSE) )?AMENDMENTS?(?: TO (?:SENATE|HOUSE) AMENDMENTS?)?:")
"""The line above what an amendment of the other chamber says; ``read_paragraphs`` does not keep it."""
_SIGNED = re.compile(
    r"(?:Passed|Agreed to) (?:the|by|in) .{0,80}\d{4}\.?"
    r"|(?:Secretary|Clerk)(?: of the (?:Senate|House of Representatives))?\."
    r"|Speaker of the House of Representatives(?: pro tempore)?\."
    r"|(?:Vice President of the United States and\s*)?(?:(?:Acting )?President of the Senate(?: pro tempore)?\.)?"
)
_HEADER = re.compile(r"(?P<header>[A-Z0-9“‘(].{0,200}?)\.—(?P<rest>.*)")
_NESTED = re.compile(r"\((1|A|i|I|a)\)\s")
_CLOSING = re.compile(r"(?P<words>.*[^“])”(?P<after>[.;,:]*(?:\s*(?:and|or))?)", re.DOTALL)
_PROVISO = re.compile(r"(?<=:)\s+(?=Provided\b(?:\s+\w+)?,?\s+That\b)")
_CONTENTS = re.compile(r"table of (?:contents|sections)\b.*(?:as follows|following)\s*:$", re.IGNORECASE)
_ITEMS = re.compile(r"\bitems? relating to\b|\btable of (?:contents|sections)\b", re.IGNORECASE)
_READS_AS_HEADING = re.compile(r"[A-Z“‘].*[^:;,—]", re.DOTALL)
_SAYS = re.compile(r"\b(?:shall|is|are|was|were|be|means|may|must|will|has|have|That|amended|finds?)\b")
_CENTERED = re.compile(r"[^.;:—]{1,160}(?<![,;])")
_CITES = re.compile(r"This (?:Act|division|title) may be cited as\b")
_COLUMN_OF_TEXT = 4
_RESOLVED = re.compile(r"\AResolved(?:\s+by\s[^,]{1,200})?,\s*(?=That\b|\Z)", re.IGNORECASE)
_ENACTED = re.compile(r"\ABe\s+it\s+(?:enacted|resolved)\b.{0,200}?\bassembled,\s*", re.IGNORECASE)


def read_paragraphs(found: Sequence[PlainParagraph]) -> tuple[list[Draft], tuple[LeftOut, ...]]:
    """Read the paragraphs of a body, in order, into top-level drafts: whereas clauses, sections and above.

    Also what is left out of them: the bill's table of contents, and the enacting or resolving formula.
    """
    reader = _BodyReader()
    contents: list[PlainParagraph] = []
    for paragraph in _without_contents(found, contents):
        reader.read(paragraph)
    if contents:
        reader.left_out.append(LeftOut(CONTENTS, " ".join(paragraph.text for paragraph in contents)))
    return reader.top.items, tuple(reader.left_out)


def closing_at(found: Sequence[PlainParagraph]) -> int:
    """Find where the lines after the text begin: attestation, signatures, history; nothing after them opens a clause.

    The number of paragraphs if there are none.
    """
    at = next((at for at, paragraph in enumerate(found) if _END.match(paragraph.text)), len(found))
    opens = next((last for last in range(len(found) - 1, at, -1) if OPENS.match(found[last].text)), None)
    if opens is not None:
        at = opens + 1 + closing_at(found[opens + 1 :])
    while at and _SIGNED.fullmatch(found[at - 1].text):
        at -= 1
    return at


def _without_contents(found: Sequence[PlainParagraph], contents: list[PlainParagraph]) -> Iterable[PlainParagraph]:
    """Move the bill's table of contents to *contents*: it ends at the first heading whose section is in capitals."""
    held: list[PlainParagraph] | None = None
    for paragraph in found:
        opens = OPENS.match(paragraph.text)
        if held is None:
            yield paragraph
            held = [] if _CONTENTS.search(paragraph.text[-200:]) and not paragraph.text.startswith("“") else None
        elif opens is None or opens["quote"] or not (opens["section"] or opens["level"]):
            yield from held if opens is not None else ()
            held = None
            yield paragraph
        elif opens["section"] and opens["section"].startswith("SEC"):
            yield from held
            held = None
            yield paragraph
        elif opens["level"]:
            held.append(paragraph)
        else:
            contents += [*held, paragraph]
            held.clear()


def _words(text: str) -> Words:
    return [text] if text else []


def _last_words(draft: Draft) -> str:
    words = draft.items[-1].text if draft.items else draft.text or draft.header
    return words[-1].rstrip() if words else ""


class _BodyReader:
    """The open provisions, outermost first, and those of the quoted block if one is open.

    ``columns``: where numbered provisions begin; words that wrap to four columns less go on with one.
    """

    def __init__(self) -> None:
        self.top = Draft("body")
        self.open = [self.top]
        self.outside: list[Draft] | None = None
        self.left_out: list[LeftOut] = []
        self.columns: dict[Draft, int] = {}
        self.entries = self.amends = False

    def read(self, paragraph: PlainParagraph) -> None:
        text = paragraph.text
        opens = OPENS.match(text)
        if self.amends and opens is None:
            self.start(Draft("amendment-instruction", text=_words(text)))
            self.amends = False
            return
        if self.outside is None and AMENDMENT.fullmatch(text):
            self.open, self.amends = [self.top], True
            return
        if self.outside is None and text.startswith("“") and self.opens_quote(opens, text):
            self.outside = self.open
            self.entries = _ITEMS.search(_last_words(self.open[-1])) is not None
            self.open = [self.hang(Draft("quoted-block"))]
        if self.outside is None:
            self.place(paragraph, text, opens)
            return
        text = text.removeprefix("“")
        closing = _CLOSING.fullmatch(text)
        if closing is not None:
            text = closing["words"]
        self.place(paragraph, text, OPENS.match(text))
        if closing is not None:
            self.open, self.outside = self.outside, None
            if closing["after"].strip():
                self.hang(Draft("continuation", text=_words(closing["after"].strip())))

    def opens_quote(self, opens: re.Match[str] | None, text: str) -> bool:
        """Whether a paragraph in quotation marks is words for another law."""
        asked = _last_words(self.open[-1]).endswith((":", "—"))
        return (opens is not None and opens["whereas"] is None) or (asked and "”" not in text[:-4])

    def hang(self, draft: Draft) -> Draft:
        draft.parent = self.open[-1]
        self.open[-1].items.append(draft)
        return draft

    def start(self, draft: Draft) -> None:
        """Open *draft* inside the nearest open provision that can hold it."""
        rank = _RANK[draft.level]
        while len(self.open) > 1 and _RANK.get(self.open[-1].level, -1) >= rank:
            self.open.pop()
        self.open.append(self.hang(draft))

    # -------------------------------------------------------------------------- kinds of paragraph

    def place(self, paragraph: PlainParagraph, text: str, opens: re.Match[str] | None) -> None:
        part = opens.lastgroup if opens is not None else None
        if self.outside is not None and self.entries:
            self.entry(text)
        elif is_row(text):
            self.row(text)
        elif opens is None or part is None:
            self.loose(paragraph, text)
        elif part == "enum":
            self.numbered(text, paragraph.indent)
        elif part == "section":
            self.section(opens["section"], text[opens.end() :].strip())
        elif opens["level"]:
            level = opens["level"].lower()
            self.start(Draft(level, enum=_words(opens["number"]), header=_words(text[opens.end() :].strip())))
        elif part == "whereas":
            self.open = [self.top]
            self.start(Draft("whereas", text=_words(text)))
        else:
            self.resolving(paragraph, text)

    def resolving(self, paragraph: PlainParagraph, text: str) -> None:
        """Start a resolving clause, or keep a "That ..." or an enacting formula that stands in one already."""
        is_late = _ENACTED.match(text) is not None and any(draft.level != "whereas" for draft in self.top.items)
        rest = text if is_late else _RESOLVED.sub("", _ENACTED.sub("", text))
        if rest != text:
            formula = ENACTING if _ENACTED.match(text) else RESOLVING
            self.left_out.append(LeftOut(formula, text[: len(text) - len(rest)].strip()))
        begins = rest != text or not any(draft.level == "section" for draft in self.top.items)
        if not begins:
            self.loose(paragraph, text)
        elif rest:
            self.open = [self.top]
            self.start(Draft("section"))
            self.say(self.open[-1], rest)

    def row(self, text: str) -> None:
        """Add a row to the table of the open provision, a new one unless it follows another row."""
        self.settle_heading()
        items = self.open[-1].items
        if not items or items[-1].level != "table":
            self.hang(Draft("table"))
        items[-1].items.append(Draft("row", items[-1], text=_words(text)))

    def entry(self, text: str) -> None:
        """Add an entry to the table of contents of another law."""
        block = self.open[0]
        if not block.items:
            block.items.append(Draft("toc", block))
        block.items[0].items.append(Draft("toc-entry", block.items[0], text=_words(text)))

    def section(self, number: str, rest: str) -> None:
        draft = Draft("section", enum=_words(number))
        self.start(draft)
        if _NESTED.match(rest):
            self.numbered(rest, UNKNOWN)
        elif rest.isupper() or (self.outside is not None and len(rest) < 200):
            draft.header = _words(rest)
        elif rest:
            self.say(draft, rest)

    def settle_heading(self) -> None:
        """Take the words of a section for its heading where they read as one and a paragraph follows them.

        GPO's plain text has headings in capitals; the formatted view and drafts do not.
        """
        last = self.open[-1]
        if last.level == "section" and last.enum and last.text and not last.items and last.header is None:
            words = last.text[0]
            if len(words) < 160 and _READS_AS_HEADING.fullmatch(words) and not _SAYS.search(words):
                last.header, last.text = last.text, None

    def numbered(self, text: str, indent: int) -> None:
        self.settle_heading()
        number, _, rest = text.partition(")")
        number += ")"
        draft = Draft(self.level_of(number[1:-1], indent), enum=_words(number))
        self.start(draft)
        self.columns[draft] = indent
        rest = rest.strip()
        header = _HEADER.fullmatch(rest)
        if header is not None and not re.search(r":|[a-z]\. ", header["header"]):
            draft.header, rest = _words(header["header"]), header["rest"].strip()
        nested = _NESTED.match(rest)
        if nested is not None and _RANK[self.level_of(nested[1], UNKNOWN)] > _RANK[draft.level]:
            self.numbered(rest, UNKNOWN)
        else:
            self.say(draft, rest)

    def loose(self, paragraph: PlainParagraph, text: str) -> None:
        """Place a paragraph without a number: text of the open provision, or a continuation of it."""
        self.settle_heading()
        last = self.open[-1]
        if self.outside is None and self.appropriates(paragraph, last):
            return
        if len(self.open) > 1 and not (last.text or last.items):
            self.say(last, text)
            return
        level, column = _WRAPS_TO.get(paragraph.indent), paragraph.indent + _COLUMN_OF_TEXT
        holder = next((draft for draft in reversed(self.open) if level and self.columns.get(draft) == column), None)
        holder = holder or next((draft for draft in self.open if draft.level == level), None)
        holder = holder or next((draft for draft in self.open[1:] if draft.level in {"section", "whereas"}), None)
        holder = holder or next((draft for draft in reversed(self.open) if draft.level in _HOLDS_TEXT), self.open[0])
        while self.open[-1] is not holder:
            self.open.pop()
        continuation = self.hang(Draft("continuation"))
        self.say(continuation, text)

    def appropriates(self, paragraph: PlainParagraph, last: Draft) -> bool:
        """Read what stands in a title without a section of its own: headings, and the short title at the end.

        The sections of an appropriations bill are ``Sec. 101.``; those of any other are ``SEC. 101.``.
        """
        section = next((draft.enum for draft in self.open if draft.level == "section"), None)
        is_inside = any(draft.level in _ABOVE for draft in self.open)
        if not is_inside or (section and not section[0].startswith("Sec.")):
            return False
        text = paragraph.text
        if _CITES.match(text) and last.level not in _ABOVE:
            self.open = [self.top] if text.startswith("This Act") else self.open
            self.start(Draft("section", text=_words(text)))
            return True
        is_centered = paragraph.indent > _COLUMN_OF_TEXT or last.level in _ABOVE
        if not is_centered or not _CENTERED.fullmatch(text) or _SAYS.search(text):
            return False
        if last.level in _ABOVE and not (last.header or last.items):
            last.header = _words(text)
        else:
            kind = "small" if text.lstrip("(")[:1].islower() else "intermediate"
            self.start(Draft(f"appropriations-{kind}", header=_words(text)))
        return True

    def say(self, draft: Draft, text: str) -> None:
        """Give *draft* its words, its provisos as items."""
        first, *provisos = _PROVISO.split(text)
        draft.text = _words(first)
        draft.items += [Draft("proviso", draft, text=_words(proviso)) for proviso in provisos]

    # ------------------------------------------------------------------------------------- levels

    def level_of(self, number: str, indent: int) -> str:
        """Tell the level of a number."""
        possible = _levels_of(number)
        if (printed := _AT_COLUMN.get(indent)) in possible:
            return printed
        for draft in reversed(self.open):
            if draft.level in possible and draft.enum and _follows(draft.enum[0].strip("()"), number, draft.level):
                return draft.level
        deepest = max((_RANK.get(draft.level, -1) for draft in self.open), default=-1)
        inner = [level for level in possible if _RANK[level] > deepest]
        return min(inner or possible, key=_RANK.__getitem__)


def _levels_of(number: str) -> tuple[str, ...]:
    """The levels a number can have, by its shape."""
    bare = number.partition("-")[0]
    if bare.isdigit():
        return ("paragraph",)
    small = ("subsection", "clause", "item")
    letter, roman, doubled = small if bare.islower() else ("subparagraph", "subclause", "subitem")
    is_doubled = len(set(bare)) == 1 and len(bare) > 1
    fits = {letter: len(bare) == 1 or is_doubled, roman: bare.lower() in _ORDER, doubled: is_doubled}
    return tuple(level for level, is_possible in fits.items() if is_possible) or (roman,)


def _follows(before: str, number: str, level: str) -> bool:
    """Whether *number* comes next after *before* on *level*."""
    if level in {"clause", "subclause"}:
        return _ORDER.get(number.lower(), 0) == _ORDER.get(before.lower(), 0) + 1
    if before.isdigit() and number.isdigit():
        return int(number) == int(before) + 1
    if len(before) == len(number) == 1:
        return ord(number) == ord(before) + 1
    return len(number) == len(before) and ord(number[0]) == ord(before[0]) + 1
