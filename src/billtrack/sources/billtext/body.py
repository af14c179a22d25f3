"""The body of a bill text to drafts of provisions: how each element is read, by its role.

Nothing is dropped but what ``elements`` names and what the chosen reading leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from billtrack.model.measure import LeftOut
from billtrack.model.patterns import pattern
from billtrack.sources.billtext import inline
from billtrack.sources.billtext.elements import BODIES, LEVEL_NAMES, MET, NAMES, ROLES, UNCOUNTED, Role
from billtrack.sources.billtext.walk import How, Walk, is_apart
from billtrack.sources.provision_builder import CONTENTS, ENACTING, LIST_STYLE, RESOLVING, Draft, fold
from billtrack.sources.spans import places_around


def read_body(
    root: etree._Element, *, dropped: frozenset[str], placed: bool
) -> tuple[tuple[Draft, ...], tuple[LeftOut, ...]]:
    """Read every body of *root*, outermost ones only, into one draft each, in document order; and what is left out.

    *dropped*: the values of ``changed`` whose elements the reading leaves out (``deleted`` or ``added``).  Unless
    *placed*, offsets are not counted, and mean nothing.
    """
    walk = Walk(_HOWS, dropped, placed=placed)
    drafts = tuple(walk.read(body) for body in bodies(root))
    for body in bodies(root):
        if (formula := _PRINTED_FORMULAS.get(NAMES[body.tag])) and not _HIDES_FORMULA & set(body.attrib.values()):
            walk.left_out.setdefault(formula, [])
    return drafts, tuple(
        LeftOut(what, " ".join(words), by_reading=what == walk.marked) for what, words in walk.left_out.items()
    )


def read_words(element: etree._Element) -> str | None:
    """Read one element outside the bodies as words on one line, its quotation marks made."""
    draft = Draft("words")
    draft.open()
    Walk(_HOWS, frozenset(), placed=False).inside(element, draft)
    return fold(draft.text)


def bodies(root: etree._Element) -> Iterator[etree._Element]:
    """The body elements of a document, outermost only."""
    for child in root:
        name = NAMES[child.tag]
        if name in BODIES:
            yield child
        elif name not in UNCOUNTED:
            yield from bodies(child)


# ------------------------------------------------------------------------------- provisions

_WITH_LOOSE_PARAGRAPHS = frozenset({"row", "toc-entry", "footnote", "side-note"})
_SIDE_NOTE = "side-note"
_FORMULAS = {"resolvingClause": RESOLVING, "enactingFormula": ENACTING}
_PRINTED_FORMULAS = {"legis-body": ENACTING, "resolution-body": RESOLVING}
"""The formula that GPO prints above each body of the DTD; the file has no words for it."""
_HIDES_FORMULA = {"no-display-enacting-clause", "no-display-resolving-clause"}


def _table(walk: Walk, element: etree._Element, draft: Draft) -> None:
    outside, walk.around = walk.around, places_around(element)
    walk.descend(element, draft, "table")
    walk.around = outside


def _row(walk: Walk, element: etree._Element, draft: Draft) -> None:
    walk.descend(element, draft, "row")


def _inserted(walk: Walk, element: etree._Element, draft: Draft) -> None:
    walk.top.words = walk.top.holder = None
    walk.inside(element, walk.top)
    draft.words = draft.holder = None


def _list(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a list; the numbers or bullets that its style prints are in no element."""
    typed = _LIST_STYLE.search(element.get("style", ""))
    style = element.get("list-type") or (typed[1] if typed else "none")
    if style != "none":
        walk.left_out.setdefault(LIST_STYLE, []).append(style)
    walk.inside(element, draft)


_LIST_STYLE = pattern(r"list-style-type:\s*([\w-]+)")


def _unknown(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read an element of neither dialect where it stands; its words are kept apart too, since it may say something."""
    if not walk.in_unknown:
        words = " ".join("".join(map(str, element.itertext())).split())
        walk.left_out.setdefault(f"Words in <{NAMES[element.tag]}>", []).append(words)
    walk.in_unknown += 1
    walk.inside(element, draft)
    walk.in_unknown -= 1


def _note(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a footnote as an item; the sentence it interrupts goes on."""
    _aside(walk, element, draft, "footnote")


def _side_note(walk: Walk, element: etree._Element, draft: Draft) -> None:
    _aside(walk, element, draft, _SIDE_NOTE)


def _aside(walk: Walk, element: etree._Element, draft: Draft, level: str) -> None:
    words, holder = draft.words, draft.holder
    walk.descend(element, draft, level)
    draft.words, draft.holder = words, holder


def _contents(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Leave a table of contents out, unless it is words for another law."""
    if not _is_quoted(draft):
        walk.leave_out(CONTENTS, element)
        return
    counting, walk.counting = walk.counting, False
    walk.descend(element, draft, "toc")
    walk.counting = counting


def _number(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a number; a second one is among the words."""
    if draft.enum or (draft.items and _has_begun(draft)) or draft is walk.top:
        _paragraph(walk, element, draft)
    else:
        if draft.enum is None:
            draft.enum = []
        words, draft.words = draft.words, draft.enum
        walk.inside(element, draft)
        draft.words = words


def _heading(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a heading; a second one goes on with it, one after items is among the words."""
    if (draft.items and _has_begun(draft)) or draft is walk.top:
        _paragraph(walk, element, draft)
    else:
        if draft.header is None:
            draft.header = []
        elif draft.header:
            draft.header.append(" ")
        words, draft.words = draft.words, draft.header
        walk.inside(element, draft)
        draft.words = words


def _paragraph(walk: Walk, element: etree._Element, draft: Draft) -> None:
    """Read a paragraph: the first is the provision's text, each further one a continuation."""
    words = draft.words
    if words and not is_apart(words, draft):
        if draft.level in _WITH_LOOSE_PARAGRAPHS:
            words.append(" ")
        else:
            draft.words = draft.holder = None
    walk.inside(element, draft)


def _continuation(walk: Walk, element: etree._Element, draft: Draft) -> None:
    draft.words = draft.holder = None
    walk.inside(element, draft)


def _after_block(walk: Walk, element: etree._Element, draft: Draft) -> None:
    _continuation(walk, element, draft.parent if draft.level == "quoted-block" and draft.parent else draft)


def _proviso(walk: Walk, element: etree._Element, draft: Draft) -> None:
    walk.cut(draft)
    walk.inside(element, draft)


def _skip(walk: Walk, element: etree._Element, draft: Draft) -> None:  # noqa: ARG001  # one shape for all readings
    if what := _FORMULAS.get(NAMES[element.tag]):
        walk.leave_out(what, element)
    else:
        walk.pass_over(element)


def _has_begun(draft: Draft) -> bool:
    """Whether items of the draft have been read; a side note is printed before the heading."""
    return any(item.level != _SIDE_NOTE for item in draft.items)


def _is_quoted(draft: Draft | None) -> bool:
    while draft is not None and draft.level != "quoted-block":
        draft = draft.parent
    return draft is not None


# -------------------------------------------------------------------------------------- roles

_OF_ROLE: dict[Role, How] = {
    Role.NUMBER: _number,
    Role.HEADING: _heading,
    Role.PARAGRAPH: _paragraph,
    Role.CONTINUATION: _continuation,
    Role.AFTER_BLOCK: _after_block,
    Role.PROVISO: _proviso,
    Role.QUOTE: inline.quote,
    Role.TERM: inline.term,
    Role.TABLE: _table,
    Role.ROW: _row,
    Role.LIST: _list,
    Role.CELL: inline.cell,
    Role.NOTE: _note,
    Role.SIDE_NOTE: _side_note,
    Role.PICTURE: inline.picture,
    Role.RAISED: inline.raised,
    Role.LOWERED: inline.lowered,
    Role.FRACTION: inline.fraction,
    Role.FORMULA: inline.formula,
    Role.MATH: inline.math,
    Role.BREAK: inline.line_break,
    Role.INSERTED: _inserted,
    Role.CONTENTS: _contents,
    Role.FRONT: _skip,
    Role.SILENT: _skip,
    Role.UNKNOWN: _unknown,
}


def _level(name: str) -> How:
    """How a level called *name* is read."""
    level = LEVEL_NAMES.get(name, name)

    def read(walk: Walk, element: etree._Element, draft: Draft) -> None:
        walk.descend(element, draft, level)

    def read_ranked(walk: Walk, element: etree._Element, draft: Draft) -> None:
        rank = element.get("level")
        walk.descend(element, draft, f"{level}-{rank}" if rank else level)

    return read_ranked if name == "appropriations" else read


class _Hows(dict[str, How | None]):
    """Tags to how they are read, each looked up once; ``None``: what is inside stands where the element does."""

    def __missing__(self, tag: str) -> How | None:
        role = ROLES.get(NAMES[tag], Role.UNKNOWN)
        how = _level(NAMES[tag]) if role is Role.LEVEL else _OF_ROLE.get(role)
        if len(self) < MET:
            self[tag] = how
        return how


_HOWS = _Hows()
