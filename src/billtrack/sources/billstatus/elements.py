"""The elements of the two BILLSTATUS schemas that are left out, and why.

What is kept is not listed: the survey notes what the reader asks for.  Paths are below ``<billStatus>``; one that ends
in ``/**`` stands for an element and everything inside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ABOUT_FILE = "about the file, not the measure"
_COUNTED = "a count of the rows"
_EXACT_TYPE = "titleType is more exact"
_FULL_NAME_SAYS = "repeats fullName"
_LINK = "a link to a related web page"
_NAME_SAYS = "repeats the name beside it"
_OTHER_NUMBERS = "an ID from another catalog; bioguideId identifies the person"
_POLICY_AREA = "repeats policyArea"
_SECOND_CLOCK = "when this part was last updated; updateDate covers the whole"


def _below(parent: str, reasons: Mapping[str, str]) -> dict[str, str]:
    """Give each path below *parent* its reason."""
    return {f"{parent}/{path}": reason for reason, paths in reasons.items() for path in paths.split()}


_PERSON = {
    _FULL_NAME_SAYS: "firstName middleName lastName name",
    "repeats bioguideId": "identifiers/bioguideId",
    _OTHER_NUMBERS: "identifiers/lisID identifiers/gpoId",
}
_AMENDMENT = {
    _ABOUT_FILE: "version",
    _SECOND_CLOCK: "updateDate createDate",
    "follows from its type": "chamber",
    "this measure, or the amendment of this measure it amends": "amendedBill/**",
    "belongs to another amendment, or not to this measure": (
        "amendedAmendment/purpose amendedAmendment/description amendedAmendment/updateDate amendedTreaty/** "
        "amendmentsToAmendment/** amendments/** titles/** notes/**"
    ),
    _FULL_NAME_SAYS: "sponsors/item/firstName sponsors/item/middleName sponsors/item/lastName",
    _OTHER_NUMBERS: "sponsors/item/identifiers/**",
    "cosponsors of amendments are not recorded": "cosponsors/**",
    _COUNTED: "actions/count actions/actionTypeCounts/** actions/actionByCounts/**",
    _NAME_SAYS: "actions/actions/item/sourceSystem/code",
    _LINK: "actions/actions/item/links/** links/** latestAction/links/**",
    "repeats the action that contains it": "actions/actions/item/recordedVotes/recordedVote/fullActionName",
    "repeats the time of an action of the amendment": "latestAction/actionTime",
}
_OUT_OF_BOTH = (
    {"dublinCore/**": _ABOUT_FILE}
    | _below("bill/sponsors/item", _PERSON)
    | _below("bill/cosponsors/item", _PERSON)
    | _below("bill/amendments/amendment", _AMENDMENT)
    | _below(
        "bill",
        {
            "follows from the type and number of the measure": "originChamber originChamberCode legislationUrl",
            "repeats an action": "latestAction/**",
            "the status of another measure, which has its own file": "relatedBills/item/latestAction/**",
            _NAME_SAYS: "actions/item/sourceSystem/code titles/item/chamberCode",
            _LINK: "actions/item/links/** notes/item/links/**",
        },
    )
)
_OUT_OF_1 = _below(
    "bill",
    {
        _ABOUT_FILE: "version createDate",
        "whether the number is reserved; the title says so": "isReserved",
        _COUNTED: "actions/actionTypeCounts/** actions/actionByCounts/**",
        "repeats the action that cites the vote": "recordedVotes/recordedVote/fullActionName",
        _EXACT_TYPE: "titles/item/parentTitleType",
        _POLICY_AREA: "subjects/billSubjects/policyArea/name subjects/billSubjects/primarySubject/**",
        "empty in every known file": "primarySubject/parentSubject/**",
        "the broader term of a subject": "subjects/billSubjects/otherSubjects/item/parentSubject/**",
        "repeats actionDesc": "summaries/billSummaries/item/name",
        "the time of the action, not of the summary": "summaries/billSummaries/item/updateDate",
    },
)
_OUT_OF_3 = {"version": _ABOUT_FILE} | _below(
    "bill",
    {
        "when a text was last added; texts have their own dates": "updateDateIncludingText",
        "empty in every known file": "cdata",
        "repeats isByRequest": "sponsors/item/byRequestType",
        "left over from the API the file was made from": "sponsors/item/url titles/count titles/url",
        _LINK: "latestAction/links/**",
        "repeats the action that contains it": "actions/item/recordedVotes/recordedVote/fullActionName",
        _EXACT_TYPE: "titles/item/titleTypeCode",
        "repeats billTextVersionCode": "titles/item/billTextVersionName",
        _SECOND_CLOCK: (
            "titles/item/updateDate subjects/legislativeSubjects/item/updateDate subjects/policyArea/updateDate"
        ),
        _POLICY_AREA: "subjects/policyArea/name",
        "repeats the end of the address": "textVersions/item/formats/item/type",
    },
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
