"""Members of Congress in words and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from billtrack.model.first_sponsor import FirstSponsor
from billtrack.model.measure import Cosponsor, Member
from billtrack.model.states_parties import PARTIES, STATES
from billtrack.model.tally import Tally, signed_again
from billtrack.output.answers import attributes
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Bar, Column, Line, Tone

_WITH_ARTICLE = {"DC", "MP", "VI"}
_TONES = {"D": Tone.DEMOCRAT, "R": Tone.REPUBLICAN}


def member_label(member: Member) -> str:
    """A member with party and place: ``Engel, Eliot L. (D-NY-16)``."""
    return f"{member.name} ({party_state(member)})"


NAME_AND_PARTY = (Column("name", "Name", is_prose=True), Column("of", "Party-State"))
"""The columns of a member in a table for people; the cells are the name and ``party_state``."""


def party_state(member: Member) -> str:
    """Party, state and district: ``D-NY-16``."""
    return f"{member.party}-{place(member)}"


def place(member: Member) -> str:
    """State and district: ``NY-16``, ``PA``; district 0 is the whole state."""
    if member.district is None:
        return member.state
    return f"{member.state}-{member.district or 'At Large'}"


_MEMBER = "bioguide_id name party state district"


def member_data(member: Member) -> JsonObject:
    """A member for JSON; ``district`` is null for a senator, or where the source has none."""
    return attributes(member, _MEMBER)


def first_sponsor_data(first: FirstSponsor | None) -> JsonObject | None:
    """The member who became first sponsor, for JSON.

    ``name`` is the official name if one cosponsor fits, else the words of the floor action, and the member's other
    values are null.
    """
    if first is None:
        return None
    unknown: JsonObject = {**dict.fromkeys(_MEMBER.split()), "name": first.as_printed}
    return {
        **(member_data(first.cosponsor) if first.cosponsor else unknown),
        "as_printed": first.as_printed,
        "since": first.since.isoformat(),
        "action": first.action.text,
    }


def first_sponsor_line(first: FirstSponsor) -> Line:
    """The same in words."""
    name = member_label(first.cosponsor) if first.cosponsor else first.as_printed
    return Line(f"First sponsor since {first.since}: {name}, by unanimous consent")


def tally_data(tally: Tally) -> JsonObject:
    """A tally for JSON."""
    return {**attributes(tally, "current original added withdrawn"), "by_party": dict(tally.by_party)}


def tally_sentence(tally: Tally) -> str:
    """A tally in words: ``85 (32 original, 53 added later, none withdrawn)``."""
    parts = f"{tally.original} original, {tally.added} added later, {tally.withdrawn or 'none'} withdrawn"
    return f"{tally.current} ({parts})"


def signed_again_lines(cosponsors: Iterable[Cosponsor]) -> tuple[Line, ...]:
    """Name the members who signed more than once, who count once; empty for nearly every measure."""
    return tuple(
        Line(
            f"{member_label(each[0])} has {len(each)} signatures "
            f"({', '.join(str(row.sponsorship_date) for row in each)}): counted once",
            Tone.WARNING,
        )
        for each in signed_again(cosponsors)
    )


def signed_again_data(cosponsors: Iterable[Cosponsor]) -> list[Json]:
    """The same for JSON."""
    return [
        {
            **attributes(each[0], "bioguide_id name"),
            "sponsorship_dates": [row.sponsorship_date.isoformat() for row in each],
        }
        for each in signed_again(cosponsors)
    ]


def party_name(letter: str) -> str:
    """The name of a party's members; its letter if it is unknown."""
    return f"{PARTIES[letter]}s" if letter in PARTIES else letter


def who_they_are(states: Iterable[str], parties: Iterable[str]) -> Iterator[str]:
    """Describe the members of some states and parties: ``from Florida``, ``among the Libertarians``."""
    yield from (f"among the {party_name(party)}" for party in parties)
    for state in states:
        yield f"from {'the ' if state in _WITH_ARTICLE else ''}{STATES.get(state, state)}"


def party_tone(letter: str) -> Tone:
    """The tone of a party's members."""
    return _TONES.get(letter, Tone.OTHER_PARTY)


def bars_by_party(counts: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """One bar per party, from counts by party letter."""
    total = sum(count for _, count in counts)
    return tuple(Bar(party_name(party), count, total, party_tone(party)) for party, count in counts)
