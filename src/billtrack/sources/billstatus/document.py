"""One BILLSTATUS document to one ``Measure``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from lxml import etree

from billtrack.errors import InputError
from billtrack.model import measure as model
from billtrack.model.congresses import LAST_CONGRESS
from billtrack.model.identifiers import identify_file
from billtrack.model.measure_names import LAST_NUMBER, MeasureId, MeasureType
from billtrack.model.web_addresses import billstatus_file_name
from billtrack.sources.billstatus.actions import CHAMBERS, read_actions
from billtrack.sources.billstatus.amendments import read_amendments
from billtrack.sources.billstatus.people import read_cosponsors, read_sponsor
from billtrack.sources.billstatus.prints import read_prints, version_code
from billtrack.sources.rows import (
    DAY,
    MOMENT,
    WASHINGTON_DAY,
    WHOLE,
    Branch,
    Notes,
    Row,
    Unreadable,
    each,
    line_of,
    path_of,
)
from billtrack.sources.xml import local_name, parse_rows

Schema = Literal["1.0.0", "3.0.0"]
T = TypeVar("T")

_TYPES = {kind.value: kind for kind in MeasureType}


def parse_billstatus(data: bytes, *, name: str) -> model.Measure:
    """Parse one BILLSTATUS document, of either schema.

    Actions and text versions are oldest first, cosponsors in official order.  A list that the document gives as empty
    is ``()``; one it does not have is ``None``.  ``sources`` is empty.  White space is folded, HTML becomes plain
    text, and people are named as in ``Ros-Lehtinen, Ileana``.

    Args:
        data: the bytes of the document.
        name: its name in messages; one that ends like ``BILLSTATUS-115hres351.xml`` must match the content.

    Raises:
        InputError: not XML, not a BILLSTATUS document, without type, number, Congress or title, not matching its
            file name, or with an unreadable action or cosponsor.

    Source:
        BILLSTATUS XML User Guide; the files of govinfo's bulk data.
    """
    return read_rows(parse_rows(data, name=name), name=name)[0]


def read_rows(root: etree._Element, *, name: str, notes: Notes | None = None) -> tuple[model.Measure, Schema]:
    """Read a BILLSTATUS document already parsed by ``parse_rows``, and what cannot be read into *notes*."""
    element = next(root.iterchildren("bill"), None) if root.tag == "billStatus" else None
    if element is None:
        found = "no <bill> in it" if root.tag == "billStatus" else f"its root is <{local_name(root)[:60]}>"
        raise InputError(f"{name}:{line_of(root)}: not a BILLSTATUS document: {found}")
    bill = (notes or Notes()).branch(element)
    schema: Schema = "1.0.0" if "billType" in bill or "billNumber" in bill else "3.0.0"
    try:
        return _measure(bill, name, schema), schema
    except Unreadable as unreadable:
        what = unreadable.omission
        found = f": {what.found!r}" if what.found else ""
        raise InputError(
            f"{name}:{line_of(what.element)}: {path_of(what.element)}: {what.reason}{found}"
        ) from unreadable


def _measure(bill: Branch, name: str, schema: Schema) -> model.Measure:
    old = schema == "1.0.0"
    measure_id = _identity(bill, "billType", "billNumber") if old else _identity(bill, "type", "number")
    _agree(measure_id, bill, name)

    def listed(container: str, read: Callable[[Branch], tuple[T, ...]]) -> tuple[T, ...] | None:
        """3.0.0 omits an empty container; 1.0.0 keeps it, so a missing one there means unknown."""
        return None if old and container not in bill else read(bill)

    def rows(container: str, read: Callable[[Row], T | None], *names: str) -> tuple[T, ...] | None:
        return listed(container, lambda bill: each(bill.rows(container, *names), read))

    return model.Measure(
        schema=model.SCHEMA,
        id=measure_id,
        title=bill.need_line("title"),
        introduced_date=bill.value("introducedDate", DAY),
        update_date=bill.value("updateDate", MOMENT),
        other_titles=rows("titles", _title),
        sponsor=read_sponsor(bill),
        cosponsors=listed("cosponsors", read_cosponsors),
        committees=listed("committees", _committees),
        actions=listed("actions", read_actions),
        text_versions=listed("textVersions", lambda bill: read_prints(bill, measure_id)),
        related_measures=listed("relatedBills", _related_measures),
        policy_area=bill.line_inside("policyArea" if "policyArea" in bill else "primarySubject", "name"),
        legislative_subjects=listed("subjects", _legislative_subjects),
        summaries=listed("summaries", _summaries),
        laws=rows("laws", lambda row: model.Law(type=row.need_line("type"), number=row.need_line("number"))),
        committee_reports=rows("committeeReports", lambda row: row.need_line("citation"), "committeeReport"),
        cbo_cost_estimates=rows("cboCostEstimates", _estimate),
        amendments=listed("amendments", read_amendments),
        constitutional_authority_statement=bill.words("constitutionalAuthorityStatementText"),
        official_notes=rows("notes", lambda row: row.words("text")),
    )


def _identity(row: Row, type_name: str, number_name: str) -> MeasureId:
    """Read the measure of a row."""
    return MeasureId(
        _type_of(row.need_line(type_name)) or row.lack(type_name),
        _within(row, number_name, LAST_NUMBER),
        _within(row, "congress", LAST_CONGRESS),
    )


def _type_of(written: str) -> MeasureType | None:
    """Find a type of measure; the oldest files write ``H.Con.Res.`` for ``HCONRES``."""
    return _TYPES.get(written.replace(".", "").replace(" ", "").lower())


def _within(row: Row, name: str, last: int) -> int:
    value = row.value(name, WHOLE) or 0
    return value if 0 < value <= last else row.lack(name)


def _agree(measure_id: MeasureId, bill: Branch, name: str) -> None:
    if name.endswith(billstatus_file_name(measure_id)):
        return  # true of nearly all; parsing the name takes ten times as long
    named = identify_file(name)
    if isinstance(named, MeasureId) and named != measure_id:
        raise InputError(f"{name}:{line_of(bill.element)}: the content is {measure_id}, the file name says {named}")


def _title(row: Row) -> model.Title:
    return model.Title(
        title_type=row.need_line("titleType"),
        title=row.need_line("title"),
        chamber=_chamber(row, "chamberName"),
        version_code=version_code(row, "billTextVersionCode"),
    )


def _chamber(row: Row, name: str) -> model.Chamber | None:
    text = row.line(name)
    if text is not None and text not in CHAMBERS:
        row.leave_out_value(name, "not House, Senate or Joint")
    return CHAMBERS.get(text or "")


def _committees(bill: Branch) -> tuple[model.Committee, ...]:
    container = bill.branch("committees")
    if container is not None and "billCommittees" in container:
        return each(container.branches("billCommittees"), _committee)
    return each(bill.branches("committees"), _committee)


def _committee(row: Branch) -> model.Committee:
    return model.Committee(
        system_code=row.need_line("systemCode"),
        name=row.need_line("name"),
        chamber=_chamber(row, "chamber"),
        type=row.line("type"),
        activities=each(row.rows("activities"), _activity),
        subcommittees=each(row.branches("subcommittees"), _subcommittee),
    )


def _subcommittee(row: Branch) -> model.Subcommittee:
    return model.Subcommittee(
        system_code=row.need_line("systemCode"),
        name=row.need_line("name"),
        activities=each(row.rows("activities"), _activity),
    )


def _activity(row: Row) -> model.Activity:
    return model.Activity(name=row.need_line("name"), date=row.value("date", WASHINGTON_DAY))


def _related_measures(bill: Branch) -> tuple[model.RelatedMeasure, ...]:
    """Read one value per body that identifies the relation, and per kind of relation."""
    related: list[model.RelatedMeasure] = []

    def read(row: Branch) -> None:
        measure_id, title = _identity_given(row), row.line("title") or row.line("latestTitle")
        as_printed = None if measure_id else _name_given(row) or title or row.lack("number")
        details = row.rows("relationshipDetails")
        if not details:
            row.leave_out("a related measure without a relation")

        def relation(detail: Row) -> model.RelatedMeasure:
            return model.RelatedMeasure(
                id=measure_id,
                as_printed=as_printed,
                relationship_type=detail.need_line("type"),
                identified_by=detail.line("identifiedBy"),
                title=title,
            )

        related.extend(each(details, relation))

    each(bill.branches("relatedBills"), read)
    return tuple(related)


def _identity_given(row: Row) -> MeasureId | None:
    """Read the measure of a row; ``None`` if a part of its name is missing or unreadable."""
    try:
        return _identity(row, "type", "number")
    except Unreadable as unreadable:
        if unreadable.omission.found:
            row.notes.omissions.append(unreadable.omission)
        return None


def _name_given(row: Row) -> str | None:
    """Read the incomplete name of a measure, such as ``H.R. 12``; ``None`` without a number."""
    kind, number, congress = row.line("type"), row.line("number"), row.line("congress")
    if number is None:
        return None
    known = _type_of(kind or "")
    name = f"{known.printed if known else kind or 'No.'} {number}"
    return f"{name} (Congress {congress})" if congress else name


def _legislative_subjects(bill: Branch) -> tuple[str, ...]:
    """Read the subject terms, ``otherSubjects`` in the oldest files."""
    subjects = bill.branch("subjects")
    if subjects is None:
        return ()
    terms = subjects.branch("billSubjects") or subjects
    container = "legislativeSubjects" if "legislativeSubjects" in terms else "otherSubjects"
    return each(terms.rows(container), lambda row: row.need_line("name"))


def _summaries(bill: Branch) -> tuple[model.Summary, ...]:
    container = bill.branch("summaries")
    if container is not None and "billSummaries" in container:
        return each(container.branches("billSummaries"), lambda row: _summary(row, "lastSummaryUpdateDate"))
    return each(bill.branches("summaries", "summary"), lambda row: _summary(row, "updateDate"))


def _summary(row: Branch, update_date: str) -> model.Summary:
    """Read one summary; its text is in ``text``, or in ``cdata/text`` as escaped HTML."""
    inner = row.branch("cdata")
    text = row.words("text") or (None if inner is None else inner.words("text"))
    return model.Summary(
        version_code=row.line("versionCode"),
        action_date=row.value("actionDate", DAY),
        action_desc=row.line("actionDesc"),
        update_date=row.value(update_date, MOMENT),
        text=text or row.lack("text"),
    )


def _estimate(row: Row) -> model.CboCostEstimate:
    """Read one cost estimate; the oldest files write ``rptTitle``, ``rptPubDate``, ``rptUrl``."""
    old = "rptTitle" in row
    return model.CboCostEstimate(
        title=row.line("rptTitle" if old else "title"),
        pub_date=row.value("rptPubDate" if old else "pubDate", MOMENT),
        url=row.line("rptUrl" if old else "url"),
        description=row.words("description"),
    )
