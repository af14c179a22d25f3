"""What kind of difference a hunk is: the classes of change, most serious first.

A hunk is substantive unless proven otherwise; each proof is a narrow function here.  What counts as the same printing
is the closed list in ``fold`` and ``printing``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from billtrack.diff.engine.fold import fold, number_form, number_key
from billtrack.diff.engine.printing import is_capitalization, is_same_printing
from billtrack.diff.engine.result import ChangeClass
from billtrack.model.clauses import Clause
from billtrack.model.patterns import pattern
from billtrack.model.values import Value


class HunkPlace(Value, frozen=True):
    """Where a hunk is.

    ``before`` and ``after``: the text around it, each (old, new); ``level``: that of its clause.  ``in_heading``: all
    its words are in headings; ``ends_heading``: it ends one.  ``is_last``: nothing follows it in its clause.
    ``is_linked`` tells whether a neighboring list item was added or removed while the list kept its conjunction.
    ``is_requoted``: it is in a quoted block, and only one of the texts prints marks around those (``requoted``).
    """

    before: tuple[str, str]
    after: tuple[str, str]
    level: str
    in_heading: bool
    ends_heading: bool
    is_last: bool
    is_linked: Callable[[], bool]
    is_requoted: bool = False


def classify(old: str, new: str, place: HunkPlace) -> ChangeClass:
    """Classify a hunk by its *old* and *new* words and its place.

    ``and`` to ``or`` is substantive.  An ``and`` added because the next list item is now the last is connective.
    ``The`` to ``the`` is capitalization, a comma added or dropped is punctuation, ``“`` to ``"`` is typographic.
    """
    have_same_letters = _letters(old) == _letters(new) and not _is_in_picture_name(place)
    if have_same_letters and is_typographic(old, new, place):
        return ChangeClass.TYPOGRAPHIC
    if _is_connective(old, new, place):
        return ChangeClass.CONNECTIVE
    if have_same_letters and is_capitalization(old, new):
        return ChangeClass.CAPITALIZATION
    if have_same_letters and _is_punctuation(old, new, place):
        return ChangeClass.PUNCTUATION
    if _is_conforming(old, new, place):
        return ChangeClass.CONFORMING
    return ChangeClass.SUBSTANTIVE


def _letters(text: str) -> str:
    """The letters and digits of *text*, without case; if they differ, more than printing or marks changed."""
    return "".join(filter(str.isalnum, fold(text))).lower()


def _is_in_picture_name(place: HunkPlace) -> bool:
    """Whether the hunk is in the name of a picture, ``[graphic seal-1]``, which is not words: each mark tells."""
    return any(map(_OPEN_PICTURE.search, place.before))


_OPEN_PICTURE = pattern(r"\[graphic [^\[\]]*$")


def requoted(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether only one text prints marks around quoted blocks: USLM does, the DTD leaves them to the printer.

    A single mark proves nothing.
    """
    marked = sorted(sum(c.quoted and (c.enum or "").startswith("“") for c in side) for side in (old, new))
    return marked[0] == 0 and marked[1] > 1


def classify_number(old: str, new: str, *, is_requoted: bool = False) -> ChangeClass:
    """Classify a changed number of a clause that is in both texts; one of the numbers may be empty.

    A different number, or the same one in another usual form (``2.``, ``(2)``), is numbering.  A broken form
    (``(2``) or a quotation mark is not.
    """
    if is_requoted and number_form(old.lstrip("“")) == number_form(new.lstrip("“")):
        return ChangeClass.TYPOGRAPHIC
    if not (old and new) or number_key(old) != number_key(new) or all(map(_DESIGNATOR.fullmatch, (old, new))):
        return ChangeClass.NUMBERING
    bare_old, bare_new = (_NUMBER_MARKS.sub("", fold(side)) for side in (old, new))
    return ChangeClass.PUNCTUATION if bare_old == bare_new else ChangeClass.SUBSTANTIVE


_NUMBER_MARKS = pattern(r"[\s.,:;()\[\]—-]")

_DESIGNATOR = pattern(r"\s*(?:[A-Za-z]+\.?\s+)?(?:[\w-]+\.?|\([\w-]+\))\s*")


def classify_alone(text: str) -> ChangeClass:
    """Classify a clause that was added or removed; one that is only marks is punctuation."""
    return ChangeClass.PUNCTUATION if text and not _without_marks(text) else ChangeClass.SUBSTANTIVE


# -------------------------------------------------------------------------- typographic


def is_typographic(old: str, new: str, place: HunkPlace) -> bool:
    """Whether the two are the same text printed two ways; in a heading, case and the final mark do not count."""
    if is_same_printing(old, new):
        return True
    if place.is_requoted and {old.strip(), new.strip()} in _BLOCK_MARKS:
        return True
    if not place.in_heading:
        return False
    a, b = (fold(side).lower() for side in (old, new))
    if place.ends_heading:
        a, b = (side.rstrip().rstrip(_CLOSE_HEADING) for side in (a, b))
    return is_same_printing(a, b)


_BLOCK_MARKS = ({"", "“"}, {"", "”"})
_CLOSE_HEADING = ".,:;—"

# -------------------------------------------------------------------------- punctuation

_FIGURE = r"[$€£¥¢-]?\.?\d"
_MARKS = pattern(
    r"""
    (?<!\d)[()\[\]{}](?!FIGURE)       # brackets, but not around a number
  | [,;:.](?!\d)                      # not inside a number, nor before one
  | —(?!FIGURE)
  | (?<![^\W_])-(?![^\W_]|FIGURE)     # a hyphen used as a dash
    """.replace("FIGURE", _FIGURE),
    re.VERBOSE,
)
_BRACKET = pattern(r"[()\[\]{}]")
_OPERATOR = pattern(r"[+−×÷=<>≤≥≠±√^]|(?<= )[*-](?= )|(?<![^\W_]{2})/(?![^\W_]{2})")
_FORMULA_REACH = 12
"""Characters beside a bracket in which an operator makes it a sign of a formula: ``(A + B) × C``."""


_OTHER_MARK = pattern(r"([^\w\s])")


def _without_marks(text: str) -> list[str]:
    return _MARKS.sub(" ", fold(text)).split()


def _is_punctuation(old: str, new: str, place: HunkPlace) -> bool:
    """Whether the two differ only in commas, semicolons, colons, periods, brackets or dashes; and perhaps in capitals.

    The characters beside the hunk count: a period before a digit makes another number.  A period added or dropped
    before a quotation mark is punctuation; one that trades places with it is not, since the mark may end quoted law.
    """
    if _is_in_cell_alone(old, new, place) or _is_bracket_of_formula(old, new, place):
        return False
    sides = zip(place.before, (old, new), place.after, strict=True)
    a, b = (_MARKS.sub(" ", fold(before[-1:] + side + _next_mark(after))) for before, side, after in sides)
    if not _OTHER_MARK.search(_MARKS.sub("", fold(old + new))):
        a, b = (_OTHER_MARK.sub(r" \1 ", side) for side in (a, b))
    olds, news = a.split(), b.split()
    return len(olds) == len(news) and all(map(is_capitalization, olds, news))


def _next_mark(after: str) -> str:
    """The character after a hunk, or the beginning of the figure there."""
    figure = _BEGINS_FIGURE.match(after)
    return figure[0] if figure else after[:1]


_BEGINS_FIGURE = pattern(_FIGURE)


def _is_in_cell_alone(old: str, new: str, place: HunkPlace) -> bool:
    """Whether a mark is all that a cell of a table has on one side and the cell is empty on the other."""
    if place.level != "row" or bool(old.strip()) == bool(new.strip()):
        return False
    return all(map(_CELL_BEFORE.search, place.before)) and all(map(_CELL_AFTER.match, place.after))


_CELL_BEFORE = pattern(r"(?:^|\|)\s*$")
_CELL_AFTER = pattern(r"\s*(?:\||$)")


def _is_bracket_of_formula(old: str, new: str, place: HunkPlace) -> bool:
    """Whether brackets changed beside an operator, so that they tell what is reckoned first."""
    if not _BRACKET.search(old + new):
        return False
    sides = zip(place.before, (old, new), place.after, strict=True)
    return any(
        _OPERATOR.search(before[-_FORMULA_REACH:] + side + after[:_FORMULA_REACH]) for before, side, after in sides
    )


# --------------------------------------------------------------------------- connective

_LINK = r"[;,.:]?(?:and|or)?[;,.:]?"
_THEREFORE = r"(?:now,?therefore,?(?:beit)?:?)?"
_THEREFORE_FOLLOWS = pattern(r"[\s,]*therefore\b", re.IGNORECASE)
_CONNECTS = pattern(rf"{_LINK}{_THEREFORE}", re.IGNORECASE)
_CONJUNCTION = pattern(r"\b(and|or)\b", re.IGNORECASE)
_OPENS_WHEREAS = pattern(r"\s*whereas\s*", re.IGNORECASE)
_TO_THEREFORE = pattern(r"\bnow,?\s*(?:therefore,?\s*)?\Z", re.IGNORECASE)
_FROM_THEREFORE = pattern(r"\s*(?:therefore\b|be\s+it\W*\Z)", re.IGNORECASE)


def _is_connective(old: str, new: str, place: HunkPlace) -> bool:
    """Whether both only link a clause to the next, or a comma after "Whereas" or in "Now, therefore, be it" changed.

    "and" for "or" changes the meaning.  So does a conjunction added to or dropped from a list whose items stayed.
    """
    if {old.strip(), new.strip()} == {"", ","}:
        if all(map(_TO_THEREFORE.search, place.before)) and all(map(_FROM_THEREFORE.match, place.after)):
            return True
        return place.level == "whereas" and all(map(_OPENS_WHEREAS.fullmatch, place.before))
    is_last = place.is_last
    if not is_last and all(map(_THEREFORE_FOLLOWS.match, place.after)):
        old, new, is_last = old + place.after[0], new + place.after[1], True
    if not is_last or not all(_CONNECTS.fullmatch("".join(side.split())) for side in (old, new)):
        return False
    conjunctions = [{word.lower() for word in _CONJUNCTION.findall(side)} for side in (old, new)]
    if not any(conjunctions):
        return any(re.search("therefore", side, re.IGNORECASE) for side in (old, new))
    return len(conjunctions[0] | conjunctions[1]) == 1 and (conjunctions[0] == conjunctions[1] or place.is_linked())


# --------------------------------------------------------------------------- conforming

_CHAMBER = pattern(r"\b(?:(?:the\s+other|this)\s+House|(?:the\s+)?(?:House\s+of\s+Representatives|House|Senate))\b")
_FORMULAS_OF = frozenset({"resolved", "title-amendment"})
_OPENING = pattern(
    r"\W*(?:Resolved\b\W*|Be\s+it\s+(?:resolved|enacted)\b\W*)?(?:by\s+|That\s+)?"
    r"(?:CHAMBER|\band\b|\bthe\b|\bof\s+the\s+United\s+States\s+of\s+America\s+in\s+Congress\s+assembled|\bconcurring|\bThat|\W)*"
)


def _is_conforming(old: str, new: str, place: HunkPlace) -> bool:
    """Whether one chamber replaces the other in the opening formula of a resolving clause or title amendment."""
    if place.level not in _FORMULAS_OF or not (_CHAMBER.search(old) or _CHAMBER.search(new)):
        return False
    sides = zip(place.before, (old, new), strict=True)
    return all(_OPENING.fullmatch(_CHAMBER.sub("CHAMBER", before + side)) for before, side in sides)
