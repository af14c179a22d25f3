"""Today, where Congress sits."""

import datetime as dt

_WASHINGTON = dt.timezone(dt.timedelta(hours=-5))


def today() -> dt.date:
    """Give the calendar date in Washington, by Eastern Standard Time all year.

    Standard time needs no zone files and is exact when it decides something: a Congress ends in January.  In summer
    the day changes here an hour after midnight.
    """
    return dt.datetime.now(_WASHINGTON).date()
