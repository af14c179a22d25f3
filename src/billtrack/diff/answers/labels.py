"""What readers call a clause and what became of it: ``Whereas 4``, ``Sec. 3(a)(1)``, ``edited, moved``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from billtrack.diff.engine.result import Change, ChangeClass, Comparison, UnitChange
from billtrack.model.clauses import DEFAULT_LEVELS, NAMED_LEVELS, Clause, normalised_enum
from billtrack.model.patterns import pattern
from billtrack.output.answers import counted

_NAMES = {
    **{level: level.capitalize() for level in (*NAMED_LEVELS, "whereas", "resolved", "excerpt")},
    "summary": "Paragraph",
    "section": "Sec.",
    "division": "Div.",
    "subdivision": "Subdiv.",
}
_TITLES = {"official-title": "Official title", "title-amendment": "Title amendment"}
_UNNUMBERED = {"quoted-block": "quoted words", "continuation": "closing words"}


def place(clauses: Sequence[Clause], index: int) -> str:
    """Name the place of a clause: ``Resolved 1(2)``, ``Title I, Sec. 5(b), quoted (D)``.

    A resolving clause printed with a section number is that section, as in a joint resolution.  A level without a
    number goes by its heading, if any: ``Title I, “OPERATIONS AND SUPPORT”``.
    """
    clause = clauses[index]
    if clause.level in _TITLES:
        return _TITLES[clause.level]
    return ", ".join(_words(_path(clauses, index), _headings(clauses, index))) or clause.address


def _path(clauses: Sequence[Clause], index: int) -> tuple[str, ...]:
    """The path of a clause as read: ``SEC. 2.`` of a resolution is a section, not its second resolving clause."""
    path, root = clauses[index].path, clauses[index]
    while root.parent is not None:
        root = clauses[root.parent]
    if root.level != "resolved" or root.enum is None or root.enum.startswith("("):
        return path
    number = normalised_enum(root.enum)
    return ("section", number, *path[len(root.path) :]) if number else path


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
    """The agency above an account, and the account's heading, which may be a separate line before its words.

    The official XML makes the three neighbors, not parents of each other; "(INCLUDING TRANSFER OF FUNDS)" names none.
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
        if segment in _NAMES and follows is not None and not _is_level(follows.partition("~")[0]):
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
            if name == "section":
                word = f"unnumbered {word}"
            word = headings.get(at + 1) or (word if at else f"{word[:1].upper()}{word[1:]}")
        at += 1
    if word:
        yield word


def _inside(word: str) -> str:
    """Name the inside of a quoted block: ``quoted (b)``, or the quoted words as a whole."""
    return "quoted " if word == _UNNUMBERED["quoted-block"] else word


_LEVELS = frozenset({*DEFAULT_LEVELS, *DEFAULT_LEVELS.values(), "proviso"})
_LEVEL = pattern(r"[a-z]{6,}|[a-z]{3,}(?:-[a-z]+)+")


def _is_level(name: str) -> bool:
    """Whether a segment is the name of a level rather than a number (``xviii``)."""
    return name in _LEVELS or _LEVEL.fullmatch(name) is not None


def _plain(segment: str) -> str:
    name, tilde, count = segment.partition("~")
    return f"{name}, no. {count}" if tilde else name


_EACH = 3
"""Up to this many clauses in a row are each named."""


def places(clauses: Sequence[Clause], indexes: Sequence[int]) -> str:
    """Name the places of several clauses: ``Whereas 4 and Whereas 5``, ``Sec. 2(a) to Sec. 2(a)(6)``."""
    if len(indexes) > _EACH and indexes[-1] - indexes[0] == len(indexes) - 1:
        return f"{place(clauses, indexes[0])} to {place(clauses, indexes[-1])}"
    names = [place(clauses, index) for index in indexes]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def place_of(comparison: Comparison, unit: UnitChange) -> str:
    """Name where *unit* is: in the new text, or in the old one if it is not in the new.

    An excerpt, whose own place is not known, is named by the clause it fits.
    """
    if unit.new and not (unit.old and _is_excerpt(comparison.new, unit.new)):
        return places(comparison.new, unit.new)
    is_gone = unit.change is Change.REMOVED
    return old_place(comparison, unit) if is_gone else places(comparison.old, unit.old)


def stands(comparison: Comparison, unit: UnitChange) -> tuple[Sequence[Clause], int]:
    """Where the first clause of *unit* is: in the new text, or in the old one if it is not in the new."""
    return (comparison.new, unit.new[0]) if unit.new else (comparison.old, unit.old[0])


def old_place(comparison: Comparison, unit: UnitChange) -> str:
    """Name where *unit* was in the old text; its number may belong to another clause in the new text."""
    return f"{places(comparison.old, unit.old)} (old text)"


def _is_excerpt(clauses: Sequence[Clause], indexes: Sequence[int]) -> bool:
    return clauses[indexes[0]].level == "excerpt"


def became(comparison: Comparison, unit: UnitChange, *, is_along: bool = False) -> str:
    """Describe what became of *unit*: ``edited, moved from Whereas 3``, ``split from Sec. 2(a)``.

    *is_along*: it moved with the clause around it, which already says so.
    """
    was = places(comparison.old, unit.old)
    said = {
        Change.SAME: "",
        Change.SPLIT: f"split from {was}",
        Change.MERGED: f"merged from {was}",
        Change.NOT_LOADED: "not loaded in the other text",
    }
    parts = [said.get(unit.change, unit.change.value), _whence(comparison, unit, was, is_along=is_along)]
    return ", ".join(filter(None, parts)) or "unchanged"


def became_whole(comparison: Comparison, units: Sequence[UnitChange], *, is_along: bool) -> str:
    """Describe what became of a unit and of the units inside it that changed the same way."""
    inside = f", with {counted(len(units) - 1, 'clause')} inside it" if len(units) > 1 else ""
    return became(comparison, units[0], is_along=is_along) + inside


def _whence(comparison: Comparison, unit: UnitChange, was: str, *, is_along: bool) -> str:
    """Where the unit was before, unless already named, or which excerpt it was compared with."""
    for side, indexes in ((comparison.new, unit.new), (comparison.old, unit.old)):
        if unit.old and unit.new and _is_excerpt(side, indexes):
            return f"compared against {places(side, indexes).lower()} only"
    if unit.moved and not is_along:
        return f"moved from {was}" if unit.change in _ONE_TO_ONE else "moved"
    return was_elsewhere(comparison, unit)


_ONE_TO_ONE = frozenset({Change.SAME, Change.EDITED})


def was_elsewhere(comparison: Comparison, unit: UnitChange) -> str:
    """``was Sec. 2`` for a clause with a new name; empty if the name is the same or it had several."""
    if unit.change not in _ONE_TO_ONE:
        return ""
    was = places(comparison.old, unit.old)
    return "" if was.casefold() == places(comparison.new, unit.new).casefold() else f"was {was}"


def class_words(kind: ChangeClass | None) -> str:
    """Name a class of change; empty for none."""
    return kind.value if kind else ""


def words_told(deleted: int, inserted: int) -> str:
    """``2 words deleted, 3 inserted``; empty if no word changed."""
    if deleted and inserted:
        return f"{counted(deleted, 'word')} deleted, {inserted:,} inserted"
    number, way = (deleted, "deleted") if deleted else (inserted, "inserted")
    return f"{counted(number, 'word')} {way}" if number else ""


_KEPT = 4


def words_apart(old: str, new: str) -> tuple[str, str]:
    """Cut the common beginning and end down to four words: ``... relating to AED training in the Nation’s ...``."""
    olds, news = old.split(), new.split()
    shortest = min(len(olds), len(news))
    start = next((at for at in range(shortest) if olds[at] != news[at]), shortest)
    left = shortest - start
    end = next((at for at in range(left) if olds[-1 - at] != news[-1 - at]), left)
    return _between(olds, start, end), _between(news, start, end)


def _between(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - _KEPT), min(len(words), len(words) - end + _KEPT)
    cut = words[first:last]
    return " ".join((*(["..."] if first > 0 else []), *cut, *(["..."] if last < len(words) else [])))


_FIRST_WORDS = 7


def first_words(text: str, count: int = _FIRST_WORDS) -> str:
    """The first words of *text*, without leading marks, with an ellipsis if there are more."""
    words = text.lstrip(" ,;:.—").split(maxsplit=count)
    return " ".join(words[:count]) + (" ..." if len(words) > count else "")
