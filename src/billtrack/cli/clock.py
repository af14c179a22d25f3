"""Today, where Congress sits."""

import datetime as dt

from billtrack.errors import InputError

_WASHINGTON = dt.timezone(dt.timedelta(hours=-5))


def today() -> dt.date:
    """Return the calendar date in Washington, by Eastern Standard Time all year.

    Standard time needs no zone files, and is exact when it matters: a Congress ends in January.  In summer this day
    begins an hour late.
    """
    return dt.datetime.now(_WASHINGTON).date()


def now() -> dt.datetime:
    """Return the present moment, in UTC, to the second."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def day_of(moment: dt.datetime) -> dt.date:
    """Return the calendar date of *moment* in Washington, as ``today`` counts days."""
    return moment.astimezone(_WASHINGTON).date()


def past_day(day: dt.date | None) -> dt.date | None:
    """Return *day*, which may not be in the future.

    Raises:
        InputError: it is.
    """
    if day is not None and day > today():
        raise InputError(f"{day} is in the future (today is {today()} in Washington)")
    return day
