"""Find the clauses of one text that a reference names, at the level and along the path it gives.

A quoted block is separate: a reference in it names clauses of the same block or none, and no reference outside names
a clause in it.  In an instruction that amends another law (``is amended--``, ``by striking``), a reference names
clauses of that law unless it says otherwise (``of this Act``, ``as amended by subsection (a)``).  A reference that fits
several clauses resolves to none, so it is reported rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from billtrack.diff.engine.references.contexts import QUOTED, Contexts
from billtrack.diff.engine.references.reference import WHOLE, CrossReference, Designator, Pointer, ReferenceStep, Scope
from billtrack.model.clauses import NAMED_LEVELS, Clause, normalised_enum

_ROOT = -1


class TextReferences:
    """Looks up the clauses of one text by reference."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._contexts = Contexts(clauses)

    def resolve(self, reference: CrossReference, at: int) -> tuple[int, ...]:
        """Find the clauses that *reference*, in the words of clause *at*, names.

        Indexes in the order named, with every clause of a range; empty if it names no clause of this text, the whole
        text, or possibly several.
        """
        if self.is_of_other_law(reference, at) or reference.scope is Scope.UNKNOWN:
            return ()
        outer = reference.steps[-1]
        if outer.level == "section" and outer.items and not reference.law and self._contexts.is_of_land(at):
            return ()
        container = _ROOT
        if reference.law:
            if outer.level not in NAMED_LEVELS:
                return ()
            container, at = self._contexts.own_laws[reference.law]
        for step in reversed(reference.steps[1:]):
            found = self._step(step, container, at)
            if step.level != WHOLE and len(found) != 1:
                return ()
            container = found[0] if found else _ROOT
        return self._step(reference.steps[0], container, at)

    def is_of_other_law(self, reference: CrossReference, at: int) -> bool:
        """Whether *reference* names a clause of another law, judging by its words and place."""
        if reference.law:
            return reference.law not in self._contexts.own_laws
        if reference.scope is Scope.OTHER_LAW or reference.is_quoted:
            return True
        return self._contexts.is_amending(at) and not self._is_of_this_text(reference, at)

    def _is_of_this_text(self, reference: CrossReference, at: int) -> bool:
        """Whether a reference in an amending instruction says that it is to this text.

        The words after an instruction's items do not count: they may be text for the other law that lost its marks.
        """
        if self._clauses[at].level == "continuation":
            return False
        return reference.is_anchored or reference.is_of_amendment

    def is_inside(self, at: int, outer: int) -> bool:
        """Whether clause *at* is *outer* or inside it."""
        return outer == _ROOT or outer in self._above(at)

    # ------------------------------------------------------------------------------- steps

    def _step(self, step: ReferenceStep, container: int, at: int) -> tuple[int, ...]:
        if step.pointer is not None:
            return self._pointed(step, at) if container == _ROOT and not step.items else ()
        found: list[int] = []
        for item in step.items:
            place = self._item(step.level, item, container, at)
            if place is None:
                return ()
            between = self._between(found[-1], place) if item.through and found else [place]
            if not between or set(between) & set(found):
                return ()
            found += between
        return tuple(found)

    def _pointed(self, step: ReferenceStep, at: int) -> tuple[int, ...]:
        """Resolve *this*, *the preceding*, *the following* or *the first* of a level."""
        if step.level == WHOLE or step.pointer is Pointer.SUCH:
            return ()
        if step.pointer is Pointer.FIRST:
            firsts = [i for i in self._of_level(step.level) if self._world(i) == self._world(at)]
            return tuple(firsts[:1]) if step.level == "section" else ()
        own = next((i for i in self._above(at) if self._level(i) == step.level), None)
        if own is None or step.pointer is Pointer.THIS:
            return () if own is None else (own,)
        beside = [i for i in self._of_level(step.level) if self._world(i) == self._world(own)]
        if step.level != "section":
            beside = [i for i in beside if self._clauses[i].parent == self._clauses[own].parent]
        place = beside.index(own) + (1 if step.pointer is Pointer.FOLLOWING else -1)
        return (beside[place],) if 0 <= place < len(beside) else ()

    def _item(self, level: str, item: Designator, container: int, at: int) -> int | None:
        """Find the clause that one designator names; ``None`` if none or several fit."""
        if level in NAMED_LEVELS:
            found = self._named(level, item.path[0], container, at)
        else:
            inside = self._enclosing(level, at) if container == _ROOT else container
            found = None if inside is None else self._child(inside, item.path[0], level)
        for number in item.path[1:]:
            found = None if found is None else self._child(found, number, None)
        return found

    def _named(self, level: str, number: str, container: int, at: int) -> int | None:
        """Find the section, title or the like with that number: the only one, or the only one in the nearest part."""
        world = self._world(at)
        found = [i for i in self._numbered.get((level, number), ()) if self._world(i) == world]
        if container != _ROOT:
            found = [i for i in found if self.is_inside(i, container)]
            return found[0] if len(found) == 1 else None
        for outer in (*self._above(at), _ROOT) if len(found) > 1 else (_ROOT,):
            near = [i for i in found if self.is_inside(i, outer)]
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def _enclosing(self, level: str, at: int) -> int | None:
        """Find the nearest clause around *at* that contains clauses of *level*."""
        for outer in self._above(at):
            if any(self._level(i) == level for i in self._inner(outer)):
                return outer
        return None

    def _child(self, outer: int, number: str, level: str | None) -> int | None:
        found = [
            i for i in self._inner(outer) if self._number(i) == number and (level is None or self._level(i) == level)
        ]
        return found[0] if len(found) == 1 else None

    def _between(self, first: int, last: int) -> list[int]:
        """List the clauses of a range after *first*: siblings, or sections wherever they are."""
        level = self._level(first)
        if self._level(last) != level or last <= first:
            return []
        beside = self._of_level("section") if level == "section" else self._siblings(first)
        found = [i for i in beside if first < i <= last and self._level(i) == level]
        return [i for i in found if self._world(i) == self._world(first)] if last in found else []

    # ------------------------------------------------------------------------------- the text

    def _above(self, at: int) -> Iterator[int]:
        """Clause *at* and those around it, up to its quoted block."""
        here: int | None = at
        while here is not None:
            yield here
            here = None if self._clauses[here].level == QUOTED else self._clauses[here].parent

    def _world(self, at: int) -> int:
        """Find the quoted block around *at*; -1 for the text itself."""
        if not self._clauses[at].quoted:
            return _ROOT
        return next((i for i in self._above(at) if self._clauses[i].level == QUOTED), _ROOT)

    def _inner(self, outer: int) -> Iterator[int]:
        """The clauses directly in *outer*, including those in unnumbered clauses there, except quoted blocks."""
        for i in self._children.get(outer, ()):
            if self._clauses[i].level == QUOTED:
                continue
            yield i
            if not self._number(i):
                yield from self._inner(i)

    def _siblings(self, at: int) -> list[int]:
        parent = self._clauses[at].parent
        return self._children.get(_ROOT if parent is None else parent, [])

    def _of_level(self, level: str) -> list[int]:
        return self._levels.get(level, [])

    def _level(self, at: int) -> str:
        """The level by its name in references: a resolving clause is a section."""
        level = self._clauses[at].level
        return "section" if level == "resolved" else level

    def _number(self, at: int) -> str:
        clause = self._clauses[at]
        number = normalised_enum(clause.enum)
        return number or (clause.path[-1] if clause.level == "resolved" else "")

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, clause in enumerate(self._clauses):
            found.setdefault(_ROOT if clause.parent is None else clause.parent, []).append(i)
        return found

    @cached_property
    def _levels(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i in range(len(self._clauses)):
            found.setdefault(self._level(i), []).append(i)
        return found

    @cached_property
    def _numbered(self) -> dict[tuple[str, str], list[int]]:
        """Index the clauses that are named by level and number alone."""
        found: dict[tuple[str, str], list[int]] = {}
        for level in NAMED_LEVELS:
            for i in self._of_level(level):
                found.setdefault((level, self._number(i)), []).append(i)
        return found
