"""The vocabulary of bill texts in both dialects, ``bill.dtd``/``res.dtd`` and USLM: the role of each element.

Knows only names, and the three ways the files mark what a committee struck and added; ``body`` implements the roles.
An unlisted name is unknown: its text is kept in place, and the survey reports it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from lxml import etree


class Role(Enum):
    """What the reader does with an element of the body."""

    LEVEL = "a provision of its own"
    NUMBER = "the provision's number"
    HEADING = "the provision's heading"
    PARAGRAPH = "the provision's words"
    CONTINUATION = "words after the items"
    AFTER_BLOCK = "words after a quoted block"
    PROVISO = "a proviso, an item of its own"
    QUOTE = "words in quotation marks"
    TERM = "a term defined: in quotation marks, which the DTD leaves to the printer"
    TABLE = "a table"
    ROW = "a row of a table"
    CELL = "a cell of a row"
    NOTE = "a footnote"
    SIDE_NOTE = "a note printed beside the text, an item of its own"
    PICTURE = "a picture: its name is said"
    RAISED = "raised words, after ^"
    LOWERED = "lowered words, after _"
    FRACTION = "a fraction, apart from the number before it"
    FORMULA = "a formula: its words, apart from the sentence"
    MATH = "mathematics: its structure in words"
    BREAK = "a line break, read as a space"
    LIST = "a list: what is inside it; the style of its marks is kept apart"
    GROUP = "groups what is inside it"
    INSERTED = "what an amendment inserts, read at the top"
    INLINE = "its words, in the sentence"
    TYPOGRAPHY = "its words; the look is left out"
    CONTENTS = "a table of contents: repeats the headings (kept inside a quoted block, where it is law)"
    FRONT = "printed around the text: headings, formulas, signatures"
    SILENT = "nothing to read"
    UNKNOWN = "unknown: its words are kept where they stand, and apart"


MET = 4096
"""How many tags are cached; both dialects have a few hundred, a malicious file any number."""


class _Names(dict[str, str]):
    """Maps tags to local names, each split once."""

    def __missing__(self, tag: str) -> str:
        name = tag.rpartition("}")[2]
        if len(self) < MET:
            self[tag] = name
        return name


NAMES: Mapping[str, str] = _Names()
"""Maps any tag to its name without the namespace."""


def _names(role: Role, names: str) -> dict[str, Role]:
    return dict.fromkeys(names.split(), role)


ROLES: dict[str, Role] = {
    **_names(
        Role.LEVEL,
        "division subdivision title subtitle part subpart chapter subchapter article subarticle section subsection"
        " paragraph subparagraph clause subclause item subitem subsubitem level whereas recital"
        " appropriations appropriations-major appropriations-intermediate appropriations-small"
        " quoted-block quotedContent list-item listItem amendment-instruction amendmentInstruction"
        " committee-appointment-paragraph constitution-article compiledAct courtRules courtRule reorganizationPlans"
        " reorganizationPlan rule rules-clause rules-paragraph rules-subparagraph rules-subdivision rules-item"
        " rules-subitem instruction-paragraph non-statutory-material committee-report-segment committee-report-para"
        " preliminary appendix toc-entry referenceItem multi-column-toc-entry",
    ),
    **_names(Role.NUMBER, "enum num"),
    **_names(
        Role.HEADING,
        "header heading subheader subheading ttitle caption rules-clause-header committee-report-header",
    ),
    **_names(Role.PARAGRAPH, "text content chapeau p para tdesc listContent instructive-para official-title-amendment"),
    **_names(Role.CONTINUATION, "continuation-text quoted-block-continuation-text continuation"),
    **_names(Role.AFTER_BLOCK, "after-quoted-block"),
    **_names(Role.PROVISO, "proviso"),
    **_names(Role.QUOTE, "quote"),
    **_names(Role.TERM, "term"),
    **_names(Role.TABLE, "table"),
    **_names(Role.LIST, "list"),
    **_names(Role.ROW, "row tr"),
    **_names(Role.CELL, "entry td th toc-enum level-header page-num designator label"),
    **_names(Role.NOTE, "footnote"),
    **_names(Role.SIDE_NOTE, "sidenote"),
    **_names(Role.RAISED, "superscript sup footnote-ref"),
    **_names(Role.LOWERED, "subscript sub"),
    **_names(Role.FRACTION, "fraction"),
    **_names(Role.FORMULA, "formula"),
    **_names(Role.MATH, "math"),
    **_names(Role.PICTURE, "graphic img"),
    **_names(Role.BREAK, "linebreak br"),
    **_names(
        Role.GROUP,
        "legis-body resolution-body preamble main amendMain engrossed-amendment-body amendment-body"
        " tgroup thead tbody tfoot collection component amendment amendment-list toc-quoted-entry groupItem"
        " multi-column-toc-quoted-entry preamble-amends layout header-row column"
        " graphic-caption figure block",
    ),
    **_names(Role.INSERTED, "amendment-block amendmentContent"),
    **_names(
        Role.INLINE,
        "external-xref internal-xref act-name pl-cite definition short-title header-in-text"
        " enum-in-header committee-name editorial effective-date legis-comment inline-comment added-phrase"
        " deleted-phrase omitted-text debate-time amendingAction quotedText headingText inline ref shortTitle"
        " committee addedText deletedText ins del def entity date marker target",
    ),
    **_names(
        Role.TYPOGRAPHY,
        "bold italic nobreak b i u span strong em small underline",
    ),
    **_names(Role.CONTENTS, "toc"),
    **_names(
        Role.FRONT,
        "longTitle resolvingClause enactingFormula docTitle metadata form preface meta amendMeta amendPreface"
        " amendment-form engrossed-amendment-form pre-form attestation attestation-group endorsement signatures"
        " endMarker legislativeHistory approvedDate impeachment-resolution-signature meta-aip page",
    ),
    **_names(Role.SILENT, "pagebreak colspec colgroup col image-data"),
}

UNCOUNTED = frozenset(
    {
        *("toc", "metadata", "meta", "form", "preface", "endorsement", "attestation", "attestation-group"),
        *("signatures", "page"),
    }
)
"""Elements whose characters are not part of the body, wherever they are; offsets do not count them."""

BODIES = frozenset(
    {"preamble", "legis-body", "resolution-body", "engrossed-amendment-body", "amendment-body", "main", "amendMain"}
)

LEVEL_NAMES = {
    "recital": "whereas",
    "quotedContent": "quoted-block",
    "listItem": "list-item",
    "amendmentInstruction": "amendment-instruction",
    "referenceItem": "toc-entry",
    "multi-column-toc-entry": "toc-entry",
    "sidenote": "side-note",
    "subsubitem": "subitem",
    "compiledAct": "compiled-act",
    "courtRules": "court-rules",
    "courtRule": "court-rule",
    "reorganizationPlans": "reorganization-plans",
    "reorganizationPlan": "reorganization-plan",
}
"""Levels that the dialects name differently, to the name in the DTD."""


# ------------------------------------------------------------ what a committee struck and added

_STYLES = {"strikethrough": "deleted", "italic": "added"}

# del and ins: "deleted text" and "inserted text within a modification" (USLM User Guide, section 4.4)
_CHANGES = {
    "added-phrase": "added",
    "addedText": "added",
    "ins": "added",
    "deleted-phrase": "deleted",
    "deletedText": "deleted",
    "del": "deleted",
}


def marks_changes(root: etree._Element, data: bytes) -> bool:
    """Whether a document, *data* its bytes, may mark words as added or deleted.

    Most do not, which saves asking of every element.
    """
    if any(word in data and mark.search(data) for word, mark in _MARKS):
        return True
    return next(root.iter(*(f"{{*}}{name}" for name in _CHANGES)), None) is not None


_MARKS = tuple((word, re.compile(word + rb"\s*=")) for word in (b"changed", b"reported-display-style"))
"""A word, and the attribute it names: a word alone is found several times as fast as a pattern, and is in few."""


class MarksError(Exception):
    """Marks of what a committee struck and added that contradict each other."""


def change_of(element: etree._Element) -> str | None:
    """Whether *element* is marked as ``added`` or ``deleted``: by ``changed``, by its name, or by its style alone.

    Raises:
        MarksError: it is marked as one and printed as the other.
    """
    marked = element.get("changed") or _CHANGES.get(NAMES[element.tag])
    styled = _STYLES.get(element.get("reported-display-style", ""))
    if marked in {"added", "deleted"} and styled is not None and styled != marked:
        raise MarksError(
            f"line {element.sourceline}: <{NAMES[element.tag]}> is marked as {marked} but printed as {styled}: "
            "its marks contradict each other"
        )
    return marked or styled
