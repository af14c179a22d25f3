"""Today, where Congress sits."""

import datetime as dt

from billtrack.errors import InputError

_WASHINGTON = dt.timezone(dt.timedelta(hours=-5))


def today() -> dt.date:
    """Give the calendar date in Washington, by Eastern Standard Time all year.

    Standard time needs no zone files and is exact when it decides something: a Congress ends in January.  In summer
    the day changes here an hour after midnight.
    """
    return dt.datetime.now(_WASHINGTON).date()


def now() -> dt.datetime:
    """Give the present moment, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def day_of(moment: dt.datetime) -> dt.date:
    """Give the calendar date of *moment* in Washington, as ``today`` counts days."""
    return moment.astimezone(_WASHINGTON).date()


def past_day(day: dt.date | None) -> dt.date | None:
    """Give back a day somebody asks about.

    Raises:
        InputError: it has not come yet.
    """
    if day is not None and day > today():
        raise InputError(f"{day} has not come yet (it is {today()} in Washington)")
    return day
