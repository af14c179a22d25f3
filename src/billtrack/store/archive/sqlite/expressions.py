"""What the full-text index is asked, in the language of FTS5.

A query is compiled, never pasted: the index is asked for terms alone, and no term has a mark in it.
"""

from __future__ import annotations

from billtrack.model.query.tree import And, Near, Node, Or, Part, Phrase, is_of_words
from billtrack.model.search_terms import BREAK


def words_needed(node: Node) -> Node | None:
    """The words, if any, that a document must have for *node* to hold of it."""
    match node:
        case Phrase() | Near():
            return node
        case And(nodes):
            needed = tuple(words for words in map(words_needed, nodes) if words)
            return (And(needed) if len(needed) > 1 else needed[0]) if needed else None
        case Or(nodes):
            some = [words_needed(each) for each in nodes]
            return Or(tuple(words for words in some if words)) if all(some) else None
        case _:
            return None


def left_to_test(node: Node) -> tuple[Node, ...]:
    """The parts of *node* that its needed words do not cover."""
    if is_of_words(node):
        return ()
    return tuple(each for each in node.nodes if not is_of_words(each)) if isinstance(node, And) else (node,)


def either(phrases: tuple[Phrase, ...]) -> Node:
    """One of *phrases*, of which there is one at least."""
    return Or(phrases) if len(phrases) > 1 else phrases[0]


_COLUMNS = {Part.TITLE: "title", Part.WHEREAS: "preamble", Part.PROVISIONS: "provisions"}
_NOTHING = f'"{BREAK}{BREAK}"'
"""A term no document has."""


def expression(node: Node) -> str:
    """Write words in the language of the index."""
    match node:
        case Phrase():
            return f"{_columns(node.parts)}{_quoted(node)}"
        case Near(phrases, distance):
            parts = frozenset(Part).intersection(*(each.parts or Part for each in phrases))
            near = f"NEAR({' '.join(map(_quoted, phrases))}, {distance})"
            return f"{_columns(parts)}{near}" if parts else _NOTHING
        case And(nodes):
            return " AND ".join(map(_inner, nodes))
        case Or(nodes):
            return " OR ".join(map(_inner, nodes))
    raise AssertionError(f"the index knows words alone: {node}")


def _inner(node: Node) -> str:
    return f"({expression(node)})" if isinstance(node, And | Or) else expression(node)


def _columns(parts: frozenset[Part]) -> str:
    return f"{{{' '.join(_COLUMNS[part] for part in Part if part in parts)}}} : " if 0 < len(parts) < len(Part) else ""


def _quoted(phrase: Phrase) -> str:
    words = " ".join(phrase.terms)
    return f'"{words}"{" *" if phrase.is_prefix else ""}'
