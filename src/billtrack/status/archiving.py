"""The entry of a status in an archive: what its document says, and where the measure stands.

A module of its own: ``status`` of a record loads no archive.
"""

from __future__ import annotations

from billtrack.model.measure import Measure
from billtrack.status.status import position_and_expiry
from billtrack.store.archive.entries import Standing, StatusEntry, status_entry


def archived_status(measure: Measure, url: str) -> StatusEntry:
    """Make the entry of the status of *measure*, published at *url*."""
    position, latest, expires_on = position_and_expiry(measure)
    standing = Standing(position.stage.value, position.stage_date, expires_on)
    return status_entry(measure, standing, latest, url)
