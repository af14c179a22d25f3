"""The files of unitedstates/congress-legislators as of a day: members, committees, committee membership.

The project keeps one set of current files in a repository.  The present files come from its main branch; for a past
day, the last commit of that day is looked up first, then its files are fetched.  So a day is never guessed: the files
are those at the end of that day.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from zoneinfo import ZoneInfo

from billtrack.errors import InputError
from billtrack.model.members import COMMITTEES, LEGISLATORS, MEMBERSHIP, Contents
from billtrack.sources.http import HttpClient
from billtrack.sources.members import read_members
from billtrack.sources.refusals import Patience
from billtrack.sources.remote import Fetched
from billtrack.sources.sites import parse_site

RAW, API = "https://raw.githubusercontent.com", "https://api.github.com"
FILES = tuple(f"{kind}-current.yaml" for kind in (LEGISLATORS, COMMITTEES, MEMBERSHIP))
"""The names of the files that describe one day."""
MAIN = "main"
"""The branch with the present files."""

_PROJECT = "unitedstates/congress-legislators"
_WASHINGTON = ZoneInfo("America/New_York")
_SHA = re.compile(r"[0-9a-f]{40}", re.ASCII)


class LegislatorFiles:
    """A client of the project's files and of the list of its commits."""

    def __init__(self, raw: HttpClient, api: HttpClient) -> None:
        self._raw, self._api = raw, api

    @classmethod
    def at(cls, address: str | None = None, *, patience: Patience | None = None) -> LegislatorFiles:
        """Make a client of the two official services, or of a mirror of both at *address*.

        Raises:
            InputError: *address* is not the address of a source.
        """
        raw, api = (HttpClient(parse_site(address or each), patience=patience) for each in (RAW, API))
        return cls(raw, api)

    def close(self) -> None:
        """Close the connections."""
        self._raw.close()
        self._api.close()

    def find_commit(self, day: dt.date) -> str:
        """Find the project's last commit at the end of *day* in Washington.

        Raises:
            InputError: the project did not exist yet.
            RemoteError: the service refused, failed, or sent something else.
        """
        path = f"/repos/{_PROJECT}/commits?sha={MAIN}&until={_end_of(day)}&per_page=1"
        commits = self._api.fetch(path, _commits, official=f"{API}{path}", accept="application/json").content
        if not commits:
            raise InputError(f"no files for {day}: {_PROJECT} has no commit on or before that day")
        return commits[0]

    def fetch(self, name: str, commit: str) -> Fetched[Contents]:
        """Fetch the file *name* of *commit* (``main``: as it is now).

        Raises:
            RemoteError: there is no such file, or the service refused, failed, or sent something else.
        """
        path = f"/{_PROJECT}/{commit}/{name}"
        return self._raw.fetch(
            path, lambda data: read_members(data, name=name), official=f"{RAW}{path}", accept="text/plain"
        )


def _end_of(day: dt.date) -> str:
    """The last second of a day in Washington, in UTC: ``2026-06-16T03:59:59Z``."""
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), _WASHINGTON).astimezone(dt.UTC)
    return f"{end - dt.timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"


def _commits(data: bytes) -> tuple[str, ...]:
    """Read a list of commits, newest first."""
    try:
        found = tuple(str(each["sha"]) for each in json.loads(data))
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise InputError("not a list of commits: expected objects with a sha each") from error
    if not all(map(_SHA.fullmatch, found)):
        raise InputError("not a list of commits: a sha is not 40 hexadecimal digits")
    return found
