"""Roll calls from clerk.house.gov and www.senate.gov; no key.

Both sites answer for a vote they do not have as if they had it: the Clerk with status 200 and a short error body, the
Senate with a redirect to an HTML page.  So a vote is only what has the root element of one and is the vote asked for.
"""

from __future__ import annotations

import re

from billtrack.model.measure import Chamber
from billtrack.model.vote import CLERK, SENATE, Vote, VoteId
from billtrack.sources.http import HttpClient
from billtrack.sources.refusals import Patience
from billtrack.sources.remote import Fetched, Missing, Unchanged, Validators
from billtrack.sources.sites import parse_site
from billtrack.sources.votes.reading import parse_vote

_BEGINNING = re.compile(rb"<(?:rollcall-vote|roll_call_vote)[\s>]")
_HEAD = 20_000


def read_published(data: bytes, *, expected: VoteId) -> Vote | None:
    """Read what a site sent for *expected*; ``None``: it is not published.

    Raises:
        InputError: it begins as a vote and cannot be read.
    """
    if _BEGINNING.search(data[:_HEAD]) is None:
        return None
    vote = parse_vote(data, name=expected.file)
    return vote if vote.id == expected else None


class RollCalls:
    """A client of both chambers' sites; safe to ask from several threads at once."""

    def __init__(self, clerk: HttpClient, senate: HttpClient) -> None:
        self._sites = {Chamber.HOUSE: clerk, Chamber.SENATE: senate}

    @classmethod
    def at(cls, clerk: str = CLERK, senate: str = SENATE, *, patience: Patience | None = None) -> RollCalls:
        """Make a client of both sites, or of mirrors of them.

        Raises:
            InputError: an address is not that of a source.
        """
        return cls(*(HttpClient(parse_site(each), patience=patience, at_once=4) for each in (clerk, senate)))

    def close(self) -> None:
        """Close the connections; waiting threads stop."""
        for site in self._sites.values():
            site.close()

    def fetch_vote(self, vote: VoteId, held: Validators | None = None) -> Fetched[Vote] | Unchanged | Missing:
        """Fetch the official file of *vote*, unless it still is the document *held* describes.

        Raises:
            RemoteError: the site refused, failed, or sent a vote that cannot be read.
        """
        found = self._sites[vote.chamber].find(
            vote.path,
            lambda data: read_published(data, expected=vote),
            official=vote.url,
            accept="application/xml, text/html",
            held=held,
        )
        if not isinstance(found, Fetched):
            return found
        if found.content is None:
            return Missing(vote.url)
        return Fetched(found.content, found.url, found.data, found.validators)
