"""What readers call a clause and what became of it: ``Whereas 4``, ``Sec. 3(a)(1)``, ``edited, moved``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from billtrack.analysis.diff.result import Change, ChangeClass, Comparison, UnitChange
from billtrack.clauses import DEFAULT_LEVELS, Clause

_NAMES = MappingProxyType(
    {
        "whereas": "Whereas",
        "resolved": "Resolved",
        "excerpt": "Excerpt",
        "summary": "Paragraph",
        "section": "Sec.",
        "division": "Div.",
        "subdivision": "Subdiv.",
        "title": "Title",
        "subtitle": "Subtitle",
        "part": "Part",
        "subpart": "Subpart",
        "chapter": "Chapter",
        "subchapter": "Subchapter",
        "article": "Article",
        "subarticle": "Subarticle",
    }
)
_UNNUMBERED = MappingProxyType({"quoted-block": "quoted words", "continuation": "closing words"})


def place(clauses: Sequence[Clause], index: int) -> str:
    """Name the place of a clause: ``Resolved 1(2)``, ``Title I, Sec. 5(b), quoted (D)``.

    A level without a number goes by its heading where it has one: ``Title I, “OPERATIONS AND SUPPORT”``.
    """
    clause = clauses[index]
    if clause.path == ("title", "amendment"):
        return "Title amendment"
    return ", ".join(_words(clause.path, _headings(clauses, index))) or clause.address


def _headings(clauses: Sequence[Clause], index: int) -> dict[int, str]:
    """The headings of the clause and those around it that have no number, by the length of their path."""
    found: dict[int, str] = {}
    at: int | None = index
    while at is not None:
        clause = clauses[at]
        names = _names(clauses, at)
        if names:
            found[len(clause.path)] = ", ".join(f"“{first_words(name)}”" for name in names)
        at = clause.parent
    return found


def _names(clauses: Sequence[Clause], index: int) -> list[str]:
    clause = clauses[index]
    if clause.enum:
        return []
    if clause.level == _ACCOUNT:
        return _account_names(clauses, index)
    return [clause.header] if clause.header else []


def _account_names(clauses: Sequence[Clause], index: int) -> list[str]:
    """The agency an account stands under, and its heading, which may be a line of its own before its words.

    The official XML makes the three neighbours, not parents of each other; "(INCLUDING TRANSFER OF FUNDS)" names none.
    """
    clause = clauses[index]
    name = clause.header
    for before in reversed(clauses[:index]):
        if before.parent == clause.parent and before.level != _ACCOUNT:
            agency = before.header if before.level == "appropriations-intermediate" else None
            return [each for each in (agency, name) if each]
        if before.depth < clause.depth:
            break
        if before.parent == clause.parent and not before.text and (name is None or name.startswith("(")):
            name = before.header
    return [name] if name else []


_ACCOUNT = "appropriations-small"


def _words(path: Sequence[str], headings: Mapping[int, str]) -> Iterator[str]:
    word = ""
    at = 0
    while at < len(path):
        segment, follows = path[at], path[at + 1] if at + 1 < len(path) else None
        if segment in _NAMES and follows is not None:
            if word:
                yield word
            word = f"{_NAMES[segment]} {_plain(follows)}"
            at += 2
            continue
        name, _, count = segment.partition("~")
        if word and not _is_level(name):
            word = _inside(word) + f"({_plain(segment)})"
        else:
            if word:
                yield word
            word = _UNNUMBERED.get(name, name.replace("-", " ")) + (f" {count}" if count else "")
            word = headings.get(at + 1) or (word if at else f"{word[:1].upper()}{word[1:]}")
        at += 1
    if word:
        yield word


def _inside(word: str) -> str:
    """Quoted words are called so where they are meant whole; what stands in them is ``quoted (b)``."""
    return "quoted " if word == _UNNUMBERED["quoted-block"] else word


_LEVELS = frozenset({*DEFAULT_LEVELS, *DEFAULT_LEVELS.values(), "proviso"})
_LEVEL = re.compile(r"[a-z]{6,}|[a-z]{3,}(?:-[a-z]+)+")


def _is_level(name: str) -> bool:
    """Whether a segment is the name of a level rather than a number (``xviii``)."""
    return name in _LEVELS or _LEVEL.fullmatch(name) is not None


def _plain(segment: str) -> str:
    name, tilde, count = segment.partition("~")
    return f"{name}, no. {count}" if tilde else name


def places(clauses: Sequence[Clause], indexes: Sequence[int]) -> str:
    """Name the places of several clauses: ``Whereas 4 and Whereas 5``."""
    names = [place(clauses, index) for index in indexes]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def place_of(comparison: Comparison, unit: UnitChange) -> str:
    """Name where *unit* stands: in the new text, or in the old one when it is not in the new.

    An excerpt, whose own place is not known, is named by the clause it fits.
    """
    if unit.new and not (unit.old and _is_excerpt(comparison.new, unit.new)):
        return places(comparison.new, unit.new)
    is_gone = unit.change is Change.REMOVED
    return old_place(comparison, unit) if is_gone else places(comparison.old, unit.old)


def old_place(comparison: Comparison, unit: UnitChange) -> str:
    """Name where *unit* stood: a number may be another clause's in the new text, so the old one is said."""
    return f"{places(comparison.old, unit.old)} (old text)"


def _is_excerpt(clauses: Sequence[Clause], indexes: Sequence[int]) -> bool:
    return clauses[indexes[0]].level == "excerpt"


def became(comparison: Comparison, unit: UnitChange, *, is_along: bool = False) -> str:
    """Say what became of *unit*: ``edited, moved from Whereas 3``, ``split from Sec. 2(a)``.

    *is_along*: it moved with what it stands in, where that is told.
    """
    was = places(comparison.old, unit.old)
    said = {
        Change.SAME: "",
        Change.SPLIT: f"split from {was}",
        Change.MERGED: f"merged from {was}",
        Change.NOT_LOADED: "not loaded on the other side",
    }
    parts = [said.get(unit.change, unit.change.value), _whence(comparison, unit, was, is_along=is_along)]
    return ", ".join(filter(None, parts)) or "unchanged"


def _whence(comparison: Comparison, unit: UnitChange, was: str, *, is_along: bool) -> str:
    """Where the unit stood before, where that is not said yet, or which excerpt it was compared with."""
    for side, indexes in ((comparison.new, unit.new), (comparison.old, unit.old)):
        if unit.old and unit.new and _is_excerpt(side, indexes):
            return f"as far as {places(side, indexes).lower()} has it"
    is_one_to_one = unit.change in {Change.SAME, Change.EDITED}
    if unit.moved and not is_along:
        return f"moved from {was}" if is_one_to_one else "moved"
    is_named_alike = was.casefold() == places(comparison.new, unit.new).casefold()
    return f"was {was}" if is_one_to_one and not is_named_alike else ""


def class_words(kind: ChangeClass | None) -> str:
    """Name a class of change; empty for none."""
    return kind.value if kind else ""


def counted(number: int, word: str) -> str:
    """``1 word``, ``2 words``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


_FIRST_WORDS = 7


def first_words(text: str, count: int = _FIRST_WORDS) -> str:
    """The first words of *text*, with an ellipsis where there are more."""
    words = text.split(maxsplit=count)
    return " ".join(words[:count]) + (" ..." if len(words) > count else "")
