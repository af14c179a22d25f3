"""The tables of an export: a class each, whose fields are the columns, with what each one says.

The README of an export and the types of the Parquet files are made from these classes alone.  Names are those of
BILLSTATUS and of billtrack's model.  Every table is partitioned by Congress, which is a folder and so no field here.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, TypeAlias

from msgspec import Meta

from billtrack.model.measure import Activity
from billtrack.model.values import Value

MeasureName: TypeAlias = Annotated[str, Meta(description="The measure, such as hres351-115")]
Place: TypeAlias = Annotated[int, Meta(description="Its place in the official list, from 0")]
VoteName: TypeAlias = Annotated[str, Meta(description="The roll call, such as house-117-1-149")]
VersionCode: TypeAlias = Annotated[str, Meta(description="The version of the text, such as ih, eh or enr")]
Digest: TypeAlias = Annotated[str, Meta(description="SHA-256 of the official document, in hexadecimal")]
Url: TypeAlias = Annotated[str, Meta(description="Where the official document is published")]
BioguideId: TypeAlias = Annotated[str, Meta(description="Bioguide ID")]


class ExportedMeasure(Value, frozen=True):
    """A row for each measure; a measure without a status document has only its name and title."""

    measure: MeasureName
    measure_type: Annotated[str, Meta(description="hr, s, hjres, sjres, hconres, sconres, hres or sres")]
    number: Annotated[int, Meta(description="The number of the measure")]
    title: Annotated[str, Meta(description="The title in the status document, else the title of its first text")]
    introduced_date: Annotated[dt.date | None, Meta(description="Day of introduction")]
    stage: Annotated[str | None, Meta(description="Where it stands on the day of the export, as `billtrack list` says")]
    latest_action_date: Annotated[dt.date | None, Meta(description="Day of the latest action")]
    latest_action: Annotated[str | None, Meta(description="Words of the latest action")]
    sponsor_bioguide_id: Annotated[str | None, Meta(description="Bioguide ID of the sponsor")]
    sponsor_name: Annotated[str | None, Meta(description="Name of the sponsor")]
    sponsor_party: Annotated[str | None, Meta(description="Party letter of the sponsor")]
    sponsor_state: Annotated[str | None, Meta(description="State of the sponsor")]
    policy_area: Annotated[str | None, Meta(description="Policy area, assigned by CRS")]
    subjects: Annotated[tuple[str, ...] | None, Meta(description="Legislative subjects, assigned by CRS")]
    cosponsors: Annotated[int | None, Meta(description="Cosponsors who have not withdrawn; the sponsor is not one")]
    laws: Annotated[tuple[str, ...] | None, Meta(description="The laws it became, such as Public Law 117-22")]
    update_date: Annotated[dt.datetime | None, Meta(description="When the status document was last updated, in UTC")]
    url: Annotated[str | None, Meta(description="Where the status document is published")]
    sha256: Annotated[str | None, Meta(description="SHA-256 of the status document, in hexadecimal")]
    retrieved: Annotated[dt.date | None, Meta(description="Day of the import of the status document")]


class ExportedAction(Value, frozen=True):
    """A row for each action in the official history of a measure."""

    measure: MeasureName
    place: Place
    action_date: Annotated[dt.date, Meta(description="Day of the action, in Washington")]
    action_time: Annotated[dt.time | None, Meta(description="Time of the action, in Washington")]
    source_system: Annotated[str | None, Meta(description="Who reports it: senate, house_floor_actions ...")]
    action_code: Annotated[str | None, Meta(description="Official code of the action")]
    type: Annotated[str | None, Meta(description="Official type of the action")]
    text: Annotated[str | None, Meta(description="Words of the action")]
    committees: Annotated[tuple[str, ...], Meta(description="System codes of the committees the action names")]


class ExportedRelation(Value, frozen=True):
    """A row for each official relation of a measure to another."""

    measure: MeasureName
    place: Place
    related_measure: Annotated[str | None, Meta(description="The other measure; null if the source does not say which")]
    relationship_type: Annotated[str, Meta(description="The relation, in official words")]
    identified_by: Annotated[str | None, Meta(description="Who says so: CRS, House or Senate")]


class ExportedCosponsor(Value, frozen=True):
    """A row for each signature under a measure; a member who withdrew and signed again has two."""

    measure: MeasureName
    place: Place
    bioguide_id: BioguideId
    name: Annotated[str, Meta(description="Name")]
    party: Annotated[str, Meta(description="Party letter")]
    state: Annotated[str, Meta(description="State")]
    district: Annotated[int | None, Meta(description="District in the House")]
    sponsorship_date: Annotated[dt.date, Meta(description="Day of the signature")]
    is_original_cosponsor: Annotated[bool, Meta(description="Whether the member signed at introduction")]
    sponsorship_withdrawn_date: Annotated[dt.date | None, Meta(description="Day of withdrawal; null if none")]


class ExportedCommittee(Value, frozen=True):
    """A row for each committee and subcommittee a measure was before."""

    measure: MeasureName
    system_code: Annotated[str, Meta(description="Official code, such as hsfa00")]
    name: Annotated[str, Meta(description="Name")]
    parent: Annotated[str | None, Meta(description="For a subcommittee, the code of its committee")]
    chamber: Annotated[str | None, Meta(description="house, senate or joint; null for a subcommittee")]
    type: Annotated[str | None, Meta(description="Official type of the committee; null for a subcommittee")]
    activities: Annotated[tuple[Activity, ...], Meta(description="What it did, in official words, and on which day")]


class ExportedText(Value, frozen=True):
    """A row for each text held: one print of a measure."""

    measure: MeasureName
    version_code: VersionCode
    date: Annotated[dt.date | None, Meta(description="The day the print names")]
    authority: Annotated[str | None, Meta(description="official, record (Congressional Record) or copy (unofficial)")]
    coverage: Annotated[str, Meta(description="complete or partial")]
    official_title: Annotated[str | None, Meta(description="The title printed on the text")]
    clauses: Annotated[int, Meta(description="How many clauses it has")]
    document: Annotated[str, Meta(description="File name of the official document")]
    url: Url
    sha256: Digest
    retrieved: Annotated[dt.date, Meta(description="Day of its import")]


class ExportedClause(Value, frozen=True):
    """A row for each clause of a text: the words of one provision, without those of the provisions inside it."""

    measure: MeasureName
    version_code: VersionCode
    place: Annotated[int, Meta(description="Its place in the text, from 0")]
    address: Annotated[str, Meta(description="Its address in the text, such as section/3/a/1 or whereas/4")]
    parent: Annotated[str | None, Meta(description="The address of the clause around it; null for an outermost one")]
    level: Annotated[str, Meta(description="Official name of the level, or whereas, resolved, title-amendment")]
    enum: Annotated[str | None, Meta(description="Its number as printed")]
    header: Annotated[str | None, Meta(description="Its heading")]
    text: Annotated[str | None, Meta(description="Its words")]
    quoted: Annotated[bool, Meta(description="Whether it is quoted: words for another law")]
    sha256: Annotated[
        str, Meta(description="SHA-256, in hexadecimal, of heading, line feed and words in UTF-8; null counts as empty")
    ]


class ExportedVote(Value, frozen=True):
    """A row for each roll call."""

    vote: VoteName
    chamber: Annotated[str, Meta(description="house or senate")]
    session: Annotated[int, Meta(description="Session of the Congress")]
    roll_number: Annotated[int, Meta(description="Number of the roll call in its session")]
    moment: Annotated[dt.datetime, Meta(description="When it was taken, in Washington")]
    question: Annotated[str, Meta(description="What was asked, as printed")]
    kind: Annotated[str, Meta(description="What it decides, told by the question: passage, amendment, cloture ...")]
    result: Annotated[str, Meta(description="How it ended, as printed")]
    requirement: Annotated[str, Meta(description="The majority it needed, as printed")]
    yea: Annotated[int | None, Meta(description="Printed total; null for the election of a Speaker")]
    nay: Annotated[int | None, Meta(description="Printed total")]
    present: Annotated[int | None, Meta(description="Printed total")]
    not_voting: Annotated[int | None, Meta(description="Printed total")]
    title: Annotated[str | None, Meta(description="Title, as printed")]
    measure_as_printed: Annotated[str | None, Meta(description="The measure in the file of the vote; not checked")]
    amendment_as_printed: Annotated[str | None, Meta(description="The amendment in the file of the vote; not checked")]
    tie_breaker: Annotated[str | None, Meta(description="The Vice President's vote, where it decided")]
    url: Url
    sha256: Digest


class ExportedPosition(Value, frozen=True):
    """A row for each member and roll call: who voted how."""

    vote: VoteName
    place: Annotated[int, Meta(description="Place of the member in the file, from 0")]
    bioguide_id: Annotated[str | None, Meta(description="Bioguide ID; null in the Senate and before 2003")]
    lis_id: Annotated[str | None, Meta(description="The Senate's own ID")]
    name: Annotated[str, Meta(description="Name, as printed")]
    party: Annotated[str, Meta(description="Party letter, as printed")]
    state: Annotated[str, Meta(description="State, as printed")]
    position: Annotated[str, Meta(description="yea, nay, present, not_voting or choice")]
    vote_cast: Annotated[str, Meta(description="The word in the file: Yea, Aye, Guilty, or the name of a candidate")]


class ExportedCitation(Value, frozen=True):
    """A row for each roll call that an action of a measure cites; the roll call need not be held."""

    measure: MeasureName
    vote: VoteName
    action_date: Annotated[dt.date, Meta(description="Day of the action that cites it")]
    amendment: Annotated[str | None, Meta(description="The amendment whose action cites it; null for the measure's")]


TABLES: dict[str, type[Value]] = {
    "measures": ExportedMeasure,
    "actions": ExportedAction,
    "cosponsors": ExportedCosponsor,
    "committees": ExportedCommittee,
    "related_measures": ExportedRelation,
    "texts": ExportedText,
    "clauses": ExportedClause,
    "votes": ExportedVote,
    "positions": ExportedPosition,
    "recorded_votes": ExportedCitation,
}
"""The tables by name: each is a folder of the export."""
