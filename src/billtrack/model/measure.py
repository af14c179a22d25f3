"""What a record says: frozen values, no files, no clock, no screen.

Glossary
    measure          any bill or resolution of the United States Congress, one of eight types
    part             what one official document says of a measure: its status, or one text version
    text version     one print of a measure's text: ``ih`` introduced in House, ``ats`` agreed to in Senate ...
    preamble         the whereas clauses (recitals) of a resolution
    resolving clause one "Resolved, That ..." of a resolution, with its numbered paragraphs
    section          one provision of a bill, with the provisions inside it
    coverage         how much of a text version is loaded: complete, partial, or none (announced only)
    keeper           the person who keeps the record: ``notes``, ``tags``, ``position``, ``priority``, ``owner`` are
                     theirs

A key that is absent (``None`` here) is *not loaded*; an empty tuple is *known to be none*.
Names are those of BILLSTATUS, in snake_case.  Dates are calendar dates in Washington.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final, Literal

from billtrack.model.choices import Position
from billtrack.model.measure_names import MeasureId
from billtrack.model.values import Value
from billtrack.model.values import replace as replace  # noqa: PLC0414  # exported: how every room varies a frozen value

SCHEMA: Final = "billtrack/1"


class _Value(Value, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of every value here: named fields only, unknown ones are errors."""


class Chamber(StrEnum):
    """The chamber of a committee, vote or amendment."""

    HOUSE = "house"
    SENATE = "senate"
    JOINT = "joint"


class Authority(StrEnum):
    """Where the words of a text come from.

    The official print, the Congressional Record, which prints the text on the day a chamber acts on it, or an
    unofficial copy.
    """

    OFFICIAL = "official"
    RECORD = "record"
    COPY = "copy"

    @property
    def rank(self) -> int:
        """How reliable its words are, best first: 0 the official print, 1 the Record, 2 a copy."""
        return tuple(Authority).index(self)


class Coverage(StrEnum):
    """How much of a text version is loaded."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    NONE = "none"


class Member(_Value, frozen=True, kw_only=True):
    """A member of Congress; ``district`` is ``None`` for a senator, or where the source has none."""

    bioguide_id: str
    name: str
    party: str
    state: str
    district: int | None = None


class Sponsor(Member, frozen=True, kw_only=True):
    """The member who introduced the measure."""

    is_by_request: bool | None = None


class Cosponsor(Member, frozen=True, kw_only=True):
    """One signature under a measure; a member who withdrew and signed again has two."""

    sponsorship_date: dt.date
    is_original_cosponsor: bool
    sponsorship_withdrawn_date: dt.date | None = None


class Activity(_Value, frozen=True, kw_only=True):
    """What a committee did, and when."""

    name: str
    date: dt.date | None = None


class Subcommittee(_Value, frozen=True, kw_only=True):
    """A subcommittee a measure was before."""

    system_code: str
    name: str
    activities: tuple[Activity, ...] = ()


class Committee(_Value, frozen=True, kw_only=True):
    """A committee a measure was before; ``system_code`` as in ``hsfa00``."""

    system_code: str
    name: str
    chamber: Chamber | None = None
    type: str | None = None
    activities: tuple[Activity, ...] = ()
    subcommittees: tuple[Subcommittee, ...] = ()


class CommitteeName(_Value, frozen=True, kw_only=True):
    """A committee as an action names it."""

    system_code: str
    name: str


class RecordedVote(_Value, frozen=True, kw_only=True):
    """A roll call, and where the chamber publishes it."""

    chamber: Chamber
    congress: int
    session_number: int
    roll_number: int
    date: dt.datetime | None = None
    url: str | None = None


class Action(_Value, frozen=True, kw_only=True):
    """One row of the official history.

    ``source_system`` is the official name in snake_case: ``senate``, ``house_committee_actions``,
    ``house_floor_actions``, ``library_of_congress``; others may appear.  ``action_time`` is Washington time.
    """

    action_date: dt.date
    action_time: dt.time | None = None
    source_system: str | None = None
    action_code: str | None = None
    type: str | None = None
    text: str | None = None
    committees: tuple[CommitteeName, ...] = ()
    calendar: str | None = None
    calendar_number: str | None = None
    recorded_votes: tuple[RecordedVote, ...] = ()


class Title(_Value, frozen=True, kw_only=True):
    """One title of the measure, with the text and chamber it belongs to if the source says so."""

    title_type: str
    title: str
    chamber: Chamber | None = None
    version_code: str | None = None


class RelatedMeasure(_Value, frozen=True, kw_only=True):
    """An official relationship, with the name of the body that identified it.

    ``id`` is ``None`` if the official row does not identify the measure (it lacks the Congress, for example);
    ``as_printed`` is then the name in the row: ``H.R.  12``.
    """

    id: MeasureId | None = None
    as_printed: str | None = None
    relationship_type: str
    identified_by: str | None = None
    title: str | None = None

    @property
    def printed(self) -> str:
        """The measure for a reader: ``H.R.  12 (115th)``, or the name in the official row."""
        return self.id.printed if self.id else f"{self.as_printed or 'a measure'} (not identified)"


class Summary(_Value, frozen=True, kw_only=True):
    """A summary by the Congressional Research Service: its words, not the measure's."""

    version_code: str | None = None
    action_date: dt.date | None = None
    action_desc: str | None = None
    update_date: dt.datetime | None = None
    text: str


class Law(_Value, frozen=True, kw_only=True):
    """The law a measure became: ``type`` Public Law or Private Law, ``number`` as 117-22."""

    type: str
    number: str


class CboCostEstimate(_Value, frozen=True, kw_only=True):
    """A cost estimate of the Congressional Budget Office."""

    title: str | None = None
    pub_date: dt.datetime | None = None
    url: str | None = None
    description: str | None = None


class AmendmentSponsor(_Value, frozen=True, kw_only=True):
    """Who offered an amendment: a member, or a committee, which only has a ``name``.

    A member whose row gives only an id has no ``name``.
    """

    bioguide_id: str | None = None
    name: str | None = None
    party: str | None = None
    state: str | None = None
    district: int | None = None


class Amendment(_Value, frozen=True, kw_only=True):
    """An amendment offered to the measure.

    ``amendment_type`` is ``HAMDT`` or ``SAMDT`` (``SUAMDT`` in the 97th and 98th Congress).  ``amended_amendment``
    names the amendment this one amends: ``samdt190-115``.  ``actions`` are its own rows, oldest first; ``None`` if the
    source does not list them.
    """

    amendment_type: str
    number: int
    congress: int
    sponsor: AmendmentSponsor | None = None
    amended_amendment: str | None = None
    purpose: str | None = None
    description: str | None = None
    submitted_date: dt.date | None = None
    proposed_date: dt.date | None = None
    latest_action_date: dt.date | None = None
    latest_action: str | None = None
    actions: tuple[Action, ...] | None = None


class Provision(_Value, frozen=True, kw_only=True):
    """A provision and those inside it, in reading order: number, heading, text, items.

    ``level`` is the official element name (``section``, ``subsection``, ``paragraph`` ...).  Inside ``items`` it is
    ``None`` when it is the level next below the parent's (``DEFAULT_LEVELS``).  Beside the official levels:
    ``proviso`` (a "Provided, That ..." of a paragraph), ``quoted-block`` (words for another law; their numbers are
    not this measure's), ``continuation`` (words after the items, back in the outer provision),
    ``table`` with ``row`` items.
    """

    level: str | None = None
    enum: str | None = None
    header: str | None = None
    text: str | None = None
    items: tuple[Provision, ...] = ()


class Whereas(_Value, frozen=True, kw_only=True):
    """A whereas clause with paragraphs inside it; one without is a plain string."""

    text: str
    items: tuple[Provision, ...] = ()


class ResolvingClause(_Value, frozen=True, kw_only=True):
    """One resolving clause: ``chapeau`` is everything before its paragraphs, without "Resolved,"."""

    enum: str | None = None
    header: str | None = None
    chapeau: str | None = None
    items: tuple[Provision, ...] = ()


class LeftOut(Value, frozen=True):
    """Words of a print outside its clauses: *what* they are (``Enacting formula``), and the words.

    They are read for comparison and not kept in records.  ``words`` is empty where the file leaves them to the printer,
    as bills in the DTD do with their enacting formula.  ``by_reading``: the print has them in a clause, which the
    chosen reading drops.
    """

    what: str
    words: str
    by_reading: bool = False


class Excerpt(_Value, frozen=True, kw_only=True):
    """Words that are in a text, at a place that is not known."""

    part: Literal["preamble", "resolved", "section"]
    text: str
    source: str
    note: str | None = None


IN_ARCHIVE = "archive:"
"""The prefix of ``file`` for a text whose words stay in the archive; the text's name follows."""


PDF_ONLY = "published as PDF only"
"""The note of a print whose words are in no official file that billtrack reads."""
PLAIN_ONLY = "read from the official plain text: it was not published as XML"
"""The note of a print whose structure was inferred from the lines of plain text."""


class TextVersion(_Value, frozen=True, kw_only=True):
    """One print of the text; ``preamble``, ``resolved`` and ``sections`` absent are not loaded.

    A resolution has ``preamble`` and ``resolved``, a bill ``sections``.  ``preamble_complete`` false: the clauses are
    the first ones and more follow; the last may break off.  ``title_amendment``: the words that amend the title,
    printed after the text.  ``file``: the official XML beside the records, if the text is too long for a record.
    """

    version_code: str
    version_name: str | None = None
    date: dt.date | None = None
    authority: Authority | None = None
    coverage: Coverage
    note: str | None = None
    official_title: str | None = None
    printed_sponsors: str | None = None
    preamble: tuple[str | Whereas, ...] | None = None
    preamble_complete: bool | None = None
    resolved: tuple[ResolvingClause, ...] | None = None
    sections: tuple[Provision, ...] | None = None
    title_amendment: str | None = None
    excerpts: tuple[Excerpt, ...] = ()
    file: str | None = None


class Source(_Value, frozen=True, kw_only=True):
    """Which document a part comes from.

    ``part`` is ``status``, ``text:ih`` ... or ``vote:house-117-1-149`` ...; ``sha256`` is of the document's bytes,
    ``content_sha256`` of the part's values as imported (absent for what was entered by hand, and for votes, which stay
    in their files).  ``held_back`` names the rows the record keeps although this document no longer has them
    (``status.held_back``): they go when the user accepts the document.
    """

    part: str
    url: str
    retrieved: dt.date
    sha256: str | None = None
    content_sha256: str | None = None
    held_back: tuple[str, ...] = ()


class Measure(_Value, frozen=True, kw_only=True):
    """One record: a measure as its documents describe it, and its keeper's notes.

    ``update_date`` is the status document's own: what "as of" means.
    """

    schema: Literal["billtrack/1"]
    id: MeasureId
    title: str
    introduced_date: dt.date | None = None
    update_date: dt.datetime | None = None
    other_titles: tuple[Title, ...] | None = None
    sponsor: Sponsor | None = None
    cosponsors: tuple[Cosponsor, ...] | None = None
    committees: tuple[Committee, ...] | None = None
    actions: tuple[Action, ...] | None = None
    text_versions: tuple[TextVersion, ...] | None = None
    related_measures: tuple[RelatedMeasure, ...] | None = None
    policy_area: str | None = None
    legislative_subjects: tuple[str, ...] | None = None
    summaries: tuple[Summary, ...] | None = None
    laws: tuple[Law, ...] | None = None
    committee_reports: tuple[str, ...] | None = None
    cbo_cost_estimates: tuple[CboCostEstimate, ...] | None = None
    amendments: tuple[Amendment, ...] | None = None
    constitutional_authority_statement: str | None = None
    official_notes: tuple[str, ...] | None = None
    sources: tuple[Source, ...] = ()
    notes: str | None = None
    tags: tuple[str, ...] = ()
    position: Position | None = None
    priority: int | None = None
    owner: str | None = None
