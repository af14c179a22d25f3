"""The present first sponsor of a measure, if not the member who introduced it.

When the member who introduced a House measure has left, another may ask unanimous consent to be considered its first
sponsor, for adding cosponsors and reprinting (clause 7 of rule XII of the House).  The official sponsor stays the
one who introduced it; only a floor row reports the change, with the name as the House says it: ``Mr. Lance``,
``Mr. Smith (NE)``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Protocol

from billtrack.model.measure import Action, Cosponsor, Measure
from billtrack.model.patterns import pattern
from billtrack.model.tally import by_person
from billtrack.model.values import Value


class FirstSponsor(Value, frozen=True):
    """The first sponsor since a day.

    ``as_printed`` is the name as the row has it, title and state included.  ``cosponsor`` is the signature of the one
    cosponsor the name fits; ``None`` if it fits none or several.
    """

    as_printed: str
    since: dt.date
    action: Action
    cosponsor: Cosponsor | None


def first_sponsor(measure: Measure, *, on: dt.date | None = None) -> FirstSponsor | None:
    """Find who was first sponsor at the end of *on* (``None``: as loaded); ``None`` if it is the sponsor.

    Source:
        BILLSTATUS ``<actions>``, rows that begin ``ASSUMING FIRST SPONSORSHIP`` (119th H.R. 493).
    """
    rows = [(row, who) for row in measure.actions or () if (who := _assumed(row.text or ""))]
    row, who = next(((row, who) for row, who in reversed(rows) if on is None or row.action_date <= on), (None, ""))
    if row is None or (measure.sponsor is not None and fits(who, measure.sponsor)):
        return None
    people = (signatures[0] for signatures in by_person(measure.cosponsors or ()))
    fitting = [each for each in people if fits(who, each)]
    return FirstSponsor(who, row.action_date, row, fitting[0] if len(fitting) == 1 else None)


_MEMBER = r"(?:Mr|Mrs|Ms|Miss|Dr|Rep|Representative|Delegate|Resident Commissioner)\b\.? .+?"
_ASKED = pattern(
    rf"(?P<who>{_MEMBER})\s+(?:a?sked|requested) (?:for )?unanimous consent,? (?:that|for) (?P<whom>.+?) "
    r"(?:may|might|shall|to|could)\b.{0,40}?\bfirst sponsor\b",
    re.IGNORECASE,
)
_MADE = pattern(
    rf"by unanimous consent,? (?P<who>{_MEMBER}) (?:may|was|is|shall|will)\b.{{0,40}}?\bfirst sponsor\b", re.IGNORECASE
)
_REFUSED = pattern(r"\bobjection (?:was )?heard\b|\bnot agreed to\b|\bobjected\b|\bwithdr[ae]wn?\b", re.IGNORECASE)
_GRANTED = pattern(r"\bagreed to\b|\bwithout objection\b|\bno objection\b|\bgranted\b", re.IGNORECASE)
_HIMSELF = frozenset({"he", "she", "they"})


def _assumed(text: str) -> str | None:
    """The member a row makes first sponsor; ``None`` for other rows, and if consent was not given."""
    if "first sponsor" not in text.lower() or _REFUSED.search(text):
        return None
    words = " ".join(text.split())
    made, asked = _MADE.search(words), _ASKED.search(words)
    if made is not None:
        return made["who"]
    if asked is None or not _GRANTED.search(words):
        return None
    return asked["who"] if asked["whom"].lower() in _HIMSELF else asked["whom"]


class NamedMember(Protocol):
    """Somebody with a name like ``Smith, Adrian`` and a state."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as in the model
    @property
    def state(self) -> str: ...  # noqa: D102 - the same


_STATE = pattern(r" (?:\((?P<code>[A-Z]{2})\)|of (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)*))$")
_TITLE = pattern(rf"^{_MEMBER.removesuffix(' .+?')} ", re.IGNORECASE)


def fits(as_printed: str, who: NamedMember) -> bool:
    """Whether *as_printed* may be *who*: ``Mr. Smith``, ``Mr. Smith (NE)``, ``Mr. Davis, Rodney``.

    A state written in full (``of Nebraska``) is not compared.
    """
    state = _STATE.search(as_printed)
    if state is not None and state["code"] is not None and state["code"] != who.state:
        return False
    named = _plain(_TITLE.sub("", as_printed[: state.start()] if state else as_printed, count=1))
    surname, _, given = map(_plain, who.name.partition(","))
    if named == surname:
        return True
    if named.startswith(f"{surname},"):
        return given.startswith(named.removeprefix(f"{surname},").strip())
    first = named.removesuffix(f" {surname}")
    return first != named and first.split(" ")[0] == given.split(" ")[0]


def _plain(words: str) -> str:
    """Letters without accents, in lowercase, with single spaces."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", words) if not unicodedata.combining(mark))
    return " ".join(bare.casefold().split())
