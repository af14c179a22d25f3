"""A search query as a tree: words and where they stand, facts about measures, and how they combine.

A measure is found when all that is asked for holds.  A document is one text of it, with the official title printed
on the text, or its titles as its status lists them; ``Phrase`` and ``Near`` ask about one document, and so do ``And``
and ``Or`` of them.  ``Not`` asks about the measure: what it denies holds of none of its documents.  The other leaves
ask about the measure too, but for ``Field.VERSION``, which asks about a text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from billtrack.model.values import Value


class Part(StrEnum):
    """Where in a document words stand."""

    TITLE = "title"
    WHEREAS = "whereas"
    PROVISIONS = "provisions"


class Phrase(Value, frozen=True):
    """Terms next to each other, inside one clause or title.

    ``terms`` has at least one.  ``is_prefix``: the last is the beginning of a term.  ``parts``: where; empty is
    anywhere.
    """

    terms: tuple[str, ...]
    is_prefix: bool = False
    parts: frozenset[Part] = frozenset()

    def __str__(self) -> str:
        words = f'"{" ".join(self.terms)}"' if len(self.terms) > 1 else self.terms[0]
        each = [f"{part.value}:{words}{'*' * self.is_prefix}" for part in sorted(self.parts)]
        return f"({' OR '.join(each)})" if len(each) > 1 else "".join(each) or f"{words}{'*' * self.is_prefix}"


class Near(Value, frozen=True):
    """Phrases in one part, in any order: ``distance`` terms at most between the first and the last of them."""

    phrases: tuple[Phrase, ...]
    distance: int

    def __str__(self) -> str:
        return f"NEAR({' '.join(map(str, self.phrases))}, {self.distance})"


class Field(StrEnum):
    """A fact of a measure; the part before the dot is its name in a query."""

    TYPE = "type"
    CONGRESS = "congress"
    STAGE = "stage"
    PARTY = "party"
    POLICY = "policy"
    SUBJECT = "subject"
    VERSION = "version"
    INTRODUCED = "introduced"
    SPONSOR_ID = "sponsor.bioguide_id"
    SPONSOR_STATE = "sponsor.state"
    SPONSOR_NAME = "sponsor.name"
    COSPONSOR_ID = "cosponsor.bioguide_id"
    COSPONSOR_STATE = "cosponsor.state"
    COSPONSOR_NAME = "cosponsor.name"
    COMMITTEE_CODE = "committee.system_code"
    COMMITTEE_NAME = "committee.name"

    @property
    def key(self) -> str:
        """Its name in a query."""
        return self.value.partition(".")[0]


class Is(Value, frozen=True):
    """The fact has this value, or one of them has; a committee's code that ends in ``*`` is the beginning of one.

    Withdrawn cosponsors do not count.
    """

    field: Field
    value: str

    def __str__(self) -> str:
        return f"{self.field.key}:{self.value}"


class Named(Value, frozen=True):
    """The name of the fact has all these terms, in any order."""

    field: Field
    terms: tuple[str, ...]

    def __str__(self) -> str:
        words = " ".join(self.terms)
        return f'{self.field.key}:"{words}"' if len(self.terms) > 1 else f"{self.field.key}:{words}"


class Introduced(Value, frozen=True):
    """Introduced on one of these days, both included; ``None``: no such bound."""

    since: dt.date | None
    until: dt.date | None

    def __str__(self) -> str:
        return f"introduced:{self.since or ''}..{self.until or ''}"


class And(Value, frozen=True):
    """All of these, of which there are at least two."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " AND ".join(f"({node})" if isinstance(node, Or) else str(node) for node in self.nodes)


class Or(Value, frozen=True):
    """One or more of these, of which there are at least two."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(f"({node})" if isinstance(node, And) else str(node) for node in self.nodes)


class Not(Value, frozen=True):
    """Holds of no document of the measure."""

    node: Node

    def __str__(self) -> str:
        return f"NOT ({self.node})" if isinstance(self.node, And | Or) else f"NOT {self.node}"


Words: TypeAlias = Phrase | Near
Fact: TypeAlias = Is | Named | Introduced
Node: TypeAlias = Words | Fact | And | Or | Not


class Query(Value, frozen=True):
    """A search as typed, and as understood.

    ``root`` is ``None`` where nothing is asked for: nothing is found then.  ``notes`` tell what was read in another way
    than the writer may have meant.  ``unread``: filters with an unknown value, which were read as words.
    """

    text: str
    root: Node | None
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def read_as(self) -> str:
        """The query as understood, in query syntax; empty if it asks for nothing."""
        return "" if self.root is None else str(self.root)


def is_of_words(node: Node) -> bool:
    """Whether *node* asks for words only, all in one document."""
    match node:
        case Phrase() | Near():
            return True
        case And(nodes) | Or(nodes):
            return all(map(is_of_words, nodes))
        case _:
            return False


def loosened(node: Node) -> Node:
    """Ask for the words of *node* in any order and place, instead of next to or near each other."""
    match node:
        case Phrase(terms, is_prefix, parts) if len(terms) > 1:
            *whole, last = dict.fromkeys(terms)
            words = (*(Phrase((term,), parts=parts) for term in whole), Phrase((last,), is_prefix, parts))
            return And(words) if len(words) > 1 else words[0]
        case Near(phrases):
            return And(tuple(map(loosened, phrases)))
        case And(nodes):
            return And(tuple(map(loosened, nodes)))
        case Or(nodes):
            return Or(tuple(map(loosened, nodes)))
        case _:
            return node


def wanted_phrases(node: Node | None) -> tuple[Phrase, ...]:
    """List the phrases a document may be found by, each once, in the order typed; negated ones are left out."""
    return () if node is None else tuple(dict.fromkeys(_wanted(node)))


def _wanted(node: Node) -> Iterator[Phrase]:
    match node:
        case Phrase():
            yield node
        case Near(phrases):
            yield from phrases
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _wanted(each)
        case _:
            return


def wanted_facts(node: Node) -> tuple[Node, ...]:
    """List the filters a measure must satisfy or may be found by, each once; negated ones are left out.

    A filter that one of several facts satisfies, as ``sponsor:California``, is their ``Or``.
    """
    return tuple(dict.fromkeys(_facts(node)))


def _facts(node: Node) -> Iterator[Node]:
    match node:
        case Is() | Named() | Introduced():
            yield node
        case Or(nodes) if all(isinstance(each, Is | Named | Introduced) for each in nodes):
            yield node
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _facts(each)
        case _:
            return
