"""One bill text in XML to one ``TextVersion``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from lxml import etree

from billtrack.errors import InputError
from billtrack.model.measure import Authority, Coverage, LeftOut, TextVersion
from billtrack.model.measure_names import MeasureId, TextId
from billtrack.model.values import Value, gc_paused, replace
from billtrack.sources.billtext.body import bodies, read_body
from billtrack.sources.billtext.elements import NAMES, ROLES, UNCOUNTED, MarksError, Role, marks_changes
from billtrack.sources.billtext.form import Front, words_in
from billtrack.sources.provision_builder import (
    CharacterRun,
    Draft,
    preamble_apart,
    resolving_clauses,
    runs_of,
    to_provisions,
    to_resolving,
    to_whereas,
)
from billtrack.sources.xml import local_name, parse_xml

_AMENDMENTS = frozenset({"amendment-doc", "engrossedAmendment", "amendment"})
_ROOTS = frozenset({"bill", "resolution", "pLaw"}) | _AMENDMENTS


class Reading(Enum):
    """Which of the two texts in a committee-reported file is read."""

    AS_REPORTED = "deleted"
    AS_INTRODUCED = "added"

    @property
    def drops(self) -> str:
        """The value of ``changed`` whose elements are left out."""
        return self.value


class BillText(Value, frozen=True):
    """A text, its ID, and the words outside its clauses.

    ``around``: what is printed around the text and differs from print to print.  ``unseen``: what the file has and was
    not read, in words.  ``headed`` is the measure that the heading of a draft or a copy names, without saying which
    print it is.
    """

    id: TextId
    text: TextVersion
    left_out: tuple[LeftOut, ...] = ()
    around: tuple[LeftOut, ...] = ()
    unseen: tuple[str, ...] = ()
    headed: MeasureId | None = None


def parse_billtext(
    data: bytes,
    *,
    name: str,
    reading: Reading = Reading.AS_REPORTED,
    known: TextId | None = None,
    with_around: bool = False,
) -> BillText:
    """Parse one official bill text; *name* is its file name, which says which text it is.

    If *known* is given, it says which text it is: a draft may not.  ``around`` is read only *with_around*: an import
    does not need it.

    Raises:
        InputError: not XML, not a bill text, an empty body, or a text that cannot be identified.
    """
    billtext, front, _ = _read(data, name, reading, known, placed=False)
    return replace(billtext, around=front.around(billtext.text)) if with_around else billtext


def parse_billtext_with_runs(
    data: bytes, *, name: str, reading: Reading = Reading.AS_REPORTED, known: TextId | None = None
) -> tuple[BillText, tuple[CharacterRun, ...]]:
    """Parse one official bill text and find where its characters are in the file.

    Runs are in the order of the clauses; offsets increase, except where a heading precedes the number in the file.

    Raises:
        InputError: as ``parse_billtext``.
    """
    billtext, _, drafts = _read(data, name, reading, known, placed=True)
    return billtext, tuple(runs_of(drafts))


@gc_paused()
def _read(
    data: bytes, name: str, reading: Reading, known: TextId | None, *, placed: bool
) -> tuple[BillText, Front, list[Draft]]:
    root = parse_xml(data, name=name)
    kind = NAMES[root.tag]
    if kind not in _ROOTS:
        raise InputError(f"{name}:{root.sourceline}: not a bill text: its root is <{kind}>")
    if next(bodies(root), None) is None:
        raise InputError(f"{name}: <{kind}> has no body: the file does not contain the text")
    front = Front(root)
    identity = known or front.identity(name=name)
    has_changes = kind not in _AMENDMENTS and marks_changes(root, data)
    try:
        tops, left_out = read_body(
            root, dropped=frozenset({reading.drops}) if has_changes else frozenset(), placed=placed
        )
    except MarksError as error:
        raise InputError(f"{name}: {error}") from error
    preamble, rest = preamble_apart(tops)
    resolved = resolving_clauses(rest) if kind == "resolution" else []
    sections = [] if kind == "resolution" else rest
    if not (preamble or resolved or sections):
        is_blank = not any(words_in(body).strip() for body in bodies(root))
        raise InputError(f"{name}: {_EMPTY[reading] if has_changes and not is_blank else 'its body is empty'}")
    text = TextVersion(
        version_code=identity.version_code,
        date=front.date,
        authority=Authority.OFFICIAL,
        coverage=Coverage.COMPLETE,
        note=None if known else front.misprint(identity.measure),
        official_title=front.title,
        printed_sponsors=front.sponsors,
        preamble=tuple(map(to_whereas, preamble)) if preamble or kind == "resolution" else None,
        resolved=tuple(map(to_resolving, resolved)) if kind == "resolution" else None,
        sections=to_provisions(sections, "") if kind != "resolution" else None,
        title_amendment=front.title_amendment,
    )
    return BillText(identity, text, left_out), front, [*preamble, *resolved, *sections]


_EMPTY = {
    Reading.AS_REPORTED: "its body as reported is empty: all of it was struck",
    Reading.AS_INTRODUCED: "its body as introduced is empty: all of it is marked as added",
}


# -------------------------------------------------------------------------------- characters

_CUT = "\n"
"""Separates two pieces; pieces have no white space."""


def body_characters(data: bytes, *, name: str) -> tuple[str, ...]:
    """Give the characters of the bodies in document order, without white space and tables of contents.

    Each element printed around the text (a long title, a resolving formula) is its own piece.

    Raises:
        InputError: not XML.
    """
    root = parse_xml(data, name=name)
    words = [text for body in bodies(root) for text in _texts(body)]
    pieces = "".join(text if text is _CUT else "".join(text.split()) for text in words).split(_CUT)
    return tuple(filter(None, pieces))


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name not in UNCOUNTED:
            is_front = ROLES.get(name) is Role.FRONT
            if is_front:
                yield _CUT
            yield from _texts(child)
            if is_front:
                yield _CUT
        yield child.tail or ""
