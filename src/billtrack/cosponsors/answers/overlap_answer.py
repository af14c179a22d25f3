"""Who signed which of several measures.

JSON lines and CSV have one entry per signer.  A sponsor counts as a signer here; the tallies of ``cosponsors`` leave
sponsors out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from billtrack.cosponsors.overlap import ChamberPair, Delegation, Overlap, Signatures, SignerGroup
from billtrack.cosponsors.selection import Signer
from billtrack.model.measure_names import MeasureId
from billtrack.model.tally import largest_first
from billtrack.output.answers import PartsAnswer, attributes, cells, counted, named_columns
from billtrack.output.formats import Json, JsonObject
from billtrack.output.page import Block, Column, Fact, Facts, Heading, Line, Page, Row, Table, Tone
from billtrack.output.people import bars_by_party, member_data, member_label
from billtrack.output.pictures import tiles_of


class OverlapAnswer(PartsAnswer[Signatures], frozen=True):
    """The overlap of the measures asked about."""

    overlap: Overlap
    columns = named_columns("bioguide_id name party state district signed sponsored")

    def parts(self) -> Sequence[Signatures]:
        """The signers."""
        return self.overlap.people

    def data(self) -> JsonObject:
        """``{"measures", "groups", "delegations", "chamber_pairs"}``."""
        found = self.overlap
        return {
            "measures": [self._measure_data(measure) for measure in found.measures],
            "groups": [_group_data(group) for group in found.groups],
            "delegations": [_delegation_data(found.measures, each) for each in found.delegations],
            "chamber_pairs": [attributes(pair, _PAIR) for pair in found.pairs],
        }

    def item(self, part: Signatures) -> dict[str, Json]:
        """A signer and what they signed."""
        return {**member_data(part.who), **attributes(part, "signed sponsored")}

    def rows(self, part: Signatures) -> Iterator[Row]:
        """One row per signer; ``signed`` and ``sponsored`` are ids separated by spaces."""
        lists = {"signed": " ".join(map(str, part.signed)), "sponsored": " ".join(map(str, part.sponsored))}
        yield cells(self.columns, self.item(part) | lists)

    def page(self) -> Page:
        """How many signed what, the map, each state's delegation, and the states with signers in one chamber only."""
        return Page(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        found = self.overlap
        *names, last = [each.printed for each in found.measures]
        yield Heading(f"Signers of {', '.join(names)} and {last}", "computed by billtrack")
        yield Facts(tuple(self._fact(measure) for measure in found.measures))
        yield Table(_GROUP_COLUMNS, tuple(_group_row(found.measures, group) for group in found.groups))
        if {each.measure_type.chamber for each in found.measures} == {"house", "senate"}:
            yield Line("Members sign in their own chamber; a member who signed in both has served in both.", Tone.QUIET)
        shared = found.groups[0].people
        if shared:
            yield Table((Column("name", f"Signed {_all(found.measures)}"),), tuple((member_label(w),) for w in shared))
        yield tiles_of((each.who.state for each in found.people), "Signers by state")
        yield _states(found)
        yield from (block for pair in found.pairs for block in _pair_blocks(pair))
        yield from _cross_party(found.delegations)

    def _fact(self, measure: MeasureId) -> Fact:
        who = self.overlap.signers_of(measure)
        sponsors = sum(measure in each.sponsored for each in self.overlap.people)
        sponsor = "the sponsor" if sponsors else "no sponsor loaded"
        count = len(who) - sponsors
        parts = f"{counted(len(who), 'signer')}: {sponsor} and {counted(count, 'cosponsor')}"
        return Fact(measure.printed, (Line(parts), *bars_by_party(largest_first(each.party for each in who))))

    def _measure_data(self, measure: MeasureId) -> JsonObject:
        who = self.overlap.signers_of(measure)
        return {
            "id": str(measure),
            "signers": len(who),
            "sponsor": next((e.who.bioguide_id for e in self.overlap.people if measure in e.sponsored), None),
            "by_party": dict(largest_first(each.party for each in who)),
        }


def _group_data(group: SignerGroup) -> JsonObject:
    return {
        "signed": [str(measure) for measure in group.signed],
        "signers": len(group.people),
        "by_party": dict(largest_first(who.party for who in group.people)),
        "by_state": dict(largest_first(who.state for who in group.people)),
        "members": [who.bioguide_id for who in group.people],
    }


def _delegation_data(measures: Sequence[MeasureId], each: Delegation) -> JsonObject:
    counts: Json = {str(measure): count for measure, count in zip(measures, each.counts, strict=True)}
    return {
        "state": each.state,
        "signers": len(each.people),
        "by_measure": counts,
        "by_party": dict(each.by_party()),
        "cross_party_pairs": each.cross_party_pairs(),
        "members": [who.bioguide_id for who in each.people],
    }


_PAIR = "house senate both house_only senate_only without_senators"
_GROUP_COLUMNS = (
    Column("signed", "Signed"),
    Column("signers", "Signers", is_number=True),
    Column("by_party", "By party", is_prose=True),
)


def _group_row(measures: Sequence[MeasureId], group: SignerGroup) -> tuple[str, ...]:
    is_whole = group.signed == tuple(measures)
    signed = _all(measures) if is_whole else f"{' and '.join(map(str, group.signed))} only"
    return (signed, str(len(group.people)), _parties(largest_first(who.party for who in group.people)))


def _all(measures: Sequence[MeasureId]) -> str:
    return "both" if len(measures) == 2 else f"all {len(measures)}"


def _parties(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{party} {count}" for party, count in counts)


def _states(found: Overlap) -> Table:
    columns = (
        Column("state", "State"),
        *(Column(str(measure), str(measure), is_number=True) for measure in found.measures),
        Column("by_party", "By party", is_prose=True),
    )
    rows = ((each.state, *map(str, each.counts), _parties(each.by_party())) for each in found.delegations)
    return Table(columns, tuple(rows))


def _pair_blocks(pair: ChamberPair) -> Iterator[Block]:
    yield Heading(f"{pair.house.printed} in the House, {pair.senate.printed} in the Senate")
    facts = [
        Fact("In both", (_state_line(pair.both),)),
        Fact("House only", (_state_line(pair.house_only, "House members signed, no senator did: "),)),
        Fact("Senate only", (_state_line(pair.senate_only, "a senator signed, no House member did: "),)),
    ]
    if pair.without_senators:
        facts.append(Fact("No senators", (_state_line(pair.without_senators, "the delegate signed: "),)))
    yield Facts(tuple(facts))


def _state_line(states: Sequence[str], lead: str = "") -> Line:
    return Line(f"{counted(len(states), 'state')}: {lead}{', '.join(states)}") if states else Line("none")


def _cross_party(delegations: Sequence[Delegation]) -> Iterator[Block]:
    """The delegations with signers of different parties, and who is outside the largest party."""
    crossing = [each for each in delegations if each.cross_party_pairs()]
    yield Heading("Delegations with signers of different parties")
    if not crossing:
        yield Line("None.")
        return
    columns = (
        Column("state", "State"),
        Column("pairs", "Pairs", is_number=True),
        Column("members", "Outside its largest party", is_prose=True),
    )
    yield Table(columns, tuple((each.state, str(each.cross_party_pairs()), _smaller(each)) for each in crossing))


def _smaller(delegation: Delegation) -> str:
    """The signers outside the delegation's largest party; of equal parties the first by letter is the largest."""
    largest = delegation.by_party()[0][0]
    others: list[Signer] = [who for who in delegation.people if who.party != largest]
    return "; ".join(map(member_label, others))
