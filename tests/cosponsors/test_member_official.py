"""What `member` tells of everybody in the resolutions and roll calls of the 117th Congress is what a plain scan finds.

The scan reads the official files with another XML reader and knows nothing of billtrack's parsers.
"""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from billtrack.cosponsors.member_record import MemberRecord, gather
from billtrack.store.library import Holdings
from billtrack.tracking.archive_import import Import
from billtrack.votes.counting import senators_of

pytestmark = pytest.mark.official

KINDS = ("hres", "sres", "hconres", "sconres", "hjres", "sjres")
AMENDMENTS = {"HAMDT": "H.Amdt.", "SAMDT": "S.Amdt."}
Deeds = dict[str, list[tuple[str, ...]]]


def packages(folder: Path) -> list[Path]:
    statuses = [folder / "billstatus" / "bulk" / f"BILLSTATUS-117-{kind}.zip" for kind in KINDS]
    return [*statuses, *(folder / "votes" / "rebuilt" / f"votes-{chamber}-117.zip" for chamber in ("house", "senate"))]


class Scan:
    """Every deed in the files, by Bioguide ID."""

    def __init__(self, folder: Path) -> None:
        self.sponsored: Deeds = defaultdict(list)
        self.signed: Deeds = defaultdict(list)
        self.voted: Deeds = defaultdict(list)
        self.citing: dict[str, dict[str, str]] = defaultdict(dict)
        with (folder / "votes" / "lis-bioguide.csv").open(newline="", encoding="utf-8") as file:
            self.senators = {row["lis"]: row["bioguide"] for row in csv.DictReader(file)}
        roots = [ET.fromstring(data) for path in packages(folder) for data in members(path)]
        for root in roots:
            if root.tag == "billStatus":
                self.status(root[0] if root[0].tag == "bill" else need(root, "bill"))
        for root in roots:
            if root.tag != "billStatus":
                self.vote(root)

    def status(self, bill: ET.Element) -> None:
        name = f"{word(bill, 'type').lower()}{word(bill, 'number')}-{word(bill, 'congress')}"
        title = word(bill, "title")
        for each in bill.findall("sponsors/item"):
            self.sponsored[word(each, "bioguideId")].append((name, title, word(bill, "introducedDate")))
        for each in bill.findall("cosponsors/item"):
            told = (word(each, "sponsorshipDate"), word(each, "isOriginalCosponsor").lower())
            left = word(each, "sponsorshipWithdrawnDate")
            self.signed[word(each, "bioguideId")].append((name, title, *told, left))
        for vote in bill.findall("actions/item/recordedVotes/recordedVote"):
            self.citing[cited(vote)][name] = ""
        for each in bill.findall("amendments/amendment"):
            amendment = f"{AMENDMENTS[word(each, 'type')]} {word(each, 'number')}"
            for vote in each.iter("recordedVote"):
                self.citing[cited(vote)].setdefault(name, amendment)

    def vote(self, root: ET.Element) -> None:
        if root.tag == "rollcall-vote":
            meta = need(root, "vote-metadata")
            day = dt.datetime.strptime(word(meta, "action-date"), "%d-%b-%Y").date()  # noqa: DTZ007 - a day
            name = f"house-117-{word(meta, 'session')[0]}-{word(meta, 'rollcall-num')}"
            cast = [
                (need(each, "legislator").get("name-id", ""), word(each, "vote"))
                for each in root.findall("vote-data/recorded-vote")
            ]
        else:
            day = dt.datetime.strptime(word(root, "vote_date").rsplit(",", 1)[0], "%B %d, %Y").date()  # noqa: DTZ007
            name = f"senate-117-{word(root, 'session')}-{word(root, 'vote_number')}"
            cast = [
                (self.senators.get(word(each, "lis_member_id"), ""), word(each, "vote_cast"))
                for each in root.findall("members/member")
            ]
        for who, how in cast:
            measures = (f"{measure} {amendment}".strip() for measure, amendment in self.citing[name].items())
            self.voted[who].append((name, str(day), how, *sorted(measures)))


def members(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as package:
        yield from (package.read(name) for name in package.namelist())


def need(element: ET.Element, path: str) -> ET.Element:
    found = element.find(path)
    assert found is not None
    return found


def word(element: ET.Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def cited(vote: ET.Element) -> str:
    told = (word(vote, each) for each in ("congress", "sessionNumber", "rollNumber"))
    return "-".join((word(vote, "chamber").lower(), *told))


def told(found: MemberRecord) -> list[list[tuple[str, ...]]]:
    return [
        sorted((str(e.measure), e.title, str(e.introduced_date)) for e in found.sponsored),
        sorted(
            (
                *(str(e.measure), e.title, str(e.sponsorship_date), str(e.is_original_cosponsor).lower()),
                str(e.sponsorship_withdrawn_date or ""),
            )
            for e in found.signed
        ),
        sorted(
            (
                str(e.id),
                str(e.date),
                e.vote_cast,
                *sorted(f"{m} {amendment or ''}".strip() for m, amendment in e.measures),
            )
            for e in found.votes
        ),
    ]


def test_everybody_did_what_a_plain_scan_finds(official_data: Path, tmp_path: Path) -> None:
    taken = list(Import.of(packages(official_data)).into(tmp_path / "archive.db", on=dt.date(2026, 1, 1)))
    assert {each.fate.value for each in taken} == {"new"}
    scan = Scan(official_data)
    holdings = Holdings(tmp_path, tmp_path / "archive.db")
    people = sorted({*scan.sponsored, *scan.signed, *scan.voted} - {""})
    senators = senators_of(holdings.senators)
    wrong = []
    for who in people:
        expected = [sorted(deeds[who]) for deeds in (scan.sponsored, scan.signed, scan.voted)]
        if told(gather(who, (), holdings, senators)) != expected:
            wrong.append(who)
    assert wrong == []
    deeds = [sum(map(len, each.values())) for each in (scan.sponsored, scan.signed, scan.voted)]
    assert (len(people), deeds) == (556, [1_382, 21_289, 110_537])
