"""The elements of the two BILLSTATUS schemas that are left out, and why.

What is kept is not listed: the survey notes what the reader asks for.  Paths are below ``<billStatus>``; one that ends
in ``/**`` stands for an element and everything inside it.
"""

from __future__ import annotations

from types import MappingProxyType

_OTHER_NUMBERS = "an ID from another catalog; bioguideId identifies the person"
_FULL_NAME_SAYS = "repeats fullName"
_NAME_SAYS = "repeats the name beside it"
_ID_SAYS = "follows from the type and number of the measure"
_COUNTED = "a count of the rows"
_LINK = "a link to a related web page"
_OWN_FILE = "the status of another measure, which has its own file"
_NEWEST_ACTION = "repeats an action"
_AMENDMENT = "belongs to another amendment, or not to this measure"
_AMENDMENT_COSPONSORS = "cosponsors of amendments are not recorded"
_ABOUT_FILE = "about the file, not the measure"
_POLICY_AREA = "repeats policyArea"
_SECOND_CLOCK = "when this part was last updated; updateDate covers the whole"
_LEFTOVER = "left over from the API the file was made from"
_EXACT_TYPE = "titleType is more exact"


def _out(reason: str, path: str, *names: str) -> dict[str, str]:
    return {f"{path}/{name}": reason for name in names}


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
    | _out("follows from its type", "bill/amendments/amendment", "chamber")
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
        "repeats the action that contains it",
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
    | _out("whether the number is reserved; the title says so", "bill", "isReserved")
    | _out(_COUNTED, "bill/actions/actionTypeCounts", "**")
    | _out(_COUNTED, "bill/actions/actionByCounts", "**")
    | _out("repeats the action that cites the vote", "bill/recordedVotes/recordedVote", "fullActionName")
    | _out(_EXACT_TYPE, "bill/titles/item", "parentTitleType")
    | _out(_POLICY_AREA, "bill/subjects/billSubjects/policyArea", "name")
    | _out(_POLICY_AREA, "bill/subjects/billSubjects/primarySubject", "**")
    | _out("empty in every known file", "bill/primarySubject/parentSubject", "**")
    | _out("the broader term of a subject", "bill/subjects/billSubjects/otherSubjects/item/parentSubject", "**")
    | _out("repeats actionDesc", "bill/summaries/billSummaries/item", "name")
    | _out(
        "the time of the action, not of the summary",
        "bill/summaries/billSummaries/item",
        "updateDate",
    )
)

_OUT_OF_3 = (
    {"version": _ABOUT_FILE}
    | _out("when a text was last added; texts have their own dates", "bill", "updateDateIncludingText")
    | _out("empty in every known file", "bill", "cdata")
    | _out("repeats isByRequest", "bill/sponsors/item", "byRequestType")
    | _out(_LEFTOVER, "bill/sponsors/item", "url")
    | _out(_LEFTOVER, "bill/titles", "count", "url")
    | _out(_LINK, "bill/latestAction/links", "**")
    | _out("repeats the action that contains it", "bill/actions/item/recordedVotes/recordedVote", "fullActionName")
    | _out(_EXACT_TYPE, "bill/titles/item", "titleTypeCode")
    | _out("repeats billTextVersionCode", "bill/titles/item", "billTextVersionName")
    | _out(_SECOND_CLOCK, "bill/titles/item", "updateDate")
    | _out(_SECOND_CLOCK, "bill/subjects/legislativeSubjects/item", "updateDate")
    | _out(_SECOND_CLOCK, "bill/subjects/policyArea", "updateDate")
    | _out(_POLICY_AREA, "bill/subjects/policyArea", "name")
    | _out("repeats the end of the address", "bill/textVersions/item/formats/item", "type")
)

LEFT_OUT = MappingProxyType(
    {
        "1.0.0": MappingProxyType(_OUT_OF_BOTH | _OUT_OF_1),
        "3.0.0": MappingProxyType(_OUT_OF_BOTH | _OUT_OF_3),
    }
)
"""By schema, the path of every element that is left out, with the reason; ``/**``: and everything inside it."""

REPEATING = frozenset({"item", "amendment", "summary", "committeeReport", "recordedVote"})
"""The elements that are rows; of any other, only the first in its parent is read."""
