"""Where an official service is, and where a redirect from it may lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from billtrack.errors import InputError

OFFICIAL_HOSTS = frozenset(
    {
        *("www.govinfo.gov", "govinfo.gov", "api.congress.gov"),
        *("clerk.house.gov", "www.senate.gov", "senate.gov"),
        *("raw.githubusercontent.com", "api.github.com"),  # the files of unitedstates/congress-legislators
    }
)
"""Where a redirect may lead, over HTTPS; the configured service itself is the only other place."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_PLACE = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]*)?", re.IGNORECASE | re.ASCII)

Origin = tuple[str, str, int]
"""Scheme, host and port."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a service is: ``https://www.govinfo.gov``, a mirror of it, or a server for tests."""

    address: str
    origin: Origin

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read what is sent there."""
        return self.origin[0] == "https" or self.origin[1] in _LOOPBACK


def parse_site(address: str) -> Site:
    """Parse the address of a service; a trailing slash does not matter.

    Raises:
        InputError: no http or https address, or one with a user, a password, a query or a fragment in it; the message
            does not show it, since it may hold a secret.
    """
    try:
        parts = urlsplit(address.strip())
        origin = origin_of(parts)
    except ValueError:
        origin, parts = None, urlsplit("")
    if origin is None:
        raise InputError(
            "not the address of a source (expected one like https://www.govinfo.gov, without user and password)"
        )
    if parts.query or parts.fragment:
        raise InputError(f"the address of a source ({origin[1]}) has a query or a fragment in it; write it without")
    return Site(address.strip().rstrip("/"), origin)


def origin_of(parts: SplitResult) -> Origin | None:
    r"""Scheme, host and port; ``None`` for what is no plain web address; raises ValueError for an impossible port.

    Plain, since two readers of ``https://example.net\@www.govinfo.gov`` find two hosts in it.
    """
    if parts.scheme not in {"http", "https"} or not parts.hostname or _PLACE.fullmatch(parts.netloc) is None:
        return None
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def redirected(url: str, location: str, *, site: Site) -> str:
    """Say where a redirect from *url* leads.

    Raises:
        InputError: it leads to no web address, or off the official hosts and *site*; the message begins "redirects".
    """
    try:
        target = urljoin(url, location)
        origin = origin_of(urlsplit(target))
    except ValueError:
        target, origin = url, None
    if origin is None:
        raise InputError("redirects to no web address")
    is_official = origin[0] == "https" and origin[1] in OFFICIAL_HOSTS and origin[2] == 443
    if origin != site.origin and not is_official:
        raise InputError(f"redirects to {origin[0]}://{origin[1]}, which is no official source; it was not followed")
    return target
