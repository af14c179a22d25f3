"""What a query means, in plain Python: whether a measure is found, read clause by clause.

The oracle of searches: an engine must find what this finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from billtrack.model.measure import Committee, Measure, Subcommittee
from billtrack.model.query.tree import And, Fact, Field, Introduced, Is, Named, Near, Node, Not, Or, Part, Phrase
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


# ---------------------------------------------------------------------------------------- facts


def fits(fact: Fact, value: str) -> bool:
    """Whether *value*, one the fact has, is as asked; days are ISO dates."""
    match fact:
        case Is(_, wanted):
            return value.startswith(wanted[:-1]) if wanted.endswith("*") else value == wanted
        case Named(_, wanted):
            return _terms_of(value).issuperset(wanted)
        case Introduced(since, until):
            return (since is None or since.isoformat() <= value) and (until is None or value <= until.isoformat())


@lru_cache(maxsize=8192)
def _terms_of(name: str) -> frozenset[str]:
    return frozenset(terms(name))


def values_of(field: Field, measure: Measure, stage: str) -> tuple[str, ...]:
    """The values *measure*, which is at *stage*, has of a fact; none where it is not known.

    ``Field.VERSION`` is none of them: it is a fact of a text.
    """
    of, _, attribute = field.value.partition(".")
    if of == "cosponsor":
        standing = (each for each in measure.cosponsors or () if each.sponsorship_withdrawn_date is None)
        return tuple(getattr(each, attribute) for each in standing)
    if of == "committee":
        return tuple(getattr(each, attribute) for each in _committees(measure))
    if field is Field.SUBJECT:
        return measure.legislative_subjects or ()
    value = _ONE[field](measure, stage)
    return () if value is None else (value,)


_ONE: Mapping[Field, Callable[[Measure, str], str | None]] = MappingProxyType(
    {
        Field.TYPE: lambda measure, _: measure.id.measure_type.value,
        Field.CONGRESS: lambda measure, _: str(measure.id.congress),
        Field.STAGE: lambda _, stage: stage,
        Field.POLICY: lambda measure, _: measure.policy_area,
        Field.INTRODUCED: lambda measure, _: measure.introduced_date.isoformat() if measure.introduced_date else None,
        Field.PARTY: lambda measure, _: measure.sponsor.party if measure.sponsor else None,
        Field.SPONSOR_ID: lambda measure, _: measure.sponsor.bioguide_id if measure.sponsor else None,
        Field.SPONSOR_STATE: lambda measure, _: measure.sponsor.state if measure.sponsor else None,
        Field.SPONSOR_NAME: lambda measure, _: measure.sponsor.name if measure.sponsor else None,
    }
)
"""What reads a fact of which a measure has one value at most."""


def _committees(measure: Measure) -> Iterator[Committee | Subcommittee]:
    for committee in measure.committees or ():
        yield committee
        yield from committee.subcommittees
