"""What a reader looks for first, in a few lines above the clauses; the clauses below show everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from billtrack.diff.answers.labels import place, words_apart
from billtrack.diff.engine.highlights import Highlight, Highlights, KeptReference, Replacement
from billtrack.diff.engine.result import Comparison
from billtrack.output.answers import counted
from billtrack.output.page import Fact, Facts, Line

_LINES = 3
"""The most replacements listed under one label."""
_ALONE = 4
"""The most additions, or deletions, listed under one label."""
_PLACES = 2
"""The most clauses named beside a change made in several."""

_Change: TypeAlias = tuple[str | None, str | None]
_Names: TypeAlias = Callable[[str], str]


def first_facts(comparison: Comparison, highlights: Highlights) -> Facts | None:
    """The highlights as labeled lines; ``None`` if there are none.  The official title is shown elsewhere."""
    names = _names(comparison)
    headings = [each for each in highlights.titles if each.address != "title"]
    told = {(each.old, each.new) for each in (*highlights.amounts, *highlights.dates, *highlights.obligations)}
    replaced = [each for each in highlights.replacements if (each.old, each.new) not in told]
    groups = (
        ("Amounts", _told(names, highlights.amounts)),
        ("Dates", _told(names, highlights.dates)),
        ("Obligations", _told(names, highlights.obligations)),
        ("Repeated", _replaced(replaced)),
        ("References", (*_told(names, highlights.references), *_kept(names, highlights.kept_references))),
        ("Headings", _told(names, headings)),
    )
    facts = tuple(Fact(label, lines) for label, lines in groups if lines)
    return Facts(facts) if facts else None


def _names(comparison: Comparison) -> _Names:
    """Name the clauses of a comparison by address, as readers do (``Sec. 2(a)``), or an address that none has."""
    sides = [
        (side, {clause.address: index for index, clause in enumerate(side)})
        for side in (comparison.new, comparison.old)
    ]
    return lambda address: next((place(side, index[address]) for side, index in sides if address in index), address)


def _told(names: _Names, highlights: Sequence[Highlight]) -> tuple[Line, ...]:
    changes: dict[_Change, list[str]] = {}
    for each in highlights:
        changes.setdefault((each.old, each.new), []).append(names(each.address))
    return tuple(map(Line, (*_pairs(changes), *_moved(changes), *_alone(changes))))


def _kept(names: _Names, references: Sequence[KeptReference]) -> Iterator[Line]:
    """``section 2 (Sec. 9): same words, but section 2 is another clause now``."""
    for each in references[:_LINES]:
        yield Line(f"{each.words} ({names(each.address)}): same words, but {each.note}")
    if len(references) > _LINES:
        yield Line(f"{len(references) - _LINES:,} more with the same words (listed by --json)")


def _pairs(changes: Mapping[_Change, Sequence[str]]) -> Iterator[str]:
    """``$1,000 → $1,500 (Sec. 2)``, one change per line."""
    pairs = [(old, new, where) for (old, new), where in changes.items() if old and new]
    for old, new, where in pairs[:_LINES]:
        before, after = words_apart(old, new)
        yield f"{before} → {after} ({_places(where)})"
    if len(pairs) > _LINES:
        yield f"{len(pairs) - _LINES:,} more below"


def _moved(changes: dict[_Change, list[str]]) -> Iterator[str]:
    """``moved within Sec. 2: $5``; takes the deletion and the insertion out of *changes*."""
    for words in [
        old for old, new in changes if old and new is None and changes.get((None, old)) == changes[old, None]
    ]:
        where = changes.pop((words, None))
        del changes[None, words]
        yield f"moved within {_places(where)}: {words}"


def _alone(changes: Mapping[_Change, Sequence[str]]) -> Iterator[str]:
    """``added: $5 (Sec. 2); $6 (Sec. 3)``, each side on one line."""
    for side, way in ((1, "added"), (0, "deleted")):
        every = [(change[side], where) for change, where in changes.items() if change[side] and not change[1 - side]]
        if every:
            line = "; ".join(f"{words} ({_place(where)})" for words, where in every[:_ALONE])
            more = f"; {len(every) - _ALONE:,} more below" if len(every) > _ALONE else ""
            yield f"{way}: {line}{more}"


def _place(where: Sequence[str]) -> str:
    once = list(dict.fromkeys(where))
    if len(once) > 1:
        return counted(len(once), "clause")
    return once[0] if len(where) == 1 else f"{once[0]}, {len(where):,} times"


def _places(where: Sequence[str]) -> str:
    once = list(dict.fromkeys(where))
    if len(once) == 1:
        return _place(where)
    if len(once) <= _PLACES:
        return " and ".join(once)
    return f"{'; '.join(once[:_PLACES])}; {counted(len(once) - _PLACES, 'other clause')}"


def _way(each: Replacement) -> str:
    if each.old is None:
        return f"“{each.new}” inserted"
    return f"“{each.old}” deleted" if each.new is None else f"“{each.old}” → “{each.new}”"


def _replaced(replacements: Sequence[Replacement]) -> tuple[Line, ...]:
    """``“training” → “education” (5 times)``, ``“uniformed services” inserted (6 times)``."""
    told = [Line(f"{_way(each)} ({each.count:,} times)") for each in replacements[:_LINES]]
    if len(replacements) > _LINES:
        told.append(Line(f"{len(replacements) - _LINES:,} more below"))
    return tuple(told)
