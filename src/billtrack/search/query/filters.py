"""Read the filters of a query: ``key:value`` from the table of filters, and ``in:``."""

from __future__ import annotations

from typing import TypeAlias

from billtrack.model.identifiers import MeasureType
from billtrack.model.query.fields import FILTERS
from billtrack.model.query.tree import Fact, Field, Is, Or, Part
from billtrack.model.query.typed import TYPE_GROUPS, UnreadableError, choice

Asked: TypeAlias = Fact | Or
"""What one filter requires: a fact, or one of several."""


def read_filter(key: str, values: tuple[str, ...]) -> Asked:
    """Read ``key:value,value``, which requires one of the values.

    Raises:
        UnreadableError: there is no value, or not one the filter can have.
    """
    if not values:
        raise UnreadableError(f"a value was expected after {key}:")
    facts = tuple(dict.fromkeys(fact for value in values for fact in FILTERS[key].read(value)))
    return facts[0] if len(facts) == 1 else Or(facts)


def read_parts(values: tuple[str, ...]) -> tuple[frozenset[Part], Asked | None]:
    """Read ``in:part,part``: the parts that must contain the words, and the types of measure that have such parts.

    Raises:
        UnreadableError: there is no value, or it is not a part of a text.
    """
    if not values:
        raise UnreadableError("title, whereas, resolved or section was expected after in:")
    names = frozenset(choice(value, _NAMES) for value in values)
    return frozenset(_PARTS[name] for name in names), _TYPES_WITH.get(names)


def is_value_then_words(key: str, text: str) -> bool:
    """Whether *text*, after ``key:``, is a value of the filter and then words, rather than a value with spaces in it.

    Names have spaces in them: they are one value, unless a code stands first, as in ``committee:hsfa00 tax``.
    """
    first, *others = text.split()
    if not others:
        return False
    alone, whole = _read(key, first), _read(key, text)
    return alone is not None and (whole is None or (isinstance(alone, Is) and alone.field in _CODES))


_CODES = {Field.SPONSOR_ID, Field.COSPONSOR_ID, Field.COMMITTEE_CODE}


def _read(key: str, value: str) -> Asked | frozenset[Part] | None:
    """Read one value; ``None`` if the filter cannot have it, or is none."""
    try:
        if key == "in":
            return read_parts((value,))[0]
        return read_filter(key, (value,)) if key in FILTERS else None
    except UnreadableError:
        return None


_PARTS = {
    "title": Part.TITLE,
    "whereas": Part.WHEREAS,
    "resolved": Part.PROVISIONS,
    "section": Part.PROVISIONS,
    "provisions": Part.PROVISIONS,
}
_NAMES = {
    **{name: name for name in _PARTS},
    "titles": "title",
    "preamble": "whereas",
    "recital": "whereas",
    "recitals": "whereas",
    "sections": "section",
    "body": "provisions",
}
_TYPES_WITH = {
    frozenset({part}): Or(tuple(Is(Field.TYPE, kind.value) for kind in MeasureType if kind in TYPE_GROUPS[group]))
    for part, group in (("resolved", "resolution"), ("section", "bill"))
}
"""The types that have a part: bills have sections, all other measures resolving clauses."""
