"""The stages of a measure, from its introduction to its end."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a measure is.

    A simple resolution ends at ``agreed_to``; ``agreed_to_in_...`` is for concurrent resolutions, ``passed_...`` for
    bills and joint resolutions.  After one chamber has decided, the stage stays with that decision while the measure
    is in committee or on a calendar of the other chamber.
    """

    RESERVED = "reserved"
    INTRODUCED = "introduced"
    REFERRED = "referred"
    ORDERED_REPORTED = "ordered_reported"
    REPORTED = "reported"
    ON_CALENDAR = "on_calendar"
    AGREED_TO_IN_HOUSE = "agreed_to_in_house"
    AGREED_TO_IN_SENATE = "agreed_to_in_senate"
    PASSED_HOUSE = "passed_house"
    PASSED_SENATE = "passed_senate"
    RESOLVING_DIFFERENCES = "resolving_differences"
    AGREED_TO = "agreed_to"
    ENROLLED = "enrolled"
    PRESENTED = "presented"
    ENACTED = "enacted"
    VETOED = "vetoed"
    FAILED = "failed"
    LAID_ON_TABLE = "laid_on_table"
    EXPIRED = "expired"
    UNRECOGNISED = "unrecognised"
    NOT_LOADED = "not_loaded"
