"""Build queries from parts: flattened, each part once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from billtrack.model.query.fields import FILTERS
from billtrack.model.query.tree import And, Field, Introduced, Is, Named, Near, Node, Not, Or, Part, Phrase
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
