"""Invented official files of an invented Congress: statuses and texts, in folders and zips."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

from billtrack.model.measure import SCHEMA, Measure
from billtrack.model.measure_names import MeasureId
from billtrack.model.record_builder import record_of_text, with_status, with_text
from billtrack.store.archive import Archive
from billtrack.store.archive.engine import TextForm
from billtrack.store.archive.packing import unpack_measure, unpack_text
from billtrack.store.archive.sqlite.connection import connect_to_read
from billtrack.store.archive_address import Address
from billtrack.tracking.archive_import import Import
from billtrack.tracking.importing import Taken

DAY = dt.date(2031, 7, 1)
WORDS = (
    *("lamp", "wick", "oil", "harbor", "tide", "ferry", "keeper", "bridge", "canal", "ladder"),
    *("glass", "winter", "road", "river", "mill", "wheel", "bell", "tower", "garden", "stone"),
)
_MEMBERS = ("Stone, Sam", "Reed, Ada", "Ford, Lou", "Hill, Bo", "Marsh, Cy")

File = tuple[str, bytes]


def status(
    number: int,
    *,
    kind: str = "hres",
    updated: str = "2031-06-01T10:00:00Z",
    title: str = "Honoring the lamplighters.",
    cosponsors: int = 2,
    texts: Iterable[str] = ("ih",),
) -> File:
    """The status file of a measure of the 122nd Congress, introduced in the House."""
    people = [
        f"<item><bioguideId>{name[0]}00000{at}</bioguideId><fullName>Rep. {name} [D-ME-{at}]</fullName>"
        f"<party>D</party><state>ME</state><district>{at}</district>"
        for at, name in enumerate(_MEMBERS, 1)
    ]
    signed = "".join(
        f"{each}<sponsorshipDate>2031-05-0{at}</sponsorshipDate><isOriginalCosponsor>False</isOriginalCosponsor></item>"
        for at, each in enumerate(people[1 : cosponsors + 1], 2)
    )
    announced = "".join(
        f"<item><type>{_NAMES[code]}</type><date>{_DAYS[code]}T04:00:00Z</date><formats><item>"
        f"<url>https://www.govinfo.gov/content/pkg/BILLS-122{kind}{number}{code}/xml/BILLS-122{kind}{number}{code}.xml"
        "</url></item></formats></item>"
        for code in texts
    )
    xml = f"""<?xml version="1.0" encoding="utf-8"?>
<billStatus><version>3.0.0</version><bill><number>{number}</number><updateDate>{updated}</updateDate>
<originChamber>House</originChamber><type>{kind.upper()}</type><introducedDate>2031-05-01</introducedDate>
<congress>122</congress><committees><item><systemCode>hslm00</systemCode><name>Lamps Committee</name>
<chamber>House</chamber></item></committees>
<relatedBills><item><title>A twin.</title><congress>122</congress><number>{number + 1000}</number><type>SRES</type>
<relationshipDetails><item><type>Related bill</type><identifiedBy>CRS</identifiedBy></item></relationshipDetails>
</item></relatedBills>
<actions><item><actionDate>2031-05-01</actionDate><text>Introduced in House</text><type>IntroReferral</type>
<actionCode>1000</actionCode><sourceSystem><code>9</code><name>Library of Congress</name></sourceSystem></item>
</actions><sponsors>{people[0]}<isByRequest>N</isByRequest></item></sponsors><cosponsors>{signed}</cosponsors>
<policyArea><name>Commerce</name></policyArea><title>{title}</title><textVersions>{announced}</textVersions>
<latestAction><actionDate>2031-05-01</actionDate><text>Introduced in House</text></latestAction></bill></billStatus>"""
    return f"BILLSTATUS-122{kind}{number}.xml", xml.encode()


_NAMES = {"ih": "Introduced in House", "eh": "Engrossed in House"}
_DAYS = {"ih": "2031-05-01", "eh": "2031-06-02"}


def text(number: int, code: str = "ih", *, kind: str = "hres", who: str = "every lamplighter") -> File:
    """The text of a resolution, as introduced or as engrossed."""
    stage = {"ih": "Introduced-in-House", "eh": "Engrossed-in-House"}[code]
    digits = _DAYS[code].replace("-", "")
    xml = f"""<?xml version="1.0"?>
<!DOCTYPE resolution PUBLIC "-//US Congress//DTDs/res.dtd//EN" "res.dtd">
<resolution resolution-stage="{stage}" resolution-type="house-resolution"><form>
<congress>122d CONGRESS</congress><session>1st Session</session><legis-num>H. RES. {number}</legis-num>
<action><action-date date="{digits}">the day</action-date></action><legis-type>RESOLUTION</legis-type>
<official-title>Honoring the lamplighters of “Winter Town”.</official-title></form>
<preamble><whereas><text>Whereas lamps were lit on the quay; and</text></whereas>
<whereas><text>Whereas the winter of {number} was long: Now, therefore, be it</text></whereas></preamble>
<resolution-body><section><header>Thanks</header><text display-inline="yes-display-inline">That the House</text>
<paragraph><enum>(1)</enum><text>honors {who}; and</text></paragraph>
<paragraph><enum>(2)</enum><text>thanks the keeper of the ladder.</text></paragraph></section></resolution-body>
</resolution>"""
    return f"BILLS-122{kind}{number}{code}.xml", xml.encode()


def congress(measures: int, *, seed: int = 1) -> tuple[list[File], list[File]]:
    """Statuses and texts of *measures* invented resolutions; the words of each are its own."""
    chance = random.Random(seed)
    statuses, texts = [], []
    for number in range(1, measures + 1):
        codes = ("ih", "eh") if number % 5 == 0 else ("ih",)
        words = " ".join(chance.choices(WORDS, k=30))
        statuses.append(status(number, title=f"On the {words[:40].rstrip()}.", cosponsors=number % 5, texts=codes))
        texts += [text(number, code, who=f"{words} {code}") for code in codes]
    return statuses, texts


def zipped(path: Path, files: Iterable[File]) -> Path:
    """Write a zip of *files*."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            package.writestr(name, data)
    return path


def laid_out(folder: Path, files: Iterable[File]) -> Path:
    """Write *files* into *folder*."""
    folder.mkdir(exist_ok=True)
    for name, data in files:
        (folder / name).write_bytes(data)
    return folder


def imported(archive: Address, *paths: Path, jobs: int = 1) -> list[Taken]:
    """Import everything under *paths* into *archive*."""
    return list(Import.of(paths).into(archive, on=DAY, jobs=jobs))


def dump(archive: Path) -> dict[str, list[tuple[object, ...]]]:
    """All an archive says: every row of its tables, and what its index finds for every word."""
    connection = connect_to_read(archive)
    try:
        tables = {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in TABLES}
        query = "SELECT rowid, bm25(words) FROM words WHERE words MATCH ? ORDER BY rowid"
        return tables | {word: connection.execute(query, (word,)).fetchall() for word in (*WORDS, "lamps")}
    finally:
        connection.close()


TABLES = ("documents", "measures", "cosponsors", "committees", "related", "texts")


def full_record(archive: Archive, name: MeasureId) -> Measure:
    """A measure of *archive* as a full record: texts with their words, parts with their hashes."""
    [(_, packed, source)] = archive.engine.statuses([name])
    record = with_status(None, unpack_measure(packed), source) if packed and source else None
    for row in archive.engine.texts([name], TextForm.WHOLE):
        text = unpack_text(row.packed)
        record = with_text(record or record_of_text(name, text), text, row.source)
    return record or Measure(schema=SCHEMA, id=name, title=str(name))
