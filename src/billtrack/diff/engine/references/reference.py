"""A reference as its words give it: the levels, the designators, and which text it is to."""

from __future__ import annotations

from enum import StrEnum

from billtrack.model.values import Value

WHOLE = "whole"
"""The level of ``this Act`` and ``this resolution``."""


class Pointer(StrEnum):
    """How a reference without a number names its clause."""

    THIS = "this"
    SUCH = "such"
    FIRST = "first"
    PRECEDING = "preceding"
    FOLLOWING = "following"


class Scope(StrEnum):
    """Which text a reference is to, by its words alone."""

    OWN = "own"
    OTHER_LAW = "other law"
    UNKNOWN = "unknown"


class Designator(Value, frozen=True):
    """One designator: ``3(b)(1)`` is ``("3", "b", "1")``; *through*: a range from the item before ends here."""

    path: tuple[str, ...]
    through: bool = False


class ReferenceStep(Value, frozen=True):
    """One level of a reference with its designators; a pointer has none."""

    level: str
    items: tuple[Designator, ...] = ()
    pointer: Pointer | None = None


class CrossReference(Value, frozen=True):
    """A reference: its place in the passage, and its steps, from the clause named outward.

    ``law``: the name of the law that directly follows, in small letters; it is outside ``start`` to ``end``, and ends
    at ``reach``.  ``is_quoted``: it is between quotation marks.  ``is_of_amendment``: it follows ``amended by`` or the
    like.  A citation (``15 U.S.C. 2``) has no steps.
    """

    start: int
    end: int
    steps: tuple[ReferenceStep, ...]
    scope: Scope
    joins: frozenset[str] = frozenset()
    is_quoted: bool = False
    is_of_amendment: bool = False
    words: str = ""
    law: str = ""
    reach: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for two references that say the same."""
        return (self.steps, self.scope, self.joins, self.words, self.law)

    @property
    def stop(self) -> int:
        """Where it ends, with the name of the law that it names."""
        return max(self.end, self.reach)

    @property
    def is_several(self) -> bool:
        """Whether it names more than one clause."""
        return bool(self.steps) and len(self.steps[0].items) > 1

    @property
    def is_anchored(self) -> bool:
        """Whether it says that it is to this text: ``of this Act``, ``of this section``."""
        return any(step.pointer is Pointer.THIS for step in self.steps[1:])
