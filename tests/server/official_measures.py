"""Invented measures in the official shapes: what the test server serves.

One description of a measure is written as a BILLSTATUS 3.0.0 file and as bill-text XML; the Congress.gov replies are
made from the status file (``official_replies``), so both services tell the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape

from billtrack.model.identifiers import parse_measure_id
from billtrack.model.measure_names import MeasureId, MeasureType, TextId
from billtrack.model.versions import version_name
from billtrack.model.vote import VoteId
from billtrack.model.web_addresses import text_package_url

__all__ = ["Invented", "Print", "Row", "Signature", "invented", "invented_many", "replace"]

FIRST_DAY = dt.date(2025, 3, 3)
_PEOPLE = (
    ("A000901", "Alder, Ann", "D", "WA", 3),
    ("B000902", "Birch, Bela", "R", "OH", 7),
    ("C000903", "Cedar, Cleo", "D", "NY", 11),
    ("D000904", "Dogwood, Dan, Jr.", "R", "TX", 2),
    ("E000905", "Elm, Eva", "I", "VT", None),
)


@dataclass(frozen=True)
class Signature:
    """One cosponsor."""

    bioguide_id: str
    name: str
    party: str
    state: str
    district: int | None
    date: dt.date
    withdrawn: dt.date | None = None


@dataclass(frozen=True)
class Row:
    """One action."""

    date: dt.date
    text: str
    code: str | None = None
    type: str = "IntroReferral"
    source: str = "Library of Congress"
    time: str | None = None
    vote: VoteId | None = None


@dataclass(frozen=True)
class Print:
    """One text version; ``date`` is ``None`` where the official file has none."""

    code: str
    date: dt.date | None
    preamble: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True)
class Invented:
    """A measure nobody introduced."""

    id: MeasureId
    title: str
    update_date: str = "2025-03-04T08:00:00Z"
    introduced: dt.date = FIRST_DAY
    cosponsors: tuple[Signature, ...] = ()
    rows: tuple[Row, ...] = ()
    prints: tuple[Print, ...] = ()
    related: tuple[MeasureId, ...] = ()
    subjects: tuple[str, ...] = ("Lighthouses",)
    summaries: tuple[str, ...] = field(default=())

    def status_xml(self) -> bytes:
        """Its BILLSTATUS file."""
        return "\n".join(_status(self)).encode()

    def text_id(self, code: str) -> TextId:
        """The name of one of its prints."""
        return TextId(self.id, code)

    def text_xml(self, code: str) -> bytes:
        """The XML of one of its prints."""
        return _text(self, next(each for each in self.prints if each.code == code))

    def text_htm(self, code: str) -> bytes:
        """The plain text of one of its prints, as GPO sets it."""
        return _plain(self, next(each for each in self.prints if each.code == code))

    def signed_by(self, how_many: int, *, on: dt.date) -> Invented:
        """The same measure with *how_many* more signatures."""
        start = len(self.cosponsors)
        more = tuple(signature(start + index, on) for index in range(how_many))
        return replace(self, cosponsors=(*self.cosponsors, *more), update_date=f"{on}T09:00:00Z")


def signature(index: int, on: dt.date) -> Signature:
    """The signature of the *index*-th member, invented."""
    bioguide, name, party, state, district = _PEOPLE[index % len(_PEOPLE)]
    turn = index // len(_PEOPLE)
    letter, number = bioguide[0], int(bioguide[1:]) + 10 * turn
    last, _, first = name.partition(", ")
    return Signature(f"{letter}{number:06}", f"{last}{turn or ''}, {first}", party, state, district, on)


def invented(name: str, *, cosponsors: int = 3) -> Invented:
    """A resolution or bill with a sponsor, signatures, a referral and one print."""
    measure = parse_measure_id(name)
    senate = measure.measure_type.chamber == "senate"
    chamber = "Senate" if senate else "House"
    code = "is" if senate else "ih"
    number = measure.number
    return Invented(
        id=measure,
        title=f"Honoring lighthouse number {number} & its keepers.",
        cosponsors=tuple(signature(index, FIRST_DAY) for index in range(cosponsors)),
        rows=(
            Row(FIRST_DAY, f"Introduced in {chamber}", "10000" if senate else "1000"),
            Row(FIRST_DAY, "Referred to the Committee on Coasts.", source="Senate")
            if senate
            else Row(FIRST_DAY, "Referred to the House Committee on Coasts.", "H11100", source="House floor actions"),
        ),
        prints=(
            Print(
                code,
                FIRST_DAY,
                (f"Whereas lighthouse number {number} stands;", "Whereas its lamp is lit: Now, therefore, be it"),
                (f"honors lighthouse number {number};", "thanks its keepers."),
            ),
        ),
        summaries=("<p>This measure honors a lighthouse.</p>",),
    )


def invented_many(how_many: int, *, congress: int = 119, kind: str = "hres") -> Iterator[Invented]:
    """Measures 1 to *how_many* of one type."""
    for number in range(1, how_many + 1):
        yield invented(f"{kind}{number}-{congress}", cosponsors=number % 7)


# ------------------------------------------------------------------------------------ BILLSTATUS


def _status(measure: Invented) -> Iterator[str]:
    kind, name = measure.id.measure_type, measure.id
    chamber = kind.chamber.title()
    letter = chamber[0].lower()
    yield '<?xml version="1.0" encoding="utf-8" standalone="no"?>'
    yield "<billStatus><version>3.0.0</version><bill>"
    yield f"<number>{name.number}</number><updateDate>{measure.update_date}</updateDate>"
    yield f"<originChamber>{chamber}</originChamber><type>{kind.value.upper()}</type>"
    yield f"<introducedDate>{measure.introduced}</introducedDate><congress>{name.congress}</congress>"
    yield f"<committees><item><systemCode>{letter}sco00</systemCode><name>Coasts Committee</name>"
    yield f"<chamber>{chamber}</chamber><type>Standing</type><activities><item><name>Referred to</name>"
    yield f"<date>{measure.introduced}T15:00:00Z</date></item></activities></item></committees>"
    yield from _related(measure)
    yield "<actions>" + "".join(map(_row, reversed(measure.rows))) + "</actions>"
    yield f"<sponsors><item>{_member('L000999', 'Lamp, Lou', 'D', ('ME', None if letter == 's' else 1), letter)}"
    yield "<isByRequest>N</isByRequest></item></sponsors>"
    if measure.cosponsors:
        yield f"<cosponsors>{''.join(_signature(each, measure, letter) for each in measure.cosponsors)}</cosponsors>"
    yield "<policyArea><name>Transportation and Public Works</name></policyArea>"
    yield "<subjects><legislativeSubjects>"
    yield "".join(f"<item><name>{escape(subject)}</name></item>" for subject in measure.subjects)
    yield "</legislativeSubjects><policyArea><name>Transportation and Public Works</name></policyArea></subjects>"
    if measure.summaries:
        yield "<summaries>" + "".join(_summary(text, measure) for text in measure.summaries) + "</summaries>"
    yield f"<title>{escape(measure.title)}</title><titles><item><titleType>Display Title</titleType>"
    yield f"<title>{escape(measure.title)}</title></item></titles>"
    if measure.prints:
        yield "<textVersions>" + "".join(_announced(each, measure) for each in reversed(measure.prints))
        yield "<item><date/><formats/><type/></item></textVersions>"
    yield "</bill></billStatus>"


def _related(measure: Invented) -> Iterator[str]:
    if measure.related:
        yield "<relatedBills>"
        for other in measure.related:
            yield f"<item><title>The other lighthouse</title><congress>{other.congress}</congress>"
            yield f"<number>{other.number}</number><type>{other.measure_type.value.upper()}</type>"
            yield "<relationshipDetails><item><type>Related bill</type><identifiedBy>CRS</identifiedBy></item>"
            yield "</relationshipDetails></item>"
        yield "</relatedBills>"


def _row(row: Row) -> str:
    codes = {"House committee actions": "1", "House floor actions": "2", "Library of Congress": "9"}
    source = f"<code>{codes[row.source]}</code>" if row.source in codes else ""
    return (
        f"<item><actionDate>{row.date}</actionDate>"
        + (f"<actionTime>{row.time}</actionTime>" if row.time else "")
        + f"<text>{escape(row.text)}</text><type>{row.type}</type>"
        + (f"<actionCode>{row.code}</actionCode>" if row.code else "")
        + f"<sourceSystem>{source}<name>{row.source}</name></sourceSystem>{_recorded(row.vote)}</item>"
    )


def _recorded(vote: VoteId | None) -> str:
    if vote is None:
        return ""
    return (
        f"<recordedVotes><recordedVote><rollNumber>{vote.roll_number}</rollNumber><url>{vote.url}</url>"
        f"<chamber>{vote.chamber.value.capitalize()}</chamber><congress>{vote.congress}</congress>"
        f"<date>{vote.year}-03-06T22:11:00Z</date><sessionNumber>{vote.session}</sessionNumber>"
        "</recordedVote></recordedVotes>"
    )


def _member(bioguide: str, name: str, party: str, place: tuple[str, int | None], letter: str) -> str:
    state, district = place
    shown = f"{party}-{state}" if district is None else f"{party}-{state}-{district}"
    title = "Sen." if letter == "s" else "Rep."
    last, _, first = name.partition(", ")
    return (
        f"<bioguideId>{bioguide}</bioguideId><fullName>{title} {name} [{shown}]</fullName>"
        f"<firstName>{first.upper()}</firstName><lastName>{last.upper()}</lastName>"
        f"<party>{party}</party><state>{state}</state>"
        + ("" if district is None else f"<district>{district}</district>")
    )


def _signature(each: Signature, measure: Invented, letter: str) -> str:
    withdrawn = f"<sponsorshipWithdrawnDate>{each.withdrawn}</sponsorshipWithdrawnDate>" if each.withdrawn else ""
    member = _member(each.bioguide_id, each.name, each.party, (each.state, each.district), letter)
    return (
        f"<item>{member}<sponsorshipDate>{each.date}</sponsorshipDate>"
        f"<isOriginalCosponsor>{each.date == measure.introduced}</isOriginalCosponsor>{withdrawn}</item>"
    )


def _summary(text: str, measure: Invented) -> str:
    chamber = measure.id.measure_type.chamber.title()
    return (
        f"<summary><versionCode>00</versionCode><actionDate>{measure.introduced}</actionDate>"
        f"<actionDesc>Introduced in {chamber}</actionDesc><updateDate>{measure.introduced}T20:00:00Z</updateDate>"
        f"<text><![CDATA[{text}]]></text></summary>"
    )


def _announced(each: Print, measure: Invented) -> str:
    date = f"<date>{each.date}T04:00:00Z</date>" if each.date else "<date/>"
    url = text_package_url(measure.text_id(each.code))
    name = version_name(each.code) or each.code
    return f"<item><type>{name}</type>{date}<formats><item><url>{url}</url></item></formats></item>"


# ----------------------------------------------------------------------------------- bill texts


def _text(measure: Invented, each: Print) -> bytes:
    kind = measure.id.measure_type
    is_bill = kind in {MeasureType.HR, MeasureType.S}
    day = f' date="{each.date:%Y%m%d}"' if each.date else ""
    words = f"{each.date:%B %d, %Y}" if each.date else ""
    root = "bill" if is_bill else "resolution"
    body = "".join(
        f'<paragraph id="P{index}"><enum>({index})</enum><text>{escape(text)}</text></paragraph>'
        for index, text in enumerate(each.body, 1)
    )
    section = (
        f'<section id="S1"><enum>1.</enum><header>Lighthouses</header><text>The Congress—</text>{body}</section>'
        if is_bill
        else f'<section id="S1" display-inline="yes-display-inline"><text>That Congress—</text>{body}</section>'
    )
    preamble = "".join(f"<whereas><text>{escape(text)}</text></whereas>" for text in each.preamble)
    tag = "legis-body" if is_bill else "resolution-body"
    return (
        f'<?xml version="1.0"?>\n<!DOCTYPE {root} PUBLIC "-//US Congress//DTDs/res.dtd//EN" "res.dtd">\n'
        f"<{root}><form><congress>{measure.id.congress}th CONGRESS</congress><session>1st Session</session>"
        f"<legis-num>{kind.printed.upper()} {measure.id.number}</legis-num>"
        f"<action><action-date{day}>{words}</action-date></action>"
        f"<official-title>{escape(measure.title)}</official-title></form>"
        + (f"<preamble>{preamble}</preamble>" if preamble and not is_bill else "")
        + f"<{tag}>{section}</{tag}></{root}>\n"
    ).encode()


def _plain(measure: Invented, each: Print) -> bytes:
    """GPO's page of preformatted lines: dashes as ``--``, the end marked."""
    kind, number = measure.id.measure_type, measure.id.number
    is_bill = kind in {MeasureType.HR, MeasureType.S}
    name = version_name(each.code) or each.code
    opening = "SECTION 1. LIGHTHOUSES.\n\n    The Congress--" if is_bill else "    Resolved, That Congress--"
    enacting = (
        "    Be it enacted by the Senate and House of Representatives of the United \n"
        "States of America in Congress assembled,\n\n"
    )
    lines = (
        "<html><body><pre>",
        f"[Congressional Bills {measure.id.congress}th Congress]",
        "[From the U.S. Government Publishing Office]",
        f"[{kind.printed} {number} {name} ({each.code.upper()})]",
        "",
        "&lt;DOC&gt;",
        "",
        f"{measure.id.congress}th CONGRESS",
        "  1st Session",
        f"                                {kind.printed.upper()} {number}",
        "",
        f"    {measure.title}".replace("&", "&amp;"),
        "_" * 71,
        f"                            {each.date:%B %d, %Y}" if each.date else "",
        "_" * 71,
        "                                 A BILL" if is_bill else "                               RESOLUTION",
        "",
        f"    {measure.title}".replace("&", "&amp;"),
        "",
        *(f"{clause}\n" for clause in each.preamble if not is_bill),
        (enacting if is_bill else "") + opening,
        *(f"            ({index}) {text}" for index, text in enumerate(each.body, 1)),
        "                                 &lt;all&gt;",
        "</pre></body></html>",
    )
    return "\n".join(lines).encode()
