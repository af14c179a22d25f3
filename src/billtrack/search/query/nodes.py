"""Build the nodes of a query: phrases, filters from the table of filters, and joins, flattened, each part once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from billtrack.model.measure_names import MeasureType
from billtrack.model.query.fields import FILTERS
from billtrack.model.query.tree import And, Fact, Field, Introduced, Is, Named, Near, Node, Not, Or, Part, Phrase
from billtrack.model.query.typed import TYPE_GROUPS, UnreadableError, choice
from billtrack.model.search_terms import terms
from billtrack.model.values import replace


def phrase(text: str, *, is_prefix: bool = False) -> Phrase | None:
    """The words of *text* as a phrase; ``None`` if it has none.

    A star after them makes the last word a prefix; a star inside a single word ends it there and makes it a prefix.
    """
    text = text.strip()
    if "*" in text and " " not in text:
        text = text.lstrip("*").partition("*")[0] + "*" * (not text.startswith("*"))
    found = tuple(terms(text))
    return Phrase(found, is_prefix=is_prefix or text.endswith("*")) if found else None


def phrases_of(node: Node | None) -> tuple[Phrase, ...]:
    """The phrases of an operand of ``NEAR``: a phrase, or phrases that are near each other."""
    match node:
        case Phrase():
            return (node,)
        case Near(phrases):
            return phrases
        case _:
            return ()


def joined(nodes: Sequence[Node | None], join: type[And | Or] = And) -> Node | None:
    """Join the *nodes* that are not ``None``: flattened, each once."""
    flat = (inner for node in nodes if node for inner in (node.nodes if isinstance(node, join) else (node,)))
    each = tuple(dict.fromkeys(flat))
    return join(each) if len(each) > 1 else each[0] if each else None


def merged(nodes: Iterable[Node]) -> list[Node | None]:
    """Join filters with the same key by ``Or`` if a measure has only one value for it."""
    found: dict[object, Node | None] = {}
    for at, node in enumerate(nodes):
        key = _key(node)
        place: object = key if key is not None and FILTERS[key].is_single else at
        found[place] = joined([found.get(place), node], Or)
    return list(found.values())


def _key(node: Node) -> str | None:
    """The key of a filter, or of filters joined by ``OR``."""
    match node:
        case Is(field, _) | Named(field, _):
            return field.key
        case Introduced():
            return Field.INTRODUCED.key
        case Or(nodes):
            keys = set(map(_key, nodes))
            return keys.pop() if len(keys) == 1 else None
        case _:
            return None


def within(node: Node, parts: frozenset[Part]) -> Node:
    """Require the words of *node* in *parts*, except those that already have an ``in:``."""
    match node:
        case Phrase():
            return node if node.parts else replace(node, parts=parts)
        case Near(phrases, distance):
            return Near(tuple(each if each.parts else replace(each, parts=parts) for each in phrases), distance)
        case And(nodes):
            return _again(And, nodes, parts)
        case Or(nodes):
            return _again(Or, nodes, parts)
        case Not(denied):
            return Not(within(denied, parts))
        case _:
            return node


def _again(join: type[And | Or], nodes: Sequence[Node], parts: frozenset[Part]) -> Node:
    return joined([within(each, parts) for each in nodes], join) or nodes[0]


FilterNode: TypeAlias = Fact | Or
"""What one filter requires: a fact, or one of several."""


def read_filter(key: str, values: tuple[str, ...]) -> FilterNode:
    """Read ``key:value,value``, which requires one of the values.

    Raises:
        UnreadableError: there is no value, or not one the filter can have.
    """
    if not values:
        raise UnreadableError(f"a value was expected after {key}:")
    facts = tuple(dict.fromkeys(fact for value in values for fact in FILTERS[key].read(value)))
    return facts[0] if len(facts) == 1 else Or(facts)


def read_parts(values: tuple[str, ...]) -> tuple[frozenset[Part], FilterNode | None]:
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


def _read(key: str, value: str) -> FilterNode | frozenset[Part] | None:
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
