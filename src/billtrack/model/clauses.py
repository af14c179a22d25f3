"""The clauses of a text, in reading order, and their addresses.

A clause is one provision's own words, without those of the provisions inside it.

An address is a tuple of segments: ``whereas/4``, ``resolved/1/2`` (the resolving clause is always numbered),
``section/3/a/1``, ``division/A/title/I/section/101``.  The levels from division to section contribute their name
and number, the levels below only their number; an outermost clause always starts with a name.  A clause without a
number has the name of its level (``quoted-block``, ``continuation``); a name already taken in the text
gets ``~2``, ``~3``, in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

from billtrack.errors import InputError
from billtrack.model.measure import Coverage, Excerpt, Provision, ResolvingClause, TextVersion, Whereas
from billtrack.model.patterns import pattern
from billtrack.model.values import Value

NAMED_LEVELS = frozenset(
    {
        *("division", "subdivision", "title", "subtitle", "part", "subpart", "chapter", "subchapter"),
        *("article", "subarticle", "section"),
    }
)
"""Levels whose name is part of the address: different levels have the same numbers."""

DEFAULT_LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "division": "title",
        "subdivision": "title",
        "title": "section",
        "subtitle": "section",
        "part": "section",
        "subpart": "section",
        "chapter": "section",
        "subchapter": "section",
        "article": "section",
        "section": "subsection",
        "subsection": "paragraph",
        "paragraph": "subparagraph",
        "subparagraph": "clause",
        "clause": "subclause",
        "subclause": "item",
        "item": "subitem",
        "table": "row",
        "appropriations-major": "appropriations-intermediate",
        "appropriations-intermediate": "appropriations-small",
        "appropriations-small": "proviso",
    }
)
"""The level of a provision inside another if it names none; ``paragraph`` inside any level not listed."""


def default_level(parent: str) -> str:
    """The level of an item of *parent* that names none."""
    return DEFAULT_LEVELS.get(parent, "paragraph")


class Clause(Value, frozen=True):
    """One provision's own words and its place in the text.

    ``path`` is unique inside a text.  ``level`` is the official element name, or ``whereas``, ``resolved``,
    ``title-amendment``, ``excerpt``, or one of the levels of ``model.Provision``.  ``depth`` is 0 for an
    outermost clause; ``parent`` is the index, in the same sequence, of the clause around it.  ``quoted``:
    a quoted block or inside one, words for another law.
    """

    path: tuple[str, ...]
    level: str
    enum: str | None
    header: str | None
    text: str | None
    depth: int
    quoted: bool
    parent: int | None

    @property
    def address(self) -> str:
        """The path as one string: ``section/3/a``."""
        return "/".join(self.path)


def clauses(text: TextVersion) -> tuple[Clause, ...]:
    """List the clauses of *text* in reading order: preamble, resolved, sections, title amendment, excerpts.

    Empty if nothing is loaded.  Load a text in a file of its own (``text.file``) first.
    """
    walk = _Walk()
    for number, whereas in enumerate(text.preamble or (), 1):
        walk.add_whereas(number, whereas)
    for number, resolving in enumerate(text.resolved or (), 1):
        walk.add_resolving(number, resolving)
    walk.add_items(text.sections or ())
    if text.title_amendment is not None:
        walk.add(("title", "amendment"), "title-amendment", text=text.title_amendment)
    for number, excerpt in enumerate(text.excerpts, 1):
        walk.add_excerpt(number, excerpt)
    return tuple(walk.found)


@lru_cache(maxsize=4096)
def normalised_enum(enum: str | None) -> str | None:
    """Strip a number to what people call it: ``(1)`` is 1, ``SEC. 101.`` is 101; case is kept.

    Only letters, digits, dots and hyphens are kept; ``None`` if nothing is left.
    """
    bare = _UNFIT.sub("-", enum or "").strip("-.")
    return _DESIGNATOR.sub("", bare).strip("-.") or None


_UNFIT = pattern(r"[^A-Za-z0-9.]+")
_DESIGNATOR = pattern(
    r"^(?:sub)?(?:section|sec|title|division|part|chapter|article|clause|paragraph)s?(?:[.-]+|$)", re.IGNORECASE
)


class _Walk:
    """The clauses found so far and the addresses they have taken."""

    def __init__(self) -> None:
        self.found: list[Clause] = []
        self._taken: set[tuple[str, ...]] = set()
        self._next: dict[tuple[str, ...], int] = {}

    def add_whereas(self, number: int, whereas: str | Whereas) -> None:
        words, items = (whereas, ()) if isinstance(whereas, str) else (whereas.text, whereas.items)
        self.add_items(items, self.add(("whereas", str(number)), "whereas", text=words))

    def add_resolving(self, number: int, clause: ResolvingClause) -> None:
        path = ("resolved", str(number))
        place = self.add(path, "resolved", enum=clause.enum, header=clause.header, text=clause.chapeau)
        self.add_items(clause.items, place)

    def add_excerpt(self, number: int, excerpt: Excerpt) -> None:
        self.add(("excerpt", str(number)), "excerpt", text=excerpt.text)

    def add(
        self,
        path: tuple[str, ...],
        level: str,
        *,
        enum: str | None = None,
        header: str | None = None,
        text: str | None = None,
    ) -> int:
        """Append an outermost clause and give its index."""
        self.found.append(Clause(self._own(path), level, enum, header, text, 0, False, None))
        return len(self.found) - 1

    def add_items(self, items: Iterable[Provision], parent: int | None = None) -> None:
        """Append the clauses of *items* and of all inside them; *parent* is the index of the clause around them."""
        base: tuple[str, ...]
        if parent is None:
            usual, base, depth, quoted = "section", (), 0, False
        else:
            above = self.found[parent]
            usual, base, depth, quoted = default_level(above.level), above.path, above.depth + 1, above.quoted
        for item in items:
            level = item.level or usual
            path = self._own(base + _segments(level, item.enum, named=parent is None))
            is_quoted = quoted or level == "quoted-block"
            self.found.append(Clause(path, level, item.enum, item.header, item.text, depth, is_quoted, parent))
            if item.items:
                self.add_items(item.items, len(self.found) - 1)

    def _own(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Take *path*, or its first free variant."""
        taken = self._taken
        before = len(taken)
        taken.add(path)
        if len(taken) > before:
            return path
        count = self._next.get(path, 2)
        while (free := (*path[:-1], f"{path[-1]}~{count}")) in taken:
            count += 1
        self._next[path] = count + 1
        taken.add(free)
        return free


def _segments(level: str, enum: str | None, *, named: bool) -> tuple[str, ...]:
    number = None if enum is None else normalised_enum(enum)
    if number is None:
        return (level,)
    return (level, number) if named or level in NAMED_LEVELS else (number,)


def title_clause(title: str) -> Clause:
    """Make the official *title* a clause; it is none of ``clauses(text)``."""
    return Clause(("title",), "official-title", None, None, title, 0, False, None)


def find_clause(text: TextVersion, path: Sequence[str]) -> tuple[Clause, ...]:
    """Find the clause at *path* and all clauses inside it, in reading order; never empty.

    Divisions, titles and the like may be left out if that is unambiguous: ``section/101/a`` finds
    ``division/A/title/I/section/101/a``.  Numbers may be written as printed (``(a)``).  ``title`` is the official
    title, with the amendment of the title if there is one.  ``parent`` still counts in ``clauses(text)``.

    Raises:
        InputError: no such clause (the nearest are named), several, or one not loaded.
    """
    wanted = tuple(_asked(segment) for segment in path)
    if wanted == ("title",) and text.official_title is not None:
        return (
            title_clause(text.official_title),
            *(clause for clause in clauses(text) if clause.level == "title-amendment"),
        )
    every = clauses(text)
    at = _index_of(every, wanted)
    if at is None:
        raise _missing(text, every, wanted)
    return every[at : _end(every, at)]


def _asked(segment: str) -> str:
    return normalised_enum(segment) or segment if segment[:1] in "([" else segment


def _index_of(every: Sequence[Clause], wanted: tuple[str, ...]) -> int | None:
    """The index of the clause meant: matched exactly, then with levels left out, then without regard to case."""
    for at, clause in enumerate(every):
        if clause.path == wanted:
            return at
    if not wanted:
        return None
    last = wanted[-1].casefold()
    near = [at for at, clause in enumerate(every) if clause.path[-1].casefold() == last]
    folded = tuple(segment.casefold() for segment in wanted)
    for fits in (
        [at for at in near if _leaves_out(every[at].path, wanted)],
        [at for at in near if _leaves_out(tuple(s.casefold() for s in every[at].path), folded)],
    ):
        own = [at for at in fits if not every[at].quoted] or fits
        if len(own) > 1:
            raise _ambiguous([every[at] for at in own], wanted)
        if own:
            return own[0]
    return None


def _leaves_out(path: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether *wanted* is *path* with only named levels (``title/I``) left out."""
    found: list[set[int]] = [{0}, *(set() for _ in range(len(path) + 1))]
    for at, segment in enumerate(path):
        found[at + 1] |= {count + 1 for count in found[at] if wanted[count : count + 1] == (segment,)}
        if segment.partition("~")[0] in NAMED_LEVELS:
            found[at + 2] |= found[at]
    return len(wanted) in found[len(path)]


def _end(every: Sequence[Clause], at: int) -> int:
    depth = every[at].depth
    return next((i for i in range(at + 1, len(every)) if every[i].depth <= depth), len(every))


_SHOWN = 6
_NEAREST = 3


def _ambiguous(found: Sequence[Clause], wanted: tuple[str, ...]) -> InputError:
    names = ", ".join(clause.address for clause in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return InputError(f"{'/'.join(wanted)}: several clauses have this address: {names}{more}")


def _missing(text: TextVersion, every: Sequence[Clause], wanted: tuple[str, ...]) -> InputError:
    name = "/".join(wanted) or "(an empty address)"
    if not _is_loaded(text, wanted[0] if wanted else ""):
        return InputError(
            f"{name}: not loaded: the {text.version_code} text on file is {_HELD[text.coverage]}",
            hint="import the official text of this version, or sync the measure",
        )
    near = _nearest(every, wanted)
    return InputError(
        f"{name}: no such clause in the {text.version_code} text" + (f"; nearest: {', '.join(near)}" if near else "")
    )


_HELD = {
    Coverage.COMPLETE: "complete",
    Coverage.PARTIAL: "partial",
    Coverage.NONE: "announced only, without its words",
}


def _is_loaded(text: TextVersion, part: str) -> bool:
    """Whether all clauses of the requested kind are loaded, so that one not found does not exist."""
    if text.coverage is Coverage.COMPLETE:
        return True
    if part == "whereas":
        return text.preamble is not None and text.preamble_complete is not False
    if part == "resolved":
        return text.resolved is not None
    return part == "excerpt"


def _nearest(every: Sequence[Clause], wanted: tuple[str, ...]) -> list[str]:
    """Up to three addresses near the point where *wanted* no longer matches the text, nearest first."""
    if not wanted:
        return [clause.address for clause in every[:_NEAREST]]
    for length in range(len(wanted) - 1, 0, -1):
        try:
            at = _index_of(every, wanted[:length])
        except InputError:
            continue
        if at is not None:
            inside = _of_kind(every[at + 1 : _end(every, at)], wanted)
            beside = inside or [clause for clause in every if clause.parent == at] or [every[at]]
            return _closest(beside, wanted[-1])
    return _closest(_of_kind(every, wanted) or [c for c in every if c.parent is None], wanted[-1])


def _of_kind(every: Sequence[Clause], wanted: tuple[str, ...]) -> list[Clause]:
    """The clauses at the requested named level (``section`` of ``section/104``), without quoted ones."""
    kind = wanted[-2:-1]
    named = kind and (kind[0] in NAMED_LEVELS or len(wanted) == 2)
    return [c for c in every if c.path[-2:-1] == kind and not c.quoted] if named else []


def _closest(beside: Sequence[Clause], segment: str) -> list[str]:
    """Rank addresses by how near their last segment is: by number if both are numbers, else by letters."""

    def distance(clause: Clause) -> tuple[bool, float]:
        own = clause.path[-1]
        if own.isdecimal() and segment.isdecimal() and len(own + segment) < 20:
            return (False, abs(int(own) - int(segment)))
        return (True, -SequenceMatcher(None, own, segment).ratio())

    return [clause.address for clause in sorted(beside, key=distance)[:_NEAREST]]
