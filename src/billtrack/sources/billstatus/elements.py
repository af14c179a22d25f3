"""Every element of the two BILLSTATUS schemas: the field of the model it fills, or why it is left out.

A table, read by ``survey``; the tests hold the parser to it.  Paths are below ``<billStatus>``; one that ends in
``/**`` stands for an element and all inside it.
"""

from __future__ import annotations

from types import MappingProxyType

_OTHER_NUMBERS = "another catalogue's number; bioguideId names the person"
_FULL_NAME_SAYS = "fullName says it, in the right case"
_NAME_SAYS = "the name beside it says it"
_ID_SAYS = "follows from the measure's type and number"
_COUNTED = "a count of the rows"
_LINK = "a link to a page about a word of the text"
_OWN_FILE = "the status of another measure, told by its own file"
_NEWEST_ACTION = "repeats an action"
_AMENDMENT = "told by the amendment it is about, or not about this measure"
_AMENDMENT_COSPONSORS = "who cosponsored an amendment is not part of a measure's record"
_ABOUT_FILE = "about the file, not the measure"
_POLICY_AREA = "repeats policyArea"
_SECOND_CLOCK = "when this part was last touched; updateDate says it of the whole"
_LEFTOVER = "left over from the interface the file was made from"
_EXACT_TYPE = "titleType says it more exactly"


def _under(path: str, **fields: str) -> dict[str, str]:
    return {f"{path}/{name}": field for name, field in fields.items()}


def _out(reason: str, path: str, *names: str) -> dict[str, str]:
    return {f"{path}/{name}": reason for name in names}


def _member(path: str, field: str) -> dict[str, str]:
    return _under(
        path,
        bioguideId=f"{field}.bioguide_id",
        fullName=f"{field}.name",
        party=f"{field}.party",
        state=f"{field}.state",
        district=f"{field}.district",
    )


def _committees(path: str) -> dict[str, str]:
    return (
        _under(
            path,
            systemCode="committees.system_code",
            name="committees.name",
            chamber="committees.chamber",
            type="committees.type",
        )
        | _under(f"{path}/activities/item", name="committees.activities.name", date="committees.activities.date")
        | _under(
            f"{path}/subcommittees/item",
            systemCode="committees.subcommittees.system_code",
            name="committees.subcommittees.name",
        )
        | _under(
            f"{path}/subcommittees/item/activities/item",
            name="committees.subcommittees.activities.name",
            date="committees.subcommittees.activities.date",
        )
    )


def _votes(path: str, field: str = "actions.recorded_votes") -> dict[str, str]:
    return _under(
        path,
        chamber=f"{field}.chamber",
        congress=f"{field}.congress",
        sessionNumber=f"{field}.session_number",
        rollNumber=f"{field}.roll_number",
        date=f"{field}.date",
        url=f"{field}.url",
    )


def _amendment_actions(path: str) -> dict[str, str]:
    field = "amendments.actions"
    return (
        _under(
            path,
            actionDate=f"{field}.action_date",
            actionTime=f"{field}.action_time",
            actionCode=f"{field}.action_code",
            type=f"{field}.type",
            text=f"{field}.text",
        )
        | _under(f"{path}/sourceSystem", name=f"{field}.source_system")
        | _under(f"{path}/committee", systemCode=f"{field}.committees.system_code", name=f"{field}.committees.name")
        | _under(
            f"{path}/committees/item", systemCode=f"{field}.committees.system_code", name=f"{field}.committees.name"
        )
        | _votes(f"{path}/recordedVotes/recordedVote", f"{field}.recorded_votes")
    )


_KEPT_IN_BOTH = (
    _under(
        "bill",
        congress="id",
        title="title",
        introducedDate="introduced_date",
        updateDate="update_date",
        constitutionalAuthorityStatementText="constitutional_authority_statement",
    )
    | _member("bill/sponsors/item", "sponsor")
    | _member("bill/cosponsors/item", "cosponsors")
    | _under(
        "bill/cosponsors/item",
        sponsorshipDate="cosponsors.sponsorship_date",
        isOriginalCosponsor="cosponsors.is_original_cosponsor",
        sponsorshipWithdrawnDate="cosponsors.sponsorship_withdrawn_date",
    )
    | _under(
        "bill/actions/item",
        actionDate="actions.action_date",
        actionTime="actions.action_time",
        actionCode="actions.action_code",
        type="actions.type",
        text="actions.text",
    )
    | _under("bill/actions/item/sourceSystem", name="actions.source_system")
    | _under(
        "bill/actions/item/committees/item",
        systemCode="actions.committees.system_code",
        name="actions.committees.name",
    )
    | _under(
        "bill/titles/item",
        titleType="other_titles.title_type",
        title="other_titles.title",
        chamberName="other_titles.chamber",
    )
    | _under("bill/textVersions/item", type="text_versions.version_name", date="text_versions.date")
    | _under("bill/textVersions/item/formats/item", url="text_versions.version_code")
    | _under(
        "bill/relatedBills/item",
        congress="related_measures.id",
        type="related_measures.id",
        number="related_measures.id",
    )
    | _under(
        "bill/relatedBills/item/relationshipDetails/item",
        type="related_measures.relationship_type",
        identifiedBy="related_measures.identified_by",
    )
    | _under("bill/policyArea", name="policy_area")
    | _under("bill/laws/item", type="laws.type", number="laws.number")
    | _under("bill/notes/item", text="official_notes")
    | _under("bill/committeeReports/committeeReport", citation="committee_reports")
    | _under(
        "bill/cboCostEstimates/item",
        title="cbo_cost_estimates.title",
        pubDate="cbo_cost_estimates.pub_date",
        url="cbo_cost_estimates.url",
        description="cbo_cost_estimates.description",
    )
    | _under(
        "bill/amendments/amendment",
        type="amendments.amendment_type",
        number="amendments.number",
        congress="amendments.congress",
        purpose="amendments.purpose",
        description="amendments.description",
        submittedDate="amendments.submitted_date",
        proposedDate="amendments.proposed_date",
    )
    | _under(
        "bill/amendments/amendment/latestAction",
        actionDate="amendments.latest_action_date",
        text="amendments.latest_action",
    )
    | _under(
        "bill/amendments/amendment/amendedAmendment",
        type="amendments.amended_amendment",
        number="amendments.amended_amendment",
        congress="amendments.amended_amendment",
    )
    | _member("bill/amendments/amendment/sponsors/item", "amendments.sponsor")
    | _under("bill/amendments/amendment/sponsors/item", name="amendments.sponsor.name")
    | _amendment_actions("bill/amendments/amendment/actions/actions/item")
)

_KEPT_IN_1 = (
    _under("bill", billType="id", billNumber="id")
    | _under("bill/sponsors/item", byRequestType="sponsor.is_by_request")
    | _under(
        "bill/actions/item/committee",
        systemCode="actions.committees.system_code",
        name="actions.committees.name",
    )
    | _committees("bill/committees/billCommittees/item")
    | _under("bill/calendarNumbers/item", calendar="actions.calendar", number="actions.calendar_number")
    | _votes("bill/recordedVotes/recordedVote")
    | _under("bill/relatedBills/item", latestTitle="related_measures.title")
    | _under("bill/subjects/billSubjects/legislativeSubjects/item", name="legislative_subjects")
    | _under("bill/subjects/billSubjects/otherSubjects/item", name="legislative_subjects")
    | _under("bill/primarySubject", name="policy_area")
    | _under(
        "bill/summaries/billSummaries/item",
        versionCode="summaries.version_code",
        actionDate="summaries.action_date",
        actionDesc="summaries.action_desc",
        lastSummaryUpdateDate="summaries.update_date",
        text="summaries.text",
    )
    | _under(
        "bill/cboCostEstimates/item",
        rptTitle="cbo_cost_estimates.title",
        rptPubDate="cbo_cost_estimates.pub_date",
        rptUrl="cbo_cost_estimates.url",
    )
)

_KEPT_IN_3 = (
    _under("bill", type="id", number="id")
    | _under("bill/sponsors/item", isByRequest="sponsor.is_by_request")
    | _under("bill/actions/item/calendarNumber", calendar="actions.calendar", number="actions.calendar_number")
    | _votes("bill/actions/item/recordedVotes/recordedVote")
    | _votes("bill/actions/item/recordedVotes/item")
    | _committees("bill/committees/item")
    | _under("bill/titles/item", billTextVersionCode="other_titles.version_code")
    | _under("bill/relatedBills/item", title="related_measures.title")
    | _under("bill/subjects/legislativeSubjects/item", name="legislative_subjects")
    | _under(
        "bill/summaries/summary",
        versionCode="summaries.version_code",
        actionDate="summaries.action_date",
        actionDesc="summaries.action_desc",
        updateDate="summaries.update_date",
        text="summaries.text",
    )
    | _under("bill/summaries/summary/cdata", text="summaries.text")
)

_OUT_OF_BOTH = (
    _out(_ABOUT_FILE, "dublinCore", "**")
    | _out(_ID_SAYS, "bill", "originChamber", "originChamberCode", "legislationUrl")
    | _out(_NEWEST_ACTION, "bill/latestAction", "**")
    | _out(_OWN_FILE, "bill/relatedBills/item/latestAction", "**")
    | _out(_NAME_SAYS, "bill/actions/item/sourceSystem", "code")
    | _out(_LINK, "bill/actions/item/links", "**")
    | _out(_LINK, "bill/notes/item/links", "**")
    | _out(_NAME_SAYS, "bill/titles/item", "chamberCode")
    | {
        f"bill/{people}/item/{name}": reason
        for people in ("sponsors", "cosponsors")
        for name, reason in {
            "firstName": _FULL_NAME_SAYS,
            "middleName": _FULL_NAME_SAYS,
            "lastName": _FULL_NAME_SAYS,
            "name": _FULL_NAME_SAYS,
            "identifiers/bioguideId": "repeats bioguideId",
            "identifiers/lisID": _OTHER_NUMBERS,
            "identifiers/gpoId": _OTHER_NUMBERS,
        }.items()
    }
    | _out(_ABOUT_FILE, "bill/amendments/amendment", "version")
    | _out(_SECOND_CLOCK, "bill/amendments/amendment", "updateDate", "createDate")
    | _out("its type says it", "bill/amendments/amendment", "chamber")
    | _out("this measure, or the amendment of this measure it amends", "bill/amendments/amendment/amendedBill", "**")
    | _out(
        _AMENDMENT,
        "bill/amendments/amendment/amendedAmendment",
        *("purpose", "description", "updateDate"),
    )
    | _out(_AMENDMENT, "bill/amendments/amendment/amendedTreaty", "**")
    | _out(_AMENDMENT, "bill/amendments/amendment/amendmentsToAmendment", "**")
    | _out(_AMENDMENT, "bill/amendments/amendment/amendments", "**")
    | _out(_FULL_NAME_SAYS, "bill/amendments/amendment/sponsors/item", "firstName", "middleName", "lastName")
    | _out(_OTHER_NUMBERS, "bill/amendments/amendment/sponsors/item/identifiers", "**")
    | _out(_AMENDMENT_COSPONSORS, "bill/amendments/amendment/cosponsors", "**")
    | _out(_COUNTED, "bill/amendments/amendment/actions", "count")
    | _out(_COUNTED, "bill/amendments/amendment/actions/actionTypeCounts", "**")
    | _out(_COUNTED, "bill/amendments/amendment/actions/actionByCounts", "**")
    | _out(_NAME_SAYS, "bill/amendments/amendment/actions/actions/item/sourceSystem", "code")
    | _out(_LINK, "bill/amendments/amendment/actions/actions/item/links", "**")
    | _out(
        "the action it stands in says it",
        "bill/amendments/amendment/actions/actions/item/recordedVotes/recordedVote",
        "fullActionName",
    )
    | _out(_AMENDMENT, "bill/amendments/amendment/titles", "**")
    | _out(_AMENDMENT, "bill/amendments/amendment/notes", "**")
    | _out(_LINK, "bill/amendments/amendment/links", "**")
    | _out(_LINK, "bill/amendments/amendment/latestAction/links", "**")
    | _out("repeats the time of an action of the amendment", "bill/amendments/amendment/latestAction", "actionTime")
)

_OUT_OF_1 = (
    _out(_ABOUT_FILE, "bill", "version", "createDate")
    | _out("says only that the number is or is not reserved; the title says it", "bill", "isReserved")
    | _out(_COUNTED, "bill/actions/actionTypeCounts", "**")
    | _out(_COUNTED, "bill/actions/actionByCounts", "**")
    | _out("the action that cites the vote says it", "bill/recordedVotes/recordedVote", "fullActionName")
    | _out(_EXACT_TYPE, "bill/titles/item", "parentTitleType")
    | _out(_POLICY_AREA, "bill/subjects/billSubjects/policyArea", "name")
    | _out(_POLICY_AREA, "bill/subjects/billSubjects/primarySubject", "**")
    | _out("empty in every file met", "bill/primarySubject/parentSubject", "**")
    | _out("the wider term a subject belongs to", "bill/subjects/billSubjects/otherSubjects/item/parentSubject", "**")
    | _out("repeats actionDesc", "bill/summaries/billSummaries/item", "name")
    | _out(
        "the action's time; lastSummaryUpdateDate is the summary's", "bill/summaries/billSummaries/item", "updateDate"
    )
)

_OUT_OF_3 = (
    {"version": _ABOUT_FILE}
    | _out("when a text was last added; the texts have dates", "bill", "updateDateIncludingText")
    | _out("empty in every file met", "bill", "cdata")
    | _out("isByRequest says it", "bill/sponsors/item", "byRequestType")
    | _out(_LEFTOVER, "bill/sponsors/item", "url")
    | _out(_LEFTOVER, "bill/titles", "count", "url")
    | _out(_LINK, "bill/latestAction/links", "**")
    | _out("the action it stands in says it", "bill/actions/item/recordedVotes/recordedVote", "fullActionName")
    | _out(_EXACT_TYPE, "bill/titles/item", "titleTypeCode")
    | _out("billTextVersionCode says it", "bill/titles/item", "billTextVersionName")
    | _out(_SECOND_CLOCK, "bill/titles/item", "updateDate")
    | _out(_SECOND_CLOCK, "bill/subjects/legislativeSubjects/item", "updateDate")
    | _out(_SECOND_CLOCK, "bill/subjects/policyArea", "updateDate")
    | _out(_POLICY_AREA, "bill/subjects/policyArea", "name")
    | _out("the address ends with it", "bill/textVersions/item/formats/item", "type")
)

KEPT = MappingProxyType(
    {
        "1.0.0": MappingProxyType(_KEPT_IN_BOTH | _KEPT_IN_1),
        "3.0.0": MappingProxyType(_KEPT_IN_BOTH | _KEPT_IN_3),
    }
)
"""By schema, the path of every element that is kept to the field it fills."""

LEFT_OUT = MappingProxyType(
    {
        "1.0.0": MappingProxyType(_OUT_OF_BOTH | _OUT_OF_1),
        "3.0.0": MappingProxyType(_OUT_OF_BOTH | _OUT_OF_3),
    }
)
"""By schema, the path of every element that is left out to the reason; ``/**`` for an element and all inside it."""

REPEATING = frozenset({"item", "amendment", "summary", "committeeReport", "recordedVote"})
"""The elements that are rows; any other is read once in its parent, and a second one is left out."""
