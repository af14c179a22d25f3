"""Every roll call at hand is read, and every tally and cosponsor's vote is the one counted by other code."""

from __future__ import annotations

import csv
import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from billtrack.errors import InputError
from billtrack.model.measure import Measure
from billtrack.model.vote import HeldVote, VoteKind, counted
from billtrack.sources.billstatus import parse_billstatus
from billtrack.sources.votes import parse_vote
from billtrack.store.votes import shipped_senators
from billtrack.votes.counting import bioguide_of, cosponsor_votes, senators_of
from billtrack.votes.tallied import TalliedVote, cited_votes, disagreements, tallied

pytestmark = pytest.mark.official


def rebuilt_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "votes" / "rebuilt").glob("*.zip")):
        with zipfile.ZipFile(path) as package:
            yield from ((name, package.read(name)) for name in package.namelist())


@cache
def held_votes(folder: Path) -> dict[str, HeldVote]:
    votes = (parse_vote(data, name=name) for name, data in rebuilt_files(folder))
    return {str(vote.id): HeldVote(vote, vote.id.url, "0" * 64) for vote in votes}


@cache
def truth(folder: Path) -> tuple[dict[str, str], ...]:
    with (folder / "votes" / "truth.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def measure_of(folder: Path, name: str) -> Measure:
    package, _, member = name.partition("!")
    path = folder / package
    if member:
        with zipfile.ZipFile(path) as opened:
            return parse_billstatus(opened.read(member), name=member)
    return parse_billstatus(path.read_bytes(), name=path.name)


def name_of(row: dict[str, str]) -> str:
    return f"{row['chamber'].lower()}-{row['congress']}-{row['session']}-{row['roll']}"


def test_every_rebuilt_vote_says_what_the_truth_says(official_data: Path) -> None:
    votes = held_votes(official_data)
    assert len(votes) == len(truth(official_data)) == 453
    wrong = []
    for row in truth(official_data):
        vote = votes[name_of(row)].vote
        found = (str(vote.date), vote.question, vote.kind.value, vote.result)
        totals = vote.totals
        assert totals is not None
        assert totals == counted(vote.positions)
        printed = (totals.yea, totals.nay, totals.present, totals.not_voting)
        expected = tuple(" ".join(row[key].split()) for key in ("date", "question", "kind", "result"))
        if (*found, *map(str, printed)) != (*expected, *(row[k] for k in ("yea", "nay", "present", "not_voting"))):
            wrong.append((row, vote.id))
    assert wrong == []


def test_every_cosponsor_voted_as_the_truth_says(official_data: Path) -> None:
    votes, senators = held_votes(official_data), senators_of(shipped_senators())
    compared, wrong = 0, []
    for row in truth(official_data):
        if not row["cosponsors"]:
            continue
        measure, vote = measure_of(official_data, row["billstatus_file"]), votes[name_of(row)].vote
        found = cosponsor_votes(vote, measure, senators)
        assert found is not None
        by_member = {bioguide_of(each, senators): each.position for each in vote.positions}
        sponsor = by_member.get(measure.sponsor.bioguide_id) if measure.sponsor else None
        got = [found.totals.yea, found.totals.nay, found.totals.present, found.totals.not_voting, found.absent]
        keys = ("cos_yea", "cos_nay", "cos_present", "cos_not_voting", "cos_absent")
        expected = [*(row[key] for key in keys), row["sponsor_vote"]]
        if [*map(str, got), sponsor.value if sponsor else ""] != expected:
            wrong.append((row["measure"], got, sponsor, row))
        compared += 1
    assert wrong == []
    assert compared == 213


NOT_CITED = ("hr4350-117", "472")
"""The newest copy of that status file has the vote in an action's words and no reference to it; an older copy had."""


def test_every_vote_is_cited_by_its_measure_as_the_truth_says(official_data: Path) -> None:
    votes, senators, wrong = held_votes(official_data), senators_of(shipped_senators()), []
    for row in truth(official_data):
        measure = measure_of(official_data, row["billstatus_file"])
        cited = next((each for each in cited_votes(measure) if str(each.id) == name_of(row)), None)
        if (row["measure"], row["roll"]) == NOT_CITED:
            assert cited is None
            continue
        if cited is None or (cited.amendment is not None) != (row["cited_by"] == "amendment"):
            wrong.append(row)
            continue
        found: TalliedVote = tallied(measure, cited, votes[name_of(row)], senators)
        if cited.tally != (int(row["action_yea"]), int(row["action_nay"])):
            wrong.append(row | {"tally": str(cited.tally)})
        if found.kind is not (VoteKind.AMENDMENT if cited.amendment else VoteKind(row["kind"])):
            wrong.append(row | {"kind found": str(found.kind)})
    assert wrong == []


def test_the_one_disagreement_is_named_and_no_tie_is_one(official_data: Path) -> None:
    votes, found = held_votes(official_data), {}
    for row in truth(official_data):
        measure = measure_of(official_data, row["billstatus_file"])
        cited = next((each for each in cited_votes(measure) if str(each.id) == name_of(row)), None)
        if told := disagreements(votes[name_of(row)].vote, cited):
            found[row["measure"], row["roll"]] = [(each.one, each.other) for each in told]
    assert found == {("sjres63-117", "355"): [("the action: 62–36", "the roll call file: 61–37")]}


def test_every_official_file_is_read(official_data: Path) -> None:
    folder = official_data / "votes" / "official"
    read = {
        path.name: parse_vote(path.read_bytes(), name=path.name)
        for path in sorted(folder.glob("*.xml"))
        if "menu" not in path.name
    }
    assert len(read) == 7
    assert read["clerk-speaker-119-1-2.xml"].kind is VoteKind.ELECTION
    assert not any(each.bioguide_id for each in read["clerk-1990-roll001-no-name-id.excerpt.xml"].positions)
    assert read["clerk-2023-roll037-committee.excerpt.xml"].in_committee_of_the_whole
    casts = {each.vote_cast for each in read["senate-vote-117-1-00059.xml"].positions}
    assert casts == {"Guilty", "Not Guilty"}
    assert any("Live Pair" in each.vote_cast for each in read["senate-vote-108-2-00213.xml"].positions)


def test_planted_ids_join_nobody_they_do_not_name(official_data: Path) -> None:
    """Of every vote, some IDs are changed to unknown ones and some to IDs of other members."""
    draw, senators = random.Random(17), senators_of(shipped_senators())
    unknown = doubled = 0
    for name, data in rebuilt_files(official_data):
        ids = sorted(set(_IDS.findall(data)))
        strange = {each: b"S998" if each.startswith(b"S") else b"Z998001" for each in draw.sample(ids, 1)}
        planted = _IDS.sub(lambda found, other=strange: other.get(found[0], found[0]), data)  # type: ignore[misc]  # bound
        before, after = parse_vote(data, name=name), parse_vote(planted, name=name)
        for old, new in zip(before.positions, after.positions, strict=True):
            known = bioguide_of(new, senators)
            if (old.bioguide_id or old.lis_id) == (new.bioguide_id or new.lis_id):
                assert known == bioguide_of(old, senators)
            else:
                unknown += 1
                assert known in {None, "Z998001"}
                assert (new.name, new.position) == (old.name, old.position)
        assert counted(after.positions) == counted(before.positions)
        first, second = draw.sample(ids, 2)
        with pytest.raises(InputError, match="votes twice"):
            parse_vote(data.replace(first, second), name=name)
        doubled += 1
    assert unknown == doubled == 453


_IDS = re.compile(rb"(?<=name-id=\")[A-Z]\d{6}(?=\")|(?<=<lis_member_id>)S\d{3}(?=<)")
