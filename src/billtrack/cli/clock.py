"""Today, where Congress sits."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_EASTERN_STANDARD = dt.timezone(dt.timedelta(hours=-5))


def today() -> dt.date:
    """Give the calendar date in Washington; on a machine without zone files, that of Eastern Standard Time."""
    zone: dt.tzinfo
    try:
        zone = ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        zone = _EASTERN_STANDARD
    return dt.datetime.now(zone).date()
