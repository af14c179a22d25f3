"""What a query means, in plain Python: whether a measure is found, read clause by clause.

The archive answers the same through its index; this is what its answers are measured by, and how records that are in
no archive are searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from billtrack.model.measure import Measure
from billtrack.model.query.facts import fits, values_of
from billtrack.model.query.tree import And, Field, Introduced, Is, Named, Near, Node, Not, Or, Part, Phrase
from billtrack.model.search_terms import BREAK, terms
from billtrack.model.values import Value


class Document(Value, frozen=True):
    """Words asked about together: of one text (``version_code``), or of a measure's titles (``None``).

    ``parts``: the terms of each part that is there, in reading order, a ``BREAK`` between two lines.
    """

    version_code: str | None
    parts: Mapping[Part, Sequence[str]]


def document(version_code: str | None, lines: Mapping[Part, Sequence[str]]) -> Document:
    """Make a document of its lines: each one title, one heading, or the words of one clause."""
    return Document(version_code, {part: _terms(each) for part, each in lines.items() if each})


def _terms(lines: Sequence[str]) -> Sequence[str]:
    return tuple(chain.from_iterable((BREAK, *terms(line)) for line in lines))[1:]


class Subject(Value, frozen=True):
    """A measure, its stage on the day of the search, and all its documents."""

    measure: Measure
    stage: str
    documents: tuple[Document, ...]


def found_in(node: Node, subject: Subject) -> tuple[Document, ...]:
    """The documents of which *node* holds: the measure is found where there is one."""
    return tuple(document for document in subject.documents if holds(node, document, subject))


def holds(node: Node, document: Document, subject: Subject) -> bool:  # noqa: PLR0911 - one for each kind of node
    """Whether *node* holds of one document of *subject*."""
    match node:
        case And(nodes):
            return all(holds(each, document, subject) for each in nodes)
        case Or(nodes):
            return any(holds(each, document, subject) for each in nodes)
        case Not(denied):
            return not found_in(denied, subject)
        case Phrase():
            return any(_places(node, found) for _, found in _asked(node, document))
        case Near():
            return _has_near(node, document)
        case Is(Field.VERSION, _):
            return document.version_code is not None and fits(node, document.version_code)
        case Introduced():
            return any(fits(node, value) for value in values_of(Field.INTRODUCED, subject.measure, subject.stage))
        case Is(field, _) | Named(field, _):
            return any(fits(node, value) for value in values_of(field, subject.measure, subject.stage))


def _asked(phrase: Phrase, document: Document) -> Sequence[tuple[Part, Sequence[str]]]:
    return [(part, found) for part, found in document.parts.items() if part in (phrase.parts or Part)]


def _places(phrase: Phrase, found: Sequence[str]) -> list[int]:
    """Where *phrase* begins."""
    *whole, last = phrase.terms
    size = len(phrase.terms)

    def is_at(at: int) -> bool:
        end = found[at + size - 1]
        same = end.startswith(last) if phrase.is_prefix else end == last
        return same and list(found[at : at + size - 1]) == whole

    return [at for at in range(len(found) - size + 1) if is_at(at)]


def _has_near(near: Near, document: Document) -> bool:
    return any(
        _is_close(near, [_places(phrase, found) if part in (phrase.parts or Part) else [] for phrase in near.phrases])
        for part, found in document.parts.items()
    )


def _is_close(near: Near, places: Sequence[Sequence[int]]) -> bool:
    """Whether each phrase has a place such that the last begins ``distance`` terms at most after any other ends."""
    return any(
        all(
            any(last - len(phrase.terms) - near.distance <= at <= last for at in own)
            for phrase, own in zip(near.phrases, places, strict=True)
        )
        for last in sorted(set(chain.from_iterable(places)))
    )
